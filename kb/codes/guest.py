"""Codes with which the backup extension ran in the guest, or was being installed there, and says what failed.

So the VM ran, and its agent worked. What can stop a program of the guest (antivirus, application control) stays open.
Names that the Linux extension's log has for the states of a snapshot are kept as aliases.
"""

from ...engine.knowledge import ErrorCode
from ..sources import LINUX_EXTENSION, RECORDINGS, SELF_HELP, SIBLING

_STATUS_NAMES = LINUX_EXTENSION.section("ExtensionErrorCodeHelper.py")
_COM = SIBLING.section("ExtensionSnapshotFailedCOM / ExtensionInstallationFailedCOM / ExtensionInstallationFailedMDTC")

# With this begin messages of many errors of VSS, told apart by what stands behind it: it fits none of them alone.
GENERIC_BEGINNINGS = ("The snapshot operation failed with the Volume Shadow Copy Service (VSS) operation error",)

GUEST_CODES = (
    ErrorCode(
        code="ExtensionSnapshotFailedCOM",
        title="Snapshot operation failed due to COM+ error",
        families=("extension-services",),
        leaves_open=("guest", "programs", "vss-stack"),
        says=("com",),
        names=("com-plus-stopped",),
        messages=("Snapshot operation failed due to COM+ error",),
        platform="windows",
        sources=(_COM,),
    ),
    ErrorCode(
        code="ExtensionInstallationFailedCOM",
        title="Extension installation/operation failed due to a COM+ error",
        families=("extension-services",),
        leaves_open=("guest", "programs", "vss-stack", "extension"),
        says=("com",),
        names=("com-plus-stopped",),
        messages=("Extension installation/operation failed due to a COM+ error",),
        platform="windows",
        sources=(_COM,),
    ),
    ErrorCode(
        code="ExtensionInstallationFailedMDTC",
        title="Extension installation failed: COM+ could not talk to the Distributed Transaction Coordinator",
        families=("extension-services",),
        leaves_open=("guest", "programs", "vss-stack", "extension"),
        says=("com",),
        names=("msdtc-broken",),
        messages=(
            'Extension installation failed with the error "COM+ was unable to talk to the Microsoft Distributed '
            "Transaction Coordinator",
            "COM+ was unable to talk to the Microsoft Distributed Transaction Coordinator",
        ),
        aliases=("ExtensionInstallationFailedMSDTC",),
        platform="windows",
        sources=(_COM,),
    ),
    ErrorCode(
        code="ExtensionFailedVssWriterInBadState",
        title="Snapshot operation failed because VSS writers were in a bad state",
        families=("vm-resources", "vss"),
        leaves_open=("guest", "programs", "vss-stack"),
        says=("vss",),
        names=("vss-writer-bad",),
        messages=(
            "Snapshot operation failed because VSS writers were in a bad state.",
            "Snapshot operation failed due to VSS Writers in bad state",
        ),
        platform="windows",
        note="The page has the resources of the VM looked at first: disk space, memory, page file, CPU.",
        sources=(SIBLING.section("ExtensionFailedVssWriterInBadState"),),
    ),
    ErrorCode(
        code="ExtensionFailedVssServiceInBadState",
        title="Snapshot operation failed due to the Volume Shadow Copy service in a bad state",
        families=("vss-service",),
        leaves_open=("guest", "programs", "vss-stack"),
        says=("vss",),
        names=("vss-service-bad",),
        messages=("Snapshot operation failed due to VSS (Volume Shadow Copy) service in bad state.",),
        platform="windows",
        sources=(SIBLING.section("ExtensionFailedVssServiceInBadState"),),
    ),
    ErrorCode(
        code="ExtensionConfigParsingFailure",
        title="Failure in parsing the config for the backup extension",
        families=("machinekeys",),
        leaves_open=("guest", "programs", "extension"),
        messages=("Failure in parsing the config for the backup extension.",),
        platform="windows",
        sources=(SIBLING.section("ExtensionConfigParsingFailure"),),
    ),
    ErrorCode(
        code="ExtensionSnapshotBitlockerError",
        title="The snapshot failed: a drive is locked by BitLocker",
        families=("bitlocker",),
        leaves_open=("guest", "programs"),
        names=("bitlocker-locked",),
        messages=(
            "The snapshot operation failed with the Volume Shadow Copy Service (VSS) operation error This drive is "
            "locked by BitLocker Drive Encryption. You must unlock this drive from the Control Panel.",
            "This drive is locked by BitLocker Drive Encryption. You must unlock this drive from the Control Panel.",
        ),
        platform="windows",
        sources=(SIBLING.section("ExtensionSnapshotBitlockerError"),),
    ),
    ErrorCode(
        code="ExtensionSnapshotFailedNoSecureNetwork",
        title="The snapshot failed: no secure network communication channel",
        families=("secure-network",),
        leaves_open=("guest", "programs", "network"),
        messages=(
            "The snapshot operation failed because of failure to create a secure network communication channel.",
        ),
        platform="windows",
        sources=(SIBLING.section("ExtensionSnapshotFailedNoSecureNetwork"),),
    ),
    ErrorCode(
        code="ExtensionVCRedistInstallationFailure",
        title="The snapshot failed: Visual C++ Redistributable could not be installed",
        families=("vcredist", "antivirus"),
        leaves_open=("guest", "programs", "extension"),
        names=("vcredist",),
        messages=(
            "Snapshot operation failed due to failure in installation of Visual C++ Redistributable for Visual "
            "Studio 2012",
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
    ),
    ErrorCode(
        code="ExtensionFailedSnapshotLimitReachedError",
        title="Snapshot limit is exceeded for some of the disks attached",
        families=("snapshot-limit",),
        leaves_open=("guest", "programs"),
        names=("snapshot-limit",),
        messages=(
            "Snapshot operation failed as snapshot limit is exceeded for some of the disks attached",
            "T:S Enable failed with FailedSnapshotLimitReached errror",
        ),
        aliases=("FailedSnapshotLimitReached",),
        sources=(SIBLING.section("ExtensionFailedSnapshotLimitReachedError"), _STATUS_NAMES),
    ),
    ErrorCode(
        code="ExtensionFailedTimeoutVMNetworkUnresponsive",
        title="Snapshot operation failed due to inadequate VM resources",
        families=("vm-resources",),
        leaves_open=("guest", "programs", "network"),
        messages=("Snapshot operation failed due to inadequate VM resources.",),
        sources=(SIBLING.section("ExtensionFailedTimeoutVMNetworkUnresponsive"),),
    ),
    ErrorCode(
        code="UserErrorFsFreezeFailed",
        title="Failed to freeze one or more mount points of the VM",
        families=("filesystem-freeze",),
        leaves_open=("guest", "mounts"),
        messages=("Failed to freeze one or more mount-points of the VM to take a file-system consistent snapshot.",),
        aliases=("FailedRetryableFsFreezeFailed",),
        platform="linux",
        note="The extension's log names each mount point that it could not freeze: 'Failed to FITHAW: /boot'.",
        sources=(SIBLING.section("UserErrorFsFreezeFailed"), _STATUS_NAMES),
    ),
    ErrorCode(
        code="UserErrorUnableToOpenMount",
        title="The backup extension was unable to open the mount points in the VM",
        families=("mount-points",),
        leaves_open=("guest", "mounts", "mounts-opened"),
        names=("mount-unreadable",),
        messages=("file open failed for some mount",),
        aliases=("FailedRetryableUnableToOpenMount",),
        platform="linux",
        sources=(SIBLING.section("UserErrorUnableToOpenMount"), _STATUS_NAMES),
    ),
    ErrorCode(
        code="ExtensionInstallProviderCOMMemoryQuotaReached",
        title="The snapshot provider could not be installed: the memory quota of COM+ is reached",
        families=("desktop-heap", "snapshot-provider"),
        leaves_open=("guest", "programs", "vss-stack", "extension"),
        names=("desktop-heap-exhausted",),
        messages=("insufficient memory available in COM+ memory quota",),
        platform="windows",
        sources=(SELF_HELP.section("ExtensionInstallProviderCOMMemoryQuotaReached"),),
    ),
    ErrorCode(
        code="ExtensionCommandExecFailure",
        title="The backup extension ended its work in the guest with a failure of its own",
        families=("snapshot-provider",),
        leaves_open=("guest", "programs", "vss-stack", "extension"),
        platform="windows",
        sources=(SELF_HELP.section("ExtensionCommandExecFailure"),),
    ),
    ErrorCode(
        code="ExtensionInstallationFailure",
        title="Backup extension installation failed",
        families=("vcredist", "antivirus", "snapshot-provider", "desktop-heap"),
        leaves_open=("guest", "programs", "vss-stack", "extension"),
        messages=("Backup extension installation failed",),
        platform="windows",
        sources=(SELF_HELP.section("ExtensionInstallationFailure"),),
    ),
    ErrorCode(
        code="ExtensionFailedTimeoutDelayInNetwork",
        title="Snapshot operation failed due to delay in network calls",
        families=("proxy-delay",),
        leaves_open=("guest", "programs", "network", "vm-resources"),
        platform="windows",
        sources=(SELF_HELP.section("ExtensionFailedTimeoutDelayInNetwork"),),
    ),
)
