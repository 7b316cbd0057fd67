"""A file system with errors cannot be frozen."""

from ...authoring import *

_CODE = "UserErrorFsFreezeFailed"
_ERRORS = how(linux.failed_mount_unclean, "bash")[1:]  # without the log

CAUSE = cause(
    __name__,
    "A file system has errors, so that it cannot be frozen",
    "For a snapshot that is consistent, the backup extension freezes every file system for a moment. One that "
    "has errors, or was not cleanly unmounted, refuses that.",
    family="filesystem-freeze",
    step=1,
    sources=(SIBLING.section("UserErrorFsFreezeFailed", "step-1"),),
    applies=LINUX,
    codes=("mounts",),
    needs_agent=True,
    rules=(
        *explains(
            error.code == _CODE,
            signs.freeze_refused_unclean == True,
            because="the code says that a freeze failed, and the kernel refused it for errors of the file system",
            rival="fsfreeze-duplicate: that is refused as busy, not for errors",
        ),
        *explains(
            error.code == _CODE,
            linux.failed_mount_unclean == True,
            because="the code says that a freeze failed, and the mount point that failed has errors",
            rival="fsfreeze-duplicate: that is refused as busy, not for errors",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("mounts")),
            linux.failed_mount_unclean == True,
            because="a file system with errors refuses the freeze whatever else has failed",
            rival="fsfreeze-duplicate: the errors are seen",
        ),
        hints(linux.failed_mounts.not_empty),
        rules_out(linux.failed_mount_unclean == False, signs.freeze_refused_unclean == False),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "Read in the extension's log which mount points failed, and in the kernel's log what is wrong.",
            FREEZE_LOG,
            _ERRORS,
            bash("findmnt --verify"),
        ),
        destroy(
            "Unmount the file system, check it, and mount it again.",
            bash("sudo umount {mount}", "sudo fsck {device}", "sudo mount {mount}"),
            caution="Never check a file system that is mounted: it can destroy it. Stop what uses it first, and copy "
            "what matters: a repair can lose files. For XFS use xfs_repair instead of fsck; a root file "
            "system is checked at boot, or on a repair VM.",
        ),
        SKIP_MOUNT,
    ),
    verify=verify("The next backup succeeds, and the log names no mount point that failed.", FREEZE_LOG),
)
