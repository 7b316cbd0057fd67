"""Faults that the Windows agent tells in its own log: no room, no rights."""

from __future__ import annotations

from ...documents import THREADS, VMASSIST, WINDOWS_AGENT
from ..declaration import Signature
from ..places import AGENT_LOG_WINDOWS, WINDOWS_TEXT

_PAGE = WINDOWS_AGENT.section("Common error scenarios")
_CHECKS = VMASSIST.section("vmassist.ps1")

SIGNATURES: tuple[Signature, ...] = (
    Signature(
        "system-drive-out-of-space",
        "There was no room on the system drive",
        where=(AGENT_LOG_WINDOWS, WINDOWS_TEXT),
        has=("There is not enough space on the disk", "0x80070070"),
        beside=("IOException", "WindowsAzure", "Packages\\Plugins", "VMSnapshot", "IaaSBcdr"),
        source=_CHECKS,
        example="[ERROR] System.IO.IOException: There is not enough space on the disk.",
        silent="Copy of D:\\x failed: There is not enough space on the disk of the file server.",
    ),
    Signature(
        "agent-folder-denied",
        "The agent may not use its own folders",
        where=(AGENT_LOG_WINDOWS, WINDOWS_TEXT),
        has=("UnauthorizedAccessException", "Access to the path"),
        # The exception is named in English in every language.
        pattern=r"(?:UnauthorizedAccessException:[^\n]{0,80}?|Access to the path ')C:\\(?:WindowsAzure|Packages)\b",
        source=_CHECKS,
        example="System.UnauthorizedAccessException: Access to the path 'C:\\WindowsAzure\\Logs\\x' is denied.",
        silent="System.UnauthorizedAccessException: Access to the path 'C:\\Temp' is denied.",
    ),
    Signature(
        "key-not-written",
        "The agent may not write keys of the machine",
        where=(AGENT_LOG_WINDOWS, WINDOWS_TEXT),
        has="Self-signed Certificate Generation failed. Error Code: -2146893808",
        source=_PAGE,
        example="[ERROR] Self-signed Certificate Generation failed. Error Code: -2146893808.",
        silent="[ERROR] Self-signed Certificate Generation failed. Error Code: -2146893799.",
    ),
    Signature(
        "host-not-answering-port-80",
        "The guest gets no answer from 168.63.129.16",
        where=AGENT_LOG_WINDOWS,
        has="168.63.129.16/machine",
        beside=("Unable to connect to the remote server", "The operation has timed out"),
        times=2,
        gives="signs.wireserver_unreachable",
        until=("windows-control-system-starts", "windows-host-plugin-works"),
        source=_PAGE,
        example="[ERROR] GET http://168.63.129.16/machine/?comp=goalstate failed: Unable to connect to the remote "
        "server",
        silent="[ERROR] GET http://168.63.129.16/machine/?comp=goalstate failed: (410) Gone",
    ),
    Signature(
        "host-plugin-not-started-windows",
        "The agent has had no contact with the plugin of its host (168.63.129.16, port 32526)",
        where=(AGENT_LOG_WINDOWS, WINDOWS_TEXT),
        has="Error state triggered for caller:GAPluginPinger",  # after many tries
        gives="signs.host_named",
        until="windows-host-plugin-works",
        source=THREADS.section("The agent's heartbeat to its host"),
        example="[WARN]  Error state triggered for caller:GAPluginPinger",
        silent="[INFO]  WriteGAPluginHeartbeat: HostGAPluginServiceClient is not initialized so setting "
        "isCurrentlyHealthy as false",
    ),
)
