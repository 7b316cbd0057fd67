"""The readers of what Azure answers about backups beyond VM, jobs and items, on small answers of our own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from backupdx import diagnose, load
from backupdx.facts.case import Case, validated
from backupdx.facts.content import of_bytes
from backupdx.facts.loading import load_paths, read_content
from backupdx.facts.sources.base import Finding
from backupdx.facts.summaries_azure import RESTORE_POINTS
from backupdx.kb import limits

S = "/subscriptions/s-1"
VM_ID = f"{S}/resourceGroups/Shop/providers/Microsoft.Compute/virtualMachines/till"
OTHER_VM = f"{S}/resourceGroups/Shop/providers/Microsoft.Compute/virtualMachines/scale"
VAULT = f"{S}/resourceGroups/Safe/providers/Microsoft.RecoveryServices/vaults/Strongbox"
BACKUP_GROUP = f"{S}/resourceGroups/AzureBackupRG_westeurope_1"
VM = {
    "id": VM_ID,
    "name": "till",
    "resourceGroup": "SHOP",
    "location": "westeurope",
    "type": "Microsoft.Compute/virtualMachines",
    "hardwareProfile": {"vmSize": "Standard_B2s"},
    "storageProfile": {"osDisk": {"name": "c", "osType": "Linux"}},
}


def findings(data: Any) -> list[Finding]:
    """What is found in an answer (a text as it is, other data as JSON); each fact is one that a case can have."""
    text = data if isinstance(data, str) else json.dumps(data)
    located, _ = read_content(of_bytes(text.encode("utf-8", "surrogatepass"), "x"))
    for entry in located:
        Case().with_facts(entry.finding.facts)
        assert set(entry.finding.places) == set(entry.finding.facts)
    return [entry.finding for entry in located]


def one(data: Any) -> Finding:
    (finding,) = findings(data)
    return finding


def seen(folder: Path, *answers: Any) -> dict[str, Any]:
    """What is known of the one case that these answers form, summaries included."""
    for n, answer in enumerate(answers):
        text = answer if isinstance(answer, str) else json.dumps(answer)
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    (case,) = load_paths([folder]).cases
    return {fact: observation.value for fact, observation in case.observations().items()}


# --- restore points


def collection(name: str, points: int | None = None, source: str | None = VM_ID, group: str = BACKUP_GROUP) -> Any:
    made: dict[str, Any] = {
        "id": f"{group}/providers/Microsoft.Compute/restorePointCollections/{name}",
        "name": name,
        "type": "Microsoft.Compute/restorePointCollections",
        "location": "westeurope",
        "provisioningState": "Succeeded",
    }
    if source:
        made["properties"] = {"source": {"id": source, "location": "westeurope"}, "restorePointCollectionId": "x"}
    if points is not None:
        made["properties"]["restorePoints"] = [
            {
                "id": f"{made['id']}/restorePoints/p{n}",
                "name": f"p{n}",
                "properties": {"provisioningState": "Succeeded"},
            }
            for n in range(points)
        ]
    return made


FIRST, SECOND, OTHERS = "AzureBackup_till_111", "AzureBackup_till_222", "AzureBackup_scale_333"
LISTED = {"value": [collection(FIRST), collection(SECOND), collection(OTHERS, source=OTHER_VM)]}


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        ([LISTED], None),  # a list does not show points
        ([collection(FIRST)], None),  # nor does `show` without --restore-points
        ([collection(FIRST, 17)], None),  # there may be other collections
        ([collection(FIRST, 18)], 18),  # more cannot be needed to reach the limit
        ([LISTED, collection(FIRST, 10)], None),  # the second one was not shown
        ([LISTED, collection(FIRST, 19)], 19),
        ([LISTED, collection(FIRST, 10), collection(SECOND, 9), collection(OTHERS, 30, OTHER_VM)], 19),
        ([LISTED, collection(FIRST, 10), collection(SECOND, 0)], 10),
        ([[collection(FIRST, 4), collection(SECOND, 5)]], 9),  # a list that shows points
        ([[collection(FIRST, source=None), collection(SECOND, source=None)], collection(FIRST, 5)], None),
        ([{"value": [collection(FIRST)], "nextLink": "https://x"}, collection(FIRST, 5)], None),
        ([{"count": 1, "data": [collection(FIRST)]}, collection(FIRST, 5)], None),  # a query may have chosen
    ],
)
def test_restore_points_are_counted_only_where_all_are_known(answers: list[Any], count: Any, tmp_path: Path) -> None:
    assert seen(tmp_path, VM, *answers).get("restore_points.count") == count


def test_the_limit_is_that_of_the_knowledge_base() -> None:
    assert limits.RESTORE_POINTS.value == RESTORE_POINTS


def test_points_that_are_being_deleted_do_not_count(tmp_path: Path) -> None:
    shown = collection(FIRST, 18)
    shown["properties"]["restorePoints"][0]["properties"]["provisioningState"] = "Deleting"
    assert "restore_points.count" not in seen(tmp_path, VM, shown)


def test_collections_and_their_group(tmp_path: Path) -> None:
    known = seen(tmp_path, VM, LISTED)
    assert known["restore_points.collections"] == (FIRST, SECOND)
    assert known["restore_points.resource_group"] == "AzureBackupRG_westeurope_1"


@pytest.mark.parametrize(("own", "backups", "count"), [(20, 5, None), (5, 20, 25), (5, 5, 10)])
def test_the_users_own_points_do_not_prove_that_the_limit_is_reached(
    own: int, backups: int, count: Any, tmp_path: Path
) -> None:
    mine = collection("nightly", own, group=f"{S}/resourceGroups/Shop")
    assert seen(tmp_path, VM, [mine, collection(FIRST, backups)]).get("restore_points.count") == count


def test_the_users_own_collections_do_not_tell_the_group(tmp_path: Path) -> None:
    own = collection("nightly", 3, group=f"{S}/resourceGroups/Shop")
    known = seen(tmp_path, VM, own)
    assert "restore_points.resource_group" not in known
    assert "restore_points.collections" not in known


@pytest.mark.parametrize(("location", "group"), [("West Europe", "AzureBackupRG_westeurope_1"), ("northeurope", None)])
def test_a_list_of_resources_tells_the_group_by_name_and_region(location: str, group: Any, tmp_path: Path) -> None:
    resources = [collection(FIRST, source=None), collection(OTHERS, source=None)]
    known = seen(tmp_path, {**VM, "location": location}, resources)
    assert known.get("restore_points.resource_group") == group
    assert "restore_points.collections" not in known  # a VM of the same name may exist: commands delete these


def test_a_single_restore_point_counts_nothing() -> None:
    arm_id = f"{BACKUP_GROUP}/providers/Microsoft.Compute/restorePointCollections/{FIRST}"
    finding = one({"id": f"{arm_id}/restorePoints/p1", "name": "p1", "properties": {"sourceMetadata": {"vmId": "x"}}})
    assert finding.vm is not None
    assert finding.vm.name == "till"
    (row,) = finding.facts["restore_points.found"]
    assert row == {"name": FIRST, "id": arm_id, "resource_group": "AzureBackupRG_westeurope_1"}
    assert "do not tell how many" in finding.notes[0]


def test_a_lock_on_the_group_of_the_collections_counts_without_the_region(tmp_path: Path) -> None:
    here = {k: v for k, v in VM.items() if k != "location"}
    lock = {"id": f"{BACKUP_GROUP}/providers/Microsoft.Authorization/locks/keep", "name": "keep", "level": "ReadOnly"}
    assert "locks.backup_group" not in seen(tmp_path, here, [lock])
    assert seen(tmp_path, here, [lock], LISTED)["locks.backup_group"] is True


# --- key vaults

KV = f"{S}/resourceGroups/Keys/providers/Microsoft.KeyVault/vaults/till-keys"
SERVICE = {
    "id": "0b7a",
    "appId": "262044b1-e2ce-469f-a196-69ab7ada62d3",
    "displayName": "Backup Management Service",
    "servicePrincipalType": "Application",
}
FULL = {"keys": ["Get", "list", "BACKUP"], "secrets": ["get", "List", "backup"]}


def key_vault(*policies: Any, name: str = "till-keys", rbac: bool | None = None) -> dict[str, Any]:
    return {
        "id": KV.replace("till-keys", name),
        "name": name,
        "type": "Microsoft.KeyVault/vaults",
        "properties": {"vaultUri": "x", "accessPolicies": list(policies), "enableRbacAuthorization": rbac},
    }


def policy(permissions: dict[str, list[str]], object_id: str = "0B7A", **more: Any) -> dict[str, Any]:
    return {"tenantId": "t", "objectId": object_id, "permissions": permissions, **more}


def encrypted(kek: bool = False) -> dict[str, Any]:
    """The VM with a disk whose secret, and key where there is one, is in the vault `till-keys`."""
    settings: dict[str, Any] = {"enabled": True, "diskEncryptionKey": {"secretUrl": "x", "sourceVault": {"id": KV}}}
    if kek:
        settings["keyEncryptionKey"] = {"keyUrl": "https://till-keys.vault.azure.net/keys/k/1"}
    return {**VM, "instanceView": {"disks": [{"name": "c", "encryptionSettings": [settings]}]}}


SECRETS = {"secrets": ["get", "list", "backup"]}
SAMPLE = {"keys": ["get", "list", "backup"], "secrets": ["get", "list"]}  # what the document's own sample grants


@pytest.mark.parametrize(
    ("kek", "policies", "access"),
    [
        (False, [policy(FULL)], True),
        (True, [policy(FULL)], True),
        (False, [policy({"keys": ["all"], "secrets": ["All"]})], True),
        (False, [policy(SECRETS)], True),  # no key wraps the secret, so none is needed
        (True, [policy(SECRETS)], False),
        (True, [policy(SAMPLE)], None),
        (False, [policy({"secrets": ["list"]})], False),
        (False, [policy(FULL, object_id="someone")], False),
        (False, [policy(FULL, applicationId="app")], False),  # holds only through that application
        (False, [], None),  # without policies and without a word on RBAC
    ],
)
def test_access_policies_of_the_vault_of_the_disks(kek: bool, policies: Any, access: Any, tmp_path: Path) -> None:
    other = key_vault(name="other")
    known = seen(
        tmp_path, encrypted(kek), [key_vault(*policies), other], [SERVICE, {**SERVICE, "appId": "x", "id": "y"}]
    )
    assert known.get("keyvault.backup_has_access") is access
    assert known["keyvault.name"] == "till-keys"
    assert known["keyvault.resource_group"] == "Keys"
    assert known["disks.encrypted"] is True


NOBODY = key_vault(policy(FULL, object_id="someone"))


@pytest.mark.parametrize(
    "answers",
    [
        [encrypted(), NOBODY],  # which object id is the service's is not known
        [VM, NOBODY, SERVICE],  # that the VM's keys are in this vault is not known
        [encrypted(), key_vault(policy(FULL, object_id="someone"), name="other"), SERVICE],
        [encrypted(), {"id": KV, "name": "till-keys", "type": "Microsoft.KeyVault/vaults"}, SERVICE],  # a bare list
        [encrypted(), [policy(FULL, object_id="someone")], SERVICE],  # policies of an unnamed vault
        [encrypted(), key_vault(rbac=True), SERVICE],  # a role may be inherited, or be a custom one
    ],
)
def test_no_access_is_never_said_without_proof(answers: list[Any], tmp_path: Path) -> None:
    assert "keyvault.backup_has_access" not in seen(tmp_path, *answers)


def role(name: str, scope: str, **more: Any) -> dict[str, Any]:
    return {
        "principalId": "0b7a",
        "principalType": "ServicePrincipal",
        "roleDefinitionName": name,
        "scope": scope,
        **more,
    }


ADMINISTRATOR = "/providers/Microsoft.Authorization/RoleDefinitions/00482a5a-887f-4fb3-b363-3b7fe8e74483"


@pytest.mark.parametrize(
    ("roles", "access"),
    [
        ([role("Key Vault Administrator", KV)], True),
        ([role("Key Vault Administrator", f"{S}/resourceGroups/keys")], True),
        ([role("", S, roleDefinitionId=ADMINISTRATOR)], True),
        ([role("Key Vault Secrets Officer", KV), role("Key Vault Crypto Officer", S)], True),
        ([role("Key Vault Secrets Officer", KV)], None),
        ([role("Key Vault Administrator", KV, principalId="someone")], None),
        ([role("Key Vault Administrator", f"{KV}2")], None),
        ([role("Key Vault Reader", KV)], None),
    ],
)
def test_roles_can_prove_access_but_not_that_there_is_none(roles: list[Any], access: Any, tmp_path: Path) -> None:
    known = seen(tmp_path, encrypted(), key_vault(rbac=True), SERVICE, roles)
    assert known.get("keyvault.backup_has_access") is access
    assert known["keyvault.uses_rbac"] is True


def test_the_object_id_is_found_in_role_assignments_and_in_display_names(tmp_path: Path) -> None:
    assigned = role("Key Vault Administrator", KV, principalName="262044b1-e2ce-469f-a196-69ab7ada62d3")
    assert seen(tmp_path, encrypted(), key_vault(rbac=True), [assigned])["keyvault.backup_has_access"] is True
    shown = {
        "VaultUri": "https://till-keys.vault.azure.net/",
        "EnableRbacAuthorization": False,
        "AccessPolicies": [
            {
                "ObjectId": "0b7a",
                "ApplicationId": None,
                "DisplayName": "Backup Management Service (262044b1-e2ce-469f-a196-69ab7ada62d3)",
                "PermissionsToKeys": ["Get", "List"],
                "PermissionsToSecrets": ["Get"],
            }
        ],
        "ResourceId": KV,
        "VaultName": "till-keys",
        "ResourceGroupName": "Keys",
    }
    (tmp_path / "powershell").mkdir()
    assert seen(tmp_path / "powershell", encrypted(), shown)["keyvault.backup_has_access"] is False


@pytest.mark.parametrize(
    "shown",
    [
        {"disks": [{"name": "c", "statuses": [{"code": "EncryptionState/encrypted"}]}], "substatus": None},
        {"dataDisk": "NotEncrypted", "osDisk": "Encrypted", "osDiskEncryptionSettings": None, "osType": "Linux"},
        {"OsVolumeEncrypted": "Encrypted", "DataVolumesEncrypted": "NotEncrypted", "OsVolumeEncryptionSettings": None},
    ],
)
def test_encryption_of_a_vm(shown: dict[str, Any]) -> None:
    assert one(shown).facts["disks.encrypted"] is True


def test_no_encryption_is_established_only_by_every_disk() -> None:
    disks = [
        {"name": n, "statuses": [{"code": f"EncryptionState/{s}"}]}
        for n, s in (("c", "notEncrypted"), ("d", "unknown"))
    ]
    assert "disks.encrypted" not in one({"disks": disks, "substatus": []}).facts
    assert one({"disks": disks[:1], "substatus": []}).facts["disks.encrypted"] is False
    assert one("Azure Disk Encryption is not enabled\n").facts["disks.encrypted"] is False


def test_vaults_in_disks_and_in_the_extension() -> None:
    settings = {"diskEncryptionKey": {"sourceVault": {"id": KV}}, "keyEncryptionKey": {"sourceVault": {"id": KV + "2"}}}
    disk = {
        "name": "c",
        "type": "Microsoft.Compute/disks",
        "managedBy": VM_ID,
        "encryptionSettingsCollection": {"enabled": True, "encryptionSettings": [settings]},
    }
    both = (
        {"name": "till-keys", "resource_group": "Keys", "secrets": True},
        {"name": "till-keys2", "resource_group": "Keys", "keys": True},
    )
    assert one(disk).facts["keyvault.of_disks"] == both
    disk["encryptionSettingsCollection"]["enabled"] = False  # type: ignore[index]
    assert "keyvault.of_disks" not in one(disk).facts
    extension = {
        "id": f"{VM_ID}/extensions/AzureDiskEncryption",
        "name": "AzureDiskEncryption",
        "publisher": "Microsoft.Azure.Security",
        "typePropertiesType": "AzureDiskEncryption",
        "provisioningState": "Succeeded",
        "settings": {"EncryptionOperation": "EnableEncryption", "KeyVaultURL": "https://till-keys.vault.azure.net/"},
        "type": "Microsoft.Compute/virtualMachines/extensions",
    }
    assert one([extension]).facts["keyvault.of_disks"] == ({"name": "till-keys", "secrets": True},)


# --- policies


def backup_policy(name: str, schedule: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": f"{VAULT}/backupPolicies/{name}",
        "name": name,
        "type": "Microsoft.RecoveryServices/vaults/backupPolicies",
        "properties": {
            "backupManagementType": "AzureIaasVM",
            "schedulePolicy": schedule,
            "retentionPolicy": {},
            **more,
        },
    }


DAILY = {"schedulePolicyType": "SimpleSchedulePolicy", "scheduleRunFrequency": "Daily", "scheduleRunTimes": ["x"]}


def hourly(interval: Any, window: Any) -> dict[str, Any]:
    told = {"interval": interval, "scheduleWindowDuration": window}
    return {"schedulePolicyType": "SimpleSchedulePolicyV2", "scheduleRunFrequency": "Hourly", "hourlySchedule": told}


def weekly(*days: Any) -> dict[str, Any]:
    return {**DAILY, "scheduleRunFrequency": "Weekly", "scheduleRunDays": list(days)}


@pytest.mark.parametrize(
    ("schedule", "interval", "per_day", "kind"),
    [
        (DAILY, 24.0, 1, "standard"),
        ({**DAILY, "scheduleRunTimes": ["x", "y"]}, None, None, "standard"),
        (hourly(4, 24), 4.0, 6, "enhanced"),
        (hourly(4, 12), 4.0, 3, "enhanced"),
        (hourly(6, None), 6.0, None, "enhanced"),
        (hourly(0, 24), None, None, "enhanced"),
        (weekly("Sunday", "Tuesday"), 48.0, None, "standard"),
        (weekly("Sunday", "Saturday"), 24.0, None, "standard"),
        (weekly("Monday"), 168.0, None, "standard"),
        (weekly("zondag"), None, None, "standard"),
        ({"scheduleRunFrequency": "Yearly"}, None, None, None),
    ],
)
def test_schedules(schedule: Any, interval: Any, per_day: Any, kind: Any) -> None:
    (row,) = one(backup_policy("p", schedule)).facts["backup.policies"]
    assert (row.get("interval_hours"), row.get("scheduled_per_day"), row.get("type")) == (interval, per_day, kind)


@pytest.mark.parametrize(
    ("schedule", "more", "only"),
    [
        (DAILY, {}, False),
        (hourly(4, 24), {"snapshotConsistencyType": "OnlyCrashConsistent"}, True),
        (hourly(4, 24), {"snapshotConsistencyType": None}, False),
        (hourly(4, 24), {}, None),
    ],
)
def test_crash_consistent_only(schedule: Any, more: Any, only: Any) -> None:
    (row,) = one(backup_policy("p", schedule, **more)).facts["backup.policies"]
    assert row.get("crash_consistent_only") is only


def backup_item(policy_name: str | None) -> dict[str, Any]:
    return {
        "id": f"{VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/i",
        "name": "i",
        "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
        "properties": {
            "friendlyName": "till",
            "sourceResourceId": VM_ID,
            "policyName": policy_name,
            "protectionState": "Protected",
        },
    }


def test_only_the_policy_of_the_vm_counts(tmp_path: Path) -> None:
    policies = [
        backup_policy("Nightly", DAILY, instantRpRetentionRangeInDays=5),
        backup_policy("Often", hourly(4, 24), policyType="V2", instantRpRetentionRangeInDays=7),
        {**backup_policy("Files", DAILY), "properties": {"backupManagementType": "AzureStorage", "schedulePolicy": {}}},
    ]
    known = seen(tmp_path, backup_item("nightly"), {"value": policies})
    assert known["backup.policy_type"] == "standard"
    assert known["backup.interval_hours"] == 24
    assert known["backup.instant_retention_days"] == 5
    assert "backup.per_day" not in known  # backups on demand are not known
    assert not {
        f for f in seen(tmp_path, backup_item(None), policies) if f.startswith(("backup.policy", "backup.inter"))
    }
    often = seen(tmp_path, backup_item("Often"), policies)
    assert (often["backup.policy_type"], often["backup.per_day"]) == ("enhanced", 6)


def test_a_policy_of_the_same_name_in_another_vault_is_another(tmp_path: Path) -> None:
    other = backup_policy("Nightly", hourly(4, 24), policyType="V2")
    other["id"] = other["id"].replace("Strongbox", "Elsewhere")
    assert "backup.policy_type" not in seen(tmp_path, backup_item("Nightly"), [other])
    both = [other, backup_policy("Nightly", DAILY)]
    assert seen(tmp_path, backup_item("Nightly"), both)["backup.policy_type"] == "standard"


def test_the_schedule_of_the_policy_tells_whether_a_backup_overran_it(tmp_path: Path) -> None:
    job = {
        "id": f"{VAULT}/backupJobs/j",
        "name": "j",
        "type": "Microsoft.RecoveryServices/vaults/backupJobs",
        "properties": {
            "operation": "Backup",
            "status": "Completed",
            "entityFriendlyName": "till",
            "startTime": "2026-07-24T20:00:00Z",
            "endTime": "2026-07-25T02:00:00Z",
        },
    }
    answers = (backup_item("Often"), [job], [backup_policy("Often", hourly(4, 24))])
    assert seen(tmp_path, *answers)["backup.overruns_schedule"] is True


# --- what PowerShell writes: numbers for words


def test_powershell_writes_numbers_for_words() -> None:
    item = {
        "VirtualMachineId": VM_ID,
        "Name": "VM;iaasvmcontainerv2;shop;till",
        "ProtectionState": 4,
        "LastBackupStatus": "Completed",
        "LatestRecoveryPoint": "/Date(1740826800000)/",
        "ProtectionPolicyName": "Nightly",
        "DeleteState": 1,
        "ContainerName": "iaasvmcontainerv2;shop;till",
        "BackupManagementType": 1,
    }
    finding = one(item)
    assert finding.facts["backup.protection_state"] == "stopped"
    assert finding.facts["backup.first_backup_done"] is True
    assert finding.facts["backup.policy"] == "Nightly"
    assert any("soft-deleted" in note for note in finding.notes)
    assert [f.facts for f in findings([{**item, "BackupManagementType": 5}])] == [{}]
    job = {"JobId": "j", "WorkloadName": "till", "Operation": "Backup", "Status": "Failed", "BackupManagementType": 1}
    assert one(job).failed is True
    assert not findings([{**job, "BackupManagementType": 6}])[0].facts
    schedule = {"ScheduleRunFrequency": 2, "ScheduleRunDays": [0, 3], "ScheduleRunTimes": ["/Date(1740826800000)/"]}
    shown = {
        "Name": "P",
        "SnapshotRetentionInDays": 2,
        "PolicySubType": 1,
        "SchedulePolicy": schedule,
        "RetentionPolicy": {},
        "BackupManagementType": 1,
        "Id": f"{VAULT}/backupPolicies/P",
    }
    (row,) = one(shown).facts["backup.policies"]
    assert (row["type"], row["interval_hours"], row["instant_retention_days"]) == ("standard", 72.0, 2)


def test_what_powershell_cut_in_depth_is_told() -> None:
    shallow = {
        **VM,
        "StorageProfile": "Microsoft.Azure.Management.Compute.Models.StorageProfile",
        "storageProfile": None,
    }
    assert any("-Depth 10" in note for note in one(shallow).notes)
    assert not one(VM).notes


def test_lists_in_the_form_of_powershell_5() -> None:
    statuses = [{"Code": "PowerState/running", "DisplayStatus": "VM running"}]
    view = {"ResourceGroupName": "shop", "Name": "till", "VMAgent": None, "Statuses": {"value": statuses, "Count": 1}}
    assert one(view).facts["vm.power_state"] == "running"


# --- recovery points, backup status


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


def status(word: str, **more: Any) -> dict[str, Any]:
    container = "iaasvmcontainer;iaasvmcontainerv2;Shop;till"
    return {"protectionStatus": word, "fabricName": "Azure", "containerName": container, **more}


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


# --- network


def nic(primary: bool | None = True, **more: Any) -> dict[str, Any]:
    configurations = [
        {"name": "b", "primary": False, "privateIPAllocationMethod": "Dynamic"},
        {"name": "a", "primary": True, "privateIPAllocationMethod": "Static"},
    ]
    properties = {"virtualMachine": {"id": VM_ID}, "primary": primary, "ipConfigurations": configurations}
    return {"id": "n", "name": "n", "type": "Microsoft.Network/networkInterfaces", "properties": {**properties, **more}}


def test_only_the_primary_address_of_the_primary_interface_counts() -> None:
    assert one(nic()).facts["network.azure_allocation"] == "static"
    for other in (nic(False), nic(None), nic(virtualMachine=None)):
        assert "network.azure_allocation" not in one(other).facts
    shown = {
        "Primary": True,
        "VirtualMachine": {"Id": VM_ID},
        "IpConfigurations": [{"PrivateIpAllocationMethod": "Dynamic"}],
    }
    assert one(shown).facts["network.azure_allocation"] == "dynamic"


def test_routes_and_rules_give_hints_only() -> None:
    default = {"addressPrefix": ["0.0.0.0/0"], "nextHopType": "VirtualAppliance", "state": "Active", "source": "User"}
    own = {**default, "addressPrefix": ["168.63.129.16/32"], "nextHopType": "None"}
    assert [(f.facts, len(f.notes)) for f in findings({"value": [default, own]})] == [({}, 1)]
    deny = {"name": "no", "access": "Deny", "direction": "Outbound", "destinationAddressPrefix": "AzurePlatformLKM"}
    rules = [deny, {**deny, "destinationAddressPrefix": "Internet"}, {**deny, "direction": "Inbound"}]
    found = findings({"value": [{"networkSecurityGroup": {"id": "x"}, "effectiveSecurityRules": rules}]})
    assert [(f.facts, len(f.notes)) for f in found] == [({}, 1)]


# --- activity log


def event(operation: str, time: str, state: str = "Succeeded", resource: str = VM_ID, **more: Any) -> dict[str, Any]:
    return {
        "eventTimestamp": time,
        "operationName": {"value": operation, "localizedValue": "x"},
        "status": {"value": state},
        "resourceId": resource,
        **more,
    }


def test_the_activity_log_gives_remarks_and_no_facts() -> None:
    stop, write = "Microsoft.Compute/virtualMachines/deallocate/action", "x/resourceGroups/write"
    refused = {"properties": {"statusMessage": '{"error":{"code":"RequestDisallowedByPolicy"}}'}}
    vm, rest = findings(
        [
            event(stop, "2026-07-24T20:00:00Z"),
            event(stop, "2026-07-24T21:00:00Z", "Failed"),
            event(write, "2026-07-24T22:00:00Z", "Failed", BACKUP_GROUP, **refused),
            event(write, "2026-07-24T22:00:00Z", "Failed", f"{S}/resourceGroups/other", **refused),
        ]
    )
    assert not {fact for fact in vm.facts if not fact.startswith("vm.")}
    assert vm.notes == ["activity log: the VM was deallocated at 2026-07-24 20:00 UTC"]
    assert len(rest.notes) == 1
    assert "RequestDisallowedByPolicy" in rest.notes[0]


# --- Resource Graph, pages, Log Analytics


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


def log_row(job: str, written: str, **more: Any) -> dict[str, Any]:
    return {
        "TimeGenerated": written,
        "OperationName": "Job",
        "JobUniqueId": job,
        "JobOperation": "Backup",
        "JobStatus": "Failed",
        "JobFailureCode": "UserErrorGuestAgentStatusUnavailable",
        "JobStartDateTime": "2026-07-24T20:00:00Z",
        "JobDurationInSecs": 3600,
        "BackupManagementType": "IaaSVM",
        "BackupItemUniqueId": "westeurope;1;VM;iaasvmcontainerv2;shop;till",
        "ResourceId": VAULT,
        **more,
    }


LOG = [
    log_row("1", "2026-07-24T20:10:00Z", JobStatus="InProgress", JobFailureCode=""),
    log_row("1", "2026-07-24T21:10:00Z"),
    log_row("0", "2026-07-23T21:10:00Z", JobStatus="Completed", JobFailureCode="Success",
            JobStartDateTime="2026-07-23T20:00:00Z"),
    log_row("2", "2026-07-24T21:10:00Z", BackupManagementType="AzureWorkload", JobFailureCode="X"),
]  # fmt: skip
NAMES = list(LOG[0])


@pytest.mark.parametrize("order", [1, -1])
def test_the_latest_row_of_a_job_counts(order: int) -> None:
    finding, rest = findings(LOG[::order])
    assert finding.failed is True
    assert finding.facts["error.code"] == "UserErrorGuestAgentStatusUnavailable"
    assert finding.facts["backup.job"] == "1"
    assert {(j["name"], j["status"]) for j in finding.facts["backup.jobs"]} == {("1", "failed"), ("0", "completed")}
    assert finding.facts["backup.last_duration_hours"] == 1
    assert not rest.facts


def test_older_columns_and_the_form_of_the_query_api() -> None:
    old = {"JobUniqueId": "JobUniqueId_g", "TimeGenerated": "TimeGenerated", "ResourceId": "ResourceId"}
    columns = [{"name": old.get(name, f"{name}_s"), "type": "string"} for name in NAMES]
    rows = [[row[name] for name in NAMES] for row in LOG]
    finding = findings({"tables": [{"name": "PrimaryResult", "columns": columns, "rows": rows}]})[0]
    assert finding.facts["error.code"] == "UserErrorGuestAgentStatusUnavailable"
    assert finding.places["error.code"] == "tables[0].rows[1]"


def test_a_failure_code_of_success_is_none() -> None:
    finding = one(log_row("1", "2026-07-24T20:10:00Z", JobFailureCode="Success"))
    assert finding.failed is True
    assert "error.code" not in finding.facts


def test_items_in_log_analytics() -> None:
    row = {
        "TimeGenerated": "2026-07-24T20:00:00Z",
        "OperationName": "BackupItem",
        "BackupItemUniqueId": "westeurope;1;VM;iaasvmcontainerv2;shop;till",
        "BackupItemProtectionState": "ProtectionStopped",
    }
    newer = {**row, "TimeGenerated": "2026-07-25T20:00:00Z", "BackupItemProtectionState": "Protected"}
    assert one([newer, row]).facts["backup.protection_state"] == "protected"
    assert "backup.protection_state" not in one({**row, "TimeGenerated": None}).facts


# --- CSV


def table(header: list[str], *rows: list[str], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue()


def test_csv_of_resource_graph_has_json_in_its_cells() -> None:
    properties = {"operation": "Backup", "status": "Failed", "errorDetails": [{"errorTitle": "SomeCode"}]}
    properties |= {"dataSourceInfo": {"resourceID": VM_ID}, "note": 'two\nlines, "quoted"'}
    kind = "microsoft.recoveryservices/vaults/backupjobs"
    cells = [[f"{VAULT}/backupJobs/{n}", n, kind, json.dumps(properties)] for n in ("j", "k")]
    finding = one(table(["id", "name", "type", "properties"], *cells))
    assert finding.facts["error.code"] == "SomeCode"
    assert finding.places["error.code"] == "line 2.properties.errorDetails[0].errorTitle"


HEADER = ["Workload name", "Operation", "Status", "Type", "Start time", "Vault", "Error code"]
FAILED = ["till", "Backup", "Failed", "Azure Virtual machine", "7/25/2026, 8:39:18 AM", "Strongbox", "SomeErrorCode"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_portals_list_of_jobs(delimiter: str) -> None:
    files = ["share", "Backup", "Failed", "Azure Files (Azure Storage)", "", "Strongbox", "Other"]
    text = "\ufeff" + table(HEADER, FAILED, files, delimiter=delimiter)
    finding = one(text)
    assert finding.vm is not None
    assert finding.vm.name == "till"
    assert finding.facts["error.code"] == "SomeErrorCode"
    assert finding.facts["backup.vault"] == "Strongbox"
    assert finding.facts["backup.jobs"] == ({"vault": "Strongbox", "operation": "Backup", "status": "failed"},)
    assert finding.places["error.code"] == "line 2"
    assert finding.observed_at is None  # the day and the month of such a time can be mistaken


def test_failures_without_readable_times_do_not_tell_which_is_the_last() -> None:
    finding = one(table(HEADER, FAILED, [*FAILED[:-1], "AnotherErrorCode"]))
    assert finding.failed is True
    assert "error.code" not in finding.facts
    assert any("which is the last" in note for note in finding.notes)
    assert one(table(HEADER, FAILED, FAILED)).facts["error.code"] == "SomeErrorCode"


def test_export_csv_of_powershell() -> None:
    header = '"JobId","Operation","Status","WorkloadName","StartTime","BackupManagementType"'
    finding = one(
        f"#TYPE Microsoft.Azure.Commands.X\n{header}\n"
        + '"j9","Backup","Failed","till","7/25/2026 8:39:18 AM","AzureVM"\n'
    )
    assert finding.facts["backup.job"] == "j9"


def test_rows_that_are_too_long_and_tables_of_other_things() -> None:
    long = [f"{VAULT}/backupJobs/j", "j", "microsoft.recoveryservices/vaults/backupjobs", "x" * 20_000]
    (finding,) = findings(table(["id", "name", "type", "properties"], long))
    assert not finding.facts
    assert "longer than 16 KB" in finding.notes[0]
    with pytest.raises(Exception, match="is not recognised"):
        findings("name,price,colour\nbread,2,brown\n")


def test_a_fact_file_can_state_the_rows_too() -> None:
    rows = {"found": [{"name": FIRST, "source": VM_ID, "points": 18}]}
    case = validated({"vm": {"name": "till"}, "restore_points": rows})
    assert case.observations()["restore_points.count"].value == 18
    vaults = {"of_disks": [{"name": "k"}], "vaults": [{"name": "K", "uses_rbac": False, "policies": []}]}
    stated = validated({"keyvault": {**vaults, "backup_service": [{"id": "x"}]}})
    assert stated.observations()["keyvault.backup_has_access"].value is False


def test_of_two_answers_about_a_vault_the_one_after_the_later_change_holds(tmp_path: Path) -> None:
    before = {
        **key_vault(policy(SECRETS, object_id="someone")),
        "systemData": {"lastModifiedAt": "2026-07-24T20:00:00Z"},
    }
    after = {**key_vault(policy(SECRETS)), "systemData": {"lastModifiedAt": "2026-07-25T20:00:00Z"}}
    assert seen(tmp_path, encrypted(), after, before, SERVICE)["keyvault.backup_has_access"] is True


def test_yaml_of_the_cli_is_read_like_its_json(tmp_path: Path) -> None:
    text = yaml.safe_dump([collection(FIRST), collection(SECOND)])
    shown = [yaml.safe_dump(collection(name, points)) for name, points in ((FIRST, 8), (SECOND, 11))]
    assert seen(tmp_path, VM, text, *shown)["restore_points.count"] == 19


# --- through to the diagnosis


def verdicts(folder: Path, code: str, *answers: Any) -> dict[str, str]:
    seen(folder, *answers)
    return {e.cause: e.verdict for e in diagnose(load(folder, error_code=code)).explanations}


LIMIT = "UserErrorRpCollectionLimitReached"


def test_enough_restore_points_confirm_the_limit(tmp_path: Path) -> None:
    (tmp_path / "few").mkdir()
    assert (
        verdicts(tmp_path, LIMIT, VM, LISTED, collection(FIRST, 9), collection(SECOND, 9))["rpc-limit"] == "confirmed"
    )
    assert verdicts(tmp_path / "few", LIMIT, VM, LISTED, collection(FIRST, 9)).get("rpc-limit") != "confirmed"


def test_another_vms_collections_confirm_nothing(tmp_path: Path) -> None:
    found = verdicts(tmp_path, LIMIT, VM, [collection(OTHERS, 30, OTHER_VM)], collection(FIRST, 3))
    assert "confirmed" not in found.values()


def test_a_missing_policy_confirms_missing_permissions(tmp_path: Path) -> None:
    code = "UserErrorKeyvaultPermissionsNotConfigured"
    assert verdicts(tmp_path, code, encrypted(), NOBODY, SERVICE)["keyvault-perm"] == "confirmed"
    (tmp_path / "unlinked").mkdir()
    unlinked = verdicts(tmp_path / "unlinked", code, VM, NOBODY, SERVICE)
    assert unlinked["keyvault-perm"] == "likely"
