"""`backupdx fleet`: from files to a summary, tables and records; interrupted, resumed, compared, findings accepted."""

from __future__ import annotations

import csv
import errno
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import IO, Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.fleet import run, store
from backupdx.fleet.cluster import workers_for, workers_here
from backupdx.fleet.input import source_of
from backupdx.fleet.known import AcceptedCauses, read_known
from backupdx.fleet.lines import diagnose_lines
from backupdx.fleet.tally import Tally, findings_of, tally_of
from backupdx.kb.knowledge import knowledge_base
from running import backupdx

STOPPED = {
    "vm": {"os_type": "linux", "power_state": "running"},
    "agent": {"installed": True, "service_state": "stopped"},
}


def line(name: str, *parts: dict[str, Any], code: str = "UserErrorGuestAgentStatusUnavailable", **vm: str) -> str:
    case: dict[str, Any] = {"error": {"code": code}, "vm": {"name": name, "resource_group": "rg", **vm}}
    for part in parts:
        for topic, facts in part.items():
            case[topic] = {**facts, **case.get(topic, {})}
    return json.dumps(case)


LOCK = {
    "locks": {"backup_group": True, "backup_group_ids": ["/subscriptions/s/locks/keep"]},
    "backup": {"vault": "rsv", "policy": "daily"},
}
FLEET = [
    *(line(f"web{n}", STOPPED) for n in range(5)),
    *(line(f"db{n}", LOCK, code="UserErrorRpCollectionLimitReached") for n in range(3)),
    line("quiet"),
]


def fleet(*args: str | Path, cwd: Path, stdin: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
    words = ["fleet", *map(str, args)]
    env = {**os.environ, "COLUMNS": "100"}
    if not {"--jobs", "--dask"}.intersection(words):  # workers begin as the main program does, which here is the tests
        done = backupdx(*words, stdin=stdin.encode(), cwd=cwd, env=env)
    else:
        done = subprocess.run(
            [sys.executable, "-m", "backupdx.cli", *words],
            input=stdin, capture_output=True, text=True, cwd=cwd, timeout=120, env=env,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "fleet.ndjson").write_text("\n".join(FLEET) + "\n")
    return tmp_path


def test_the_summary(here: Path) -> None:
    shown = fleet("fleet.ndjson", cwd=here).stdout
    assert shown.startswith("9 cases of 9 VMs\n")
    worst, shared = shown.split("What they have in common")
    assert "      5 + 0       The Azure Linux Agent is not running\n" in worst
    assert "web0 (rg), web1 (rg), web2 (rg) and 2 more" in worst
    assert "      3  A lock" in shared and "Lock on the restore points: /subscriptions/s/locks/keep" in shared
    assert "1  inconclusive" in shown and "What to collect next" in shown


def test_records_csv_json_and_markdown(here: Path) -> None:
    done = fleet("fleet.ndjson", "-o", "r.ndjson", "--csv", "t.csv", "-f", "json", "--jobs", "2", cwd=here)
    summary = json.loads(done.stdout)
    assert (summary["cases"], summary["confirmed"], summary["inconclusive"]) == (9, 8, 1)
    header, *records = (here / "r.ndjson").read_text().splitlines()
    assert json.loads(header)["kb_version"] == knowledge_base().version
    assert records == list(diagnose_lines(FLEET))
    with (here / "t.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [r["verdict"] for r in rows] == ["confirmed"] * 8 + ["inconclusive"]
    assert (
        rows[0]["title"] == "The Azure Linux Agent is not running"
        and "agent.service_state is stopped" in rows[0]["because"]
    )
    again = fleet("r.ndjson", "-f", "markdown", cwd=here).stdout
    assert "| 5 | 0 | The Azure Linux Agent is not running |" in again


def test_exports_are_joined_by_vm(here: Path) -> None:
    shown = json.loads(fleet(Path(__file__).parents[1] / "examples", "-f", "json", cwd=here).stdout)
    assert shown["cases"] > 25 and shown["causes"]


def test_lines_on_standard_input_and_in_a_folder(here: Path) -> None:
    assert json.loads(fleet("-", "-f", "json", cwd=here, stdin="\n".join(FLEET)).stdout)["cases"] == 9
    (here / "more").mkdir()
    for name in ("a.ndjson", "b.ndjson"):
        (here / "more" / name).write_text("\n".join(FLEET[:2]))
    assert source_of([str(here / "more")]).streamed == [str(here / "more" / n) for n in ("a.ndjson", "b.ndjson")]
    assert json.loads(fleet("more", "-f", "json", cwd=here).stdout)["vms"] == 2


def test_what_is_no_case_is_kept_with_the_reason(here: Path) -> None:
    (here / "bad.ndjson").write_text("\n".join([*FLEET, '{"vm": {"nmae": 1}}', '{"vm": {"name": "cut']))
    done = fleet("bad.ndjson", "-o", "r.ndjson", cwd=here)
    reasons = [json.loads(r)["rejected"] for r in (here / "r.ndjson.rejects").read_text().splitlines()]
    assert len(reasons) == 2 and "did you mean name?" in reasons[0] and "cut off" in reasons[1]
    assert "2 lines are no case, in r.ndjson.rejects" in done.stderr and "2  lines rejected" in done.stdout


def test_nothing_but_rejects_is_an_error(here: Path) -> None:
    (here / "bad.ndjson").write_text("{\n{\n")
    told = fleet("bad.ndjson", cwd=here, code=3).stderr
    assert "no case could be read" in told and "2 lines are no case" in told and "no valid JSON" in told
    assert "no such file" in fleet("absent.ndjson", cwd=here, code=3).stderr


def test_an_interrupted_run_goes_on_where_it_ended(here: Path) -> None:
    with (here / "long.ndjson").open("w") as stream:
        for n in range(6000):
            stream.write(line(f"vm{n}", STOPPED) + "\n" + ("{\n" if n % 1000 == 0 else ""))
    whole = fleet("long.ndjson", "-o", "whole.ndjson", "--jobs", "1", cwd=here)
    command = [sys.executable, "-m", "backupdx.cli", "fleet", "long.ndjson", "-o", "part.ndjson", "--jobs", "2"]
    started = subprocess.Popen(
        command, cwd=here, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a background job has it ignored
    )  # fmt: skip
    while not (here / "part.ndjson").exists() or (here / "part.ndjson").read_bytes().count(b"\n") < 2:
        assert started.poll() is None
        time.sleep(0.01)
    started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "go on with --resume" in told and "Traceback" not in told
    kept = (here / "part.ndjson").read_bytes()
    assert kept.endswith(b"\n") and kept.count(b"\n") < 6000
    (here / "part.ndjson").write_bytes(kept + b'{"case":')  # as after a power cut
    resumed = fleet("long.ndjson", "-o", "part.ndjson", "--resume", cwd=here)
    assert resumed.stdout == whole.stdout
    assert (here / "part.ndjson").read_text() == (here / "whole.ndjson").read_text()
    assert (here / "part.ndjson.rejects").read_text() == (here / "whole.ndjson.rejects").read_text()


def test_resume_needs_records_of_this_knowledge_base(here: Path) -> None:
    assert "--resume needs" in fleet("fleet.ndjson", "--resume", cwd=here, code=2).stderr
    (here / "old.ndjson").write_text('{"backupdx":"fleet","kb_version":"1"}\n')
    assert "another knowledge base" in fleet("fleet.ndjson", "-o", "old.ndjson", "--resume", cwd=here, code=2).stderr


class Full:
    """A stream on a full disk."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.name = stream.name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, data: bytes) -> int:
        self._stream.write(data[:7])
        self._stream.flush()
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_complete_lines(tmp_path: Path) -> None:
    path = tmp_path / "r.ndjson"
    path.write_bytes(b"whole\n")
    with path.open("ab") as stream, pytest.raises(InputError, match=r"No space left.*--resume"):
        store.append(Full(stream), "a record\n", path)  # type: ignore[arg-type]
    assert path.read_bytes() == b"whole\n"


def test_what_changed_since_an_earlier_run(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "old.ndjson", cwd=here)
    (here / "now.ndjson").write_text("\n".join([*FLEET[1:], line("new", STOPPED)]))
    done = fleet("now.ndjson", "--compare", "old.ndjson", "--csv", "t.csv", "-f", "json", cwd=here)
    summary = json.loads(done.stdout)
    assert [summary[k] for k in ("new", "unchanged", "fixed", "unsettled", "unreported")] == [1, 7, 0, 0, 1]
    assert summary["unreported_findings"] == [["web0 (rg)", "agent-stopped-linux"]]
    (news,) = summary["new_causes"]
    assert (news["cause"], news["findings"], news["vms"]) == ("agent-stopped-linux", 1, ["new (rg)"])
    with (here / "t.csv").open(newline="") as stream:
        assert [r["vm"] for r in csv.DictReader(stream) if r["status"] == "new"] == ["new"]
    text = fleet("now.ndjson", "--compare", "old.ndjson", cwd=here).stdout
    assert "1 new, 7 unchanged; of before: 0 fixed, 0 not established any more, 1 no longer reported" in text
    assert "no longer reported: web0 (rg), agent-stopped-linux" in text
    assert "new: The Azure Linux Agent is not running: new (rg)" in text
    fleet("now.ndjson", "--compare", "old.ndjson", "--fail-on", "new", cwd=here, code=1)
    fleet("fleet.ndjson", "--compare", "old.ndjson", "--fail-on", "new", cwd=here)
    assert "needs --compare" in fleet("fleet.ndjson", "--fail-on", "new", cwd=here, code=2).stderr
    assert "no file of records" in fleet("now.ndjson", "--compare", "now.ndjson", cwd=here, code=3).stderr


def test_only_what_is_excluded_or_works_again_is_fixed(here: Path) -> None:
    """Fixed is said of what somebody has seen to be so; another failure, or silence, is something else."""
    fleet("fleet.ndjson", "-o", "old.ndjson", cwd=here)
    absent = {"vm": STOPPED["vm"], "agent": {"installed": False}}
    unknown = {"vm": STOPPED["vm"]}
    again = {"vm": STOPPED["vm"], "backup": {"later_completed": True}}
    (here / "now.ndjson").write_text("\n".join([line("web0", absent), line("web1", unknown), line("web2", again)]))
    done = fleet("now.ndjson", "--compare", "old.ndjson", "-f", "json", cwd=here)
    summary = json.loads(done.stdout)
    told = {
        how: [vm for vm, cause in summary[f"{how}_findings"] if cause == "agent-stopped-linux"]
        for how in ("fixed", "unsettled", "unreported")
    }
    assert told == {
        "fixed": ["web0 (rg)", "web2 (rg)"],
        "unsettled": ["web1 (rg)"],
        "unreported": ["web3 (rg)", "web4 (rg)"],
    }


KNOWN = """
known:
  - {cause: rg-lock, vm: "db*", reason: "the lock is wanted", until: 2999-01-01}
  - {cause: agent-stopped-linux, reason: "was in repair", until: 2020-01-01}
"""


def test_accepted_findings_are_counted_apart(here: Path) -> None:
    (here / "known.yaml").write_text(KNOWN)
    done = fleet("fleet.ndjson", "--known", "known.yaml", "-f", "json", cwd=here)
    summary = json.loads(done.stdout)
    assert (summary["confirmed"], summary["accepted"], summary["accepted_findings"]) == (5, 3, 3)
    assert len(summary["expired"]) == 1 and "2020-01-01" in summary["expired"][0]
    assert fleet("fleet.ndjson", "--known", "known.yaml", "--fail-on", "confirmed", cwd=here, code=1)


def test_an_accepted_finding_is_not_gone(here: Path) -> None:
    (here / "known.yaml").write_text(KNOWN)
    fleet("fleet.ndjson", "-o", "old.ndjson", cwd=here)
    done = fleet("fleet.ndjson", "--known", "known.yaml", "--compare", "old.ndjson", "-f", "json", cwd=here)
    summary = json.loads(done.stdout)
    assert (summary["new"], summary["unchanged"], summary["fixed"]) == (0, 5, 0)


def test_nothing_that_is_read_is_overwritten(here: Path) -> None:
    whole = (here / "fleet.ndjson").read_text()
    for option in ("-o", "--csv", "--html", "--rejects"):
        assert "is read by this run" in fleet("fleet.ndjson", option, "./fleet.ndjson", cwd=here, code=2).stderr
        assert (
            "cannot be written: No such file or directory"
            in fleet("fleet.ndjson", option, "absent/x", cwd=here, code=3).stderr
        )
    assert (here / "fleet.ndjson").read_text() == whole
    fleet("fleet.ndjson", "-o", "old.ndjson", cwd=here)
    kept = (here / "old.ndjson").read_text()
    assert (
        "is read by this run"
        in fleet("fleet.ndjson", "--compare", "old.ndjson", "-o", "old.ndjson", cwd=here, code=2).stderr
    )
    assert "no such file" in fleet("mistyped.ndjson", "-o", "old.ndjson", cwd=here, code=3).stderr
    assert (here / "old.ndjson").read_text() == kept


@pytest.mark.skipif(os.name == "nt", reason="what cannot start there is another matter")
@pytest.mark.parametrize("how", ["ends at once", "no more processes", "no semaphores"])
def test_where_no_worker_can_start_one_process_does_the_work(
    how: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a user who may not run the interpreter, and in containers with few processes, or without /dev/shm."""
    fleet("fleet.ndjson", "-o", "one.ndjson", cwd=here)
    words = ["fleet", "fleet.ndjson", "-o", "many.ndjson", "--jobs", "2"]
    if how == "ends at once":  # in a process of its own, as what watches over semaphores ends, too
        program = (
            f"import sys; from multiprocessing import spawn; spawn._python_exe = b'/bin/false'; "
            f"sys.argv = ['backupdx', *{words!r}]; from backupdx.cli import main; main()"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=here, timeout=120)
    else:
        reason = ImportError("no sem_open") if how == "no semaphores" else BlockingIOError(errno.EAGAIN, "no room")

        def fails(*_: object, **__: object) -> None:
            raise reason

        monkeypatch.setattr("backupdx.fleet.cluster.ProcessPoolExecutor.submit", fails)
        done = backupdx(*words, cwd=here)
    assert done.returncode == 0 and (here / "many.ndjson").read_bytes() == (here / "one.ndjson").read_bytes()
    (said,) = (each for each in done.stderr.splitlines() if "process" in each or "Warning" in each)
    assert said.startswith("backupdx: worker processes cannot be started here ("), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("other", ["./fleet.ndjson", "hard.ndjson", "linked.ndjson", "-", "folder"])
def test_a_file_that_is_named_twice_is_read_once(other: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "hard.ndjson").hardlink_to(here / "fleet.ndjson")
    (here / "linked.ndjson").symlink_to("fleet.ndjson")
    (here / "folder").mkdir()
    (here / "folder" / "more.ndjson").hardlink_to(here / "fleet.ndjson")
    source = source_of([str(here / "fleet.ndjson")])
    if other == "-":
        with (here / "fleet.ndjson").open() as stream:
            keep = os.dup(0)
            try:
                os.dup2(stream.fileno(), 0)
                twice = source_of([str(here / "fleet.ndjson"), "-"])
            finally:
                os.dup2(keep, 0)
                os.close(keep)
    else:
        twice = source_of([str(here / "fleet.ndjson"), f"{here}/{other}"])
    assert len([*twice.lines()]) == len([*source.lines()])
    (told,) = twice.files
    assert told.status == "ignored" and told.detail.startswith("is the same file as ")


def test_a_worker_that_is_killed_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures.process import BrokenProcessPool

    from backupdx.cli import app
    from typer.testing import CliRunner

    def broken(*args: Any, **options: Any) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(run, "diagnosed", broken)
    done = CliRunner().invoke(app, ["fleet", str(here / "fleet.ndjson"), "-o", str(here / "r.ndjson"), "--jobs", "1"])
    assert isinstance(done.exception, InputError) and "--resume" in str(done.exception)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "no list `known`"),
        ("known: [{cause: rg-lock}]", "known[0].reason"),
        ("known: [{cause: rg-lok, reason: a, until: 2999-01-01}]", "no cause 'rg-lok'"),
        ("known: [{cause: rg-lock, reason: a, until: soon}]", "known[0].until"),
    ],
)
def test_a_wrong_list_of_accepted_findings(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "known.yaml").write_text(text)
    with pytest.raises(InputError) as told:
        read_known(tmp_path / "known.yaml", knowledge_base().by_id)
    assert says in str(told.value)


def test_acceptance_ends_with_its_day(tmp_path: Path) -> None:
    (tmp_path / "known.yaml").write_text("known: [{cause: '*', vm: WEB*, reason: a, until: 2026-11-25}]")
    case = {"vm": "web1"}
    on = read_known(tmp_path / "known.yaml", {}, date(2026, 11, 25))
    after = read_known(tmp_path / "known.yaml", {}, date(2026, 11, 26))
    assert on.accepts(case, "rg-lock") and not on.accepts({"vm": "db1"}, "rg-lock")
    assert not after.accepts(case, "rg-lock") and len(after.expired) == 1


def test_sums_of_parts_are_the_sum_of_all() -> None:
    records = list(diagnose_lines([*FLEET, "{"]))
    whole, parts = tally_of(records, AcceptedCauses()), Tally()
    for n in range(0, len(records), 3):
        parts.update(tally_of(records[n : n + 3], AcceptedCauses()))
    assert parts == whole
    assert whole.rejected == 1 and whole.cases == 9


def test_hostile_names_stay_text(here: Path) -> None:
    name = "=cmd|' /C calc'!A0\x1b[31m\u202e<script>"
    (here / "bad.ndjson").write_text("\n".join(line(name + str(n), STOPPED, location=name) for n in range(2)))
    for format in ("text", "markdown", "json"):
        shown = fleet("bad.ndjson", "-f", format, "--csv", "t.csv", cwd=here).stdout
        assert "\x1b" not in shown and "\u202e" not in shown
    with (here / "t.csv").open(newline="") as stream:
        (_, row, _) = csv.reader(stream)
    assert all(not cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_a_fault_of_ours_in_one_case_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from backupdx.fleet import lines

    whole = lines.with_known_code
    monkeypatch.setattr(lines, "with_known_code", lambda case: whole(case) if case.vm.name != "web1" else 1 / 0)
    records = list(diagnose_lines(FLEET[:3]))
    assert "ZeroDivisionError" in json.loads(records[1])["rejected"]
    assert [bool(list(findings_of(json.loads(r)))) for r in records] == [True, False, True]


def test_a_small_fleet_is_done_in_one_process() -> None:
    assert workers_for(100_000) == 1
    assert workers_for(10**9) == workers_for(0) == workers_here(), "0: nobody knows how much comes"
