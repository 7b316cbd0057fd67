"""What the host and Azure Storage answered to the backup extension, and that it was called too late: extension.log.

Since 2025-03 a run in which every disk failed is reported as number 76 whatever came before, so that the line tells
more than the code. Lines: azure-linux-extensions b7eecd4b9c53 (hostsnapshotter.py, freezesnapshotter.py, handle.py).
"""

from __future__ import annotations

from functools import partial

from ...documents import LINUX_EXTENSION, LINUX_EXTENSION_ISSUES, MATRIX, THREADS, WALINUXAGENT_ISSUES
from ..declaration import Signature
from ..places import AGENT_LOG_LINUX, ANY_TEXT, EXTENSION_LOG
from .mounts import RUN_ENDS

_HOST = LINUX_EXTENSION.section("main/hostsnapshotter.py")
_SNAPSHOT = LINUX_EXTENSION.section("main/freezesnapshotter.py")
_line = partial(Signature, where=EXTENSION_LOG, source=_SNAPSHOT, until=RUN_ENDS)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "host-snapshot-refused",
        "Azure's snapshot service on the host failed",
        has="FailedHostSnapshotRemoteServerError error",
        gives="signs.host_snapshot_fails",
        example="T:S Enable failed with FailedHostSnapshotRemoteServerError error",
        silent="PreSnapshot: Status Code: 200",
        also=("vmsnapshot-freeze-detail",),
    ),
    # Until 2025-03 such a run was then reported as one without a network.
    _line(
        "host-snapshot-answered-5xx",
        "Azure's snapshot service on the host failed",
        where=(EXTENSION_LOG, ANY_TEXT),
        has="dosnapshot responseBody: ",
        pattern=r"responseBody: {0,3}StatusCode: ?5\d\d\b",
        gives="signs.host_snapshot_fails",
        source=LINUX_EXTENSION_ISSUES.section("2019"),
        example="dosnapshot responseBody: StatusCode:500, ErrorMessage: Could not find config corresponding to the Disk"
        "  - md-a1 - b2/abcd, bhsVersion:3.0.51.0",
        silent='dosnapshot responseBody: {"snapshotInfo": [{"isSuccessful": true, "statusCode": 200}]}',
    ),
    _line(
        "disk-list-empty",
        "The backup extension got an empty list of the disks that are to be taken",
        has="IsAnyDiskExcluded is true, but, the included LUN list is empty",
        example="DirectDrive disk is included, so the host must create the snapshot. IsAnyDiskExcluded is true, but, "
        "the included LUN list is empty in the extension input, which is not allowed for host DoSnapshot. Thus, "
        "failing the extension run.",
        silent="Some disks are excluded from backup and LUN list is not present. Setting the snapshot mode to "
        "onlyGuest.",
    ),
    _line(
        "host-not-ready",
        "The host did not take the order for a snapshot",
        # The guest then takes the snapshot itself: where that fails, it is for another reason.
        has=("PreSnapshot: Status Code: ", "BHS is not runnning on host machine"),
        pattern=r"PreSnapshot: Status Code: (?:5\d\d|404|501)\b|BHS is not runnning",
        source=_HOST,
        example="PreSnapshot: Status Code: 500",
        silent="PreSnapshot: Status Code: 200",
        also=("vmsnapshot-host-asked",),
    ),
    _line(
        "host-does-not-answer-extension",
        "The backup extension gets no answer from 168.63.129.16 on port 80",
        has="presnapshot Hitting wrong WireServer IP",
        source=_HOST,
        example="presnapshot Hitting wrong WireServer IP",
        silent="presnapshot begins",
    ),
    _line(
        "snapshots-partly-refused",
        "The guest could write the snapshots of some disks only: the way to a storage account is restricted",
        has="FailedRetryableSnapshotFailedRestrictedNetwork",
        pattern=r"\A(?![\s\S]{0,200}errorcode: 409)",  # then the storage was reached, and refused for another reason
        example="T:S Enable failed with FailedRetryableSnapshotFailedRestrictedNetwork errror",
        silent="T:S snapshotall ends...",
        also=("vmsnapshot-freeze-detail",),
    ),
    _line(
        "snapshot-rate-exceeded",
        "Too many snapshots of a disk in too short a time",
        has=(
            "The rate of snapshot blob calls is exceeded",
            "SnapshotOperationRateExceeded",
            "failed with SnapshotRateExceeded",
        ),
        context="which other product makes snapshots of the disk, a person has to say",
        remark=True,
        source=LINUX_EXTENSION_ISSUES.section("1680"),
        example="Retrying when snapshot failed with SnapshotRateExceeded",
        silent="T:S snapshotall ends...",
    ),
    _line(
        "storage-not-reached",
        "The guest does not find Azure Storage by its name, or does not trust who answers",
        where=(EXTENSION_LOG, AGENT_LOG_LINUX),
        has=("Failed to call http with error", ".blob.core.windows.net", ".blob.storage.azure.net"),
        beside=(
            "Name or service not known",
            "Temporary failure in name resolution",
            "certificate verify failed",
            "CERTIFICATE_VERIFY_FAILED",
        ),
        until=(*RUN_ENDS, "linux-goal-state-works"),
        source=WALINUXAGENT_ISSUES.section("2835"),
        example="Failed to call http with error: [Errno -3] Temporary failure in name resolution",
        silent="Failed to call http with error: timed out",
    ),
    _line(
        "storage-calls-cut",
        "The guest's calls to Azure Storage are cut, refused or not answered",
        where=AGENT_LOG_LINUX,
        has=(".blob.core.windows.net", ".blob.storage.azure.net"),
        beside="IOError",
        pattern=r"https?://[\w.-]{1,120}\.blob\.(?:core\.windows|storage\.azure)\.net/\S{0,600} -- IOError (?:"
        r"timed out|TLS/SSL connection has been closed|EOF occurred|\[Errno (?:101|104|110|111|113)\])[^\n]{0,120}? -- "
        r"\d attempts made",
        gives="signs.storage_not_reached",
        until=(),  # the agent goes on by way of its host
        source=WALINUXAGENT_ISSUES.section("3317"),
        example="Fetch failed: [HttpError] [HTTP Failed] GET https://md-ssd-x.z1.blob.storage.azure.net/$system/vm1.vmSettings"
        " -- IOError TLS/SSL connection has been closed (EOF) (_ssl.c:1147) -- 6 attempts made",
        silent="Fetch failed: [HttpError] [HTTP Failed] GET https://a.blob.core.windows.net/x [404: Not Found]",
    ),
    _line(
        "storage-behind-login-proxy",
        "A proxy that asks for a login stands before Azure Storage",
        where=(EXTENSION_LOG, AGENT_LOG_LINUX, ANY_TEXT),
        has=(".blob.core.windows.net", ".blob.storage.azure.net"),
        beside=("407 Proxy Authentication", "407: Proxy Authentication", "Proxy Authentication Required"),
        gives="signs.storage_not_reached",
        until=(*RUN_ENDS, "linux-goal-state-works"),
        source=MATRIX.section("VM network support: Outbound connectivity via HTTP proxy"),
        example="GET https://a.blob.core.windows.net/x -- Tunnel connection failed: 407 Proxy Authentication Required",
        silent="GET https://umsa1.blob.core.windows.net/x -- 403 Forbidden",
    ),
    _line(
        "certificate-not-yet-valid",
        "A certificate is refused since its time has not come by the guest's clock",
        where=(EXTENSION_LOG, AGENT_LOG_LINUX, ANY_TEXT),
        has=("certificate is not yet valid", "CERT_NOT_YET_VALID"),
        beside=("SSL", "TLS", "verify", "error:", "failed"),
        source=THREADS.section("TLS that a clock behind its time refuses"),
        example="[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate is not yet valid",
        silent="[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired",
    ),
    _line(
        "parallel-snapshot-begins",
        "The guest takes the snapshots of several disks in parallel, and the run tells no end of it",
        has="Snaphotting (Guest-parallel) Started",
        gives="signs.parallel_snapshot_hangs",
        until=("parallel-snapshot-ends", "vmsnapshot-thawed", *RUN_ENDS),
        source=LINUX_EXTENSION.section("main/guestsnapshotter.py"),
        example="****** 5. Snaphotting (Guest-parallel) Started",
        silent="****** 5. Snaphotting (Guest-seq) Started",
        also=("vmsnapshot-snapshot-begins",),
    ),
    _line(
        "parallel-snapshot-ends",
        "The snapshots that the guest takes in parallel have ended",
        has=("Snaphotting (Guest-parallel) Completed", "Unable to perform parallel snapshot"),
        until=(),
        context="it ends what is told of a snapshot that hangs",
        source=LINUX_EXTENSION.section("main/guestsnapshotter.py"),
        example="****** 6. Snaphotting (Guest-parallel) Completed",
        silent="****** 6. Snaphotting (Guest-seq) Completed",
    ),
    _line(
        "snapshot-met-a-conflict",
        "Azure Storage refused the snapshot of a disk because of others (409): too many, or one at the same minute",
        has=("snapshot result: errorcode: 409", "snapshot resp status: 409"),
        source=LINUX_EXTENSION_ISSUES.section("494"),
        example="T:S snapshot result: errorcode: 409",
        silent="T:S snapshot result: errorcode: 403",
    ),
    _line(
        "snapshot-count-exceeded",
        "A disk has as many snapshots as it may",
        has=(
            "The snapshot count against this blob has been exceeded",
            "SnapshotCountExceeded",
            "Enable failed with FailedSnapshotLimitReached",
        ),
        example="The snapshot count against this blob has been exceeded",
        silent="The snapshot was taken",
    ),
    _line(
        "signature-out-of-its-time",
        "Azure Storage takes the address of a disk for one of another time",
        has="Signature not valid in the specified time frame",
        example=" snapshot resp status: 403 AuthenticationFailed Signature not valid in the specified time frame",
        silent=" snapshot resp status: 403 AuthorizationFailure",
    ),
    _line(
        "called-too-late",
        "The backup extension was called too late",
        has=("CRP timeout limit has reached, will not take snapshot", "CRP timeout limit has reached, should abort"),
        source=LINUX_EXTENSION.section("main/handle.py"),
        example="CRP timeout limit has reached, will not take snapshot.",
        silent="timespan: 0:00:12, total_span_in_seconds: 12, MAX_TIMESPAN: 8400",
    ),
    _line(
        "host-time-used",
        "The backup extension took the time of the host",
        has="Date and time extracted from pre-snapshot request",
        gives="signs.host_time_used",
        example="Date and time extracted from pre-snapshot request: 2026-11-24 08:00:00",
        silent="Error in getting Host time falling back to using system time.",
    ),
    _line(
        "old-build-configuration-provider",
        "The backup extension's build cannot set up its connections",
        has="__init__() takes exactly 2 arguments (1 given)",
        pattern=r"blob properties|[Ww]ritePageBlob|HttpUtil",
        source=LINUX_EXTENSION_ISSUES.section("758"),
        example="GetBlobProperties: Failed to get blob properties with error: __init__() takes exactly 2 arguments (1 "
        "given)",
        silent="TypeError: __init__() takes exactly 2 arguments (1 given) in tool.py",
    ),
    _line(
        "backup-conf-not-read",
        "/etc/azure/vmbackup.conf cannot be read, so that its settings do not count",
        has="cannot read config file or file not present",
        source=LINUX_EXTENSION.section("main/handle.py"),
        example="cannot read config file or file not present",
        silent=" configfile /etc/azure/vmbackup.conf",
    ),
)
