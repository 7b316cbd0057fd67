"""Lines of the Windows agent (WaAppAgent.log, TransparentInstaller.log).

Lines: Microsoft, "Troubleshoot Azure Windows VM Agent issues" (2025-08-14). What was overcome is past: an agent that
found the host's address, or whose control system started, reaches the host.
"""

from __future__ import annotations

from functools import partial

from ...documents import RECORDINGS, WINDOWS_AGENT
from ..declaration import Signature, group
from ..places import AGENT_LOG_WINDOWS

_SCENARIOS = WINDOWS_AGENT.section("Common error scenarios")
_line = partial(Signature, where=AGENT_LOG_WINDOWS, source=_SCENARIOS)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "windows-agent-starts",
        "The agent starts",
        has="WindowsAzureGuestAgent starting. Version",
        pattern=r"starting\. Version (?P<version>\d{1,9}(?:\.\d{1,9}){3})(?![\w.])",
        gives={"agent.version": group("version")},
        within=None,
        source=RECORDINGS.section("WaAppAgent.log"),
        example="WindowsAzureGuestAgent starting. Version 2.7.41491.949",
        silent="WindowsAzureGuestAgent starting. Version unknown",
    ),
    _line(
        "windows-dhcp-told-address",
        "DHCP told the address of the host",
        has="Using fabric address",
        pattern=r"\AUsing fabric address .{0,100}from DHCP",
        gives={"network.dhcp_option_245": True},
        until="windows-agent-starts",
        within=None,
        source=RECORDINGS.section("WaAppAgent.log"),
        example="Using fabric address 168.63.129.16 from DHCP.",
        silent="Using fabric address 168.63.129.16 as it is known.",
    ),
    _line(
        "windows-agent-found-address",
        "The agent found the host's address on an adapter",
        has="Discovered fabric address on interface",
        context="ends what is told of adapters",
        example="Discovered fabric address on interface Ethernet.",
        silent="Attempting to discover fabric address on interface Ethernet.",
    ),
    _line(
        "windows-control-system-starts",
        "The agent talks with the host",
        has="ControlSystem initialized with version",
        context="ends what is told of the way to the host",
        example="ControlSystem initialized with version 2012-11-30.",
        silent="ControlSystem is not initialized.",
    ),
    _line(
        "rdcrypt-failed",
        "The agent cannot initialize RdCrypt",
        has="RdCrypt Initialization failed",
        example="RdCrypt Initialization failed. Error Code: -2147023143.",
        silent="RdCrypt Initialization succeeded.",
    ),
    _line(
        "certificate-store-denied",
        "The agent may not write to the certificate store",
        has="PInvoke PFXImportCertStore failed",
        example="PInvoke PFXImportCertStore failed and null handle is returned. Error Code: 86",
        silent="PInvoke PFXImportCertStore returned a handle.",
    ),
    _line(
        "stuck-stopping",
        "The agent's service cannot be stopped",
        has="WindowsAzureGuestAgent could not be stopped. Exception:",
        example="WindowsAzureGuestAgent could not be stopped. Exception: System.NullReferenceException: x",
        silent="WindowsAzureGuestAgent could not be stopped in time.",
    ),
    _line(
        "npcap-adapter",
        "The agent looks for the host on the Npcap loopback adapter",
        has="Did not discover fabric address on interface Npcap Loopback Adapter",
        until=("windows-control-system-starts", "windows-agent-found-address"),
        example="Did not discover fabric address on interface Npcap Loopback Adapter",
        silent="Did not discover fabric address on interface Ethernet 2",
    ),
    _line(
        "bad-image-format",
        "The agent cannot load its own programs",
        has="BadImageFormatException",
        beside="0x8007000B",
        example="InstallPlugins() failed: System.BadImageFormatException: x (Exception from HRESULT: 0x8007000B)",
        silent="InstallPlugins() failed: System.BadImageFormatException: x",
    ),
    _line(
        "wireserver-unavailable",
        "The guest gets no answer from 168.63.129.16",
        has="GetVersions() failed",
        beside=(
            "Service Unavailable",
            "Unable to connect to the remote server",
            "The operation has timed out",
            "forbidden by its access permissions",
            "unreachable",
        ),
        gives="signs.wireserver_unreachable",
        until="windows-control-system-starts",
        example="GetVersions() failed with exception: WebProtocolException: Server Error: Service Unavailable",
        silent="GetVersions() failed with exception: WebProtocolException: Server Error: Not Found",
    ),
    _line(
        "windows-host-plugin-works",
        "The host answers on port 32526",
        has=("HostGAPlugin supported versions", "HostGAPlugin reports"),
        within=None,
        context="that it did not answer before is over",
        example="HostGAPlugin supported versions: 2015-09-01",
        silent="Exception while fetching supported versions from HostGAPlugin",
    ),
    _line(
        "host-plugin-refused",
        "The guest gets no answer from 168.63.129.16",
        has="Exception while fetching supported versions from HostGAPlugin",
        pattern=r"from HostGAPlugin(?:(?!from HostGAPlugin)[\s\S]){0,4000}?168\.63\.129\.16:(?:80|32526)\b",
        gives="signs.wireserver_unreachable",
        until=("windows-control-system-starts", "windows-host-plugin-works"),
        example="(Ignoring) Exception while fetching supported versions from HostGAPlugin: System.Net.WebException\n"
        "---> System.Net.Sockets.SocketException: forbidden by its access permissions 168.63.129.16:32526",
        silent="(Ignoring) Exception while fetching supported versions from HostGAPlugin: System.Net.WebException\n"
        "---> System.Net.Sockets.SocketException: forbidden by its access permissions 10.0.0.9:8080",
    ),
    _line(
        "wcf-profiling",
        "WCF profiling is on in machine.config; it can stop the agent",
        has="Microsoft.VisualStudio.Diagnostics.ServiceModelSink",
        within=None,
        gives="windows.wcf_profiling",
        example="Type Microsoft.VisualStudio.Diagnostics.ServiceModelSink not found",
        silent="Type Microsoft.VisualStudio.Diagnostics not found",
    ),
)
