"""A file system with errors cannot be frozen."""

from ....engine.knowledge import Cause, Command, Remedy, Step
from ...facts import error, linux, vm
from ...rules import explains
from ...sources import SIBLING
from ...steps.linux import FREEZE_LOG, ROOT, SKIP_MOUNT

_CODE = "UserErrorFsFreezeFailed"
_COVERS = (f"X.{_CODE}",)
_ERRORS = Command("bash", "sudo dmesg | grep -iE '(ext4|xfs|btrfs).*(error|corrupt|unclean|fsck|shutdown)'")

CAUSE = Cause(
    id="fsfreeze-unclean",
    title="A file system has errors, so that it cannot be frozen",
    family="filesystem-freeze",
    step=1,
    explanation=(
        "For a snapshot that is consistent, the backup extension freezes every file system for a moment. One that "
        "has errors, or was not cleanly unmounted, refuses that."
    ),
    sources=(SIBLING.section("UserErrorFsFreezeFailed", "step-1"),),
    applies=vm.os_type == "linux",
    codes=("mounts",),
    needs_agent=True,
    rules=(*explains(error.code == _CODE, linux.failed_mount_unclean == True, covers=_COVERS),),
    remedy=Remedy(
        steps=(
            Step(
                "Read in the extension's log which mount points failed, and in the kernel's log what is wrong.",
                (FREEZE_LOG, _ERRORS, Command("bash", "findmnt --verify")),
                rights=ROOT,
                covers=_COVERS,
            ),
            Step(
                "Unmount the file system, check it, and mount it again.",
                (
                    Command("bash", "sudo umount {mount}"),
                    Command("bash", "sudo fsck {device}"),
                    Command("bash", "sudo mount {mount}"),
                ),
                effect="destructive",
                rights=ROOT,
                caution=(
                    "Never check a file system that is mounted: it can destroy it. Stop what uses it first, and copy "
                    "what matters: a repair can lose files. For XFS use xfs_repair instead of fsck; a root file "
                    "system is checked at boot, or on a repair VM."
                ),
                covers=_COVERS,
            ),
            SKIP_MOUNT,
        ),
        verify=Step("The next backup succeeds, and the log names no mount point that failed.", (FREEZE_LOG,)),
    ),
    covers=_COVERS,
)
