"""The session, through pipes and through a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import backupdx

ASK = [sys.executable, "-m", "backupdx.cli", "ask"]


def run(typed: str, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return backupdx("ask", *args, stdin=typed.encode(), cwd=cwd, env={**os.environ, "COLUMNS": "80"})


def test_from_nothing_to_a_confirmed_cause(tmp_path: Path) -> None:
    typed = "VM agent unable to communicate with Azure Backup\nlin, deallocated\n\n"
    done = run(typed, "-f", "json", cwd=tmp_path)
    data = json.loads(done.stdout)
    assert data["case"]["error_code"] == "UserErrorGuestAgentStatusUnavailable"
    assert (data["explanations"][0]["cause"], data["explanations"][0]["verdict"]) == ("vm-not-running", "confirmed")
    assert "Confirmed:" in done.stderr and "your answer" in done.stdout


def test_stopping_and_going_on(tmp_path: Path) -> None:
    first = run("lin, ready\ns\n", "--code", "GuestAgentSnapshotTaskStatusError", "--save", "s.yaml", cwd=tmp_path)
    assert first.stdout == "" and "Saved: s.yaml" in first.stderr
    second = run("running\nq\n", "--from", "s.yaml", "-f", "markdown", cwd=tmp_path)
    assert "GuestAgentSnapshotTaskStatusError" in second.stdout
    assert "Windows or a Linux" not in second.stderr and "VM's page" not in second.stderr


def test_the_end_of_input_loses_nothing(tmp_path: Path) -> None:
    done = run("UserErrorUnsupportedDiskSize\n", cwd=tmp_path)
    (saved,) = tmp_path.glob("backupdx-*.yaml")
    assert "UserErrorUnsupportedDiskSize" in saved.read_text()
    assert (saved.name in done.stderr and "POSSIBLE" in done.stdout) or "LIKELY" in done.stdout


def test_a_script_of_answers(tmp_path: Path) -> None:
    (tmp_path / "answers.txt").write_text("UserErrorUnsupportedDiskSize\n40 TB\n\n")
    done = run("", "--answers", "answers.txt", "-f", "json", cwd=tmp_path)
    assert json.loads(done.stdout)["explanations"][0]["cause"] == "disk-too-big"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("perhaps\n", "That is not an answer"),
        ("?\n", "Portal:"),
        ("help\n", "I don't know"),
        ("w\n", "  1. "),
        ("f\n", "Error code: GuestAgentSnapshotTaskStatusError"),
        ("d\n", "What to look at first"),
        ("b\n", "This is the first question"),
        ("u\nb\n", "Taken back"),
        ("b\nb\n", "This is the first question"),
        ("n/a\nf\n", "not applicable"),
        ("fix agent.statu\n", "did you mean agent.status?"),
        ("fix agent.status\nready\n", "What does the portal show as the agent status"),
        ("fix vm.name\n", "not a question"),
        ("x" * 30_000 + "\n", "That is long"),
    ],
)
def test_what_can_be_said(typed: str, says: str, tmp_path: Path) -> None:
    done = run(typed + "q\n", "--code", "GuestAgentSnapshotTaskStatusError", cwd=tmp_path)
    assert done.returncode == 0
    assert says in done.stderr


def test_a_message_that_is_no_code_is_taken_back_with_the_question(tmp_path: Path) -> None:
    done = run("the backup did something odd last night\nb\nb\nUserErrorUnsupportedDiskSize\nf\nq\n", cwd=tmp_path)
    assert done.returncode == 0
    assert "kept as the error message" in done.stderr and "Taken back: Error code." in done.stderr
    assert "something odd" not in done.stderr.rpartition("Error code: UserErrorUnsupportedDiskSize")[2]


def test_contradictory_answers_are_said_with_a_way_to_mend_them(tmp_path: Path) -> None:
    typed = "fix agent.service_state\nrunning\nfix vm.power_state\nstopped\nq\n"
    done = run(typed, "--code", "GuestAgentSnapshotTaskStatusError", cwd=tmp_path)
    assert "This contradicts itself" in done.stderr and "`fix FACT`" in done.stderr


def test_a_code_that_is_not_sure_is_offered(tmp_path: Path) -> None:
    done = run("BackUpOperationFailed/BackUpOperationFailedV2\n2\nq\n", "-f", "json", cwd=tmp_path)
    assert json.loads(done.stdout)["case"]["error_code"] == "BackUpOperationFailedV2"


def test_several_vms_need_a_choice(tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text("cases: [{vm: {name: a}}, {vm: {name: b}}]\n")
    done = run("", "--from", "two.yaml", cwd=tmp_path)
    assert done.returncode == 2 and "--vm" in done.stderr
    assert run("q\n", "--from", "two.yaml", "--vm", "b", cwd=tmp_path).returncode == 0


class Terminal:
    """A session in a pseudo-terminal, as a person has it."""

    def __init__(self, cwd: Path, *args: str) -> None:
        self.pid, self.master = pty.fork()
        if self.pid == 0:  # pragma: no cover
            os.chdir(cwd)
            os.environ.update(TERM="xterm", COLUMNS="80", LINES="24")
            os.execv(sys.executable, [*ASK, *args])
        self.seen = ""

    def wait_for(self, text: str, seconds: float = 20.0) -> str:
        """Read until the text is on the screen; return all that was seen."""
        end = time.monotonic() + seconds
        while text not in self.plain():
            assert time.monotonic() < end, f"{text!r} did not come:\n{self.plain()[-2000:]}"
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError:
                    assert text in self.plain(), self.plain()[-2000:]
                    break
                if "\x1b[6n" in self.seen:  # the prompt asks where the cursor is
                    self.seen = self.seen.replace("\x1b[6n", "")
                    os.write(self.master, b"\x1b[1;1R")
        return self.plain()

    def wait_for_prompt(self) -> None:
        """Read until the prompt is drawn and the terminal is in its hands."""
        end = time.monotonic() + 1.0
        while time.monotonic() < end:
            if select.select([self.master], [], [], 0.1)[0]:
                self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
                if "\x1b[6n" in self.seen:
                    self.seen = self.seen.replace("\x1b[6n", "")
                    os.write(self.master, b"\x1b[1;1R")

    def plain(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\r", "", self.seen)

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def end(self) -> int:
        _, status = os.waitpid(self.pid, 0)
        os.close(self.master)
        return os.waitstatus_to_exitcode(status)


def test_a_session_in_a_terminal(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.wait_for("Which error code")
    terminal.type("UserErrorGuestAgentStatusUnavailable\r")
    terminal.wait_for("What does the VM's page in the portal show?")
    terminal.type("2 5\r")
    terminal.wait_for("Enter to finish")
    terminal.type("\r")
    terminal.wait_for("ruled out")
    assert terminal.end() == 0
    assert "The VM is not running" in terminal.plain()


def test_ctrl_c_and_a_closed_terminal_lose_nothing(tmp_path: Path) -> None:
    for stop, code in (("\x03", 130), (signal.SIGHUP, 130)):
        terminal = Terminal(tmp_path, "--save", "kept.yaml")
        terminal.wait_for("Which error code")
        terminal.type("UserErrorUnsupportedDiskSize\r")
        terminal.wait_for("How large is the largest disk")
        terminal.wait_for_prompt()
        if isinstance(stop, str):
            terminal.type(stop)
        else:
            os.kill(terminal.pid, stop)
        terminal.wait_for("Saved: kept.yaml")
        assert terminal.end() == code
        assert "UserErrorUnsupportedDiskSize" in (tmp_path / "kept.yaml").read_text()
        (tmp_path / "kept.yaml").unlink()


def test_ctrl_d_saves_and_ends_with_the_diagnosis(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "--code", "UserErrorUnsupportedDiskSize")
    terminal.wait_for("How large is the largest disk")
    terminal.wait_for_prompt()
    terminal.type("u\r")
    terminal.wait_for("1 asked")
    terminal.wait_for_prompt()
    terminal.type("\x04")
    terminal.wait_for("POSSIBLE")
    assert terminal.end() == 0
    assert list(tmp_path.glob("backupdx-*.yaml"))


def test_a_code_of_a_restore_is_told_and_asked_for_again(tmp_path: Path) -> None:
    done = run("UserErrorSkuNotAvailable\nUserErrorUnsupportedDiskSize\n40 TB\n\n", "-f", "json", cwd=tmp_path)
    assert "UserErrorSkuNotAvailable is a code of a restore, not of a backup" in done.stderr
    assert json.loads(done.stdout)["case"]["error_code"] == "UserErrorUnsupportedDiskSize"
