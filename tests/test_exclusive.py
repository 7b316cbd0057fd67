"""Proof by enumeration: no case lets a confirming and an excluding rule of one cause hold together."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

import pytest
from backupdx.engine.conditions import Truth
from backupdx.engine.inference import Network
from backupdx.engine.knowledge import Rule
from backupdx.engine.witness import witness
from backupdx.facts.case import Observation, Source
from backupdx.kb.knowledge import knowledge_base
from cases import case_of, fact_sets
from hypothesis import given

KB = knowledge_base()
WHOLE = Network(KB)
PAIRS = [
    (a, b)
    for cause in KB.causes
    for a in KB.rules_of(cause)
    if a.kind == "confirms"
    for b in KB.rules_of(cause)
    if b.kind == "rules_out"
]
RULES = [r for c in KB.causes for r in KB.rules_of(c)]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=[f"{a.id} {b.id}" for a, b in PAIRS])
def test_confirming_and_excluding_rules_exclude_each_other(one: Rule, other: Rule) -> None:
    assert witness(KB, (*one.conditions, *other.conditions)) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_rule_can_hold_and_the_inference_agrees(rule: Rule) -> None:
    facts = witness(KB, rule.conditions)
    assert facts is not None
    inferred = WHOLE.infer({f: Observation(f, v, Source()) for f, v in facts.items()})
    assert rule in [r for fired in inferred.fired.values() for r in fired]


@given(fact_sets())
def test_what_holds_together_in_a_case_has_a_witness(facts: dict[str, Any]) -> None:
    """The search misses nothing: for any two rules that hold in some case, it finds one too."""
    known = WHOLE.infer(case_of(facts).observations()).known
    fired = [r for r in RULES if all(c.truth(known) is Truth.HOLDS for c in r.conditions)]
    for one, other in combinations_with_replacement(fired, 2):
        assert witness(KB, (*one.conditions, *other.conditions)) is not None, (one.id, other.id)
