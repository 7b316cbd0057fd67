"""Another backup job of the VM is running in its vault."""

from ....engine.knowledge import Cause, Command, Remedy, Step, suggests
from ...facts import backup, error
from ...rules import explains
from ...sources import FAQ, PAGE_2025, SEED, STOP_JOB
from ...steps.azure import GET_VAULT

_CODE = "UserErrorBackupOperationInProgress"
_RUNNING = Command("az", "az backup job list -g {vault_resource_group} -v {vault} --status InProgress -o table")

CAUSE = Cause(
    id="job-running",
    title="Another backup job of the VM is running",
    family="backup-in-progress",
    step=1,
    explanation="A VM has one backup job at a time: while one runs or is being cancelled, no other starts.",
    sources=(
        SEED.section("UserErrorBackupOperationInProgress"),
        PAGE_2025.section("UserErrorBackupOperationInProgress"),
        FAQ.section("Can I cancel an in-progress backup job?"),
        STOP_JOB.section("Description"),
    ),
    codes=(_CODE,),
    rules=(
        *explains(error.code == _CODE, backup.job_in_progress == True, covers=("P.check-running-job",)),
        # That no job runs now says nothing against the code: the one in the way has ended since.
        suggests(error.code == _CODE, covers=("E.UserErrorBackupOperationInProgress",)),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Look whether a backup job of this VM still runs in the vault where its backup is "
                "configured. If none does, it has ended since: just start the backup again.",
                (
                    Command("portal", "All services > Recovery Services vaults > {vault} > Backup jobs"),
                    _RUNNING,
                    Command(
                        "az-powershell",
                        GET_VAULT + "Get-AzRecoveryServicesBackupJob -Status InProgress -VaultId $vault.ID",
                    ),
                ),
                covers=("P.check-running-job",),
            ),
            Step(
                "Wait until it has ended: the safest way, and the only one once data goes to the vault.",
                (
                    Command(
                        "az",
                        "az backup job wait -g {vault_resource_group} -v {vault} -n {running_job}",
                    ),
                ),
                caution="A first backup is a full one, and can take more than 24 hours.",
                covers=("P.check-running-job",),
            ),
            Step(
                "Or cancel it, if it must not run on.",
                (
                    Command(
                        "portal",
                        "Recovery Services vaults > {vault} > Backup jobs > right-click the running job > Cancel",
                    ),
                    Command(
                        "az",
                        "az backup job stop -g {vault_resource_group} -v {vault} -n {running_job}",
                    ),
                    Command(
                        "az-powershell",
                        GET_VAULT + "Stop-AzRecoveryServicesBackupJob -JobId {running_job} -VaultId $vault.ID",
                    ),
                ),
                effect="changes state",
                rights="Backup Operator on the vault",
                caution=(
                    "Only possible while the job is taking the snapshot. Stop the running job, not the "
                    "failed one: its id stands in the list above. A cancelled backup does not reach the "
                    "vault."
                ),
                covers=("P.check-running-job",),
            ),
        ),
        verify=Step("The list shows no running job of the VM; then start the backup again.", (_RUNNING,)),
    ),
    covers=("E.UserErrorBackupOperationInProgress", "P.check-running-job"),
)
