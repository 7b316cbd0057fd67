"""Each class of anomalies is caught in a knowledge base that is broken there, and a sound one has none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from advising import told_of
from backupdx.cli import app
from backupdx.engine.checks.causes import CAUSE_CHECKS
from backupdx.engine.checks.facts import fact_checks
from backupdx.engine.checks.model import CheckReport, run_checks
from backupdx.engine.checks.rules import RULE_CHECKS
from backupdx.engine.knowledge import (
    Command,
    Contradiction,
    ErrorCode,
    Family,
    KnowledgeBase,
    Remedy,
    Step,
    confirms,
    derive,
    rules_out,
    suggests,
)
from backupdx.engine.uninformative import uninformative
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.check import Material, check, material, newest_review, own_checks
from backupdx.kb.examples import Example
from backupdx.kb.facts import agent, derived, error, vm
from backupdx.kb.sources import Document
from backupdx.kb.verified import VerifiedCommands
from backupdx.report.checks import check_report
from broken_signatures import CHANGES as BROKEN_SIGNATURES
from small_kb import (
    AGENT,
    AGENT_RULES,
    CODE_A,
    CODE_B,
    CODES,
    DERIVATIONS,
    DHCP_OFF,
    FACTS,
    FAMILIES,
    NETWORK,
    REMEDY,
    RUNNING,
    SILENT,
    SOURCE,
    STOPPED,
    cause,
    small_kb,
)
from typer.testing import CliRunner

DAY = date(2026, 12, 1)
checked = cache(check)


def verified(kb: KnowledgeBase, facts: Any = FACTS) -> CheckReport:
    return run_checks(kb, (*RULE_CHECKS, *CAUSE_CHECKS, *fact_checks(facts)), DAY)


def with_agent(*rules: Any, **more: Any) -> dict[str, Any]:
    """The small knowledge base with further rules on the agent."""
    return {"causes": (cause("agent-down", *AGENT_RULES, *rules, **more), NETWORK)}


# Class of anomaly -> what is changed in the sound knowledge base, and where the anomaly is.
BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "contradictory-rules": (with_agent(rules_out(RUNNING, DHCP_OFF)), "agent-down/confirms-1"),
    "never-holds": (with_agent(suggests(DHCP_OFF, RUNNING, STOPPED)), "agent-down/suggests-2"),
    "duplicate-rule": (
        with_agent(rules_out(CODE_B, agent.status == "ready"), rules_out(agent.status == "ready", CODE_B)),
        "agent-down/rules-out-4",
    ),
    "subsumed-rule": (with_agent(suggests(SILENT, DHCP_OFF)), "agent-down/suggests-2"),
    "redundant-rule": (
        with_agent(
            suggests(DHCP_OFF, STOPPED),
            suggests(DHCP_OFF, vm.power_state != "stopped"),
            suggests(DHCP_OFF, vm.power_state != "running"),
        ),
        "agent-down/suggests-4",
    ),
    "overruled-rule": (with_agent(suggests(DHCP_OFF, CODE_B)), "agent-down/suggests-2"),
    "unnecessary-condition": (
        with_agent(suggests(DHCP_OFF, RUNNING, derived.vm_off == False)),
        "agent-down/suggests-2",
    ),
    "unnecessary-word": (
        with_agent(suggests(DHCP_OFF, RUNNING), suggests(DHCP_OFF, vm.power_state.one_of("running", "stopped"))),
        "agent-down/suggests-3",
    ),
    "never-confirmed": ({"causes": (cause("agent-down", suggests(SILENT)), NETWORK)}, "agent-down"),
    "dead-link": (
        {"causes": (AGENT, replace(NETWORK, rules=(confirms(CODE_B, DHCP_OFF, agent.status == "ready"),)))},
        "no-network",
    ),
    "same-step": ({"causes": (AGENT, NETWORK, replace(NETWORK, id="also", leads_to=()))}, "no-network"),
    "without-argument": (
        {"causes": (AGENT, replace(NETWORK, rules=(confirms(CODE_B, DHCP_OFF, because="so"), *NETWORK.rules[1:])))},
        "no-network/confirms-1",
    ),
    "rootless-effect": ({"causes": (AGENT, replace(NETWORK, effect=True))}, "no-network"),
    "no-remedy": ({"causes": (replace(AGENT, remedy=Remedy((), REMEDY.verify)), NETWORK)}, "agent-down"),
    "no-verification": ({"causes": (replace(AGENT, remedy=Remedy(REMEDY.steps, Step(""))), NETWORK)}, "agent-down"),
    "no-source": ({"causes": (replace(AGENT, sources=()), NETWORK)}, "agent-down"),
    "uncovered-code": (
        {
            "families": (*FAMILIES, Family("empty", "Empty", (SOURCE,))),
            "codes": (CODES[0], replace(CODES[1], families=("network", "empty"))),
        },
        "code CodeB",
    ),
    "never-listed": ({"families": (*FAMILIES, Family("lonely", "Lonely", (SOURCE,)))}, "family lonely"),
    "never-settled": (
        {"codes": (*CODES, ErrorCode("CodeC", "Another", ("network",), sources=(SOURCE,)))},
        "code CodeC",
    ),
    "unused-conclusion": (
        {"derivations": (*DERIVATIONS, derive(derived.agent_code, True, CODE_A))},
        "derived.agent_code",
    ),
    "unknowable-fact": (with_agent(suggests(derived.agent_code == True)), "derived.agent_code"),
    "illegal-value": (with_agent(suggests(error.code == "CodeD")), "error.code"),
    "stale-uninformative-value": (
        {"uninformative": (uninformative(vm.power_state, "stopped", why="."),)},
        "vm.power_state",
    ),
}


READY = agent.status == "ready"
HARMFUL = Step("Look.", (Command("az", "az vm restart", effect="needs restart"),))


@pytest.mark.parametrize(
    ("changes", "check", "where"),
    [
        (with_agent(suggests(vm.power_state == "starting")), "illegal-value", "vm.power_state"),
        (
            {"derivations": (*DERIVATIONS, *(derive(derived.agent_code, True, CODE_A) for _ in range(2)))},
            "duplicate-rule",
            "derivation",
        ),
        (with_agent(remedy=Remedy(REMEDY.steps, HARMFUL)), "no-verification", "agent-down"),
        (
            {"causes": (AGENT, replace(NETWORK, rules=(confirms(CODE_B, DHCP_OFF, READY), rules_out(RUNNING))))},
            "dead-link",
            "no-network",
        ),
    ],
)
def test_other_forms_of_a_class_are_caught_too(changes: dict[str, Any], check: str, where: str) -> None:
    """A choice that the fact does not have, derivations of one value, a command worse than its step, a link between
    causes of which only exclusions hold together."""
    found = [f.where for f in verified(small_kb(**changes)).anomalies if f.check == check]
    assert any(place.startswith(where) for place in found)


def test_a_sound_knowledge_base_has_no_anomalies() -> None:
    assert verified(small_kb()).findings == ()


@pytest.mark.parametrize("name", BROKEN)
def test_each_class_of_anomalies_is_caught(name: str) -> None:
    changes, where = BROKEN[name]
    found = [f.where for f in verified(small_kb(**changes)).anomalies if f.check == name]
    assert where in found


def test_every_class_has_a_broken_knowledge_base() -> None:
    classes = {c.check for c in check(newest_review()).checks if c.level == "anomaly"}
    elsewhere = {"unused-question", "value-told-apart-by-no-rule", "no-window"}  # they need other facts: below
    own = {c.name for c in own_checks(material(), DAY) if c.level == "anomaly"}
    assert classes == set(BROKEN) | elsewhere | own | set(BROKEN_SIGNATURES) | {"unused-fact"}
    assert own == set(BROKEN_MATERIAL)


def test_a_fact_that_does_not_say_how_long_it_lasts_is_caught() -> None:
    facts = {**FACTS, "agent.status": replace(FACTS["agent.status"], is_timed=False)}
    assert {(f.check, f.where) for f in verified(small_kb(), facts).findings} == {("no-window", "agent.status")}


def test_a_question_that_nothing_looks_at_is_caught() -> None:
    facts = {**FACTS, "network.port_80": vocabulary()["network.port_80"]}
    (finding,) = verified(small_kb(), facts).findings
    assert (finding.check, finding.where) == ("unused-question", "network.port_80")
    assert run_checks(small_kb(), fact_checks(facts, feeding={"network.port_80"}), DAY).findings == ()


def test_a_value_that_no_rule_looks_for_is_caught_unless_it_is_declared() -> None:
    facts = {**FACTS, "vm.power_state": vocabulary()["vm.power_state"]}
    left_alone = {"starting", "stopping", "deallocating"}
    found = verified(small_kb(), facts).findings
    assert {(f.check, f.where, f.text.partition(":")[0]) for f in found} == {
        ("value-told-apart-by-no-rule", "vm.power_state", value) for value in left_alone
    }
    declared = (uninformative(vm.power_state, *sorted(left_alone), why="."),)
    assert verified(small_kb(uninformative=declared), facts).findings == ()


def test_a_word_of_a_list_that_no_rule_looks_for_is_caught() -> None:
    facts = {**FACTS, "agent.log_signatures": vocabulary()["agent.log_signatures"]}
    rules = with_agent(suggests(agent.log_signatures.includes("config_errors")))
    found = [f.text for f in verified(small_kb(**rules), facts).findings if f.check == "value-told-apart-by-no-rule"]
    assert len(found) == len(facts["agent.log_signatures"].items) - 1
    assert not [text for text in found if text.startswith("config_errors")]


def test_a_contradiction_that_can_never_be_told_is_caught() -> None:
    never = (Contradiction("Both", (RUNNING, STOPPED)),)
    assert [f.check for f in verified(small_kb(contradictions=never)).findings] == ["never-holds"]


def test_a_rule_that_the_derivations_make_redundant_is_caught() -> None:
    """Subsumption counts what is derived: a stopped VM is off."""
    rules = (suggests(DHCP_OFF, STOPPED), suggests(DHCP_OFF, derived.vm_off == True))
    found = verified(small_kb(**with_agent(*rules))).findings
    assert [(f.check, f.where) for f in found] == [("subsumed-rule", "agent-down/suggests-2")]


def test_a_condition_on_a_fact_that_can_be_implied_both_ways_is_necessary() -> None:
    both = (*DERIVATIONS, derive(derived.vm_off, True, agent.status == "not_ready"))
    rules = with_agent(suggests(DHCP_OFF, RUNNING, derived.vm_off == False))
    assert "unnecessary-condition" not in {f.check for f in verified(small_kb(derivations=both, **rules)).findings}


def test_the_words_of_a_list_are_necessary_where_nothing_else_says_as_much() -> None:
    """Not even a rule of less weight, or a derivation of another value, makes a word unnecessary."""
    rules = with_agent(suggests(DHCP_OFF, RUNNING), confirms(DHCP_OFF, vm.power_state.one_of("running", "stopped")))
    found = verified(small_kb(**rules)).findings
    assert [f for f in found if f.check == "unnecessary-word"] == []


def test_a_word_of_a_derivation_that_another_one_has_is_caught() -> None:
    found = verified(small_kb(derivations=(*DERIVATIONS, derive(derived.vm_off, True, STOPPED)))).findings
    assert [f.text.partition(" ")[0] for f in found if f.check == "unnecessary-word"] == ["stopped"]


def test_the_only_word_of_a_list_is_not_unnecessary() -> None:
    rules = with_agent(suggests(DHCP_OFF, RUNNING), suggests(DHCP_OFF, vm.power_state.one_of("running")))
    found = verified(small_kb(**rules)).findings
    assert "duplicate-rule" in {f.check for f in found}
    assert [f for f in found if f.check == "unnecessary-word"] == []


def test_declared_hints_are_told_and_held_to() -> None:
    hint = cause("agent-down", suggests(SILENT), hint_only=True)
    (told,) = [f for f in verified(small_kb(causes=(hint, NETWORK))).findings if f.where == "agent-down"]
    assert (told.check, told.level) == ("hint-only", "information")
    found = verified(small_kb(causes=(replace(AGENT, hint_only=True), NETWORK))).anomalies
    assert [(f.check, f.where) for f in found] == [("never-confirmed", "agent-down")]


def test_a_code_that_excludes_all_causes_of_a_family_is_uncovered() -> None:
    causes = (cause("agent-down", *AGENT_RULES, rules_out(CODE_A)), NETWORK)
    found = [f for f in verified(small_kb(causes=causes)).findings if f.check == "uncovered-code"]
    assert [f.where for f in found] == ["code CodeA"]


def test_a_platform_that_no_cause_of_a_family_applies_to_is_uncovered() -> None:
    causes = (cause("agent-down", *AGENT_RULES, applies=vm.os_type == "linux"), NETWORK)
    codes = (replace(CODES[0], platform="windows"), CODES[1])
    found = [f for f in verified(small_kb(causes=causes, codes=codes)).findings if f.check == "uncovered-code"]
    assert [f.where for f in found] == ["code CodeA"]


def test_a_verification_that_does_harm_is_none() -> None:
    harmful = Remedy(REMEDY.steps, Step("Restart it.", effect="needs restart"))
    found = verified(small_kb(causes=(replace(AGENT, remedy=harmful), NETWORK))).findings
    assert [(f.check, f.where) for f in found] == [("no-verification", "agent-down")]


# -- what only this knowledge base needs --------------------------------------------------------------------------

LIST = "az vm list"
COMMAND = Command("az", LIST)
GOOD = [Example(f"{v} {n}", {}, v, None, None, n == 2, True) for v in ("likely", "possible") for n in (1, 2)]
SOUND = Material(
    documents=(Document("A manual", "2026", "", DAY - timedelta(days=365)),),
    examples={"agent-down": GOOD, "no-network": GOOD},
    commands=(("a step", LIST),),
    steps=(("a step", Step("Look.", (COMMAND,))),),
    verified=VerifiedCommands("2.0.0", "2026-01-01", frozenset({LIST}), {}),
    gaps=(),
    unknown=(),
    lost=(),
    references=(("agent-down", SOURCE),),
)


def one_verdict(example: Example) -> list[Example]:
    """Enough examples of everything but of one verdict."""
    return [replace(example, name=f"{example.name} {n}", near_miss=True) for n in range(4)]


BROKEN_MATERIAL: dict[str, list[Material]] = {
    "missing-example": [
        replace(SOUND, examples={"no-network": GOOD}),
        *(replace(SOUND, examples={**SOUND.examples, "agent-down": GOOD[:n] + GOOD[n + 1 :]}) for n in range(4)),
        *(replace(SOUND, examples={**SOUND.examples, "agent-down": one_verdict(e)}) for e in GOOD),
        replace(SOUND, examples={**SOUND.examples, "agent-down": [replace(e, near_miss=False) for e in GOOD]}),
        replace(SOUND, examples={**SOUND.examples, "agent-down": [*GOOD, GOOD[0]]}),
    ],
    "unreadable-example": [
        replace(
            SOUND, examples={**SOUND.examples, "agent-down": [replace(e, data={"vm": {"nmae": "x"}}) for e in GOOD]}
        ),
    ],
    "untraced-statement": [
        replace(SOUND, gaps=("S1.1",)),
        replace(SOUND, unknown=("S9.9",)),
        replace(SOUND, lost=("x",)),
    ],
    "unverified-command": [
        replace(SOUND, commands=(*SOUND.commands, ("another step", "az vm delete"))),
        replace(SOUND, commands=()),
        replace(SOUND, steps=(("a step", Step("Look.", (replace(COMMAND, verified=False),))),)),
    ],
    "unknown-source": [replace(SOUND, references=(("agent-down", replace(SOURCE, edition="2019")),))],
    "no-rival": [
        replace(SOUND, examples={**SOUND.examples, "agent-down": [replace(e, rival=False) for e in GOOD]}),
    ],
    "source-not-reviewed": [
        replace(SOUND, documents=(replace(SOUND.documents[0], reviewed=DAY - timedelta(days=731)),)),
        replace(SOUND, documents=(replace(SOUND.documents[0], reviewed=DAY + timedelta(days=1)),)),
    ],
}


def test_sound_material_has_no_anomalies() -> None:
    assert run_checks(small_kb(), own_checks(SOUND, DAY), DAY).findings == ()


@pytest.mark.parametrize(("name", "broken"), [(n, m) for n, ms in BROKEN_MATERIAL.items() for m in ms])
def test_each_class_of_our_own_is_caught(name: str, broken: Material) -> None:
    assert {f.check for f in run_checks(small_kb(), own_checks(broken, DAY), DAY).anomalies} == {name}


# -- the knowledge base itself, and the command -------------------------------------------------------------------


def test_the_knowledge_base_has_no_anomalies() -> None:
    report = checked(newest_review())
    assert not report.anomalies, told_of(report)
    assert len(report.checks) >= 28


def test_review_dates_run_out() -> None:
    """After a year it is said, after two it is wrong."""
    due, late = (check(newest_review() + timedelta(days=days)) for days in (366, 731))
    assert not due.anomalies, told_of(due)
    assert "review-due" in {f.check for f in due.findings}
    assert {f.check for f in late.anomalies} == {"source-not-reviewed"}


def test_causes_that_lead_back_to_themselves_are_an_anomaly() -> None:
    def build() -> KnowledgeBase:
        return small_kb(causes=(replace(AGENT, leads_to=("no-network",)), NETWORK))

    (finding,) = check(DAY, build, lambda: SOUND).anomalies
    assert finding.check == "parts" and "leads back to itself" in finding.text


def test_the_command_writes_text_and_json_and_fails_on_anomalies() -> None:
    run = CliRunner().invoke
    day = str(newest_review())
    good = run(app, ["kb", "check", "--as-of", day])
    assert good.exit_code == 0, good.stdout
    assert good.stdout == check_report(checked(newest_review()), 80)
    assert good.stdout.splitlines()[-1].endswith(" 0 anomalies")
    assert max(map(len, good.stdout.splitlines())) <= 80
    late = run(app, ["kb", "check", "--as-of", "2099-01-01", "--format", "json"])
    assert late.exit_code == 1
    told = CheckReport.model_validate(json.loads(late.stdout))
    assert {f.check for f in told.anomalies} == {"source-not-reviewed"}


def test_the_text_names_what_was_found() -> None:
    report = verified(small_kb(**BROKEN["subsumed-rule"][0]))
    text = check_report(report, 200)
    assert "   1  subsumed-rule: " in text
    assert "        - agent-down/suggests-2 holds only where agent-down/suggests-1 holds too, which needs less" in text
    assert "What to do" not in text, "a rule base of others has other files"
    assert text.endswith(f"review dates as of {DAY}: {len(report.checks)} checks, 1 anomaly\n")


def test_a_missing_example_is_told_by_its_kind() -> None:
    for example in GOOD:
        beside = replace(SOUND, examples={**SOUND.examples, "agent-down": one_verdict(example)})
        (missing,) = (c for c in own_checks(beside, DAY) if c.name == "missing-example")
        (told,) = (text for where, text in missing.look(small_kb()) if where == "agent-down")
        assert ("is silent" in told) == (example.verdict in ("confirmed", "likely"))
