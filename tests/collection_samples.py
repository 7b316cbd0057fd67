"""Small outputs of the commands that collect, as they print them; by kind of script and name of the section.

A sample is the output, or a pair of it and the names of other sections (their first samples) that have to be there too.
"""

from __future__ import annotations

import json
from typing import Any

from collection_samples_vault import VAULT_SAMPLES

S = "/subscriptions/s"
VM_ID = f"{S}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web01"
GROUP = f"{S}/resourceGroups/AzureBackupRG_westeurope_1"
RECOVERY = f"{S}/resourceGroups/rg-safe/providers/Microsoft.RecoveryServices/vaults/safe"
KV = f"{S}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/keys"
COLLECTION = f"{GROUP}/providers/Microsoft.Compute/restorePointCollections/AzureBackup_web01_1"
Sample = str | tuple[str, tuple[str, ...]]


def j(data: Any) -> str:
    return json.dumps(data, indent=2)


def statuses(*codes: str) -> list[dict[str, str]]:
    return [{"code": code, "displayStatus": shown} for code, _, shown in (c.partition("=") for c in codes)]


EXTENSION = {
    "name": "VMSnapshotLinux",
    "publisher": "Microsoft.Azure.RecoveryServices",
    "typePropertiesType": "VMSnapshotLinux",
    "type": "Microsoft.Compute/virtualMachines/extensions",
    "typeHandlerVersion": "1.0",
    "provisioningState": "Succeeded",
    "id": f"{VM_ID}/extensions/VMSnapshotLinux",
}
AGENT = {
    "vmAgentVersion": "2.9.1.1",
    "statuses": [
        {
            "code": "ProvisioningState/succeeded",
            "displayStatus": "Ready",
            "message": "GuestAgent is running and waiting for network issue to be resolved.",
        }
    ],
}
VM = {
    "id": VM_ID,
    "name": "web01",
    "resourceGroup": "rg-web",
    "type": "Microsoft.Compute/virtualMachines",
    "location": "westeurope",
    "hardwareProfile": {"vmSize": "Standard_B2s"},
    "plan": {"name": "fortinet-fortianalyzer", "product": "fortinet-fortianalyzer", "publisher": "fortinet"},
    "osProfile": {
        "computerName": "web01",
        "allowExtensionOperations": True,
        "linuxConfiguration": {"provisionVMAgent": True},
    },
    "securityProfile": {"securityType": "Standard"},
    "storageProfile": {
        "imageReference": {"publisher": "Canonical", "offer": "ubuntu", "sku": "22_04"},
        "osDisk": {"name": "os", "osType": "Linux", "diskSizeGB": 30, "managedDisk": {"id": "x"}},
        "dataDisks": [
            {"name": "data", "lun": 0, "diskSizeGB": 30, "managedDisk": {"id": "x"}, "toBeDetached": False},
        ],
    },
    "instanceView": {
        "osName": "ubuntu",
        "disks": [
            {"name": "os", "statuses": statuses("ProvisioningState/succeeded=Provisioning succeeded")},
            {"name": "data", "statuses": statuses("ProvisioningState/succeeded=Provisioning succeeded")},
        ],
        "statuses": statuses("ProvisioningState/succeeded=Provisioning succeeded", "PowerState/running=VM running"),
        "vmAgent": AGENT,
        "extensions": [
            {
                "name": "VMSnapshotLinux",
                "type": "Microsoft.Azure.RecoveryServices.VMSnapshotLinux",
                "typeHandlerVersion": "1.0.9210.0",
                "statuses": statuses("ProvisioningState/succeeded=Provisioning succeeded"),
            }
        ],
    },
}
UNMANAGED_AND_FAILED = {
    **VM,
    "storageProfile": {
        "osDisk": {"name": "os", "osType": "Linux", "vhd": {"uri": "https://disks.blob.core.windows.net/vhds/os.vhd"}},
    },
    "instanceView": {
        "statuses": statuses("ProvisioningState/failed/AllocationFailed=Provisioning failed", "OSState/generalized=x"),
    },
}
DISK = {
    "name": "os",
    "type": "Microsoft.Compute/disks",
    "managedBy": VM_ID,
    "diskSizeGB": 30,
    "diskState": "Attached",
    "creationData": {},
    "encryption": {"type": "EncryptionAtRestWithPlatformKey"},
}
DATA_DISK = {
    **DISK,
    "name": "data",
    "sku": {"name": "UltraSSD_LRS"},
    "maxShares": 1,
    "dataAccessAuthMode": "None",
    "publicNetworkAccess": "Enabled",
    "networkAccessPolicy": "AllowAll",
    "securityProfile": {"securityType": "TrustedLaunch"},
    "encryption": {"type": "EncryptionAtRestWithCustomerKey", "diskEncryptionSetId": f"{S}/resourceGroups/rg-web/des"},
}
OS_DISK = {
    **DISK,
    "sku": {"name": "Premium_LRS"},
    "dataAccessAuthMode": "None",
    "publicNetworkAccess": "Disabled",
    "networkAccessPolicy": "DenyAll",
}
ENCRYPTION_SET = {
    "id": f"{S}/resourceGroups/rg-web/des",
    "name": "des",
    "type": "Microsoft.Compute/diskEncryptionSets",
    "identity": {"type": "SystemAssigned"},
    "activeKey": {"keyUrl": "https://keys.vault.azure.net/keys/k/1"},
}
ENCRYPTED = {
    "disks": [
        {
            "name": "os",
            "encryptionSettings": [
                {"enabled": True, "diskEncryptionKey": {"secretUrl": "x", "sourceVault": {"id": KV}}},
            ],
            "statuses": [{"code": "EncryptionState/encrypted"}],
        }
    ],
    "substatus": [],
}
ITEM = {
    "id": f"{RECOVERY}/backupFabrics/Azure/protectionContainers/c/protectedItems/i",
    "name": "VM;iaasvmcontainerv2;rg-web;web01",
    "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
    "properties": {
        "backupManagementType": "AzureIaasVM",
        "friendlyName": "web01",
        "sourceResourceId": VM_ID,
        "containerName": "iaasvmcontainerv2;rg-web;web01",
        "policyName": "Nightly",
        "policyId": f"{RECOVERY}/backupPolicies/Nightly",
        "protectionState": "Protected",
        "extendedProperties": {"diskExclusionProperties": None},
        "healthStatus": "ActionSuggested",
        "healthDetails": [{"code": 400196, "title": "UserErrorGuestAgentStatusUnavailable", "message": "x"}],
        "lastBackupStatus": "Failed",
        "lastBackupTime": "2026-11-23T22:00:00Z",
        "lastRecoveryPoint": "2026-11-22T22:00:00Z",
        "isScheduledForDeferredDelete": None,
        "extendedInfo": {"policyInconsistent": True},
    },
}
POLICY = {
    "id": f"{RECOVERY}/backupPolicies/Nightly",
    "name": "Nightly",
    "type": "Microsoft.RecoveryServices/vaults/backupPolicies",
    "properties": {
        "backupManagementType": "AzureIaasVM",
        "policyType": "V2",
        "instantRpRetentionRangeInDays": 7,
        "snapshotConsistencyType": None,
        "protectedItemsCount": 12,
        "schedulePolicy": {
            "schedulePolicyType": "SimpleSchedulePolicyV2",
            "scheduleRunFrequency": "Hourly",
            "hourlySchedule": {"interval": 4, "scheduleWindowDuration": 24},
        },
        "retentionPolicy": {},
    },
}


def job(name: str, status: str, start: str, end: str | None, vault: str = RECOVERY, **more: Any) -> dict[str, Any]:
    properties = {
        "jobType": "AzureIaaSVMJob",
        "backupManagementType": "AzureIaasVM",
        "operation": "Backup",
        "status": status,
        "entityFriendlyName": "web01",
        "containerName": "IaasVMContainer;iaasvmcontainerv2;rg-web;web01",
        "startTime": start,
        "endTime": end,
        **more,
    }
    return {
        "id": f"{vault}/backupJobs/{name}",
        "name": name,
        "type": "Microsoft.RecoveryServices/vaults/backupJobs",
        "properties": {k: v for k, v in properties.items() if v is not None},
    }


FAILED = job(
    "f1", "Failed", "2026-11-23T22:00:00Z", "2026-11-23T23:00:00Z",
    errorDetails=[{
        "errorCode": 1, "errorTitle": "BackUpOperationFailedV2",
        "errorString": "The backups of VMs have failed after the policy migration from Standard to Enhanced policy.",
    }],
    extendedInfo={
        "dynamicErrorMessage": "inner words",
        "propertyBag": {"Data Transferred": "20480 MB"},
        "tasksList": [{"taskId": "Take Snapshot", "status": "Failed"}],
    },
)  # fmt: skip
RESTRICTED = job(
    "f2", "Failed", "2026-11-23T22:00:00Z", "2026-11-23T23:00:00Z",
    errorDetails=[{
        "errorCode": 400000, "errorTitle": "ExtensionFailedVssServiceInBadState",
        "errorString": "Antivirus configured in the VM is restricting the execution of backup extension.",
    }],
)  # fmt: skip
FORBIDDEN = job(
    "f3", "Failed", "2026-11-23T22:00:00Z", "2026-11-23T23:00:00Z",
    errorDetails=[{
        "errorCode": 1, "errorString": "Azure Backup does not have sufficient permissions to perform the operation",
    }],
)  # fmt: skip
COMPLETE = job("c1", "Completed", "2026-11-22T22:00:00Z", "2026-11-23T04:00:00Z")
RUNNING = job("r1", "InProgress", "2026-11-23T20:00:00Z", None)
LOCK = {
    "id": f"{S}/providers/Microsoft.Authorization/locks/keep",
    "name": "keep",
    "level": "CanNotDelete",
    "type": "Microsoft.Authorization/locks",
}
READ_ONLY = {**LOCK, "id": f"{S}/providers/Microsoft.Authorization/locks/freeze", "name": "freeze", "level": "ReadOnly"}
LISTED = {
    "id": COLLECTION,
    "name": "AzureBackup_web01_1",
    "type": "Microsoft.Compute/restorePointCollections",
    "location": "westeurope",
    "source": {"id": VM_ID},
}
POINTS = {
    **LISTED,
    "provisioningState": "Succeeded",
    "restorePoints": [{"name": f"p{n}", "provisioningState": "Succeeded"} for n in range(3)],
}
VAULT = {
    "id": KV,
    "name": "keys",
    "type": "Microsoft.KeyVault/vaults",
    "properties": {
        "vaultUri": "x",
        "enableRbacAuthorization": False,
        "networkAcls": {"defaultAction": "Deny", "bypass": "None"},
        "accessPolicies": [{"tenantId": "t", "objectId": "0b7a", "permissions": {"keys": ["all"], "secrets": ["all"]}}],
    },
}
RBAC = {**VAULT, "properties": {"vaultUri": "x", "enableRbacAuthorization": True, "accessPolicies": []}}
SERVICE = {
    "id": "0b7a",
    "appId": "262044b1-e2ce-469f-a196-69ab7ada62d3",
    "displayName": "Backup Management Service",
    "servicePrincipalType": "Application",
}
ROLE = {
    "principalId": "0b7a",
    "principalType": "ServicePrincipal",
    "roleDefinitionName": "Key Vault Administrator",
    "scope": KV,
}


def event(operation: str, status: str, resource: str, **more: Any) -> dict[str, Any]:
    return {
        "eventTimestamp": "2026-11-23T22:00:00Z",
        "operationName": {"value": operation},
        "status": {"value": status},
        "resourceId": resource,
        "caller": "ann@contoso.com",
        **more,
    }


STOPPED = event("Microsoft.Compute/virtualMachines/deallocate/action", "Succeeded", VM_ID)
DELETED = event("Microsoft.Compute/restorePointCollections/delete", "Succeeded", COLLECTION)
REFUSED = event("Microsoft.Resources/subscriptions/resourceGroups/write", "Failed", GROUP,
                properties={"statusCode": "RequestDisallowedByPolicy"})  # fmt: skip
THROTTLED = event("Microsoft.Compute/virtualMachines/write", "Failed", VM_ID,
                  properties={"statusCode": "TooManyRequests"})  # fmt: skip


def refused(code: str) -> dict[str, Any]:
    said = json.dumps({"error": {"code": code, "message": "No."}})
    point = f"{COLLECTION}/restorePoints/p1"
    operation = "Microsoft.Compute/restorePointCollections/restorePoints/delete"
    return event(operation, "Failed", point, properties={"statusMessage": said})


KEPT_BY_LOCK, KEPT_BY_ACCESS = refused("ScopeLocked"), refused("DiskRestorePointUsedByCustomer")

AZURE: dict[str, list[Sample]] = {
    "az vm get-instance-view": [j(VM), j(UNMANAGED_AND_FAILED)],
    "az vm extension list": [j([EXTENSION])],
    "az disk list": [j([DISK]), (j([OS_DISK, DATA_DISK]), ("az vm get-instance-view",))],
    "az disk-encryption-set list": [
        (j([ENCRYPTION_SET]), ("cmk",)),
    ],
    "cmk": [j([OS_DISK, DATA_DISK])],
    "az vm encryption show": [j(ENCRYPTED), "WARNING: Azure Disk Encryption is not enabled\n"],
    "az backup item show": [j(ITEM)],
    "az backup policy show": [(j(POLICY), ("az backup item show",))],
    "az backup job show": [j(FAILED), j(RESTRICTED), j(FORBIDDEN)],
    "az backup job show (complete)": [
        j(COMPLETE),
        (j(COMPLETE), ("az backup item show", "az backup policy show")),
    ],
    "az backup job show (running)": [(j(RUNNING), ("az backup job show",))],
    "az backup job list (old vault)": [
        (j([job("o1", "InProgress", "2026-11-23T20:00:00Z", None, RECOVERY.replace("/safe", "/old"))]), ("old",))
    ],
    "old": [j({"backup": {"old_vault": "old"}})],
    **VAULT_SAMPLES,
    "az lock list": [j([LOCK]), (j([LOCK, READ_ONLY]), ("az vm get-instance-view",))],
    "az restore-point collection list-all": [
        (j([LISTED]), ("az restore-point collection show", "az vm get-instance-view"))
    ],
    "az restore-point collection show": [j(POINTS), (j(POINTS), ("az restore-point collection list-all",))],
    "az keyvault show": [(j(VAULT), ("az vm encryption show", "az ad sp show")), (j(RBAC), ())],
    "rbac": [j(RBAC)],
    "az ad sp show": [(j(SERVICE), ("az vm encryption show", "az keyvault show"))],
    "az role assignment list": [(j([ROLE]), ("az vm encryption show", "rbac", "az ad sp show"))],
    "az monitor activity-log list (VM)": [j([STOPPED])],
    "az monitor activity-log list (restore points)": [
        j([DELETED]),
        (j([DELETED, KEPT_BY_LOCK, KEPT_BY_ACCESS]), ("az vm get-instance-view",)),
    ],
    "az monitor activity-log list (failed)": [j([REFUSED, THROTTLED])],
}
