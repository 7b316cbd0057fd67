"""`--compare`: what changed since an earlier export of the same VM, through every door that has it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import backupdx
import pytest
from backupdx.facts.case import Case
from backupdx.facts.earlier import chosen, last_good
from backupdx.service.models import Comparing
from backupdx.service.operations import compare
from backupdx.service.work import answered
from running import backupdx as run

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
CODE = "UserErrorGuestAgentStatusUnavailable"
THEN: dict[str, Any] = {
    "failed_at": "2026-11-20T02:00:00Z",
    "vm": {"name": "erp-01", "os_type": "linux", "power_state": "running"},
    "agent": {"status": "ready", "service_state": "running"},
    "extensions": {"installed": [{"name": "VMSnapshotLinux", "state": "succeeded"}]},
    "locks": {"found": []},
}
NOW: dict[str, Any] = {
    "failed_at": "2026-11-28T02:00:00Z",
    "error": {"code": CODE},
    "vm": {"name": "ERP-01", "os_type": "linux", "power_state": "running", "location": "westeurope"},
    "agent": {"status": "not_ready", "service_state": "stopped"},
    "extensions": {"installed": [{"name": "vmsnapshotlinux", "state": "failed"}, {"name": "Custom"}]},
    "locks": {"found": [{"name": "keep", "level": "readonly", "scope": "resource_group"}]},
}


def case(data: dict[str, Any], **more: Any) -> Case:
    return backupdx.load_data({**data, **more})


def files(folder: Path, now: dict[str, Any] = NOW, then: dict[str, Any] = THEN) -> tuple[str, str]:
    for name, data in (("now", now), ("then", then)):
        (folder / f"{name}.json").write_text(json.dumps(data))
    return str(folder / "now.json"), str(folder / "then.json")


def test_what_an_established_cause_rests_on_comes_first_and_what_no_rule_looks_at_last() -> None:
    told = backupdx.diagnose(case(NOW), earlier=case(THEN)).changes
    assert told is not None and told.taken_at == datetime(2026, 11, 20, 2, tzinfo=UTC)
    first, *rest = told.changes
    assert first.carries and {"agent-stopped-linux"} <= {c for change in told.changes for c in change.carries}
    carried = [bool(change.carries) for change in told.changes]
    assert carried == sorted(carried, reverse=True)
    of_rules = [change.of_rules for change in told.changes if not change.carries]
    assert of_rules == sorted(of_rules, reverse=True)
    rows = {(c.fact, c.item): (c.before, c.now) for c in rest if c.item}
    assert rows[("extensions.installed", "vmsnapshotlinux")] == ("state: succeeded", "state: failed")
    assert rows[("extensions.installed", "Custom")][0] == "" and rows[("locks.found", "keep")][0] == ""
    assert not {"vm.name", "vm.os_type", "vm.power_state"} & {change.fact for change in told.changes}
    assert "vm.location" in told.only_now


def test_what_only_one_of_them_tells_is_no_change() -> None:
    without = {**THEN, "agent": {"status": "ready"}}
    told = backupdx.diagnose(case(NOW), earlier=case(without)).changes
    assert told is not None and "agent.service_state" in told.only_now
    assert "agent.service_state" not in {change.fact for change in told.changes}
    assert any("do not tell" in note and "service" in note for note in told.notes)


@pytest.mark.parametrize("path", EXAMPLES[::4], ids=lambda path: path.stem)
def test_nothing_changed_since_itself(path: Path) -> None:
    found = backupdx.load_all(path)[0]
    told = backupdx.diagnose(found, earlier=[found]).changes
    assert told is not None and told.changes == told.only_now == told.only_before == ()


def test_of_several_that_of_the_last_good_backup_counts() -> None:
    good = {"operation": "Backup", "status": "completed", "ended": "2026-11-22T03:00:00Z"}
    now = case(NOW, backup={"jobs": [good, {**good, "ended": "2026-11-29T03:00:00Z"}]})
    assert last_good(now) == datetime(2026, 11, 22, 3, tzinfo=UTC)
    times = ("2026-11-10T00:00:00Z", "2026-11-21T00:00:00Z", "2026-11-25T00:00:00Z")
    earlier = [case(THEN, failed_at=time) for time in times]
    assert chosen(now, earlier) is earlier[1]
    assert chosen(case(NOW), earlier) is earlier[2]
    told = backupdx.diagnose(now, earlier=[earlier[2]]).changes
    assert told is not None and any("ended well, at 2026-11-22 03:00 UTC, is older" in note for note in told.notes)
    swapped = backupdx.diagnose(case(THEN), earlier=[case(NOW)]).changes
    assert swapped is not None and any("wrong way round" in note for note in swapped.notes)


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        ({"vm": {"name": "erp-02"}}, "vm.name is erp-02 there"),
        ({"vm": {"name": "erp-01", "resource_group": "b"}}, "vm.resource_group"),
        ({"vm": {"name": "other", "vm_id": "7"}}, ""),
        ({"vm": {"vm_id": "8"}}, "vm.vm_id"),
    ],
)
def test_another_vm_is_refused(other: dict[str, Any], refused: str) -> None:
    now = case(NOW, vm={"name": "erp-01", "resource_group": "a", "vm_id": "7"})
    if not refused:  # it has another name, and is the same one
        assert backupdx.diagnose(now, earlier=case(other)).changes
        return
    with pytest.raises(backupdx.InputError, match=refused):
        backupdx.diagnose(now, earlier=case(other))


def test_the_command_line_tells_it_as_text_json_and_markdown(tmp_path: Path) -> None:
    now, then = files(tmp_path)
    text = run("diagnose", now, "--compare", then).stdout
    head, diagnosis = text.split("\n\n", 1)
    assert head.startswith("Changed since 2026-11-20 02:00 UTC\n  * ") and "ready -> not ready" in head
    assert diagnosis.startswith("ERP-01")
    full = run("diagnose", now, "--compare", then, "--full").stdout
    assert "then: then.json; now: now.json" in full and "keep: not listed -> level: read_only" in full
    told = json.loads(run("diagnose", now, "--compare", then, "-f", "json").stdout)["changes"]
    given = backupdx.diagnose(backupdx.load(now), earlier=backupdx.load(then)).changes
    assert given is not None and told == given.model_dump(mode="json")
    ticket = run("diagnose", now, "--compare", then, "-f", "markdown").stdout
    assert "## Changed since 2026-11-20" in ticket and "| `Agent status as Azure sees it` | `ready` |" in ticket
    assert json.loads(run("diagnose", now, "-f", "json").stdout)["changes"] is None


def test_it_picks_the_vm_and_says_what_does_not_fit(tmp_path: Path) -> None:
    now, then = files(tmp_path, then={"cases": [THEN, {"vm": {"name": "other"}}]})
    assert "Changed since" in run("diagnose", now, "--compare", then).stdout
    files(tmp_path, then={"vm": {"name": "other"}})
    refused = run("diagnose", now, "--compare", then)
    assert (
        refused.returncode == 3 and "cannot be compared with: 0 of 1 cases in it can be of 'ERP-01'" in refused.stderr
    )
    assert "other" not in run("diagnose", now, "--compare", then, "--redact").stderr.replace("another", "")
    assert run("diagnose", now, "--compare", then, "--why", "rg-lock").returncode == 2
    two, _ = files(tmp_path, now={"cases": [NOW, {"vm": {"name": "b"}}]})
    assert "choose one with --vm" in run("diagnose", two, "--compare", two).stderr


def test_redacted_it_tells_no_name_and_the_same_changes(tmp_path: Path) -> None:
    now, then = files(tmp_path)
    plain = json.loads(run("diagnose", now, "--compare", then, "-f", "json").stdout)["changes"]["changes"]
    text = run("diagnose", now, "--compare", then, "-f", "json", "--redact").stdout
    assert "erp-01" not in text.lower() and '"keep"' not in text and "Custom" not in text
    told = json.loads(text)["changes"]["changes"]
    assert {(c["fact"], c["of_rules"]) for c in told} == {(c["fact"], c["of_rules"]) for c in plain}


def test_it_is_the_same_through_http() -> None:
    given = {"now": {"case": NOW}, "earlier": [{"case": THEN}]}
    here = compare(Comparing.model_validate(given))
    assert json.loads(answered("compare", json.dumps(given).encode()).text) == here.model_dump(mode="json")
    changes = backupdx.diagnose(case(NOW), earlier=case(THEN)).changes
    assert here.diagnosis.changes is not None and changes is not None
    assert [c.fact for c in here.diagnosis.changes.changes] == [c.fact for c in changes.changes]
    reply = answered(
        "compare", json.dumps({"now": {"case": NOW}, "earlier": [{"case": {"vm": {"name": "x"}}}]}).encode()
    )
    assert reply.status == 422 and "of another VM" in reply.text
    others = {"files": {"then.json": json.dumps({"cases": [{"vm": {"name": "x"}}, {"vm": {"name": "y"}}]})}}
    reply = answered("compare", json.dumps({"now": {"case": NOW}, "earlier": [others]}).encode())
    assert reply.status == 422 and "0 of 2 cases in the earlier files (x, y) can be of this VM" in reply.text
