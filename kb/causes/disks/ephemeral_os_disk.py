"""The OS disk is ephemeral."""

from ...authoring import *

_CODE = "UserErrorUnsupportedDiskConfiguration"
_LOOK = how(disks.ephemeral_os, "portal", "az")

CAUSE = cause(
    __name__,
    "The OS disk is ephemeral",
    "An ephemeral OS disk lies on the host of the VM, and is lost when the VM is deallocated. The portal does not "
    "offer to protect such a VM under a Standard policy, and restore points need it to be left out.",
    sources=(MATRIX_2026.section("VM storage support"),),
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
        TO_ENHANCED,
    ),
    verify=verify("What has to be kept lies on a data disk, and a backup is complete.", BACKUP_JOBS),
)
