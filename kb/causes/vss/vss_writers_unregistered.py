"""VSS writers are missing: the list of writers is empty, or the System Writer is not in it."""

from ...authoring import *

_VSS = error.code.one_of(*codes_that_say("vss"))
_TOLD = derived.said_no_writers == True
_LOST, _ABSENT = signs.vss_unregistered == True, windows.system_writer_listed == False
_KEY = "HKLM\\SOFTWARE\\Microsoft\\EventSystem\\{26c409cc-ae86-11d1-b616-00805fc79216}\\EventClasses"
_WRITERS = how(windows.system_writer_listed, "powershell")

CAUSE = cause(
    __name__,
    "VSS writers are not registered, or cannot be reached",
    "Volume Shadow Copy finds its writers through the COM+ Event System. Where the event class is not registered, or "
    "the System Writer may not read its files, writers are missing and the snapshot fails.",
    family="shadow-copies",
    step=2,
    sources=(NO_WRITERS.section("Resolution"), SYSTEM_WRITER.section("Resolution")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            *(_LOST, _VSS),
            because="Windows says that a part of VSS is not registered, and the code says that VSS failed",
            rival="com-plus-stopped: its own message says that a service is disabled",
        ),
        # A list without it stops a backup of the system state; of snapshots of volumes no source says that.
        *(suggests(sign) for sign in (_LOST, _ABSENT, _TOLD, signs.vss_writers_unreachable == True)),
        suggests(signs.system_writer_cannot_list == True),
        hints(signs.com_class_missing == True),
    ),
    leads_to=("vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        look("List the writers as administrator, twice with a minute between.", _WRITERS, rights=ADMIN),
        look(
            "Look at the event class of VSS: TypeLib has to be a REG_EXPAND_SZ with "
            "%systemroot%\\system32\\EVENTCLS.DLL. Export the key before you correct it.",
            cmd(f'reg query "{_KEY}" /s /v TypeLib'),
            caution="Do not register DLLs of VSS anew, as old scripts do: since Windows Server 2008 it does harm.",
        ),
        restart(
            "Restart the services that carry the writers.",
            ps("Restart-Service -Name EventSystem -Force", "Restart-Service -Name VSS,CryptSvc -Force"),
            caution="Services that depend on them (SENS) restart too; stop no running backup.",
        ),
        look("Where only the System Writer is missing, follow 'System writer is not found in the backup' (Microsoft)."),
        restart("If writers stay away, restart the VM in a window.", RESTART_VM, caution="Everything on it is down."),
    ),
    verify=verify("The System Writer is listed as Stable, and the next backup succeeds.", _WRITERS),
)
