"""Known lines of Windows guests: the agent's logs, and Windows events.

Lines of the agent: Microsoft, "Troubleshoot Azure Windows VM Agent issues" (2025-08-14). What was overcome is past: an
agent that found the host's address, or whose control system started, reaches the host. Events that are told prove what
they tell; that others are not among them proves nothing.
"""

from __future__ import annotations

from ..documents import RECORDINGS, SEED, SIBLING, WINDOWS_AGENT
from .declaration import Signature, group
from .places import AGENT_LOG_WINDOWS, event

_SCENARIOS = WINDOWS_AGENT.section("Common error scenarios")
_LOCKER = "Microsoft-Windows-AppLocker/EXE and DLL"
_INTEGRITY = "Microsoft-Windows-CodeIntegrity/Operational"
_APPLICATIONS = SEED.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)")
_EXTENSION = r"(?<![\w.-])iaasbcdrextension\.exe(?![\w.-])"
_FIRST_PROGRAM = rf"\A(?:(?!\.exe)[\s\S]){{0,2000}}?{_EXTENSION}"  # it is the first program that the event names
_LOADED = (
    rf"attempted to load (?:(?! that did not)[\s\S]){{0,1000}}?{_EXTENSION}"
    rf"|^File ?Name: .{{0,1000}}?{_EXTENSION}"
)

SIGNATURES: tuple[Signature, ...] = (
    # What starts and works.
    Signature(
        id="windows-agent-starts",
        title="The agent starts",
        where=AGENT_LOG_WINDOWS,
        has="WindowsAzureGuestAgent starting. Version",
        pattern=r"starting\. Version (?P<version>\d{1,9}(?:\.\d{1,9}){3})(?![\d.])",
        gives={"agent.version": group("version")},
        within=None,
        source=RECORDINGS.section("WaAppAgent.log"),
        example="WindowsAzureGuestAgent starting. Version 2.7.41491.949",
        silent="WindowsAzureGuestAgent starting. Version unknown",
    ),
    Signature(
        id="windows-dhcp-told-address",
        title="DHCP told the address of the host",
        where=AGENT_LOG_WINDOWS,
        has="Using fabric address",
        pattern=r"\AUsing fabric address .{0,100}from DHCP",
        gives={"network.dhcp_option_245": True},
        until="windows-agent-starts",
        within=None,
        source=RECORDINGS.section("WaAppAgent.log"),
        example="Using fabric address 168.63.129.16 from DHCP.",
        silent="Using fabric address 168.63.129.16 as it is known.",
    ),
    Signature(
        id="windows-agent-found-address",
        title="The agent found the host's address on an adapter",
        where=AGENT_LOG_WINDOWS,
        has="Discovered fabric address on interface",
        context="ends what is told of adapters",
        source=_SCENARIOS,
        example="Discovered fabric address on interface Ethernet.",
        silent="Attempting to discover fabric address on interface Ethernet.",
    ),
    Signature(
        id="windows-control-system-starts",
        title="The agent talks with the host",
        where=AGENT_LOG_WINDOWS,
        has="ControlSystem initialized with version",
        context="ends what is told of the way to the host",
        source=_SCENARIOS,
        example="ControlSystem initialized with version 2012-11-30.",
        silent="ControlSystem is not initialized.",
    ),
    # What fails.
    Signature(
        id="rdcrypt-failed",
        title="The agent cannot initialize RdCrypt",
        where=AGENT_LOG_WINDOWS,
        has="RdCrypt Initialization failed. Error Code: -2147023143",
        source=_SCENARIOS,
        example="RdCrypt Initialization failed. Error Code: -2147023143.",
        silent="RdCrypt Initialization succeeded.",
    ),
    Signature(
        id="certificate-store-denied",
        title="The agent may not write to the certificate store",
        where=AGENT_LOG_WINDOWS,
        has="PInvoke PFXImportCertStore failed",
        source=_SCENARIOS,
        example="PInvoke PFXImportCertStore failed and null handle is returned. Error Code: 86",
        silent="PInvoke PFXImportCertStore returned a handle.",
    ),
    Signature(
        id="stuck-stopping",
        title="The agent's service cannot be stopped",
        where=AGENT_LOG_WINDOWS,
        has="WindowsAzureGuestAgent could not be stopped. Exception: System.NullReferenceException",
        source=_SCENARIOS,
        example="WindowsAzureGuestAgent could not be stopped. Exception: System.NullReferenceException: x",
        silent="WindowsAzureGuestAgent could not be stopped in time.",
    ),
    Signature(
        id="npcap-adapter",
        title="The agent looks for the host on the Npcap loopback adapter",
        where=AGENT_LOG_WINDOWS,
        has="Did not discover fabric address on interface Npcap Loopback Adapter",
        until=("windows-control-system-starts", "windows-agent-found-address"),
        source=_SCENARIOS,
        example="Did not discover fabric address on interface Npcap Loopback Adapter",
        silent="Did not discover fabric address on interface Ethernet 2",
    ),
    Signature(
        id="bad-image-format",
        title="The agent cannot load its own programs",
        where=AGENT_LOG_WINDOWS,
        has="BadImageFormatException",
        beside="0x8007000B",
        source=_SCENARIOS,
        example="InstallPlugins() failed: System.BadImageFormatException: x (Exception from HRESULT: 0x8007000B)",
        silent="InstallPlugins() failed: System.BadImageFormatException: x",
    ),
    Signature(
        id="wireserver-unavailable",
        title="The guest gets no answer from 168.63.129.16",
        where=AGENT_LOG_WINDOWS,
        has="GetVersions() failed",
        beside="Service Unavailable",
        gives="signs.wireserver_unreachable",
        until="windows-control-system-starts",
        source=_SCENARIOS,
        example="GetVersions() failed with exception: WebProtocolException: Server Error: Service Unavailable",
        silent="GetVersions() failed with exception: WebProtocolException: Server Error: Not Found",
    ),
    Signature(
        id="host-plugin-refused",
        title="The guest gets no answer from 168.63.129.16",
        where=AGENT_LOG_WINDOWS,
        has="Exception while fetching supported versions from HostGAPlugin",
        pattern=r"from HostGAPlugin[\s\S]{0,4000}?168\.63\.129\.16:(?:80|32526)\b",
        gives="signs.wireserver_unreachable",
        until="windows-control-system-starts",
        source=_SCENARIOS,
        example="(Ignoring) Exception while fetching supported versions from HostGAPlugin: System.Net.WebException\n"
        "---> System.Net.Sockets.SocketException: forbidden by its access permissions 168.63.129.16:32526",
        silent="(Ignoring) Exception while fetching supported versions from HostGAPlugin: System.Net.WebException\n"
        "---> System.Net.Sockets.SocketException: forbidden by its access permissions 10.0.0.9:8080",
    ),
    Signature(
        id="wcf-profiling",
        title="WCF profiling is on in machine.config; it can stop the agent",
        where=AGENT_LOG_WINDOWS,
        has="Microsoft.VisualStudio.Diagnostics.ServiceModelSink",
        within=None,
        context="it stops some agents and not others",
        remark=True,
        source=_SCENARIOS,
        example="Type Microsoft.VisualStudio.Diagnostics.ServiceModelSink not found",
        silent="Type Microsoft.VisualStudio.Diagnostics not found",
    ),
    # Events.
    Signature(
        id="backup-extension-crashed",
        title="The backup extension crashed",
        where=event("Application Error", 1000),
        has="IaaSBcdrExtension.exe",
        pattern=rf"\A(?:(?:AppName|0): |(?!\d{{1,2}}: ))[^,\n]{{0,300}}?{_EXTENSION}",
        gives="windows.backup_extension_crashed",
        source=SIBLING.section("ExtensionSnapshotFailedNoNetwork"),
        example="Faulting application name: IaaSBcdrExtension.exe, version: 1.0.9.0, time stamp: 0x5d8a9215",
        silent="Faulting application name: w3wp.exe, version: 1.0\nFaulting module path: C:\\x\\IaaSBcdrExtension.exe",
    ),
    Signature(
        id="applocker-blocked",
        title="The backup extension was blocked",
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
        id="applocker-audited",
        title="The backup extension would have been blocked, were the policy enforced (it was only audited)",
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
        id="applocker-allowed",
        title="The backup extension was allowed to run",
        where=event("AppLocker", 8002, _LOCKER),
        has="IaaSBcdrExtension.exe",
        pattern=_FIRST_PROGRAM,
        context="ends what is told of AppLocker",
        source=_APPLICATIONS,
        example="%OSDRIVE%\\PACKAGES\\IAASBCDREXTENSION.EXE was allowed to run.",
        silent="%OSDRIVE%\\X.EXE was allowed to run.",
    ),
    Signature(
        id="code-integrity-blocked",
        title="The backup extension was blocked",
        where=event("CodeIntegrity", 3077, _INTEGRITY),
        has="IaaSBcdrExtension.exe",
        pattern=_LOADED,
        gives="windows.app_control_blocks_backup",
        source=_APPLICATIONS,
        example="a process (\\x\\svchost.exe) attempted to load \\Packages\\IaaSBcdrExtension.exe that did not meet",
        silent="a process (\\Packages\\IaaSBcdrExtension.exe) attempted to load \\x\\hook.dll that did not meet",
    ),
    Signature(
        id="code-integrity-audited",
        title="The backup extension would have been blocked, were the policy enforced (it was only audited)",
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
        id="config-errors",
        title="The agent's .NET configuration is broken",
        where=event("", 1026),
        has=("ConfigurationErrorsException", "TypeInitializationException"),
        pattern=r"WindowsAzureGuestAgent\.exe",
        source=_SCENARIOS,
        example="Application: WindowsAzureGuestAgent.exe\nException: ConfigurationErrorsException",
        silent="Application: w3wp.exe\nException: ConfigurationErrorsException",
    ),
    Signature(
        id="agent-service-ended",
        title="The agent's service ended unexpectedly",
        where=(event("", 7031, "System"), event("", 7034, "System")),
        has=("Windows Azure Guest Agent", "WindowsAzureGuestAgent", "WindowsAzure GuestAgent", "RdAgent"),
        context="it can be started again by itself",
        remark=True,
        source=_SCENARIOS,
        example="The Windows Azure Guest Agent service terminated unexpectedly.",
        silent="The Spooler service terminated unexpectedly.",
    ),
    Signature(
        id="other-backup-failed",
        title="Another backup product, Windows Server Backup, failed (event 517): not Azure Backup",
        where=event("Backup", 517),
        noise="it is another product's backup",
        remark=True,
        source=RECORDINGS.section("Events of Windows"),
        example="The backup operation that started at '2025-03-01T10:00:00Z' has failed.",
        silent="",
    ),
    Signature(
        id="shadow-copy-timed-out",
        title="The shadow copy provider timed out, the volume was too busy",
        where=event(),
        has="shadow copy provider timed out while holding writes",
        gives="windows.shadow_copy_timed_out",
        source=SIBLING.section("ExtensionFailedVssWriterInBadState"),
        example="The shadow copy provider timed out while holding writes to the volume being shadow copied.",
        silent="The shadow copy provider was registered.",
    ),
    Signature(
        id="vcredist-access-denied",
        title="Visual C++ could not be installed for want of access (Error 1401, System error 5)",
        where=event(),
        has="Error 1401.",
        pattern=r"microsoft visual c\+\+[\s\S]{0,500}?"
        r"error 1401\.[\s\S]{0,200}?software\\classes[\s\S]{0,200}?system error 5\b",
        gives="windows.vcredist_access_denied",
        source=SIBLING.section("ExtensionVCRedistInstallationFailure"),
        example="Product: Microsoft Visual C++ 2013 -- Error 1401. Could not create key: Software\\Classes. "
        "System error 5.",
        silent="Product: Contoso -- Error 1401. Could not create key: Software\\Classes. System error 5.",
    ),
)
