"""The known inner texts, a row each: the literal that has to stand in the text, a pattern where the literal alone does
not tell things apart, and what follows.

Of several rows that fit, the first counts. The texts and their causes are those of two pages: "Troubleshoot restore
point failures" (2024) and "Understand common error messages when you manage virtual machines in Azure" (2025-05-20);
the first row's and those of locks and policies were pasted from real jobs and activity logs.
"""

from __future__ import annotations

from .inner_text import FROM_TEXT, InnerText

# Words with which the platform refuses a VM for reasons of its own: no room, no such size there, a quota.
REFUSALS = (
    "AllocationFailed",
    "ZonalAllocationFailed",
    "OverconstrainedAllocationRequest",
    "OverconstrainedZonalAllocationRequest",
    "SkuNotAvailable",
    "QuotaExceeded",
)
_CODE, _BEHIND = "error.code", "vm.provisioning_error"
_EXTENSION_FAILED = {_CODE: "UserErrorVmProvisioningStateFailed"}
_SNAPSHOT_EXTENSION = r"extension '(?P<value>[^']*VMSnapshot[^']*)'"
_EXTENSION = r"extension '(?P<value>[^']+)'"
_INTERNAL = r"\b(?:Internal(?:Execution|Operation|DiskRestorePoint)?Error|VMExtensionManagementInternalError)\b"


def _refused(word: str) -> InnerText:
    gives = {
        _CODE: "UserErrorVmProvisioningStateFailed",
        "vm.provisioning_state": "failed",
        _BEHIND: word,
    }
    return InnerText(word.lower(), gives, f"{word} : The request cannot be met.", rf"\b{word}\b", of_a_backup=True)


INNER_TEXTS: tuple[InnerText, ...] = (
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
    InnerText(
        "has not reported status for vm agent or extensions",
        {_CODE: "UserErrorGuestAgentStatusUnavailable"},
        "VMAgentStatusCommunicationError : VM has not reported status for VM agent or extensions.",
    ),
    InnerText(
        "since it is marked for deletion",
        {_CODE: "ExtensionStuckInDeletionState", "extensions.backup_state": "deleting"},
        "OperationNotAllowed : Operation 'Create or Update' is not allowed on VM extension 'VMSnapshot' since it is "
        "marked for deletion.",
        f"VM {_SNAPSHOT_EXTENSION}",
    ),
    InnerText(
        "since it is marked for deletion",
        {_CODE: "UserErrorVmProvisioningStateFailed", "extensions.failed": FROM_TEXT},
        "OperationNotAllowed : Operation 'Create or Update' is not allowed on VM extension 'Monitor' since it is "
        "marked for deletion.",
        f"VM {_EXTENSION}",
    ),
    *(
        InnerText(has, {**_EXTENSION_FAILED, **word, fact: value}, example % name, pattern)
        for has, word, example in (
            (
                "failure when processing extension",
                {_BEHIND: "VMExtensionProvisioningError"},
                "VMExtensionProvisioningError : VM has reported a failure when processing extension '%s'.",
            ),
            (
                "has reported failure for vm extension",
                {_BEHIND: "VMExtensionHandlerNonTransientError"},
                "VMExtensionHandlerNonTransientError : Handler 'Some.Publisher' has reported failure for VM Extension "
                "'%s' with terminal error code '1007'.",
            ),
            (
                "in failed state",
                {},
                "OperationNotAllowed : Operation 'Create Restore Point' is not allowed on VM 'web1' since VM has "
                "extension '%s' in failed state.",
            ),
        )
        for fact, value, name, pattern in (
            ("extensions.backup_state", "failed", "VMSnapshotLinux", _SNAPSHOT_EXTENSION),
            ("extensions.failed", FROM_TEXT, "Monitor", _EXTENSION),
        )
    ),
    InnerText(
        "provisioning of vm extension",
        {_CODE: "GuestAgentSnapshotTaskStatusError"},
        "VMExtensionProvisioningTimeout : Provisioning of VM extension 'VMSnapshot' has timed out.",
        f"{_SNAPSHOT_EXTENSION} has timed out",
    ),
    InnerText(
        "cannot modify extensions in the vm when the vm is not running",
        {_CODE: "AzureVmOffline", "vm.power_state": "stopped"},
        "OperationNotAllowed : Cannot modify extensions in the VM when the VM is not running.",
    ),
    InnerText(
        "since the vm is marked for deletion",
        {_CODE: "UserErrorVmNotFoundV2"},
        "OperationNotAllowed : Operation 'Create Restore Point' is not allowed on VM 'web1' since the VM is marked for "
        "deletion.",
    ),
    InnerText(
        "ongoing operation is changing power state",
        {_CODE: "UserErrorVmNotInDesirableState", "vm.changed_state_at_failure": True},
        "OperationNotAllowed : An ongoing operation is changing power state of Virtual Machine web1 to Deallocated.",
    ),
    InnerText(
        "since another operation is in progress",
        {_CODE: "UserErrorVmNotInDesirableState", "vm.provisioning_state": "updating"},
        "OperationNotAllowed : Operation 'Create Restore Point' is not allowed on VM 'web1' since another operation is "
        "in progress.",
    ),
    InnerText(
        "talk to the microsoft distributed transaction coordinator",
        {_CODE: "ExtensionInstallationFailedMDTC"},
        'VMRestorePointClientError : Restore Point creation failed with the error "COM+ was unable to talk to the '
        'Microsoft Distributed Transaction Coordinator".',
    ),
    *(
        InnerText(has, {_CODE: code}, f"VMRestorePointClientError : Restore Point creation failed {has}.")
        for has, code in (
            ("due to com+ error", "ExtensionSnapshotFailedCOM"),
            (
                "due to insufficient memory available in com+ memory quota",
                "ExtensionInstallProviderCOMMemoryQuotaReached",
            ),
            ("due to vss writers in bad state", "ExtensionFailedVssWriterInBadState"),
            (
                "due to failure in installation of visual c++ redistributable",
                "ExtensionVCRedistInstallationFailure",
            ),
            ("due to inadequate vm resources", "ExtensionFailedTimeoutVMNetworkUnresponsive"),
            ("due to no network connectivity on the virtual machine", "ExtensionSnapshotFailedNoNetwork"),
        )
    ),
    *(_refused(word) for word in REFUSALS),
    *(
        InnerText(
            has, {**_EXTENSION_FAILED, "vm.provisioning_state": "failed", _BEHIND: word}, example, of_a_backup=True
        )
        for has, word, example in (
            (
                "we do not have sufficient capacity for the requested vm size",
                "AllocationFailed",
                "Allocation failed. We do not have sufficient capacity for the requested VM size in this region.",
            ),
            (
                "the requested vm size for resource 'following skus have failed for capacity restrictions",
                "SkuNotAvailable",
                "The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: D4' "
                "is currently not available in location 'westeurope'.",
            ),
        )
    ),
    # A VM whose first start, or whose disks, Azure gave up on is in the failed state that a backup then meets.
    *(
        InnerText(
            has,
            {_CODE: "UserErrorVmProvisioningStateFailed", "vm.provisioning_state": "failed", _BEHIND: word},
            f"{word} : the VM {has}.",
            of_a_backup=True,
        )
        for has, word in (
            ("osprovisioningtimedout", "OSProvisioningTimedOut"),
            ("did not finish in the allotted time", "OSProvisioningTimedOut"),
            ("osprovisioningclienterror", "OSProvisioningClientError"),
            ("datadisksforcedetached", "DataDisksForceDetached"),
        )
    ),
    # What the Linux agent writes of an extension that ended with an error, in the portal's language behind the bracket.
    *(
        InnerText(
            "[extensionoperationerror]",
            {**_EXTENSION_FAILED, fact: value},
            f"[ExtensionOperationError] Non-zero exit code: 51, /var/lib/waagent/{name}-1.0.3/main/handle.sh -install",
            rf"\[ExtensionOperationError\].{{0,300}}?/var/lib/waagent/[\w.]{{1,80}}?\.{pattern}-\d",
        )
        for fact, value, name, pattern in (
            (
                "extensions.backup_state",
                "failed",
                "Microsoft.Azure.RecoveryServices.VMSnapshotLinux",
                "(?P<value>VMSnapshot\\w{0,10})",
            ),
            ("extensions.failed", FROM_TEXT, "Some.Publisher.Monitor", "(?P<value>\\w{1,80})"),
        )
    ),
    # The instance view of a VM in failed state; the word behind it is the platform's own error.
    InnerText(
        "provisioningstate/failed/",
        {
            _CODE: "UserErrorVmProvisioningStateFailed",
            "vm.provisioning_state": "failed",
            _BEHIND: FROM_TEXT,
        },
        "ProvisioningState/failed/OSProvisioningTimedOut",
        r"ProvisioningState/failed/(?P<value>[A-Za-z]{5,80})\b",
    ),
    # The page gives it the causes of an internal error of the backup, in the same order.
    InnerText(
        "internal execution error occurred",
        {_CODE: "BackUpOperationFailed"},
        "InternalExecutionError : An internal execution error occurred. Please retry later.",
        _INTERNAL,
    ),
)
