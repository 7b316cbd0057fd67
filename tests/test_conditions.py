"""Conditions as authors write them: literals in the type of the fact, and refused where the fact cannot have them."""

from __future__ import annotations

import pytest
from backupdx.engine.conditions import Condition, Truth, show
from backupdx.facts.case import Observation, Source
from backupdx.facts.quantities import Version
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.facts import agent, backup, disks, extensions, vm


def test_literals_have_the_type_of_the_fact() -> None:
    assert (agent.version < "2.2.53").literal == Version.parse("2.2.53")
    assert agent.version.one_of("1.2", "1.3").literal == (Version.parse("1.2"), Version.parse("1.3"))
    limit = (disks.largest_gb > 4095).literal
    assert (limit, type(limit)) == (4095.0, float)
    assert vm.power_state.one_of("stopped").literal == ("stopped",)
    assert extensions.failed.empty.literal is None


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        (lambda: vm.power_state == "asleep", "cannot be 'asleep'"),
        (lambda: vm.power_state.one_of("stopped", "asleep"), "asleep"),
        (lambda: vm.exists == "yes", "true or false"),
        (lambda: vm.exists == 1, "true or false"),
        (lambda: vm.power_state.includes("x"), "is no list"),
        (lambda: vm.power_state.empty, "is no list"),
        (lambda: disks.attached == 3, "holds rows"),
    ],
)
def test_impossible_literals_are_refused(condition: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        condition()  # type: ignore[operator]


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"did you mean vm\.power_state"):
        _ = vm.power_stat


@pytest.mark.parametrize(
    ("condition", "holds", "fails"),
    [
        (vm.power_state == "running", "running", "stopped"),
        (vm.power_state != "running", "stopped", "running"),
        (backup.per_day < 3, 2, 3),
        (backup.per_day <= 3, 3, 4),
        (backup.per_day > 3, 4, 3),
        (backup.per_day >= 3, 3, 2),
        (vm.power_state.one_of("running", "stopped"), "stopped", "starting"),
        (vm.power_state.none_of("running", "stopped"), "starting", "running"),
        (extensions.failed.includes("x"), ("x", "y"), ("y",)),
        (extensions.failed.empty, (), ("x",)),
        (extensions.failed.not_empty, ("x",), ()),
    ],
    ids=lambda c: c.operator if isinstance(c, Condition) else "",
)
def test_each_operator_and_its_opposite(condition: Condition, holds: object, fails: object) -> None:
    def truth(c: Condition, value: object) -> Truth:
        return c.truth({c.fact: Observation(c.fact, value, Source())})

    assert (truth(condition, holds), truth(condition, fails)) == (Truth.HOLDS, Truth.FAILS)
    assert condition.truth({}) is Truth.UNKNOWN
    if condition.operator == "includes":
        with pytest.raises(ValueError, match="has no opposite"):
            _ = ~condition
    else:
        assert (truth(~condition, holds), truth(~condition, fails)) == (Truth.FAILS, Truth.HOLDS)
        assert ~~condition == condition


def test_values_in_words() -> None:
    assert [show(v) for v in (True, False, (), ("a", "b"), 2.5, 1e6, 1234567.0, 3, "x")] == [
        "yes", "no", "none", "a, b", "2.5", "1000000", "1234567", "3", "x"]  # fmt: skip
    assert (vm.exists == True).plain and (vm.exists == False).plain.startswith("not: ")


def test_every_choice_may_be_named_at_once() -> None:
    every = vocabulary()["vm.power_state"].choices
    assert vm.power_state.one_of(*every).literal == every
