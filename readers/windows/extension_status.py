"""Reads the status file of an extension (`Status\\N.status` below C:\\Packages\\Plugins).

Shape: "Azure VM extension handler" of the agents (version, timestampUTC, status with operation, status, code and
formattedMessage). That of the Linux backup extension has a reader of its own, for it says more.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Finding, Node, Reader, rows, some
from ..linux.extension_status import is_status as is_linux_status

_BACKUP = "microsoft.azure.recoveryservices.vmsnapshot"
_STATES = {"error": "failed", "transitioning": "transitioning", "success": "succeeded"}
_MESSAGE = 4000


def is_status(row: Node) -> bool:
    """Whether this is the status of an extension that the agent passes on."""
    status = row["status"]
    told = row.has("timestampUTC") and isinstance(status.value, dict) and not is_linux_status(row)
    return told and status.has("status") and status.has("operation") and status.has("formattedMessage")


def read_statuses(node: Node) -> Iterator[Finding]:
    """What extensions report of themselves: the state of the backup extension, that another failed, and the message.

    A status that names no extension gives its message alone.
    """
    for row in rows(node):
        if not is_status(row):
            continue
        status = row["status"]
        name, word = status["name"].word, status["status"].word
        message = status["formattedMessage.message"]
        text = message.text[:_MESSAGE] if message.text else None
        finding = Finding(None, observed_at=row["timestampUTC"].time)
        if _BACKUP in name:
            finding.add("extensions.backup_state", _STATES.get(word), status["status"].place)
            finding.add("extensions.backup_message", text, message.place)
        elif word == "error":
            finding.add("signs.other_extension_failed", True if "." in name else None, status["status"].place)
            finding.add("error.words", (text,) if text else None, message.place)
        else:
            finding.notes.append(f"{status.place}: {(status['name'].text or 'an extension')[:100]!r} reports {word!r}")
        yield finding


STATUS = Reader("status of an extension", some(is_status), read_statuses)
