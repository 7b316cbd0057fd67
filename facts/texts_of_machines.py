"""What the platform says of a VM: of its agent and extensions, its power and provisioning states, its allocation.

Rows of the known inner texts (platform_texts.py), each behind those that say more closely what it says.
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


MACHINES: tuple[InnerText, ...] = (
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
