"""Instant restore points would be kept longer than the policy's kind, or the vault's points, allow."""

from ...authoring import *

_CODE = "BMSUserErrorInstantRPRetentionExceedsVaultedRetention"

CAUSE = cause(
    __name__,
    "Instant restore points would be kept longer than allowed",
    "They are kept 1 to 5 days with a Standard policy, and up to 30 with an Enhanced one, whose default is 7; never "
    "longer than the daily points in the vault.",
    sources=(
        THREADS.section("Backup policies that were refused, 2018 to 2025"),
        ENHANCED.section("Create an Enhanced policy and configure the VM backup"),
        CLI.section("set_policy"),
    ),
    codes=(_CODE, "BMSUserErrorInvalidPolicyInput"),
    phases=CONFIGURING,
    rules=(
        confirms(
            backup.policy_fault == "instant_too_long",
            error.code == _CODE,
            because="the instant days that were sent exceed those in the vault, and the code says so",
            rival="policy-retention-invalid: about the vault's own points, with another code",
        ),
        suggests(error.code == _CODE),
        suggests(signs.instant_days_refused == True),
    ),
    remedy=(
        look("Compare instantRpRetentionRangeInDays with the daily retention.", POLICY),
        change(
            "Lower the instant days, or keep daily points longer.",
            portal(
                "Recovery Services vault > Backup policies > {policy} > Modify: Retain instant recovery snapshot(s) for"
            ),
            rights="Backup Contributor on the vault",
            caution="Older points can then be restored only from the vault, which takes longer.",
        ),
    ),
    verify=verify("The policy shows fewer instant days than daily ones.", POLICY),
)
