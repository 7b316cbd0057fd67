"""Codes of the compute platform itself, which stand behind those of Azure Backup: snapshots, restore points, limits.

`OperationNotAllowed`, `VMRestorePointClientError` and `Conflict` are codes of many errors, which their messages tell
apart (COLLECTIVE): the code of such a message is theirs, a dot, and what it means.
"""

from ...engine.knowledge import ErrorCode
from ..sources import LOCKS, RESTORE_POINT_PAGE, SELF_HELP, THREADS, THROTTLING, VM_ERRORS

_MANAGEMENT = VM_ERRORS.section("Common virtual machine management errors")

COMPUTE_CODES = (
    ErrorCode(
        code="ExtensionOperationInProgress",
        title="The VM was changed while the snapshot was taken",
        families=("vm-changed-during-snapshot",),
        leaves_open=("vm-transition",),
        names=("vm-changed-during-snapshot",),
        messages=(
            "Changes were made to the Virtual Machine while the operation 'Create Restore Point' was in progress.",
            "Operation execution has been preempted by a more recent operation.",
        ),
        aliases=("OperationPreempted",),
        sources=(
            RESTORE_POINT_PAGE.section("Changes were made to the Virtual Machine while the operation was in progress"),
            SELF_HELP.section("ExtensionOperationInProgress"),
            THREADS.section("Azure/azure-rest-api-specs#22434"),
        ),
    ),
    ErrorCode(
        code="OperationNotAllowed.DisksNotAllocated",
        title="Disks of the VM have not been allocated successfully",
        families=("disk-not-allocated",),
        names=("disk-not-allocated",),
        messages=("disk(s) have not been allocated successfully",),
        aliases=("AttachDiskWhileBeingDetached", "DiskProcessingError", "DiskPreparationError"),
        sources=(RESTORE_POINT_PAGE.section("disk(s) have not been allocated successfully"), _MANAGEMENT),
    ),
    ErrorCode(
        code="OperationNotAllowed.Generalized",
        title="The VM is generalized",
        families=("vm-generalized",),
        names=("vm-generalized",),
        sources=(_MANAGEMENT,),
    ),
    ErrorCode(
        code="UserErrorRpCollectionMarkedForDeletion",
        title="The restore point collection is marked for deletion",
        families=("rpc-being-deleted",),
        names=("rpc-being-deleted",),
        messages=("Operation failed as the RP Collection is marked for deletion.",),
        sources=(SELF_HELP.section("UserErrorRpCollectionMarkedForDeletion"), _MANAGEMENT),
    ),
    ErrorCode(
        code="DiskRestorePointUsedByCustomer",
        title="An access to a disk restore point is still open",
        families=("restore-point-access-open",),
        names=("restore-point-access-open",),
        messages=("There is an active shared access signature outstanding for disk restore point.",),
        sources=(RESTORE_POINT_PAGE.section("DiskRestorePointUsedByCustomer"),),
    ),
    ErrorCode(
        code="VMRestorePointClientError.Concurrent",
        title="Another restore point of the VM was being made",
        families=("restore-point-concurrent",),
        names=("restore-point-concurrent",),
        messages=("concurrent 'Create RestorePoint' operation was triggered on the VM",),
        sources=(RESTORE_POINT_PAGE.section("a concurrent 'Create RestorePoint' operation was triggered"),),
    ),
    ErrorCode(
        code="VMRestorePointClientError.SnapshotLimit",
        title="The platform's limit of restore points of the VM is reached",
        families=("rpc-limit-platform",),
        names=("rpc-limit-platform",),
        messages=("maximum allowed snapshot limit of one or more disk blobs has been reached",),
        sources=(RESTORE_POINT_PAGE.section("maximum allowed snapshot limit"),),
    ),
    ErrorCode(
        code="ExtensionFailedSnapshotRateExceededError",
        title="The snapshot coincided with another one of the same disk",
        families=("snapshot-collision", "restore-point-concurrent"),
        names=("snapshot-collision",),
        messages=(
            "Backup operation failed as the snapshot call coincided with another snapshot request from a different "
            "client",
            "The rate of snapshot blob calls is exceeded",
        ),
        aliases=("SnapshotRateExceeded", "SnapshotOperationRateExceeded", "FailedRetryableSnapshotRateExceeded"),
        sources=(SELF_HELP.section("ExtensionFailedSnapshotRateExceededError"),),
    ),
    ErrorCode(
        code="TooManyRequests",
        title="Azure refuses calls of the subscription: there are too many",
        families=("arm-throttled",),
        names=("arm-throttled",),
        messages=("too many requests have been received for this subscription",),
        aliases=("SubscriptionRequestsThrottled", "ResourceRequestsThrottled"),
        sources=(THROTTLING.section("Throttling error details"),),
    ),
    ErrorCode(
        code="UserErrorResourceIsInLockedState",
        title="The backup failed due to a lock on the virtual machine",
        families=("readonly-lock", "restore-point-lock"),
        leaves_open=("restore-points",),
        messages=("Backup failed due to a lock on virtual machine.",),
        sources=(
            SELF_HELP.section("UserErrorResourceIsInLockedState"),
            LOCKS.section("Considerations before applying your locks"),
        ),
    ),
    ErrorCode(
        code="ScopeLocked.Write",
        title="A write was refused, for its scope is locked",
        families=("readonly-lock", "restore-point-lock"),
        names=("readonly-lock",),
        leaves_open=("restore-points",),
        messages=("cannot perform write operation because following scope(s) are locked",),
        note="A lock refuses a write only where its level is ReadOnly.",
        sources=(LOCKS.section("Considerations before applying your locks"),),
    ),
    ErrorCode(
        code="UserErrorStorageAccountIsLocked",
        title="The storage account is locked",
        families=("readonly-lock",),
        messages=("Backup or restore jobs failed due to storage account being in locked state",),
        note="Met with Azure Files; of a VM backup only where its disks are unmanaged.",
        sources=(SELF_HELP.section("UserErrorStorageAccountIsLocked"),),
    ),
    ErrorCode(
        code="ResourceGroupBeingDeleted",
        title="The resource group is being deleted",
        families=("backup-group-gone",),
        names=("backup-group-gone",),
        messages=("is in deprovisioning state and cannot perform this operation",),
        sources=(_MANAGEMENT,),
    ),
    ErrorCode(
        code="UserErrorProt32dAllocationPending",
        title="The service is still placing the backup: it passes within 48 hours",
        families=("platform-transient",),
        names=("platform-transient",),
        messages=("Backup failed due to UserErrorProt32dAllocationPending",),
        aliases=(
            "VMArtifactRepositoryInternalError",
            "ResourceUpdateBlockedOnPlatformUpdate",
            "DiskServiceInternalError",
        ),
        sources=(SELF_HELP.section("UserErrorProt32dAllocationPending"), _MANAGEMENT),
    ),
    ErrorCode(
        code="UserErrorJobCancelledOnMachineReboot",
        title="The backup was cancelled, for the VM was restarted",
        families=("vm-transition",),
        leaves_open=("vm-transition",),
        says=("restarted",),
        names=("vm-in-transition",),
        messages=("Job was cancelled because the machine rebooted.",),
        sources=(SELF_HELP.section("UserErrorJobCancelledOnMachineReboot"),),
    ),
    ErrorCode(
        code="ManagedRPCreationFailedInCrpButExtensionSucceeded",
        title="The extension took the snapshot, and the compute platform did not get its answer in time",
        families=("agent-unresponsive-windows", "agent-outdated-linux"),
        leaves_open=("agent", "answer", "guest", "network"),
        says=("agent", "network"),
        messages=("Backup operation failed for managed disk VM",),
        sources=(SELF_HELP.section("ManagedRPCreationFailedInCrpButExtensionSucceeded"),),
    ),
)
