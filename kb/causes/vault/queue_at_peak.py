"""The transfer to the vault waited for its turn at peak times."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The transfer to the vault waited for its turn at peak times",
    "The data of a snapshot is not always copied at once: at peak times it waits for some hours. A job then takes long "
    "although little changed. A daily backup still ends within 24 hours, the service says.",
    sources=(OVERVIEW.section("Backup process"), OVERVIEW.section("Backup performance")),
    # Nothing that a customer can see shows the queue: what is left when there was little to copy.
    hint_only=True,
    codes=(
        "CopyingVHDsFromBackUpVaultTakingLongTime",
        "DiffCopyFailedToTransferData",
        "UserErrorBackupOperationInProgress",
    ),
    rules=(
        suggests(
            backup.overruns_schedule == True,
            backup.transferred_gb <= 20,
            backup.first_backup_done == True,
            backup.disk_added == False,
        ),
        rules_out(backup.overruns_schedule == False, backup.last_duration_hours < 8),
        rules_out(backup.first_backup_done == False),
    ),
    leads_to=("backup-overruns-schedule",),
    remedy=(
        look(
            "Compare how long the snapshot and the transfer took, and how much was transferred.",
            how(backup.transferred_gb),
            BACKUP_JOBS,
        ),
        look("Let the job end: the snapshot is taken, and can be restored from.", BACKUP_JOBS),
        change(
            "If it is so every day: move the schedule away from full hours and from midnight, when most backups start.",
            SCHEDULE,
            rights="Backup Contributor on the vault",
            caution="The schedule holds for all VMs of the policy. A backup starts within two hours of its time.",
        ),
        TICKET,
    ),
    verify=verify("The next backup ends within its schedule.", BACKUP_JOBS),
)
