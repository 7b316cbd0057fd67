"""The directory service of a domain controller is stopped, or the machine is in restore mode."""

from ...authoring import *

_VSS = error.code.one_of(*codes_that_say("vss"))
_SAID = signs.ntds_stopped == True
_STATE = ps("Get-Service NTDS | Select-Object Status,StartType")

CAUSE = cause(
    __name__,
    "The directory service of this domain controller is stopped",
    "On a domain controller whose Active Directory service (NTDS) is stopped, or that runs in Directory Services "
    "Restore "
    "Mode, Windows makes no shadow copy.",
    family="shadow-copies",
    step=10,
    sources=(MESSAGE_TABLES.section("vssvc.exe: 26, 29"),),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            *(_SAID, _VSS),
            because="Windows says that it makes no shadow copy in this state, and the code says that VSS failed",
            rival="vss-writer-bad: the writer of the directory is bad for this state",
        ),
        suggests(_SAID),
    ),
    leads_to=("vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        look("See whether the service runs, and ask whether somebody works on the directory.", _STATE),
        change(
            "Start the service.",
            cmd("net start ntds"),
            caution="Somebody may have stopped it for work on its database: ask first.",
        ),
        restart(
            "In restore mode: let the next start be a normal one, and restart.",
            cmd("bcdedit /deletevalue safeboot"),
            caution="The domain controller is down meanwhile.",
        ),
    ),
    verify=verify("The service runs, and the next backup succeeds.", _STATE),
)
