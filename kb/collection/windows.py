"""What is looked at in a Windows guest, for Windows PowerShell 5.1 and PowerShell 7 alike.

Objects are printed as JSON, with the names of their properties: values alone do not say what they are. Excerpts of
event logs begin with the newest event of all, emptied: by its time our readers see what is past.
"""

from __future__ import annotations

from itertools import chain

from ...facts.signatures import literals_at, signs_at
from ...facts.signatures.declaration import SIGNS, Signature
from ...facts.signatures.places import AGENT_LOG_WINDOWS
from ...facts.signatures.windows import (
    agent_setup,
    application_events,
    extension,
    hresults,
    other_extensions,
    system_events,
    vss_events,
)
from ..facts import network, windows
from ..steps.making import how
from .declaration import Collection, run_by

_JSON = "ConvertTo-Json -Depth 4"
_KEYS = r"HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion"
_AGENT_LOG = r"C:\WindowsAzure\Logs\WaAppAgent.log"
_MODULE = r"C:\Packages\Plugins\Microsoft.Azure.RecoveryServices.VMSnapshot\*\iaasvmprovider.dll"
# What signatures look for in the agent's log; an entry can go on in lines with the address.
_SIGNS = ",".join(f"'{text}'" for text in (*literals_at(AGENT_LOG_WINDOWS), "168.63.129.16"))
_AGENT_SERVICES = "Name = 'RdAgent' OR Name = 'WindowsAzureGuestAgent'"
_SYSTEM_FULL = (
    "$_.IdentityReference.Translate([Security.Principal.SecurityIdentifier]).Value -eq 'S-1-5-18' -and "
    "$_.AccessControlType -eq 'Allow' -and $_.FileSystemRights -match 'FullControl'"
)
# One object of all; a check that cannot be made leaves its value empty.
_CHECKS = (
    "[pscustomobject] @{ SystemDriveFreeMB = [int]((Get-PSDrive $env:SystemDrive[0]).Free / 1mb); "
    f"SharedSection = {how(windows.desktop_heap_kb, 'powershell')[0].text} "
    r"-replace '^.*(SharedSection=[\d,]+).*$','$1'; "
    f"IsProviderInstalled = ({how(windows.provider_flag, 'powershell')[0].text}).IsProviderInstalled; "
    "SnapshotProviderService = [bool](Get-Service IaaSVmProvider -ErrorAction SilentlyContinue); "
    r"RuntimeVersions = @(Get-Item C:\Windows\System32\msvc?120.dll | ForEach-Object { $_.VersionInfo.FileVersion }); "
    f"StorageAssemblyInGac = {how(windows.storage_assembly_in_gac, 'powershell')[0].text}; "
    f'AgentProgramsFound = @(Get-CimInstance Win32_Service -Filter "{_AGENT_SERVICES}" | '
    "ForEach-Object { Test-Path ($_.PathName -replace '^\"?(.+?\\.exe).*$','$1') }); "
    r"AgentFoldersOpen = @('C:\WindowsAzure','C:\Packages' | Where-Object { Test-Path $_ } | ForEach-Object { "
    f"[bool]((Get-Acl $_).Access | Where-Object {{ {_SYSTEM_FULL} }}) }}); "
    f"WcfProfiling = [bool]({how(windows.wcf_profiling, 'powershell')[0].text}); "
    r"WmiClassMissing = -not (Get-CimClass StdRegProv -Namespace root\default -ErrorAction SilentlyContinue); "
    f"ProxyOfSystem = ({how(windows.proxy_of_system, 'powershell')[0].text}) -join ' ' }}"
)
_APPLICATION = "VSS|SQLWRITER|CAPI2|MSDTC"  # sources whose warnings and errors are all told
_SYSTEM = "volsnap|Ntfs|Service Control Manager|Resource-Exhaustion-Detector|Win32k"
_LOGS = r"C:\WindowsAzure\Logs\Plugins\Microsoft.Azure.RecoveryServices.VMSnapshot"


def _signs_of(*groups: tuple[Signature, ...]) -> tuple[str, ...]:
    """The signs of some signatures, each once."""
    return tuple(dict.fromkeys(f for s in chain(*groups) for f in s.values if f.startswith(SIGNS)))


def _words_of(signatures: tuple[Signature, ...]) -> str:
    """What to look for in a log, for these signatures."""
    found = dict.fromkeys(text for s in signatures for text in s.literals if not {"'", '"'} & set(text))
    return ",".join(f"'{text}'" for text in found)


_EVENT = "Select-Object Id,ProviderName,LogName,TimeCreated,MachineName"


def _windows(
    name: str, command: str, why: str, *gives: str, json: bool = True, helps: tuple[str, ...] = (), seconds: int = 30
) -> Collection:
    run = run_by("windows", f"{command} | {_JSON}" if json else command)
    return Collection("windows", name, run, why, gives, helps, seconds=seconds)


def _events(log: str, ids: str, pattern: str, why: str, *gives: str, sources: str = "") -> Collection:
    told = f"$_.Message -match '{pattern}'"
    if sources:
        told += f" -or ($_.ProviderName -match '{sources}' -and $_.Level -in 1,2,3)"
    newest = (
        f"@(Get-WinEvent -LogName '{log}' -MaxEvents 1 | {_EVENT},@{{ n = 'Message'; e = {{ '(the newest event)' }} }})"
    )
    chosen = f"LogName = '{log}'; {ids}StartTime = (Get-Date).AddDays(-14)"
    found = (
        f"@(Get-WinEvent -FilterHashtable @{{ {chosen} }} -MaxEvents 5000 -ErrorAction SilentlyContinue | "
        f"Where-Object {{ {told} }} | Select-Object -First {200 if sources else 50} | {_EVENT},Message)"
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
        "windows.swprv_start_type",
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
        "route print -4",
        "route print -4",
        "Whether the guest's routes lead to Azure's host another way than the rest.",
        "network.host_route_odd",
        json=False,
    ),
    _windows(
        "vssadmin list writers",
        how(windows.bad_vss_writers, "powershell")[0].text,
        "Whether all VSS writers are well.",
        "windows.bad_vss_writers",
        "windows.system_writer_listed",
        json=False,
        seconds=120,
    ),
    _windows(
        "vssadmin list providers",
        how(windows.foreign_vss_providers, "powershell")[0].text,
        "Whether another product takes part in snapshots.",
        "windows.foreign_vss_providers",
        json=False,
        seconds=120,
    ),
    _events(
        "Application",
        "",
        r"IaaSBcdrExtension\.exe|WindowsAzureGuestAgent\.exe|WaAppAgent\.exe|Error 1401|timed out while holding writes|"
        "8000ffff|2155348237",
        "Crashes of the backup extension and the agent, faults of shadow copies and of what they rest on.",
        "windows.backup_extension_crashed",
        "windows.shadow_copy_timed_out",
        "windows.vcredist_access_denied",
        "signs.config_errors",
        *_signs_of(vss_events.SIGNATURES, application_events.SIGNATURES),
        sources=_APPLICATION,
    ),
    _events(
        "System",
        "",
        "timed out while holding writes",
        "Volumes that were too busy or full for a snapshot, services that do not start, memory that ran out.",
        "windows.shadow_copy_timed_out",
        *_signs_of(system_events.SIGNATURES),
        "signs.agent_service_ended",
        sources=_SYSTEM,
    ),
    _windows(
        "log of IaaSBcdrExtension",
        f"Get-ChildItem {_LOGS} -Recurse -Filter *.log | Sort-Object LastWriteTime | Select-Object -Last 5 | "
        f"Select-String -SimpleMatch -Pattern {_words_of((*hresults.SIGNATURES, *extension.SIGNATURES))} | "
        "Select-Object -Last 200 | ForEach-Object { $_.Line }",
        "Results of Volume Shadow Copy and COM in the log of the backup extension.",
        *_signs_of(hresults.SIGNATURES, extension.SIGNATURES),
        json=False,
    ),
    _windows(
        "logs of other extensions",
        r"Get-ChildItem C:\WindowsAzure\Logs\Plugins -Recurse -Filter *.log | Sort-Object LastWriteTime | "
        f"Select-Object -Last 20 | Select-String -SimpleMatch -Pattern {_words_of(other_extensions.SIGNATURES)} | "
        "Select-Object -Last 50 | ForEach-Object { $_.Line }",
        "Whether another extension fails.",
        *_signs_of(other_extensions.SIGNATURES),
        json=False,
    ),
    _windows(
        "logs of agent installation",
        rf"Select-String -Path C:\WindowsAzure\Logs\TransparentInstaller.log,C:\Windows\Panther\VmAgentInstaller.xml,"
        rf"C:\Windows\Panther\msiexec.log -SimpleMatch -Pattern {_words_of(agent_setup.SIGNATURES)} | "
        "Select-Object -Last 50 | ForEach-Object { $_.Line }",
        "Why the agent could not be installed.",
        *_signs_of(agent_setup.SIGNATURES),
        json=False,
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
        "checks of the guest",
        _CHECKS,
        "Free space, what the snapshot provider and the agent rest on, and the proxy of the system.",
        "windows.system_drive_free_mb",
        "windows.desktop_heap_kb",
        "windows.provider_flag",
        "windows.provider_service",
        "windows.runtimes_differ",
        "windows.storage_assembly_in_gac",
        "windows.agent_programs_found",
        "windows.agent_folders_open",
        "windows.wcf_profiling",
        "windows.wmi_answers",
        "windows.proxy_of_system",
        seconds=60,
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
