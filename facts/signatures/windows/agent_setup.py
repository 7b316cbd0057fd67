"""Lines of the agent's installation: TransparentInstaller.log, the logs of the MSI, and answers of sc.exe."""

from __future__ import annotations

from ...documents import THREADS, WINDOWS_AGENT
from ..declaration import Signature
from ..places import WINDOWS_TEXT

_WMI = WINDOWS_AGENT.section("Guest Agent installation fails because of faulty WMI")

SIGNATURES: tuple[Signature, ...] = (
    Signature(
        "agent-service-marked-for-deletion",
        "The agent's service waits to be deleted, and cannot be started before a restart",
        where=WINDOWS_TEXT,
        has=("marked for deletion", "FAILED 1072", "error 1072"),
        pattern=r"\bservices?\b[^.!?]{0,120}?\bmarked for deletion|(?:FAILED|error) 1072",  # not of Azure's resources
        source=THREADS.section("MicrosoftDocs/SupportArticles-docs#628"),
        example="[SC] ChangeServiceConfig FAILED 1072: The specified service has been marked for deletion.",
        silent="The specified service does not exist as an installed service.",
    ),
    Signature(
        "agent-service-not-registered",
        "The agent's installer could not register the service (sc.exe)",
        where=WINDOWS_TEXT,
        has="sc.exe exited with code",
        pattern=r"sc\.exe exited with code -?[1-9]",
        source=THREADS.section("Azure/WindowsVMAgent#11"),
        example="[ERROR] sc.exe exited with code 1639",
        silent="[INFO] sc.exe exited with code 0",
    ),
    Signature(
        "agent-setup-without-wmi",
        "The agent's installer could not set the registry, for which it uses WMI",
        where=WINDOWS_TEXT,
        has=("Setting the new RdAgent service path in registry failed", "InstallOrUpdateGA.vbs"),
        pattern=r"service path in registry failed|Error 1722\.[\s\S]{0,400}?InstallOrUpdateGA\.vbs",
        source=_WMI,
        example="<Message>Setting the new RdAgent service path in registry failed.</Message><Number>424</Number>",
        silent="Action CA2, location: wscript.exe, command: InstallOrUpdateGA.vbs",
    ),
    Signature(
        "installer-unreachable",
        "The service Windows Installer does not answer",
        where=WINDOWS_TEXT,
        has=("Windows Installer Service could not be accessed", "Windows Installer service could not be accessed"),
        source=THREADS.section("Windows Installer that is disabled (error 1601)"),
        example="The Windows Installer Service could not be accessed. Contact your support personnel.",
        silent="The Windows Installer Service was started.",
    ),
    Signature(
        "agent-start-by-hand",
        "A program of the agent was started by hand",
        where=WINDOWS_TEXT,
        has="Cannot start service from the command line or a debugger",
        noise="a service is not started so",
        source=THREADS.section("Azure/WindowsVMAgent#19"),
        example="Windows Service Start Failure. Cannot start service from the command line or a debugger.",
        silent="Cannot start service WindowsAzureGuestAgent on computer '.'.",
    ),
)
