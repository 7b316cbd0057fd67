"""Lines of other extensions in a Windows guest that end in a failed, or an endless, state of theirs."""

from __future__ import annotations

from ...documents import THREADS
from ..declaration import Signature
from ..places import WINDOWS_TEXT

SIGNATURES: tuple[Signature, ...] = (
    Signature(
        "other-extension-reports-error",
        "Another extension fails, and says so in its log",
        where=WINDOWS_TEXT,
        has=("Packages\\Plugins\\", "WindowsAzure\\Logs\\Plugins\\"),
        pattern=r"(?m)\\Plugins\\(?!Microsoft\.Azure\.RecoveryServices)[\w.-]{3,100}\\\d[\s\S]{0,400}?^\W{0,4}(?:ERROR|FATAL)\b",
        gives="signs.other_extension_failed",
        source=THREADS.section("Azure/azure-blueprint#24"),
        example="Configuration settings file found: C:\\Packages\\Plugins\\Contoso.Guard\\1.3.0.0\\0.settings\n"
        "* ERROR: System.InvalidOperationException: Service guard was not found on computer '.'.",
        silent="C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot\\1.0.76.0\\enable.cmd\nERROR: x",
    ),
    Signature(
        "sql-extension-without-login",
        "Another extension fails, and says so in its log",
        where=WINDOWS_TEXT,
        has="Login failed for user 'NT Service\\",
        pattern=r"NT Service\\\w{0,60}Extension",
        gives="signs.other_extension_failed",
        source=THREADS.section("MicrosoftDocs/azure-docs#18057"),
        example="AutomatedBackupHeartbeatCheckError: Login failed for user 'NT Service\\SqlIaaSExtensionQuery'",
        silent="Login failed for user 'NT Service\\SQLSERVERAGENT'",
    ),
    Signature(
        "other-extension-not-enabled",
        "Another extension fails, and says so in its log",
        where=WINDOWS_TEXT,
        has=("Enable failed for plugin (name: ", "Install failed for plugin (name: "),
        pattern=r"(?:Enable|Install) failed for plugin \(name: (?!Microsoft\.Azure\.RecoveryServices)",
        gives="signs.other_extension_failed",
        source=THREADS.section("handler messages"),
        example="Enable failed for plugin (name: Contoso.Monitor.Agent, version 1.4.0) with exception Command has "
        "exited with Exit code: 1",
        silent="Enable failed for plugin (name: Microsoft.Azure.RecoveryServices.VMSnapshot, version 1.0.76.0) with "
        "exception Command has exited with Exit code: 1",
    ),
)
