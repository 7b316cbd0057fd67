"""A VSS writer is in a bad state."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import derived, error, vm, windows
from ...sources import SEED, SIBLING
from ...steps.azure import RESTART_VM
from ...steps.windows import ADMIN

_CODE = "ExtensionFailedVssWriterInBadState"
# The service behind a writer, by the community's table: none of Microsoft's documents has it.
_SERVICES = {
    "System Writer": "CryptSvc",
    "WMI Writer": "Winmgmt",
    "SqlServerWriter": "SQLWriter",
    "IIS Config Writer": "AppHostSvc",
    "IIS Metabase Writer": "IISADMIN",
    "DFS Replication service writer": "DFSR",
    "Microsoft Exchange Writer": "MSExchangeIS",
}
_WRITERS = Command("powershell", "vssadmin list writers")
_MEMORY = "Get-CimInstance Win32_OperatingSystem | Select-Object FreePhysicalMemory,FreeVirtualMemory"
_CPU = "Get-CimInstance Win32_Processor | Select-Object LoadPercentage"
_SLOW_DISK = (
    "Get-WinEvent -LogName System,Application -MaxEvents 5000 | "
    "Where-Object Message -like '*timed out while holding writes*'"
)
_NO_THREADS = (
    'REG ADD "HKLM\\SOFTWARE\\Microsoft\\BcdrAgentPersistentKeys" /v SnapshotWithoutThreads /t REG_SZ /d True /f'
)

CAUSE = Cause(
    id="vss-writer-bad",
    title="A VSS writer is in a bad state",
    family="vss",
    step=1,
    explanation=(
        "For an application-consistent snapshot, each VSS writer has to hold the writes of its application. "
        "One that is failed or timed out stops the snapshot."
    ),
    sources=(
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        SIBLING.section("ExtensionFailedVssWriterInBadState"),
    ),
    applies=vm.os_type == "windows",
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            windows.bad_vss_writers.not_empty,
            derived.snapshot_code == True,
            derived.agent_silent == False,
            covers=("S4.6",),
        ),
        suggests(windows.bad_vss_writers.not_empty, covers=("S4.6",)),
        confirms(windows.bad_vss_writers.not_empty, error.code == _CODE, covers=(f"X.{_CODE}",)),
        # That all are stable by now says nothing against the code: a writer recovers.
        suggests(error.code == _CODE, covers=(f"X.{_CODE}",)),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "See which writers are not '[1] Stable' with 'No error', and whether the machine runs short: "
                "disk space, memory and page file, CPU, or disks too slow ('The shadow copy provider timed "
                "out while holding writes to the volume being shadow copied'). If it does, repair that first: "
                "more of it, faster disks, a backup at a quiet time.",
                (
                    _WRITERS,
                    Command("powershell", "Get-PSDrive -PSProvider FileSystem"),
                    Command("powershell", _MEMORY),
                    Command("powershell", _CPU),
                    Command("powershell", _SLOW_DISK),
                ),
                rights=ADMIN,
                caution="While a backup runs, 'Waiting for completion' is normal: look when none is running.",
                covers=("S4.6",),
            ),
            Step(
                "Restart the service behind each bad writer, and list the writers again. COM+ REGDB, ASR, "
                "Registry and Shadow Copy Optimization belong to VSS itself (see vss-service-bad). No service "
                "is safe to restart for Performance Counters, Task Scheduler and VSS Metadata Store, nor for "
                "NTDS on a domain controller: plan a restart of the VM for these.",
                tuple(
                    Command(
                        "powershell",
                        f"Restart-Service -Name {service} -Force",
                        when=windows.bad_vss_writers.includes(writer),
                        verified=False,
                    )
                    for writer, service in _SERVICES.items()
                ),
                effect="changes state",
                rights=ADMIN,
                caution=(
                    "This touches production: the application behind the writer (SQL Server, Exchange, IIS) "
                    "and what depends on the service are interrupted. Get approval and a window."
                ),
            ),
            Step(
                "If the writers go bad at each backup, let the extension take the snapshot without threads.",
                (Command("cmd", _NO_THREADS),),
                effect="changes state",
                rights=ADMIN,
            ),
            Step(
                "If a writer stays bad, restart the VM.",
                RESTART_VM,
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution="Everything on the VM is down meanwhile: choose a window.",
            ),
        ),
        verify=Step("Every writer shows '[1] Stable' and 'No error', also after the next backup.", (_WRITERS,)),
    ),
    covers=("S4.6",),
)
