"""Each newer form of input through every door, with one answer: what is told does not hang on how it came in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from az_outputs import printed
from backupdx import Case, InputError, load, load_bytes, load_text
from backupdx.cli import _cases
from backupdx.library import with_known_code
from running import backupdx
from test_archives_within import LOG, tarred
from test_archives_within import zipped as packed
from test_pasted import Typed, zipped
from test_pasted_powershell import PRINTS
from test_pasted_queries import ASKED, BARE
from test_pasted_shells import CLIXML, JSON
from test_pasted_tables import LOCKS
from test_refusals import TABLES
from test_unknown_files import FOREIGN

QUERY = next(command for command in ASKED if "get-instance-view" in command)
WINDOWS_LOG = (
    "[00000003] [11/19/2026 02:14:13.84] [INFO]  WindowsAzureGuestAgent starting. Version 2.7.41491.1095\n" * 2
)
LINUX_LOG = (
    "2026-11-24T09:12:33.123456Z INFO ExtHandler ExtHandler Agent WALinuxAgent-2.9.1.1 is running as the goal "
    "state agent\n"
)
JOURNAL = "Nov 24 09:12:33 till waagent[123]: INFO something\n" * 3
FORMS = {
    **{f"a query, {form}": f"me@cc:~$ {QUERY} -o {form}\n{printed(ASKED[QUERY][0], form)}" for form in ("json", "tsv")},
    "statuses as a list": BARE["a list"],
    "statuses, one below the other": BARE["one below the other"],
    "a print of PowerShell": PRINTS["statuses"][0],
    "a print of PowerShell behind a prompt": "PS /home/me> $vm.Statuses | fl\n" + PRINTS["statuses"][0],
    "CLIXML": CLIXML,
    "a table of locks": LOCKS,
    "a table of jobs": TABLES["az backup job list"],
    "JSON with a log below": f"{JSON}\n{LINUX_LOG}",
    "JSON below a log": LINUX_LOG + JSON,
    "JSON below a log of Windows": WINDOWS_LOG + JSON,
    "JSON below a journal": JOURNAL + JSON,
    "JSON in one line above a log of Windows": json.dumps(json.loads(JSON)) + "\n" + WINDOWS_LOG,
    "a chat": "<kim> backup fails: GuestAgentSnapshotTaskStatusError\n<jo> on which machine?\n",
}


def told(case: Case) -> dict[str, Any]:
    """The facts; what was printed beside them is the text itself, and no answer to a question."""
    return {fact: value for fact, value in with_known_code(case).stated() if fact != "error.printed"}


def pasted(text: str) -> Case:
    """What a session knows after one pasted answer."""
    session = Typed(text)
    session.run()
    return session.interview.case


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_the_same_through_every_door(form: str, tmp_path: Path) -> None:
    text = FORMS[form]
    (tmp_path / "told.txt").write_text(text, "utf-8")
    (argument,) = _cases([text], None, [], None)
    doors = {
        "argument": argument,
        "file": load(tmp_path / "told.txt"),
        "bytes": load_bytes({"told.txt": text.encode()}),
        "UTF-16": load_bytes({"told.txt": text.encode("utf-16")}),
        "Windows": load_bytes({"told.txt": text.replace("\n", "\r\n").encode()}),
        "zip": load_bytes({"ticket.zip": zipped(text)}),
        "pasted": pasted(text),
    }
    expected = told(load_text(text))
    assert expected
    assert {door: told(case) for door, case in doors.items()} == dict.fromkeys(doors, expected)


def test_an_answer_below_a_log_is_read_with_it() -> None:
    for form in ("JSON below a log", "JSON below a log of Windows", "JSON below a journal"):
        case = load_text(FORMS[form])
        assert case.vm.name and case.vm.power_state and case.agent.status, form
        assert case.provenance["vm.power_state"].place.startswith(
            f"line {FORMS[form].split('{')[0].count(chr(10)) + 1}:"
        )


def test_an_answer_within_a_log_is_a_part_of_it() -> None:
    """A program prints such data too, of another time or machine."""
    case = load_text(LINUX_LOG + JSON + "\n" + LINUX_LOG)
    assert case.vm.name is None and case.vm.os_type == "linux"


@pytest.mark.parametrize("name", ["photo.png", "logs.7z", "system.evt"])
def test_a_foreign_file_is_called_by_its_name_through_every_door(name: str, tmp_path: Path) -> None:
    content, what, hint = FOREIGN[name]
    (tmp_path / name).write_bytes(content)
    for words, stdin in ((["diagnose", name], b""), (["diagnose", "-"], content), (["ask", "--from", name], b"q\n")):
        done = backupdx(*words, stdin=stdin, cwd=tmp_path)
        assert done.returncode == 3 and what in " ".join(done.stderr.split()) and hint in done.stderr
    with pytest.raises(InputError, match=what):
        load_bytes({"a.zip": packed({"b.zip": packed({name: content})})})


@pytest.mark.parametrize(
    "archive", [packed({"x.log": LOG}), tarred({"x.log": LOG}), packed({"b.tgz": tarred({"x.log": LOG})})]
)
def test_an_archive_is_opened_through_every_door(archive: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(archive)
    for words, stdin in ((["import", "a"], b""), (["import", "-"], archive)):
        done = backupdx(*words, stdin=stdin, cwd=tmp_path)
        assert done.returncode == 0 and "os_type: linux" in done.stdout, done.stderr
        assert "x.log: log of the Linux agent" in " ".join(done.stderr.split())
    assert load_bytes({"a": archive}).vm.os_type == "linux"
