"""The platform's limit of restore points is reached."""

from ...authoring import *

_CODE = "VMRestorePointClientError.SnapshotLimit"
_MANY = restore_points.count >= PLATFORM_RESTORE_POINTS.value

CAUSE = cause(
    __name__,
    "The platform's limit of restore points is reached",
    "Azure keeps at most 500 restore points of a VM, over all collections and resource groups. Azure Backup alone "
    "stays far below: where the limit is reached, most of the points are another product's.",
    sources=(RESTORE_POINT_PAGE.section("maximum allowed snapshot limit"),),
    codes=(_CODE,),
    rules=(
        confirms(
            _MANY,
            error.code == _CODE,
            because="the platform says it, and as many points are counted",
            rival="snapshot-limit: it is about page blobs of unmanaged disks",
        ),
        suggests(_MANY),
        suggests(error.code == _CODE),
        # Fewer points exclude nothing: the code is about the snapshots of a disk's blob, and other snapshots count too.
    ),
    remedy=(
        look(
            "See whose points they are: collections whose names do not begin with AzureBackup_ are another product's.",
            COLLECTIONS,
            how(restore_points.count, "az"),
        ),
        change(
            "Have the other product keep fewer points: in its own settings.",
            portal("Restore point collections > (the collection) > Restore points"),
            rights="those of the other product",
            caution="Points of Azure Backup are removed by Azure Backup: leave them.",
        ),
        destroy(
            "Or delete old points of that product.",
            az("az restore-point delete -g {backup_group} --collection-name {collection} --restore-point-name {point}"),
            rights="Virtual Machine Contributor on the group of the collection",
            caution="What is deleted cannot be restored. Ask whoever runs the product first.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("The VM has fewer than 500 restore points, and a backup succeeds.", how(restore_points.count, "az")),
)
