"""Backups take longer than the schedule leaves between two."""

from ...authoring import *

_CODE = "UserErrorBackupOperationInProgress"

_ADVICE = ("Backup performance", "Backup and restore considerations", "Best practices")

CAUSE = cause(
    __name__,
    "A scheduled backup takes longer than the schedule allows",
    "The previous scheduled backup still runs when the next one is due, so it cannot start.",
    family="backup-in-progress",
    step=3,
    sources=(
        *(SEED.section("UserErrorBackupOperationInProgress"), HEALTH_STEP_4),
        *(OVERVIEW.section(title, title.lower().replace(" ", "-")) for title in _ADVICE),
        FAQ.section("Why is the Initial backup taking longer time to complete?"),
        SIBLING.section("Backup or restore takes time", "backup-or-restore-takes-time"),
        PREPARE.section("Verify the backup job status"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(
            backup.overruns_schedule == True,
            backup.job_in_progress == True,
            because="the job before still ran, and such a job takes longer than the schedule leaves",
            rival="job-running: it is so too, and waiting for its end helps only until the next time",
        ),
        suggests(backup.overruns_schedule == True),
        suggests(signs.overrun_told == True, error.code == _CODE),
        hints(error.code == _CODE, backup.last_duration_hours > 24),
        rules_out(backup.overruns_schedule == False),
    ),
    today="While one backup transfers, the next one takes its snapshot: only one that still takes its own stops it.",
    remedy=(
        look(
            "Look which part of the last backups takes the time: the snapshot, or the transfer to the vault.",
            *(portal("Recovery Services vault {vault} > Backup jobs > the last complete job > Sub tasks"), BACKUP_JOBS),
            caution="A first backup, or one with a new disk, may exceed 24 hours.",
        ),
        look(
            "Follow the advice linked under sources: start the backup off-peak and apart from other VMs; reduce heavy "
            "writing (above 200 GB a day); keep instant restore snapshots: the next backup compares all blocks without."
        ),
        change(
            "Leave more time between two backups: in the policy, choose a longer interval or another start time.",
            portal("Recovery Services vault {vault} > Backup policies > {policy} > Schedule"),
            az(
                "az backup policy show -g {vault_resource_group} -v {vault} -n {policy} > policy.json",
                effect="read-only",
            ),
            az("az backup policy set -g {vault_resource_group} -v {vault} --policy policy.json"),
            rights="Backup Contributor on the vault",
            caution="Change policy.json between the two commands. It holds for every VM with this policy: for this VM "
            "alone, give it a policy of its own. Fewer backups mean more data at risk.",
        ),
    ),
    verify=verify("The next backups end before the one after them is due.", BACKUP_JOBS),
)
