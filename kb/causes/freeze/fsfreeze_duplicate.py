"""A mount point that is mounted more than once cannot be frozen."""

from ...authoring import *

_DUPLICATE = linux.failed_mount_duplicate == True
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
        # Builds of today freeze each path once: where they name what they could not freeze, it is for another reason.
        confirms(
            *(_DUPLICATE, linux.unthawed_mounts.not_empty, error.code == "UserErrorFsFreezeFailed"),
            because="a build that tells of the thaw only, as old ones do, stopped at mount points that are there twice",
            rival="fsfreeze-unclean: what the thaw alone names is doubted, and only a person's word confirms it",
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
