"""Refused calls in the activity log: by policies, by locks, by open accesses, for their number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.library import diagnose, load_all, load_text

SUB = "/subscriptions/11111111-1111-1111-1111-111111111111"
GROUP = f"{SUB}/resourceGroups/AzureBackupRG_westeurope_1"
COLLECTION = f"{GROUP}/providers/Microsoft.Compute/restorePointCollections/AzureBackup_web1_17"
VM = {"vm": {"name": "web1", "resource_group": "rg", "subscription_id": SUB.split("/")[2], "location": "westeurope"}}
TAGS = (
    "Resource 'AzureBackupRG_westeurope_1' was disallowed by policy. Policy identifiers: "
    '\'[{"policyAssignment":{"name":"Require a tag on resource groups","id":"x"}}]\'.'
)


def entry(operation: str, resource: str, code: str = "", message: str = "", **more: Any) -> dict[str, Any]:
    said = json.dumps({"error": {"code": code, "message": message}})
    return {
        "eventTimestamp": "2026-11-20T02:01:00Z",
        "operationName": {"value": operation},
        "status": {"value": "Failed"},
        "resourceId": resource,
        "properties": {"statusMessage": said} if code else {},
        **more,
    }


def case_of(folder: Path, *entries: dict[str, Any], **facts: Any) -> Case:
    (folder / "log.json").write_text(json.dumps(list(entries)))
    (folder / "case.json").write_text(json.dumps({"failed_at": "2026-11-20T02:00:00Z", **VM, **facts}))
    (case,) = load_all(folder)
    return case


def test_a_denied_backup_group_tells_kind_reason_and_assignment(tmp_path: Path) -> None:
    write = "Microsoft.Resources/subscriptions/resourceGroups/write"
    case = case_of(tmp_path, entry(write, GROUP, "RequestDisallowedByPolicy", TAGS))
    known = case.known().values
    assert known["policy.denied_type"] == "resource_group"
    assert known["policy.denied_reason"] == "tag"
    assert known["policy.assignment"] == "Require a tag on resource groups"


@pytest.mark.parametrize(
    ("resource", "kind"),
    [
        (
            f"{SUB}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web1/extensions/VMSnapshot",
            "extension",
        ),
        (COLLECTION, "collection"),
    ],
)
def test_what_was_denied_is_told_by_its_id(resource: str, kind: str, tmp_path: Path) -> None:
    deny = entry("Microsoft.Authorization/policies/deny/action", resource)
    assert case_of(tmp_path, deny).known().values["policy.denied_type"] == kind


def test_a_denial_of_a_team_of_its_own_group_is_none_of_the_backup(tmp_path: Path) -> None:
    write = "Microsoft.Resources/subscriptions/resourceGroups/write"
    text = "Resource 'rg-web' was disallowed by policy."
    denied = entry(write, f"{SUB}/resourceGroups/rg-web", "RequestDisallowedByPolicy", text, caller="ann@example.com")
    assert "policy.denied_type" not in case_of(tmp_path, denied).known().values


@pytest.mark.parametrize(
    ("code", "fact"),
    [("ScopeLocked", "locks.refused_cleanup"), ("DiskRestorePointUsedByCustomer", "restore_points.access_open")],
)
def test_a_refused_deletion_of_the_vms_points_tells_why(code: str, fact: str, tmp_path: Path) -> None:
    delete = "Microsoft.Compute/restorePointCollections/restorePoints/delete"
    mine = entry(delete, f"{COLLECTION}/restorePoints/p1", code, "no")
    assert case_of(tmp_path, mine).known().values[fact] is True
    other = entry(delete, f"{COLLECTION}/restorePoints/p1".replace("web1", "db7"), code, "no")
    assert fact not in case_of(tmp_path, other).known().values


def test_a_refused_deletion_without_its_resource_is_known_by_the_scope_in_its_answer() -> None:
    delete = "Microsoft.Compute/restorePointCollections/restorePoints/delete"
    said = f"The scope '{COLLECTION}/restorePoints/p1' cannot perform delete operation because following scope(s) are "
    mine = entry(delete, f"{COLLECTION}/restorePoints/p1", "ScopeLocked", f"{said}locked: '{SUB}'.")
    del mine["resourceId"]
    assert load_text(json.dumps(mine)).locks.refused_cleanup is True


def test_a_failed_write_of_a_point_that_is_pasted_alone_is_the_failure() -> None:
    write = "Microsoft.Compute/restorePointCollections/restorePoints/write"
    mine = entry(write, "", "OperationNotAllowed", "Operation is not allowed on VM 'v' since the VM is generalized.")
    del mine["resourceId"]
    assert diagnose(load_text(json.dumps(mine))).explanations[0].cause == "vm-generalized"


def test_a_lock_that_is_gone_is_confirmed_by_what_it_refused(tmp_path: Path) -> None:
    delete = "Microsoft.Compute/restorePointCollections/restorePoints/delete"
    mine = entry(delete, f"{COLLECTION}/restorePoints/p1", "ScopeLocked", "no")
    case = case_of(tmp_path, mine, error={"code": "UserErrorRpCollectionLimitReached"}, locks={"backup_group": False})
    assert diagnose(case).verdict("rg-lock") == "confirmed"


def test_the_error_of_the_failed_point_is_read_where_the_job_only_points_on(tmp_path: Path) -> None:
    write = "Microsoft.Compute/restorePointCollections/restorePoints/write"
    said = "Operation 'Create Restore Point' is not allowed as disk(s) have not been allocated successfully."
    mine = entry(write, f"{COLLECTION}/restorePoints/p2", "OperationNotAllowed", said)
    case = case_of(tmp_path, mine, error={"code": "UserErrorCrpReportedUserError"})
    diagnosis = diagnose(case)
    assert diagnosis.first is not None and diagnosis.first.cause == "disk-not-allocated"
    agent = case_of(tmp_path, mine, error={"code": "UserErrorGuestAgentStatusUnavailable"})
    assert diagnose(agent).verdict("disk-not-allocated") != "likely"


def test_a_call_refused_for_its_number_is_a_hint_only(tmp_path: Path) -> None:
    case = case_of(tmp_path, entry("Microsoft.Compute/virtualMachines/write", f"{SUB}/x", "TooManyRequests", "wait"))
    assert case.known().values["platform.throttled"] is True
    assert diagnose(case).verdict("arm-throttled") not in ("confirmed", "likely")


def test_a_change_of_the_vm_is_told_with_who_made_it(tmp_path: Path) -> None:
    vm = f"{SUB}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web1"
    write = entry(
        "Microsoft.Compute/virtualMachines/extensions/write",
        f"{vm}/extensions/Monitor",
        status={"value": "Succeeded"},
        caller="pipeline@example.com",
    )
    backup = {**write, "resourceId": f"{vm}/extensions/VMSnapshot"}
    notes = case_of(tmp_path, write, backup).notes
    assert sum("given an extension by pipeline@example.com" in note for note in notes) == 1


def test_a_collective_code_is_read_by_its_message(tmp_path: Path) -> None:
    said = "Operation 'Create Restore Point' is not allowed on VM 'web1' since the VM is generalized."
    (tmp_path / "answer.json").write_text(json.dumps({"error": {"code": "OperationNotAllowed", "message": said}}))
    (case,) = load_all(tmp_path)
    diagnosis = diagnose(case)
    assert diagnosis.first is not None and diagnosis.first.cause == "vm-generalized"


def test_an_encryption_set_tells_its_identity_of_the_disks_that_use_it(tmp_path: Path) -> None:
    des = f"{SUB}/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/des1"
    sets = [
        {
            "id": des,
            "name": "des1",
            "type": "Microsoft.Compute/diskEncryptionSets",
            "identity": {"type": "UserAssigned"},
        }
    ]
    (tmp_path / "sets.json").write_text(json.dumps(sets))
    disks = {"attached": [{"name": "d", "encryption_set": des.upper(), "sku": "UltraSSD_LRS"}]}
    case = case_of(tmp_path, entry("x/y", "z"), disks=disks)
    assert case.known().values["des.identity"] == "user"
