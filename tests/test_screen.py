"""The default report: one screen that says what happened, how sure that is, and what to do now; --full has the rest."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest
from backupdx import Case, Diagnosis, diagnose, load_all, load_text, reason
from backupdx.engine.reasons import stated, titled
from backupdx.facts.vocabulary import vocabulary
from backupdx.report.screen import SPARE, Screen
from backupdx.report.several import several
from running import backupdx

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if not p.name.startswith("."))
DEMO = ROOT / "examples" / "agent-stopped-ubuntu.yaml"


@cache
def diagnoses(path: Path) -> tuple[Diagnosis, ...]:
    return tuple(diagnose(case) for case in load_all(path))


def screen(*found: Diagnosis, width: int = 80, height: int = 24) -> str:
    made = Screen(width, height=height)
    return made.diagnosis(found[0]) if len(found) == 1 else several(found, made)


def rows(text: str, width: int = 80) -> int:
    return sum(max(1, -(-len(line) // width)) for line in text.splitlines())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_each_example_fits_the_screen_and_answers_what_matters(path: Path) -> None:
    for d in diagnoses(path):
        answers_what_matters(d)


def answers_what_matters(d: Diagnosis) -> None:
    text = screen(d)
    assert rows(text) <= 24 - SPARE
    first, lines = d.first, text.splitlines()
    assert first is not None and (d.case.error_code or "No error code is known") in text
    assert lines[-1].startswith("https://learn.microsoft.com/") and "--full" in text
    if first.verdict in ("confirmed", "likely"):
        assert first.cause in text and first.verdict.upper() in text
        assert "because" in text and "To verify: " in text and ("Next check: " in text) == bool(d.next_checks)
        heading = next(i for i, line in enumerate(lines) if line.startswith(("What to do", "If it fails again")))
        assert lines[heading + 1].startswith("  1. ") or lines[heading + 1].startswith("  First: ")
    else:
        assert "nothing is established yet" in text and "What to look at first" in text and "  1. " in text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_commands_are_whole_and_stand_alone_at_every_size(path: Path) -> None:
    for d in diagnoses(path):
        steps = [s for e in d.explanations for s in (*e.remedy.steps, e.remedy.verify)] + [d.after_repair]
        commands = {c.command for s in steps if s for c in s.commands} | {h.text for c in d.next_checks for h in c.how}
        for width, height in ((60, 24), (100, 24), (100, 50), (80, 40)):
            for line in screen(d, width=width, height=height).splitlines():
                if re.match(r" {5}(sudo |az |systemctl |Get-|Test-|ps |grep )", line):
                    assert line.strip() in commands, (width, height)


def test_a_higher_terminal_shows_more_and_a_lower_one_gives_up_the_least_needed() -> None:
    (d,) = diagnoses(DEMO)
    low, high = screen(d), screen(d, height=60)
    assert "A stopped agent" in high and "A stopped agent" not in low
    assert "az backup protection backup-now" in high and "az backup protection backup-now" not in low
    assert "sudo systemctl enable --now walinuxagent" in low


def test_what_is_specific_comes_before_what_many_causes_share() -> None:
    (d,) = diagnoses(DEMO)
    facts = [r.fact for r in d.explanations[0].reasons]
    assert set(facts[:2]) == {"agent.process_running", "agent.service_state"}
    assert "vm.os_type" not in facts and "error.code" not in facts
    assert facts.index("agent.service_state") < facts.index("agent.installed"), "what is so nearly everywhere is last"
    assert {s.fact for s in d.explanations[0].because} >= set(facts)


def test_a_code_that_stands_alone_is_the_reason_and_not_the_platform() -> None:
    first = diagnose(load_text("ExtensionFailedVssWriterInBadState")).first
    assert first is not None and [reason.fact for reason in first.reasons] == ["error.code"]


def test_a_reason_tells_where_and_when() -> None:
    (d,) = diagnoses(ROOT / "examples" / "raw-exports")
    assert d.first is not None
    reason_ = d.first.reasons[0]
    assert reason_.text == "Agent status as Azure sees it: not ready"
    assert reason_.where.startswith("vm-instance-view.json: ")
    assert reason_.when == "seen 5 hours after the failure"
    shown = re.sub(r"\s+", " ", screen(d, height=40))
    assert f"{reason_.text} ({reason_.where}, {reason_.when})" in shown


def test_facts_are_told_in_words() -> None:
    assert stated("agent.status", "not_ready") == "Agent status as Azure sees it: not ready"
    assert stated("vm.clock_offset_seconds", 7200).endswith(": 7200 s")
    sign = next(path for path in vocabulary() if path.startswith("signs."))
    assert stated(sign, True) == titled(sign)
    assert titled("vm.size") == "VM size"
    for path in vocabulary():
        assert "`" not in titled(path) and titled(path)


def test_what_was_read_is_told() -> None:
    (d,) = diagnoses(ROOT / "examples" / "raw-exports")
    assert "Read: 44 facts from 5 files" in screen(d)
    assert d.read.failed_at is not None and f"failed {d.read.failed_at:%Y-%m-%d %H:%M} UTC" in screen(d).splitlines()[0]
    assert "Read: 1 fact from the text given" in screen(diagnose(load_text("UserErrorUnsupportedDiskSize")))
    stated_ = Case().with_facts({"error.code": "UserErrorUnsupportedDiskSize"})
    assert "Read: 1 fact from the caller" in screen(diagnose(stated_))


def test_files_that_were_not_recognised_are_counted_and_only_some_named(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(DEMO.read_text())
    for n in range(9):
        (tmp_path / f"sums{n}.csv").write_text("name,amount\na,1\n")
    done = backupdx("diagnose", str(tmp_path), env={**os.environ, "COLUMNS": "80"})
    assert "Read: 27 facts from case.yaml; 9 files not recognised" in done.stdout
    assert done.stderr.count("sums") == 4 and "and 5 more files were not read: `backupdx import`" in done.stderr


def test_a_recovered_case_says_so_before_anything_is_done() -> None:
    case = load_all(DEMO)[0].with_facts({"backup.later_completed": True})
    text = screen(diagnose(case))
    assert text.index("Recovered: a later backup") < text.index("CONFIRMED") < text.index("If it fails again")
    assert rows(text) <= 22


def test_a_contradiction_comes_before_what_to_do() -> None:
    text = screen(*diagnoses(ROOT / "examples" / "contradicting-reports.yaml"))
    assert text.index("facts contradict each other") < text.index("What to do, once that is clear")


def test_an_effect_names_what_may_be_behind_it_and_how_to_tell() -> None:
    (d,) = diagnoses(ROOT / "examples" / "raw-exports")
    text = screen(d)
    assert "An effect: what made it so is still open. Behind it may be: The Azure" in re.sub(r"\s+", " ", text)
    assert "Get-Service RdAgent" in text and "systemctl" not in text, "no Linux words in a Windows case"


def test_health_is_said_first() -> None:
    files = (ROOT / "tests" / "healthy" / "azure-item-and-standard-policy").glob("*.json")
    (case,) = load_all(*files)
    lines = screen(diagnose(case)).splitlines()
    assert lines[1] == "Nothing tells of a failure: the last backup of this VM completed." and len(lines) < 10


@pytest.mark.parametrize("text", ["UserErrorFooBarUnknown", "the thing is broken", "BackUpOperationFailed"])
def test_what_is_not_known_is_said_with_what_to_look_at(text: str) -> None:
    shown = screen(diagnose(load_text(text)))
    assert "nothing is established yet" in shown and "What to look at first" in shown and "backupdx ask" in shown
    assert rows(shown) <= 22


def test_several_vms_are_a_screen_with_the_first_thing_to_do_for_each() -> None:
    found = diagnoses(ROOT / "examples" / "patch-night-four-vms.yaml")
    text = screen(*found)
    assert rows(text) <= 22 and text.startswith("4 VMs: 2 confirmed, 2 with nothing established\n")
    for d in found:
        assert d.case.vm is not None and d.case.vm in text
    assert text.count("do first:") == 2 and text.count("look at:") == 2
    assert "--vm NAME" in text and "backupdx fleet" in text
    two = screen(*found[::2])
    assert "     az vm start -g rg-team-blue -n app-l-03\n" in two


@pytest.mark.parametrize("number", [3, 12, 24, 300])
def test_many_vms_fit_too(number: int) -> None:
    cases = load_all(ROOT / "examples" / "patch-night-four-vms.yaml")
    found = [diagnose(cases[n % 4].with_facts({"vm.name": f"vm-{n:03}"})) for n in range(min(number, 24))]
    found = [found[n % len(found)] for n in range(number)]
    text = screen(*found)
    assert rows(text) <= 22
    assert "The VM is not running (vm-not-running)" in text and "--vm NAME" in text


def test_full_leaves_nothing_out_that_the_screen_tells() -> None:
    short = backupdx("diagnose", str(DEMO), env={**os.environ, "COLUMNS": "80"}).stdout
    full = backupdx("diagnose", str(DEMO), "--full", env={**os.environ, "COLUMNS": "80"}).stdout
    for line in short.splitlines():
        if line.startswith("     ") and "systemctl" in line:
            assert line in full
    assert len(full.splitlines()) > 3 * len(short.splitlines())
    assert "POSSIBLE: 34 causes" in full or "POSSIBLE: " in full


def test_the_system_that_is_known_decides_which_commands_are_shown() -> None:
    linux = reason(load_all(DEMO)[0]).diagnosis()
    tools = {c.tool for e in linux.explanations for s in (*e.remedy.steps, e.remedy.verify) for c in s.commands}
    windows_only = {
        e.cause
        for e in linux.explanations
        for s in e.remedy.steps
        if s.commands and all(c.tool in ("powershell", "cmd") for c in s.commands)
    }
    assert "bash" in tools and not windows_only
