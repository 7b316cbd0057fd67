"""`backupdx import`, and what becomes of facts that contradict each other or are of another time."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from backupdx import Case, diagnose, load, reason
from backupdx.facts.case import Source
from backupdx.facts.saving import save_cases
from backupdx.readers.loading import load_paths
from running import backupdx

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT / "examples" / "raw-exports"


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return backupdx(*args)


@pytest.mark.parametrize("suffix", ["yaml", "json", "ndjson"])
def test_the_fact_file_gives_the_same_diagnosis(suffix: str, tmp_path: Path) -> None:
    written = tmp_path / f"case.{suffix}"
    done = run("import", str(EXPORTS), "-o", str(written))
    assert done.returncode == 0
    assert "vm-instance-view.json: VM" in done.stdout.replace("\n" + " " * 12, " ")  # a long path fills its line
    assert str(written) in done.stdout
    assert diagnose(load(written)) == diagnose(load(EXPORTS))


def test_without_an_output_the_fact_file_goes_to_stdout(tmp_path: Path) -> None:
    done = run("import", str(EXPORTS))
    (tmp_path / "case.yaml").write_text(done.stdout)
    assert diagnose(load(tmp_path / "case.yaml")) == diagnose(load(EXPORTS))
    assert "read " in done.stderr


def test_what_was_not_read_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text('{"hello": 1}')
    (tmp_path / "c.yaml").write_text("vm: {name: web}\n")
    done = run("import", str(tmp_path), "-o", str(tmp_path / "out.yaml"))
    lines = done.stdout.splitlines()
    for status, name in (("UNREADABLE", "a.json"), ("ignored", "b.json"), ("read", "c.yaml")):
        assert any(line.startswith(f"{status:10}  {tmp_path / name}:") for line in lines), "a path is never broken"
    assert run("import", str(tmp_path / "a.json")).returncode == 3
    assert run("import", str(tmp_path / "c.yaml"), "-o", str(tmp_path / "no" / "x.yaml")).returncode == 3


def test_several_cases_in_one_file(tmp_path: Path) -> None:
    cases = [Case().with_facts({"vm.name": name, "vm.os_type": "linux"}) for name in ("a", "b")]
    for suffix in ("yaml", "json", "ndjson"):
        save_cases(cases, tmp_path / f"x.{suffix}")
        assert [c.vm.name for c in load_paths([tmp_path / f"x.{suffix}"]).cases] == ["a", "b"]


# -- two sources ----------------------------------------------------------------------------------------------------


def view(power: str, time: str) -> dict[str, Any]:
    agent = {"vmAgentVersion": "2.9.1.1", "statuses": [{"displayStatus": "Ready", "level": "Info", "time": time,
             "code": "ProvisioningState/succeeded"}]}  # fmt: skip
    return {
        "name": "web", "resourceGroup": "rg", "storageProfile": {"osDisk": {"osType": "Linux"}}, "hardwareProfile": {},
        "instanceView": {"vmAgent": agent, "statuses": [
            {"code": "ProvisioningState/succeeded", "displayStatus": "x", "time": "2020-01-01T00:00:00Z"},
            {"code": f"PowerState/{power}", "displayStatus": "x"}]},
    }  # fmt: skip


def test_the_newer_observation_wins_and_both_are_told(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(json.dumps(view("starting", "2026-11-01T10:00:00Z")))
    (tmp_path / "new.json").write_text(json.dumps(view("running", "2026-11-02T10:00:00Z")))
    case = load(tmp_path)
    assert case.vm.power_state == "running"
    (note,) = [n for n in diagnose(case).notes if "contradicted" in n]
    assert "starting (old.json" in note and "running (new.json" in note and "the newer value running" in note


def test_a_view_of_a_vm_that_is_off_has_no_time(tmp_path: Path) -> None:
    """What stands there of the agent is as old as its last report: it cannot tell which of two views is newer."""
    (tmp_path / "a.json").write_text(json.dumps(view("deallocated", "2026-11-01T10:00:00Z")))
    (tmp_path / "b.json").write_text(json.dumps(view("running", "2026-11-02T10:00:00Z")))
    case = load(tmp_path)
    assert case.vm.power_state is None
    assert any("counts as unknown" in note for note in diagnose(case).notes)


# -- facts of another time ------------------------------------------------------------------------------------------

FAILED = datetime(2026, 11, 18, 2, tzinfo=UTC)
FACTS = {
    "error.code": "UserErrorGuestAgentStatusUnavailable",
    "vm.os_type": "linux",
    "vm.power_state": "running",
    "agent.service_state": "stopped",
    "agent.status": "not_ready",
}


def observed(distance: timedelta, *facts: str) -> Case:
    case = Case.model_validate({"failed_at": FAILED}).with_facts(FACTS)
    source = Source(kind="file", file="old.txt", observed_at=FAILED + distance)
    return case.with_facts({fact: FACTS[fact] for fact in facts}, source)


@pytest.mark.parametrize(
    ("distance", "verdict", "words"),
    [
        (timedelta(hours=-20), "confirmed", ""),
        (timedelta(hours=-30), "likely", "30 hours before the failure"),
        (timedelta(days=-10), "likely", "10 days before the failure"),
        (timedelta(hours=20), "confirmed", ""),
        (timedelta(days=3), "likely", "3 days after the failure"),
        (timedelta(days=10), "likely", "10 days after the failure"),
    ],
)
def test_a_fact_of_another_time_is_marked_and_confirms_nothing(distance: timedelta, verdict: str, words: str) -> None:
    diagnosis = diagnose(observed(distance, "agent.service_state"))
    assert diagnosis.first is not None
    assert (diagnosis.first.cause, diagnosis.first.verdict) == ("agent-stopped-linux", verdict)
    (seen,) = [s for s in diagnosis.first.because if s.fact == "agent.service_state"]
    assert words in seen.source


def test_what_hardly_changes_is_never_stale() -> None:
    diagnosis = diagnose(observed(timedelta(days=-400), "vm.os_type", "error.code"))
    assert diagnosis.first is not None and diagnosis.first.verdict == "confirmed"
    assert not any("the failure" in seen.source for seen in diagnosis.first.because)


def test_times_without_a_zone_do_no_harm() -> None:
    case = observed(timedelta(days=-10), "agent.service_state")
    naive = case.model_copy(update={"failed_at": FAILED.replace(tzinfo=None)})
    assert reason(naive).verdicts["agent-stopped-linux"] == "likely"
