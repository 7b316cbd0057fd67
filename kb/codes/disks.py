"""Codes in which Azure Backup refuses the disks of a VM: their kind, their number, their storage.

Most come when a backup is configured, some with a job. Messages: self-help articles of Azure Backup (2021-04-09), the
page on restore points (2024), public reports.
"""

from ...engine.knowledge import ErrorCode
from ..sources import ENCRYPTED_ERRORS, MATRIX_2026, RESTORE_POINT_PAGE, SELF_HELP

# Kinds and settings of disks that are not backed up, each a family of its own; the last has no kind recognised.
_KINDS = (
    "disk-shared",
    "policy-type-too-old",
    "write-accelerator",
    "disk-entra-auth",
    "disk-secure-data",
    "disk-classic-storage",
    "disk-unmanaged",
    "ephemeral-os-disk",
    "too-many-disks",
    "disk-kind-unsupported",
)

DISK_CODES = (
    ErrorCode(
        code="UserErrorSharedDiskBackupNotSupported",
        title="The VM has shared disks, which are not supported",
        families=("disk-shared",),
        names=("disk-shared",),
        messages=(
            "Operation failed because the VM has shared disks and this is currently not supported",
            "Creation of Restore Point of a Virtual Machine with Shared disks is not supported.",
            "Backup of VMs with shared drives attached is not yet supported.",
        ),
        sources=(
            SELF_HELP.section("UserErrorSharedDiskBackupNotSupported"),
            RESTORE_POINT_PAGE.section("Creation of Restore Point of a Virtual Machine with Shared disks"),
        ),
    ),
    ErrorCode(
        code="UserErrorUltraDiskOrPremiumSSDV2DiskVMCannotBeProtectedOnGRSVault",
        title="Ultra or Premium SSD v2 disks cannot be protected in a geo-redundant vault",
        families=("grs-vault-fast-disk",),
        names=("grs-vault-fast-disk",),
        messages=(
            "Protection of virtual machines with Ultra disk or Premium SSD v2 could not be performed in the selected "
            "vault, with storage replication type as geo-redundant.",
        ),
        sources=(MATRIX_2026.section("VM storage support"),),
    ),
    ErrorCode(
        code="UserErrorUnsupportedDiskConfiguration",
        title="The disk configuration is not valid",
        families=_KINDS,
        messages=("The disk configuration is not valid.",),
        sources=(SELF_HELP.section("UserErrorUnsupportedDiskConfiguration"),),
    ),
    ErrorCode(
        code="UserErrorUnsupportedStorageType",
        title="The storage type is not supported by Azure Backup",
        families=("policy-type-too-old", "disk-classic-storage", "disk-unmanaged", "disk-kind-unsupported"),
        messages=(
            "The storage type is not supported by Azure Backup.",
            "Currently Azure Backup does not support Standard SSD disks",
        ),
        aliases=("UserErrorStandardSSDNotSupported",),
        note="Standard SSD disks were refused in 2018, and are supported since.",
        sources=(
            SELF_HELP.section("UserErrorUnsupportedStorageType"),
            SELF_HELP.section("UserErrorStandardSSDNotSupported"),
        ),
    ),
    ErrorCode(
        code="UserErrorWAEnabledDisksNotSupported",
        title="Disks with Write Accelerator are not supported",
        families=("write-accelerator",),
        names=("write-accelerator",),
        note="Data disks with Write Accelerator are backed up since 2022-05-18: the code points to the OS disk.",
        sources=(SELF_HELP.section("UserErrorWAEnabledDisksNotSupported"),),
    ),
    ErrorCode(
        code="UserErrorInvalidManagedDiskOperation",
        title="The operation is not valid for managed disk VMs",
        families=("write-accelerator",),
        messages=("The operation is not valid for Managed disk VMs.",),
        note="At a backup it speaks of Write Accelerator; at a restore, of a quota that is used up.",
        sources=(SELF_HELP.section("UserErrorInvalidManagedDiskOperation"),),
    ),
    ErrorCode(
        code="UserErrorComputeVmWithClassicStorage",
        title="The disks of the VM lie in a classic storage account",
        families=("disk-classic-storage", "support-matrix"),
        names=("disk-classic-storage",),
        messages=("Configuring backup failed due to unsupported VM configuration.",),
        sources=(
            SELF_HELP.section("UserErrorComputeVmWithClassicStorage"),
            MATRIX_2026.section("VM storage support"),
        ),
    ),
    ErrorCode(
        code="UserErrorBCMUnsupportedDiskCount",
        title="The VM has more data disks than are supported",
        families=("too-many-disks",),
        names=("too-many-disks",),
        messages=("Number of data disks attached to the virtual machine exceeded the supported limit.",),
        sources=(SELF_HELP.section("UserErrorBCMUnsupportedDiskCount"), MATRIX_2026.section("VM storage support")),
    ),
    ErrorCode(
        code="UserErrorBCMPremiumStorageQuotaError",
        title="The storage account has too little free space for a copy of the snapshot",
        families=("disk-unmanaged",),
        names=("disk-unmanaged",),
        messages=(
            "Could not copy the snapshot of the virtual machine, due to insufficient free space in the storage "
            "account.",
        ),
        note="Only the first backup of unmanaged premium disks needs as much free space as they hold data.",
        sources=(SELF_HELP.section("UserErrorBCMPremiumStorageQuotaError"),),
    ),
    ErrorCode(
        code="UserErrorEncryptedVmNotSupportedWithDiskEx",
        title="Disks of an encrypted VM cannot be left out under a Standard policy",
        families=("selective-disk-ade",),
        names=("selective-disk-ade",),
        messages=("Disk exclusion is not supported for encrypted virtual machines.",),
        sources=(ENCRYPTED_ERRORS.section("UserErrorEncryptedVmNotSupportedWithDiskEx"),),
    ),
)
