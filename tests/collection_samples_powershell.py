"""Small outputs of the commands of Azure PowerShell, as `collection_samples.py` has those of the Azure CLI."""

from __future__ import annotations

from collection_samples import (
    AGENT,
    COLLECTION,
    ITEM,
    KV,
    LOCK,
    RECOVERY,
    REFUSED,
    SERVICE,
    STOPPED,
    VM_ID,
    Sample,
    j,
)

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
