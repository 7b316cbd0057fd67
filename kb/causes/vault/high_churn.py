"""So much data changed that its transfer takes longer than a day."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "So much data changed since the last backup that its transfer takes that long",
    "What changed is copied to the vault. More than 200 GB of changes in a day take more than 8 hours, "
    "some TB more than "
    "a day: a defragmentation, a migration of files, a database that writes itself anew.",
    sources=(
        OVERVIEW.section("Backup performance"),
        SELF_HELP.section("CopyingVHDsFromBackUpVaultTakingLongTime"),
        THREADS.section("Transfers that take longer than a day"),
    ),
    codes=(
        "CopyingVHDsFromBackUpVaultTakingLongTime",
        "DiffCopyFailedToTransferData",
        "UserErrorBackupOperationInProgress",
    ),
    rules=(
        confirms(
            backup.transferred_gb >= 1024,  # 200 GB take more than 8 hours, and not a day
            backup.first_backup_done == True,
            backup.disk_added == False,
            backup.overruns_schedule == True,
            because="that much changed in disks that were there before, and copies outlast the schedule",
            rival="initial-or-new-disk: no disk is new; copy-timed-out: a TB takes its time on storage that is well",
        ),
        suggests(
            backup.transferred_gb >= HIGH_CHURN.value, backup.first_backup_done == True, backup.disk_added == False
        ),
        suggests(backup.transferred_gb >= 1024, backup.first_backup_done == True),
        suggests(signs.data_rewritten_told == True, signs.job_over_a_day_told == True),
        hints(signs.data_rewritten_told == True),
        # Of a job that still runs it is what was copied so far.
        rules_out(backup.transferred_gb <= 20, error.code != "UserErrorBackupOperationInProgress"),
        rules_out(backup.first_backup_done == False),
    ),
    leads_to=("copy-timed-out", "backup-overruns-schedule"),
    remedy=(
        look("Compare 'Data Transferred' of this job with that of the jobs before.", how(backup.transferred_gb)),
        look(
            "Let it end: nothing is broken, and the next backup is as quick as before if the changes stop.",
            BACKUP_JOBS,
            caution="Do not cancel it: the next one would have the same to copy.",
        ),
        change(
            "If it is so every day: move what changes (temporary files, dumps, page files) to a disk that is left out "
            "of the backup, or stop the defragmentation.",
            az(
                "az backup protection update-for-vm -g {vault_resource_group} -v {vault} -c {vm} -i {vm} "
                "--disk-list-setting exclude --diskslist {lun}"
            ),
            rights="Backup Contributor on the vault",
            caution="That disk is then not backed up, and no whole VM can be restored. A Standard policy snapshots it.",
        ),
    ),
    verify=verify("The next backup ends within its schedule.", BACKUP_JOBS),
)
