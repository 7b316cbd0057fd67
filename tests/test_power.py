"""What the states of a VM were when its backup failed: by events, changes, a look into the guest, and their kind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from backupdx.engine.assessment import rule_input
from backupdx.facts.case import Case, Source
from backupdx.kb.knowledge import knowledge_base
from backupdx.readers.windows.local_time import local_time

FAILED = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def at(hours: float) -> datetime:
    return FAILED + timedelta(hours=hours)


def case_with(facts: dict[str, tuple[Any, float | None]], **more: Any) -> Case:
    """A case whose facts were each read in a file so many hours after the failure (None: at an unknown time)."""
    case = Case.model_validate({"failed_at": FAILED, **more})
    for fact, (value, hours) in facts.items():
        seen = None if hours is None else at(hours)
        case = case.with_facts({fact: value}, Source(kind="file", file="x.json", observed_at=seen))
    return case


def power(case: Case) -> str | None:
    return rule_input(knowledge_base(), case).known.values.get("vm.power_state")


def events(*told: tuple[str, float]) -> dict[str, Any]:
    rows = [{"name": f"{done} {hours}", "done": done, "time": at(hours)} for done, hours in told]
    return {"vm": {"power_events": rows}}


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ((("deallocated", 17),), "running"),
        ((("stopped in Azure", 1),), "running"),
        ((("started", 5),), "stopped"),
        ((("deallocated", -3), ("started", 5)), "deallocated"),
        ((("started", -20), ("deallocated", 17)), "running"),
        ((("deallocated", -3),), "deallocated"),
        ((("deallocated", -3), ("deallocated", 5)), None),  # they cannot both be: one is missing
    ],
)
def test_the_events_around_the_failure_tell_the_power_state(told: tuple[tuple[str, float], ...], state: str) -> None:
    assert power(case_with({"vm.power_state": ("deallocated", 20)}, **events(*told))) == state
    assert power(case_with({}, **events(*told))) == state


def test_a_state_that_was_seen_minutes_after_the_failure_stands() -> None:
    assert power(case_with({"vm.power_state": ("running", 0.1)}, **events(("deallocated", -3)))) == "running"


def test_what_a_person_states_of_the_failure_stands() -> None:
    case = Case.model_validate({"failed_at": FAILED, **events(("started", 5))})
    case = case.with_facts({"vm.power_state": "running"}, Source(kind="stated", file="case.yaml"))
    assert power(case) == "running"


@pytest.mark.parametrize(("changed", "state"), [(6, None), (-6, "deallocated")])
def test_a_vm_that_was_changed_since_may_have_been_on(changed: float, state: str | None) -> None:
    case = case_with({"vm.power_state": ("deallocated", 8)}, vm={"changed_at": at(changed)})
    assert power(case) == state


@pytest.mark.parametrize(("seen", "state"), [(0.3, "running"), (80, "deallocated")])
def test_a_look_into_the_guest_near_the_failure_shows_that_it_ran(seen: float, state: str) -> None:
    facts = {"vm.power_state": ("deallocated", 70.0), "agent.service_state": ("stopped", seen)}
    assert power(case_with(facts)) == state
    assert power(case_with({"agent.service_state": ("stopped", None)})) == "running"


@pytest.mark.parametrize(("hours", "doubted"), [(1, False), (-1, False), (5, True), (-5, True)])
def test_a_state_that_passes_counts_for_two_hours(hours: float, doubted: bool) -> None:
    for fact, value in (("vm.power_state", "stopping"), ("vm.provisioning_state", "updating")):
        assert (fact in rule_input(knowledge_base(), case_with({fact: (value, hours)})).doubts) is doubted
    for fact, value in (("vm.power_state", "stopped"), ("vm.provisioning_state", "failed")):
        assert fact not in rule_input(knowledge_base(), case_with({fact: (value, hours)})).doubts


def test_a_change_that_goes_on_began_after_the_failure() -> None:
    case = case_with({"vm.provisioning_state": ("updating", 10)}, vm={"changed_at": at(9)})
    assert "vm.provisioning_state" not in rule_input(knowledge_base(), case).known.values
    case = case_with({"vm.provisioning_state": ("failed", 10)}, vm={"changed_at": at(9)})
    assert "changed again" in rule_input(knowledge_base(), case).doubts["vm.provisioning_state"]


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("11/19/2026 1:58:03 AM", datetime(2026, 11, 19, 1, 58, 3)),
        ("19.11.2026 01:58:03", datetime(2026, 11, 19, 1, 58, 3)),
        ("3/3/2026 1:58:03 AM", datetime(2026, 3, 3, 1, 58, 3)),
        ("3/1/2025 11:00:00 AM", None),  # March or January
        ("3/1/2025 11:00:00", None),
        ("yesterday", None),
    ],
)
def test_a_local_time_counts_where_day_and_month_are_clear(printed: str, time: datetime | None) -> None:
    assert local_time(printed) == time
