"""Why file systems could not be frozen, or do not come back: extension.log, and the kernel's messages.

The words behind `with error message:` are those of the kernel's error numbers. After the first failure all mounts are
thawed, so that what `Failed to FITHAW` names proves nothing. Lines: azure-linux-extensions b7eecd4b9c53
(fsfreezer.py, safefreeze.c, freezesnapshotter.py).
"""

from __future__ import annotations

from functools import partial

from ...documents import LINUX_EXTENSION, LINUX_EXTENSION_ISSUES
from ..declaration import Signature
from ..places import ANY_TEXT, EXTENSION_LOG, JOURNAL, KERNEL
from .mounts import RUN_ENDS

_FREEZER = LINUX_EXTENSION.section("main/fsfreezer.py, main/freezesnapshotter.py")
_BINARY = LINUX_EXTENSION.section("main/safefreeze/src/safefreeze.c")
_DETAIL = ("vmsnapshot-freeze-detail",)
_NAMED = (*_DETAIL, "vmsnapshot-mount-not-frozen")
_line = partial(Signature, where=EXTENSION_LOG, source=_BINARY, until=RUN_ENDS)


def _refused(name: str, title: str, *words: str, other: str, also: tuple[str, ...] = ()) -> Signature:
    """A freeze that the kernel refused with these words."""
    alternatives = "|".join(words)
    return _line(
        name,
        title,
        has=("Failed to FIFREEZE", "SyncDriver: freeze on", "failed to freeze /"),  # the others: of VMware, of QEMU
        pattern=rf"(?:Failed to FIFREEZE|freeze on '/|failed to freeze /)[^\n]{{1,500}}(?:{alternatives})",
        example=f"Failed to FIFREEZE: /data with error message: {words[0]}",
        silent=f"Failed to FIFREEZE: /data with error message: {other}",
        also=(*_NAMED, *also),
    )


def _refused_by_hand(name: str, fact: str, title: str, *words: str, other: str) -> Signature:
    """The same, as fsfreeze of util-linux says it in a terminal, and as people quote the extension's line."""
    return Signature(
        name,
        title,
        where=ANY_TEXT,
        has=("fsfreeze: /", "Failed to FIFREEZE: /"),
        pattern=rf"(?:fsfreeze: /|Failed to FIFREEZE: /)\S{{0,120}}(?: (?:with error message ?:|freeze failed:))? "
        rf"(?:{'|'.join(words)})",
        only="linux",
        gives=fact,
        source=LINUX_EXTENSION_ISSUES.section("946, 1127"),
        example=f"fsfreeze: /data: freeze failed: {words[0]}",
        silent=f"fsfreeze: /data: freeze failed: {other}",
    )


SIGNATURES: tuple[Signature, ...] = (
    _refused(
        "freeze-refused-unsupported",
        "A file system cannot be frozen at all: the kernel does not support it",
        "Operation not supported",
        "Inappropriate ioctl for device",
        other="Device or resource busy",
        also=("freeze-by-hand-unsupported",),
    ),
    _refused(
        "freeze-refused-busy",
        "A file system was frozen already",
        "Device or resource busy",
        other="Operation not supported",
    ),
    _refused(
        "freeze-refused-unclean",
        "A file system has errors, and refuses the freeze",
        "Structure needs cleaning",
        "Input/output error",
        other="Operation not supported",
        also=("freeze-by-hand-unclean",),
    ),
    _refused(
        "freeze-refused-denied",
        "The freeze of a file system was forbidden",
        "Operation not permitted",
        "Permission denied",
        other="Operation not supported",
    ),
    _refused_by_hand(
        "freeze-by-hand-unsupported",
        "signs.freeze_refused_unsupported",
        "A file system cannot be frozen at all: the kernel does not support it",
        *("Operation not supported", "Inappropriate ioctl for device"),
        other="Device or resource busy",
    ),
    _refused_by_hand(
        "freeze-by-hand-unclean",
        "signs.freeze_refused_unclean",
        "A file system has errors, and refuses the freeze",
        *("Structure needs cleaning", "Input/output error"),
        other="Operation not supported",
    ),
    _line(
        "freeze-not-opened",
        "The agent of a hypervisor may not open a mount point to freeze it",
        has=("fsfreeze", "Failed to freeze file system", "Freeze failed"),
        pattern=r"fail(?:ed)? to open /[^\n]{0,300}?: Permission denied",
        gives="signs.freeze_refused_denied",
        source=LINUX_EXTENSION_ISSUES.section("1127"),
        example="unable to execute QEMU agent command 'guest-fsfreeze-freeze': failed to open /mnt: Permission denied",
        silent="unable to execute QEMU agent command 'guest-fsfreeze-freeze': failed to open /mnt: No such file",
        also=_DETAIL,
    ),
    _line(
        "mount-is-a-file",
        "A mounted file stands among the mount points to freeze",
        has="Path not a directory: /",
        gives="signs.freeze_refused_unsupported",
        example="Path not a directory: /etc/resolv.conf",
        silent="Path not a directory",
    ),
    _line(
        "freeze-lock-taken",
        "Another program holds the lock of the freeze",
        has="Mount Points already freezed by some other processor",
        source=_FREEZER,
        example="Mount Points already freezed by some other processor",
        silent="Aquiring lock succeeded",
    ),
    # It tries five times within 35 seconds. The count of its tries alone tells nothing: it counts too where it cannot
    # open the file, as on a full or read-only file system.
    _line(
        "freeze-lock-not-got",
        "Another program holds the lock of the freeze, try after try",
        has=("Failed to aquire lock:", "Failed to open file or aquire lock:"),
        pattern=r"\[Errno 11\]",
        times=3,
        gives="signs.freeze_lock_taken",
        until=("freeze-lock-got", *RUN_ENDS),
        source=LINUX_EXTENSION_ISSUES.section("1309"),
        example="Failed to open file or aquire lock: [Errno 11] Resource temporarily unavailable",
        silent="Failed to open file or aquire lock: [Errno 28] No space left on device",
        also=_DETAIL,
    ),
    _line(
        "freeze-lock-got",
        "The backup extension has the lock of the freeze",
        has="Aquiring lock succeeded",
        context="it ends what is told of a lock that is taken",
        source=_FREEZER,
        example="Aquiring lock succeeded",
        silent="Failed to open file or aquire lock: [Errno 11] Resource temporarily unavailable",
    ),
    _line(
        "freeze-too-slow",
        "The freeze took longer than it may",
        has=("freeze took longer than timeout", "freeze timed-out"),
        source=_FREEZER,
        example="T:S ###### Enable failed with error: freeze took longer than timeout",
        silent="T:S freeze, timeout value 60",
        also=_DETAIL,
    ),
    _line(
        "thaw-came-late",
        "The snapshot took longer than the file systems stay frozen",
        has="Failed to receive timely Thaw from parent process",
        example="Failed to receive timely Thaw from parent process",
        silent="Binary Thaw Signal Received",
    ),
    _line(
        "freeze-program-missing",
        "The program of the backup extension that freezes is missing",
        has="safefreeze binary is missing in the following path",
        gives="signs.extension_files_missing",
        source=LINUX_EXTENSION.section("main/handle.py"),
        example="safefreeze binary is missing in the following path /var/lib/waagent/x/main/safefreeze/bin/safefreeze",
        silent="safeFreezeBinary exists True",
    ),
    _line(
        "mounts-not-listed",
        "The backup extension cannot list the mount points: lsblk or mount is missing",
        has=("Exception in lsblk command, error:", "Exception in mount command, error:"),
        pattern=r"\[Errno (?:2|13)\]",
        gives="signs.extension_files_missing",
        source=LINUX_EXTENSION.section("main/Utils/DiskUtil.py"),
        example="Exception in lsblk command, error: [Errno 2] No such file or directory",
        silent="Exception in lsblk command, error: timed out",
    ),
    _line(
        "sleep-failed",
        "The freeze was cut short: the program could not sleep",
        has=("Inconsistent snapshot because of SLEEP failure", "T:S Machine unable to sleep"),
        gives="signs.clock_jumped",
        example="Inconsistent snapshot because of SLEEP failure",
        silent="Unable to find a snapshot",
    ),
    Signature(
        "tasks-wait-for-thaw",
        "Programs hang for minutes, waiting for a file system that is frozen",
        where=(KERNEL, JOURNAL),
        has=("percpu_rwsem_wait", "__sb_start_write", "sb_start_write", "freeze_super", "thaw_super"),
        source=LINUX_EXTENSION_ISSUES.section("1868, 951, 1680"),
        example="892 Dsl  percpu_rwsem_wait 11-04:10:51 /usr/sbin/fapolicyd",
        silent="892 Ssl  ep_poll 11-04:10:51 /usr/sbin/fapolicyd",
    ),
    Signature(
        "safefreeze-hangs",
        "The program that freezes hangs in the kernel",
        where=(KERNEL, JOURNAL),
        has="main/safefreeze",
        pattern=r"(?m)(?:^|\s)D[<+lNs]{0,3}\s{1,12}(?:\S{1,40}\s{1,40}){0,4}/var/lib/waagent/[^\n]{0,120}"
        r"/bin/safefreeze ",
        gives="signs.tasks_wait_for_thaw",
        source=LINUX_EXTENSION_ISSUES.section("1868"),
        example="71344 D  wait_on_page_bit 07:20 /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0."
        "9221.0/main/safefreeze/bin/safefreeze 60 /var /",
        silent="71344 S  hrtimer_nanosleep 00:20 /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0."
        "9221.0/main/safefreeze/bin/safefreeze 60 /var /",
    ),
    Signature(
        "journal-task-blocked",
        "The kernel tells of tasks of a file system that hang",
        where=(KERNEL, JOURNAL),
        has="blocked for more than",
        pattern=r"INFO: task (?:jbd2|xfsaild|kworker|rs:main|auditd|fapolicyd|safefreeze)\S{0,40}.{0,40} "
        r"blocked for more "
        r"than \d{2,5} seconds",
        source=LINUX_EXTENSION_ISSUES.section("1680, 1237"),
        gives="signs.disk_tasks_blocked",
        example="INFO: task jbd2/sda1-8:341 blocked for more than 120 seconds.",
        silent="INFO: task java:341 blocked for more than 120 seconds.",
    ),
)
