"""The retention in the policy lies beyond the limits."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The retention in the backup policy lies beyond the limits",
    "Daily points are kept at least 7 days; at most are 9999 days, 5163 weeks, 1188 months or 99 years.",
    sources=(
        THREADS.section("Backup policies that were refused, 2018 to 2025"),
        FAQ_2025_12.section("How long can I retain backup points of Azure VMs using the backup policy?"),
    ),
    codes=("BMSUserErrorPolicyRetentionInvalid",),
    phases=CONFIGURING,
    rules=(
        suggests(signs.cmdlet_refuses_retention == True),
        confirms(
            backup.policy_fault == "retention_out_of_limits",
            because="the retention that was sent lies beyond the limits, and the code says so",
            rival="policy-input-invalid: refused for its form, with another code",
        ),
        suggests(error.code == "BMSUserErrorPolicyRetentionInvalid"),
    ),
    remedy=(
        look("See which retention was sent.", DEFAULT_POLICY, POLICY),
        change(
            "Set a retention within the limits.",
            NEW_POLICY,
            rights="Backup Contributor on the vault",
            caution="A shorter retention removes older points of every VM that uses the policy.",
        ),
    ),
    verify=verify("The policy shows the new retention.", POLICY),
)
