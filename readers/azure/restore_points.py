"""Reads restore point collections and restore points: `az restore-point collection list`, `list-all` and `show`,
`az restore-point show`, their raw REST answers, `Get-AzRestorePointCollection`, and the rows of `az resource list`.

A collection shows its restore points only with `--restore-points` ($expand): without, nothing is said of their number
(aaz schema 2024-11-01 of azure-cli; recorded answers).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...facts.arm_ids import id_parts
from ..base import Finding, Node, Reader, VmKey, about, is_cut, row_of, rows, some

_COLLECTION = "microsoft.compute/restorepointcollections"
_BACKUPS_OF = re.compile(r"AzureBackup_(?P<vm>.+)_\d+", re.IGNORECASE)
_GONE = {"deleting", "deleted"}


def is_collection(row: Node) -> bool:
    """Whether this is a restore point collection, with or without what it holds."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word == _COLLECTION
    return row.has("source", "restorePointCollectionId") and bool(row["source.id"])


def read_collections(node: Node) -> Iterator[Finding]:
    """One finding per VM with its collections; one without a source goes to the VM that it is named after.

    A collection that is shown alone says nothing of others; nor do one page of several, and the answer to a query.
    """
    found = [row for row in rows(node) if is_collection(row)]
    listed = None if is_cut(node) or (found and found[0].place == node.place) else True
    by_vm: dict[VmKey | None, tuple[Finding, list[dict[str, Any]]]] = {}
    for row in found:
        finding = _finding(row)
        by_vm.setdefault(finding.vm, (finding, []))[1].append(_row(row, listed))
    for finding, collections in by_vm.values():
        finding.listed = True  # collections join the case of a VM, they make none
        finding.add("restore_points.found", tuple(collections), node.place)
        yield finding


def _finding(row: Node) -> Finding:
    source = row["source.id"]
    if source.name:
        return about(source)
    named = _BACKUPS_OF.fullmatch(row["name"].name or "")
    return Finding(
        VmKey(named["vm"].lower(), "", id_parts(row["id"].name).get("subscriptions", "").lower()) if named else None
    )


def _row(row: Node, listed: bool | None) -> dict[str, Any]:
    points = row["restorePoints"]
    there = [point for point in points if point["provisioningState"].word not in _GONE]
    parts = id_parts(row["id"].name)
    return row_of(
        name=row["name"].name or parts.get("restorepointcollections"),
        id=row["id"].name,
        resource_group=parts.get("resourcegroups") or row["resourceGroup"].name,
        location=row["location"].name,
        source=row["source.id"].name,
        points=len(there) if isinstance(points.value, list) else None,
        listed=listed if row["source.id"].name else None,  # `az resource list` does not tell whose they are
    )


def is_point(row: Node) -> bool:
    """Whether this is one restore point."""
    return "/restorepointcollections/" in row["id"].word and "/restorepoints/" in row["id"].word


def read_points(node: Node) -> Iterator[Finding]:
    """The collections that restore points stand in; how many points those have cannot be seen there."""
    by_collection: dict[str, Node] = {}
    points = [row for row in rows(node) if is_point(row)]
    for row in rows(node):
        if is_point(row):
            by_collection.setdefault(row["id"].word.partition("/restorepoints/")[0], row)
    for lowered, row in by_collection.items():
        arm_id = (row["id"].name or "")[: len(lowered)]
        collection = Node({"id": arm_id, "name": id_parts(arm_id).get("restorepointcollections")}, row.place)
        finding = _finding(collection)
        finding.listed = True
        finding.add("restore_points.found", (_row(collection, None),), row["id"].place)
        finding.notes.append("restore points without their collection do not tell how many there are")
        if len(points) == 1:  # of several, it cannot be told which is that of the failure
            _read_failure(finding, row)
        yield finding


def _read_failure(finding: Finding, point: Node) -> None:
    """Why a restore point that Azure Backup made has failed: the platform's error and its text, in its statuses."""
    if _BACKUPS_OF.fullmatch(id_parts(point["id"].name).get("restorepointcollections", "")) is None:
        return
    for status in point["instanceView.statuses"]:
        parts = (status["code"].text or "").split("/")
        if [part.lower() for part in parts[:2]] == ["provisioningstate", "failed"] and status["message"].text:
            told = f"{parts[2]} : {status['message'].text}" if len(parts) > 2 else status["message"].text
            finding.add("error.inner_message", told, status.place)
            finding.observed_at = finding.observed_at or status["time"].time


COLLECTIONS = Reader("restore point collections", some(is_collection), read_collections)
POINTS = Reader("restore points", some(is_point), read_points)
