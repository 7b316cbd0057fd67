"""Answers of Azure about backups beyond VM, jobs and items, of our own."""

from __future__ import annotations

import csv
import io
from typing import Any

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


NOBODY = key_vault(policy(FULL, object_id="someone"))


def role(name: str, scope: str, **more: Any) -> dict[str, Any]:
    return {
        "principalId": "0b7a",
        "principalType": "ServicePrincipal",
        "roleDefinitionName": name,
        "scope": scope,
        **more,
    }


# --- policies and items


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


# --- backup status, network, activity log


def status(word: str, **more: Any) -> dict[str, Any]:
    container = "iaasvmcontainer;iaasvmcontainerv2;Shop;till"
    return {"protectionStatus": word, "fabricName": "Azure", "containerName": container, **more}


def nic(primary: bool | None = True, **more: Any) -> dict[str, Any]:
    configurations = [
        {"name": "b", "primary": False, "privateIPAllocationMethod": "Dynamic"},
        {"name": "a", "primary": True, "privateIPAllocationMethod": "Static"},
    ]
    properties = {"virtualMachine": {"id": VM_ID}, "primary": primary, "ipConfigurations": configurations}
    return {"id": "n", "name": "n", "type": "Microsoft.Network/networkInterfaces", "properties": {**properties, **more}}


def event(operation: str, time: str, state: str = "Succeeded", resource: str = VM_ID, **more: Any) -> dict[str, Any]:
    return {
        "eventTimestamp": time,
        "operationName": {"value": operation, "localizedValue": "x"},
        "status": {"value": state},
        "resourceId": resource,
        **more,
    }


# --- Log Analytics, CSV


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


def table(header: list[str], *rows: list[str], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue()


HEADER = ["Workload name", "Operation", "Status", "Type", "Start time", "Vault", "Error code"]
FAILED = ["till", "Backup", "Failed", "Azure Virtual machine", "7/25/2026, 8:39:18 AM", "Strongbox", "SomeErrorCode"]
