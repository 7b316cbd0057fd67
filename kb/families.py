"""The causes as the document lists them, in health-check order: the order of candidates when no code is known."""

from ..engine.knowledge import Family
from .sources import PAGE_2025, RECORDINGS, SEED, SIBLING

FAMILIES = (
    Family("vm-health", "The VM is not healthy", (SEED.section("Step 1: Check Azure VM health"),), 1),
    Family(
        "agent-unresponsive-windows",
        "The agent is installed in the VM, but it's unresponsive (Windows)",
        (
            SEED.section("Causes and solutions"),
            SEED.section("Step 2: Check Azure VM guest agent service health"),
        ),
        2,
        covers=("C.agent-unresponsive-windows",),
    ),
    Family(
        "agent-outdated-linux",
        "The agent installed in the VM is out of date (Linux)",
        (
            SEED.section("Causes and solutions"),
            SEED.section("Step 2: Check Azure VM guest agent service health"),
        ),
        2,
        covers=("C.agent-outdated-linux",),
    ),
    Family(
        "os-support",
        "The operating system is not supported",
        (SEED.section("Step 2: Check Azure VM guest agent service health"),),
        2,
    ),
    Family(
        "vm-provisioning",
        "An extension or the VM is not in state 'Provisioning succeeded'",
        (
            SEED.section("UserErrorVmProvisioningStateFailed"),
            SEED.section("Step 3: Check Azure VM extension health"),
        ),
        3,
    ),
    Family(
        "extension-services",
        "A Windows service that the extension needs does not work",
        (SEED.section("Step 3: Check Azure VM extension health"),),
        3,
    ),
    Family(
        "backup-extension",
        "The backup extension does not work",
        (SEED.section("Step 4: Check Azure Backup VM extension health"),),
        4,
    ),
    Family(
        "antivirus",
        "Antivirus software restricts the backup extension",
        (
            SEED.section("Step 4: Check Azure Backup VM extension health"),
            SIBLING.section("VMRestorePointInternalError"),
        ),
        4,
    ),
    Family(
        "network-access",
        "The guest cannot reach what agent and extension need",
        (SEED.section("Step 4: Check Azure Backup VM extension health"),),
        4,
    ),
    Family(
        "snapshot-status-unavailable",
        "The snapshot status can't be retrieved, or a snapshot can't be taken",
        (
            SEED.section("Causes and solutions"),
            SEED.section("Step 4: Check Azure Backup VM extension health"),
        ),
        4,
        covers=("C.snapshot-status-unavailable",),
    ),
    Family(
        "vss",
        "A VSS writer is in a bad state (Windows)",
        (
            SEED.section("Step 4: Check Azure Backup VM extension health"),
            SIBLING.section("ExtensionFailedVssWriterInBadState"),
        ),
        4,
    ),
    Family(
        "vss-service",
        "The service Volume Shadow Copy is in a bad state (Windows)",
        (
            SEED.section("Step 4: Check Azure Backup VM extension health"),
            SIBLING.section("ExtensionFailedVssServiceInBadState"),
        ),
        4,
    ),
    Family(
        "keyvault-permissions",
        "Azure Backup lacks permissions on the key vault",
        (SEED.section("UserErrorKeyvaultPermissionsNotConfigured"),),
        4,
    ),
    Family(
        "linux-agent-config",
        "VM agent configuration options are not set (Linux)",
        (SEED.section("Causes and solutions"),),
    ),
    Family(
        "app-control",
        "Application control solution is blocking IaaSBcdrExtension.exe",
        (SEED.section("Causes and solutions"),),
    ),
    Family(
        "restore-point-lock",
        "A lock stops the clean-up of old restore points",
        (SEED.section("UserErrorRpCollectionLimitReached"), SEED.section("BackUpOperationFailed")),
    ),
    Family(
        "multiple-backups-per-day",
        "Several backups are taken per day",
        (SEED.section("UserErrorRpCollectionLimitReached"),),
    ),
    Family(
        "restore-point-limit",
        "The VM has as many restore points as it may have",
        (SEED.section("UserErrorRpCollectionLimitReached"),),
    ),
    Family("disk-size", "A disk is too large", (SEED.section("UserErrorUnsupportedDiskSize"),)),
    Family(
        "backup-in-progress",
        "Another backup is in progress",
        (SEED.section("UserErrorBackupOperationInProgress"),),
    ),
    Family(
        "inner-error",
        "The compute platform reported an error of its own",
        (SEED.section("UserErrorCrpReportedUserError"),),
    ),
    Family(
        "not-protected",
        "The VM is not (actively) protected",
        (SEED.section("UserErrorBcmDatasourceNotPresent"),),
    ),
    # What the seed document does not have: its English edition of 2025, then the sibling page in its order.
    Family(
        "extension-module",
        "A module of the backup extension is corrupt, or does not fit the Windows version",
        (PAGE_2025.section("BackUpOperationFailed / BackUpOperationFailedV2"),),
    ),
    Family(
        "policy-migration",
        "The VM was moved from a Standard to an Enhanced policy",
        (SIBLING.section("BackUpOperationFailedV2"),),
    ),
    Family(
        "copy-to-vault",
        "The transfer to the vault takes too long",
        (SIBLING.section("CopyingVHDsFromBackUpVaultTakingLongTime"),),
    ),
    Family(
        "vm-transition",
        "The VM is on its way from one state to another",
        (SIBLING.section("UserErrorVmNotInDesirableState"), SIBLING.section("VmNotInDesirableState")),
    ),
    Family(
        "selinux",
        "SELinux restricts the Azure Linux Agent",
        (SIBLING.section("UserErrorVmNotInDesirableState"), SIBLING.section("VmNotInDesirableState")),
    ),
    Family(
        "filesystem-freeze",
        "A mount point cannot be frozen (Linux)",
        (SIBLING.section("UserErrorFsFreezeFailed"),),
    ),
    Family(
        "vm-resources",
        "The VM is too busy or too small for the snapshot",
        (
            SIBLING.section("ExtensionFailedVssWriterInBadState"),
            SIBLING.section("ExtensionFailedTimeoutVMNetworkUnresponsive"),
        ),
    ),
    Family(
        "machinekeys",
        "The permissions of the MachineKeys folder were changed (Windows)",
        (SIBLING.section("ExtensionConfigParsingFailure"),),
    ),
    Family(
        "extension-deletion",
        "The backup extension is stuck while being deleted",
        (SIBLING.section("ExtensionStuckInDeletionState"),),
    ),
    Family(
        "snapshot-limit",
        "A disk has too many snapshots",
        (SIBLING.section("ExtensionFailedSnapshotLimitReachedError"),),
    ),
    Family(
        "vm-gone",
        "The VM no longer exists",
        (SIBLING.section("320001, ResourceNotFound / 400094, BCMV2VMNotFound"),),
    ),
    Family(
        "bitlocker",
        "A drive is locked by BitLocker (Windows)",
        (SIBLING.section("ExtensionSnapshotBitlockerError"),),
    ),
    Family(
        "secure-network",
        "No secure connection can be made (Windows)",
        (SIBLING.section("ExtensionSnapshotFailedNoSecureNetwork"),),
    ),
    Family(
        "vcredist",
        "Visual C++ Redistributable cannot be installed (Windows)",
        (SIBLING.section("ExtensionVCRedistInstallationFailure"),),
    ),
    Family(
        "policy-deny",
        "An Azure Policy denies what the snapshot needs",
        (SIBLING.section("UserErrorRequestDisallowedByPolicy"),),
    ),
    Family(
        "mount-points",
        "A mount point cannot be opened (Linux)",
        (SIBLING.section("UserErrorUnableToOpenMount"),),
    ),
    Family(
        "restore-points-deleted",
        "The restore point collection was deleted",
        (RECORDINGS.section("healthDetails of backup items, 2021"),),
    ),
)
