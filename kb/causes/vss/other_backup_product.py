"""Another snapshot of the machine was in the making."""

from ...authoring import *

_VSS = error.code.one_of(*codes_that_say("vss"))
_SAID, _SEEN = signs.other_snapshot_running == True, backup.other_product_at_failure == True

CAUSE = cause(
    __name__,
    "Another snapshot was being made at the same time",
    "Windows makes one shadow copy set at a time, and a file system of Linux is frozen once. A second backup product, "
    "a scheduled task with shadow copies, a database backup, or a run of the backup extension that has not ended makes "
    "one of the two fail; the next try often works.",
    family="other-backup",
    sources=(VSS_RESULTS.section("VSS_E_SNAPSHOT_SET_IN_PROGRESS"), MESSAGE_TABLES.section("volsnap.sys: 17")),
    codes=("snapshot", "vss-stack", "mounts"),
    needs_agent=True,
    rules=(
        confirms(
            *(_SAID, _VSS),
            because="Windows says that another shadow copy was being made, and the code says that VSS failed",
            rival="vss-writer-bad: a writer that waits for the other snapshot is its effect",
        ),
        suggests(_SAID),
        suggests(_SEEN),
        rules_out(backup.other_product_at_failure == False, signs.other_snapshot_running == False),
    ),
    leads_to=("vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        look(
            "See what else makes snapshots: other backup products, scheduled tasks, database backups; and whether a "
            "run of the extension (IaaSBcdrExtension, safefreeze) hangs.",
            ps("Get-ScheduledTask | Where-Object State -ne Disabled | Select-Object TaskPath,TaskName", when=WINDOWS),
            bash("ps -e -o comm | sort -u", when=LINUX),
            caution="On Windows the Security log names the program in event 8222, where audits are on.",
        ),
        change(
            "Move the schedules apart by at least an hour, and let one product alone back up the whole machine.",
            SCHEDULE,
            rights="Backup Contributor on the vault, or whoever runs the other product",
            caution="The schedule of a policy holds for all of its VMs.",
        ),
    ),
    verify=verify("The next scheduled backups succeed, also at the hour of the other product.", BACKUP_JOBS),
)
