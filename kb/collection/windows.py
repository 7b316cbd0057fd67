"""What is looked at in a Windows guest, for Windows PowerShell 5.1 and PowerShell 7 alike.

Objects are printed as JSON, with the names of their properties: values alone do not say what they are. Excerpts of
event logs begin with the newest event of all, emptied: by its time our readers see what is past.
"""

from __future__ import annotations

from ...facts.signatures import literals_at, signs_at
from ...facts.signatures.places import AGENT_LOG_WINDOWS
from ..facts import network, windows
from ..steps.making import how
from .declaration import Collection, run_by

_JSON = "ConvertTo-Json -Depth 4"
_KEYS = r"HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion"
_AGENT_LOG = r"C:\WindowsAzure\Logs\WaAppAgent.log"
_MODULE = r"C:\Packages\Plugins\Microsoft.Azure.RecoveryServices.VMSnapshot\*\iaasvmprovider.dll"
# What signatures look for in the agent's log; an entry can go on in lines with the address.
_SIGNS = ",".join(f"'{text}'" for text in (*literals_at(AGENT_LOG_WINDOWS), "168.63.129.16"))
_EVENT = "Select-Object Id,ProviderName,LogName,TimeCreated,MachineName"


def _windows(
    name: str, command: str, why: str, *gives: str, json: bool = True, helps: tuple[str, ...] = (), seconds: int = 30
) -> Collection:
    run = run_by("windows", f"{command} | {_JSON}" if json else command)
    return Collection("windows", name, run, why, gives, helps, seconds=seconds)


def _events(log: str, ids: str, pattern: str, why: str, *gives: str) -> Collection:
    newest = (
        f"@(Get-WinEvent -LogName '{log}' -MaxEvents 1 | {_EVENT},@{{ n = 'Message'; e = {{ '(the newest event)' }} }})"
    )
    chosen = f"LogName = '{log}'; {ids}StartTime = (Get-Date).AddDays(-14)"
    found = (
        f"@(Get-WinEvent -FilterHashtable @{{ {chosen} }} -MaxEvents 5000 -ErrorAction SilentlyContinue | "
        f"Where-Object {{ $_.Message -match '{pattern}' }} | Select-Object -First 50 | {_EVENT},Message)"
    )
    return _windows(f"Get-WinEvent {log}", f"{newest} + {found}", why, *gives, seconds=60)


WINDOWS: tuple[Collection, ...] = (
    _windows(
        "Win32_OperatingSystem",
        "Get-CimInstance Win32_OperatingSystem | Select-Object Caption,Version,CSName",
        "Name and version of Windows.",
        "vm.os_type",
    ),
    _windows(
        "Win32_Service",
        "Get-CimInstance Win32_Service | Select-Object Name,State,StartMode,StartName",
        "The agent's services and those that a snapshot needs: all of them, so that a missing one shows.",
        "agent.service_state",
        "agent.service_start_type",
        "agent.rdagent_state",
        "windows.com_plus_start_type",
        "windows.com_plus_starts",
        "windows.msdtc_account",
        "windows.msdtc_starts",
        "windows.vss_service_start_type",
        "windows.vss_service_starts",
        "windows.installer_start_type",
    ),
    _windows(
        "registry: guest agent",
        r"Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Virtual Machine\Guest' | Select-Object GuestAgentVersion,"
        "GuestAgentStatus,DHCPStatus,DhcpWithFabricAddressTime,WireServerStatus,RequiredDotNetVersionPresent",
        "What the agent noted of itself.",
        "agent.version",
    ),
    _windows(
        "registry: .NET Framework",
        r"Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full' | "
        "Select-Object PSPath,Release,Version",
        "The agent needs .NET Framework.",
        "agent.dotnet_version",
    ),
    _windows(
        "registry: installed programs",
        rf"Get-ItemProperty '{_KEYS}\Uninstall\*' | Where-Object DisplayName -like 'Windows Azure VM Agent*' | "
        "Select-Object DisplayName,DisplayVersion",
        "Whether Programs and Features lists the agent.",
        "agent.in_programs",
    ),
    _windows(
        "registry: pending reboot",
        rf"[pscustomobject] @{{ ComponentBasedServicing = Test-Path '{_KEYS}\Component Based Servicing\RebootPending'; "
        rf"WindowsUpdateAutoUpdate = Test-Path '{_KEYS}\WindowsUpdate\Auto Update\RebootRequired' }}",
        "Whether a reboot is pending.",
        "vm.pending_reboot",
    ),
    _windows(
        "registry: cryptography of .NET",
        r"Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319',"
        r"'HKLM:\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v4.0.30319' | Select-Object PSPath,SchUseStrongCrypto",
        "Whether .NET uses strong cryptography.",
        "windows.strong_crypto",
    ),
    _windows(
        "Get-Content WaAppAgent.log",
        f"Select-String -Path {_AGENT_LOG} -SimpleMatch -Pattern {_SIGNS} | Select-Object -Last 1000 | "
        f"ForEach-Object {{ $_.Line }}; Get-Content -Path {_AGENT_LOG} -Tail 300",
        "Known faults in the agent's log, and its end.",
        *signs_at(AGENT_LOG_WINDOWS),
        "agent.version",
        "network.dhcp_option_245",
        json=False,
    ),
    _windows(
        "Test-NetConnection 168.63.129.16",
        "80,32526 | ForEach-Object { Test-NetConnection 168.63.129.16 -Port $_ -WarningAction SilentlyContinue } | "
        "Select-Object ComputerName,RemotePort,TcpTestSucceeded",
        "The agent gets its orders from this address, and reports to it.",
        "network.port_80",
        "network.port_32526",
        seconds=60,
    ),
    _windows(
        "Win32_NetworkAdapterConfiguration",
        "Get-CimInstance Win32_NetworkAdapterConfiguration -Filter 'IPEnabled = True' | "
        "Select-Object Description,DHCPEnabled,IPAddress,DefaultIPGateway",
        "Whether the primary adapter uses DHCP.",
        "network.dhcp_enabled",
        "network.guest_static_ip",
    ),
    _windows(
        "Get-NetAdapter",
        "Get-NetAdapter -IncludeHidden | Where-Object { $_.Name -like '*Npcap*' -or $_.InterfaceDescription -like "
        "'*Npcap*' } | Select-Object Name,InterfaceDescription,Status",
        "A Npcap adapter can take the agent's way to the host.",
        "network.npcap_adapter",
    ),
    _windows(
        "netsh winhttp show proxy",
        how(network.proxy, "powershell")[0].text,
        "A proxy of the system.",
        "network.proxy",
        "network.proxy_authenticated",
        json=False,
    ),
    _windows(
        "vssadmin list writers",
        how(windows.bad_vss_writers, "powershell")[0].text,
        "Whether all VSS writers are well.",
        "windows.bad_vss_writers",
        json=False,
        seconds=120,
    ),
    _events(
        "Application",
        "",
        r"IaaSBcdrExtension\.exe|WindowsAzureGuestAgent\.exe|Error 1401|timed out while holding writes",
        "Crashes of the backup extension, an installation without access, a volume that was too busy.",
        "windows.backup_extension_crashed",
        "windows.shadow_copy_timed_out",
        "windows.vcredist_access_denied",
        "signs.config_errors",
    ),
    _events(
        "System",
        "",
        "timed out while holding writes",
        "A volume that was too busy for a snapshot.",
        "windows.shadow_copy_timed_out",
    ),
    _events(
        "Microsoft-Windows-AppLocker/EXE and DLL",
        "Id = 8002,8003,8004; ",
        r"IaaSBcdrExtension\.exe",
        "Whether AppLocker blocked the backup extension.",
        "windows.app_control_blocks_backup",
    ),
    _events(
        "Microsoft-Windows-CodeIntegrity/Operational",
        "Id = 3076,3077; ",
        r"IaaSBcdrExtension\.exe",
        "Whether Windows Defender Application Control blocked the backup extension.",
        "windows.app_control_blocks_backup",
    ),
    _windows(
        "Get-AppLockerPolicy",
        how(windows.app_control, "powershell")[0].text,
        "Whether AppLocker has rules for programs.",
        "windows.app_control",
        json=False,
    ),
    _windows(
        "Get-MpPreference",
        "Get-MpPreference | Select-Object ExclusionPath,DisableRealtimeMonitoring",
        "Whether Microsoft Defender leaves the folders of the backup extension out.",
        "windows.antivirus_excludes_backup",
    ),
    _windows(
        "Get-MpComputerStatus",
        "Get-MpComputerStatus | Select-Object AMRunningMode,AntivirusEnabled",
        "Whether Microsoft Defender is the antivirus at work.",
        "windows.antivirus",
    ),
    _windows(
        "Get-Acl MachineKeys",
        r'Get-Acl "$env:ProgramData\Microsoft\Crypto\RSA\MachineKeys" | Select-Object Path,Sddl',
        "Whether the folder of the machine's keys has its default permissions.",
        "windows.machinekeys_default",
    ),
    _windows(
        "Get-BitLockerVolume",
        "Get-BitLockerVolume | Select-Object MountPoint,VolumeType,LockStatus",
        "Whether BitLocker locks a volume.",
        "windows.bitlocker_locked",
    ),
    _windows(
        "iaasvmprovider.dll",
        f"Get-ChildItem {_MODULE} | Sort-Object LastWriteTime | Select-Object -Last 1 | ForEach-Object {{ "
        "$bytes = [IO.File]::ReadAllBytes($_.FullName); [pscustomobject] @{ Path = $_.FullName; "
        "Status = (Get-AuthenticodeSignature $_.FullName).Status.ToString(); "
        "Machine = [BitConverter]::ToUInt16($bytes, [BitConverter]::ToInt32($bytes, 60) + 4); "
        "Is64BitOperatingSystem = [Environment]::Is64BitOperatingSystem } }",
        "Whether the module of the backup extension is intact, and of the bitness of Windows.",
        "windows.provider_module",
    ),
)
