"""Whether a fact counts for a failure: by how long it lasts, and how far from the failure it was observed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from backupdx.facts.case import Case, Source
from backupdx.facts.timing import doubts_of
from backupdx.facts.vocabulary import Observed, vocabulary

FAILED = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def doubt(fact: str, value: Any, away: timedelta | None, kind: Any = "file", **more: Any) -> str:
    seen = None if away is None else FAILED + away
    case = Case(failed_at=FAILED, **more).with_facts({fact: value}, Source(kind=kind, file="f", observed_at=seen))
    return doubts_of(case, case.known()).get(fact, "")


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("fact", "value", "away", "counts"),
    [
        ("vm.os_type", "linux", timedelta(days=-400), True),  # fixed
        ("error.code", "X", timedelta(days=400), True),
        ("network.dhcp_enabled", False, timedelta(days=-6), True),  # configured
        ("network.dhcp_enabled", False, timedelta(days=-8), False),
        ("network.dhcp_enabled", False, timedelta(days=8), False),
        ("agent.service_state", "stopped", 23 * HOUR, True),  # a state
        ("agent.service_state", "stopped", 25 * HOUR, False),
        ("agent.service_state", "stopped", -25 * HOUR, False),
        ("vm.power_state", "deallocated", 5 * HOUR, True),
        ("vm.power_state", "deallocated", 7 * HOUR, False),  # people switch VMs off in the course of a day
        ("vm.power_state", "deallocated", -7 * HOUR, True),
        ("vm.power_state", "deallocated", -13 * HOUR, False),
        ("vm.power_state", "running", 7 * HOUR, True),
        ("agent.service_state", "running", 5 * HOUR, True),
        ("agent.service_state", "running", 7 * HOUR, False),  # perhaps after a repair
        ("agent.service_state", "running", -5 * HOUR, True),
        ("agent.service_state", "running", -7 * HOUR, False),  # it may have broken since
        ("windows.strong_crypto", "on", timedelta(days=-2), False),
        ("agent.dotnet_version", "4.8", timedelta(days=-2), True),  # nobody makes it older
        ("backup.policy_type", "enhanced", timedelta(days=-2), True),
        ("backup.policy_type", "enhanced", timedelta(days=2), False),
        ("windows.strong_crypto", "off", timedelta(days=-2), True),
        ("agent.dotnet_version", "4.8", timedelta(days=2), False),
        ("agent.dotnet_version", "3.5", timedelta(days=2), True),
        ("restore_points.count", 3, 7 * HOUR, False),
        ("restore_points.count", 18, 7 * HOUR, True),
        ("linux.selinux", "permissive", timedelta(days=2), False),
        ("linux.selinux", "enforcing", timedelta(days=2), True),
        ("extensions.in_transition", ["a"], 1 * HOUR, True),  # what passes within hours
        ("extensions.in_transition", ["a"], 3 * HOUR, False),
        ("extensions.in_transition", ["a"], -3 * HOUR, False),
        ("windows.backup_extension_crashed", True, -10 * HOUR, True),  # an event, before it and shortly after
        ("windows.backup_extension_crashed", True, -25 * HOUR, False),
        ("windows.backup_extension_crashed", True, 1 * HOUR, True),
        ("windows.backup_extension_crashed", True, 5 * HOUR, False),
    ],
)
def test_a_fact_counts_within_its_window(fact: str, value: Any, away: timedelta, counts: bool) -> None:
    assert (doubt(fact, value, away) == "") == counts


def test_what_is_typed_for_a_case_counts_as_of_its_failure() -> None:
    for kind in ("answer", "option", "stated"):
        assert doubt("vm.power_state", "deallocated", timedelta(days=14), kind) == ""


def test_an_export_without_a_time_counts_for_what_lasts_a_day_and_not_for_what_passes() -> None:
    assert doubt("agent.service_state", "stopped", None) == ""
    assert doubt("extensions.in_transition", ["a"], None) == "seen at an unknown time"
    assert doubt("extensions.in_transition", ["a"], None, "library") == ""


@pytest.mark.parametrize(
    ("event", "seen", "counts"),
    [
        (18, 20, False),  # deallocated that evening, and seen after it
        (22, 20, True),  # seen before it was deallocated
        (-3, 20, True),  # deallocated before the failure
        (-3, -4, False),  # seen before the change that came before the failure
    ],
)
def test_a_state_of_before_a_change_is_not_that_of_after(event: int, seen: int, counts: bool) -> None:
    log = {"power_events": [{"name": "d", "done": "deallocated", "time": FAILED + event * HOUR}]}
    assert (doubt("agent.service_state", "stopped", seen * HOUR, vm=log) == "") == counts


def test_times_without_a_zone_are_taken_to_be_in_the_zone_of_the_other() -> None:
    case = Case(failed_at=FAILED.replace(tzinfo=None))
    source = Source(kind="file", file="f", observed_at=FAILED + 30 * HOUR)
    case = case.with_facts({"agent.status": "ready"}, source)
    assert doubts_of(case, case.known()) == {"agent.status": "seen 30 hours after the failure"}


def test_every_fact_says_how_long_it_lasts() -> None:
    """Not by default: whoever declares a fact has to think of it."""
    for topic in Observed.model_fields.values():
        for name, info in getattr(topic.annotation, "model_fields", {}).items():
            assert any(getattr(m, "lasts", None) for m in info.metadata), name
    assert {spec.lasts for spec in vocabulary().values()} == {"fixed", "configured", "state", "event"}
