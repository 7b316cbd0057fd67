"""Events of the log Application beside those of VSS: COM+, transactions, databases, crashes of the agent."""

from __future__ import annotations

from ...documents import IMAGE_PATH, MESSAGE_TABLES, SELF_HELP, SQL_WRITER, SYSTEM_WRITER, THREADS, VMASSIST
from ..declaration import Signature
from ..places import WINDOWS_TEXT, event
from ._pairs import known_events

_CHECKS = VMASSIST.section("vmassist.ps1")
_PROGRAM = r"(?:WindowsAzureGuestAgent|WaAppAgent)\.exe"

# A crash in any language: the program with its version, its path, and in the next line the path of the module.
_FOREIGN = (
    rf"{_PROGRAM}, [^\n]{{0,200}}\n[\s\S]{{0,1200}}?\\{_PROGRAM}\s{{1,4}}[^:：\n]{{3,60}}[:：] ?"
    r"(?!C:\\Windows)(?![^\r\n]{0,200}(?:\\WindowsAzure\\|unknown))[A-Z]:\\"
)

# What .NET tells in any language: the program, the version of .NET, and the exception that nothing handled.
_UNHANDLED = (
    rf"{_PROGRAM}\s{{1,4}}[^\n]{{3,60}}v\d[\s\S]{{0,400}}?[:：] ?"
    r"(?:System\.(?:IO\.File(?:Load|NotFound)|TypeLoad|Missing|DllNotFound)|[\w.]{0,80}ServiceInstallFailed)\w{0,20}Exception"
)

_BACKUP_ENDS = (
    "Sqllib error: OLEDB Error encountered calling ICommandText::Execute. hr = 0x80040e14. SQLSTATE: 42000, Native "
    "Error: 3013 Error message: BACKUP DATABASE is terminating abnormally. SQLSTATE: 42000, Native Error:"
)

SIGNATURES: tuple[Signature, ...] = (
    *known_events(
        "desktop-heap-exhausted",
        "COM+ failed in itself, as it does where the desktop heap is used up (event 4689)",
        "",
        (),
        "8000ffff",
        SELF_HELP.section("ExtensionInstallProviderCOMMemoryQuotaReached"),
        gives="signs.com_inconsistent",
        pattern=r"run-?time environment[\s\S]{0,600}?8000ffff",
        example="The run-time environment has detected an inconsistency in its internal state. Error Code = "
        "0x8000ffff : Catastrophic failure",
        silent="vssadmin failed: Catastrophic failure 0x8000ffff",
    ),
    *known_events(
        "msdtc-faulty",
        "The Distributed Transaction Coordinator reports a fault of its own",
        "MSDTC",
        (4101, 4209, 4441),
        ("A critical error occurred in an MS DTC component", "MS DTC log path not found"),
        MESSAGE_TABLES.section("msdtc: provider of Microsoft-Windows-MSDTC"),
        example="A critical error occurred in an MS DTC component.",
        silent="MSDTC started with the following settings: Security Configuration",
    ),
    *known_events(
        "sql-writer-failed",
        "The SQL writer failed for an instance or a database",
        "SQLWRITER",
        (24583,),
        "Sqllib error:",
        SQL_WRITER.section("Symptoms"),
        example="Sqllib error: OLEDB Error encountered calling ICommandText::Execute. hr = 0x80040e14. SQLSTATE: "
        "42000, Native Error: 3013",
        silent="I/O is frozen on database orders. No user action is required.",
    ),
    # Beside these stands "995", that the snapshot was given up: it does not tell what gave it up.
    *(
        Signature(
            f"sql-writer-names-database{suffix}",
            "The SQL writer cannot use a database or an instance, and names why",
            where=place,
            has="Sqllib error",
            pattern=r"Native Error: (?:911|916|926|942|945|3415|4060|18456)\b|cannot be opened|cannot open database|"
            r"not able to access the database|login failed|permission (?:was )?denied",
            gives="signs.sql_writer_names_database",
            source=SQL_WRITER.section("Resolution"),
            example=f"{_BACKUP_ENDS} 945",
            silent=f"{_BACKUP_ENDS} 3271",
            also=also,
        )
        for suffix, place, also in (
            ("", WINDOWS_TEXT, ("sql-writer-failed",)),
            (
                *("-event", event("SQLWRITER", 24583)),
                ("sql-writer-failed", "sql-writer-failed-event", "sql-writer-names-database"),
            ),
        )
    ),
    *known_events(
        "system-writer-cannot-list",
        "The System Writer may not list the files of Windows",
        "CAPI2",
        (),
        "AddCoreCsiFiles",
        SYSTEM_WRITER.section("Symptoms"),
        pattern=r"AddCoreCsiFiles ?: BeginFileEnumeration\(\) failed",
        example="Cryptographic Services failed while processing the OnIdentity() call in the System Writer Object. "
        "Details: AddCoreCsiFiles : BeginFileEnumeration() failed. System Error: Access is denied.",
        silent="AddLegacyDriverFiles: Unable to back up image of binary Microsoft Link-Layer Discovery Protocol.",
    ),
    Signature(
        "system-writer-link-layer",
        "The System Writer left out one driver (event 513)",
        where=WINDOWS_TEXT,
        has="Unable to back up image of binary Microsoft Link-Layer Discovery Protocol",
        noise="Windows does so by design",
        source=THREADS.section("CAPI2 513"),
        example="AddLegacyDriverFiles: Unable to back up image of binary Microsoft Link-Layer Discovery Protocol.",
        silent="AddLegacyDriverFiles: Unable to back up image of binary Contoso driver.",
    ),
    *known_events(
        "service-path-enumerated",
        "The files of the system state cannot be listed",
        "",
        (),
        ("Enumeration of the files failed", "2155348237", "8007007b"),
        IMAGE_PATH.section("Symptom"),
        pattern=r"Enumeration of the files|2155348237|systemroot\\[^\n]{0,200}8007007b",
        example="Backup started at 9/1/2020 failed with following error code '2155348237' (Enumeration of the files "
        "failed.).",
        silent="Enumeration of the files succeeded.",
    ),
    Signature(
        "agent-library-missing",
        "The agent ends, for a part of it cannot be loaded",
        where=WINDOWS_TEXT,
        has=(
            *("FileLoadException", "FileNotFoundException", "TypeLoadException", "MissingMethodException"),
            *("DllNotFoundException", "ServiceInstallFailedException"),
        ),
        pattern=_UNHANDLED,
        source=THREADS.section("Azure/WindowsVMAgent#20"),
        example="Application: WindowsAzureGuestAgent.exe\nFramework Version: v4.0.30319\nDescription: The process was "
        "terminated due to an unhandled exception.\nException Info: System.DllNotFoundException",
        silent="Application: w3wp.exe\nException Info: System.DllNotFoundException",
    ),
    Signature(
        "dotnet-refused-agent",
        "Windows says that the agent needs a newer .NET Framework",
        where=WINDOWS_TEXT,
        has=(
            *("requires one of the following versions of the .NET Framework", ".NETFramework,Version=v4"),
            *("requires the .NET Framework", "requires .NET Framework", "requires Microsoft .NET Framework"),
        ),
        pattern=rf"{_PROGRAM}[\s\S]{{0,400}}?NETFramework,Version=v4|"
        r"(?:(?:guest|vm) agent|WindowsAzureVmAgent)[^.\n]{0,60}requires (?:the |Microsoft )?\.NET Framework",
        source=THREADS.section("Programs of .NET that are refused"),
        example="WindowsAzureGuestAgent.exe - This application could not be started.\nThis application requires one of "
        "the following versions of the .NET Framework:\n.NETFramework,Version=v4.5",
        silent="w3wp.exe - This application requires one of the following versions of the .NET Framework:\n"
        ".NETFramework,Version=v4.5",
    ),
    Signature(
        "sql-backup-aborted",
        "SQL Server's backup to a virtual device was aborted, as the SQL writer makes one",
        where=WINDOWS_TEXT,
        has=("SQLVDI: Loc=", "BackupVirtualDeviceFile::"),
        pattern=r"SQLVDI: Loc=[\s\S]{0,200}?(?:abort|ErrorCode=\((?!0\))|timeout)|"
        r"BackupVirtualDeviceFile::\w{3,40}:\s{1,4}failure",
        gives="signs.sql_writer_failed",
        source=SQL_WRITER.section("Symptoms"),
        example="SQLVDI: Loc=SignalAbort. Desc=Client initiates abort. ErrorCode=(0). Process=2412.",
        silent="SQLVDI: Loc=Open. Desc=Opened. ErrorCode=(0). Process=2412.",
    ),
    Signature(
        "agent-crashes-in-foreign-module",
        "The agent crashed inside a library that is neither Microsoft's nor its own",
        where=(event("Application Error", 1000), WINDOWS_TEXT),
        has=("WindowsAzureGuestAgent.exe", "WaAppAgent.exe"),
        pattern=_FOREIGN,
        source=_CHECKS,
        example="Faulting application name: WaAppAgent.exe, version: 2.7.41491.1\nFaulting module name: hook64.dll\n"
        "Faulting application path: C:\\WindowsAzure\\WaAppAgent.exe\n"
        "Faulting module path: C:\\Program Files\\Contoso\\hook64.dll",
        silent="Faulting application name: WaAppAgent.exe, version: 2.7.41491.1\nFaulting module name: KERNELBASE.dll\n"
        "Faulting application path: C:\\WindowsAzure\\WaAppAgent.exe\n"
        "Faulting module path: C:\\Windows\\System32\\KERNELBASE.dll",
    ),
    Signature(
        "vss-service-crashes",
        "The service Volume Shadow Copy crashed",
        where=(event("Application Error", 1000), WINDOWS_TEXT),
        has="VSSVC.exe",
        pattern=r"\A[^,\n]{0,120}?\bVSSVC\.exe, ",
        gives="signs.vss_service_failed",
        source=THREADS.section("Crashes of programs, as event 1000 tells them"),
        example="Faulting application name: VSSVC.exe, version: 10.0.14393.0, time stamp: 0x57899b1c",
        silent="Faulting application name: w3wp.exe, version: 1.0\nFaulting module path: C:\\x\\VSSVC.exe",
    ),
    Signature(
        "agent-program-crashes",
        "A program of the agent crashed in a library of Windows or .NET",
        where=(event("Application Error", 1000), WINDOWS_TEXT),
        has=("WindowsAzureGuestAgent.exe", "WaAppAgent.exe"),
        pattern=r"\bapplication name: (?:WindowsAzureGuestAgent|WaAppAgent)\.exe,(?:[\s\S]{0,300}?module name: "
        r"(?:KERNELBASE|clr|ntdll|mscorwks|coreclr)\.dll|[^\n]{0,120}?0xe0434352)",
        gives="signs.agent_does_not_start",
        source=THREADS.section("Crashes of programs, as event 1000 tells them"),
        example="Faulting application name: WaAppAgent.exe, version: 2.7.41491.1\nFaulting module name: KERNELBASE.dll",
        silent="Faulting application name: w3wp.exe, version: 1.0\nFaulting module name: KERNELBASE.dll",
    ),
)
