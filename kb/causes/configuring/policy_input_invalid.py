"""The policy that was sent contradicts itself."""

from ...authoring import *

_PARAMETER = "UserErrorInvalidRequestParameter"

CAUSE = cause(
    __name__,
    "The backup policy that was sent is not in the form that the service asks for",
    "Times of schedule and retention have to be the same, retention days have to be days of the schedule, an hourly "
    "interval has to be shorter than its window, and archiving needs monthly or yearly points. The time zone has the "
    "name that Windows gives it.",
    sources=(
        THREADS.section("Backup policies that were refused, 2018 to 2025"),
        THREADS.section("2i2c-org/infrastructure#4414"),
    ),
    codes=("BMSUserErrorInvalidPolicyInput", _PARAMETER),
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
        # A time zone of an unknown name is refused with the other code.
        confirms(
            backup.policy_fault == "timezone_unknown",
            error.code == _PARAMETER,
            because="the time zone has a name that the service does not know, and the code refuses a value of the "
            "policy",
            rival="request-malformed: there a value is refused that is none of the policy's",
        ),
        suggests(signs.policy_refused_by_client == True),
        suggests(signs.policy_value_refused == True),
        hints(error.code == _PARAMETER),
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
