"""Someone deletes the resource group of the restore points."""

from ...authoring import *

_CODE = "ResourceGroupBeingDeleted"
_DELETED = restore_points.group_deleted == True
_LOG = how(restore_points.group_deleted, "portal", "az")

CAUSE = cause(
    __name__,
    "Someone deletes the resource group of the restore points",
    "Azure Backup keeps the snapshots in a resource group of its own. While that is being deleted, by a person or by a "
    "tool that tidies up, nothing can be written into it.",
    sources=(
        VM_ERRORS.section("Common virtual machine management errors"),
        FAQ.section("I enabled a lock on the resource group created by Azure Backup Service"),
    ),
    phases=BOTH,
    codes=(_CODE, "UserErrorRpCollectionDeleted", "UserErrorGenericResourceNotFound"),
    leads_to=("rpc-deleted",),
    rules=(
        confirms(
            _DELETED,
            error.code.one_of(_CODE, "UserErrorRpCollectionDeleted"),
            because="the activity log shows the deletion of the group that the code tells of",
            rival="rpc-deleted: it follows, for the collection goes with its group",
        ),
        suggests(_DELETED),
        suggests(signs.backup_group_deleted_told == True),
        suggests(error.code == _CODE),
        rules_out(restore_points.group_deleted == False),
    ),
    remedy=(
        look(
            "See in the activity log who deletes the group, and have that stopped.",
            _LOG,
            rights="Reader on the subscription",
            caution="Put no lock on the group against it: old restore points could then not be deleted.",
        ),
        change(
            "When the group is gone, start the backup again: Azure Backup makes it anew.",
            BACKUP_NOW,
            caution="Instant restore points of every VM in it are lost; those in the vault are not.",
        ),
    ),
    verify=verify("The group is there again, and the next backup succeeds.", _LOG),
)
