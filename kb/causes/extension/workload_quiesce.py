"""The database integration of the backup extension fails."""

from ...authoring import *

_REPORTED = tuple(
    f"FailedWorkload{what}"
    for what in (
        *("PreError", "ConfParsingError", "InvalidRole", "InvalidWorkloadName", "PostError", "AuthorizationMissing"),
        *("ConnectionError", "IPCDirectoryMissing", "DatabaseStatusChanged", "QuiescingError", "QuiescingTimeout"),
        *("DatabaseInNoArchiveLog", "LogModeChanged"),
    )
)
_STOPPED = signs.database_stops_backup == True

CAUSE = cause(
    __name__,
    "The database could not be prepared for the snapshot",
    "With /etc/azure/workload.conf the extension puts MySQL, Oracle or PostgreSQL into backup mode before the "
    "snapshot. Where login, archive mode or a path do not fit, that fails. Most backups then go on, and are consistent "
    "as to files only; where the log says that the database stopped the backup, they do not.",
    sources=(LINUX_EXTENSION.section("main/workloadPatch/WorkloadPatch.py, main/freezesnapshotter.py"),),
    applies=LINUX,
    codes=("extension", "mounts"),
    needs_agent=True,
    rules=(
        confirms(
            _STOPPED,
            because="the run ended with this line: the extension says itself that the database stopped it",
            rival="prepost-script: those are other files, and other lines",
        ),
        hints(signs.database_not_quiesced == True),
        suggests(extensions.backup_code.one_of(*_REPORTED)),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "Read what failed, and the configuration.",
            RUN_LOG,
            bash("sudo cat /etc/azure/workload.conf"),
            caution="The file can hold a path to credentials: do not pass it on.",
        ),
        change(
            "Correct what the line names: the login and its rights, Oracle's archive log mode, or ipc_folder.",
            bash("sudo vi /etc/azure/workload.conf", verified=False),
            caution="OnAppFailureDoFsFreeze in /etc/azure/vmbackup.conf is meant to tell what happens when the "
            "database fails; today's source reads it as text, and goes on whatever it says.",
        ),
        look("Make sure that the database is not left in backup mode (Oracle: v$backup).", RUN_LOG),
    ),
    verify=verify("The next backup succeeds as application consistent.", NEXT_BACKUP),
)
