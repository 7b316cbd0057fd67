"""Reads what the Linux agent notes of one extension: `config/HandlerStatus` in the extension's folder.

Shape: WALinuxAgent ga/exthandlers.py (`set_handler_status`), common/protocol/restapi.py (`ExtHandlerStatus`). Agents of
2.2 have a list `extensions` in it, newer ones `extension_status`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Finding, Node, Reader, rows, some

_STATES = ("ready", "notready", "installing", "unresponsive")
_BESIDE = ("extensions", "extension_status", "supports_multi_config")


def is_handler_status(row: Node) -> bool:
    """Whether this is such a file: the name of one extension with its version, a state, a number, and a message."""
    told = all(row.has(name) for name in ("name", "version", "status", "code", "message"))
    return told and row["status"].word in _STATES and any(row.has(name) for name in _BESIDE)


def read_handler_status(node: Node) -> Iterator[Finding]:
    """That an extension has failed, with the message; one that is ready, or on its way, tells nothing alone."""
    for row in rows(node):
        if not is_handler_status(row):
            continue
        finding = Finding(None)
        finding.add("vm.os_type", "linux", row.place)
        # With a number it has failed, without one it is on its way, as in the instance view of Azure.
        failed = row["status"].word == "unresponsive" or (
            row["status"].word == "notready" and bool(row["code"].integer)
        )
        name = row["name"].name or ""
        if failed and name.endswith(".VMSnapshotLinux"):
            finding.add("extensions.backup_state", "failed", row["status"].place)
            finding.add("extensions.backup_message", row["message"].text, row["message"].place)
        elif failed and name:
            finding.add("extensions.failed", (name.rpartition(".")[2],), row["name"].place)
        yield finding


HANDLER = Reader("state of an extension that the Linux agent notes", some(is_handler_status), read_handler_status)
