"""A mount point that is mounted more than once cannot be frozen."""

from ...authoring import *

_CODE = "UserErrorFsFreezeFailed"
_TWICE = how(linux.failed_mount_duplicate, "bash")[1:]  # without the log

CAUSE = cause(
    __name__,
    "A mount point is mounted more than once, so that it cannot be frozen",
    "The backup extension freezes each entry of the mount table. Of a mount point that stands there twice, the "
    "second freeze is refused, because the file system is frozen already.",
    family="filesystem-freeze",
    step=2,
    sources=(SIBLING.section("UserErrorFsFreezeFailed", "step-2"),),
    applies=LINUX,
    codes=("mounts",),
    needs_agent=True,
    rules=(
        *explains(
            error.code == _CODE,
            linux.failed_mount_duplicate == True,
            because="the code says that a freeze failed, and the mount point that failed is mounted twice",
            rival="fsfreeze-unclean: a second entry is refused on a sound file system too",
        ),
        hints(linux.failed_mounts.not_empty),
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
