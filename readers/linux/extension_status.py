"""Reads the status file of the Linux backup extension (`status/N.status` of VMSnapshotLinux), and its status blob.

Shape: azure-linux-extensions, VMBackup/main/Utils/HandlerUtil.py (`do_status_report`, 2024). **The file's own status
is `success` whenever the extension has come to an end, also to a bad one** (for VMs of the Resource Manager); what it
reports to Azure Backup stands as a JSON text in the name of its substatus.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.errors import InputError
from ..base import Finding, Node, Reader, rows, some
from ..containers.parsing import parse
from .extension_codes import UNDER_WAY, canonical, name_of

_NAME = "vmsnapshotlinux"
_LONGEST = 1_000_000  # characters of an inner document
_MESSAGE = 2000


def is_status(row: Node) -> bool:
    """Whether this is a status of the Linux backup extension."""
    if not row.has("status", "timestampUTC") or not isinstance(row["status"].value, dict):
        return False
    return _NAME in row["status.name"].word or any(_NAME in sub["name"].word for sub in row["status.substatus"])


def read_statuses(node: Node) -> Iterator[Finding]:
    """What the extension reported: its code and message. A file that was written before the end tells nothing."""
    for row in rows(node):
        if is_told_code(row):
            finding = Finding(None)
            finding.add("vm.os_type", "linux", "telemetry of the Linux backup extension")
            finding.add("extensions.backup_code", canonical(row["Value"].text), row["Value"].place)
            yield finding
            continue
        if not is_status(row):
            continue
        finding = Finding(None, observed_at=row["timestampUTC"].time)
        finding.add("vm.os_type", "linux", "a status of the Linux backup extension")
        if row["status.status"].word == "error" and row["status.code"].integer != UNDER_WAY:
            finding.add("extensions.backup_state", "failed", row["status.status"].place)
        reports = [report for sub in row["status.substatus"] for report in _inner(sub["name"])]
        for report in reports or [row]:
            _read_report(finding, report)
        yield finding


def _inner(name: Node) -> list[Node]:
    text = name.value if isinstance(name.value, str) and name.value.lstrip()[:1] in ("[", "{") else ""
    if not text or len(text) > _LONGEST:
        return []
    try:
        data = parse(text.encode("utf-8", "replace"))
    except InputError:
        return []
    listed = data if isinstance(data, list) else [data]
    found = [Node(value, name.place) for value in listed if isinstance(value, dict)]
    return [row for row in found if row.has("status")]


def _read_report(finding: Finding, report: Node) -> None:
    status, number = report["status"], report["status.code"].integer
    finding.observed_at = report["timestampUTC"].time or finding.observed_at
    if number == UNDER_WAY:
        finding.notes.append(f"{status.place}: the extension was still at work when this was written")
        return
    own = canonical(_told(status["telemetryData"], "extErrorCode"))
    own = own or name_of(status["vmHealthInfo.vmHealthStatusCode"].integer)
    if status["status"].word == "success":
        code = name_of(number) or "success"
        if own and own != code and not own.startswith("success"):
            finding.notes.append(f"{status.place}: it succeeded in the end, after {own}")
    else:
        code = next((name for name in (own, name_of(number)) if name and not name.startswith("success")), "")
    message = status["formattedMessage.message"]
    finding.add("extensions.backup_code", code, status["code"].place)
    finding.add("extensions.backup_message", _message(message), message.place)


def _told(telemetry: Node, key: str) -> str | None:
    return next((entry["Value"].text for entry in telemetry if entry["Key"].word == key.lower()), None)


def _message(node: Node) -> str | None:
    """The message; newer versions put it into a JSON text."""
    text = node.text
    if text and text.startswith("{"):
        try:
            data = parse(text.encode("utf-8", "replace"))
        except InputError:
            return text[:_MESSAGE]
        words = data.items() if isinstance(data, dict) else ()
        text = next((str(v).strip() for k, v in words if "message" in str(k).lower() and isinstance(v, str)), text)
    return text[:_MESSAGE] if text else None


def is_told_code(row: Node) -> bool:
    """Whether this is the entry of the extension's telemetry that names its code, as people quote it alone."""
    return row["Key"].word == "exterrorcode" and (canonical(row["Value"].text) or "").startswith(("Failed", "error_"))


def _is_ours(row: Node) -> bool:
    return is_status(row) or is_told_code(row)


STATUS = Reader("status of the Linux backup extension", some(_is_ours), read_statuses)
