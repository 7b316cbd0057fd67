"""Each class of anomalies of signatures is caught, and sound ones have none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.signature_checks import signature_checks
from broken_signatures import CHANGES, FACTS, OTHER, SOUND, USED
from small_kb import small_kb

CASES = [(name, change) for name, changes in CHANGES.items() for change in changes]


def found_by(*signatures: Any, **more: Any) -> list[tuple[str, str]]:
    """The checks that find something, each with where."""
    facts = more.pop("facts", {**FACTS, "vm.power_state": vocabulary()["vm.power_state"]})
    checks = signature_checks(signatures, facts, USED, more.pop("unused", {"agent.package_version": ""}))
    return [(c.name, where) for c in checks for where, _ in c.look(small_kb()) if c.name != "unused-fact"]


def test_sound_signatures_have_no_anomalies() -> None:
    assert found_by(SOUND, OTHER) == []


@pytest.mark.parametrize(("name", "change"), CASES, ids=[f"{name}-{n}" for n, (name, _) in enumerate(CASES)])
def test_each_defect_is_caught(name: str, change: dict[str, Any]) -> None:
    broken = replace(SOUND, **change)
    assert (name, broken.id) in found_by(OTHER, broken)


def idle(facts: Any, unused: dict[str, str]) -> list[str]:
    (check,) = (c for c in signature_checks((SOUND,), facts, USED, unused) if c.name == "unused-fact")
    return [where for where, _ in check.look(small_kb())]


def test_a_fact_that_nothing_looks_at_is_caught_unless_it_is_said_why() -> None:
    facts = {"vm.size": vocabulary()["vm.size"], "vm.pending_reboot": vocabulary()["vm.pending_reboot"]}
    assert idle(facts, {}) == ["vm.size"]
    assert idle(facts, {"vm.size": "for people"}) == []


def test_an_exception_that_is_none_is_caught() -> None:
    facts = {"vm.pending_reboot": vocabulary()["vm.pending_reboot"]}
    assert idle(facts, {"vm.pending_reboot": "for people", "vm.nothing": "for people"}) == [
        "vm.pending_reboot",
        "vm.nothing",
    ]
