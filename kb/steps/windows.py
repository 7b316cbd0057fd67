"""What is done in a Windows guest; above all with its agent."""

from ..facts import agent, windows
from .azure import AGENT_READY
from .guest import WINDOWS
from .making import ADMIN, change, cmd, destroy, how, ps

RUN_COMMAND_WINDOWS = "Run Command needs a working agent: use RDP or the serial console."

AGENT_SERVICES = how(agent.service_state, "powershell")
AGENT_WELL_WINDOWS = (*AGENT_SERVICES, *AGENT_READY)
AUTOSTART_AGENT_WINDOWS = ps(
    "Set-Service RdAgent -StartupType Automatic", "Set-Service WindowsAzureGuestAgent -StartupType Automatic"
)
RESTART_AGENT_WINDOWS = ps("Restart-Service RdAgent", "Restart-Service WindowsAzureGuestAgent")

# What a Windows guest can run short of.
WINDOWS_RESOURCES = ps(
    "Get-PSDrive -PSProvider FileSystem",
    "Get-CimInstance Win32_OperatingSystem | Select-Object FreePhysicalMemory,FreeVirtualMemory",
    "Get-CimInstance Win32_Processor | Select-Object LoadPercentage",
)
# Opens a command that sets how the backup extension works; it keeps these keys when it is installed anew.
EXTENSION_KEYS = 'REG ADD "HKLM\\SOFTWARE\\Microsoft\\BcdrAgentPersistentKeys"'

# What VSS logs where a volume is too busy for a snapshot.
SHADOW_COPY_TIMEOUTS = how(windows.shadow_copy_timed_out, "powershell", when=WINDOWS)

# A whole step; it installs the agent, or updates it.
INSTALL_AGENT_WINDOWS = change(
    "Download the newest .msi from https://github.com/Azure/WindowsVMAgent/releases (or from "
    "https://go.microsoft.com/fwlink/?LinkID=394789&clcid=0x409), save it as C:\\VMAgentMSI\\agent.msi, and run it.",
    ps("New-Item -ItemType Directory -Force -Path C:\\VMAgentMSI", verified=False),
    cmd("msiexec.exe /i C:\\VMAgentMSI\\agent.msi /L*v C:\\Windows\\Panther\\msiexec.log"),
    caution=(
        f"No backup may run meanwhile. {RUN_COMMAND_WINDOWS} If it fails, read C:\\Windows\\Panther\\msiexec.log and "
        "VmAgentInstaller.xml; Error 1722 there means that WMI has to be repaired first."
    ),
)

# A whole step; with the process, the service that hangs ends too.
END_HUNG_AGENT_WINDOWS = change(
    "Where the service hangs in 'Stopping': restart RdAgent, wait five minutes, end the agent's process.",
    ps("Restart-Service RdAgent"),
    cmd("taskkill /F /IM WindowsAzureGuestAgent.exe", verified=False),
    caution="The process starts again by itself.",
    when=agent.service_state == "stopping",
)

# Whole steps, for an agent that has to be installed anew: where Programs and Features lists it, and where not.
UNINSTALL_AGENT_WINDOWS = change(
    "Uninstall 'Windows Azure VM Agent' in Control Panel > Programs and Features.",
    rights=ADMIN,
    caution=RUN_COMMAND_WINDOWS,
    when=agent.in_programs == True,
)
REMOVE_AGENT_WINDOWS = destroy(
    "Where it is not listed there, because it came with the image: remove its services, and set its folders (Packages "
    "and GuestAgent...) aside in C:\\WindowsAzure\\OLD.",
    cmd("net stop rdagent", "net stop WindowsAzureGuestAgent"),
    cmd("sc delete rdagent", "sc delete WindowsAzureGuestAgent", effect="destructive"),
    cmd("mkdir C:\\WindowsAzure\\OLD", verified=False),
    ps("Move-Item C:\\WindowsAzure\\Packages,C:\\WindowsAzure\\GuestAgent* C:\\WindowsAzure\\OLD", verified=False),
    caution="If the services do not stop, set them to Manual and restart the VM. Only the entries of the two services "
    f"are deleted; the installation that follows makes them anew. {RUN_COMMAND_WINDOWS}",
    when=agent.in_programs == False,
)

# A whole step, the last resort where MSDTC or COM+ cannot be restarted.
REINSTALL_MSDTC = destroy(
    "Last resort, if MSDTC or COM+ cannot be restarted: reinstall MSDTC.",
    cmd("net stop msdtc", "msdtc -uninstall", "msdtc -install", "net start msdtc", "net start COMSysApp"),
    caution=(
        "The configuration of MSDTC is lost (security settings, network access, log): note it down first. On a "
        "failover cluster, ask who runs the cluster."
    ),
)

# What the backup extension brings with it, and how to install that by hand.
VCREDIST = ps(
    "Get-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*,"
    "HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\* | "
    "Where-Object DisplayName -like '*Visual C++*' | Select-Object DisplayName,DisplayVersion",
    verified=False,
)
_VCREDIST_FILES = (
    "Get-ChildItem C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot\\*\\vcredist2013_x64* | "
    "Sort-Object LastWriteTime | Select-Object -Last 1"
)
INSTALL_VCREDIST = change(
    "Install Visual C++ Redistributable from the extension's newest folder: run vcredist2013_x64.",
    ps(f"{_VCREDIST_FILES} -ExpandProperty FullName", effect="read-only", verified=False),
    ps(f"Start-Process -Wait ({_VCREDIST_FILES}).FullName", verified=False),
)

# The service behind each VSS writer, by the community's table: none of Microsoft's documents has it. Not here: writers
# whose service is a database or a cluster (Exchange, NTDS, Cluster Database): a restart of those does harm.
_VSS_SERVICES = {
    "System Writer": "CryptSvc",
    "WMI Writer": "Winmgmt",
    "SqlServerWriter": "SQLWriter",
    "IIS Config Writer": "AppHostSvc",
    "IIS Metabase Writer": "IISADMIN",
    "DFS Replication service writer": "DFSR",
}
RESTART_VSS_SERVICES = tuple(
    command
    for writer, service in _VSS_SERVICES.items()
    for command in ps(
        f"Restart-Service -Name {service} -Force", when=windows.bad_vss_writers.includes(writer), verified=False
    )
)

# A whole step, where the Windows Installer itself fails.
REGISTER_INSTALLER = change(
    "If that fails, register the Windows Installer anew, and install again.",
    cmd("MSIEXEC /UNREGISTER"),
    cmd("MSIEXEC /REGISTER", verified=False),
    caution="Not while another installation runs.",
)

_PLUGIN = "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"
_LOGS = "C:\\WindowsAzure\\Logs\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"
_EXCLUDE = f"Add-MpPreference -ExclusionPath '{_PLUGIN}','{_LOGS}'"

# A whole step.
EXCLUDE_BACKUP_EXTENSION = change(
    "Exclude both folders of the extension in the antivirus product, then retry the backup.",
    ps(_EXCLUDE, verified=False),
    rights=f"{ADMIN}, or whoever runs the antivirus console",
    caution="An exclusion weakens the protection: exclude only these two folders, with the consent of those "
    "who answer for security. If the backup still crashes, antivirus was not it: take them out again.",
)
