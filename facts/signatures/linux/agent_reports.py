"""What the agent on Linux says of what it fetches and reports: lists of extensions, its status, what Azure asks of it.

Lines: WALinuxAgent 2.15.0.1 (ga/exthandlers.py, common/protocol/wire.py).
"""

from __future__ import annotations

from functools import partial

from ...documents import WALINUXAGENT, WALINUXAGENT_ISSUES
from ..declaration import Signature
from ..places import AGENT_LOG_LINUX, ANY_TEXT, HANDLER_MESSAGE

_HANDLERS = WALINUXAGENT.section("azurelinuxagent/ga/exthandlers.py")
_COMMANDS = WALINUXAGENT.section("azurelinuxagent/ga/extensionprocessutil.py")
_WIRE = WALINUXAGENT.section("azurelinuxagent/common/protocol/wire.py")
_SUCCEEDS = "vmsnapshot-command-succeeds"
_line = partial(Signature, where=(AGENT_LOG_LINUX, HANDLER_MESSAGE), source=_COMMANDS, until=_SUCCEEDS)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "manifests-not-fetched",
        "The agent gets the lists of extensions neither from Azure Storage nor through its host",
        has=(
            "Failed to fetch ExtensionManifest from all sources",
            "Failed fetch manifests from all sources",
            "Failed to get ext handler pkgs",
            "Download did not succeed, falling back to host plugin",
        ),
        until=(_SUCCEEDS, "linux-goal-state-works"),
        source=WALINUXAGENT_ISSUES.section("458, 1371"),
        example="Incarnation 1 failed to get Prod package list: (000008)Failed to fetch ExtensionManifest from all "
        "sources",
        silent="Failed to fetch ExtensionManifest from https://contoso.blob.core.windows.net/x",
    ),
    _line(
        "status-blob-gone",
        "The blob to which the agent uploads its status is gone, or of another kind",
        where=AGENT_LOG_LINUX,
        has=(
            "BlobNotFound",
            "The specified blob does not exist",
            "The specified container does not exist",
            "InvalidBlobType",
        ),
        pattern=r"[Ss]tatus|comp=status|PUT ",
        times=2,
        until=("linux-goal-state-works",),
        source=WALINUXAGENT_ISSUES.section("409, 622, 779"),
        example="Exception uploading status blob: [HttpError] [HTTP Failed] PUT https://md.blob.core.windows.net "
        "[404: The specified blob does not exist.]",
        silent="Failed to download artifacts: [404: The specified blob does not exist.]",
        also=("status-not-uploaded",),
    ),
    _line(
        "status-blob-kind-404",
        "The blob to which the agent uploads its status is gone, or of another kind",
        where=AGENT_LOG_LINUX,
        has="Failed to get status blob type: 404",
        gives="signs.status_blob_gone",
        until=("linux-goal-state-works",),
        source=WALINUXAGENT_ISSUES.section("652"),
        example="message=Failed to report vm agent status: (000008)Failed to get status blob type: 404",
        silent="message=Failed to report vm agent status: (000008)Failed to get status blob type: 503",
    ),
    _line(
        "old-agent-upload-fails",
        "An agent of the versions 2.0 cannot upload its status to Azure Storage",
        where=ANY_TEXT,
        has=("HttpPutBlockBlob(", "HttpPutPageBlob("),
        pattern=r"ERROR: ?(?:socket IOError|HttpPut|retry HttpPut|sleep \d{1,4} seconds HttpPut)",
        only="linux",
        gives="signs.storage_not_reached",
        source=WALINUXAGENT_ISSUES.section("461"),
        example="ERROR:retry HttpPutBlockBlob(https://contoso.blob.core.windows.net/vhds/vm1.status),retry=1",
        silent="HttpPutBlockBlob(https://contoso.blob.core.windows.net/vhds/vm1.status) succeeded",
    ),
    _line(
        "status-not-uploaded",
        "The agent cannot report its status to Azure",
        where=AGENT_LOG_LINUX,
        has=(
            "Failed to upload status blob via either channel",
            "Exception uploading status blob",
            "Failed to report vm agent status for more than",
        ),
        times=2,
        lasting="for more than",
        context="the inner error tells why",
        until=("linux-goal-state-works",),
        source=_WIRE,
        example="Failed to report vm agent status: [ProtocolError] Failed to upload status blob via either channel",
        silent="Falling back to direct upload",
    ),
    _line(
        "goal-state-features-unsupported",
        "Azure asks the agent for something that it is too old for",
        where=AGENT_LOG_LINUX,
        has="as Unsupported features found:",
        source=_HANDLERS,
        until=("linux-goal-state-works",),
        example="Failing GS incarnation_12 as Unsupported features found: TestRequiredFeature1",
        silent="Processing GS incarnation_12",
    ),
    _line(
        "lib-dir-moved",
        "The agent's folder is not /var/lib/waagent",
        where=AGENT_LOG_LINUX,
        has="lib dir is in an unexpected location:",
        within=None,
        until=("linux-agent-starts",),
        source=WALINUXAGENT.section("azurelinuxagent/ga/update.py"),
        example="lib dir is in an unexpected location: /opt/waagent",
        silent="lib dir is /var/lib/waagent",
    ),
)
