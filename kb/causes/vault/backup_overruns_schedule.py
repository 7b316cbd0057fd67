"""Backups take longer than the schedule leaves between two."""

from ....engine.knowledge import Cause, Command, Remedy, Step, rules_out, suggests
from ...facts import backup, error
from ...rules import explains
from ...sources import FAQ, OVERVIEW, SEED, SIBLING
from ...steps.azure import BACKUP_JOBS

_CODE = "UserErrorBackupOperationInProgress"

CAUSE = Cause(
    id="backup-overruns-schedule",
    title="A scheduled backup takes longer than the schedule allows",
    family="backup-in-progress",
    step=3,
    explanation="The previous scheduled backup still runs when the next one is due, so it cannot start.",
    sources=(
        SEED.section("UserErrorBackupOperationInProgress"),
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        OVERVIEW.section("Backup performance", "backup-performance"),
        OVERVIEW.section("Backup and restore considerations", "backup-and-restore-considerations"),
        OVERVIEW.section("Best practices", "best-practices"),
        FAQ.section("Why is the Initial backup taking longer time to complete?"),
        SIBLING.section("Backup or restore takes time", "backup-or-restore-takes-time"),
    ),
    codes=(_CODE,),
    rules=(
        *explains(
            error.code == _CODE,
            backup.overruns_schedule == True,
            covers=("E.UserErrorBackupOperationInProgress",),
        ),
        suggests(error.code == _CODE, backup.last_duration_hours > 24),
        rules_out(backup.overruns_schedule == False),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Look which part of the last backups takes the time: the snapshot, or the transfer to the vault.",
                (
                    Command(
                        "portal",
                        "Recovery Services vault {vault} > Backup jobs > the last complete job > Sub tasks",
                    ),
                    BACKUP_JOBS,
                ),
                caution="A first backup, or the first with a new disk, may exceed 24 hours once.",
            ),
            Step(
                "Follow the advice linked under sources: start the backup off-peak and apart from other "
                "VMs; reduce heavy writing (above 200 GB a day slows it down); do not delete instant "
                "restore snapshots, without which the next backup compares every block.",
                covers=("S4.7", "E.UserErrorBackupOperationInProgress"),
            ),
            Step(
                "Leave more time between two backups: in the policy, choose a longer interval or another start time.",
                (
                    Command("portal", "Recovery Services vault {vault} > Backup policies > {policy} > Schedule"),
                    Command(
                        "az",
                        "az backup policy show -g {vault_resource_group} -v {vault} -n {policy} > policy.json",
                        effect="read-only",
                    ),
                    Command("az", "az backup policy set -g {vault_resource_group} -v {vault} --policy policy.json"),
                ),
                effect="changes state",
                rights="Backup Contributor on the vault",
                caution=(
                    "Change the schedule in policy.json between the two commands. It changes for every VM "
                    "with this policy; for this VM alone, give it a policy of its own. Fewer backups mean "
                    "more data at risk."
                ),
            ),
        ),
        verify=Step(
            "The next backups end before the one after them is due.",
            (BACKUP_JOBS,),
        ),
    ),
    covers=("S4.7",),
)
