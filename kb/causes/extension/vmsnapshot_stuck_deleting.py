"""The backup extension is stuck in a deletion that does not end."""

from ...authoring import *

_CODE = "ExtensionStuckInDeletionState"
_DELETING = extensions.backup_state == "deleting"

CAUSE = cause(
    __name__,
    "The backup extension (VMSnapshot) is stuck while being deleted",
    "Azure was told to delete the backup extension, and the guest has not done it. As long as it is in that "
    "state, a backup can neither use nor install it.",
    family="extension-deletion",
    sources=(
        SIBLING.section("ExtensionStuckInDeletionState"),
        EXTENSION_TROUBLESHOOTING.section("Trigger a new GoalState to the VM"),
    ),
    codes=("agent",),
    rules=(
        confirms(
            _DELETING,
            error.code == _CODE,
            because="the extension was being deleted, the state that the code says the backup cannot use",
            rival="agent-not-reporting: a silent agent deletes nothing; as its root, that stands before this",
        ),
        suggests(_DELETING),
        # The code says so itself; the state that is seen later can be another one.
        suggests(error.code == _CODE),
        rules_out(extensions.backup_state == "succeeded", error.code == _CODE),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "See that the agent is installed and Ready: it is the one who has to delete the extension. If it is "
            "not, repair it first.",
            AGENT_READY,
        ),
        change(
            "Uninstall the backup extension. The next backup installs it again.",
            REMOVE_BACKUP_EXTENSION,
            caution=REMOVAL,
        ),
        restart(
            "If it stays in deletion although the agent is Ready, have Azure apply the VM's model again.",
            REAPPLY,
            caution="In rare cases it restarts the VM.",
        ),
    ),
    verify=verify("After the next backup the extension is there again and Ready.", EXTENSIONS, EXTENSION_HANDLERS),
)
