"""A mount point that is mounted more than once cannot be frozen."""

from ....engine.knowledge import Cause, Command, Remedy, Step
from ...facts import error, linux, vm
from ...rules import explains
from ...sources import SIBLING
from ...steps.linux import FREEZE_LOG, ROOT, SKIP_MOUNT

_CODE = "UserErrorFsFreezeFailed"
_COVERS = (f"X.{_CODE}",)
_TWICE = Command("bash", "findmnt -rn -o TARGET | sort | uniq -d")

CAUSE = Cause(
    id="fsfreeze-duplicate",
    title="A mount point is mounted more than once, so that it cannot be frozen",
    family="filesystem-freeze",
    step=2,
    explanation=(
        "The backup extension freezes each entry of the mount table. Of a mount point that stands there twice, the "
        "second freeze is refused, because the file system is frozen already."
    ),
    sources=(SIBLING.section("UserErrorFsFreezeFailed", "step-2"),),
    applies=vm.os_type == "linux",
    codes=("mounts",),
    needs_agent=True,
    rules=(*explains(error.code == _CODE, linux.failed_mount_duplicate == True, covers=_COVERS),),
    remedy=Remedy(
        steps=(
            Step(
                "Read in the extension's log which mount points failed, and see which are mounted more than once.",
                (FREEZE_LOG, _TWICE, Command("bash", "mount")),
                rights=ROOT,
                covers=_COVERS,
            ),
            Step(
                "Take the old entry away (unmount it once, and remove its line from /etc/fstab), or mount it under "
                "another path.",
                (
                    Command("bash", "sudo umount {mount}"),
                    Command("bash", "findmnt --verify", effect="read-only"),
                ),
                effect="changes state",
                rights=ROOT,
                caution=(
                    "The last one that was mounted is unmounted first, and hides the others: see what lies under it "
                    "before programs write there."
                ),
                covers=_COVERS,
            ),
            SKIP_MOUNT,
        ),
        verify=Step("No mount point is listed twice, also after a restart.", (_TWICE,)),
    ),
    covers=_COVERS,
)
