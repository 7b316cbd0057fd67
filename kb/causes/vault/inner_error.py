"""The compute platform reported an error of its own, which stands in the job's details."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import error
from ...sources import PAGE_2025, RECORDINGS, SEED
from ...steps.azure import BACKUP_JOBS, GET_VAULT

_CODE = "UserErrorCrpReportedUserError"

CAUSE = Cause(
    id="inner-error",
    title="The compute platform reported an error; the job's details name it",
    family="inner-error",
    step=1,
    explanation=(
        "The error does not come from Azure Backup but from the platform that runs the VM. The code says no "
        "more; what is wrong stands in the inner error text of the job."
    ),
    sources=(
        SEED.section("UserErrorCrpReportedUserError"),
        PAGE_2025.section("UserErrorCrpReportedUserError"),
        RECORDINGS.section("errorDetails of backup jobs"),
    ),
    rules=(
        # The inner text settles it, whatever it says: the platform's error is then known by name, and shown.
        confirms(error.code == _CODE, error.inner_message != ""),
        suggests(error.code == _CODE, covers=("E.UserErrorCrpReportedUserError",)),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Read the inner error text of the failed job, and the recommendation beside it.",
                (
                    Command(
                        "portal",
                        "Recovery Services vault {vault} > Monitoring > Backup jobs > filter Status: Failed "
                        "> the job > Error details",
                    ),
                    Command(
                        "az",
                        "az backup job show -g {vault_resource_group} -v {vault} -n {job} "
                        "--query properties.errorDetails",
                    ),
                    Command(
                        "az-powershell",
                        GET_VAULT
                        + "(Get-AzRecoveryServicesBackupJobDetail -JobId {job} -VaultId $vault.ID).ErrorDetails",
                    ),
                ),
                covers=("E.UserErrorCrpReportedUserError",),
            ),
            Step(
                "Do what the recommendation says. Where it says too little, look for the platform's failed "
                "operation at the time of the backup.",
                (Command("portal", "VM {vm} > Activity log > filter Status: Failed"),),
                caution="The text may name a fault that has a remedy of its own here: repair that.",
                covers=("E.UserErrorCrpReportedUserError",),
            ),
        ),
        verify=Step(
            "The next backup succeeds, or fails with a code that says more.",
            (BACKUP_JOBS,),
        ),
    ),
    covers=("E.UserErrorCrpReportedUserError",),
)
