"""Reads what scripts tell of a pending reboot: one object with a yes or no per place in the registry.

Known forms: HealthChecker's GetServerRebootPending (CLIXML), Test-PendingReboot (JSON, list, table), and plain
`{RebootPending, RebootRequired}`. Files that wait to be renamed are no sign by themselves: antivirus and updaters leave
them on machines that need no reboot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..base import Finding, Node
from .powershell import both, host_of

_SIGNS = (
    "ComponentBasedServicingPendingReboot",
    "AutoUpdatePendingReboot",
    "UpdateExeVolatileValue",
    "CcmRebootPending",
    "ComponentBasedServicing",
    "WindowsUpdateAutoUpdate",
    "WindowsUpdate",
    "SystemCenterConfigManager",
    "PendingComputerRenameDomainJoin",
    "RebootPending",
    "RebootRequired",
)
_SUMS = ("PendingReboot", "IsRebootPending", "RebootIsPending")
_BOTH = (  # places of Windows itself: only both together say that none is pending
    ("ComponentBasedServicingPendingReboot", "AutoUpdatePendingReboot"),
    ("ComponentBasedServicing", "WindowsUpdateAutoUpdate"),
    ("ComponentBasedServicing", "WindowsUpdate"),
    ("RebootPending", "RebootRequired"),
)


def is_pending(row: Node) -> bool:
    """Whether this object tells of a pending reboot."""
    if any(row[total].boolean is not None for total in _SUMS):
        return sum(row[sign].boolean is not None for sign in _SIGNS) >= 1
    return any(all(row[sign].boolean is not None for sign in pair) for pair in _BOTH)


def read_pending(found: Iterable[Node]) -> Iterator[Finding]:
    """Whether a reboot is pending, and by which sign."""
    for row in found:
        if not is_pending(row):
            continue
        finding = Finding(None, host=host_of(row) or row["ComputerName"].name)
        finding.add("vm.os_type", "windows", "the registry of Windows")
        sign = next((row[sign] for sign in _SIGNS if row[sign].boolean), None)
        total = next((row[total] for total in _SUMS if row[total].boolean is not None), None)
        if sign is not None:
            finding.add("vm.pending_reboot", True, sign.place)
        elif total is not None and total.boolean:
            finding.notes.append(
                f"{total.place}: a reboot is said to be pending, but by none of the signs that count: files that wait "
                "to be renamed do not"
            )
        elif total is not None or any(all(row[sign].boolean is False for sign in pair) for pair in _BOTH):
            finding.add("vm.pending_reboot", False, total.place if total is not None else row.place)
        yield finding


PENDING, PENDING_TEXT = both("pending reboot", is_pending, read_pending)
