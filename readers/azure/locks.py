"""Reads management locks: `az lock list` of any scope, its raw REST answer, `Get-AzResourceLock`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...facts.arm_ids import id_parts
from ..base import Finding, Node, Reader, row_of, rows, some

_MARK = "/providers/microsoft.authorization/locks/"
TYPE = "microsoft.authorization/locks"
_LEVELS = {"cannotdelete": "cannot_delete", "readonly": "read_only"}
_SCOPES = (
    ("subscription", re.compile(r"/subscriptions/[^/]+", re.IGNORECASE)),
    ("resource_group", re.compile(r"/subscriptions/[^/]+/resourceGroups/[^/]+", re.IGNORECASE)),
    ("resource", re.compile(r"/subscriptions/[^/]+/resourceGroups/[^/]+/.+", re.IGNORECASE)),
)


def is_lock(row: Node) -> bool:
    """Whether this is a management lock; a row of a printed table has no id."""
    return bool(row["level"]) and (_MARK in (row.first("lockId", "id").name or "").lower() or row["type"].word == TYPE)


def lock_row(row: Node) -> dict[str, Any]:
    """A lock as a row of `locks.found`.

    Its scope is taken from its own id: the list of a resource group also shows the locks below it, that of a
    subscription all. Locks that Azure Backup sets on storage accounts are kept; their scope is the resource.
    """
    id_node = row.first("lockId", "id")
    arm_id = id_node.name or ""
    target = arm_id[: arm_id.lower().rindex(_MARK)] if _MARK in arm_id.lower() else None
    if target is None:  # a row of a printed table: with a group it stands on that, or on something in it
        return row_of(
            name=row["name"].name,
            level=_LEVELS.get(row["level"].word),
            scope="subscription" if row["resourceGroup"].value == "" else None,
            resource_group=row["resourceGroup"].name or None,
        )
    return row_of(
        name=row["name"].name or id_parts(arm_id).get("locks"),
        id=id_node.name,
        level=_LEVELS.get(row["level"].word),
        scope=next((scope for scope, pattern in _SCOPES if pattern.fullmatch(target)), None),
        resource_group=id_parts(target).get("resourcegroups"),
        target=target,
        notes=row["notes"].text,
    )


def read_locks(node: Node) -> Iterator[Finding]:
    """All locks of the file in one finding that is about no VM in particular."""
    finding = Finding(None, shared=True)
    locks = [row for row in rows(node) if is_lock(row)]
    finding.add("locks.found", tuple(lock_row(row) for row in locks), node.place)
    for row in rows(node):
        if not is_lock(row):
            finding.notes.append(f"{row.place}: not a lock, skipped")
        elif row["level"].word not in _LEVELS:
            finding.notes.append(f"{row['level'].place}: lock level {row['level'].text!r} is not known")
    yield finding


LOCKS = Reader("management locks", some(is_lock), read_locks)
