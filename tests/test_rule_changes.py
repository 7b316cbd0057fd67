"""A rule that changes gets a line in the log of changed rules, with the incidents that moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rule_changes
from backupdx.engine.knowledge import suggests
from backupdx.kb.facts import agent
from backupdx.kb.knowledge import knowledge_base
from rule_changes import due, last_mark, log_of, mark_of

KB = knowledge_base()
WHAT_TO_DO = (
    "run `make rule-changes`, it writes docs/rule-changes/<area>/<cause>.md; then look at which incidents moved"
)


def test_every_change_of_a_rule_has_its_line() -> None:
    new = [cause.id for cause in due(KB)]
    assert not new, f"the rules of {', '.join(new)} are new or changed: {WHAT_TO_DO}"


def test_no_line_is_left_of_a_cause_that_is_gone() -> None:
    known = {log_of(cause.id) for cause in KB.causes}
    gone = set(rule_changes.LOG.rglob("*.md")) - known
    assert not gone, f"delete these files, their causes are gone: {sorted(map(str, gone))}"


def test_a_changed_rule_is_due() -> None:
    cause = KB.by_id["agent-stopped-linux"]
    changed = replace(cause, rules=(*cause.rules, suggests(agent.status == "not_ready")))
    kb = replace(KB, causes=tuple(changed if c is cause else c for c in KB.causes))
    assert {c.id for c in due(kb)} - {c.id for c in due(KB)} == {"agent-stopped-linux"}
    assert mark_of(kb, changed) != last_mark("agent-stopped-linux")


def test_what_moved_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = {way: ["agent-stopped-linux", "likely", 1, []] for way in rule_changes.WAYS}
    before = {way: ["vm-gone", "possible", 2, []] for way in rule_changes.WAYS}
    monkeypatch.setattr(rule_changes, "LOG", tmp_path / "log")
    monkeypatch.setattr(rule_changes, "OUTCOMES", tmp_path / "outcomes")
    monkeypatch.setattr(rule_changes, "outcomes", lambda half: [("one", before)] if half == "building" else [])
    rule_changes.write("2026-01-01")
    monkeypatch.setattr(rule_changes, "outcomes", lambda half: [("one", now)] if half == "building" else [])
    log_of("agent-stopped-linux").write_text("- 2026-01-01 `0000000000`: an older rule\n")
    rule_changes.write("2026-01-02")
    assert (
        log_of("agent-stopped-linux")
        .read_text()
        .splitlines()[-1]
        .endswith("one (raw texts as files): vm-gone possible -> agent-stopped-linux likely")
    )
    assert log_of("vm-gone").read_text().splitlines()[-1].endswith(": first recorded")
