"""The restore point collection of the VM is being deleted."""

from ...authoring import *

_CODE = "UserErrorRpCollectionMarkedForDeletion"
_DELETING = restore_points.provisioning_state == "deleting"
_STATE = how(restore_points.provisioning_state, "portal", "az")

CAUSE = cause(
    __name__,
    "The restore point collection is being deleted",
    "Someone, or the end of a protection with its data, began to delete the collection in which Azure Backup keeps the "
    "VM's snapshots. Until that has ended, no new restore point can be written into it.",
    sources=(
        SELF_HELP.section("UserErrorRpCollectionMarkedForDeletion"),
        VM_ERRORS.section("Restore point collection is marked for deletion"),
        SEED.section("Clean up restore point collection"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(
            _DELETING,
            error.code == _CODE,
            because="the code says it, and the collection is seen in that state",
            rival="rpc-deleted: there the deletion is over",
        ),
        suggests(_DELETING),
        suggests(error.code == _CODE),
        rules_out(restore_points.provisioning_state.one_of("succeeded", "updating")),
    ),
    remedy=(
        look(
            "See who deletes it, and wait until it is gone: that can take some hours.",
            _STATE,
            BACKUP_GROUP_LOG,
            caution="Do not delete a collection that is not being deleted.",
        ),
        FINISH_DELETION,
        TRY_AGAIN,
    ),
    verify=verify("A new collection is there, in state Succeeded, and the backup is complete.", _STATE),
)
