"""The walk through the page: what it asks, in which order, and what it leaves out."""

from __future__ import annotations

from backupdx.engine.knowledge import suggests
from backupdx.engine.page import listed_causes, page_order
from backupdx.kb.facts import linux, windows
from small_kb import AGENT, NETWORK, cause, small_kb

KB = small_kb()
ALL = {"error.code": 1, "agent.status": 2, "vm.power_state": 3, "network.dhcp_enabled": 4}


def test_the_code_comes_first_then_cause_by_cause_what_its_rules_look_at() -> None:
    assert page_order(KB, None, None, ()) == ALL
    assert page_order(KB, "CodeA", None, ()) == ALL


def test_a_fact_that_was_given_is_not_asked_and_those_behind_it_move_up() -> None:
    given = {"error.code", "vm.power_state"}
    assert page_order(KB, "CodeA", "linux", given) == {"agent.status": 1, "network.dhcp_enabled": 2}


def test_only_the_causes_of_a_code_are_walked_and_all_where_it_is_not_known() -> None:
    assert listed_causes(KB, "CodeB") == (NETWORK,)
    assert "agent.status" not in page_order(KB, "CodeB", None, ())
    for code in (None, "SomethingElse"):
        assert listed_causes(KB, code) == (AGENT, NETWORK)


def test_a_fact_of_another_operating_system_is_not_asked() -> None:
    rules = (suggests(linux.selinux_denies_agent == True), suggests(windows.com_plus_starts == False))
    kb = small_kb(causes=(cause("both", *rules),))
    for platform, asked in (("linux", "linux."), ("windows", "windows.")):
        facts = list(page_order(kb, None, platform, ()))
        assert facts[0] == "error.code" and [f for f in facts[1:] if not f.startswith(asked)] == []
        assert len(facts) == 2
    assert len(page_order(kb, None, None, ())) == 3
