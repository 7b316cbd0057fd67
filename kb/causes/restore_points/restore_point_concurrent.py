"""Another product or vault was making a restore point of the VM."""

from ...authoring import *

_CODE = "VMRestorePointClientError.Concurrent"
_OTHERS = restore_points.foreign == True

CAUSE = cause(
    __name__,
    "Another product or vault was making a restore point of the VM",
    "Azure makes one restore point of a VM at a time. While another one is being made, by another backup product, by a "
    "script or by a former vault, it refuses the one that Azure Backup asks for.",
    sources=(RESTORE_POINT_PAGE.section("a concurrent 'Create RestorePoint' operation was triggered"),),
    codes=(_CODE, "ExtensionFailedSnapshotRateExceededError"),
    rules=(
        confirms(
            _OTHERS,
            disks.other_snapshots == True,
            error.code == _CODE,
            because="the platform says that two were made at once, and another product made one at that time",
            rival="job-running-old-vault: it makes points under the name of Azure Backup",
        ),
        confirms(
            backup.job_in_old_vault == True,
            error.code == _CODE,
            because="the platform says that two were made at once, and a job of the old vault ran",
            rival="another product: it would have collections of its own",
        ),
        suggests(error.code == _CODE),
        hints(signs.foreign_restore_points_told == True),
        rules_out(restore_points.foreign == False, backup.job_in_old_vault == False),
    ),
    remedy=(
        look(
            "See which restore points of the VM are made when, and by whom: those of Azure Backup lie in collections "
            "whose names begin with AzureBackup_.",
            COLLECTIONS,
            VM_LOG,
        ),
        change(
            "Move one of the schedules, by some hours, or take the VM out of the other product or vault.",
            SCHEDULE,
            rights="Backup Contributor on the vault",
            caution="Points that a customer makes are refused when they follow too closely: 3 hours apart where they "
            "are application-consistent, 1 hour where they are crash-consistent.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("No two restore points of the VM are made at the same time, and the backup succeeds.", COLLECTIONS),
)
