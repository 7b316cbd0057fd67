"""The policy that was sent contradicts itself."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The backup policy that was sent is not in the form that the service asks for",
    "Times of schedule and retention have to be the same, retention days have to be days of the schedule, an hourly "
    "interval has to be shorter than its window, and archiving needs monthly or yearly points.",
    sources=(THREADS.section("Backup policies that were refused, 2018 to 2025"),),
    codes=("BMSUserErrorInvalidPolicyInput",),
    phases=CONFIGURING,
    rules=(
        confirms(
            backup.policy_fault.one_of(
                "times_differ", "days_not_scheduled", "hourly_window", "archive_without_monthly", "other_type"
            ),
            because="the policy that was sent has this fault, and the service refuses its form",
            rival="policy-retention-invalid: that one is refused with a code of its own",
        ),
        suggests(error.code == "BMSUserErrorInvalidPolicyInput"),
        suggests(signs.policy_refused_by_client == True),
    ),
    remedy=(
        look("Start from a default policy, and compare what was sent with it, field by field.", DEFAULT_POLICY, POLICY),
        change(
            "Correct the policy, and send it again.",
            NEW_POLICY,
            az("az backup policy set -g {vault_resource_group} -v {vault} -n {policy} --policy {policy_file}"),
            rights="Backup Contributor on the vault",
            caution="It holds for every VM that uses the policy. A shorter retention removes older points.",
        ),
    ),
    verify=verify("The policy shows the new schedule and retention.", POLICY),
)
