"""What the end of a log proves: a log may have been cut off there, and its lines may have been put in another order."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.contents import read_content
from backupdx.readers.cut_columns import uncut, undotted
from backupdx.readers.wrapped import relined

HEALTHY = Path(__file__).parent / "healthy"
RUN = "Enable,success,4,Transitioning state in extension,False"
FREEZE = "proceeded for accepting signals"
COUNT = "df command executed for process wait time value300"
PARALLEL = "****** 5. Snaphotting (Guest-parallel) Started"
AGAIN = "cwd is /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9221.0"


def told(text: str) -> dict[str, Any]:
    """The facts in a text; none where it is refused."""
    try:
        found, _ = read_content(of_bytes(text.encode(), "x"))
    except InputError:
        return {}
    return {path: value for entry in found for path, value in entry.finding.facts.items()}


def log(*entries: tuple[str, str]) -> str:
    """A log of the Linux backup extension: times and messages."""
    prefix = "[Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0] "
    return "".join(f"2026-11-24 {time}.1 {prefix}{message}\n" for time, message in entries)


@pytest.mark.parametrize(
    ("message", "fact", "value", "where"),
    [
        (FREEZE, "extensions.backup_milestone", "freezing", "freeze"),
        (COUNT, "signs.size_count_hangs", True, "size_count"),
        (PARALLEL, "signs.parallel_snapshot_hangs", True, "parallel_snapshots"),
    ],
)
def test_where_a_run_stopped_is_told_only_where_it_is_seen(message: str, fact: str, value: Any, where: str) -> None:
    begun = [("22:00:00", RUN), ("22:00:02", message)]
    ended = told(log(*begun))
    assert fact not in ended and ended["extensions.log_ends_in"] == where
    goes_on = told(log(*begun, ("22:00:03", "x")))
    assert not {fact, "extensions.log_ends_in"} & goes_on.keys()
    restarted = told(log(*begun, ("22:09:00", AGAIN)))
    assert restarted[fact] == value and "extensions.log_ends_in" not in restarted
    next_run = told(log(*begun, ("22:09:00", AGAIN), ("22:09:01", RUN)))
    assert not {fact, "extensions.log_ends_in"} & next_run.keys()


def test_a_log_that_was_put_in_another_order_tells_by_its_times() -> None:
    """Newest first, as a table of a query shows it: what was over is over."""
    for name in ("linux-recovered-three-weeks-ago/extension.log", "windows-host-hiccup/WaAppAgent.log"):
        text = (HEALTHY / name).read_text("utf-8")
        assert told("\n".join(reversed(text.splitlines()))).items() <= told(text).items(), name


@pytest.mark.parametrize(
    "line", ["." * 400_000, "x" * 400_000 + "…", "x…" * 200_000, "x..." * 100_000, "2026-11-24T08:00:00 " * 20_000]
)
def test_long_lines_are_looked_at_in_linear_time(line: str) -> None:
    begun = process_time()
    for step in (undotted, uncut, relined):
        step(f"{line}\n{line}\nx\n")
    assert process_time() - begun < 1


def test_a_word_that_was_cut_off_is_none() -> None:
    long = [
        f"2026-11-24T08:00:{n:02}.1Z INFO ExtHandler ExtHandler Agent WALinuxAgent-2.9.1.1 is running" for n in range(9)
    ]
    first = "2026-11-24T08:00:00.123456Z INFO Daemon Daemon Azure Linux Agent Version: 2.10.0.8"
    assert told("\n".join([first, *long]))["agent.package_version"] == "2.10.0.8"
    cut = [line[:79] for line in (first, *long)]
    assert "agent.package_version" not in told("\n".join(cut))
    assert "agent.package_version" not in told("\n".join(f"{line}…" for line in cut))


def test_a_clock_that_is_set_back_changes_no_order() -> None:
    """One step back, as at the start of a machine: the lines stand as they were written."""
    late = "2026-11-24T23:00:00.1Z ERROR ExtHandler Fetching the goal state is still failing: timed out\n"
    early = "2026-11-24T20:{:02}:00.1Z INFO ExtHandler ProcessExtensionsGoalState completed [etag_1 9 ms]\n"
    text = late + "".join(early.format(minute) for minute in range(20))
    assert "signs.goal_state_failing" not in told(text)
    assert told(text) == told(text + early.format(59))
