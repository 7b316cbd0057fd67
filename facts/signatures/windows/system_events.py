"""Events of the log System: volumes and their shadow storage, services, memory.

Numbers and words of volsnap: its message table as of Windows 10 and Windows Server 2016 and later.
"""

from __future__ import annotations

from ...documents import (
    EVENT_SYSTEM,
    IMAGE_PATH,
    MESSAGE_TABLES,
    SELF_HELP,
    SHADOW_PROVIDER,
    THREADS,
    VMASSIST,
    VOLSNAP_EVENTS,
)
from ..declaration import Signature
from ._pairs import known_events

_VOLSNAP = MESSAGE_TABLES.section("volsnap.sys")
_CHECKS = VMASSIST.section("vmassist.ps1")
_AGENTS = r"(?:Windows ?Azure ?Guest ?Agent|RdAgent)"

_SWPRV = "Microsoft Software Shadow Copy Provider"


def service_name(pattern: str) -> str:
    """A name that a pattern of services fits: its first, without what is only for the search."""
    return pattern.replace("(?:", "").partition("|")[0].replace("\\", "").rstrip(")")


SIGNATURES: tuple[Signature, ...] = (
    *known_events(
        "shadow-storage-refused",
        "There was no room for a shadow copy",
        "volsnap",
        (13, 23),
        (
            "Shadow copy storage creation failed",
            "could not grow its shadow copy storage on volume",
            "became low on shadow copy storage before it was properly installed",
        ),
        _VOLSNAP,
        log="System",
        example="There was insufficient disk space on volume C: to create the shadow copy of volume C:.  Shadow copy "
        "storage creation failed.",
        silent="There was enough disk space on volume C: to create the shadow copy of volume C:.",
    ),
    *known_events(
        "shadow-storage-short",
        "Shadow copies were lost, or are at risk, for want of room",
        "volsnap",
        (24, 25, 35, 36, 38),
        (
            "to grow the shadow copy storage for shadow copies of",
            "because the shadow copy storage could not grow",
            "because the shadow copy storage failed to grow",
            "diff area file could not grow",  # of older versions
        ),
        _VOLSNAP,
        log="System",
        example="The shadow copies of volume D: were aborted because the shadow copy storage could not grow due to a "
        "user imposed limit.",
        silent="The shadow copy storage was resized.",
    ),
    *known_events(
        "oldest-shadow-copy-removed",
        "The oldest shadow copy of a volume was removed",
        "volsnap",
        (33, 58),
        "The oldest shadow copy of volume",
        _VOLSNAP,
        log="System",
        noise="room is kept so",
        example="The oldest shadow copy of volume D: was deleted to keep disk space usage for shadow copies of "
        "volume D: below the user defined limit.",
        silent="The newest shadow copy of volume D: was deleted.",
    ),
    *known_events(
        "volume-held-too-long",
        "The writes of a volume could not be flushed or held in time",
        "volsnap",
        (8, 9, 10),
        (
            "timed out while waiting for a release writes command",
            "timed out while waiting for file system cleanup",
            "took too long to install",
        ),
        _VOLSNAP,
        log="System",
        gives="windows.shadow_copy_timed_out",
        example="The flush and hold writes operation on C: timed out while waiting for a release writes command.",
        silent="The flush and hold writes operation on volume C: ended.",
    ),
    *known_events(
        "volume-held-twice",
        "Another shadow copy was being made at that moment",
        "volsnap",
        (17,),
        "while another flush and hold was already in progress",
        _VOLSNAP,
        log="System",
        gives="signs.other_snapshot_running",
        example="An attempt to flush and hold writes on volume C: was attempted while another flush and hold was "
        "already in progress.",
        silent="An attempt to flush and hold writes on volume C: was made.",
    ),
    *known_events(
        "shadow-copy-io-failure",
        "A shadow copy was given up for an error of its disk",
        "volsnap",
        (14,),
        "because of an IO failure on volume",
        _VOLSNAP,
        log="System",
        example="The shadow copies of volume E: were aborted because of an IO failure on volume E:.",
        silent="The shadow copies of volume E: were aborted because of insufficient paged heap.",
    ),
    *known_events(
        "file-system-damaged",
        "Windows says that the file system of a volume is damaged",
        "Ntfs",
        (55,),
        ("was discovered in the file system structure", "needs to be taken offline to perform a Full Chkdsk"),
        THREADS.section("Ntfs 55 and 98"),
        log="System",
        gives="signs.volume_damaged",
        example="A corruption was discovered in the file system structure on volume E:.",
        silent="Volume E: is healthy.  No action is needed.",
    ),
    *known_events(
        "desktop-heap-event",
        "Windows says that the desktop heap is used up",
        "Win32k",
        (243,),
        "desktop heap allocation failed",
        SELF_HELP.section("ExtensionInstallProviderCOMMemoryQuotaReached"),
        log="System",
        gives="signs.desktop_heap_full",
        example="A desktop heap allocation failed.",
        silent="A desktop heap was allocated.",
    ),
    *known_events(
        "service-path-missing",
        "A service does not start, for its path does not exist",
        "Service Control Manager",
        (),
        "service failed to start due to the following error",
        IMAGE_PATH.section("Cause"),
        pattern=rf"The (?!{_AGENTS})[^\n]{{1,120}} service failed to start due to the following error:\s{{1,4}}"
        r"The (?:system cannot find the path specified|filename, directory name, or volume label syntax is incorrect)",
        example="The Contoso service failed to start due to the following error: The system cannot find the path "
        "specified.",
        silent="The Contoso service failed to start due to the following error: The service did not respond in time.",
    ),
    *known_events(
        "agent-path-missing",
        "The agent's service does not start, for its program is not where it should be",
        "Service Control Manager",
        (),
        "service failed to start due to the following error",
        _CHECKS,
        pattern=rf"The {_AGENTS} service failed to start due to the following error:\s{{1,4}}"
        r"The system cannot find the (?:file|path) specified",
        example="The RdAgent service failed to start due to the following error: The system cannot find the file "
        "specified.",
        silent="The RdAgent service failed to start due to the following error: Access is denied.",
    ),
    *known_events(
        "service-agent-fails",
        "The agent's service does not start",
        "Service Control Manager",
        (),
        ("service failed to start due to the following error", "service terminated with the following"),
        _CHECKS,
        pattern=rf"The {_AGENTS} service (?:failed to start due to|terminated with) the following [^\n]{{0,40}}:"
        r"(?!\s{1,4}The system cannot find)",
        example="The Windows Azure Guest Agent service failed to start due to the following error: The service did not "
        "respond to the start or control request in a timely fashion.",
        silent="The Spooler service failed to start due to the following error: The service did not respond.",
    ),
    *known_events(
        "memory-exhausted-windows",
        "Windows says that it ran out of memory",
        "Resource-Exhaustion-Detector",
        (2004,),
        "successfully diagnosed a low virtual memory condition",
        SELF_HELP.section("ExtensionFailedOutOfMemoryError"),
        log="System",
        gives="signs.memory_exhausted",
        example="Windows successfully diagnosed a low virtual memory condition. The following programs consumed the "
        "most virtual memory: sqlservr.exe (4172) consumed 15108521984 bytes",
        silent="Windows diagnosed a condition.",
    ),
    *known_events(
        "no-memory-for-shadow-copy",
        "There was no memory for a shadow copy",
        "volsnap",
        (4, 5, 6, 15, 21),
        (
            "due to insufficient resources for worker threads",
            "due to insufficient non-paged memory pool",
            "could not create a new paged heap",
            "because of insufficient paged heap",
            "because of low available system memory",
        ),
        VOLSNAP_EVENTS.section("Events"),
        log="System",
        gives="signs.memory_exhausted",
        example="The shadow copy of volume X: could not be created due to insufficient non-paged memory pool for a "
        "bitmap structure.",
        silent="The shadow copy of volume X: could not be created due to a failed free space computation.",
    ),
    *(
        item
        for name, title, service, fact in (
            ("service-vss-fails", "Volume Shadow Copy does not start", "Volume Shadow Copy", "vss_service_failed"),
            (
                "service-com-plus-fails",
                "COM+ does not start",
                r"COM\+ (?:System Application|Event System)",
                "com_plus_failed",
            ),
            ("service-msdtc-fails", "MSDTC does not start", "Distributed Transaction Coordinator", "msdtc_faulty"),
            ("service-swprv-fails", "Microsoft's shadow copy provider does not start", _SWPRV, "swprv_fails"),
        )
        for item in known_events(
            name,
            title,
            "Service Control Manager",
            (),
            (
                *("service failed to start due to the following error", "service terminated with the following"),
                "service terminated unexpectedly",
            ),
            SHADOW_PROVIDER.section("Symptoms"),
            gives=f"signs.{fact}",
            pattern=rf"The {service} service (?:(?:failed to start due to|terminated with) the following|"
            r"terminated unexpectedly)",
            example=f"The {service_name(service)} service terminated with the following error: Access is denied.",
            silent="The Spooler service terminated with the following error: Access is denied.",
        )
    ),
    *known_events(
        "event-system-fails",
        "COM+ Event System fails in itself (event 4609)",
        "EventSystem",
        (),
        "The COM+ Event System detected a bad return code during its internal processing",
        EVENT_SYSTEM.section("Event Details"),
        gives="signs.com_plus_failed",
        # While Windows shuts down, and in safe mode, each machine has it.
        pattern=r"HRESULT was (?:0x)?(?!8007045b|8007043c|800706bf|800706ba)[0-9a-f]{8}\b",
        example="The COM+ Event System detected a bad return code during its internal processing. HRESULT was 80070005 "
        "from line 44 of d:\\com1x\\eventsystemobj.cpp.",
        silent="The COM+ Event System detected a bad return code during its internal processing. HRESULT was 8007045b "
        "from line 44 of d:\\com1x\\eventsystemobj.cpp.",
    ),
    *(
        item
        for name, service, fact in (
            ("dcom-vss-disabled", "VSS", "vss_disabled"),
            ("dcom-swprv-disabled", "swprv", "swprv_disabled"),
            ("dcom-com-plus-disabled", "(?:EventSystem|COMSysApp)", "com_plus_disabled"),
        )
        for item in known_events(
            name,
            "A service that a snapshot needs is disabled (event 10005)",
            "DistributedCOM",
            (),
            'DCOM got error "1058"',
            THREADS.section("DCOM 10005"),
            gives=f"signs.{fact}",
            pattern=rf"DCOM got error \"1058\" attempting to start the service {service}\b",
            example=f'DCOM got error "1058" attempting to start the service {service_name(service)} with arguments',
            silent='DCOM got error "1058" attempting to start the service wuauserv with arguments',
        )
    ),
)
