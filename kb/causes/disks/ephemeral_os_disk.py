"""The OS disk is ephemeral."""

from ...authoring import *

_CODE = "UserErrorUnsupportedDiskConfiguration"
_LOOK = how(disks.ephemeral_os, "portal", "az")

CAUSE = cause(
    __name__,
    "The OS disk is ephemeral",
    "An ephemeral OS disk lies on the host of the VM, and is lost when the VM is deallocated. The portal can refuse to "
    "protect such a VM ('Not available with EphemeralDisk'), and restore points need the disk to be left out.",
    sources=(
        MATRIX_2026.section("VM storage support"),
        SIBLING.section("Basic troubleshooting"),
        RESTORE_POINT_MATRIX.section("VM restore points support matrix"),
    ),
    hint_only=True,
    phases=BOTH,
    codes=(_CODE, "snapshot"),
    rules=(
        # The pages contradict each other: it is no proof that a backup failed for it.
        suggests(disks.ephemeral_os == True, error.code == _CODE),
        hints(disks.ephemeral_os == True),
        rules_out(disks.ephemeral_os == False),
    ),
    today="The support matrix calls ephemeral disks supported; the page on restore points says that they are not.",
    remedy=(
        look("Make sure of it: storageProfile.osDisk.diffDiskSettings has option Local.", _LOOK),
        look(
            "Keep on data disks what has to be kept, and make the VM anew from its image when it is lost.",
            caution="An ephemeral disk cannot be turned into a lasting one: make a new VM for that.",
        ),
    ),
    verify=verify("What has to be kept lies on a data disk, and a backup is complete.", BACKUP_JOBS),
)
