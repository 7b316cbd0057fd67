"""More backups a day than the limit of instant restore points allows."""

from ...authoring import *

_CODE = "UserErrorRpCollectionLimitReached"
_JOBS = az("az backup job list -g {vault_resource_group} -v {vault} --operation Backup")


def _reaches_limit(policy: str, per_day: int) -> tuple[Condition, ...]:
    """At least so many backups a day, kept for the fewest days that bring them to the limit."""
    days = -(-RESTORE_POINTS.value // per_day)
    return backup.policy_type == policy, backup.per_day >= per_day, backup.instant_retention_days >= days


CAUSE = cause(
    __name__,
    "Too many backups a day for the number of instant restore points",
    "Each backup leaves an instant restore point for as many days as the policy keeps them, and a VM "
    "may have 18 under a Standard policy. Several backups a day times the days of retention reach that limit.",
    family="multiple-backups-per-day",
    sources=(SEED.section("UserErrorRpCollectionLimitReached"), MATRIX.section("Supported backup actions")),
    codes=(_CODE,),
    rules=(
        # What counts is backups a day times days of retention. It decides only for a Standard policy, with at most 5
        # days: an Enhanced one is made for more points, and only exactly 18 of them speak of this limit.
        *(
            rule
            for enough in (_reaches_limit("standard", per_day) for per_day in (4, 5, 6, 9))
            for rule in explains(
                derived.limit_reached == True,
                *enough,
                because="the backups of a day times the days that the points are kept reach the limit",
                rival="rg-lock: this schedule reaches the limit without one",
            )
        ),
        *(
            suggests(restore_points.count == RESTORE_POINTS.value, *_reaches_limit("enhanced", per_day))
            for per_day in (2, 3, 4, 6)
        ),
    ),
    leads_to=("rpc-limit",),
    today="The document recommends one backup a day; today a Standard policy allows 1 scheduled and 3 on "
    "demand, an Enhanced one a backup every 4 hours and up to 30 days of instant retention.",
    remedy=(
        look(
            "Count the backups of a day, scheduled and on demand, and see how long instant restore points are kept.",
            portal("Recovery Services vault > Monitoring > Backup jobs (last 24 hours)"),
            _JOBS,
            az("az backup policy show -g {vault_resource_group} -v {vault} -n {policy}"),
            rights="Backup Reader on the vault",
        ),
        FEWER_POINTS,
        look(
            "Wait until old restore points have expired. If that takes too long, clean up as described under rpc-limit."
        ),
    ),
    verify=verify(
        "Backups a day times days of retention stay below 18, and the next scheduled backup succeeds.", _JOBS
    ),
)
