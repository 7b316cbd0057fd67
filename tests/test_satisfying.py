"""The search for facts with which conditions hold, against trying out every case of small rule bases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from backupdx.engine.conditions import Condition
from backupdx.engine.domains import Probe, classes
from backupdx.engine.knowledge import Derivation, KnowledgeBase
from backupdx.engine.satisfying import Fails, satisfying_facts
from backupdx.facts.quantities import Version
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_kb import small_kb

POWER = ("running", "stopped", "deallocated")
LISTS = ((), ("a",), ("b",), ("a", "b"), ("(other)",))
VALUES: dict[str, tuple[Any, ...]] = {
    "vm.power_state": ("running", "starting", "stopping", "stopped", "deallocating", "deallocated"),
    "network.dhcp_enabled": (True, False),
    "restore_points.count": (0, 1, 2, 3, 4, 5),
    "extensions.failed": LISTS,
    "agent.version": tuple(Version(v) for v in ("0.0.1", "1.0", "1.5", "2.0", "2.1")),
}
OBSERVED = st.one_of(
    st.builds(Condition, st.just("vm.power_state"), st.sampled_from(["==", "!="]), st.sampled_from(POWER)),
    st.builds(
        Condition,
        st.just("vm.power_state"),
        st.sampled_from(["in", "not in"]),
        st.sampled_from([("running", "stopped"), ("stopped", "deallocated")]),
    ),
    st.builds(Condition, st.just("network.dhcp_enabled"), st.just("=="), st.booleans()),
    st.builds(
        Condition, st.just("restore_points.count"), st.sampled_from(["<", "<=", ">", ">=", "=="]), st.integers(1, 4)
    ),
    st.builds(Condition, st.just("extensions.failed"), st.just("includes"), st.sampled_from(["a", "b"])),
    st.builds(Condition, st.just("extensions.failed"), st.sampled_from(["empty", "not empty"])),
    st.builds(
        Condition,
        st.just("agent.version"),
        st.sampled_from(["<", ">="]),
        st.sampled_from([Version("1.0"), Version("2.0")]),
    ),
)
DERIVED_FACTS = ("derived.vm_off", "derived.agent_silent")
DERIVED = st.builds(Condition, st.sampled_from(DERIVED_FACTS), st.sampled_from(["==", "!="]), st.booleans())
DERIVATIONS = st.lists(
    st.builds(
        Derivation,
        st.sampled_from(DERIVED_FACTS),
        st.booleans(),
        st.lists(OBSERVED, min_size=1, max_size=2).map(tuple),
    ),
    max_size=5,
)
ALWAYS = tuple(  # so that both facts are derived ones, whatever else is drawn
    Derivation(fact, True, (Condition("vm.power_state", "==", "running"),)) for fact in DERIVED_FACTS
)
ANY = st.one_of(OBSERVED, DERIVED, DERIVED.map(Fails), OBSERVED.map(Fails))
GROUP = st.lists(ANY, min_size=1, max_size=3)


def holds(kb: KnowledgeBase, condition: Probe, case: dict[str, Any]) -> bool:
    if isinstance(condition, Fails):  # said without its own test
        plain = condition.condition
        return condition.fact in told(kb, plain.fact, case) and not holds(kb, plain, case)
    if condition.fact not in DERIVED_FACTS:
        return condition.fact in case and condition.test(case[condition.fact])
    known = told(kb, condition.fact, case)
    return condition.fact in known and condition.test(known[condition.fact])


def told(kb: KnowledgeBase, fact: str, case: dict[str, Any]) -> dict[str, Any]:
    """The case; for a derived fact its value, where there is one."""
    if fact not in DERIVED_FACTS:
        return case
    values = {
        d.value
        for d in kb.derivations
        if d.fact == fact and all(c.fact in case and c.test(case[c.fact]) for c in d.conditions)
    }
    return {fact: values.pop()} if len(values) == 1 else {}


def cases() -> Iterator[dict[str, Any]]:
    for values in product(*((None, *vs) for vs in VALUES.values())):
        yield {fact: v for fact, v in zip(VALUES, values, strict=True) if v is not None}


def fits(kb: KnowledgeBase, case: dict[str, Any], wanted: list[Probe], unless: list[list[Probe]]) -> bool:
    return all(holds(kb, c, case) for c in wanted) and not any(all(holds(kb, c, case) for c in g) for g in unless)


CASES = list(cases())


@settings(max_examples=150)
@given(DERIVATIONS, GROUP, st.lists(GROUP, max_size=2))
def test_against_every_case(derivations: list[Derivation], wanted: list[Probe], unless: list[list[Probe]]) -> None:
    kb = small_kb(causes=(), derivations=(*ALWAYS, *derivations))
    found = satisfying_facts(kb, wanted, unless)
    if found is not None:
        assert fits(kb, found, wanted, unless)
    else:
        assert not [case for case in CASES if fits(kb, case, wanted, unless)]


def test_two_words_of_one_list_can_hold_together() -> None:
    both = [Condition("extensions.failed", "includes", word) for word in ("a", "b")]
    assert satisfying_facts(small_kb(), both) == {"extensions.failed": ("a", "b")}


def test_numbers_between_two_limits_are_found() -> None:
    near = [Condition("disks.largest_gb", ">", 4.0), Condition("disks.largest_gb", "<", 4.5)]
    assert satisfying_facts(small_kb(), near) == {"disks.largest_gb": 4.25}


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("literal", [0, 1, 2, 17])
def test_each_condition_on_a_number_has_a_value_on_either_side(operator: str, literal: int) -> None:
    condition = Condition("restore_points.count", operator, literal)
    for value, probe in ((True, condition), (False, Fails(condition))):
        found = satisfying_facts(small_kb(), [probe])
        possible = any(condition.test(n) is value for n in range(20))
        assert (found is not None) == possible
        assert found is None or condition.test(found["restore_points.count"]) is value


def test_what_is_unwanted_is_made_unknown_by_a_fact_that_implies_the_opposite() -> None:
    stopped = Condition("vm.power_state", "==", "stopped")
    off, on = (Derivation("derived.vm_off", value, (c,)) for value, c in (
        (True, stopped), (False, Condition("network.dhcp_enabled", "==", True))))  # fmt: skip
    unwanted = [Condition("derived.vm_off", "==", True)]
    assert satisfying_facts(small_kb(derivations=(off, on)), [stopped], [unwanted]) == {
        "vm.power_state": "stopped",
        "network.dhcp_enabled": True,
    }
    assert satisfying_facts(small_kb(derivations=(off,)), [stopped], [unwanted]) is None


@pytest.mark.parametrize("fact, smallest", [("restore_points.count", 1), ("backup.interval_hours", 0.25)])
@given(cuts=st.lists(st.tuples(st.sampled_from(["==", "!=", ">", ">=", "<", "<="]), st.integers(0, 9)), max_size=4))
@example(cuts=[(">", 3), ("<", 5)])
def test_no_class_of_numbers_is_missed(fact: str, smallest: float, cuts: list[tuple[Any, int]]) -> None:
    conditions = [Condition(fact, operator, type(smallest)(literal)) for operator, literal in cuts]
    all_values = (type(smallest)(n * smallest) for n in range(50))
    assert set(classes(fact, conditions)) == {tuple(c.test(v) for c in conditions) for v in all_values}


def test_answers_to_a_question_have_one_word_each() -> None:
    words = [Condition("extensions.failed", "includes", word) for word in ("a", "b")]
    assert list(classes("extensions.failed", words).values()) == [(), ("a",), ("b",)]
    assert ("a", "b") in classes("extensions.failed", words, together=True).values()
