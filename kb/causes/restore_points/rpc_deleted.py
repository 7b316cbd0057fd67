"""Someone deleted the restore point collection while a backup needed it."""

from ...authoring import *

_CODE = "UserErrorRpCollectionDeleted"
_LOG = (
    *portal("Resource group {backup_group} > Activity log > Delete Restore Point Collection"),
    *how(restore_points.collection_deleted, "az"),
)

CAUSE = cause(
    __name__,
    "The restore point collection of the VM was deleted",
    "Azure Backup keeps the snapshots of a VM in a restore point collection. Someone, or a tool that tidies up, "
    "deleted it while a backup used it.",
    family="restore-points-deleted",
    sources=(
        RECORDINGS.section("healthDetails of backup items, 2021: recommendations"),
        SEED.section("Clean up restore point collection"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(
            restore_points.collection_deleted == True,
            error.code == _CODE,
            because="the code says it, and the activity log shows who deleted it before the failure",
            rival="rpc-limit: there a deletion is the remedy, and comes after the failure",
        ),
        suggests(restore_points.collection_deleted == True),
        # What was snapshotted a moment ago is gone before it was copied.
        suggests(error.failed_task == "transfer_to_vault", restore_points.collections.empty),
        # The code says so itself; the activity log only tells who did it.
        suggests(error.code == _CODE),
    ),
    remedy=(
        look(
            "See in the activity log who, or what, deleted it, and have that stopped.",
            _LOG,
            rights="Reader on the resource group",
            caution="Do not protect the resource group with a lock: old restore points could then not be deleted.",
        ),
        change(
            "Start the backup again: it makes a new collection.",
            BACKUP_NOW,
            caution="Instant recovery points that were in the collection are lost; those in the vault are not.",
        ),
    ),
    verify=verify("The next backup succeeds, and nobody deletes the new collection.", _LOG),
)
