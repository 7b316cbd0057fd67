"""Reads the activity log: `az monitor activity-log list`, its raw REST answer, `Get-AzActivityLog` as JSON.

It tells what was done to a VM and when, which restore point collections were deleted, and what a policy refused.
Changes of the VM's power are rows, which tell whether a state that was seen later can have been so at the failure
(timing.py); a missing `Deallocate` may only be older than the log. The last of them are told as remarks too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from ...facts.arm_ids import id_parts
from ..base import Finding, Node, Reader, VmKey, about, row_of, rows, some
from .denials import POINT_WRITES, error_of, is_refusal, is_throttled, of_restore_points, refusal_row, refused_thing

_MOST = 5
_NEVER = datetime.min.replace(tzinfo=UTC)
_DONE = {
    "microsoft.compute/virtualmachines/start/action": "started",
    "microsoft.compute/virtualmachines/restart/action": "restarted",
    "microsoft.compute/virtualmachines/poweroff/action": "stopped in Azure",
    "microsoft.compute/virtualmachines/deallocate/action": "deallocated",
    "microsoft.compute/virtualmachines/redeploy/action": "redeployed",
    "microsoft.compute/virtualmachines/delete": "deleted",
}
_COLLECTION_DELETED = "microsoft.compute/restorepointcollections/delete"
_GROUP_DELETED = "microsoft.resources/subscriptions/resourcegroups/delete"
# Writes of the VM's model; Azure Backup writes its own extension with each backup, which is none.
_CHANGES = {
    "microsoft.compute/virtualmachines/write": "changed",
    "microsoft.compute/virtualmachines/extensions/write": "given an extension",
    "microsoft.compute/virtualmachines/extensions/delete": "rid of an extension",
    "microsoft.compute/virtualmachines/attachdetachdatadisks/action": "given or rid of disks",
}


def is_event(row: Node) -> bool:
    """Whether this is an entry of the activity log."""
    if not row.has("operationName"):
        return False
    if row.has("eventTimestamp", "status") and (row.has("resourceId") or row.has("correlationId")):
        return True
    told = row.has("statusMessage") or row.has("properties")  # a piece of an entry, as people paste it
    return told and _value(row["operationName"]).startswith("microsoft.")


def read_events(node: Node) -> Iterator[Finding]:
    """What was done to each VM, the last of it; and policies that refused what Azure Backup makes for itself."""
    by_vm: dict[VmKey, tuple[Finding, list[tuple[datetime, str]]]] = {}
    places: dict[VmKey, str] = {}
    refused: list[tuple[datetime | None, str, Node]] = []
    deleted: list[tuple[datetime, str]] = []
    changed: list[tuple[datetime, str]] = []
    passing: list[Finding] = []
    for row in rows(node):
        if not is_event(row):
            continue
        time, operation = row["eventTimestamp"].time, _value(row["operationName"])
        if is_refusal(row, operation):
            told = refused_thing(row, operation)
            said = f"activity log: an Azure Policy refused {told.lower()[:200]}{_at(time)} (RequestDisallowedByPolicy)"
            refused.append((time, said, row))
            continue
        passing += of_restore_points(row, operation)
        if node.value is row.value and operation.endswith(POINT_WRITES) and all(error_of(row)):  # a piece, pasted alone
            piece = Finding(None)
            piece.add("error.inner_message", " : ".join(error_of(row))[:4000], row.place)
            passing.append(piece)
        if is_throttled(row):
            passing.append(_of_all("platform.throttled", row, time))
        if time is None:
            continue
        done = _DONE.get(operation)
        if done and _value(row["status"]) == "succeeded":
            finding = about(row["resourceId"])
            if finding.vm:
                by_vm.setdefault(finding.vm, (finding, []))[1].append((time, done))
                places.setdefault(finding.vm, row.place)
        elif operation == _COLLECTION_DELETED and _value(row["status"]) == "succeeded":
            name = id_parts(row["resourceId"].name).get("restorepointcollections", "")
            by = row["caller"].name or "an unknown caller"
            deleted.append((time, f"activity log: {by} deleted the restore point collection {name}{_at(time)}"))
        elif operation == _GROUP_DELETED and "/azurebackuprg" in row["resourceId"].word:
            passing.append(_of_all("restore_points.group_deleted", row, time))
        elif operation in _CHANGES and "vmsnapshot" not in row["resourceId"].word:
            by = row["caller"].name or "an unknown caller"
            changed.append((time, f"activity log: the VM was {_CHANGES[operation]} by {by}{_at(time)}"))
    for vm, (finding, events) in by_vm.items():
        finding.listed = True
        finding.notes += [f"activity log: the VM was {done}{_at(time)}" for time, done in sorted(events)[-_MOST:]]
        finding.add(
            "vm.power_events",
            tuple(
                row_of(name=f"{done} {time:%Y-%m-%dT%H:%M:%S}", done=done, time=time) for time, done in sorted(events)
            ),
            places[vm],
        )
        yield finding
    yield from passing
    if refused or deleted or changed or not (by_vm or passing):
        finding = Finding(None, shared=True, notes=[told for _, told, _ in refused[:_MOST]])
        finding.notes += [told for _, told in (*sorted(deleted)[-_MOST:], *sorted(changed)[-_MOST:])]
        if refused:  # the log holds 90 days: what was refused long before the failure may be allowed by now
            refused.sort(key=lambda each: each[0] or _NEVER)
            finding.observed_at, _, last = refused[-1]
            things = [
                refusal_row(row, _value(row["operationName"]), f"{time:%Y-%m-%dT%H:%M:%S}" if time else row.place)
                for time, _, row in refused[-_MOST:]
            ]
            finding.add("restore_points.refused", tuple(things), last.place)
            if (
                node.value is last.value and finding.observed_at is None
            ):  # a piece that was pasted is the failure itself
                finding.add("error.inner_message", " : ".join(error_of(last))[:4000], last.place)
        yield finding


def _of_all(fact: str, row: Node, time: datetime | None) -> Finding:
    """A fact of this entry's time that is about every VM of the subscription."""
    finding = Finding(None, shared=True, observed_at=time)
    finding.add(fact, True, row.place)
    return finding


def _at(time: datetime | None) -> str:
    return f" at {time:%Y-%m-%d %H:%M} UTC" if time else ""


def _value(node: Node) -> str:
    """A word of the log: `{value, localizedValue}` in the CLI and REST, plain text in newer PowerShell."""
    return node["value"].word if isinstance(node.value, dict) else node.word


EVENTS = Reader("activity log", some(is_event), read_events)
