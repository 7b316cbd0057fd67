"""Lists that mix kinds, come in pages or show a part: Resource Graph and the like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from azure_samples import BACKUP_GROUP, FIRST, OTHERS, SECOND, VAULT, VM, VM_ID, backup_item, log_row, status
from readings import findings, one, seen
from vm_samples import agent


def test_rows_of_several_kinds_go_to_their_readers(tmp_path: Path) -> None:
    job = {
        "id": f"{VAULT}/backupJobs/j",
        "name": "j",
        "type": "microsoft.recoveryservices/vaults/backupjobs",
        "properties": {
            "operation": "Backup",
            "status": "Failed",
            "dataSourceInfo": {"resourceID": VM_ID},
            "errorDetails": [{"errorTitle": "GuestAgentSnapshotTaskStatusError", "errorCode": 400039}],
        },
    }
    item = {**backup_item("Nightly"), "type": "microsoft.recoveryservices/vaults/x/protecteditems"}
    item["properties"] = {"sourceResourceId": VM_ID, "currentProtectionState": "ProtectionStopped"}
    data = [VM, job, item, {"id": "x", "type": "microsoft.web/sites"}]
    known = seen(tmp_path, {"count": 4, "data": data, "skip_token": None, "total_records": 4})
    assert known["error.code"] == "GuestAgentSnapshotTaskStatusError"
    assert known["backup.protection_state"] == "stopped"
    columns = ["id", "name", "type", "properties"]
    rows = [[row.get(column) for column in columns] for row in data[1:3]]
    table = {"columns": [{"name": c, "type": "string"} for c in columns], "rows": rows}
    found = findings({"totalRecords": 2, "data": table})
    assert found[0].places["error.code"] == "data.rows[0].properties.errorDetails[0].errorTitle"
    assert found[1].facts["backup.protection_state"] == "stopped"


def extension(name: str, state: str) -> dict[str, Any]:
    return {
        "id": f"{VM_ID}/extensions/{name}",
        "name": name,
        "publisher": "P",
        "typePropertiesType": name,
        "provisioningState": state,
        "type": "Microsoft.Compute/virtualMachines/extensions",
    }


def disk(size: int) -> dict[str, Any]:
    return {"name": "d", "type": "Microsoft.Compute/disks", "managedBy": VM_ID, "diskSizeGB": size}


@pytest.mark.parametrize(
    "wrap",
    [lambda rows: {"count": 9, "data": rows}, lambda rows: {"value": rows, "nextLink": "https://x"}],
)
def test_a_part_of_a_list_proves_presence_not_absence(wrap: Any, tmp_path: Path) -> None:
    well = seen(tmp_path, wrap([extension("A", "Succeeded"), extension("B", "Succeeded")]))
    assert "extensions.failed" not in well
    failed = seen(tmp_path, wrap([extension("A", "Failed"), extension("B", "Succeeded")]))
    assert failed["extensions.failed"] == ("A",)
    assert "disks.largest_gb" not in seen(tmp_path, VM, wrap([disk(30), disk(40)]))


def test_pages_one_after_another_are_one_list(tmp_path: Path) -> None:
    pages = [
        {"value": [extension("A", "Succeeded")], "nextLink": "https://x"},
        {"value": [extension("B", "Succeeded")]},
    ]
    assert seen(tmp_path, pages)["extensions.failed"] == ()
    assert findings(pages)[0].places["extensions.installed"] == "[0].value, [1].value"


def test_states_of_extensions_and_disks_are_none_of_the_vm() -> None:
    state = {"code": "ProvisioningState/failed/1", "displayStatus": "Provisioning failed"}
    extensions = [{"name": "A", "type": "P.A", "typeHandlerVersion": "1", "statuses": [state]}]
    finding = one(extensions)
    assert set(finding.facts) == {"extensions.installed"}
    assert finding.facts["extensions.installed"][0]["state"] == "failed"
    assert one(extensions[0]).facts == {"extensions.failed": ("A",)}
    with pytest.raises(Exception, match="is not recognised"):
        findings([{"name": "disk", "statuses": [state]}])


def recovery_point(vm: str) -> dict[str, Any]:
    arm_id = f"{VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/VM;iaasvmcontainerv2;shop;{vm}"
    point = {"recoveryPointType": "AppConsistent", "recoveryPointTime": "2026-07-24T20:00:00Z"}
    return {"id": f"{arm_id}/recoveryPoints/1", "name": "1", "properties": point}


def restore_point(collection: str) -> dict[str, Any]:
    return {"id": f"{BACKUP_GROUP}/providers/x/restorePointCollections/{collection}/restorePoints/p", "name": "p"}


def check(vm: str) -> dict[str, Any]:
    container = f"iaasvmcontainer;iaasvmcontainerv2;shop;{vm}"
    return {"status": "Failed", "errorCode": "X", "containerName": container, "protectedItemName": vm}


def log_item(vm: str) -> dict[str, Any]:
    told = {
        "BackupItemUniqueId": f"westeurope;1;VM;iaasvmcontainerv2;shop;{vm}",
        "TimeGenerated": "2026-07-24T20:00:00Z",
    }
    return {**told, "OperationName": "BackupItem", "BackupItemProtectionState": "Protected"}


@pytest.mark.parametrize(
    "rows",
    [
        [status("NotProtected"), status("Protected", vaultId=VAULT)],
        [check("till"), check("scale")],
        [recovery_point("till"), recovery_point("scale")],
        [restore_point(name) for name in (FIRST, SECOND, OTHERS)],
        [agent(), agent(version="9.9")],
        [log_row("1", "2026-07-24T20:10:00Z"), log_row("2", "2026-07-24T20:10:00Z", JobStatus="Completed")],
        [log_item("till"), log_item("scale")],
    ],
    ids=["status", "check", "recovery points", "restore points", "agents", "jobs in a log", "items in a log"],
)
def test_a_row_of_no_kind_among_others_is_passed_over(rows: list[Any]) -> None:
    alone = findings(rows)
    assert alone and alone[0].facts
    assert findings([*rows, {"what": "else"}]) == alone
