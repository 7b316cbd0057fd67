"""A backup job of the VM is still running in the vault that protected it before."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...facts import backup, error
from ...sources import FAQ, SEED, STOP_JOB

_CODE = "UserErrorBackupOperationInProgress"
_RUNNING = Command("az", "az backup job list -g {old_vault_resource_group} -v {old_vault} --status InProgress -o table")

CAUSE = Cause(
    id="job-running-old-vault",
    title="A backup job of the VM is running in its old vault",
    family="backup-in-progress",
    step=2,
    explanation=(
        "The VM's backup was moved to another vault. A job that still runs in the old vault keeps the new "
        "one from starting a backup, and does not show among the new vault's jobs."
    ),
    sources=(
        SEED.section("UserErrorBackupOperationInProgress"),
        FAQ.section("Can I cancel an in-progress backup job?"),
        STOP_JOB.section("Description"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(
            error.code == _CODE,
            backup.moved_from_other_vault == True,
            backup.job_in_old_vault == True,
            covers=("P.check-running-job",),
        ),
        suggests(error.code == _CODE, backup.moved_from_other_vault == True),
        suggests(backup.job_in_old_vault == True),
        rules_out(backup.moved_from_other_vault == False),
        rules_out(backup.job_in_old_vault == False),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Look for a running backup job of the VM in the old vault.",
                (
                    Command("portal", "All services > Recovery Services vaults > {old_vault} > Backup jobs"),
                    _RUNNING,
                ),
                covers=("P.check-running-job",),
            ),
            Step(
                "Cancel it there; once data goes to the vault it can no longer be cancelled: then wait until it ends.",
                (
                    Command(
                        "portal",
                        "Recovery Services vaults > {old_vault} > Backup jobs > right-click the running job > Cancel",
                    ),
                    Command(
                        "az",
                        "az backup job stop -g {old_vault_resource_group} -v {old_vault} -n {running_job}",
                    ),
                    Command(
                        "az-powershell",
                        "$vault = Get-AzRecoveryServicesVault -ResourceGroupName {old_vault_resource_group} "
                        "-Name {old_vault}; "
                        "Stop-AzRecoveryServicesBackupJob -JobId {running_job} -VaultId $vault.ID",
                    ),
                ),
                effect="changes state",
                rights="Backup Operator on the old vault",
                caution=(
                    "Make sure that the new vault protects the VM before you cancel. The recovery points in "
                    "the old vault stay as they are."
                ),
                covers=("P.check-running-job",),
            ),
        ),
        verify=Step(
            "The old vault shows no running job of the VM; then start the backup in the new vault again.",
            (_RUNNING,),
        ),
    ),
    covers=("P.check-running-job",),
)
