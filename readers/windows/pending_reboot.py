"""Reads what scripts tell of a pending reboot: one object with a yes or no per place in the registry.

Known forms: HealthChecker's GetServerRebootPending (CLIXML), Test-PendingReboot and Get-PendingReboot (JSON, CSV, list,
table), and plain `{RebootPending, RebootRequired}` after the two keys. Files that wait to be renamed are no sign by
themselves: antivirus and updaters leave them on machines that need no reboot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..base import Finding, Node
from .powershell import both, fitting, host_of

_SERVICING = ("ComponentBasedServicingPendingReboot", "ComponentBasedServicing", "CBServicing")
_UPDATE = ("AutoUpdatePendingReboot", "WindowsUpdateAutoUpdate", "WindowsUpdate", "RebootRequired")
_OTHERS = (
    "UpdateExeVolatileValue",
    "CcmRebootPending",
    "SystemCenterConfigManager",
    "CCMClientSDK",
    "PendingComputerRenameDomainJoin",
    "PendComputerRename",
)


def is_pending(row: Node) -> bool:
    """Whether this object tells of a pending reboot: what servicing and Windows Update say."""
    servicing, update = _places(row)
    return servicing.boolean is not None and update.boolean is not None


def _places(row: Node) -> tuple[Node, Node]:
    """What Windows itself says: servicing and update. Where servicing has its own name, `RebootPending` is a sum."""
    servicing = row.first(*_SERVICING)
    return servicing if servicing else row["RebootPending"], row.first(*_UPDATE)


def read_pending(found: Iterable[Node]) -> Iterator[Finding]:
    """Whether a reboot is pending, and by which sign; none is only where nothing says so."""
    for row in fitting(found, is_pending):
        finding = Finding(None, host=host_of(row) or row.first("ComputerName", "Computer").name)
        finding.add("vm.os_type", "windows", "the registry of Windows")
        servicing, update = _places(row)
        others = [row[name] for name in _OTHERS]
        total = row.first("PendingReboot", "IsRebootPending", "RebootPending")
        sign = next((node for node in (servicing, update, *others) if node.boolean), None)
        if sign is not None:
            finding.add("vm.pending_reboot", True, sign.place)
        elif total.boolean:
            finding.notes.append(
                f"{total.place}: a reboot is said to be pending, but by none of the signs that count: files that wait "
                "to be renamed do not"
            )
        else:
            finding.add("vm.pending_reboot", False, f"{servicing.place}, {update.place}")
        yield finding


PENDING, PENDING_TEXT = both("pending reboot", is_pending, read_pending)
