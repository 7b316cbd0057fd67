"""What is done in a Windows guest; above all with its agent."""

from ...engine.knowledge import Command, Step
from ..facts import vm

ADMIN = "administrator in the guest"
RUN_COMMAND = "Run Command needs a working agent: use RDP or the serial console."

SERVICES = Command("powershell", "Get-Service RdAgent,WindowsAzureGuestAgent | Select-Object Name,Status,StartType")
RESTART_AGENT = (
    Command("powershell", "Restart-Service RdAgent"),
    Command("powershell", "Restart-Service WindowsAzureGuestAgent"),
)

# What VSS logs where a volume is too busy for a snapshot.
SHADOW_COPY_TIMEOUTS = Command(
    "powershell",
    "Get-WinEvent -LogName System,Application -MaxEvents 5000 | "
    "Where-Object Message -like '*timed out while holding writes*'",
    when=vm.os_type == "windows",
)

# A whole step; it installs the agent, or updates it.
INSTALL_AGENT = Step(
    "Download the newest .msi from https://github.com/Azure/WindowsVMAgent/releases (or from "
    "https://go.microsoft.com/fwlink/?LinkID=394789&clcid=0x409), save it as C:\\VMAgentMSI\\agent.msi, and run it.",
    (
        Command("powershell", "New-Item -ItemType Directory -Force -Path C:\\VMAgentMSI", verified=False),
        Command("cmd", "msiexec.exe /i C:\\VMAgentMSI\\agent.msi /L*v C:\\Windows\\Panther\\msiexec.log"),
    ),
    effect="changes state",
    rights=ADMIN,
    caution=(
        f"No backup may run meanwhile. {RUN_COMMAND} If it fails, read C:\\Windows\\Panther\\msiexec.log and "
        "VmAgentInstaller.xml; Error 1722 there means that WMI has to be repaired first."
    ),
    covers=("C.agent-unresponsive-windows", "S2.2"),
)

# A whole step, the last resort where MSDTC or COM+ cannot be restarted.
REINSTALL_MSDTC = Step(
    "Last resort, if MSDTC or COM+ cannot be restarted: reinstall MSDTC.",
    (
        Command("cmd", "net stop msdtc"),
        Command("cmd", "msdtc -uninstall"),
        Command("cmd", "msdtc -install"),
        Command("cmd", "net start msdtc"),
        Command("cmd", "net start COMSysApp"),
    ),
    effect="destructive",
    rights=ADMIN,
    caution=(
        "The configuration of MSDTC is lost (security settings, network access, log): note it down first. On a "
        "failover cluster, ask who runs the cluster."
    ),
    covers=("X.ExtensionSnapshotFailedCOM", "X.ExtensionInstallationFailedCOM", "X.ExtensionInstallationFailedMDTC"),
)

# What the backup extension brings with it, and how to install that by hand.
VCREDIST = Command(
    "powershell",
    "Get-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*,"
    "HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\* | "
    "Where-Object DisplayName -like '*Visual C++*' | Select-Object DisplayName,DisplayVersion",
    verified=False,
)
_VCREDIST_FILES = (
    "Get-ChildItem C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot\\*\\vcredist2013_x64* | "
    "Sort-Object LastWriteTime | Select-Object -Last 1"
)
INSTALL_VCREDIST = Step(
    "Install Visual C++ Redistributable from the extension's newest folder: run vcredist2013_x64.",
    (
        Command("powershell", f"{_VCREDIST_FILES} -ExpandProperty FullName", effect="read-only", verified=False),
        Command("powershell", f"Start-Process -Wait ({_VCREDIST_FILES}).FullName", verified=False),
    ),
    effect="changes state",
    rights=ADMIN,
    covers=("X.ExtensionVCRedistInstallationFailure", "X.BackUpOperationFailed"),
)
