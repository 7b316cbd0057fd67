"""Three engines on the same case: experta through the library, the reference evaluator, and CLIPS.

A fourth opinion is that of the masks which decide the cases of a fleet (matching.py).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

import clips
from backupdx.engine.assessment import rule_input
from backupdx.engine.clips import clips_source
from backupdx.engine.export import rule_base
from backupdx.engine.knowledge import KnowledgeBase
from backupdx.engine.matching import Matching
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.reference import opinion
from backupdx.facts.case import Case
from backupdx.facts.quantities import Version
from backupdx.kb.knowledge import knowledge_base

# (cause, verdict) in rank order; what is ruled out; what is wrong as well
Verdicts = tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]


def observed(kb: KnowledgeBase, case: Case) -> tuple[dict[str, Any], set[str]]:
    """The facts of a case as plain values, and those that are doubted."""
    given = rule_input(kb, case)
    return {f: o.value for f, o in case.observations().items()}, set(given.doubts)


def by_experta(kb: KnowledgeBase, case: Case) -> Verdicts:
    return _said(Reasoning(kb, case))


def by_masks(kb: KnowledgeBase, case: Case) -> Verdicts:
    return _said(Reasoning(kb, case, _matching_for(kb).infer))


def _said(diagnosis: Reasoning) -> Verdicts:
    ranked = tuple((c.id, diagnosis.verdicts[c.id]) for c in diagnosis.conclusion.ranked)  # words are no evidence
    out = tuple(c.id for c in diagnosis.candidates if diagnosis.verdicts[c.id] == "ruled_out")
    return ranked, out, tuple(c.id for c in diagnosis.conclusion.also_wrong)


def by_reference(kb: KnowledgeBase, case: Case) -> Verdicts:
    found = opinion(kb, *observed(kb, case))
    return tuple((c, found.verdicts[c]) for c in found.ranked), found.ruled_out, found.also_wrong


class Environment(clips.Environment):
    """One that is never taken apart: doing so prints to stdout."""

    def __del__(self) -> None:
        """Leave the memory to the end of the process."""


TELL = """(deffunction say-all ()
  (do-for-all-facts ((?f ranked)) TRUE (printout said ?f:verdict " " ?f:rank " " ?f:cause crlf))
  (do-for-all-facts ((?f excluded)) TRUE (printout said "excluded " ?f:key " " ?f:cause crlf))
  (do-for-all-facts ((?f also-wrong)) TRUE (printout said "also-wrong " ?f:place " " ?f:cause crlf)))"""


COUNT = "(length$ (get-fact-list))"


class Clips:
    """A CLIPS engine with a rule base loaded."""

    def __init__(self, kb: KnowledgeBase) -> None:
        base = rule_base(kb)
        self._kinds = base.facts
        self._engine = Environment()
        for construct in (*constructs(clips_source(base)), TELL):
            self._engine.build(construct)
        self._said: list[str] = []
        self._engine.add_router(_Listener(self._said))

    def verdicts(self, facts: Mapping[str, Any], doubted: Collection[str] = ()) -> Verdicts:
        """What CLIPS concludes from observed facts (path -> value), of which some are doubted."""
        self._engine.reset()
        told = told_to_clips(self._kinds, facts, doubted)
        before = self._engine.eval(COUNT)
        if told:
            self._engine.load_facts("\n".join(told))
        assert self._engine.eval(COUNT) - before == len(told), "CLIPS read only a part, and says nothing of it"
        self._engine.run()
        self._said.clear()
        self._engine.eval("(say-all)")
        lines = [line.split() for line in "".join(self._said).splitlines()]
        beside = ("excluded", "also-wrong")
        ranked = sorted((int(key), cause, verdict) for verdict, key, cause in lines if verdict not in beside)
        excluded, also = (
            tuple(c for _, c in sorted((float(key), cause) for said, key, cause in lines if said == what))
            for what in beside
        )
        assert [rank for rank, _, _ in ranked] == list(range(1, len(ranked) + 1))
        return tuple((c, v) for _, c, v in ranked), excluded, also


class _Listener(clips.Router):
    """Takes what CLIPS prints. Facts that Python is given are kept, and each run takes longer."""

    def __init__(self, said: list[str]) -> None:
        super().__init__("said", 50)
        self._heard = said

    def query(self, name: str) -> bool:
        return name == "said"

    def write(self, name: str, message: str) -> None:
        self._heard.append(message)


def constructs(source: str) -> list[str]:
    """The top-level constructs of a CLIPS source; comments are left out."""
    found, depth, start, at, quoted = [], 0, 0, 0, False
    text = "\n".join(line for line in source.splitlines() if not line.startswith(";"))
    while at < len(text):
        char = text[at]
        if quoted:
            at += char == "\\"
            quoted = char != '"'
        elif char == '"':
            quoted = True
        elif char == "(":
            start = at if depth == 0 else start
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                found.append(text[start : at + 1])
        at += 1
    assert depth == 0
    return found


def _for_clips(value: Any) -> str:
    if isinstance(value, Version):
        return value.text.replace(".", " ")
    if isinstance(value, tuple):
        return " ".join(map(_for_clips, value))
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value).upper() if isinstance(value, bool) else repr(value)


def told_to_clips(kinds: Collection[str], facts: Mapping[str, Any], doubted: Collection[str]) -> list[str]:
    """The facts of a case as CLIPS reads them: those that its rules look at."""
    topics: dict[str, list[str]] = {}
    for path, value in facts.items():
        topic, _, name = path.partition(".")
        if path in kinds:
            topics.setdefault(topic, []).append(f"({name} {_for_clips(value)})")
    told = [f"({topic} {' '.join(slots)})" for topic, slots in topics.items()]
    return [*told, *(f'(doubted (fact "{fact}"))' for fact in sorted(doubted))]


engine_for = cache(Clips)
_matching_for = cache(Matching)


def by_clips(kb: KnowledgeBase, case: Case) -> Verdicts:
    return engine_for(kb).verdicts(*observed(kb, case))


def disagreements(kb: KnowledgeBase, case: Case) -> dict[str, Verdicts]:
    """What each engine says, where they do not all say the same; else nothing."""
    engines = {"experta": by_experta, "masks": by_masks, "reference": by_reference, "clips": by_clips}
    said = {name: engine(kb, case) for name, engine in engines.items()}
    return said if len(set(said.values())) > 1 else {}


def told_in_process(kb: KnowledgeBase, cases: Iterable[Case]) -> Iterator[str]:
    """The rules that CLIPS is given, in short; then, for each case, what the other engines say and CLIPS is told."""
    base = rule_base(kb)
    yield sha256(clips_source(base).encode()).hexdigest()
    for case in cases:
        said = by_experta(kb, case)
        assert said == by_masks(kb, case) == by_reference(kb, case)
        yield json.dumps([said, told_to_clips(base.facts, *observed(kb, case))])


if __name__ == "__main__":  # for fresh processes: cases on stdin, one per line
    print("\n".join(told_in_process(knowledge_base(), map(Case.model_validate_json, sys.stdin))))
