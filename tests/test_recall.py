"""What experta is asked again, and what is remembered: what is new in a case costs a run, and of parts only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from backupdx.engine import recall
from backupdx.engine.recall import Recall
from cases import case_of
from small_kb import small_kb

FIRST = {"agent.status": "not_ready", "network.dhcp_enabled": False}


class Counted(Recall):
    """A memory that keeps what it asked: the parts of each case, `whole` for all rules at once."""

    def __init__(self) -> None:
        super().__init__(small_kb())
        self.asked: list[str] = []

    def _run(self, name: str, *rest: Any) -> Any:
        self.asked.append(name or "derivations")
        return super()._run(name, *rest)

    def _learned(self, observed: Mapping[str, Any]) -> Any:
        self.asked.append("whole")
        return super()._learned(observed)

    def about(self, facts: dict[str, Any]) -> list[str]:
        """What was asked for a case."""
        self.asked.clear()
        self.infer(case_of(facts).observations())
        return list(self.asked)


def test_the_first_case_is_run_with_all_rules_and_its_like_not_at_all() -> None:
    memory = Counted()
    assert memory.about(FIRST) == ["whole"]
    assert memory.about({**FIRST, "vm.name": "another"}) == []


def test_only_the_causes_that_see_something_new_are_run() -> None:
    memory = Counted()
    memory.about(FIRST)
    assert memory.about({**FIRST, "network.dhcp_enabled": True}) == ["no-network", "chains"]
    assert memory.about({**FIRST, "agent.status": "ready"}) == ["agent-down", "chains"]
    assert memory.about({"agent.status": "ready", "network.dhcp_enabled": True}) == ["chains"]


def test_what_derives_is_run_where_a_fact_behind_it_is_new_and_else_not() -> None:
    memory = Counted()
    memory.about(FIRST)
    assert memory.about({**FIRST, "vm.power_state": "running"})[0] == "derivations"
    assert "derivations" not in memory.about({"vm.power_state": "running", "agent.status": "ready"})


def test_now_and_then_a_case_is_run_with_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "WHOLE", 3)
    memory = Counted()
    new = [
        {"vm.power_state": "running"},
        {"vm.power_state": "stopped"},
        {"agent.status": "ready"},
        {"agent.status": "not_ready"},
        {"network.dhcp_enabled": True},
        {"network.dhcp_enabled": False},
        {"error.code": "CodeA"},
    ]
    assert [memory.about(facts) == ["whole"] for facts in new] == [True, False, False, True, False, False, True]
