"""More backups a day than the limit of instant restore points allows.

Several backups a day are allowed today. What counts is backups a day times days of instant retention, against
the limit of 18. That product decides only for a Standard policy; with an Enhanced one it hints.
"""

from ....engine.conditions import Condition
from ....engine.knowledge import Cause, Command, Remedy, Rule, Step, confirms, suggests
from ...facts import backup, derived, error
from ...limits import RESTORE_POINTS
from ...sources import MATRIX, SEED

_CODE = "UserErrorRpCollectionLimitReached"
_JOBS = Command("az", "az backup job list -g {vault_resource_group} -v {vault} --operation Backup")


def _reaches_limit(per_day: int) -> tuple[Condition, Condition]:
    """At least so many backups a day, kept for the fewest days that bring them to the limit."""
    return backup.per_day >= per_day, backup.instant_retention_days >= -(-RESTORE_POINTS.value // per_day)


def _standard(per_day: int) -> tuple[Rule, Rule]:
    enough = (backup.policy_type == "standard", *_reaches_limit(per_day))
    covers = ("L.one-per-day", "L.instant-retention")
    return confirms(error.code == _CODE, derived.limit_reached == True, *enough, covers=covers), suggests(*enough)


def _enhanced(per_day: int) -> Rule:
    return suggests(error.code == _CODE, backup.policy_type == "enhanced", *_reaches_limit(per_day))


CAUSE = Cause(
    id="multiple-backups",
    title="Too many backups a day for the number of instant restore points",
    family="multiple-backups-per-day",
    step=1,
    explanation=(
        "Each backup leaves an instant restore point for as many days as the policy keeps them, and a VM "
        "may have 18. Several backups a day times the days of retention reach that limit."
    ),
    sources=(
        SEED.section("UserErrorRpCollectionLimitReached"),
        MATRIX.section("Backup frequency"),
    ),
    codes=(_CODE,),
    rules=(
        # The numbers that matter: a Standard policy keeps at most 5 days, an Enhanced one runs every 4 hours.
        *_standard(4),
        *_standard(5),
        *_standard(6),
        *_standard(9),
        _enhanced(2),
        _enhanced(3),
        _enhanced(4),
        _enhanced(6),
    ),
    leads_to=("rpc-limit",),
    remedy=Remedy(
        steps=(
            Step(
                "Count the backups of a day, scheduled and on demand, and see how long instant restore "
                "points are kept.",
                (
                    Command("portal", "Recovery Services vault > Monitoring > Backup jobs (last 24 hours)"),
                    _JOBS,
                    Command("az", "az backup policy show -g {vault_resource_group} -v {vault} -n {policy}"),
                ),
                rights="Backup Reader on the vault",
            ),
            Step(
                "Back up once a day, stop on-demand backups that a script or runbook starts, or keep "
                "instant restore points for fewer days.",
                (
                    Command(
                        "portal",
                        "Recovery Services vault > Backup policies > {policy} > Modify: Backup schedule, "
                        "and Retain instant recovery snapshot(s) for",
                    ),
                ),
                effect="changes state",
                rights="Backup Contributor on the vault",
                caution=(
                    "The policy holds for every VM that uses it. Fewer days mean that older points can be "
                    "restored only from the vault, which takes longer."
                ),
                covers=("L.one-per-day", "L.instant-retention"),
            ),
            Step(
                "Wait until old restore points have expired. If that takes too long, clean up as described "
                "under rpc-limit."
            ),
        ),
        verify=Step(
            "Backups a day times days of retention stay below 18, and the next scheduled backup succeeds.",
            (_JOBS,),
        ),
    ),
    today=(
        "The document recommends one backup a day; today a Standard policy allows 1 scheduled and 3 on "
        "demand, an Enhanced one a backup every 4 hours and up to 30 days of instant retention."
    ),
    covers=("L.one-per-day", "L.instant-retention"),
)
