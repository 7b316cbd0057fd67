"""A lock keeps Azure Backup from deleting old restore points."""

from ...authoring import *

_LOCKED = locks.backup_group == True

CAUSE = cause(
    __name__,
    "A lock holds the resource group of the restore points",
    "Azure Backup keeps the restore points in a resource group of its own, AzureBackupRG_<region>_<n>. A lock "
    "on it, or on the subscription, stops the automatic clean-up, until the limit of restore points is reached.",
    family="restore-point-lock",
    sources=(
        SEED.section("UserErrorRpCollectionLimitReached"),
        SEED.section("Remove lock from the recovery point resource group"),
        FAQ.section("I enabled a lock on the resource group created by Azure Backup Service"),
        MATRIX.section("VM compute support: Back up Azure VMs with locks"),
    ),
    codes=("restore-points",),
    rules=(
        confirms(_LOCKED, error.code == "ScopeLocked", because="the platform names it", rival="rpc-limit: it follows"),
        confirms(
            _LOCKED,
            derived.lock_code == True,
            derived.limit_reached == True,
            because="the limit is reached, for old points were not deleted, and the lock keeps them",
            rival="multiple-backups: under a lock the limit comes with one backup a day as well",
        ),
        wrong_as_well(
            derived.lock_code == False,
            _LOCKED,
            because="the lock keeps old points whatever has failed this time",
            rival="multiple-backups: the lock is seen",
        ),
        confirms(
            locks.refused_cleanup == True,
            error.code == "UserErrorRpCollectionLimitReached",
            because="the activity log has the refused deletion of the VM's points: the lock may be gone by now",
            rival="restore-point-access-open: Azure refuses that in words of its own",
        ),
        *(suggests(each) for each in (_LOCKED, locks.refused_cleanup == True)),
        suggests(signs.delete_lock_told == True, derived.lock_code == True),
        hints(signs.delete_lock_told == True),
        rules_out(derived.cleanup_locked == False),
    ),
    leads_to=("rpc-limit",),
    today="The document names the VM's own group once; what counts is the group of Azure Backup, or the subscription.",
    remedy=(
        look(
            "Look which locks hold the group: its own, and those inherited from the subscription.",
            portal("All resources > {backup_group} > Settings > Locks"),
            how(locks.backup_group, "az"),
            caution="The group's name can be changed in the backup policy. A lock on the VM's own group matters only "
            "where collections of before 2018-09 lie in it.",
        ),
        DELETE_BACKUP_LOCK,
        CLEAN_UP,
    ),
    verify=verify("No lock is left, and the next scheduled backup succeeds.", BACKUP_GROUP_LOCKS),
)
