"""What is done on Windows with Volume Shadow Copy, its writers, and COM+."""

from ..facts import vm, windows
from .making import ADMIN, change, cmd, how, look, ps
from .windows import RESTART_VSS_SERVICES, WINDOWS_RESOURCES

# Whole steps.
SEE_WRITERS = look(
    "See which writers are not '[1] Stable' with 'No error', and whether the machine runs short: "
    "disk space, memory and page file, CPU, or disks too slow ('The shadow copy provider timed "
    "out while holding writes to the volume being shadow copied'). If it does, repair that first: "
    "more of it, faster disks, a backup at a quiet time.",
    how(windows.bad_vss_writers, "powershell"),
    WINDOWS_RESOURCES,
    how(windows.shadow_copy_timed_out, "powershell"),
    rights=ADMIN,
    caution="While a backup runs, 'Waiting for completion' is normal: look when none is running.",
)
SQL_BACKUPS_BESIDE = look(
    "Where SQL Server in the VM makes backups of its own, see whether they run at the same time, and keep them apart: "
    "the VM's backup takes one of the databases too, a full one unless a setting says otherwise, and that delays the "
    "snapshot.",
    ps(
        "Get-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\BcdrAgent -ErrorAction SilentlyContinue | "
        "Select-Object USEVSSCOPYBACKUP"
    ),
    rights=ADMIN,
    caution="Microsoft's pages differ on what TRUE does here (a copy, or a full backup): is_copy_only in "
    "msdb.dbo.backupset tells it for the VM's backup. A full one also ends the differential chain of other products.",
    when=vm.os_type == "windows",
)
RESTART_WRITERS = change(
    "Restart the service behind each bad writer, and list the writers again. COM+ REGDB, ASR, "
    "Registry and Shadow Copy Optimization belong to VSS itself (see vss-service-bad). No service "
    "is safe to restart for Performance Counters, Task Scheduler and VSS Metadata Store, nor for "
    "NTDS on a domain controller: plan a restart of the VM for these. Never restart a database or the cluster "
    "service for its writer (SQL Server itself, Exchange, ClusSvc): read its own events, and mend it there.",
    RESTART_VSS_SERVICES,
    caution="What depends on the service is interrupted: get approval and a window. For SqlServerWriter it is "
    "SQLWriter, which leaves the databases running.",
)
RESTART_COM_PLUS = change(
    "Restart the service from an elevated prompt, also where it seems to run: one that hangs shows as running.",
    cmd("net stop COMSysApp", "net start COMSysApp"),
    ps("Restart-Service -Name COMSysApp"),
    caution="Programs that use COM+ components lose them for a moment.",
)
SEE_MSDTC_ACCOUNT = look(
    "If it does not start, look under which account the Distributed Transaction Coordinator "
    "runs: it must be Network Service. Repair or reinstall it as described under msdtc-account and "
    "msdtc-broken, then start COM+ again.",
    how(windows.msdtc_account, "powershell"),
)
COM_PLUS_STATE = (
    *ps("Get-Service COMSysApp | Select-Object Name,Status,StartType"),
    *cmd("sc.exe query COMSysApp"),
)
ENABLE_VSS = change(
    "Give the service its normal start type, Manual.",
    ps("Set-Service -Name VSS -StartupType Manual"),
    caution="Where a group policy or a hardening baseline disabled it, change it there.",
    when=windows.vss_service_start_type == "disabled",
)
RESTART_VSS = change(
    "Restart the service. That it was not running yet is no fault.",
    cmd("net stop VSS", "net start VSS"),
    caution="Stop it only while no backup of any product is running.",
)
SET_MSDTC_ACCOUNT = change(
    "Let the service run as Network Service (services.msc > Distributed Transaction Coordinator "
    "> Log On, or sc.exe), then restart it and COM+ System Application.",
    cmd('sc.exe config MSDTC obj= "NT AUTHORITY\\NetworkService"', verified=False),
    ps("Restart-Service -Name MSDTC", "Restart-Service -Name COMSysApp"),
    caution="Distributed transactions that run at that moment (SQL Server, MSMQ) fail.",
)
ENABLE_COM_PLUS = change(
    "Give the service its normal start type, Manual.",
    ps("Set-Service -Name COMSysApp -StartupType Manual"),
    caution="Where a group policy or a hardening baseline disabled it, change it there.",
    when=windows.com_plus_start_type == "disabled",
)
