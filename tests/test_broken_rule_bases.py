"""What only a rule base with a mistake in it can do: every engine says it alike, and nobody is told more than is known.

`kb check` refuses such rule bases; these tests hold what becomes of a case should one slip through.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from backupdx.engine.checks.facts import fact_checks
from backupdx.engine.checks.model import run_checks
from backupdx.engine.checks.rules import RULE_CHECKS
from backupdx.engine.filling import Filler, quoted
from backupdx.engine.knowledge import Command, ErrorCode, KnowledgeBase, Step, confirms, derive, rules_out, suggests
from backupdx.engine.reasoning import Reasoning
from backupdx.facts.errors import UsageError
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.facts import agent, derived, extensions
from cases import case_of
from opinions import Clips, by_clips, by_experta, by_masks, by_reference, disagreements, observed
from small_kb import AGENT_RULES, CODES, DERIVATIONS, FACTS, NETWORK, SILENT, cause, small_kb
from test_kb_check import DAY, verified

FACTS_OF_AGENT = {"error.code": "CodeA", "vm.power_state": "running", "agent.status": "not_ready"}


def at_odds() -> KnowledgeBase:
    """A rule base whose first cause is confirmed and excluded by the same facts."""
    return small_kb(causes=(cause("agent-down", *AGENT_RULES, rules_out(agent.installed == True)), NETWORK))


def test_evidence_against_itself_establishes_nothing_for_any_engine() -> None:
    kb = at_odds()
    case = case_of({**FACTS_OF_AGENT, "agent.installed": True})
    assert dict(by_experta(kb, case_of(FACTS_OF_AGENT))[0])["agent-down"] == "confirmed"
    for engine in (by_experta, by_masks, by_reference, by_clips):
        assert dict(engine(kb, case)[0])["agent-down"] == "possible"
    assert not disagreements(kb, case)


def test_two_rules_alone_that_speak_against_each_other_establish_nothing() -> None:
    kb = small_kb(causes=(cause("agent-down", confirms(SILENT), rules_out(agent.installed == True)), NETWORK))
    facts = {"agent.status": "not_ready", "agent.installed": True, "error.code": "CodeA"}
    reasoning = Reasoning(kb, case_of(facts))
    assert reasoning.verdicts["agent-down"] == "possible"
    assert any(said.startswith("agent-down: the evidence contradicts itself") for said in reasoning.contradictions())
    assert not disagreements(kb, case_of(facts))


def test_evidence_against_itself_is_said() -> None:
    reasoning = Reasoning(at_odds(), case_of({**FACTS_OF_AGENT, "agent.installed": True}))
    said = reasoning.why("agent-down").reason
    assert said.startswith("the evidence contradicts itself: agent.status is not_ready")
    assert said.endswith(", yet agent.installed is yes")
    assert f"agent-down: {said}" in reasoning.contradictions()
    explanation = next(e for e in reasoning.diagnosis().explanations if e.cause == "agent-down")
    assert [s.fact for s in explanation.against] == ["agent.installed"]
    assert "agent.status" in {s.fact for s in explanation.because}


def test_a_fact_that_is_implied_both_ways_is_unknown_for_any_engine_and_said() -> None:
    kb = small_kb(derivations=(*DERIVATIONS, derive(derived.vm_off, True, SILENT)))
    reasoning = Reasoning(kb, case_of(FACTS_OF_AGENT))
    assert reasoning.verdicts["agent-down"] == "likely"
    (said,) = reasoning.contradictions()
    assert said.startswith("Facts disagree on: ") and said.endswith("; it counts as unknown")
    assert "agent.status is not_ready" in said and "derived." not in said
    assert Clips(kb).verdicts(*observed(kb, case_of(FACTS_OF_AGENT))) == by_experta(kb, case_of(FACTS_OF_AGENT))
    assert not disagreements(kb, case_of(FACTS_OF_AGENT))


def test_what_no_rule_looks_at_is_derived_all_the_same() -> None:
    kb = small_kb(derivations=(*DERIVATIONS, derive(derived.agent_running, True, agent.process_running == True)))
    reasoning = Reasoning(kb, case_of({**FACTS_OF_AGENT, "agent.process_running": True}))
    assert reasoning.known["derived.agent_running"].value is True
    assert reasoning.verdicts["agent-down"] == "confirmed"


def test_a_code_without_families_is_told() -> None:
    found = verified(small_kb(codes=(*CODES, ErrorCode("CodeC", "Another", (), sources=CODES[0].sources)))).findings
    assert [(f.where, f.text) for f in found if f.check == "uncovered-code"] == [
        ("code CodeC", "lists no family of causes")
    ]


def test_a_fact_that_nobody_can_observe_on_a_platform_is_told() -> None:
    facts = {**FACTS, "agent.status": replace(FACTS["agent.status"], how=())}
    found = run_checks(small_kb(), fact_checks(facts), DAY).findings
    assert {f.text.rpartition(" ")[2] for f in found if f.check == "unknowable-fact"} == {"linux", "windows"}
    assert {f.where for f in found} == {"agent.status"}


def test_a_value_with_which_a_rule_can_never_hold_is_told() -> None:
    word = agent.service_state.one_of("running", "missing")
    rules = (suggests(word, agent.service_state != "missing"), confirms(SILENT, agent.service_state == "running"))
    found = run_checks(small_kb(causes=(cause("agent-down", *rules), NETWORK)), RULE_CHECKS, DAY).findings
    assert [f.text.split()[0] for f in found if f.check == "unnecessary-word"] == ["missing"]


def test_lists_are_told_in_words() -> None:
    assert extensions.failed.empty.words == "extensions.failed is none"
    assert extensions.failed.not_empty.words == "extensions.failed is at least one"
    assert extensions.failed.empty.plain == f"{vocabulary()['extensions.failed'].title} is none"


def test_an_unknown_cause_is_refused_with_the_nearest_one() -> None:
    reasoning = Reasoning(small_kb(), case_of(FACTS_OF_AGENT))
    with pytest.raises(UsageError, match="unknown cause 'agent-dwn'; did you mean agent-down"):
        reasoning.why("agent-dwn")
    with pytest.raises(UsageError, match="kb list"):
        reasoning.why("printer-on-fire")


def test_what_is_no_placeholder_stays_as_it_is() -> None:
    step = Step("Look.", (Command("bash", "awk {print} {vm}"),))
    (filled,) = Filler({"vm": "vm.name"}, case_of({"vm.name": "a b"}).observations()).step(step).commands
    assert filled.command == "awk {print} 'a b'"


@pytest.mark.parametrize("tool", ["bash", "az", "powershell", "az-powershell", "cmd", "portal"])
def test_a_plain_name_is_not_quoted_and_a_blank_is(tool: str) -> None:
    assert quoted("web01", tool) == "web01"
    assert quoted("<vm>", tool) == {"cmd": '"<vm>"', "portal": "<vm>"}.get(tool, "'<vm>'")
