"""--why, --why-not and --what-if say in words what counted: no names of facts, no lists of codes."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from backupdx import load_all, load_text, reason
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.knowledge import knowledge_base
from backupdx.report.words import WordsReport
from running import backupdx

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if not p.name.startswith("."))
DEMO = ROOT / "examples" / "agent-stopped-ubuntu.yaml"
KB = knowledge_base()
NAME = re.compile(rf"\b(?:{'|'.join(map(re.escape, vocabulary()))})\b")


def run(*args: str) -> str:
    return backupdx("diagnose", *args, env={**os.environ, "COLUMNS": "80"}).stdout


def in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_no_name_of_a_fact_and_no_list_of_codes_is_in_any_answer(path: Path) -> None:
    for case in load_all(path)[:2]:
        reasoning = reason(case)
        for cause in KB.causes[::3]:
            text = WordsReport(200).why(reasoning.why(cause.id))
            signs = [line for line in text.splitlines() if line[:4] in ("  + ", "  - ", "  ? ")]
            assert not [line for line in signs if NAME.search(line.rpartition(" (")[0] or line)], text
            assert "derived." not in text
            assert max((len(re.findall(r"UserError\w+", line)) for line in text.splitlines()), default=0) <= 3, text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_each_sign_that_fired_is_told_for_it_and_each_that_excludes_against_it(path: Path) -> None:
    for case in load_all(path)[:2]:
        reasoning = reason(case)
        for cause in KB.causes:
            why = reasoning.why(cause.id)
            fired = {r.kind for r in reasoning.fired.get(cause.id, ())}
            counted = why.verdict in ("confirmed", "likely")
            assert bool(why.speaks_for) or not counted, "an established cause has a reason"
            if {"rules_out", "out_of_scope"} & fired or why.verdict == "ruled_out":
                assert why.speaks_against, cause.id
            if why.speaks_for:
                assert "No sign" not in why.said, (cause.id, why.said)


def test_why_says_what_counted_and_where_it_was_read() -> None:
    text = run(str(DEMO), "--why", "agent-stopped-linux")
    assert "CONFIRMED  The code and what is known establish it." in text
    assert "  + State of the agent's service: stopped (agent-stopped-ubuntu.yaml)\n" in text
    assert "What would confirm it" not in text and "--full" in text


def test_why_not_says_which_code_it_is_or_what_excludes_it() -> None:
    scope = in_one_line(run(str(DEMO), "--why-not", "rg-lock"))
    assert "UserErrorGuestAgentStatusUnavailable is not one of the codes that this cause leads to." in scope
    assert "ScopeLocked" not in scope
    excluded = in_one_line(run(str(DEMO), "--why-not", "agent-missing-linux"))
    assert "RULED OUT What is known excludes it." in excluded
    assert "- Agent is installed in the guest: yes" in excluded
    absent = in_one_line(run(str(DEMO), "--why-not", "vm-not-running"))
    assert "RULED OUT" in absent and "Power state: running" in absent


def test_what_would_confirm_it_is_marked_and_has_the_way_to_look(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("vm: {name: v1, os_type: Windows}\nwindows: {strong_crypto: off}\n")
    text = run(str(path), "--why", "strong-crypto")
    assert "What would confirm it (+ it is so, - it is not, ? not known)" in text
    assert "  ? Error code: ExtensionSnapshotFailedNoSecureNetwork\n" in text
    assert "What to look at, to be sure" in text and "Portal: Recovery Services vault" in text


def test_what_if_is_before_and_after_with_the_reason() -> None:
    text = in_one_line(
        run(str(DEMO), "--what-if", "agent.service_state=running", "--what-if", "agent.process_running=y")
    )
    assert text.startswith("What if State of the agent's service: running; Agent process is running: yes?")
    assert "now confirmed: The Azure Linux Agent is not running" in text
    assert "then confirmed: Azure does not hear from the guest agent" in text
    assert "confirmed -> ruled out: The Azure Linux Agent is not running (agent-stopped-linux) because State" in text
    whole = run(str(DEMO), "--what-if", "agent.service_state=running", "--full")
    assert "What if" not in whole and "What to do" in whole


def test_what_if_nothing_changes_says_so() -> None:
    assert "No verdict would change." in run(str(DEMO), "--what-if", "vm.location=northeurope")
    assert "not known?" in run(str(DEMO), "--what-if", "agent.service_state=unknown")


def test_what_if_with_pseudonyms_tells_no_name() -> None:
    text = run(str(DEMO), "--what-if", "vm.computer_name=erp-app-02", "--redact")
    assert "What if" in text and "erp-app-02" not in text


def test_a_text_of_which_nothing_is_known_has_an_answer_for_every_cause() -> None:
    reasoning = reason(load_text("the backup is red"))
    for cause in KB.causes[::10]:
        why = reasoning.why(cause.id)
        assert why.said and WordsReport(60).why(why)
