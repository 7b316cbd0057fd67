"""A shared disk is attached to the VM."""

from ...authoring import *

_CODE = "UserErrorSharedDiskBackupNotSupported"
_SHARED = disks.shared == True

CAUSE = cause(
    __name__,
    "A shared disk is attached",
    "Azure Backup does not back up disks that several VMs can attach (maxShares above 1). It refuses the whole VM, "
    "unless an Enhanced policy leaves the shared disk out.",
    sources=(
        RESTORE_POINT_PAGE.section("Creation of Restore Point of a Virtual Machine with Shared disks"),
        MATRIX_2026.section("VM storage support"),
        ENHANCED.section("Back up an Azure VM by using the Enhanced policy"),
    ),
    phases=BOTH,
    codes=(_CODE, "UserErrorUnsupportedDiskConfiguration", "snapshot"),
    rules=(
        confirms(
            _SHARED,
            error.code == _CODE,
            because="a disk is shared from its making on, and the code refuses just that",
            rival="disk-secure-data: the code names shared disks",
        ),
        confirms(
            _SHARED,
            disks.excluded == False,
            error.code == "UserErrorUnsupportedDiskConfiguration",
            because="a disk is shared from its making on, none is left out, and the code refuses the disks",
            rival="policy-type-too-old: the shared disk is seen, and in the backup",
        ),
        suggests(_SHARED, error.code == "UserErrorUnsupportedDiskConfiguration"),
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", _CODE, "UserErrorUnsupportedDiskConfiguration")),
            _SHARED,
            disks.excluded == False,
            because="such a disk is not backed up, and none is left out, whatever has failed this time",
            rival="disk-secure-data: another kind of disk",
        ),
        suggests(_SHARED, disks.excluded == False),
        suggests(error.code == _CODE),
        hints(_SHARED),
        rules_out(disks.shared == False),
    ),
    remedy=(
        look("See which disks are shared (maxShares above 1), and which VMs have them.", DISKS),
        TO_ENHANCED,
        EXCLUDE_DISK,
        change(
            "Protect the shared disk by itself, with Azure Disk Backup.",
            portal("Backup vault > + Backup > Azure Disks"),
            rights="Backup Contributor on the vault, Disk Backup Reader for the vault's identity on the disk",
            caution="Its snapshots are crash-consistent, and of another moment than those of the VM.",
        ),
    ),
    verify=verify("A backup of the VM is complete, without the shared disk.", BACKUP_JOBS),
)
