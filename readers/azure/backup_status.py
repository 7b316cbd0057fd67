"""Reads whether Azure Backup knows a VM: `az backup protection check-vm`, and the REST answers behind it.

The CLI prints only the id of the vault, the REST answer (2017-07-01 to 2023-02-01, recorded) has more. `Protected`
there means that a vault knows the VM; whether protection was stopped since, only the backup item tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base import Finding, Node, Reader, VmKey, rows, some
from .backup import add_vault, container_parts

_VAULT_ID = re.compile(
    r"/subscriptions/[^/\s]+/resourceGroups/[^/\s]+/providers/Microsoft\.RecoveryServices/vaults/[^/\s]+", re.IGNORECASE
)


def is_status(row: Node) -> bool:
    """Whether this is the backup status of a VM."""
    return row.has("protectionStatus", "fabricName") and not row.has("protectionState")


def read_status(node: Node) -> Iterator[Finding]:
    """The vault of a VM, and that none protects it."""
    for row in rows(node):
        if is_status(row):
            finding = _finding(row)
            status = row["protectionStatus"]
            add_vault(finding, row["vaultId"])
            finding.add("backup.policy", row["policyName"].name, row["policyName"].place)
            if status.word == "notprotected":
                finding.add("backup.protection_state", "not_protected", status.place)
            elif status.word == "protected":
                finding.add("backup.container", row["containerName"].name, row["containerName"].place)
                finding.add("backup.item", row["protectedItemName"].name, row["protectedItemName"].place)
                finding.notes.append("a vault knows the VM; `az backup item list` tells whether protection was stopped")
            elif status.text:
                _add_refusal(finding, row)
                finding.notes.append(f"{status.place}: the backup status is {status.text[:80]!r}")
            finding.listed = len(rows(node)) > 1
            yield finding


def _finding(row: Node) -> Finding:
    container = row["containerName"]
    parts = container_parts(container.name)
    finding = Finding(VmKey(parts[1].lower(), parts[0].lower()) if parts else None)
    if parts:
        finding.add("vm.name", parts[1], container.place)
        finding.add("vm.resource_group", parts[0], container.place)
    return finding


def is_validation(row: Node) -> bool:
    """Whether this is the answer to the check before protection is switched on."""
    return row.has("status", "errorCode", "protectedItemName") and not row.has("protectionStatus")


def read_validation(node: Node) -> Iterator[Finding]:
    """Which VM was to be protected, and why Azure refuses it: an error of no backup, and so none of a job."""
    for row in rows(node):
        if is_validation(row):
            finding = _finding(row)
            finding.listed = len(rows(node)) > 1
            if row["status"].word == "failed":
                _add_refusal(finding, row)
            code = row["errorCode"]
            finding.notes.append(
                f"{code.place}: {code.text} was the answer to switching protection on, not to a backup"
            )
            yield finding


def _add_refusal(finding: Finding, row: Node) -> None:
    """Note the code and the message with which Azure refuses to protect a VM."""
    code, message = row["errorCode"], row["errorMessage"]
    if code.word not in ("", "success", "none"):
        finding.add("backup.refusal_code", code.text, code.place)
        finding.add("backup.refusal_message", message.text, message.place)


def is_vault_id(node: Node) -> bool:
    """Whether this is nothing but the id of a Recovery Services vault."""
    return isinstance(node.value, str) and _VAULT_ID.fullmatch(node.name or "") is not None


def read_vault_id(node: Node) -> Iterator[Finding]:
    """The vault that knows an unnamed VM."""
    finding = Finding(None)
    add_vault(finding, node)
    yield finding


BACKUP_STATUS = Reader("backup status of a VM", some(is_status), read_status)
VALIDATION = Reader("check before protection", some(is_validation), read_validation)
VAULT_ID = Reader("vault of a VM", is_vault_id, read_vault_id)
