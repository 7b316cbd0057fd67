"""What can be observed inside a Windows guest of shadow copies, the snapshot provider and the agent's own files."""

from __future__ import annotations

from typing import Literal

from ..declaration import AtLeast, ask, fact, windows
from ..quantities import Count, Name
from .guest import WindowsFacts

_KEYS = "HKLM:\\SOFTWARE\\Microsoft"


class WindowsCheckedFacts(WindowsFacts):
    """What the snapshot needs of a Windows guest, and what is checked by a command of its own."""

    system_writer_listed: bool | None = fact(
        "`vssadmin list writers`, run as administrator, lists the System Writer",
        "Does `vssadmin list writers`, run as administrator twice with a minute between, list the System Writer?",
        windows("vssadmin list writers"),
        os="windows",
        lasts="state",
    )
    foreign_vss_providers: tuple[Name, ...] | None = fact(
        "VSS providers that are not Windows' own",
        "Which providers of other products does `vssadmin list providers` list (none, or their names)?",
        windows("vssadmin list providers"),
        os="windows",
        holds="word",
        lasts="configured",
        mended=(),
    )
    swprv_start_type: Literal["automatic", "manual", "disabled"] | None = fact(
        "Start type of Microsoft Software Shadow Copy Provider (swprv)",
        "How is the service 'Microsoft Software Shadow Copy Provider' set to start (Manual is normal)?",
        windows("Get-Service swprv | Select-Object Status,StartType"),
        os="windows",
        words={"auto": "automatic"},
        lasts="configured",
        mended=frozenset(("manual", "automatic")),
    )
    system_drive_free_mb: Count | None = fact(
        "Free space of the system drive in MB",
        "How many MB are free on the system drive?",
        windows("Get-PSDrive C | Select-Object Free"),
        os="windows",
        unit="MB",
        lasts="state",
        mended=AtLeast(5120),
    )
    provider_flag: Literal["installed", "not_installed", "not_set"] | None = fact(
        "Whether the backup extension notes that its snapshot provider is installed (IsProviderInstalled)",
        "What is IsProviderInstalled in HKLM\\SOFTWARE\\Microsoft\\BcdrAgent (True: installed, False: not_installed, "
        "not_set where it is missing)?",
        windows(f"Get-ItemProperty {_KEYS}\\BcdrAgent | Select-Object IsProviderInstalled"),
        os="windows",
        words={"true": "installed", "false": "not_installed", "missing": "not_set"},
        lasts="configured",
    )
    provider_service: Literal["present", "missing"] | None = fact(
        "The service of the backup extension's snapshot provider (IaaSVmProvider)",
        "Is there a service IaaSVmProvider (running or not)?",
        windows("Get-Service IaaSVmProvider"),
        os="windows",
        words={"running": "present", "stopped": "present"},
        lasts="configured",
        mended="present",
    )
    runtimes_differ: bool | None = fact(
        "msvcp120.dll and msvcr120.dll of System32 are of different versions",
        "Do msvcp120.dll and msvcr120.dll in C:\\Windows\\System32 have different file versions?",
        windows(
            "Get-Item C:\\Windows\\System32\\msvcp120.dll,C:\\Windows\\System32\\msvcr120.dll | "
            "Select-Object Name,@{n='Version';e={$_.VersionInfo.FileVersion}}"
        ),
        os="windows",
        lasts="configured",
        mended=False,
    )
    storage_assembly_in_gac: bool | None = fact(
        "Another product's Microsoft.WindowsAzure.Storage stands in the global assembly cache",
        "Is there a folder C:\\Windows\\Microsoft.NET\\assembly\\GAC_MSIL\\Microsoft.WindowsAzure.Storage?",
        windows("Test-Path C:\\Windows\\Microsoft.NET\\assembly\\GAC_MSIL\\Microsoft.WindowsAzure.Storage"),
        os="windows",
        lasts="configured",
        mended=False,
    )
    desktop_heap_kb: Count | None = fact(
        "Desktop heap of services in KB (third number of SharedSection; 768 is usual)",
        "What is the third number of SharedSection in the value 'Windows' of SubSystems in the registry?",
        windows("(Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\SubSystems').Windows"),
        os="windows",
        unit="KB",
        lasts="configured",
    )
    restart_helped_once: bool | None = fact(
        "After a restart of the VM a backup worked, and later ones failed again",
        "Did a backup work once after a restart of the VM, and did later ones fail again?",
        ask("whoever restarted it, and the list of backup jobs"),
        os="windows",
        lasts="fixed",
    )
    agent_programs_found: bool | None = fact(
        "The programs that the agent's services point at are there",
        "Are the programs there that the services RdAgent and WindowsAzureGuestAgent point at (ImagePath)?",
        windows(
            "Get-CimInstance Win32_Service -Filter \"Name = 'RdAgent' OR Name = 'WindowsAzureGuestAgent'\" | "
            "Select-Object Name,PathName"
        ),
        os="windows",
        lasts="configured",
        mended=True,
    )
    agent_folders_open: bool | None = fact(
        "SYSTEM has full control of C:\\WindowsAzure and C:\\Packages",
        "Does `icacls` show NT AUTHORITY\\SYSTEM with (F) for C:\\WindowsAzure and for C:\\Packages?",
        windows("icacls C:\\WindowsAzure C:\\Packages"),
        os="windows",
        lasts="configured",
        mended=True,
    )
    wcf_profiling: bool | None = fact(
        "WCF profiling is on in machine.config (ServiceModelSink)",
        "Does machine.config of .NET Framework 4 (64-bit) name ServiceModelSink?",
        windows(
            "Select-String -Path C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Config\\machine.config "
            "-SimpleMatch 'ServiceModelSink'"
        ),
        os="windows",
        lasts="configured",
        mended=False,
    )
    wmi_answers: bool | None = fact(
        "WMI reads the registry (class StdRegProv)",
        "Does the test call of StdRegProv end with ReturnValue 0?",
        windows(
            "Invoke-CimMethod -Namespace root\\default -ClassName StdRegProv -MethodName GetDWORDValue -Arguments "
            "@{sSubKeyName = 'SYSTEM\\CurrentControlSet\\Services\\Winmgmt'; sValueName = 'Start'}"
        ),
        os="windows",
        lasts="state",
        mended=True,
    )
    proxy_of_system: Literal["none", "auto_detect", "manual", "script"] | None = fact(
        "Proxy of the account LocalSystem, under which the backup extension runs",
        "What does `bitsadmin /util /getieproxy LOCALSYSTEM` print (NO_PROXY: none, AUTODETECT: auto_detect, "
        "MANUAL_PROXY: manual, AUTOSCRIPT: script)?",
        windows("bitsadmin /util /getieproxy LOCALSYSTEM"),
        os="windows",
        words={"no_proxy": "none", "autodetect": "auto_detect", "manual_proxy": "manual", "autoscript": "script"},
        lasts="configured",
        mended="none",
    )
