"""One database or instance makes the SQL writer fail."""

from ...authoring import *

_CODE = "ExtensionFailedVssWriterInBadState"
_SAID, _BAD = signs.sql_writer_failed == True, windows.bad_vss_writers.includes("SqlServerWriter")
_NAMED = signs.sql_writer_names_database == True
_EVENTS = ps(
    "Get-WinEvent -FilterHashtable @{LogName='Application';StartTime=(Get-Date).AddDays(-2)} | "
    "Where-Object ProviderName -match 'SQLWRITER|SQLVDI' | Select-Object TimeCreated,Id,Message"
)

CAUSE = cause(
    __name__,
    "A database or an instance of SQL Server makes the SQL writer fail",
    "The SQL writer freezes every database of every instance. One that is damaged, whose file is gone, or that refuses "
    "the writer's account fails it; small instances of other products (LocalDB, Windows Internal Database) count too.",
    family="shadow-copies",
    step=5,
    sources=(SQL_WRITER.section("Resolution"), THREADS.section("MicrosoftDocs/azure-docs#39744")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        # A snapshot that was given up for another reason leaves this event too, with error 995 and no database named.
        confirms(
            *(_NAMED, error.code == _CODE),
            because="the SQL writer names a database or an instance that it cannot use, and the code says that writers "
            "failed",
            rival="snapshot-slow: there the writer's event has no other reason than that the snapshot was given up",
        ),
        *(suggests(seen) for seen in (_NAMED, _SAID)),
        suggests(derived.said_sql_writer == True),
        suggests(_BAD),
    ),
    leads_to=("vss-writer-bad",),
    remedy=(
        look("Read which instance and database the events name, and the error behind them.", _EVENTS),
        look(
            "By that error: a database that is offline or damaged is repaired or detached by its owner; a name that "
            "ends "
            "with a blank is renamed; NT SERVICE\\SQLWriter needs the role sysadmin; LocalDB of another product needs "
            "that product's update.",
        ),
        change(
            "Restart the SQL writer once the database is well; the databases keep running.",
            ps("Restart-Service -Name SQLWriter"),
            caution="Not while any backup runs.",
        ),
        restart(
            "To find the instance, where no event names it: stop one instance in a window, and back up.",
            ps("Stop-Service -Name 'MSSQL$<instance>'", verified=False),
            caution="Its databases are down meanwhile: ask their owner, and start it again.",
        ),
    ),
    verify=verify("SqlServerWriter is '[1] Stable' after the next backup.", how(windows.bad_vss_writers, "powershell")),
)
