"""The disks are of a kind that Azure Backup refuses, and which one is not recognised."""

from ...authoring import *

_CODES = (
    "UserErrorUnsupportedDiskConfiguration",
    "UserErrorUnsupportedStorageType",
)

CAUSE = cause(
    __name__,
    "A disk is of a kind that Azure Backup does not support",
    "Azure Backup refuses the disks, and none of the kinds that are known for it was seen: shared, Ultra, Premium SSD "
    "v2, Write Accelerator, Entra sign-in, unmanaged, classic. The list of disks tells.",
    sources=(
        SELF_HELP.section("UserErrorUnsupportedDiskConfiguration"),
        SELF_HELP.section("UserErrorUnsupportedStorageType"),
        MATRIX_2026.section("VM storage support"),
    ),
    hint_only=True,
    phases=BOTH,
    codes=_CODES,
    rules=(suggests(error.code.one_of(*_CODES)),),
    today="A disk of the kind Standard SSD was refused until 2018-12 and is supported since.",
    remedy=(
        look("List the disks with their kinds and settings, and compare them with the support matrix.", DISKS),
        look(
            "Compare with https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas, VM storage support.",
            caution="Support grows: the page of today decides, not an older one.",
        ),
        TO_ENHANCED,
        EXCLUDE_DISK,
        TICKET,
    ),
    verify=verify("The VM is protected, and a backup is complete.", BACKUP_JOBS),
)
