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
    "Under a Standard policy a VM may have 18 instant restore points, over all collections and resource groups. "
    "While old ones are not deleted, no new one can be made.",
    family="restore-point-limit",
    sources=(
        SEED.section("UserErrorRpCollectionLimitReached"),
        SEED.section("Clean up restore point collection"),
        FAQ.section("How do I move a VM"),
        RECORDINGS.section("Restore point collections"),
    ),
    codes=("restore-points",),
    effect=True,
    rules=(
        # 18 is the limit of Standard policies: an Enhanced one every 4 hours keeps 42 in a week, and all is well.
        confirms(
            error.code == _CODE,
            *EIGHTEEN_ARE_MANY,
            because="the code says it, and so many points are counted as a Standard policy allows",
            rival="none: it is an effect, of a lock, of many backups a day, or of a clean-up that hangs",
        ),
        confirms(
            error.code == _CODE,
            restore_points.count == RESTORE_POINTS.value,
            because="the code says it, and 18 points are counted, where the number stops that reaches the limit",
            rival="none: it is an effect, of a lock, of many backups a day, or of a clean-up that hangs",
        ),
        suggests(*EIGHTEEN_ARE_MANY),
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
            caution="Take the collections whose source is this VM: AzureBackup_<VM name>_<digits>. Deleting the VM or "
            "its resource group does not delete its instant restore snapshots; they stay until they expire.",
        ),
        change(
            "Start a backup on demand. It triggers the clean-up, and is expected to fail the first time.",
            BACKUP_NOW,
            caution="The clean-up runs some hours after it was triggered. Do not repeat it: the next scheduled backup "
            "should succeed. At most 9 tries on demand are possible in 24 hours (UTC).",
        ),
        look(
            "Only if that did not help: see which restore points are in the vault already.",
            RECOVERY_POINTS,
            rights="Backup Reader on the vault",
        ),
        destroy(
            "Delete the restore point collections of this VM, and of no other.",
            portal("{backup_group} > Overview > Show hidden types > {collection} > Delete"),
            az("az restore-point collection delete -g {backup_group} --collection-name {collection}"),
            azps("Remove-AzRestorePointCollection -ResourceGroupName {backup_group} -Name {collection}"),
            rights="Contributor on the resource group of the restore points",
            caution="All instant restore points of the VM are lost. Copies in the vault survive; points "
            "that are still in the snapshot phase are lost for good, the consistent ones too. Let no backup or restore "
            "run meanwhile: it would be left with half of its disks. The portal may time out: try 2 to 3 times.",
        ),
    ),
    verify=verify("Fewer than 18 restore points are left, and the next scheduled backup succeeds.", _COUNT),
)
