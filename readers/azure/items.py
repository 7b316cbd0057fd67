"""Reads backup items: `az backup item list` and `show`, raw REST answers, `Get-AzRecoveryServicesBackupItem`.

The pre-check (`healthStatus`) is not the last backup: Passed together with a failed last backup is common.
The error of the last backup stands in `kpisHealths.BackupOperationStatusKPI` (REST 2019-06 to 2022-06 only)
or in `healthDetails`; `RestoreOperationStatusKPI` is about restores.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.arm_ids import id_parts
from ..base import Finding, Node, Reader, VmKey, about, rows, some
from .backup import add_error, add_vault, container_parts, real_error

PROTECTION = {
    "protected": "protected",
    "irpending": "first_backup_pending",
    "protectionerror": "protection_error",
    "protectionstopped": "stopped",
    "protectionpaused": "paused",
    "backupssuspended": "suspended",
    "notprotected": "not_protected",
    # PowerShell's numbers: ItemProtectionState of RecoveryServices.Backup.Models, Enums.cs
    "1": "first_backup_pending",
    "2": "protection_error",
    "3": "protected",
    "4": "stopped",
    "5": "suspended",
}
_CURRENT = {  # `currentProtectionState`, in Resource Graph only
    "protectionconfigured": "protected",
    "protectionstopped": "stopped",
    "protectionerror": "protection_error",
}
_VM_KINDS = ("", "azureiaasvm", "azurevm", "1")  # the number is PowerShell's
_PRECHECK = {
    "passed": "passed",
    "actionsuggested": "action_suggested",
    "actionrequired": "action_required",
    "invalid": "invalid",
}
_LAST = {
    "completed": "completed",
    "completedwithwarnings": "completed_with_warnings",
    "failed": "failed",
    "inprogress": "in_progress",
    "cancelled": "cancelled",
    "irpending": "none",
}
_POLICY_TYPES = {"v1": "standard", "v2": "enhanced", "standard": "standard", "enhanced": "enhanced"}


def is_item(row: Node) -> bool:
    """Whether this is a protected item of a vault."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word.endswith("/protecteditems")
    return row.has("protectionState", "lastBackupStatus")


def read_items(node: Node) -> Iterator[Finding]:
    """One finding per item: how the VM is protected, and the error of a failed last backup."""
    items = [row for row in rows(node) if is_item(row)]
    skipped: list[str] = []
    for item in items:
        if item["backupManagementType"].word in _VM_KINDS:
            finding = _finding(item)
            finding.listed = len(items) > 1
            _read_protection(finding, item)
            _read_last(finding, item)
            yield finding
        else:
            skipped.append(f"{item.place}: not an item of an Azure VM, skipped")
    if skipped:
        yield Finding(None, listed=True, notes=skipped)


def _finding(item: Node) -> Finding:
    container = item["containerName"]
    parts = container_parts(container.name)
    name = item["friendlyName"]
    group = Node(parts[0] if parts else None, container.place)
    finding = about(
        item.first("sourceResourceId", "virtualMachineId"),
        name if name.name else Node(parts and parts[1], container.place),
        group,
    )
    if finding.vm and parts:
        finding.vm = finding.vm.merged(VmKey("", parts[0].lower()))
    return finding


def _read_protection(finding: Finding, item: Node) -> None:
    finding.add_word("backup.protection_state", item["protectionState"], {**PROTECTION, "invalid": ""})
    current = item["currentProtectionState"]
    finding.add("backup.protection_state", _CURRENT.get(current.word), current.place)
    finding.add_word("backup.precheck", item["healthStatus"], _PRECHECK)
    finding.add("backup.item", item["name"].name, item["name"].place)
    container = item["containerName"]
    finding.add("backup.container", container.name, container.place)
    add_vault(finding, item["id"])
    add_vault(finding, item["vaultId"])
    policy = item.first("policyName", "protectionPolicyName")
    finding.add("backup.policy", policy.name, policy.place)
    policy_id = item["policyId"]
    finding.add("backup.policy", id_parts(policy_id.name).get("backuppolicies"), policy_id.place)
    kind = item["policyType"]
    finding.add("backup.policy_type", _POLICY_TYPES.get(kind.word), kind.place)
    if item["isScheduledForDeferredDelete"].boolean or item["deleteState"].word in ("1", "tobedeleted"):
        finding.notes.append(f"{item.place}: the item is soft-deleted")


def _read_last(finding: Finding, item: Node) -> None:
    status, time = item["lastBackupStatus"], item["lastBackupTime"]
    pending = item["protectionState"].word == "irpending"
    finding.add_word("backup.last_status", status, _LAST)
    if status.value == "" and time and time.time is None:
        finding.add("backup.last_status", "none", status.place)
    finding.observed_at = time.time  # of the last backup; how the VM is protected may have been looked at later
    finding.undated = {fact for fact in finding.facts if fact not in ("backup.last_status", "backup.last_time")}
    finding.add("backup.last_time", time.time, time.place)
    recovery_point = item.first("lastRecoveryPoint", "latestRecoveryPoint")
    if recovery_point.time or status.word == "completed":
        done = recovery_point if recovery_point.time else status
        finding.add("backup.first_backup_done", True, done.place)
    elif pending:
        finding.add("backup.first_backup_done", False, item["protectionState"].place)
    _read_error(finding, item, finding.facts.get("backup.last_status"))


def _read_error(finding: Finding, item: Node, last: str | None) -> None:
    """The failure. A KPI that names an error is old where the last backup completed; the pre-check is not."""
    operation = real_error(item["kpisHealths.BackupOperationStatusKPI.resourceHealthDetails"])
    health = real_error(item["healthDetails"])
    if last == "completed":
        operation = None
    error = operation or health
    if error is not None:
        add_error(finding, error)
        finding.failed = True
        if last == "completed":
            # The time is that of a backup that went well: when the pre-check found it, nothing tells.
            finding.undated |= {fact for fact in finding.facts if fact.startswith("error.")}
            finding.notes.append(f"{error.place}: found by the pre-check, the last backup completed")
    elif last == "failed":
        finding.failed = True
    elif last == "completed":
        finding.failed = False


ITEMS = Reader("backup items", some(is_item), read_items)
