"""The backup extension is stuck in a deletion that does not end."""

from ....engine.knowledge import Cause, Remedy, Step, confirms, suggests
from ...facts import error, extensions
from ...sources import EXTENSION_TROUBLESHOOTING, SIBLING
from ...steps.azure import AGENT_READY, EXTENSION_HANDLERS, EXTENSIONS, REAPPLY
from ...steps.guest import REMOVE_BACKUP_EXTENSION

_CODE = "ExtensionStuckInDeletionState"
_COVERS = (f"X.{_CODE}",)
_DELETING = extensions.backup_state == "deleting"

CAUSE = Cause(
    id="vmsnapshot-stuck-deleting",
    title="The backup extension (VMSnapshot) is stuck while being deleted",
    family="extension-deletion",
    step=1,
    explanation=(
        "Azure was told to delete the backup extension, and the guest has not done it. As long as it is in that "
        "state, a backup can neither use nor install it."
    ),
    sources=(
        SIBLING.section("ExtensionStuckInDeletionState"),
        EXTENSION_TROUBLESHOOTING.section("VM Reapply"),
    ),
    codes=("agent",),
    rules=(
        confirms(_DELETING, error.code == _CODE, covers=_COVERS),
        suggests(_DELETING),
        # The code says so itself; the state that is seen later can be another one.
        suggests(error.code == _CODE, covers=_COVERS),
    ),
    leads_to=("extension-failed",),
    remedy=Remedy(
        steps=(
            Step(
                "See that the agent is installed and Ready: it is the one who has to delete the extension. If it is "
                "not, repair it first.",
                AGENT_READY,
                covers=_COVERS,
            ),
            Step(
                "Uninstall the backup extension. The next backup installs it again.",
                REMOVE_BACKUP_EXTENSION,
                effect="changes state",
                rights="Virtual Machine Contributor",
                caution="No recovery point is lost. Not while a backup runs.",
                covers=_COVERS,
            ),
            Step(
                "If it stays in deletion although the agent is Ready, have Azure apply the VM's model again.",
                REAPPLY,
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution="In rare cases it restarts the VM.",
            ),
        ),
        verify=Step("After the next backup the extension is there again and Ready.", (*EXTENSIONS, EXTENSION_HANDLERS)),
    ),
    covers=_COVERS,
)
