"""What the platform says where it refuses a request: restore points and their groups, locks, policies, disks, keys.

Rows of the known inner texts (platform_texts.py), each behind those that say more closely what it says.
"""

from __future__ import annotations

from .inner_text import InnerText

_CODE = "error.code"
# Calls of clients that are about a backup: of a vault, its items, policies and containers.
_OF_BACKUP = (
    r"(?:\bAzure Backup\b|Protect(?:ed|able)Items|ProtectionPolic|ProtectionContainers|RecoveryServices/vaults)"
)

REQUESTS: tuple[InnerText, ...] = (
    InnerText(
        "number of restore points across restore point collections",
        {_CODE: "UserErrorRpCollectionLimitReached", "restore_points.count": 18},
        "OperationNotAllowed : The number of restore points across restore point collections and resource groups for a "
        "VM cannot exceed 18. To create a new restore point, please delete existing restore points.",
        "cannot exceed 18",
    ),
    # The job asked for it: what is locked are the points of this VM, for deleting or, read-only, for writing. A lock on
    # another resource tells no cause.
    InnerText(
        "following scope(s) are locked",
        {_CODE: "ScopeLocked", "locks.backup_group": True},
        "ScopeLocked : The scope '/subscriptions/x/resourceGroups/AzureBackupRG_westeurope_1/providers/"
        "Microsoft.Compute/restorePointCollections/AzureBackup_web1_1' cannot perform delete operation because "
        "following scope(s) are locked: '/subscriptions/x/resourceGroups/AzureBackupRG_westeurope_1'.",
        r"The scope '[^']*/restorePointCollections/",
    ),
    # Only a lock of level ReadOnly refuses a write.
    *(
        InnerText("perform write operation because following scope(s) are locked", gives, example, pattern)
        for gives, pattern, example in (
            (
                {_CODE: "ScopeLocked.Write", "locks.readonly_on_vm": True},
                r"The scope '[^']*/virtualMachines/",
                "ScopeLocked : The scope '/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/"
                "virtualMachines/web1/extensions/VMSnapshot' cannot perform write operation because following scope(s) "
                "are locked: '/subscriptions/x/resourceGroups/rg'.",
            ),
            (
                {_CODE: "ScopeLocked.Write"},
                "",
                "ScopeLocked : The scope '/subscriptions/x/resourceGroups/AzureBackupRG_westeurope_1' cannot perform "
                "write operation because following scope(s) are locked: '/subscriptions/x'.",
            ),
        )
    ),
    InnerText(
        "was disallowed by policy",
        {_CODE: "UserErrorRequestDisallowedByPolicy", "restore_points.group_denied": True},
        "RequestDisallowedByPolicy : Resource 'AzureBackupRG_westeurope_1' was disallowed by policy.",
        r"Resource '(?:AzureBackup(?:RG)?_[^']*|VMSnapshot(?:Linux)?)' was disallowed",
    ),
    InnerText(
        "was disallowed by policy",
        {_CODE: "UserErrorRequestDisallowedByPolicy", "restore_points.group_denied": True},
        "RequestDisallowedByPolicy : Resource 'rg-backup1' was disallowed by policy.",
        of_a_job=True,
    ),
    *(
        InnerText(has, {_CODE: code, **told}, example)
        for has, code, told, example in (
            (
                "snapshot limit of one or more disk blobs has been reached",
                "VMRestorePointClientError.SnapshotLimit",
                {},
                "VMRestorePointClientError : Restore Point creation failed as the maximum allowed snapshot limit of "
                "one or more disk blobs has been reached.",
            ),
            (
                "changes were made to the virtual machine while the operation",
                "ExtensionOperationInProgress",
                {},
                "Changes were made to the Virtual Machine while the operation 'x' was in progress.",
            ),
            (
                "disk(s) have not been allocated successfully",
                "OperationNotAllowed.DisksNotAllocated",
                {},
                "OperationNotAllowed : Operation 'Create Restore Point' is not allowed as disk(s) have not been "
                "allocated successfully.",
            ),
            (
                "because the disk is currently being detached",
                "OperationNotAllowed.DisksNotAllocated",
                {"disks.failed": True},
                "AttachDiskWhileBeingDetached : Cannot attach data disk 'd1' to VM 'web1' because the disk is "
                "currently being detached. Please wait until the disk is completely detached and then try again.",
            ),
            (
                "is not allowed when disk is marked for deletion",
                "OperationNotAllowed.DisksNotAllocated",
                {"disks.failed": True},
                "Disk property change for disk 'd1' is not allowed when disk is marked for deletion.",
            ),
            (
                "as the vm has other disks in failed disks",
                "OperationNotAllowed.DisksNotAllocated",
                {"disks.failed": True},
                "DiskProcessingError : Disk processing halted as the VM has other disks in failed disks.",
            ),
            (
                "virtual machine with shared disks is not supported",
                "UserErrorSharedDiskBackupNotSupported",
                {"disks.shared": True},
                "VMRestorePointClientError : Restore Point of a Virtual Machine with Shared disks is not supported.",
            ),
            (
                "concurrent 'create restorepoint' operation was triggered",
                "VMRestorePointClientError.Concurrent",
                {},
                "VMRestorePointClientError : RestorePoint creation failed since a concurrent 'Create RestorePoint' "
                "operation was triggered on the VM.",
            ),
            (
                "keyvault associated with diskencryptionset not found",
                "DiskRestorePointClientError.KeyVaultNotFound",
                {"des.keyvault_gone": True},
                "DiskRestorePointClientError : Keyvault associated with DiskEncryptionSet not found.",
            ),
            (
                "key is expired",
                "KeyVaultKeyNotEnabled",
                {"des.key_state": "expired"},
                "KeyVaultAccessForbidden : Key is expired.",
            ),
            (
                "unwrap key permissions to disk encryption set",
                "KeyVaultAccessForbidden",
                {},
                "KeyVaultAccessForbidden : Unable to access key vault resource 'https://kv.vault.azure.net/keys/k/1' "
                "to enable encryption at rest. Please grant get, wrap and unwrap key permissions to disk encryption "
                "set 'des'.",
            ),
            (
                "active shared access signature outstanding for disk restore point",
                "DiskRestorePointUsedByCustomer",
                {"restore_points.access_open": True},
                "DiskRestorePointUsedByCustomer : There is an active shared access signature outstanding for disk "
                "restore point. Call EndGetAccess before deleting the restore point.",
            ),
            (
                "since the vm is generalized",
                "OperationNotAllowed.Generalized",
                {"vm.generalized": True},
                "OperationNotAllowed : Operation 'x' is not allowed on VM 'web1' since the VM is generalized.",
            ),
            (
                "requires the vm to be running",
                "AzureVmOffline",
                {"vm.power_state": "stopped"},
                "OperationNotAllowed : The operation requires the VM to be running (or set to run).",
            ),
            (
                "either deallocated or marked to be deallocated",
                "UserErrorVmNotInDesirableState",
                {},
                "OperationNotAllowed : Not allowed: the VM is either deallocated or marked to be deallocated.",
            ),
            (
                "disks are being converted to managed disks",
                "UserErrorVmNotInDesirableState",
                {"vm.provisioning_state": "updating"},
                "OperationNotAllowed : Management operations on VM 'web1' are disallowed because VM disks are being "
                "converted to managed disks.",
            ),
        )
    ),
    InnerText(
        "too many requests have been received for this subscription",
        {_CODE: "TooManyRequests", "platform.throttled": True},
        "OperationNotAllowed : The server rejected the request because too many requests have been received for this "
        "subscription.",
        of_a_job=True,
    ),
    # A client that tries again by itself gives up at its own deadline, and keeps the number of the last answer.
    *(
        InnerText(has, {_CODE: "TooManyRequests", "platform.throttled": True}, example, pattern, of_a_job=True)
        for has, pattern, example in (
            (
                "statuscode=429",
                rf"{_OF_BACKUP}[^\n]{{0,400}}?\bStatusCode=429\b",
                "Error making Read request on Azure Backup Protected VM: backup.ProtectedItemsClient#Get: Failure "
                "sending request: StatusCode=429 -- Original Error: context deadline exceeded",
            ),
            (
                "429",
                rf"{_OF_BACKUP}[^\n]{{0,400}}?\b(?:HTTP response was |unexpected status |status(?: code)?:? "
                rf"?|HTTP(?:/\d"
                r"(?:\.\d)?)? |\()429\b",
                "retrieving Protected Item (Vault Name: v1): protecteditems.ProtectedItemsClient#Get: unexpected "
                "status 429 (429 Too Many Requests)",
            ),
        )
    ),
    *(
        InnerText(
            f"is not allowed on {state} key",
            {_CODE: "KeyVaultKeyNotEnabled", "des.key_state": word},
            f"KeyVaultAccessForbidden : Operation wrapKey is not allowed on {state} key.",
            of_a_backup=True,
        )
        for state, word in (("a disabled", "disabled"), ("an expired", "expired"))
    ),
    InnerText(
        "as restore point collection",
        {_CODE: "UserErrorRpCollectionMarkedForDeletion"},
        "OperationNotAllowed : Operation 'Create Restore Point' is not allowed as Restore point collection "
        "'AzureBackup_web1_1' is marked for deletion.",
        "marked for deletion",
    ),
    # The group is that of the restore points, or it is not told: another group's end says nothing of a backup.
    InnerText(
        "resourcegroupbeingdeleted",
        {_CODE: "ResourceGroupBeingDeleted", "restore_points.group_deleted": True},
        "ResourceGroupBeingDeleted : The resource group 'AzureBackupRG_westeurope_1' is in deprovisioning state and "
        "cannot perform this operation.",
        "resource group 'AzureBackupRG_",
    ),
    # The group that Azure Backup keeps its points in is gone, when nobody but itself asks for it.
    InnerText(
        "could not be found",
        {_CODE: "ResourceGroupBeingDeleted"},
        "ResourceGroupNotFound : Resource group 'AzureBackupRG_westeurope_1' could not be found.",
        "resource group 'AzureBackupRG_[^']*' could not be found",
    ),
    InnerText(
        "vmartifactrepositoryinternalerror",
        {_CODE: "UserErrorProt32dAllocationPending"},
        "VMArtifactRepositoryInternalError : An error occurred while communicating with the artifact repository to "
        "retrieve VM artifact details.",
    ),
)
