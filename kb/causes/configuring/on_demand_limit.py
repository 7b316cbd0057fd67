"""Too many backups on demand were tried today."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "Too many backups on demand were tried on that day",
    "Of one VM, Azure Backup takes at most 9 tries on demand in 24 hours (UTC); more than 3 it advises against.",
    sources=(
        MANAGE.section("Run an on-demand backup"),
        MATRIX.section("Supported backup actions"),
        THREADS.section("Limits of operations in a day"),
    ),
    codes=("CloudDosTimeboudLimitReached", "CloudDosAbsoluteLimitReached"),
    rules=(
        confirms(
            backup.on_demand_today >= ON_DEMAND_TRIES.value,
            because="nine tries were made that day, which is the hard limit, and the code says 'too often'",
            rival="registration-quota: nothing was enabled, a backup was started",
        ),
        suggests(error.code.one_of("CloudDosTimeboudLimitReached", "CloudDosAbsoluteLimitReached"), ON_DEMAND),
        suggests(error.code == "CloudDosTimeboudLimitReached", backup.on_demand_today >= 4),
        hints(signs.on_demand_often_told == True),
        rules_out(backup.on_demand_today <= 1),
    ),
    remedy=(
        look(
            "Stop whatever starts backups again and again: a script, a runbook, a person.",
            BACKUP_JOBS,
            caution="Do not try again now: each try counts, and a diagnosis needs none.",
        ),
        look(
            "Wait some hours, at most until the next day (UTC), and find out meanwhile why the first try failed: that "
            "is the fault to repair.",
            BACKUP_JOBS,
        ),
    ),
    verify=verify("The next scheduled backup completes.", BACKUP_JOBS),
)
