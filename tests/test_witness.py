"""The search for witnesses misses nothing and invents nothing: against trying out every case of small rule bases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from backupdx.engine.conditions import Condition
from backupdx.engine.domains import Probe
from backupdx.engine.knowledge import Derivation, KnowledgeBase
from backupdx.engine.witness import Fails, witness
from backupdx.facts.quantities import Version
from hypothesis import given, settings
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
    if condition.fact not in DERIVED_FACTS:
        return condition.fact in case and condition.test(case[condition.fact])
    values = {
        d.value
        for d in kb.derivations
        if d.fact == condition.fact and all(c.fact in case and c.test(case[c.fact]) for c in d.conditions)
    }
    return len(values) == 1 and condition.test(*values)


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
    found = witness(kb, wanted, unless)
    if found is not None:
        assert fits(kb, found, wanted, unless)
    else:
        assert not [case for case in CASES if fits(kb, case, wanted, unless)]


def test_two_words_of_one_list_can_hold_together() -> None:
    both = [Condition("extensions.failed", "includes", word) for word in ("a", "b")]
    assert witness(small_kb(), both) == {"extensions.failed": ("a", "b")}


def test_numbers_between_two_limits_are_found() -> None:
    near = [Condition("disks.largest_gb", ">", 4.0), Condition("disks.largest_gb", "<", 4.5)]
    assert witness(small_kb(), near) == {"disks.largest_gb": 4.25}
