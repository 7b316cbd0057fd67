"""The reader of Windows events: crashes, application control, and the forms in which events come."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from readings import findings, one
from windows_log_samples import (
    CRASH,
    EVENT,
    EXPORT_CSV,
    FORMAT_LIST,
    LOCKER,
    VIEWER,
    VIEWER_CSV,
    WEVTUTIL,
    WRAPPED,
    XML,
)

EVENTS = "Windows events"
OTHER = CRASH.replace("IaaSBcdrExtension.exe", "sqlservr.exe")
AT = datetime(2025, 3, 1, 10, tzinfo=UTC)


def told(data: Any) -> dict[str, Any]:
    return {k: v for f in findings(data, EVENTS) for k, v in f.facts.items() if k != "vm.os_type"}


@pytest.mark.parametrize(
    "time",
    ["/Date(1740823200000)/", "2025-03-01T11:00:00.0000000+01:00",
     {"value": "/Date(1740823200000)/", "DisplayHint": 2, "DateTime": "Saturday, March 1, 2025 11:00:00 AM"}],
)  # fmt: skip
def test_a_crash_of_the_backup_extension(time: Any) -> None:
    crash, summary = findings([{**EVENT, "TimeCreated": time}], EVENTS)
    assert crash.facts == {"windows.backup_extension_crashed": True}
    assert (crash.observed_at, crash.host) == (AT, "web01.contoso.com")
    assert "2025-03-01 10:00:00 UTC" in crash.places["windows.backup_extension_crashed"]
    assert summary.facts == {"vm.os_type": "windows"}


@pytest.mark.parametrize(
    "event",
    [
        {**EVENT, "Message": OTHER},
        {**EVENT, "Message": OTHER + "\nFaulting module path: C:\\x\\IaaSBcdrExtension.exe"},
        {**EVENT, "Message": OTHER.replace("sqlservr.exe", "MyIaaSBcdrExtension.exe.bak")},
        {**EVENT, "Id": 1001},
        {**EVENT, "ProviderName": "Contoso"},
    ],
)
def test_other_crashes_do_not_count(event: dict[str, Any]) -> None:
    assert told([event]) == {}


def test_a_crash_of_an_earlier_day_does_not_count() -> None:
    later = {**EVENT, "Message": OTHER, "TimeCreated": "2025-03-02T10:00:01Z"}
    assert told([EVENT, later]) == {}
    assert told([later, EVENT]) == {}
    assert told([EVENT, {**later, "TimeCreated": "2025-03-02T09:59:00Z"}]) == {"windows.backup_extension_crashed": True}


def test_events_of_several_machines_are_not_held_against_one() -> None:
    assert told([EVENT, {**EVENT, "MachineName": "db01"}]) == {}


PATH = "%OSDRIVE%\\PACKAGES\\PLUGINS\\MICROSOFT.AZURE.RECOVERYSERVICES.VMSNAPSHOT\\1.0\\IAASBCDREXTENSION.EXE"
BLOCKED = {"windows.app_control_blocks_backup": True}
ENFORCED = {"signs.code_integrity_enforced": True}
AUDITED = " However, due to code integrity auditing policy, the image was allowed to load."
INTEGRITY = {**EVENT, "ProviderName": "Microsoft-Windows-CodeIntegrity"}
LOADED = (
    "Code Integrity determined that a process ({}) attempted to load {} that did not meet the Enterprise signing "
    "level requirements or violated code integrity policy."
)
EXE = "\\Device\\HarddiskVolume3\\Packages\\IaaSBcdrExtension.exe"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({**LOCKER, "Id": 8004, "Message": f"{PATH} was prevented from running."}, BLOCKED),
        ({**LOCKER, "Id": 8004, "Message": f"Die Ausführung von {PATH} wurde verhindert."}, BLOCKED),
        (
            {**LOCKER, "Id": 8003, "Message": f"{PATH} was allowed to run but would have been prevented from running."},
            {},
        ),
        ({**LOCKER, "Id": 8002, "Message": f"{PATH} was allowed to run."}, {}),
        ({**LOCKER, "Id": 8004, "Message": "%OSDRIVE%\\X.EXE was prevented from running."}, {}),
        ({**INTEGRITY, "Id": 3077, "Message": LOADED.format("\\x\\svchost.exe", EXE)}, BLOCKED | ENFORCED),
        ({**INTEGRITY, "Id": 3077, "Message": LOADED.format(EXE, "\\x\\hook.dll")}, ENFORCED),
        ({**INTEGRITY, "Id": 3076, "Message": LOADED.format("\\x\\svchost.exe", EXE) + AUDITED}, {}),
    ],
)
def test_application_control(event: dict[str, Any], expected: dict[str, Any]) -> None:
    assert told([event]) == expected


def test_a_program_that_was_allowed_later_is_not_blocked() -> None:
    blocked = {**LOCKER, "Id": 8004, "Message": f"{PATH} was prevented from running."}
    allowed = {**LOCKER, "Id": 8002, "Message": f"{PATH} was allowed to run.", "TimeCreated": "2025-03-01T11:00:00Z"}
    assert told([allowed, blocked]) == {}
    assert told([{**allowed, "TimeCreated": "2025-03-01T09:00:00Z"}, blocked]) == BLOCKED


def test_an_agent_that_ended_by_itself_is_a_sign() -> None:
    ended = {**EVENT, "Id": 7031, "ProviderName": "Service Control Manager",
             "Message": "The Windows Azure Guest Agent service terminated unexpectedly."}  # fmt: skip
    assert told([ended]) == {"signs.agent_service_ended": True}


def test_other_signs_are_notes() -> None:
    events = [
        {**EVENT, "Id": 517, "ProviderName": "Microsoft-Windows-Backup", "Message": "The backup operation failed"},
        {**EVENT, "Id": 7031, "ProviderName": "Service Control Manager", "Message": "The Spooler service ended."},
    ]  # fmt: skip
    assert told(events) == {}
    assert len(one(events, EVENTS).notes) == 1


@pytest.mark.parametrize("form", [WEVTUTIL, VIEWER, FORMAT_LIST, WRAPPED, VIEWER_CSV, EXPORT_CSV, XML, "{0}\n"])
@pytest.mark.parametrize("ours", [True, False])
def test_the_same_event_in_every_form(form: str, ours: bool) -> None:
    message = CRASH.replace("\r\n", "\n")
    text = form.replace("{0}", message).replace("{1}", message.replace("\n", "\n               "))
    if not ours:
        text = text.replace("IaaSBcdrExtension.exe", "w3wp.exe")
    assert told(text) == ({"windows.backup_extension_crashed": True} if ours else {})
    if ours and form in (WEVTUTIL, XML):
        assert findings(text, EVENTS)[0].observed_at == AT
        assert findings(text, EVENTS)[0].host == "web01"
    elif ours:
        assert findings(text, EVENTS)[0].observed_at is None


def test_a_table_that_cuts_the_name_off_proves_nothing() -> None:
    text = WRAPPED.replace("IaaSBcdrExtension.exe,\n", "IaaSBcdrE...\n").rpartition("    ")[0].rstrip() + "\n"
    assert told(text) == {}


def test_applocker_and_code_integrity_as_xml() -> None:
    locker = XML.replace("Application Error", "Microsoft-Windows-AppLocker").replace("1000", "8004")
    locker = locker.replace("<Data>IaaSBcdrExtension.exe</Data>", "")
    locker = locker.replace("<EventData>", f"<UserData><R><FilePath>{PATH}</FilePath></R></UserData><EventData>")
    assert told(locker) == BLOCKED
    integrity = XML.replace("Application Error", "Microsoft-Windows-CodeIntegrity").replace("1000", "3077")
    assert told(integrity) == {}
    assert told(integrity.replace("<Data>IaaS", '<Data Name="File Name">\\x\\IaaS')) == BLOCKED
    assert told(integrity.replace("<Data>IaaS", '<Data Name="Process Name">\\x\\IaaS')) == {}


def test_what_an_event_leaves_empty_keeps_its_place() -> None:
    assert told(XML.replace("<Data>IaaS", "<Data></Data><Data>IaaS")) == {}
    assert told(XML.replace("<Data>1.0.9.0</Data>", "<Data></Data>")) == {"windows.backup_extension_crashed": True}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("was prevented from running.", BLOCKED),
        ("was allowed to run but would have been prevented from running if the policy were enforced.", {}),
        ("was allowed to run.", {}),
    ],
)
def test_the_words_of_applocker_alone(words: str, expected: dict[str, Any]) -> None:
    text = f"{PATH} {words}\n"
    assert told(text) == expected
    assert any("only audited" in note for note in findings(text, EVENTS)[-1].notes) is ("would have" in words)


SLOW = "The shadow copy provider timed out while holding writes to the volume."


@pytest.mark.parametrize(("lines", "read"), [(100, True), (250, False)])
def test_of_a_long_description_only_the_beginning_is_read(lines: int, read: bool) -> None:
    text = WEVTUTIL.replace("{0}", "x\n" * lines + SLOW).replace("Fault bucket , type 0", CRASH)
    text = text.replace("1001", "1000").replace("Windows Error Reporting", "Application Error")
    crashed = {"windows.backup_extension_crashed": True}
    assert told(text) == (crashed | {"windows.shadow_copy_timed_out": True} if read else crashed)


@pytest.mark.parametrize(("lines", "read"), [(50, True), (100, False)])
def test_of_a_long_value_in_a_list_only_the_beginning_is_read(lines: int, read: bool) -> None:
    indented = f"\n{' ' * 15}".join(["x" * 100] * lines + [SLOW])
    text = FORMAT_LIST.replace("{1}", indented) + FORMAT_LIST.replace("{1}", CRASH.partition("\r")[0])
    crashed = {"windows.backup_extension_crashed": True}
    assert told(text) == (crashed | {"windows.shadow_copy_timed_out": True} if read else crashed)


def test_a_beginning_with_nothing_behind_it_is_no_event() -> None:
    text = WEVTUTIL.replace("{0}", "nothing of note") + "\nEvent[2]:\n"
    assert one(text, EVENTS).notes == ["2 event(s) of Windows, none about the backup extension or the agent"]


def test_machines_beyond_the_first_ones_are_passed_over() -> None:
    events = [{**EVENT, "MachineName": f"web{n}", "Message": OTHER} for n in range(60)]
    assert [f.host for f in findings(events, EVENTS)] == [f"web{n}" for n in range(50)]


def test_events_that_are_all_errors_are_no_excerpt() -> None:
    blocked = {**LOCKER, "Id": 8004, "Message": f"{PATH} was prevented from running.", "LevelDisplayName": "Error"}
    assert told([blocked]) == BLOCKED
