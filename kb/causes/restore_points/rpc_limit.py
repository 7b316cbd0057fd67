"""The VM has as many instant restore points as it may have."""

from ...authoring import *

_CODE = "UserErrorRpCollectionLimitReached"
_COUNT = az(
    "az restore-point collection show -g {backup_group} --collection-name {collection} "
    '--restore-points --query "length(restorePoints)"'
)

CAUSE = cause(
    __name__,
    "The VM has reached the limit of restore points",
    "Under a Standard policy a VM may have 18 instant restore points. While old ones stay, no new one can be made.",
    family="restore-point-limit",
    sources=(
        SEED.section("UserErrorRpCollectionLimitReached"),
        SEED.section("Clean up restore point collection"),
        FAQ.section("How do I move a VM backed up by Azure Backup to a different resource group?"),
        RECORDINGS.section("Restore point collections"),
    ),
    codes=("restore-points",),
    effect=True,
    rules=(
        *(
            confirms(
                error.code == _CODE,
                *counted,
                because="the code says it, and 18 points are counted; an Enhanced policy may keep more",
                rival="none: it is an effect; rg-lock and multiple-backups are roots",
            )
            for counted in (EIGHTEEN_ARE_MANY, (restore_points.count == RESTORE_POINTS.value,))
        ),
        suggests(*EIGHTEEN_ARE_MANY),
        suggests(signs.stopped_before_told == True, error.code == _CODE),  # nothing cleans up while it is stopped
        hints(signs.no_lock_told == True, error.code == _CODE),
        rules_out(restore_points.count < RESTORE_POINTS.value),
        hints(restore_points.count >= RESTORE_POINTS.value),
    ),
    today="The document calls the collections AzureBackupRG_<VMName>_<number>; they are named "
    "AzureBackup_<VM name>_<digits>, in the group AzureBackupRG_<region>_<n>.",
    remedy=(
        look(
            "Make sure that no lock holds the group (see rg-lock), and count the VM's restore points.",
            portal("{backup_group} > Settings > Locks; Overview > Show hidden types"),
            BACKUP_GROUP_LOCKS,
            az('az restore-point collection list -g {backup_group} --query "[].[name,source.id]"'),
            _COUNT,
            caution="Take the collections whose source is this VM. Deleting the VM does not delete its snapshots.",
        ),
        CLEAN_UP,
        look(
            "Only if that did not help: see which restore points the vault holds already, and how consistent they are.",
            RECOVERY_POINTS,
            rights="Backup Reader on the vault",
        ),
        DELETE_COLLECTIONS,
    ),
    verify=verify("Fewer than 18 restore points are left, and the next scheduled backup succeeds.", _COUNT),
)
