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
        ({**INTEGRITY, "Id": 3077, "Message": LOADED.format("\\x\\svchost.exe", EXE)}, BLOCKED),
        ({**INTEGRITY, "Id": 3077, "Message": LOADED.format(EXE, "\\x\\hook.dll")}, {}),
        ({**INTEGRITY, "Id": 3076, "Message": LOADED.format("\\x\\svchost.exe", EXE)}, {}),
    ],
)
def test_application_control(event: dict[str, Any], expected: dict[str, Any]) -> None:
    assert told([event]) == expected


def test_a_program_that_was_allowed_later_is_not_blocked() -> None:
    blocked = {**LOCKER, "Id": 8004, "Message": f"{PATH} was prevented from running."}
    allowed = {**LOCKER, "Id": 8002, "Message": f"{PATH} was allowed to run.", "TimeCreated": "2025-03-01T11:00:00Z"}
    assert told([allowed, blocked]) == {}
    assert told([{**allowed, "TimeCreated": "2025-03-01T09:00:00Z"}, blocked]) == BLOCKED


def test_other_signs_are_notes() -> None:
    events = [
        {**EVENT, "Id": 7031, "ProviderName": "Service Control Manager",
         "Message": "The Windows Azure Guest Agent service terminated unexpectedly."},
        {**EVENT, "Id": 517, "ProviderName": "Microsoft-Windows-Backup", "Message": "The backup operation failed"},
        {**EVENT, "Id": 7031, "ProviderName": "Service Control Manager", "Message": "The Spooler service ended."},
    ]  # fmt: skip
    assert told(events) == {}
    assert len(one(events, EVENTS).notes) == 2


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
