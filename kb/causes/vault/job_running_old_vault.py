"""A backup job of the VM is still running in the vault that protected it before."""

from ...authoring import *

_CODE = "UserErrorBackupOperationInProgress"
_RUNNING = az("az backup job list -g {old_vault_resource_group} -v {old_vault} --status InProgress -o table")

CAUSE = cause(
    __name__,
    "A backup job of the VM is running in its old vault",
    "The VM's backup was moved to another vault. A job that still runs in the old vault keeps the new "
    "one from starting a backup, and does not show among the new vault's jobs.",
    family="backup-in-progress",
    step=2,
    sources=(
        SEED.section("UserErrorBackupOperationInProgress"),
        FAQ.section("Can I cancel an in-progress backup job?"),
        STOP_JOB.section("Description"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(
            backup.moved_from_other_vault == True,
            backup.job_in_old_vault == True,
            because="a backup of this VM ran in the vault that it was moved from, when the new vault's was to start",
            rival="job-running: a job of the new vault would show in its own list",
        ),
        suggests(backup.job_in_old_vault == True),
        hints(error.code == _CODE, backup.moved_from_other_vault == True),
        rules_out(backup.moved_from_other_vault == False),
        rules_out(backup.job_in_old_vault == False),
    ),
    remedy=(
        look(
            "Look for a running backup job of the VM in the old vault.",
            portal("All services > Recovery Services vaults > {old_vault} > Backup jobs"),
            _RUNNING,
        ),
        change(
            "Cancel it there; once data goes to the vault it can no longer be cancelled: then wait until it ends.",
            portal("Recovery Services vaults > {old_vault} > Backup jobs > right-click the running job > Cancel"),
            az("az backup job stop -g {old_vault_resource_group} -v {old_vault} -n {running_job}"),
            azps(
                "$vault = Get-AzRecoveryServicesVault -ResourceGroupName {old_vault_resource_group} -Name {old_vault}; "
                "Stop-AzRecoveryServicesBackupJob -JobId {running_job} -VaultId $vault.ID"
            ),
            rights="Backup Operator on the old vault",
            when=backup.job_in_old_vault == True,
            caution="Make sure that the new vault protects the VM before you cancel. The recovery points in "
            "the old vault stay as they are.",
        ),
    ),
    verify=verify(
        "The old vault shows no running job of the VM; then start the backup in the new vault again.", _RUNNING
    ),
)
