"""The backup extension cannot open a mount point."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import error, linux, vm
from ...sources import LINUX_EXTENSION, SIBLING
from ...steps.linux import ROOT

_CODE = "UserErrorUnableToOpenMount"
_COVERS = (f"X.{_CODE}",)
_TRY = Command(
    "bash",
    'findmnt -rn -o TARGET | while read -r m; do sudo timeout 5 ls -d "$m/." >/dev/null || echo "$m"; done',
)

CAUSE = Cause(
    id="mount-unreadable",
    title="A mount point cannot be opened",
    family="mount-points",
    step=1,
    explanation=(
        "The backup extension opens every mount point, to find the disks behind it and their sizes. One that does not "
        "answer, as of a file server that is gone, or that denies access, stops the snapshot."
    ),
    sources=(
        SIBLING.section("UserErrorUnableToOpenMount"),
        LINUX_EXTENSION.section("ExtensionErrorCodeHelper.py"),
    ),
    applies=vm.os_type == "linux",
    codes=("mounts",),
    needs_agent=True,
    rules=(
        confirms(linux.unreadable_mounts.not_empty, error.code == _CODE, covers=_COVERS),
        suggests(linux.unreadable_mounts.not_empty),
        # That all can be opened by now says nothing against the code: a file server comes back.
        suggests(error.code == _CODE, covers=_COVERS),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Find the mount points that cannot be opened, and where they come from.",
                (_TRY, Command("bash", "findmnt")),
                rights=ROOT,
                covers=_COVERS,
            ),
            Step(
                "Make them accessible: bring back the server behind them, correct the permissions, or unmount what is "
                "no longer needed (and remove it from /etc/fstab).",
                (
                    Command("bash", "sudo umount {mount}"),
                    Command("bash", "sudo umount -l {mount}"),
                ),
                effect="changes state",
                rights=ROOT,
                caution="The second command is for a server that is gone: what uses the mount point gets errors.",
                covers=_COVERS,
            ),
        ),
        verify=Step("Every mount point can be opened: nothing is listed.", (_TRY,)),
    ),
    covers=_COVERS,
)
