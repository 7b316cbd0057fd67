"""What is done in a Windows guest; above all with its agent."""

from ..facts import agent, error, signs, windows
from .azure import AGENT_READY
from .guest import WINDOWS
from .making import ADMIN, change, cmd, destroy, how, look, ps

RUN_COMMAND_WINDOWS = "Run Command needs a working agent: use RDP or the serial console."

AGENT_SERVICES = how(agent.service_state, "powershell")
AGENT_WELL_WINDOWS = (*AGENT_SERVICES, *AGENT_READY)
AUTOSTART_AGENT_WINDOWS = ps(
    "Set-Service RdAgent -StartupType Automatic", "Set-Service WindowsAzureGuestAgent -StartupType Automatic"
)
RESTART_AGENT_WINDOWS = ps("Restart-Service RdAgent", "Restart-Service WindowsAzureGuestAgent")

LOOK_AT_AGENT_SERVICES = look(
    "Look whether both services are there and running (services.msc: RdAgent, Windows Azure Guest Agent).",
    AGENT_SERVICES,
    caution="No such service: see agent-missing-windows. Still 'Stopping': see agent-corrupt-windows.",
)

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
_RDCRYPT, _DENIED = signs.rdcrypt_failed == True, signs.certificate_store_denied == True
_BAD_IMAGE = signs.bad_image_format == True
_GRANT = "icacls C:\\ProgramData\\Microsoft\\Crypto\\{} /grant SYSTEM:(OI)(CI)F"
_ENABLE_64_BIT = "Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\.NETFramework -Name Enable64Bit -Value 1"

# A whole step; what the lines of the agent's log ask for.
REPAIR_AGENT_WINDOWS = change(
    "Repair what the agent's log names, and restart the agent: config_errors means that machine.config in "
    "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Config has to be replaced by a healthy VM's.",
    ps("Start-Service KeyIso", when=_RDCRYPT),
    cmd(_GRANT.format("Keys"), _GRANT.format("RSA"), _GRANT.format("SystemKeys"), when=_DENIED, verified=False),
    ps(_ENABLE_64_BIT, when=_BAD_IMAGE, effect="needs restart", verified=False),
    RESTART_AGENT_WINDOWS,
    caution="Keep a copy of the old machine.config. Enable64Bit takes effect after a restart of the VM.",
    when=agent.log_shows_fault == True,
)

# A whole step; where the guest is too busy to take the snapshot itself.
SNAPSHOT_THROUGH_HOST = change(
    "Have the snapshot taken through the host, and retry the backup.",
    cmd(
        f"{EXTENSION_KEYS} /v SnapshotMethod /t REG_SZ /d firstHostThenGuest /f",
        f"{EXTENSION_KEYS} /v CalculateSnapshotTimeFromHost /t REG_SZ /d True /f",
        when=WINDOWS,
    ),
    caution="On Linux the key SnapshotMethod stands under [SnapshotThread] in /etc/azure/vmbackup.conf.",
    when=error.code == "ExtensionFailedTimeoutVMNetworkUnresponsive",
)

REINSTALL_AGENT_WINDOWS = (UNINSTALL_AGENT_WINDOWS, REMOVE_AGENT_WINDOWS, INSTALL_AGENT_WINDOWS)
