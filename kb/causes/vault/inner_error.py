"""The compute platform reported an error of its own, which stands in the job's details."""

from ...authoring import *

_CODE = "UserErrorCrpReportedUserError"

CAUSE = cause(
    __name__,
    "The compute platform reported an error; the job's details name it",
    "The error does not come from Azure Backup but from the platform that runs the VM. The code says no "
    "more; what is wrong stands in the inner error text of the job.",
    sources=(
        SEED.section("UserErrorCrpReportedUserError"),
        PAGE_2025.section("UserErrorCrpReportedUserError"),
        RECORDINGS.section("errorDetails of backup jobs"),
        VM_ERRORS.section("Error Response Format"),
    ),
    # A text that is known is read like a code, and this one is then not in question (see facts/inner_texts.py).
    codes=(_CODE, "BCMCrpInternalError"),
    rules=(suggests(error.code == _CODE), suggests(error.code == "BCMCrpInternalError", error.inner_message != "")),
    hint_only=True,
    remedy=(
        look(
            "Read the inner error text of the failed job, and the recommendation beside it.",
            portal(
                "Recovery Services vault {vault} > Monitoring > Backup jobs > filter Status: Failed "
                "> the job > Error details"
            ),
            az("az backup job show -g {vault_resource_group} -v {vault} -n {job} --query properties.errorDetails"),
            azps(GET_VAULT + "(Get-AzRecoveryServicesBackupJobDetail -JobId {job} -VaultId $vault.ID).ErrorDetails"),
            when=error.inner_message == "",
        ),
        look(
            "Do what the inner text and the recommendation say: the innermost detail counts, and the resource that it "
            "names. Where they say too little, look for the platform's failed operation at the time of the backup.",
            portal("VM {vm}, and {backup_group} > Activity log > filter Status: Failed > the operation > JSON"),
            caution="The text may name a fault that has a remedy of its own here: repair that.",
        ),
    ),
    verify=verify("The next backup succeeds, or fails with a code that says more.", BACKUP_JOBS),
)
