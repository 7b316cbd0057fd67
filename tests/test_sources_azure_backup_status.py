"""The readers of recovery points and of the backup status, on small answers of our own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from azure_samples import VAULT, status
from backupdx.library import load_data, reason
from readings import one


@pytest.mark.parametrize("tiers", [[{"type": 1, "status": 1}], [{"type": "InstantRP", "status": "Valid"}]])
def test_recovery_points_prove_a_backup_and_count_nothing(tiers: Any) -> None:
    arm_id = f"{VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/VM;iaasvmcontainerv2;Shop;till"
    point = {
        "id": f"{arm_id}/recoveryPoints/1",
        "name": "1",
        "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints",
        "properties": {
            "objectType": "IaasVMRecoveryPoint",
            "recoveryPointTime": "2026-07-24T20:00:00.123Z",
            "recoveryPointTierDetails": tiers,
        },
    }
    finding = one({"value": [point] * 20})
    assert finding.facts == {
        "vm.name": "till",
        "vm.resource_group": "Shop",
        "backup.first_backup_done": True,
        "backup.vault": "Strongbox",
        "backup.vault_resource_group": "Safe",
    }
    assert "20 recovery point(s)" in finding.notes[0]


def test_backup_status() -> None:
    assert one(status("NotProtected")).facts["backup.protection_state"] == "not_protected"
    known = one(status("Protected", vaultId=VAULT, policyName="Nightly"))
    assert known.facts["backup.vault"] == "Strongbox"
    assert "backup.protection_state" not in known.facts  # protection may have been stopped
    assert "backup.protection_state" not in one(status("ProtectionFailed")).facts


@pytest.mark.parametrize("text", [VAULT, json.dumps(VAULT) + "\n"])
def test_check_vm_prints_the_id_of_the_vault(text: str) -> None:
    assert one(text).facts == {"backup.vault": "Strongbox", "backup.vault_resource_group": "Safe"}


def test_the_check_before_protection_is_no_failed_backup() -> None:
    item = "vm;iaasvmcontainerv2;shop;till"
    container = "iaasvmcontainer;iaasvmcontainerv2;shop;till"
    finding = one({"status": "Failed", "errorCode": "X", "containerName": container, "protectedItemName": item})
    assert set(finding.facts) == {"vm.name", "vm.resource_group", "backup.refusal_code"}
    passed = one({"status": "Succeeded", "errorCode": "Success", "containerName": container, "protectedItemName": item})
    assert set(passed.facts) == {"vm.name", "vm.resource_group"}


REFUSAL = {
    "status": "Failed",
    "errorCode": "UserErrorVmVaultLocationMismatch",
    "errorMessage": "Virtual machine and vault are in different region.",
    "recommendation": "Use a vault of that region.",
    "containerName": "iaasvmcontainer;iaasvmcontainerv2;shop;till",
    "protectedItemName": "vm;iaasvmcontainerv2;shop;till",
}


def test_a_refusal_is_diagnosed_as_enabling_where_no_failure_is_told() -> None:
    case = load_data(REFUSAL)
    found = reason(case)
    assert found.case.error.operation == "enable"
    assert found.diagnosis().explanations[0].cause == "vault-region-mismatch"


def test_a_refusal_says_nothing_of_a_job_that_failed() -> None:
    case = load_data(REFUSAL).with_facts({"error.code": "ExtensionSnapshotFailedCOM"})
    assert reason(case).case.error.code == "ExtensionSnapshotFailedCOM"
    assert reason(case).case.error.operation is None


def test_a_failed_protection_tells_its_code() -> None:
    told = one(status("ProtectionFailed", errorCode="BMSUserErrorObjectLocked", errorMessage="busy")).facts
    assert told["backup.refusal_code"] == "BMSUserErrorObjectLocked"
