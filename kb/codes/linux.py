"""Codes of the Linux guest, and of the certificate and the Python that an extension needs, as support knows them.

Names and messages: self-help articles of Azure Backup (2021), and the Linux extension's own numbers.
"""

from ...engine.knowledge import ErrorCode
from ...facts.references import Reference
from ..sources import LINUX_EXTENSION, SELF_HELP

_STATUS_NAMES = LINUX_EXTENSION.section("ExtensionErrorCodeHelper.py")


def _article(code: str) -> tuple[Reference, ...]:
    """The article on a code, and the numbers of the extension."""
    return (SELF_HELP.section(code), _STATUS_NAMES)


LINUX_CODES = (
    ErrorCode(
        code="GuestAgentCertificateNotFound",
        title="The certificate of the guest agent was not found",
        families=("clock-skew", "extension-certificate-missing"),
        leaves_open=("guest", "programs", "extension", "agent"),
        says=("agent",),
        messages=("Virtual machine guest agent certificate not found",),
        aliases=("FailedHandlerGuestAgentCertificateNotFound",),
        sources=_article("GuestAgentCertificateNotFound"),
    ),
    ErrorCode(
        code="GuestAgentPluginInstallCommandProcessingFailed",
        title="The backup extension failed to start",
        families=("extension-python-unsuitable", "os-support"),
        leaves_open=("guest", "programs", "extension", "agent"),
        says=("agent",),
        messages=("Extension failed to start. This can be due to runtime environment failure",),
        sources=_article("GuestAgentPluginInstallCommandProcessingFailed"),
    ),
    ErrorCode(
        code="UserErrorFsFreezeTimeout",
        title="Freezing a file system took too long",
        families=("filesystem-freeze",),
        leaves_open=("guest", "mounts"),
        says=("snapshot",),
        names=("fsfreeze-slow",),
        messages=("Freezing a file system took more time",),
        aliases=("FailedRetryableFsFreezeTimeout",),
        platform="linux",
        sources=_article("UserErrorFsFreezeTimeout"),
    ),
    ErrorCode(
        code="NoExtensionStatusButStatusBlobAvailable",
        title="The Linux backup extension never reported how it ended",
        families=("extension-command-hangs", "fs-stays-frozen", "backup-extension"),
        leaves_open=("snapshot", "guest", "extension", "mounts", "mounts-opened", "network"),
        says=("snapshot",),
        platform="linux",
        note="The extension was started: what keeps the agent from answering is out of the question.",
        sources=_article("NoExtensionStatusButStatusBlobAvailable"),
    ),
    ErrorCode(
        code="ExtensionPreScriptTimeout",
        title="The pre-script of an application-consistent backup timed out",
        families=("prepost-script",),
        leaves_open=("guest", "extension"),
        names=("prepost-script",),
        messages=("Execution of App-Consistent Backup Pre-Script timed-out",),
        aliases=("FailedPrepostPreScriptTimeout",),
        platform="linux",
        note="It comes as a warning: the backup itself has succeeded, with consistent files.",
        sources=_article("ExtensionPreScriptTimeout"),
    ),
    ErrorCode(
        code="VMBackupLinuxExtensionConfFileWrongEncodingFormat",
        title="The configuration file of the Linux backup extension cannot be read",
        families=("backup-conf-unreadable",),
        leaves_open=("guest", "mounts", "extension"),
        names=("backup-conf-unreadable",),
        platform="linux",
        sources=_article("VMBackupLinuxExtensionConfFileWrongEncodingFormat"),
    ),
    ErrorCode(
        code="ExtensionFailedOutOfMemoryError",
        title="The snapshot failed: the VM had not enough memory",
        families=("guest-out-of-memory", "vm-resources"),
        leaves_open=("guest", "programs", "snapshot", "extension"),
        says=("snapshot",),
        names=("guest-out-of-memory",),
        messages=("Snapshot operation failed due to insufficient memory available in VM",),
        sources=_article("ExtensionFailedOutOfMemoryError"),
    ),
)
