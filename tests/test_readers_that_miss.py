"""What readers of Azure's answers missed or took wrongly, each on an answer in the shape of a real one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.readers.loading import load_paths
from backupdx.readers.node import parsed_time
from readings import facts, findings, one, seen

ID = "/subscriptions/s-1/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/till"


def vm(*codes: str, **more: Any) -> dict[str, Any]:
    """A VM with an instance view whose agent is not ready."""
    return {
        "id": ID,
        "name": "till",
        "type": "Microsoft.Compute/virtualMachines",
        "instanceView": {
            "vmAgent": {"statuses": [{"code": "ProvisioningState/Unavailable", "displayStatus": "Not Ready"}]},
            "statuses": [{"code": code} for code in codes],
        },
        **more,
    }


def test_an_agent_that_had_no_time_to_start_is_not_silent() -> None:
    running = ("ProvisioningState/succeeded", "PowerState/running")
    assert facts(vm(*running))["agent.status"] == "not_ready"
    setting_up = one(vm("ProvisioningState/succeeded/osProvisioningInProgress", "PowerState/running"))
    assert "agent.status" not in setting_up.facts
    assert "had no time to start" in setting_up.notes[0]
    done = vm("ProvisioningState/succeeded/osProvisioningComplete", "PowerState/running")
    assert facts(done)["agent.status"] == "not_ready"


def test_a_name_that_is_too_long_is_said_to_be_left_out() -> None:
    found = one(vm("PowerState/running", name="x" * 501, friendlyName="y" * 500))
    assert [note for note in found.notes if "501 characters" in note and "left out" in note]
    assert not [note for note in found.notes if "500 characters" in note]


POINT = {
    "id": "/Subscriptions/s-1/resourceGroups/shop/providers/Microsoft.RecoveryServices/vaults/v/backupFabrics/Azure/"
    "protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;till/protectedItems/VM;iaasvmcontainerv2;shop;till/"
    "recoveryPoints/1",
    "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints",
    "properties": {
        "objectType": "IaasVMRecoveryPoint",
        "recoveryPointType": "AppConsistent",
        "recoveryPointTime": "2025-12-18T14:22:29Z",
        "isSourceVMEncrypted": True,
        "virtualMachineSize": "Standard_DS1_v2",
        "securityType": "TrustedLaunch",
        "osType": "Linux",
    },
}


def test_a_recovery_point_tells_of_its_vm() -> None:
    found = facts([POINT])
    assert (found["vm.os_type"], found["vm.size"], found["vm.security_type"]) == (
        "linux",
        "Standard_DS1_v2",
        "trusted_launch",
    )
    assert found["disks.encrypted"] is True
    assert (
        facts([{**POINT, "properties": {**POINT["properties"], "isSourceVMEncrypted": False}}])["disks.encrypted"]
        is False
    )


@pytest.mark.parametrize("text", ["1970-01-01T00:00:00Z", "1601-01-01T00:00:00Z", "/Date(0)/", "0001-01-01T00:00:00"])
def test_a_time_that_was_never_set_is_none(text: str) -> None:
    assert parsed_time(text) is None
    assert parsed_time("1971-01-01T00:00:00Z") is not None


ITEM = {
    "id": "/Subscriptions/s-1/resourceGroups/shop/providers/Microsoft.RecoveryServices/vaults/v/backupFabrics/Azure/"
    "protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;till/protectedItems/VM;iaasvmcontainerv2;shop;till",
    "name": "VM;iaasvmcontainerv2;shop;till",
    "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
    "properties": {
        "sourceResourceId": ID,
        "friendlyName": "till",
        "protectionState": "Protected",
        "healthStatus": "ActionRequired",
        "lastBackupStatus": "Completed",
        "lastBackupTime": "2025-12-18T22:00:00Z",
        "healthDetails": [
            {
                "code": 400153,
                "title": "UserErrorGuestAgentStatusUnavailable",
                "message": "The VM agent did not report.",
                "recommendations": [],
            }
        ],
    },
}


def case_of(folder: Path, *answers: Any) -> Case:
    """The one case that these answers form."""
    for n, answer in enumerate(answers):
        (folder / f"{n}.json").write_text(json.dumps(answer), encoding="utf-8")
    (case,) = load_paths([folder]).cases
    return case


def test_what_the_pre_check_found_did_not_fail_the_backup_that_completed(tmp_path: Path) -> None:
    case = case_of(tmp_path, [ITEM])
    assert case.error.code == "UserErrorGuestAgentStatusUnavailable"
    assert case.failed_at is None
    failed = {**ITEM, "properties": {**ITEM["properties"], "lastBackupStatus": "Failed"}}
    assert case_of(tmp_path, [failed]).failed_at == datetime(2025, 12, 18, 22, tzinfo=UTC)


def job(name: str, status: str, started: str, ended: str) -> dict[str, Any]:
    """A job of the vault."""
    return {
        "name": name,
        "type": "Microsoft.RecoveryServices/vaults/backupJobs",
        "id": f"/subscriptions/s-1/resourceGroups/shop/providers/Microsoft.RecoveryServices/vaults/v/backupJobs/{name}",
        "properties": {
            "jobType": "AzureIaaSVMJob",
            "entityFriendlyName": "till",
            "operation": "Backup",
            "status": status,
            "startTime": f"2025-12-18T{started}:00Z",
            "endTime": f"2025-12-18T{ended}:00Z",
            "errorDetails": [{"errorCode": 400001, "errorString": "Another operation is running."}]
            if status == "Failed"
            else None,
        },
    }


@pytest.mark.parametrize(("started", "later"), [("22:05", None), ("22:20", True), ("21:50", None)])
def test_a_job_that_ran_across_the_failure_is_no_later_backup(started: str, later: bool | None, tmp_path: Path) -> None:
    failed = job("a", "Failed", "22:00", "22:10")
    case = case_of(tmp_path, vm("PowerState/running"), [failed, job("b", "Completed", started, "23:00")])
    assert case.failed_at is not None
    known = {fact: observation.value for fact, observation in case.observations().items()}
    assert known.get("backup.later_completed") is later


VAULT = {
    "id": "/subscriptions/s-1/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-shop",
    "name": "kv-shop",
    "resourceGroup": "keys",
    "type": "Microsoft.KeyVault/vaults",
    "properties": {"vaultUri": "https://kv-shop.vault.azure.net/", "accessPolicies": []},
}


def test_the_only_key_vault_that_was_shown_fills_its_name(tmp_path: Path) -> None:
    known = seen(tmp_path, vm("PowerState/running"), VAULT)
    assert (known["keyvault.name"], known["keyvault.resource_group"]) == ("kv-shop", "keys")
    assert "keyvault.backup_has_access" not in known  # that it is the vault of the disks, nothing says
    other = {**VAULT, "id": VAULT["id"] + "2", "name": "kv-shop2"}  # type: ignore[operator]
    assert "keyvault.name" not in seen(tmp_path, vm("PowerState/running"), [VAULT, other])


LOG = "2025-06-03T17:{}Z {} {}\n"
START = LOG.format("36:50.485596", "INFO", "Daemon Daemon Azure Linux Agent Version: 2.9.1.1")
ANSWERS = LOG.format("36:51.485596", "INFO", "Daemon Daemon Fabric preferred wire protocol version:2015-04-05")
SETTINGS = LOG.format(
    "36:52.485596", "INFO", "ExtHandler ExtHandler ProcessExtensionsGoalState completed [etag_138 82 ms]"
)
FAILS = "".join(
    LOG.format(f"{minute}:00.000000", "WARNING", "ExtHandler ExtHandler [HttpError] [HTTP Failed] GET "
               "http://168.63.129.16/machine/?comp=goalstate -- IOError timed out")
    for minute in range(40, 46)
)  # fmt: skip


def test_the_agents_log_tells_which_ports_were_open_at_a_good_start() -> None:
    good = facts(START + ANSWERS + SETTINGS, "log of the Linux agent")
    assert (good["network.port_80"], good["network.port_32526"]) == (True, True)
    assert "network.port_80" not in facts(START + ANSWERS + FAILS, "log of the Linux agent")
    assert "network.port_80" not in facts(START, "log of the Linux agent")


def test_an_answer_of_resource_graph_without_rows_is_empty(tmp_path: Path) -> None:
    for answer in (
        {"count": 0, "data": [], "skip_token": None, "total_records": 0},
        {"tables": [{"columns": [], "rows": []}]},
    ):
        (tmp_path / "graph.json").write_text(json.dumps(answer), encoding="utf-8")
        (tmp_path / "vm.json").write_text(json.dumps(vm("PowerState/running")), encoding="utf-8")
        loaded = load_paths([tmp_path])
        assert {Path(report.file).name: report.status for report in loaded.files} == {
            "graph.json": "ignored",
            "vm.json": "read",
        }
    assert findings(vm("PowerState/running"))
