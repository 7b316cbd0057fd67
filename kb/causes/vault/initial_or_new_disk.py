"""The first backup, or the first with a new disk: everything is copied."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "It is the first backup, or a disk is new: everything is copied",
    "The first backup of a VM, and of a disk that was added or moved since the last one, copies all data. That can "
    "take more than 24 hours, and is expected.",
    sources=(OVERVIEW.section("Backup performance"), FAQ_2025_12.section("Backup")),
    codes=(
        "CopyingVHDsFromBackUpVaultTakingLongTime",
        "DiffCopyFailedToTransferData",
        "UserErrorBackupOperationInProgress",
    ),
    rules=(
        # How large the new disk is, against what else changed, no fact tells.
        suggests(backup.disk_added == True),
        suggests(backup.first_backup_done == False, error.failed_task == "transfer_to_vault"),
        hints(backup.first_backup_done == False),
        rules_out(backup.first_backup_done == True, backup.disk_added == False),
    ),
    hint_only=True,
    leads_to=("copy-timed-out", "backup-overruns-schedule"),
    remedy=(
        look("See whether the job before had fewer disks ('Backed-up disk(s)').", how(backup.disk_added)),
        look(
            "Let it end; the next backups copy only what changes.",
            BACKUP_JOBS,
            caution="Do not cancel it: the whole copy would only end later. Add disks before a quiet weekend.",
        ),
    ),
    verify=verify("The next backup ends within its schedule.", BACKUP_JOBS),
)
