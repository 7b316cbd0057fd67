"""Reads recovery points: `az backup recoverypoint list` and `show`, `Get-AzRecoveryServicesBackupRecoveryPoint`.

They are what the vault knows, not what stands in restore point collections: points that could not be cleaned up are not
among them, so nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Finding, Node, Reader, VmKey, rows, some
from .backup import add_vault, container_parts

_SECURITY = {"trustedlaunch": "trusted_launch", "confidentialvm": "confidential"}
_IN_SNAPSHOT, _VALID = {"1", "instantrp"}, {"1", "valid"}  # numbers until 2021 (recorded), words later


def is_recovery_point(row: Node) -> bool:
    """Whether this is a recovery point of a VM in a vault."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word.endswith("/recoverypoints") and row["objectType"].word in ("", "iaasvmrecoverypoint")
    return row.has("recoveryPointType", "recoveryPointTime") and "iaasvmcontainer" in (
        row["id"].word or row["containerName"].word
    )


def read_recovery_points(node: Node) -> Iterator[Finding]:
    """One finding per VM: a backup of it has succeeded, and in which vault."""
    by_vm: dict[VmKey | None, list[Node]] = {}
    for row in rows(node):
        if is_recovery_point(row):
            by_vm.setdefault(_vm_of(row), []).append(row)
    for vm, points in by_vm.items():
        finding = Finding(vm, listed=len(by_vm) > 1)
        newest = max(points, key=lambda row: str(row["recoveryPointTime"].time or ""))
        parts = _container(newest)
        if parts:
            finding.add("vm.name", parts[1], newest["id"].place)
            finding.add("vm.resource_group", parts[0], newest["id"].place)
        finding.observed_at = newest["recoveryPointTime"].time
        finding.add("backup.first_backup_done", True, newest["recoveryPointTime"].place)
        add_vault(finding, newest["id"])
        _read_vm(finding, newest)
        kept = sum(_in_snapshot(row) for row in points)
        if kept:
            finding.notes.append(
                f"{kept} recovery point(s) are in the snapshot tier; restore points that could not be cleaned up are "
                "not among them: `az restore-point collection show -g BACKUP_GROUP --collection-name NAME "
                "--restore-points` tells their number"
            )
        yield finding


def _read_vm(finding: Finding, point: Node) -> None:
    """What the newest point tells of the VM as it was then."""
    finding.add_word("vm.os_type", point["osType"], {"linux": "linux", "windows": "windows"})
    size = point["virtualMachineSize"]
    finding.add("vm.size", size.name, size.place)
    encrypted = point["isSourceVMEncrypted"]
    finding.add("disks.encrypted", encrypted.boolean, encrypted.place)
    security = point["securityType"]
    finding.add("vm.security_type", _SECURITY.get(security.word), security.place)


def _container(row: Node) -> tuple[str, str] | None:
    """Resource group and VM, as the id (`.../protectedItems/VM;iaasvmcontainerv2;<group>;<vm>/...`) names them."""
    for node in (row["id"], row["containerName"], row["itemName"]):
        for part in (node.name or "").split("/"):
            found = container_parts(part)
            if found:
                return found
    return None


def _vm_of(row: Node) -> VmKey | None:
    parts = _container(row)
    return VmKey(parts[1].lower(), parts[0].lower()) if parts else None


def _in_snapshot(row: Node) -> bool:
    tiers = row.first("recoveryPointTierDetails", "tierDetails")
    return any(tier["type"].word in _IN_SNAPSHOT and tier["status"].word in _VALID for tier in tiers)


RECOVERY_POINTS = Reader("recovery points", some(is_recovery_point), read_recovery_points)
