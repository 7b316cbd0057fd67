"""Proof by enumeration: no case lets a confirming and an excluding rule of one cause hold together."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from backupdx.engine.conditions import Condition
from backupdx.engine.knowledge import Rule
from backupdx.facts.quantities import Version
from backupdx.kb.knowledge import knowledge_base
from cases import FACTS

KB = knowledge_base()
UNKNOWN = object()


def holds(conditions: tuple[Condition, ...], known: dict[str, Any]) -> bool:
    return all(c.fact in known and c.test(known[c.fact]) for c in conditions)


def with_derived(known: dict[str, Any]) -> dict[str, Any]:
    derived: dict[str, set[Any]] = {}
    for d in KB.derivations:
        if holds(d.conditions, known):
            derived.setdefault(d.fact, set()).add(d.value)
    return {**known, **{f: next(iter(values)) for f, values in derived.items() if len(values) == 1}}


def typed(fact: str, value: Any, conditions: tuple[Condition, ...]) -> Any:
    if any(isinstance(c.literal, Version) for c in conditions if c.fact == fact):
        return Version.parse(value)
    return tuple(value) if isinstance(value, list) else value


def together(one: Rule, other: Rule) -> dict[str, Any] | None:
    """A case in which both rules hold, None where there is none."""
    conditions = (*one.conditions, *other.conditions)
    facts = sorted({b for c in conditions for b in KB.basis_of(c.fact)})
    spaces = []
    for fact in facts:
        values = [typed(fact, v, conditions) for v in FACTS[fact]]
        direct = [c for c in conditions if c.fact == fact]
        fitting = [v for v in values if all(c.test(v) for c in direct)]
        spaces.append(fitting if direct else [*fitting, UNKNOWN])
    for values in product(*spaces):
        known = with_derived({f: v for f, v in zip(facts, values, strict=True) if v is not UNKNOWN})
        if holds(conditions, known):
            return known
    return None


PAIRS = [
    (a, b)
    for cause in KB.causes
    for a in cause.numbered_rules
    if a.kind == "confirms"
    for b in cause.numbered_rules
    if b.kind == "rules_out"
]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=[f"{a.id} {b.id}" for a, b in PAIRS])
def test_confirming_and_excluding_rules_exclude_each_other(one: Rule, other: Rule) -> None:
    assert together(one, other) is None


def test_the_proof_can_fail() -> None:
    facts = {c.fact for c in PAIRS[0][0].conditions}
    assert together(PAIRS[0][0], Rule("rules_out", PAIRS[0][0].conditions[:1])) is not None, facts


@pytest.mark.parametrize("rule", [r for c in KB.causes for r in c.numbered_rules], ids=lambda r: r.id)
def test_every_rule_can_hold(rule: Rule) -> None:
    assert together(rule, rule) is not None
