"""A volume of the Windows guest has errors."""

from ...authoring import *

_VSS = error.code.one_of(*codes_that_say("vss"))
_FAILED, _DAMAGED = signs.shadow_copy_io_failure == True, signs.volume_damaged == True
_SCAN = ps("Repair-Volume -DriveLetter {drive} -Scan", effect="read-only", verified=False)

CAUSE = cause(
    __name__,
    "A volume of the guest has errors",
    "A shadow copy reads and writes the whole volume. A disk that gives errors, or a damaged file system, breaks it "
    "off.",
    family="shadow-copies",
    step=9,
    sources=(MESSAGE_TABLES.section("volsnap.sys: 14"), THREADS.section("Ntfs 55 and 98")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            *(_FAILED, _DAMAGED, _VSS),
            because="the disk gave errors, the file system is damaged, and the code says that VSS failed",
            rival="vss-writer-bad: that a writer is bad follows from a volume that gives errors",
        ),
        # No more: volsnap keeps shadow copies of other programs; Azure Backup's snapshot has a provider of its own.
        suggests(_FAILED),
        suggests(_DAMAGED),
        hints(signs.vss_volume_gone == True),
    ),
    leads_to=("vss-service-bad", "vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        look("Scan the volume that the events name; it stays in use.", _SCAN, rights=ADMIN),
        restart(
            "If it finds errors, repair them in a window.",
            cmd("chkdsk {drive} /f"),
            caution="The volume is offline meanwhile, for hours on large ones; the system volume is repaired at the "
            "next "
            "restart. Have a backup or a snapshot of the disk first.",
        ),
    ),
    verify=verify("The scan finds no errors, and the next backup succeeds.", _SCAN),
)
