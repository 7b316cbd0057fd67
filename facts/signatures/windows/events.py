"""Windows events about the backup extension, the agent, and what a snapshot needs.

Events that are told prove what they tell; that others are not among them proves nothing.
"""

from __future__ import annotations

from ...documents import RECORDINGS, SEED, SIBLING, WINDOWS_AGENT
from ..declaration import Signature
from ..places import HANDLER_MESSAGE, JOB_TEXT, WINDOWS_TEXT, event

_SCENARIOS = WINDOWS_AGENT.section("Common error scenarios")
_LOCKER = "Microsoft-Windows-AppLocker/EXE and DLL"
_INTEGRITY = "Microsoft-Windows-CodeIntegrity/Operational"
_APPLICATIONS = SEED.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)")
_EXTENSION = r"(?<![\w.-])iaasbcdrextension\.exe(?![\w.-])"
_FIRST_PROGRAM = rf"\A(?:(?!\.exe)[\s\S]){{0,2000}}?{_EXTENSION}"  # it is the first program that the event names
_LOADED = (
    rf"attempted to load (?:(?! that did not)[\s\S]){{0,300}}?{_EXTENSION}"
    rf"|^File ?Name: .{{0,300}}?{_EXTENSION}"
)

SIGNATURES: tuple[Signature, ...] = (
    Signature(
        "backup-extension-crashed",
        "The backup extension crashed",
        where=event("Application Error", 1000),
        has="IaaSBcdrExtension.exe",
        pattern=rf"\A(?:(?:AppName|0): |(?!\d{{1,2}}: ))[^,\n]{{0,300}}?{_EXTENSION}",
        gives="windows.backup_extension_crashed",
        source=SIBLING.section("ExtensionSnapshotFailedNoNetwork"),
        example="Faulting application name: IaaSBcdrExtension.exe, version: 1.0.9.0, time stamp: 0x5d8a9215",
        silent="Faulting application name: w3wp.exe, version: 1.0\nFaulting module path: C:\\x\\IaaSBcdrExtension.exe",
    ),
    Signature(
        "backup-extension-crash-told",
        "The backup extension crashed",
        where=(JOB_TEXT, HANDLER_MESSAGE),
        has="IaaSBcdrExtension.exe",
        # In any language the first line of the event has the program, its version and its time stamp.
        pattern=rf"faulting application name: {_EXTENSION}|"
        rf"^[^:：,\n]{{8,120}}[:：] ?{_EXTENSION}, [^,:：\n]{{3,24}}[:：] ?[\d.]{{3,30}}, [^,:：\n]{{3,30}}[:：] ?0x",
        gives="windows.backup_extension_crashed",
        source=SIBLING.section("ExtensionSnapshotFailedNoNetwork"),
        example="In the log: Faulting application name: IaaSBcdrExtension.exe, version: 1.0.9.0",
        silent="Faulting application name: w3wp.exe, version: 1.0\nFaulting module path: C:\\x\\IaaSBcdrExtension.exe",
    ),
    Signature(
        "applocker-blocked",
        "The backup extension was blocked",
        where=event("AppLocker", 8004, _LOCKER),
        has="IaaSBcdrExtension.exe",
        pattern=_FIRST_PROGRAM,
        gives="windows.app_control_blocks_backup",
        until="applocker-allowed",
        source=_APPLICATIONS,
        example="%OSDRIVE%\\PACKAGES\\IAASBCDREXTENSION.EXE was prevented from running.",
        silent="%OSDRIVE%\\X.EXE was prevented from running. It was started by IaaSBcdrExtension.exe",
    ),
    Signature(
        "applocker-audited",
        "The backup extension would have been blocked, were the policy enforced (it was only audited)",
        where=event("AppLocker", 8003, _LOCKER),
        has="IaaSBcdrExtension.exe",
        pattern=_FIRST_PROGRAM,
        noise="the program ran",
        remark=True,
        source=_APPLICATIONS,
        example="%OSDRIVE%\\IAASBCDREXTENSION.EXE was allowed to run but would have been prevented from running.",
        silent="%OSDRIVE%\\X.EXE was allowed to run but would have been prevented from running.",
    ),
    Signature(
        "applocker-allowed",
        "The backup extension was allowed to run",
        where=event("AppLocker", 8002, _LOCKER),
        has="IaaSBcdrExtension.exe",
        pattern=_FIRST_PROGRAM,
        context="ends what is told of AppLocker",
        source=_APPLICATIONS,
        example="%OSDRIVE%\\PACKAGES\\IAASBCDREXTENSION.EXE was allowed to run.",
        silent="%OSDRIVE%\\X.EXE was allowed to run.",
    ),
    Signature(
        "code-integrity-blocked",
        "The backup extension was blocked",
        where=event("CodeIntegrity", 3077, _INTEGRITY),
        has="IaaSBcdrExtension.exe",
        pattern=_LOADED,
        gives="windows.app_control_blocks_backup",
        source=_APPLICATIONS,
        example="a process (\\x\\svchost.exe) attempted to load \\Packages\\IaaSBcdrExtension.exe that did not meet",
        silent="a process (\\Packages\\IaaSBcdrExtension.exe) attempted to load \\x\\hook.dll that did not meet",
    ),
    Signature(
        "code-integrity-enforced",
        "Code integrity blocks what is not signed as its policy asks for",
        where=WINDOWS_TEXT,
        # Those of other levels (Windows, Microsoft, Antimalware) stand on healthy machines, with protected processes.
        has="did not meet the Enterprise signing level requirements",
        without=("auditing policy", "allowed to load"),
        source=_APPLICATIONS,
        example="Code Integrity determined that a process (\\x\\msiexec.exe) attempted to load \\x\\MSI1D20.tmp that "
        "did not meet the Enterprise signing level requirements",
        silent="Code Integrity determined that a process (\\x\\lsass.exe) attempted to load \\x\\a.dll that did not "
        "meet the Windows signing level requirements.",
    ),
    Signature(
        "extension-blocked-told",
        "The backup extension was blocked",
        where=JOB_TEXT,
        has=(
            "was prevented from running",
            "did not meet the Enterprise signing level",
            "violated code integrity policy",
        ),
        # What a policy only audits has the same words, and says that the program was allowed.
        pattern=rf"{_EXTENSION} was prevented from running|(?:{_LOADED})"
        r"(?![\s\S]{0,400}?(?:auditing policy|allowed to load))",
        gives="windows.app_control_blocks_backup",
        source=_APPLICATIONS,
        example="%OSDRIVE%\\PACKAGES\\IAASBCDREXTENSION.EXE was prevented from running.",
        silent="a process (\\x\\svchost.exe) attempted to load \\Packages\\IaaSBcdrExtension.exe that did not meet the "
        "Enterprise signing level requirements. However, due to code integrity auditing policy, it ran.",
    ),
    Signature(
        "code-integrity-audited",
        "The backup extension would have been blocked, were the policy enforced (it was only audited)",
        where=event("CodeIntegrity", 3076, _INTEGRITY),
        has="IaaSBcdrExtension.exe",
        pattern=_LOADED,
        noise="the program ran",
        remark=True,
        source=_APPLICATIONS,
        example="a process (\\x\\svchost.exe) attempted to load \\Packages\\IaaSBcdrExtension.exe that did not meet",
        silent="a process (\\Packages\\IaaSBcdrExtension.exe) attempted to load \\x\\hook.dll that did not meet",
    ),
    Signature(
        "config-errors",
        "The agent's .NET configuration is broken",
        where=(event("", 1026), WINDOWS_TEXT),
        has=("ConfigurationErrorsException", "TypeInitializationException"),
        pattern=r"(?:WindowsAzureGuestAgent|WaAppAgent)\.exe",
        source=_SCENARIOS,
        example="Application: WindowsAzureGuestAgent.exe\nException: ConfigurationErrorsException",
        silent="Application: w3wp.exe\nException: ConfigurationErrorsException",
    ),
    Signature(
        "agent-service-ended",
        "The agent's service ended unexpectedly",
        where=(event("", 7031, "System"), event("", 7034, "System")),
        has=("Windows Azure Guest Agent", "WindowsAzureGuestAgent", "WindowsAzure GuestAgent", "RdAgent"),
        source=_SCENARIOS,
        example="The Windows Azure Guest Agent service terminated unexpectedly.",
        silent="The Spooler service terminated unexpectedly.",
    ),
    Signature(
        "other-backup-failed",
        "Another backup product, Windows Server Backup, failed (event 517): not Azure Backup",
        where=event("Backup", 517),
        noise="it is another product's backup",
        remark=True,
        source=RECORDINGS.section("Events of Windows"),
        example="The backup operation that started at '2025-03-01T10:00:00Z' has failed.",
        silent="",
    ),
    Signature(
        "shadow-copy-timed-out",
        "The shadow copy provider timed out, the volume was too busy",
        where=event(),
        has="shadow copy provider timed out while holding writes",
        gives="windows.shadow_copy_timed_out",
        source=SIBLING.section("ExtensionFailedVssWriterInBadState"),
        example="The shadow copy provider timed out while holding writes to the volume being shadow copied.",
        silent="The shadow copy provider was registered.",
    ),
    Signature(
        "vcredist-access-denied",
        "Visual C++ could not be installed for want of access (Error 1401, System error 5)",
        where=event(),
        has="Error 1401.",
        pattern=r"microsoft visual c\+\+(?:(?!microsoft visual|error 1401)[\s\S]){0,500}?error 1401\."
        r"(?:(?!software\\classes)[\s\S]){0,200}?software\\classes(?:(?!system error)[\s\S]){0,200}?system error 5\b",
        gives="windows.vcredist_access_denied",
        source=SIBLING.section("ExtensionVCRedistInstallationFailure"),
        example="Product: Microsoft Visual C++ 2013 -- Error 1401. Could not create key: Software\\Classes. "
        "System error 5.",
        silent="Product: Contoso -- Error 1401. Could not create key: Software\\Classes. System error 5.",
    ),
)
