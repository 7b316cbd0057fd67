"""Reads the activity log: `az monitor activity-log list`, its raw REST answer, `Get-AzActivityLog` as JSON.

It tells what was done to a VM and when, which restore point collections were deleted, and what a policy refused.
Changes of the VM's power are rows, which tell whether a state that was seen later can have been so at the failure
(timing.py); a missing `Deallocate` may only be older than the log. The last of them are told as remarks too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ...facts.arm_ids import id_parts
from ..base import Finding, Node, Reader, VmKey, about, row_of, rows, some

_MOST = 5
_DONE = {
    "microsoft.compute/virtualmachines/start/action": "started",
    "microsoft.compute/virtualmachines/restart/action": "restarted",
    "microsoft.compute/virtualmachines/poweroff/action": "stopped in Azure",
    "microsoft.compute/virtualmachines/deallocate/action": "deallocated",
    "microsoft.compute/virtualmachines/redeploy/action": "redeployed",
    "microsoft.compute/virtualmachines/delete": "deleted",
}
_COLLECTION_DELETED = "microsoft.compute/restorepointcollections/delete"
_REFUSED = "requestdisallowedbypolicy"
_OF_BACKUP = ("azurebackuprg", "restorepointcollections")


def is_event(row: Node) -> bool:
    """Whether this is an entry of the activity log."""
    return row.has("eventTimestamp", "operationName", "status") and (row.has("resourceId") or row.has("correlationId"))


def read_events(node: Node) -> Iterator[Finding]:
    """What was done to each VM, the last of it; and policies that refused what Azure Backup makes for itself."""
    by_vm: dict[VmKey, tuple[Finding, list[tuple[datetime, str]]]] = {}
    places: dict[VmKey, str] = {}
    refused: list[tuple[datetime, str, Node]] = []
    deleted: list[tuple[datetime, str]] = []
    for row in rows(node):
        time = row["eventTimestamp"].time
        if not is_event(row) or time is None:
            continue
        done = _DONE.get(_value(row["operationName"]))
        if done and _value(row["status"]) == "succeeded":
            finding = about(row["resourceId"])
            if finding.vm:
                by_vm.setdefault(finding.vm, (finding, []))[1].append((time, done))
                places.setdefault(finding.vm, row.place)
        elif _value(row["operationName"]) == _COLLECTION_DELETED and _value(row["status"]) == "succeeded":
            name = id_parts(row["resourceId"].name).get("restorepointcollections", "")
            by = row["caller"].name or "an unknown caller"
            deleted.append((time, f"activity log: {by} deleted the restore point collection {name} at {_shown(time)}"))
        elif _is_refusal_of_backup(row):
            said = (
                f"activity log: an Azure Policy refused {row['resourceId'].word[:200]} at {_shown(time)} "
                "(RequestDisallowedByPolicy)"
            )
            refused.append((time, said, row))
    for vm, (finding, events) in by_vm.items():
        finding.listed = True
        finding.notes += [
            f"activity log: the VM was {done} at {_shown(time)}" for time, done in sorted(events)[-_MOST:]
        ]
        finding.add(
            "vm.power_events",
            tuple(
                row_of(name=f"{done} {time:%Y-%m-%dT%H:%M:%S}", done=done, time=time) for time, done in sorted(events)
            ),
            places[vm],
        )
        yield finding
    if refused or deleted or not by_vm:
        finding = Finding(None, shared=True, notes=[told for _, told, _ in refused[:_MOST]])
        finding.notes += [told for _, told in sorted(deleted)[-_MOST:]]
        if refused:  # the log holds 90 days: what was refused long before the failure may be allowed by now
            refused.sort(key=lambda each: each[0])
            finding.observed_at, _, last = refused[-1]
            things = [(f"{time:%Y-%m-%dT%H:%M:%S}", row["resourceId"].name) for time, _, row in refused[-_MOST:]]
            finding.add("restore_points.refused", tuple(row_of(name=n, id=thing) for n, thing in things), last.place)
        yield finding


def _shown(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC"


def _value(node: Node) -> str:
    """A word of the log: `{value, localizedValue}` in the CLI and REST, plain text in newer PowerShell."""
    return node["value"].word if isinstance(node.value, dict) else node.word


def _is_refusal_of_backup(row: Node) -> bool:
    """Whether a policy refused the resource group or a collection for restore points."""
    texts = [row["properties.statusMessage"], row["properties.statusCode"], row["subStatus.value"], row["subStatus"]]
    refused = any(_REFUSED in node.word for node in texts)
    return refused and any(mark in row["resourceId"].word for mark in _OF_BACKUP)


EVENTS = Reader("activity log", some(is_event), read_events)
