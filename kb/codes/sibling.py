"""The error codes of the sibling page, in its order, and two that only recorded answers of the API show.

Messages: the English page (2025-11-12), recorded answers, and the log of the Linux extension, whose names for the
states of a snapshot are kept as aliases. Numbers: the page and recorded answers. The page's codes of restore and
configuration stand in `codes_foreign.py`.
"""

from ...engine.knowledge import ErrorCode
from ..sources import LINUX_EXTENSION, RECORDINGS, SIBLING

_AGENTS = ("agent-unresponsive-windows", "agent-outdated-linux")
_STATUS_NAMES = LINUX_EXTENSION.section("ExtensionErrorCodeHelper.py")
_COM = SIBLING.section("ExtensionSnapshotFailedCOM / ExtensionInstallationFailedCOM / ExtensionInstallationFailedMDTC")
_GONE = SIBLING.section("320001, ResourceNotFound / 400094, BCMV2VMNotFound")

SIBLING_CODES = (
    ErrorCode(
        code="VMRestorePointInternalError",
        title="Antivirus software in the VM restricts the backup extension",
        families=("antivirus",),
        messages=("Antivirus configured in the VM is restricting the execution of backup extension",),
        platform="windows",
        sources=(SIBLING.section("VMRestorePointInternalError"),),
        covers=("X.VMRestorePointInternalError",),
    ),
    ErrorCode(
        code="CopyingVHDsFromBackUpVaultTakingLongTime",
        title="Copying the backed-up data timed out",
        families=("copy-to-vault",),
        messages=("Copying backed up data from vault timed out",),
        note="The message says 'from vault'; the page explains the code by the transfer of a backup to the vault.",
        sources=(SIBLING.section("CopyingVHDsFromBackUpVaultTakingLongTime"),),
        covers=("X.CopyingVHDsFromBackUpVaultTakingLongTime",),
    ),
    ErrorCode(
        code="UserErrorVmNotInDesirableState",
        title="VM is not in a state that allows backups",
        families=("vm-provisioning", "vm-transition", "selinux"),
        messages=("VM is not in a state that allows backups.",),
        note=(
            "Running, Stopped and Stopped (deallocated) all allow backups; what does not is a VM that is Failed, or "
            "on its way from one state to another."
        ),
        sources=(SIBLING.section("UserErrorVmNotInDesirableState"),),
        covers=("X.UserErrorVmNotInDesirableState",),
    ),
    ErrorCode(
        code="UserErrorFsFreezeFailed",
        title="Failed to freeze one or more mount points of the VM",
        families=("filesystem-freeze",),
        messages=("Failed to freeze one or more mount-points of the VM to take a file-system consistent snapshot.",),
        aliases=("FailedRetryableFsFreezeFailed",),
        platform="linux",
        note="The extension's log names each mount point that it could not freeze: 'Failed to FITHAW: /boot'.",
        sources=(SIBLING.section("UserErrorFsFreezeFailed"), _STATUS_NAMES),
        covers=("X.UserErrorFsFreezeFailed",),
    ),
    ErrorCode(
        code="ExtensionSnapshotFailedCOM",
        title="Snapshot operation failed due to COM+ error",
        families=("extension-services",),
        messages=("Snapshot operation failed due to COM+ error",),
        platform="windows",
        sources=(_COM,),
        covers=("X.ExtensionSnapshotFailedCOM",),
    ),
    ErrorCode(
        code="ExtensionInstallationFailedCOM",
        title="Extension installation/operation failed due to a COM+ error",
        families=("extension-services",),
        messages=("Extension installation/operation failed due to a COM+ error",),
        platform="windows",
        sources=(_COM,),
        covers=("X.ExtensionInstallationFailedCOM",),
    ),
    ErrorCode(
        code="ExtensionInstallationFailedMDTC",
        title="Extension installation failed: COM+ could not talk to the Distributed Transaction Coordinator",
        families=("extension-services",),
        messages=(
            'Extension installation failed with the error "COM+ was unable to talk to the Microsoft Distributed '
            "Transaction Coordinator",
            "COM+ was unable to talk to the Microsoft Distributed Transaction Coordinator",
        ),
        aliases=("ExtensionInstallationFailedMSDTC",),
        platform="windows",
        sources=(_COM,),
        covers=("X.ExtensionInstallationFailedMDTC",),
    ),
    ErrorCode(
        code="ExtensionFailedVssWriterInBadState",
        title="Snapshot operation failed because VSS writers were in a bad state",
        families=("vm-resources", "vss"),
        messages=("Snapshot operation failed because VSS writers were in a bad state.",),
        platform="windows",
        note="The page has the resources of the VM looked at first: disk space, memory, page file, CPU.",
        sources=(SIBLING.section("ExtensionFailedVssWriterInBadState"),),
        covers=("X.ExtensionFailedVssWriterInBadState",),
    ),
    ErrorCode(
        code="ExtensionFailedVssServiceInBadState",
        title="Snapshot operation failed due to the Volume Shadow Copy service in a bad state",
        families=("vss-service",),
        messages=("Snapshot operation failed due to VSS (Volume Shadow Copy) service in bad state.",),
        platform="windows",
        sources=(SIBLING.section("ExtensionFailedVssServiceInBadState"),),
        covers=("X.ExtensionFailedVssServiceInBadState",),
    ),
    ErrorCode(
        code="ExtensionConfigParsingFailure",
        title="Failure in parsing the config for the backup extension",
        families=("machinekeys",),
        messages=("Failure in parsing the config for the backup extension.",),
        platform="windows",
        sources=(SIBLING.section("ExtensionConfigParsingFailure"),),
        covers=("X.ExtensionConfigParsingFailure",),
    ),
    ErrorCode(
        code="ExtensionStuckInDeletionState",
        title="Extension state is not supportive to the backup operation",
        families=(*_AGENTS, "extension-deletion"),
        messages=("Extension state is not supportive to the backup operation",),
        note="The agent has to be installed and to answer before the extension can be removed.",
        sources=(SIBLING.section("ExtensionStuckInDeletionState"),),
        covers=("X.ExtensionStuckInDeletionState",),
    ),
    ErrorCode(
        code="ExtensionFailedSnapshotLimitReachedError",
        title="Snapshot limit is exceeded for some of the disks attached",
        families=("snapshot-limit",),
        messages=(
            "Snapshot operation failed as snapshot limit is exceeded for some of the disks attached",
            "T:S Enable failed with FailedSnapshotLimitReached errror",
        ),
        aliases=("FailedSnapshotLimitReached",),
        sources=(SIBLING.section("ExtensionFailedSnapshotLimitReachedError"), _STATUS_NAMES),
        covers=("X.ExtensionFailedSnapshotLimitReachedError",),
    ),
    ErrorCode(
        code="ExtensionFailedTimeoutVMNetworkUnresponsive",
        title="Snapshot operation failed due to inadequate VM resources",
        families=("vm-resources",),
        messages=("Snapshot operation failed due to inadequate VM resources.",),
        sources=(SIBLING.section("ExtensionFailedTimeoutVMNetworkUnresponsive"),),
        covers=("X.ExtensionFailedTimeoutVMNetworkUnresponsive",),
    ),
    ErrorCode(
        code="ResourceNotFound",
        title="Could not perform the operation as the VM no longer exists",
        families=("vm-gone",),
        messages=("Could not perform the operation as VM no longer exists.",),
        numbers=(320001,),
        sources=(_GONE,),
        covers=("X.ResourceNotFound",),
    ),
    ErrorCode(
        code="BCMV2VMNotFound",
        title="The virtual machine doesn't exist",
        families=("vm-gone",),
        messages=("The virtual machine doesn't exist", "An Azure virtual machine wasn't found."),
        numbers=(400094,),
        sources=(_GONE,),
        covers=("X.BCMV2VMNotFound",),
    ),
    ErrorCode(
        code="UserErrorVmNotFoundV2",
        title="Virtual machine doesn't exist",
        families=("vm-gone",),
        messages=("Virtual machine doesn't exist.",),
        numbers=(400136,),
        sources=(RECORDINGS.section("errorDetails of backup jobs, 2021"), _GONE),
        covers=("X.UserErrorVmNotFoundV2",),
    ),
    ErrorCode(
        code="AzureVmOffline",
        title="The backup extension could not be installed: the virtual machine is not running",
        families=_AGENTS,
        messages=("Failed to install Microsoft Recovery Services extension as virtual machine  is not running",),
        numbers=(380008,),
        note="The agent has to be there before the extension can be installed; see also whether the VM runs.",
        sources=(SIBLING.section("380008, AzureVmOffline"),),
        covers=("X.AzureVmOffline",),
    ),
    ErrorCode(
        code="ExtensionSnapshotBitlockerError",
        title="The snapshot failed: a drive is locked by BitLocker",
        families=("bitlocker",),
        messages=(
            "The snapshot operation failed with the Volume Shadow Copy Service (VSS) operation error This drive is "
            "locked by BitLocker Drive Encryption. You must unlock this drive from the Control Panel.",
            "This drive is locked by BitLocker Drive Encryption. You must unlock this drive from the Control Panel.",
            "The snapshot operation failed with the Volume Shadow Copy Service (VSS) operation error",
        ),
        platform="windows",
        sources=(SIBLING.section("ExtensionSnapshotBitlockerError"),),
        covers=("X.ExtensionSnapshotBitlockerError",),
    ),
    ErrorCode(
        code="VmNotInDesirableState",
        title="The VM isn't in a state that allows backups",
        families=("vm-transition", "selinux", *_AGENTS),
        messages=("The VM isn't in a state that allows backups.",),
        note="Of the agent's troubles, the page names only one for this code: that it is not installed.",
        sources=(SIBLING.section("VmNotInDesirableState"),),
        covers=("X.VmNotInDesirableState",),
    ),
    ErrorCode(
        code="ExtensionSnapshotFailedNoSecureNetwork",
        title="The snapshot failed: no secure network communication channel",
        families=("secure-network",),
        messages=(
            "The snapshot operation failed because of failure to create a secure network communication channel.",
        ),
        platform="windows",
        sources=(SIBLING.section("ExtensionSnapshotFailedNoSecureNetwork"),),
        covers=("X.ExtensionSnapshotFailedNoSecureNetwork",),
    ),
    ErrorCode(
        code="ExtensionVCRedistInstallationFailure",
        title="The snapshot failed: Visual C++ Redistributable could not be installed",
        families=("vcredist", "antivirus"),
        messages=(
            "The snapshot operation failed because of failure to install Visual C++ Redistributable for Visual "
            "Studio 2015.",
            "Snapshot operation failed due to failure in installation of Visual C++ Redistributable for Visual "
            "Studio 2013.",
        ),
        numbers=(380020,),
        platform="windows",
        sources=(
            SIBLING.section("ExtensionVCRedistInstallationFailure"),
            RECORDINGS.section("healthDetails of backup items"),
        ),
        covers=("X.ExtensionVCRedistInstallationFailure",),
    ),
    ErrorCode(
        code="UserErrorRequestDisallowedByPolicy",
        title="An Azure Policy prevents the snapshot operation",
        families=("policy-deny",),
        messages=("An invalid policy is configured on the VM which is preventing Snapshot operation.",),
        sources=(SIBLING.section("UserErrorRequestDisallowedByPolicy"),),
        covers=("X.UserErrorRequestDisallowedByPolicy",),
    ),
    ErrorCode(
        code="UserErrorUnableToOpenMount",
        title="The backup extension was unable to open the mount points in the VM",
        families=("mount-points",),
        messages=("file open failed for some mount",),
        aliases=("FailedRetryableUnableToOpenMount",),
        platform="linux",
        sources=(SIBLING.section("UserErrorUnableToOpenMount"), _STATUS_NAMES),
        covers=("X.UserErrorUnableToOpenMount",),
    ),
    ErrorCode(
        code="UserErrorGuestAgentVersionUnsupported",
        title="The VM does not have the latest agent installed",
        families=_AGENTS,
        messages=("Does not have the latest agent installed.",),
        numbers=(380016,),
        note="Seen as a warning of the pre-check too, beside a backup that succeeded.",
        sources=(RECORDINGS.section("healthDetails of backup items"),),
        covers=("X.UserErrorGuestAgentVersionUnsupported",),
    ),
    ErrorCode(
        code="UserErrorRpCollectionDeleted",
        title="The restore point collection has been deleted by the user",
        families=("restore-points-deleted",),
        messages=("The Restore Point collection has been deleted by the user.",),
        numbers=(400288,),
        sources=(RECORDINGS.section("healthDetails of backup items, 2021"),),
        covers=("X.UserErrorRpCollectionDeleted",),
    ),
)
