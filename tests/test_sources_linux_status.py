"""The readers of what the Linux agent and the backup extension write of themselves: status and log."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from backupdx.facts.case import Case
from readings import facts, findings

# --- status document of the agent


def handler(status: str, code: int = 0, settings: str | None = None) -> dict[str, Any]:
    told = {"status": {"status": settings, "formattedMessage": {"message": "said by it"}}}
    return {
        "handlerName": "Microsoft.Azure.RecoveryServices.VMSnapshotLinux",
        "handlerVersion": "1.0.9225.0",
        "status": status,
        "code": code,
        "formattedMessage": {"message": "said of it"},
        **({"runtimeSettingsStatus": {"settingsStatus": told}} if settings else {}),
    }


def document(*handlers: dict[str, Any], system: str = "ubuntu") -> dict[str, Any]:
    return {
        "__metadata__": {},
        "__status__": {
            "version": "1.1",
            "timestampUTC": "2025-11-24T20:58:58Z",
            "aggregateStatus": {
                "guestAgentStatus": {
                    "version": "2.15.0.1",
                    "status": "Ready",
                    "formattedMessage": {"message": "Guest Agent is running"},
                },
                "handlerAggregateStatus": list(handlers),
            },
            "guestOSInfo": {"computerName": "web01", "osName": system, "osVersion": "22.04"},
        },
    }


@pytest.mark.parametrize(
    ("handled", "state", "message"),
    [
        (handler("Ready"), "succeeded", None),
        (handler("Ready", settings="success"), "succeeded", "said by it"),
        (handler("Ready", settings="error"), "failed", "said by it"),
        (handler("NotReady", code=1007), "failed", "said of it"),
        (handler("NotReady"), "transitioning", "said of it"),
    ],
)
def test_extensions_in_the_status_of_the_agent(handled: dict[str, Any], state: str, message: str | None) -> None:
    (finding,) = findings(json.dumps(document(handled)), "status of the Linux agent")
    (row,) = finding.facts["extensions.installed"]
    assert (row["state"], row.get("message")) == (state, message)
    case = Case().with_facts(finding.facts)
    assert case.observations()["extensions.backup_state"].value == state
    assert finding.facts["agent.version"] == "2.15.0.1"
    assert (finding.host, finding.observed_at) == ("web01", datetime(2025, 11, 24, 20, 58, 58, tzinfo=UTC))


def test_an_extension_without_a_name_is_left_out() -> None:
    nameless = {**handler("NotReady", code=1007), "handlerName": ""}
    (row,) = facts(document(nameless, handler("Ready")), "status of the Linux agent")["extensions.installed"]
    assert row["type"] == "VMSnapshotLinux"
    assert "extensions.installed" not in facts(document(nameless), "status of the Linux agent")


def test_no_extensions_are_known_only_where_the_agent_is_ready() -> None:
    status = document()
    assert facts(status, "status of the Linux agent")["extensions.installed"] == ()
    status["__status__"]["aggregateStatus"]["guestAgentStatus"]["status"] = "NotReady"
    assert "extensions.installed" not in facts(status, "status of the Linux agent")


def test_other_objects_beside_a_status_are_passed_over() -> None:
    other = {"name": "something else"}
    assert facts([other, document()], "status of the Linux agent")["agent.status"] == "ready"
    found = facts([other, report("error", 121)], EXTENSION_STATUS)
    assert found["extensions.backup_code"] == "FailedRetryableFsFreezeFailed"


def test_the_document_of_the_windows_agent_is_not_taken() -> None:
    from backupdx.readers.base import Node
    from backupdx.readers.linux.agent_status import is_status

    assert is_status(Node(document()))
    assert not is_status(Node(document(system="Windows Server 2022 Datacenter")))
    bare = {"aggregateStatus": {"guestAgentStatus": {"version": "2.7.41491.1083", "status": "Ready"}}}
    assert not is_status(Node(bare))


# --- the backup extension


def report(status: str, code: int, own: str = "", message: str = "") -> dict[str, Any]:
    telemetry = [{"Key": "extErrorCode", "Value": own}] if own else []
    inner = {
        "status": {
            "name": "Microsoft.Azure.RecoveryServices.VMSnapshotLinux",
            "operation": "Enable",
            "status": status,
            "code": str(code),
            "formattedMessage": {"lang": "en-US", "message": message},
            "telemetryData": telemetry,
            "vmHealthInfo": {"vmHealthState": 1, "vmHealthStatusCode": code},
        },
        "version": "1.0",
        "timestampUTC": "/Date(1764017938000)/",
    }
    return {
        "version": "1.0",
        "timestampUTC": "2025-11-24T20:58:00Z",
        "status": {
            "name": "Microsoft.Azure.RecoveryServices.VMSnapshotLinux",
            "operation": "Enable",
            "status": "success",
            "code": str(code),
            "substatus": [{"code": "0", "status": "success", "name": json.dumps([inner])}],
        },
    }


EXTENSION_STATUS = "status of the Linux backup extension"


@pytest.mark.parametrize(
    ("status", "code", "own", "expected"),
    [
        ("error", 121, "FailedRetryableFsFreezeFailed", "FailedRetryableFsFreezeFailed"),
        ("error", 121, "", "FailedRetryableFsFreezeFailed"),
        ("error", 2, "FailedRetryableSnapshotFailedNoNetwork", "FailedRetryableSnapshotFailedNoNetwork"),
        ("success", 0, "success_appconsistent", "success_appconsistent"),
        ("success", 1, "FailedRetryableFsFreezeFailed", "success"),  # crash-consistent in the end
        ("error", 999, "", None),
    ],
)
def test_what_the_backup_extension_reports(status: str, code: int, own: str, expected: str | None) -> None:
    (finding,) = findings(json.dumps([report(status, code, own, "freeze failed")]), EXTENSION_STATUS)
    assert finding.facts.get("extensions.backup_code") == expected
    assert finding.facts["extensions.backup_message"] == "freeze failed"
    assert "extensions.backup_state" not in finding.facts  # Azure sees the outer status, which is always success
    assert finding.observed_at == datetime(2025, 11, 24, 20, 58, 58, tzinfo=UTC)


def test_a_status_that_was_written_before_the_end_tells_nothing() -> None:
    (finding,) = findings(json.dumps([report("success", 4, "", "Transitioning state in extension")]), EXTENSION_STATUS)
    assert finding.facts == {"vm.os_type": "linux"}
    assert finding.notes


def test_messages_within_messages() -> None:
    wrapped = json.dumps({"messageStr": "freeze failed for some mount", "responseType": ""})
    (finding,) = findings(json.dumps([report("error", 121, "", wrapped)]), EXTENSION_STATUS)
    assert finding.facts["extensions.backup_message"] == "freeze failed for some mount"


def test_a_message_that_only_begins_as_json_does_is_taken_as_it_is() -> None:
    cut = '{"messageStr": "freeze failed for some mo'
    found = facts([report("error", 121, "", cut)], EXTENSION_STATUS)
    assert found["extensions.backup_message"] == cut


@pytest.mark.parametrize("name", ["VMSnapshotLinux", '[{"status": {"name": "VMSnapshotLinux", "sta'])
def test_without_the_inner_report_the_outer_one_is_told(name: str) -> None:
    outer = report("error", 121, "", "freeze failed")
    outer["status"] |= {"code": "76", "formattedMessage": {"message": "snapshot failed"}}
    outer["status"]["substatus"][0]["name"] = name
    assert facts([outer], EXTENSION_STATUS) == {
        "vm.os_type": "linux",
        "extensions.backup_code": "FailedRetryableSnapshotFailedNoNetwork",
        "extensions.backup_message": "snapshot failed",
    }


EXTENSION_LOG = "log of the Linux backup extension"
PREFIX = "[Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0]"


def without_runs(text: str) -> dict[str, Any]:
    """The facts of a log of the extension, without the times of its runs."""
    return {fact: value for fact, value in facts(text, EXTENSION_LOG).items() if fact != "extensions.backup_runs"}


def extension_log(*entries: tuple[str, str]) -> str:
    return "".join(f"{time} {PREFIX}{message}\n" for time, message in entries)


def test_the_last_run_of_the_backup_extension_counts() -> None:
    log = extension_log(
        ("2025-11-23 20:58:00.100000", "Enable,success,4,Transitioning state in extension,False"),
        ("2025-11-23 20:59:00.100000", "Enable,error,76,T:S snapshot failed,False"),
        ("2025-11-24 20:58:00.100000", "Enable,success,4,Transitioning state in extension,False"),
        ("2025-11-24 20:58:30.100000", "Failed to FIFREEZE: /data/dblog"),
        ("2025-11-24 20:58:31.100000", "T:S Enable failed with error: freeze failed for some mount "
         "StatusCode.FailedRetryableFsFreezeFailed,"),
        ("2025-11-24 20:59:00.100000", "Enable,error,121,,True"),
    )  # fmt: skip
    (finding,) = findings(log, EXTENSION_LOG)
    assert finding.facts["extensions.backup_code"] == "FailedRetryableFsFreezeFailed"
    assert finding.places["extensions.backup_code"] == "line 6, 2025-11-24 20:59:00"
    assert "freeze failed for some mount" in finding.facts["extensions.backup_message"]
    assert finding.observed_at == datetime(2025, 11, 24, 20, 59, tzinfo=UTC)


def test_a_run_without_an_end_and_an_old_end() -> None:
    started = ("2025-11-24 20:58:00.100000", "Enable,success,4,Transitioning state in extension,False")
    old = ("2025-11-20 20:59:00.100000", "Enable,error,121,freeze failed,True")
    assert without_runs(extension_log(old, started)) == {"vm.os_type": "linux"}
    later = ("2025-11-24 20:58:00.100000", "Exiting current execution.")
    assert without_runs(extension_log(old, later)) == {"vm.os_type": "linux"}
    hint = ("2025-11-24 20:58:05.100000", "failed StatusCode.FailedRetryableSnapshotFailedNoNetwork,")
    (finding,) = findings(extension_log(started, hint), EXTENSION_LOG)
    assert finding.facts["extensions.backup_code"] == "FailedRetryableSnapshotFailedNoNetwork"
    assert "does not tell how this run" in finding.notes[0]


def test_a_run_that_succeeds_after_trouble() -> None:
    log = extension_log(
        ("2025-11-24 20:58:00.100000", "Enable,success,4,Transitioning state in extension,False"),
        ("2025-11-24 20:58:30.100000", "Failed to open: /mnt"),
        ("2025-11-24 20:59:00.100000", "Enable,success,1,,False"),
    )
    assert without_runs(log) == {"extensions.backup_code": "success", "vm.os_type": "linux"}


def test_a_line_with_an_impossible_time_does_not_count() -> None:
    started = ("2025-11-24 20:58:00.100000", "Enable,success,4,Transitioning state in extension,False")
    ended = ("2025-11-24 20:59:00.100000", "Enable,error,121,freeze failed,True")
    garbled = ("2025-11-31 20:59:30.100000", "Enable,success,1,,False")
    (finding,) = findings(extension_log(started, ended, garbled), EXTENSION_LOG)
    assert finding.facts["extensions.backup_code"] == "FailedRetryableFsFreezeFailed"
    assert finding.observed_at == datetime(2025, 11, 24, 20, 59, tzinfo=UTC)


# --- what the agent notes of one extension


def noted(status: str, code: int, name: str = "Microsoft.Azure.Extensions.LinuxAsm") -> dict[str, Any]:
    said = "(000003)Non-zero exit code: 14, asm-extension enable"
    return {"status": status, "code": code, "name": name, "version": "2.2.3", "extensions": [], "message": said}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (noted("NotReady", -1), {"extensions.failed": ("LinuxAsm",)}),
        (noted("NotReady", 0), {}),
        (noted("Ready", 0), {}),
        (
            noted("NotReady", 3, "Microsoft.Azure.RecoveryServices.VMSnapshotLinux"),
            {
                "extensions.backup_state": "failed",
                "extensions.backup_message": "(000003)Non-zero exit code: 14, asm-extension enable",
            },
        ),
    ],
)
def test_the_state_that_the_agent_notes_of_an_extension(row: dict[str, Any], expected: dict[str, Any]) -> None:
    kind = "state of an extension that the Linux agent notes"
    assert facts(row, kind) == {"vm.os_type": "linux", **expected}


def test_a_code_quoted_alone_is_the_extensions_code() -> None:
    """The entry of the telemetry that names the code tells it without the rest of the status."""
    quoted = json.dumps([{"Key": "extErrorCode", "Value": "FailedRetryableFsFreezeTimeout"}])
    assert facts(quoted)["extensions.backup_code"] == "FailedRetryableFsFreezeTimeout"


def test_a_quoted_answer_of_the_host_is_of_the_extensions_log() -> None:
    """Lines of the host's answer are known as the extension's without the prefix of its log."""
    answer = (
        "2026-10-22 22:49:39.187634  Info  dosnapshot responseBody: StatusCode:500, ErrorMessage: Could not find "
        "config corresponding to the Disk  - md-a1 - b2/abcd, bhsVersion:3.0.51.0\n"
    )
    told = facts(answer)
    assert told["vm.os_type"] == "linux"
    assert told["signs.host_snapshot_fails"] is True
