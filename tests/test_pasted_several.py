"""Texts of several people and failures: which failure is meant, and what a chat and a thread say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from backupdx import InputError, diagnose, load, load_bytes, load_data, load_text
from backupdx.cli import _cases
from backupdx.kb.codes import CODES
from backupdx.library import with_known_code
from test_pasted import COM, SNAPSHOT, zipped

FREEZE, STATUS = "UserErrorFsFreezeFailed", "UserErrorGuestAgentStatusUnavailable"
SEVERAL: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "two jobs": (f"Tonight two jobs failed: web1 with {COM}, web2 with {FREEZE}.", COM, (FREEZE,)),
    "two labels": (
        f"Job of web1\nError code: {SNAPSHOT}\n\nJob of db1\nError code: {FREEZE}\n",
        SNAPSHOT,
        (FREEZE,),
    ),
    "one of last month": (
        f"Last month we had {FREEZE}, which went away with the update. Since yesterday the backup ends with {STATUS}.",
        STATUS,
        (FREEZE,),
    ),
    "one that was solved, in German": (
        f"Die Sicherung brach ab mit {FREEZE}, das ist behoben. Heute meldet der Job {STATUS}.",
        STATUS,
        (FREEZE,),
    ),
    "the label before the mention": (f"It is like {FREEZE}.\nError code: {COM}\n", COM, ()),
    "two messages": (
        "Could not communicate with the VM agent for snapshot status.\n"
        "Snapshot operation failed due to no network connectivity on the virtual machine\n",
        SNAPSHOT,
        ("ExtensionSnapshotFailedNoNetwork",),
    ),
}


@pytest.mark.parametrize("form", SEVERAL)
def test_of_several_failures_the_one_that_is_meant_is_diagnosed_and_the_others_are_said(
    form: str, tmp_path: Path
) -> None:
    text, code, others = SEVERAL[form]
    (tmp_path / "told.txt").write_text(text, "utf-8")
    (argument,) = _cases([text], None, [], None)
    ways = {
        "argument": diagnose(argument),
        "file": diagnose(load(tmp_path / "told.txt")),
        "zip": diagnose(load_bytes({"ticket.zip": zipped(text)})),
        "mail": diagnose(load_text("Hello,\n\n" + "".join(f"> {line}\n" for line in text.splitlines()))),
    }
    for way, diagnosis in ways.items():
        assert diagnosis.case.error_code == code, way
        headline = diagnosis.headline
        told = headline is not None and headline.kind == "several_failures"
        assert told == bool(others) and all(other in headline.text for other in others if headline), (way, headline)


def test_a_list_of_codes_is_no_failure() -> None:
    codes = sorted(c.code for c in CODES if c.code.startswith("UserError"))[:9]
    case = with_known_code(load_text("These are the error codes of the page: " + ", ".join(codes)))
    assert case.error.code is None and case.error.other_codes is None


CHAT = """[24.11.26, 09:12:33] Kim: backup of web1 broke again
[24.11.26, 09:13:10] Jo Meier: which error?
[24.11.26, 09:15:02] Kim: "Could not communicate with the VM agent for snapshot status."
"""
THREAD = """From: Anna Meier <anna@contoso.example>
Sent: Tuesday, 24 November 2026 09:12
Subject: RE: RE: [INC0042137] backup failed on lnx-dms01

Hi Tom,

same as yesterday. I restarted the agent, no change.

-----Original Message-----
From: Tom Ruiz <tom@contoso.example>
Sent: Monday, 23 November 2026 17:40

The portal says:

Error Code: GuestAgentSnapshotTaskStatusError
Error Message: Could not communicate with the VM agent for snapshot status.
"""
TOLD = {
    "a chat of a phone": CHAT,
    "a chat that was exported": CHAT.replace("[", "").replace("]", " -"),
    "Teams": "[Yesterday 4:32 PM] Meier, Anna\nbackup of SQL-PRD-02 fails since the weekend\n\n"
    f"[Yesterday 4:35 PM] Ruiz, Tom\n{SNAPSHOT}\n",
    "Slack": f"anna.meier  4:32 PM\nbackup of SQL-PRD-02 fails\n:sob: 2\ntom  4:35 PM\n`{SNAPSHOT}`\n",
    "IRC": f"<kim> backup fails: {SNAPSHOT}\n<jo> on which machine?\n",
    "a thread of e-mails": THREAD,
    "OCR": "Error Code GuestAgentSnapshot\nTaskStatusError\nError Message Could not communi-\ncate with the VM agent "
    "for snapshot status.\n",
}


@pytest.mark.parametrize("form", TOLD)
def test_what_several_people_say_is_read_by_every_way_in(form: str, tmp_path: Path) -> None:
    text = TOLD[form]
    (tmp_path / "told.txt").write_text(text, "utf-8")
    cases = [load_text(text), load(tmp_path / "told.txt"), load_bytes({"ticket.zip": zipped(text)})]
    assert [with_known_code(case).error.code for case in cases] == [SNAPSHOT] * 3


def test_a_log_with_brackets_is_called_a_log() -> None:
    with pytest.raises(InputError, match="a log of 3 lines in which nothing is known"):
        load_bytes(
            {
                "x.log": b"[2026-11-24 09:12:33] Kernel: a\n[2026-11-24 09:12:34] Kernel: b error\n"
                b"[2026-11-24 09:12:35] Kernel: c\n"
            }
        )


SENT = {
    "a message of Slack": {"text": f"backup fails: {SNAPSHOT}", "user": "U123", "ts": "1234.5"},
    "an alert": {
        "schemaId": "azureMonitorCommonAlertSchema",
        "data": {
            "essentials": {"alertRule": "BackupFailure", "monitoringService": "Azure Backup"},
            "alertContext": {"Properties": {"ErrorCode": SNAPSHOT, "ErrorMessage": "Could not communicate with it."}},
        },
    },
    "a ticket": {"number": "INC1", "work_notes": [{"value": f"job says {SNAPSHOT}"}]},
}


@pytest.mark.parametrize("form", SENT)
def test_a_code_in_data_of_another_tool_is_the_failure(form: str) -> None:
    text = json.dumps(SENT[form])
    cases = [load_text(text), load_data(SENT[form]), load_bytes({"ticket.zip": zipped(text)})]
    assert [with_known_code(case).error.code for case in cases] == [SNAPSHOT] * 3


def test_a_line_of_a_log_never_gives_the_code_of_the_failure() -> None:
    line = (
        "2026-11-24T02:00:01.123Z ERROR ExtHandler ExtHandler Event: name=x, op=Enable, "
        "message=[ExtensionOperationError] Non-zero exit code: 1, /var/lib/waagent/"
        "Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9221.0/main/handle.sh -enable"
    )
    assert with_known_code(load_text(line)).error.code is None


def test_a_code_that_only_collects_is_not_taken_for_a_sentence() -> None:
    said = {
        "error": {"code": "VMRestorePointClientError", "message": "Restore Point creation failed due to COM+ error."}
    }
    case = with_known_code(load_data(said))
    assert case.error.code == COM and not any("could mean" in note for note in case.notes)


def test_what_the_portal_recommends_of_every_failure_orders_nothing() -> None:
    block = (
        "Error Code\nUserErrorGuestAgentStatusUnavailable\nError Message\nVM agent is unable to communicate with the "
    )
    block += "Azure Backup service.\n"
    advice = "Recommended Action\nEnsure the VM has network connectivity, and that VM agent is latest and running.\n"
    alone, advised = (diagnose(load_text(text)) for text in (block, block + advice))
    assert [e.cause for e in advised.explanations] == [e.cause for e in alone.explanations]
