"""The system drive of the Windows guest is full."""

from ...authoring import *

_NONE = windows.system_drive_free_mb < 100
_LOGGED = signs.system_drive_out_of_space == True
_VSS = error.code.one_of(*codes_that_say("vss"))
_FREE = ps("Get-PSDrive -PSProvider FileSystem")

CAUSE = cause(
    __name__,
    "The system drive of the guest is full",
    "The agent writes its state and logs to the system drive, extensions are unpacked there, and Windows needs room to "
    "prepare the registry for a snapshot. Without room agent, extension and snapshot fail.",
    family="system-drive",
    sources=(VMASSIST.section("vmassist.ps1: system drive"), MESSAGE_TABLES.section("vssvc.exe: 12345")),
    applies=WINDOWS,
    codes=("guest",),
    needs_agent=True,
    rules=(
        *(
            confirms(
                *(sign, _VSS),
                because="there was no room on the system drive at the failure, and the code says that VSS failed",
                rival="shadow-storage-full: that is about the storage area of shadow copies",
            )
            for sign in (_NONE, _LOGGED)
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("guest")),
            _NONE,
            because="agent and extension cannot write, whatever has failed this time",
            rival="shadow-storage-full: that is of each volume",
        ),
        # No more where the agent is silent: with little room it runs, and somebody can have stopped it.
        *(suggests(sign) for sign in (_LOGGED, signs.told_system_drive_low == True)),
        suggests(windows.system_drive_free_mb < 1024),
        rules_out(windows.system_drive_free_mb >= 5120, signs.system_drive_out_of_space == False),
    ),
    leads_to=("agent-stopped-windows", "agent-not-reporting", "vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        look("See how much is free, and what takes the room.", _FREE),
        change(
            "Remove what Windows no longer needs: old updates, temporary files, old logs.",
            cmd("Dism /Online /Cleanup-Image /StartComponentCleanup"),
            caution="It takes long, and loads the machine: choose a quiet time. Keep the newest logs of the agent.",
        ),
        change(
            "Give the disk more room, then extend the volume in the guest.",
            portal("VM > Settings > Disks > (the OS disk) > Size + performance"),
            caution="It costs more, and a disk cannot be made smaller again; the VM may have to be deallocated.",
        ),
    ),
    verify=verify("At least 5 GB are free, and the next backup succeeds.", _FREE),
)
