"""The atlas: what each rule, code and derivation decides, written down with the facts, so that a change shows.

Usage: python tools/atlas.py [--write]
Without --write it tells where the rule base decides otherwise than tests/atlas.ndjson says. The file is generated and
meant to be read as a difference: who changes a rule sees which cases get another verdict, and nothing else may change.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from backupdx.engine.conditions import Condition
from backupdx.engine.data import as_plain
from backupdx.engine.domains import classes, conditions_by_fact
from backupdx.engine.knowledge import KnowledgeBase, Rule
from backupdx.engine.reference import Opinion, opinion
from backupdx.engine.witness import Fails, witness
from backupdx.facts.case import Case
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.knowledge import knowledge_base
from backupdx.readers.merging import nested

FILE = Path(__file__).resolve().parents[1] / "tests" / "atlas.ndjson"
UNKNOWN = "unknown"
HOLDS = "holds: "  # before the verdict, where the rule of the row holds
CODES = "every code"  # stands for all error codes of the rule base, one after the other
Row = dict[str, Any]  # one line: what it is about, the facts, and what is decided


def judged(kb: KnowledgeBase, facts: dict[str, Any]) -> Opinion:
    """What follows from these facts, by the reference evaluator."""
    seen = Case.model_validate(nested(facts)).observations()
    return opinion(kb, {fact: o.value for fact, o in seen.items()})


@lru_cache(maxsize=64)
def alone(kb: KnowledgeBase, about: str) -> KnowledgeBase:
    """The rule base with one cause, or with none: it says of this cause or derived fact what the whole one says."""
    return replace(kb, causes=tuple(replace(c, leads_to=()) for c in kb.causes if c.id == about))


def decided(kb: KnowledgeBase, row: Row) -> Row:
    """The row with what this rule base decides on its facts."""
    if "code" in row:
        facts = {kb.code_fact: row["code"]} if row["code"] else {}
        return {"code": row["code"], "ranked": list(judged(kb, facts).ranked)}

    cause = kb.by_id.get(row["about"])
    rule = next((r for r in cause.numbered_rules if r.id == row["rule"]), None) if cause else None

    def word(facts: dict[str, Any]) -> Any:
        found = judged(alone(kb, row["about"]), facts)
        if cause is None:
            return _value(found, row["about"])
        return f"{HOLDS if rule and holds(rule, found) else ''}{found.verdicts[cause.id]}"

    near = {}
    for fact, tried in ((f, n["tried"]) for f, n in row["near"].items()):
        rest = {f: v for f, v in row["facts"].items() if f != fact}
        values = [c.code for c in kb.codes] if tried == CODES else tried
        found = [[v, word(rest if v == UNKNOWN else {**rest, fact: v})] for v in (UNKNOWN, *values)]
        near[fact] = {"tried": tried, "decided": _grouped(found)}
    but = [{**one, "decided": word(one["facts"])} for one in row["but"]]
    return {**row, "decided": word(row["facts"]), "near": near, "but": but}


def holds(rule: Rule, found: Opinion) -> bool:
    """Whether a rule holds: it then stands among the reasons, even where it does not decide the verdict."""
    return all(c.fact in found.known and c.test(found.known[c.fact]) for c in rule.conditions)


def _value(found: Opinion, fact: str) -> Any:
    return as_plain(found.known.get(fact, UNKNOWN))


def _grouped(tried: list[Any]) -> dict[str, Any]:
    """The values by what is decided for them; the most frequent decision stands for all others."""
    most = Counter(str(word) for _, word in tried).most_common(1)[0][0]
    groups: dict[str, list[Any]] = {}
    for value, word in tried:
        if str(word) != most:
            groups.setdefault(str(word), []).append(value)
    return {"else": most, **groups}


def rows(kb: KnowledgeBase) -> Iterator[Row]:
    """All rows of a rule base, undecided: for each rule, facts with which it holds, and what else each may be.

    What a derived fact of the rule could rest on besides is tried too: it may imply the opposite.
    """
    yield {"code": ""}
    yield from ({"code": code.code} for code in (*kb.codes, *kb.foreign_codes))
    conditions = conditions_by_fact(kb)
    rules = [(c.id, r.id, r.conditions) for c in kb.in_order for r in c.numbered_rules]
    rules += [(d.fact, d.fact, d.conditions) for d in kb.derivations]
    for about, rule, needed in rules:
        facts = witness(kb, needed)
        if facts is None:
            continue
        plain = {f: as_plain(v) for f, v in facts.items()}
        near = {}
        for fact in dict.fromkeys((*facts, *(f for c in needed for f in kb.basis_of(c.fact)))):
            own = list(map(as_plain, classes(fact, conditions[fact]).values()))
            if vocabulary()[fact].kind == "choice":
                own = list(vocabulary()[fact].choices)
            elif vocabulary()[fact].kind in ("integer", "number", "version"):  # the limits themselves as well
                own = list(dict.fromkeys([*own, *(as_plain(c.literal) for c in conditions[fact])]))
            near[fact] = {"tried": CODES if fact == kb.code_fact else own}
        row = {"about": about, "rule": rule, "facts": plain, "near": near}
        yield {**row, "but": list(_all_but_one(kb, needed, list(_changed(kb, row))))}


def _changed(kb: KnowledgeBase, row: Row) -> Iterator[dict[str, Any]]:
    """The facts of a row with each of them, and of those beside them, changed in every way that is tried."""
    for fact, tried in ((f, n["tried"]) for f, n in row["near"].items()):
        rest = {f: v for f, v in row["facts"].items() if f != fact}
        yield rest
        yield from ({**rest, fact: v} for v in ([c.code for c in kb.codes] if tried == CODES else tried))


def _all_but_one(kb: KnowledgeBase, needed: Sequence[Condition], tried: list[dict[str, Any]]) -> Iterator[Row]:
    """Facts with which all conditions hold but one, which fails or is unknown, where the facts tried show none.

    One fact may make several conditions hold, by what is derived from it: no change of it alone tells them apart.
    """
    bare = alone(kb, "")
    seen = {tuple(_truth(c, known) for c in needed) for known in (judged(bare, facts).known for facts in tried)}
    for n, condition in enumerate(needed):
        rest = (*needed[:n], *needed[n + 1 :])
        fails, either = Fails(condition), (condition,)
        for truth, wanted, unless in ((False, (*rest, fails), ()), (None, rest, (either, (fails,)))):
            if (*[True] * n, truth, *[True] * (len(needed) - n - 1)) not in seen:
                facts = witness(kb, wanted, unless)
                if facts is not None:
                    state = "unknown" if truth is None else "fails"
                    yield {state: condition.words, "facts": {f: as_plain(v) for f, v in facts.items()}}


def _truth(condition: Condition, known: dict[str, Any]) -> bool | None:
    return condition.test(known[condition.fact]) if condition.fact in known else None


def read() -> list[Row]:
    """The rows as they were written down."""
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def changes(kb: KnowledgeBase, written: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Each row that is decided otherwise now: as written, and as it is."""
    for row in written:
        try:
            now = json.loads(json.dumps(decided(kb, row)))
        except KeyError:
            now = {}
        if now != row:
            yield row, now


def main() -> int:
    """Compare, or write."""
    kb = knowledge_base()
    if "--write" in sys.argv[1:]:
        lines = [json.dumps(decided(kb, row)) for row in rows(kb)]
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return 0
    found = list(changes(kb, read()))
    for was, now in found:
        print(f"- {json.dumps(was)}\n+ {json.dumps(now)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
