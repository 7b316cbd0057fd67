"""Another backup job of the VM is running in its vault."""

from ...authoring import *

_CODE = "UserErrorBackupOperationInProgress"
_RUNNING = az("az backup job list -g {vault_resource_group} -v {vault} --status InProgress -o table")

CAUSE = cause(
    __name__,
    "Another backup job of the VM is running",
    "While a backup job of the VM takes its snapshot, or is being cancelled, no other starts. One that only copies "
    "data to the vault any more does not stand in the way.",
    family="backup-in-progress",
    step=1,
    sources=(
        SEED.section("UserErrorBackupOperationInProgress"),
        PAGE_2025.section("UserErrorBackupOperationInProgress"),
        FAQ.section("Can I cancel an in-progress backup job?"),
        STOP_JOB.section("Description"),
    ),
    codes=(_CODE,),
    rules=(
        # The code alone does not tell in which vault the job ran. That none runs now says nothing: it has ended since.
        confirms(
            backup.job_in_progress == True,
            because="another backup job of this VM in this vault ran when the failed one was to start",
            rival="job-running-old-vault: that job does not show among those of this vault",
        ),
        hints(backup.job_in_progress == True),
    ),
    remedy=(
        look(
            "Look whether a backup job of this VM still runs in the vault where its backup is "
            "configured. If none does, it has ended since: just start the backup again.",
            portal("All services > Recovery Services vaults > {vault} > Backup jobs"),
            _RUNNING,
            azps(GET_VAULT + "Get-AzRecoveryServicesBackupJob -Status InProgress -VaultId $vault.ID"),
        ),
        look(
            "Wait until it has ended: the safest way, and the only one once data goes to the vault.",
            az("az backup job wait -g {vault_resource_group} -v {vault} -n {running_job}"),
            caution="A first backup is a full one, and can take more than 24 hours.",
        ),
        change(
            "Or cancel it, if it must not run on.",
            portal("Recovery Services vaults > {vault} > Backup jobs > right-click the running job > Cancel"),
            az("az backup job stop -g {vault_resource_group} -v {vault} -n {running_job}"),
            azps(GET_VAULT + "Stop-AzRecoveryServicesBackupJob -JobId {running_job} -VaultId $vault.ID"),
            caution="Only possible while the job is taking the snapshot. Stop the running job, not the failed one: its "
            "id stands in the list above. A cancelled backup does not reach the vault.",
        ),
    ),
    verify=verify("The list shows no running job of the VM; then start the backup again.", _RUNNING),
)
