"""The readers of recovery points and of the backup status, on small answers of our own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from azure_samples import VAULT, status
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
    assert set(finding.facts) == {"vm.name", "vm.resource_group"}
