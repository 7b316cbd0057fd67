"""Proof by enumeration: no case lets a confirming and an excluding rule of one cause hold together."""

from __future__ import annotations

from functools import cache
from itertools import combinations_with_replacement
from random import Random
from typing import Any

import pytest
from backupdx.engine.conditions import Truth
from backupdx.engine.inference import Network
from backupdx.engine.knowledge import Rule
from backupdx.engine.satisfying import satisfying_facts
from backupdx.facts.case import Observation, Source
from backupdx.kb.knowledge import knowledge_base
from cases import case_of, examples, fact_sets
from hypothesis import given
from hypothesis import strategies as st

KB = knowledge_base()
WHOLE = Network(KB)
CAUSES = list(KB.by_id)
RULES = {c.id: KB.rules_of(c) for c in KB.causes}
ALL = [rule for rules in RULES.values() for rule in rules]


@pytest.mark.parametrize("cause", CAUSES)
def test_confirming_and_excluding_rules_exclude_each_other(cause: str) -> None:
    pairs = [(a, b) for a in RULES[cause] for b in RULES[cause] if (a.kind, b.kind) == ("confirms", "rules_out")]
    found = {(a.id, b.id): satisfying_facts(KB, (*a.conditions, *b.conditions)) for a, b in pairs}
    assert {pair: facts for pair, facts in found.items() if facts is not None} == {}


def test_there_are_pairs_to_try() -> None:
    kinds = [{rule.kind for rule in rules} for rules in RULES.values()]
    assert sum({"confirms", "rules_out"} <= each for each in kinds) > 100


@cache
def inferred(facts: tuple[tuple[str, Any], ...]) -> set[Rule]:
    """The rules that experta fires on these facts. Rules of many causes have one scope, and hold with the same."""
    fired = WHOLE.infer({f: Observation(f, v, Source()) for f, v in facts}).fired
    return {rule for rules in fired.values() for rule in rules}


@pytest.mark.parametrize("cause", CAUSES)
def test_every_rule_can_hold_and_the_inference_agrees(cause: str) -> None:
    for rule in RULES[cause]:
        facts = satisfying_facts(KB, rule.conditions)
        assert facts is not None, rule.id
        assert rule in inferred(tuple(facts.items())), rule.id


@given(fact_sets(), st.integers(0, 2**32))
def test_the_search_finds_what_holds_together_in_a_case(facts: dict[str, Any], seed: int) -> None:
    """The search misses nothing: for any two rules that hold in some case, it finds one too.

    A code alone makes some 200 rules of other scopes hold. Rules with the same conditions count once; of the pairs,
    some are drawn every day, and all in `make test-long`.
    """
    known = WHOLE.infer(case_of(facts).observations()).known
    holding = [r for r in ALL if all(c.truth(known) is Truth.HOLDS for c in r.conditions)]
    pairs = [*combinations_with_replacement({frozenset(r.conditions): r for r in holding}.values(), 2)]
    for one, other in Random(seed).sample(pairs, min(len(pairs), examples(800))):
        assert satisfying_facts(KB, (*one.conditions, *other.conditions)) is not None, (one.id, other.id)
