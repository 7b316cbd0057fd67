"""A mount point that is mounted more than once cannot be frozen."""

from ...authoring import *

_CODE = "UserErrorFsFreezeFailed"
_DUPLICATE = linux.failed_mount_duplicate == True
# Old builds print the thaw only, and no word of the kernel: what they name is doubted as it is.
_NOTHING_ELSE = (
    linux.failed_mount_unclean == False,
    signs.freeze_refused_busy == True,
    linux.unthawed_mounts.not_empty,
)
_TWICE = how(linux.failed_mount_duplicate, "bash")[1:]  # without the log

CAUSE = cause(
    __name__,
    "A mount point is mounted more than once, so that it cannot be frozen",
    "The backup extension freezes one mounted file system after the other. One that is mounted twice is frozen by its "
    "first entry already, and refuses the second. Builds since 2017 pass over a second entry of the same path.",
    family="filesystem-freeze",
    step=2,
    sources=(SIBLING.section("UserErrorFsFreezeFailed", "step-2"), LINUX_EXTENSION.section("main/mounts.py")),
    applies=LINUX,
    codes=("mounts",),
    needs_agent=True,
    rules=(
        *(
            confirms(
                *(_DUPLICATE, seen, error.code == _CODE),
                because="the mount point that failed is mounted twice, and no error of its file system explains that",
                rival="fsfreeze-unclean: the file system is sound, or the kernel's word is that it is frozen already",
            )
            for seen in _NOTHING_ELSE
        ),
        suggests(_DUPLICATE),
        *(hints(seen) for seen in (linux.failed_mounts.not_empty, signs.told_mounted_twice == True)),
        rules_out(linux.failed_mount_duplicate == False),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "Read in the extension's log which mount points failed, and see which are mounted more than once.",
            FREEZE_LOG,
            _TWICE,
            bash("mount"),
            caution="After the first failure the extension thaws every mount point, and names those too that it never "
            "froze: where a line 'Failed to FIFREEZE' stands, that one is meant.",
        ),
        change(
            "Take the old entry away (unmount it once, and remove its line from /etc/fstab), or mount it under "
            "another path.",
            bash("sudo umount {mount}"),
            bash("findmnt --verify", effect="read-only"),
            caution="The last one that was mounted is unmounted first, and hides the others: see what lies under it "
            "before programs write there.",
        ),
        SKIP_MOUNT,
    ),
    verify=verify("No mount point is listed twice, also after a restart.", _TWICE),
)
