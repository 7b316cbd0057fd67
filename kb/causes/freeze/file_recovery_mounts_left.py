"""The volumes of a file recovery are still mounted in the guest."""

from ...authoring import *

_LEFT = linux.file_recovery_mounts_left == True
_CODE = "UserErrorUnableToOpenMount"
_LOOK = how(linux.file_recovery_mounts_left, "bash")

CAUSE = cause(
    __name__,
    "The volumes of a file recovery are still mounted",
    "To restore single files, the disks of a recovery point are attached over iSCSI and mounted. The connection ends "
    "after some hours: mount points that are left then cannot be opened or frozen, and stop the next backups.",
    sources=(SELF_HELP.section(_CODE),),
    applies=LINUX,
    codes=("mounts", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            *(_LEFT, error.code == _CODE),
            because="the code says that a mount point could not be opened, and those of a file recovery are left",
            rival="mount-unreadable: the same of a disk of the VM itself",
        ),
        suggests(_LEFT),
        rules_out(linux.file_recovery_mounts_left == False),
    ),
    leads_to=("mount-unreadable", "vmsnapshot-failed"),
    remedy=(
        look("See which mounts and which iSCSI sessions are of a file recovery.", _LOOK),
        change(
            "End the file recovery where it was begun.",
            portal(
                "Recovery Services vault > Backup items > Azure Virtual Machine > {vm} > File Recovery > Unmount Disks"
            ),
            rights="Backup Operator on the vault",
            caution="Ask first whether somebody still copies files from it.",
        ),
        change("Unmount in the guest what is still there.", bash("sudo umount -l {mount}"), rights=ROOT),
    ),
    verify=verify("No such mount and no such session is listed, and the next backup succeeds.", _LOOK),
)
