"""Someone deleted the restore point collection while a backup needed it."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import error, restore_points
from ...sources import RECORDINGS, SEED
from ...steps.azure import BACKUP_NOW

_CODE = "UserErrorRpCollectionDeleted"
_COVERS = (f"X.{_CODE}",)
_LOG = (
    Command("portal", "Resource group {backup_group} > Activity log > Delete Restore Point Collection"),
    Command("az", "az monitor activity-log list -g {backup_group} --offset 7d -o table"),
)

CAUSE = Cause(
    id="rpc-deleted",
    title="The restore point collection of the VM was deleted",
    family="restore-points-deleted",
    step=1,
    explanation=(
        "Azure Backup keeps the snapshots of a VM in a restore point collection. Someone, or a tool that tidies up, "
        "deleted it while a backup used it."
    ),
    sources=(
        RECORDINGS.section("healthDetails of backup items, 2021: recommendations"),
        SEED.section("Clean up restore point collection"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(restore_points.collection_deleted == True, error.code == _CODE, covers=_COVERS),
        suggests(restore_points.collection_deleted == True),
        # The code says so itself; the activity log only tells who did it.
        suggests(error.code == _CODE, covers=_COVERS),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "See in the activity log who, or what, deleted it, and have that stopped.",
                _LOG,
                rights="Reader on the resource group",
                caution="Do not protect the resource group with a lock: old restore points could then not be deleted.",
                covers=_COVERS,
            ),
            Step(
                "Start the backup again: it makes a new collection.",
                BACKUP_NOW,
                effect="changes state",
                rights="Backup Operator on the vault",
                caution="Instant recovery points that were in the collection are lost; those in the vault are not.",
                covers=_COVERS,
            ),
        ),
        verify=Step("The next backup succeeds, and nobody deletes the new collection.", _LOG),
    ),
    covers=_COVERS,
)
