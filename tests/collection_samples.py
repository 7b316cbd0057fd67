"""Small outputs of the commands that collect, as they print them; by kind of script and name of the section.

A sample is the output, or a pair of it and the names of other sections (their first samples) that have to be there too.
"""

from __future__ import annotations

import json
from typing import Any

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
    "storageProfile": {
        "imageReference": {"publisher": "Canonical", "offer": "ubuntu", "sku": "22_04"},
        "osDisk": {"name": "os", "osType": "Linux", "diskSizeGB": 30},
        "dataDisks": [],
    },
    "instanceView": {
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
        "statuses": statuses("ProvisioningState/failed/AllocationFailed=Provisioning failed"),
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
        "healthStatus": "ActionSuggested",
        "healthDetails": [{"code": 400196, "title": "UserErrorGuestAgentStatusUnavailable", "message": "x"}],
        "lastBackupStatus": "Failed",
        "lastBackupTime": "2026-11-23T22:00:00Z",
        "lastRecoveryPoint": "2026-11-22T22:00:00Z",
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
COMPLETE = job("c1", "Completed", "2026-11-22T22:00:00Z", "2026-11-23T04:00:00Z")
RUNNING = job("r1", "InProgress", "2026-11-23T20:00:00Z", None)
LOCK = {
    "id": f"{S}/providers/Microsoft.Authorization/locks/keep",
    "name": "keep",
    "level": "CanNotDelete",
    "type": "Microsoft.Authorization/locks",
}
LISTED = {
    "id": COLLECTION,
    "name": "AzureBackup_web01_1",
    "type": "Microsoft.Compute/restorePointCollections",
    "location": "westeurope",
    "source": {"id": VM_ID},
}
POINTS = {**LISTED, "restorePoints": [{"name": f"p{n}", "provisioningState": "Succeeded"} for n in range(3)]}
VAULT = {
    "id": KV,
    "name": "keys",
    "type": "Microsoft.KeyVault/vaults",
    "properties": {
        "vaultUri": "x",
        "enableRbacAuthorization": False,
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

AZURE: dict[str, list[Sample]] = {
    "az vm get-instance-view": [j(VM), j(UNMANAGED_AND_FAILED)],
    "az vm extension list": [j([EXTENSION])],
    "az disk list": [j([DISK])],
    "az vm encryption show": [j(ENCRYPTED), "WARNING: Azure Disk Encryption is not enabled\n"],
    "az backup item show": [j(ITEM)],
    "az backup policy show": [(j(POLICY), ("az backup item show",))],
    "az backup job show": [j(FAILED), j(RESTRICTED)],
    "az backup job show (complete)": [
        j(COMPLETE),
        (j(COMPLETE), ("az backup item show", "az backup policy show")),
    ],
    "az backup job show (running)": [(j(RUNNING), ("az backup job show",))],
    "az backup job list (old vault)": [
        (j([job("o1", "InProgress", "2026-11-23T20:00:00Z", None, RECOVERY.replace("/safe", "/old"))]), ("old",))
    ],
    "old": [j({"backup": {"old_vault": "old"}})],
    "az lock list": [j([LOCK])],
    "az restore-point collection list-all": [
        (j([LISTED]), ("az restore-point collection show", "az vm get-instance-view"))
    ],
    "az restore-point collection show": [(j(POINTS), ("az restore-point collection list-all",))],
    "az keyvault show": [(j(VAULT), ("az vm encryption show", "az ad sp show")), (j(RBAC), ())],
    "rbac": [j(RBAC)],
    "az ad sp show": [(j(SERVICE), ("az vm encryption show", "az keyvault show"))],
    "az role assignment list": [(j([ROLE]), ("az vm encryption show", "rbac", "az ad sp show"))],
    "az monitor activity-log list (VM)": [j([STOPPED])],
    "az monitor activity-log list (restore points)": [j([DELETED])],
    "az monitor activity-log list (failed)": [j([REFUSED])],
}

# What Azure PowerShell makes of the same, as it is known from its models: words begin with capitals, enumerations are
# numbers, times are `/Date(...)/` in Windows PowerShell 5.1.
POWERSHELL_VM = {
    "ResourceGroupName": "rg-web",
    "Id": VM_ID,
    "Name": "web01",
    "Type": "Microsoft.Compute/virtualMachines",
    "Location": "westeurope",
    "ProvisioningState": "Succeeded",
    "HardwareProfile": {"VmSize": "Standard_B2s"},
    "OSProfile": {"ComputerName": "web01", "AllowExtensionOperations": True,
                  "WindowsConfiguration": {"ProvisionVMAgent": True}},
    "StorageProfile": {
        "ImageReference": {"Publisher": "MicrosoftWindowsServer", "Offer": "WindowsServer", "Sku": "2022-Datacenter"},
        "OsDisk": {"OsType": 0, "Name": "os"}, "DataDisks": [],
    },
}  # fmt: skip
POWERSHELL_STATUS = {
    "ResourceGroupName": "rg-web",
    "Name": "web01",
    "OsName": "Windows Server 2022 Datacenter",
    "VMAgent": {"VmAgentVersion": "2.7.41491.1095", "Statuses": AGENT["statuses"], "ExtensionHandlers": []},
    "Disks": [],
    "Extensions": [{"Name": "VMSnapshot", "Type": "Microsoft.Azure.RecoveryServices.VMSnapshot",
                    "TypeHandlerVersion": "1.0.112.0",
                    "Statuses": [{"Code": "ProvisioningState/succeeded", "DisplayStatus": "Provisioning succeeded"}]}],
    "Statuses": [{"Code": "ProvisioningState/succeeded", "DisplayStatus": "Provisioning succeeded"},
                 {"Code": "PowerState/running", "DisplayStatus": "VM running"}],
}  # fmt: skip
POWERSHELL_ITEM = {
    "Name": "VM;iaasvmcontainerv2;rg-web;web01",
    "Id": ITEM["id"],
    "ContainerName": "iaasvmcontainerv2;rg-web;web01",
    "ContainerType": 0,
    "BackupManagementType": 1,
    "WorkloadType": 1,
    "SourceResourceId": VM_ID,
    "VirtualMachineId": VM_ID,
    "ProtectionState": 3,
    "ProtectionStatus": 1,
    "LastBackupStatus": "Completed",
    "LastBackupTime": "/Date(1763848800000)/",
    "LatestRecoveryPoint": "/Date(1763848800000)/",
    "ProtectionPolicyName": "Nightly",
    "PolicyId": f"{RECOVERY}/backupPolicies/Nightly",
}
POWERSHELL_POLICY = {
    "Name": "Nightly",
    "Id": f"{RECOVERY}/backupPolicies/Nightly",
    "WorkloadType": 1,
    "BackupManagementType": 1,
    "PolicySubType": 2,
    "SnapshotRetentionInDays": 7,
    "SnapshotConsistencyType": "Default",
    "SchedulePolicy": {"ScheduleRunFrequency": 3, "HourlySchedule": {"Interval": 4, "WindowDuration": 24}},
    "RetentionPolicy": {},
}
POWERSHELL_RESTRICTED = [
    {
        "JobId": "f2", "Operation": "Backup", "Status": "Failed", "WorkloadName": "web01", "BackupManagementType": 1,
        "StartTime": "2026-11-23T22:00:00Z", "EndTime": "2026-11-23T23:00:00Z",
        "ErrorDetails": [{"ErrorCode": 1, "ErrorMessage": "Antivirus configured in the VM is restricting the execution "
                          "of backup extension.", "ErrorTitle": "ExtensionFailedVssServiceInBadState"}],
    }
]  # fmt: skip
POWERSHELL_JOBS = [
    {
        "JobId": name, "Operation": "Backup", "Status": status, "WorkloadName": "web01", "BackupManagementType": 1,
        "StartTime": start, "EndTime": end, **more,
    }
    for name, status, start, end, more in (
        ("f1", "Failed", "2026-11-23T22:00:00Z", "2026-11-23T23:00:00Z", {
            "ErrorDetails": [{"ErrorCode": 1, "ErrorMessage": "failed after the policy migration from Standard to "
                              "Enhanced policy.", "ErrorTitle": "BackUpOperationFailedV2"}],
            "SubTasks": [{"Name": "Take Snapshot", "Status": "Failed"}]}),
        ("c1", "Completed", "2026-11-22T22:00:00Z", "2026-11-23T04:00:00Z", {}),
        ("r1", "InProgress", "2026-11-23T20:00:00Z", None, {}),
    )
]  # fmt: skip
POWERSHELL_VAULT = {
    "VaultUri": "https://keys.vault.azure.net/",
    "EnableRbacAuthorization": False,
    "AccessPolicies": [{"ObjectId": "0b7a", "ApplicationId": None, "DisplayName": "",
                        "PermissionsToKeys": ["all"], "PermissionsToSecrets": ["all"]}],
    "ResourceId": KV,
    "VaultName": "keys",
    "ResourceGroupName": "rg-keys",
}  # fmt: skip
POWERSHELL: dict[str, list[Sample]] = {
    "Get-AzVM": [j(POWERSHELL_VM)],
    "Get-AzVM -Status": [j(POWERSHELL_STATUS)],
    "Get-AzDisk": [j([{"Name": "os", "Type": "Microsoft.Compute/disks", "ManagedBy": VM_ID, "DiskSizeGB": 30,
                       "DiskState": "Attached", "CreationData": {},
                       "Encryption": {"Type": "EncryptionAtRestWithPlatformKey"}}])],
    "Get-AzVMDiskEncryptionStatus": [
        j({"OsVolumeEncrypted": "Encrypted", "DataVolumesEncrypted": "NotEncrypted",
           "OsVolumeEncryptionSettings": {"DiskEncryptionKey": {"SourceVault": {"Id": KV}}}})
    ],
    "Get-AzRecoveryServicesBackupItem": [j(POWERSHELL_ITEM)],
    "Get-AzRecoveryServicesBackupProtectionPolicy": [
        (j(POWERSHELL_POLICY), ("Get-AzRecoveryServicesBackupItem",))
    ],
    "Get-AzRecoveryServicesBackupJobDetail": [j(POWERSHELL_JOBS), j(POWERSHELL_RESTRICTED)],
    "Get-AzResourceLock": [j([{"Name": "keep", "LockId": LOCK["id"], "ResourceType": "x",
                               "Properties": {"level": "CanNotDelete"}}])],
    "Get-AzRestorePointCollection": [
        (j([{"Name": "AzureBackup_web01_1", "Id": COLLECTION, "Location": "westeurope", "Source": {"Id": VM_ID},
             "RestorePointCollectionId": "x", "RestorePoints": [{"Name": "p", "ProvisioningState": "Succeeded"}]}]),
         ("Get-AzVM",))
    ],
    "Get-AzKeyVault": [(j(POWERSHELL_VAULT), ("Get-AzVMDiskEncryptionStatus", "Get-AzADServicePrincipal"))],
    "Get-AzADServicePrincipal": [
        (j({"Id": "0b7a", "AppId": SERVICE["appId"], "DisplayName": "Backup Management Service",
            "ServicePrincipalType": "Application"}), ("Get-AzVMDiskEncryptionStatus", "Get-AzKeyVault"))
    ],
    "Get-AzActivityLog (VM)": [j([STOPPED])],
    "Get-AzActivityLog (failed)": [j([REFUSED])],
}  # fmt: skip
