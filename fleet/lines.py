"""Lines to lines: a fact file's cases, one JSON object a line, become records, one a line.

`diagnose_lines` is a plain function over any part of a file, so that whatever can map a function over partitions can
run it. It holds nothing of a case when the next one comes; what it remembers is what the rules conclude.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..engine.assessment import RuleInput, observed_in, rule_input
from ..engine.compiled import compiled
from ..engine.headline import headline_basis
from ..engine.knowledge import ErrorCode, KnowledgeBase
from ..engine.likeness import Heard, Likeness, heard_of, like_enough
from ..engine.matching import Matching, Sample
from ..engine.reasoning import Reasoning
from ..facts.case import Case, validated
from ..facts.errors import BackupdxError, Disagreement, InputError
from ..facts.vocabulary import vocabulary
from ..kb.knowledge import knowledge_base
from ..library import with_known_code
from ..readers.containers.strict_json import MAX_CASE_NODES, json_within
from .records import Pattern, Record, notes_of, rejected

MOST_PATTERNS = 20_000
MOST_TEXTS = 1_000  # of which it is remembered what they are like
MAX_LINE = 4 * 1024 * 1024  # characters


def diagnose_lines(lines: Iterable[str]) -> Iterator[str]:
    """One record for each line that is not blank, in order: a diagnosis, or why the line is rejected.

    Never raises for what a line holds. Raises Disagreement where experta says otherwise of a case than the compiled
    rules. The records have no line end.
    """
    batch = Batch(knowledge_base())
    for line in lines:
        if line.strip():
            yield batch.record(line).text


class Key(NamedTuple):
    """What two cases have to share for everything but names, values and sources to be equal."""

    holds: int
    fails: int
    code: str | None
    platform: str | None
    doubted: frozenset[str]  # facts that may not have been so when this VM's backup failed
    past: frozenset[str]  # facts that were seen at another time: they contradict nothing
    like: tuple[Likeness, ...]  # causes that what was told in words is like, which orders what is possible
    headline: tuple[Any, ...]  # what the headline rests on beside all that


class Batch:
    """Diagnoses cases one after another and remembers their patterns."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.sample = Sample(kb)
        self._matching = Matching(kb)
        self._kb = kb
        self._masks = compiled(kb)
        self._patterns: dict[Key, tuple[Pattern, bool]] = {}
        self._likes: dict[tuple[Heard, str | None], tuple[Likeness, ...]] = {}
        self._alien = {
            os: frozenset(f for f, spec in vocabulary().items() if spec.os not in (None, os))
            for os in ("linux", "windows")
        }

    def record(self, line: str, redacted: Callable[[Case], Case] | None = None) -> Record:
        """The record of one line, of the case as `redacted` gives it; a rejected line stands in it as it is."""
        try:
            case = with_known_code(case_in(line))
            return self.record_of(redacted(case) if redacted else case)
        except Disagreement:
            raise
        except BackupdxError as error:
            return rejected(str(error), line)
        except Exception as error:  # a fault of ours in one case costs no other
            return rejected(f"a fault of ours, please report it: {error!r}", line)

    def record_of(self, case: Case) -> Record:
        """The record of a case whose code is known.

        Raises EngineError for a fault of ours, and Disagreement as `diagnose_lines` does.
        """
        given = rule_input(self._kb, case)
        known = given.known
        key = self._key(case, given)
        found = self._patterns.get(key)
        reasoning = None
        if self.sample.takes(new=found is None):
            self._ask_experta(case, given)
        if found is None:
            reasoning = self._reasoning(case, given)
            found = self._learn(key, reasoning)
        pattern, disputed = found
        notes: Iterable[str] = case.notes
        if disputed or case.conflicts or not self._alien.get(key.platform or "", _NONE).isdisjoint(known.values):
            notes = notes_of(reasoning or self._reasoning(case, given))
        return pattern.record(case, known, _code(given), notes, given.doubts)

    def _reasoning(self, case: Case, given: RuleInput) -> Reasoning:
        return Reasoning(self._kb, case, self._matching.infer, given)

    def _ask_experta(self, case: Case, given: RuleInput) -> None:
        observed = observed_in(self._kb, case, given)
        self.sample.check(case.vm.name or case.id or "without a name", observed, self._matching.infer(observed))

    def _key(self, case: Case, given: RuleInput) -> Key:
        values = given.known.values
        truths = self._masks.truths_in(values)
        code = given.code.code if given.code else given.given  # one of another operation counts as an unknown one
        doubted = frozenset(given.doubts) if given.doubts else _NONE
        heard = heard_of(case, given.code)
        like = self._like_enough(heard, given.code) if heard is not None else ()
        basis = headline_basis(self._kb, case, values, given.given is not None)
        return Key(
            truths.holds, truths.fails, code, _text(values, self._kb.platform_fact), doubted, given.past, like, basis
        )

    def _like_enough(self, heard: Heard, code: ErrorCode | None) -> tuple[Likeness, ...]:
        """What a text is like: many VMs of a fleet fail with the same words."""
        told = heard, None if code is None else code.code
        found = self._likes.get(told)
        if found is None:
            if len(self._likes) >= MOST_TEXTS:
                self._likes.clear()
            found = self._likes[told] = like_enough(self._kb, heard, code)
        return found

    def _learn(self, key: Key, reasoning: Reasoning) -> tuple[Pattern, bool]:
        if len(self._patterns) >= MOST_PATTERNS:
            self._patterns.clear()
        disputed = bool(reasoning.contradictions())  # what can contradict itself depends on the pattern
        self._patterns[key] = (Pattern(reasoning), disputed)
        return self._patterns[key]


_NONE: frozenset[str] = frozenset()


def plainly(kb: KnowledgeBase) -> Callable[[str], str]:
    """The same records by a run of experta for each case, and with nothing remembered: what `Batch` must equal."""

    def record(line: str) -> str:
        try:
            case = with_known_code(case_in(line))
            given = rule_input(kb, case)
            reasoning = Reasoning(kb, case, given=given)
        except BackupdxError as error:
            return rejected(str(error), line).text
        return Pattern(reasoning).record(case, given.known, _code(given), notes_of(reasoning), given.doubts).text

    return record


def case_in(line: str) -> Case:
    """The case in a line. Raises InputError that says what is wrong with it."""
    if len(line) > MAX_LINE:
        raise InputError(f"the line is longer than {MAX_LINE // 1024**2} MB")
    try:
        data = json_within(line, MAX_CASE_NODES)
    except json.JSONDecodeError as error:
        cut = not line.rstrip().endswith("}")
        tail = ", the record may be cut off" if cut else ""
        raise InputError(f"is no valid JSON: {error.msg.lower()}{tail}") from None
    except RecursionError:
        raise InputError("is nested too deeply") from None
    except ValueError as error:
        raise InputError(str(error)) from None
    return validated(_checked(data))


def _checked(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise InputError("is no case", expected="a JSON object with the facts of one case")
    version = data.get("schema_version", 1)
    if isinstance(version, int) and version > 1:
        raise InputError(f"has schema_version {version}, and this program reads 1 only", hint="update backupdx")
    return data


def _code(given: RuleInput) -> str | None:
    known = given.code or given.foreign
    return known.code if known else given.given


def _text(values: Mapping[str, Any], fact: str) -> str | None:
    value = values.get(fact)
    return None if value is None else str(value)
