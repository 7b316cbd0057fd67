"""Reads backup policies of VMs: `az backup policy list` and `show`, raw REST, and
`Get-AzRecoveryServicesBackupProtectionPolicy` as JSON.

An Enhanced policy (V2) has a schedule of type `SimpleSchedulePolicyV2`; answers before 2021 have no `policyType`. An
hourly schedule has `interval` hours within a window of `scheduleWindowDuration` hours (azure-docs,
backup-azure-arm-userestapi-createorupdatepolicy). PowerShell writes numbers for words (RecoveryServices.Backup.Models,
Enums.cs).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...facts.arm_ids import id_parts
from ..base import Finding, Node, Reader, row_of, rows, some

_FREQUENCIES = {"daily": 24.0, "1": 24.0, "weekly": 168.0, "2": 168.0, "hourly": None, "3": None}
_TYPES = {"v1": "standard", "standard": "standard", "1": "standard", "v2": "enhanced", "enhanced": "enhanced"}
_TYPES["2"] = "enhanced"
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_VM_KINDS = ("", "azureiaasvm", "azurevm", "1")


def is_policy(row: Node) -> bool:
    """Whether this is a backup policy of a Recovery Services vault."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word.endswith("/backuppolicies") and bool(row["schedulePolicy"])
    return row.has("schedulePolicy", "retentionPolicy")


def read_policies(node: Node) -> Iterator[Finding]:
    """The policies of VMs, in one finding that is about every VM: which of them a VM uses, its backup item tells."""
    finding = Finding(None, shared=True)
    found: list[dict[str, Any]] = []
    for row in rows(node):
        if not is_policy(row) or row["backupManagementType"].word not in _VM_KINDS:
            finding.notes.append(f"{row.place}: not a backup policy of VMs, skipped")
        else:
            found.append(policy_row(row))
    finding.add("backup.policies", tuple(found) or None, node.place)
    yield finding


def policy_row(row: Node) -> dict[str, Any]:
    """A policy as a row of `backup.policies`."""
    kind = _type_of(row)
    interval, per_day = _schedule(row["schedulePolicy"])
    days = row.first("instantRpRetentionRangeInDays", "snapshotRetentionInDays").integer
    return row_of(
        name=row["name"].name or id_parts(row["id"].name).get("backuppolicies"),
        id=row["id"].name,
        vault=id_parts(row["id"].name).get("vaults"),
        type=kind,
        interval_hours=interval,
        scheduled_per_day=per_day,
        instant_retention_days=days if days is not None and 0 < days < 1000 else None,
        crash_consistent_only=_crash_consistent(row, kind),
        items=row["protectedItemsCount"].integer,
    )


def _type_of(row: Node) -> str | None:
    told = _TYPES.get(row.first("policyType", "policySubType").word)
    schedule = row["schedulePolicy.schedulePolicyType"].word
    return told or {"simpleschedulepolicy": "standard", "simpleschedulepolicyv2": "enhanced"}.get(schedule)


def _crash_consistent(row: Node, kind: str | None) -> bool | None:
    """Only an Enhanced policy can be so; where the answer has no such property, it may be older than that."""
    told = row["snapshotConsistencyType"]
    if kind == "enhanced" and (told or row.has("snapshotConsistencyType")):
        return told.word == "onlycrashconsistent"
    return False if kind == "standard" else None


def _schedule(schedule: Node) -> tuple[float | None, int | None]:
    """Hours between two backups, the shortest there are, and backups per day; None for what is not clearly told."""
    frequency = schedule["scheduleRunFrequency"].word
    if frequency not in _FREQUENCIES:
        return None, None
    if _FREQUENCIES[frequency] is None:
        hourly = schedule.first("hourlySchedule")
        interval = hourly.first("interval", "scheduleInterval").integer
        window = hourly.first("scheduleWindowDuration", "windowDuration").integer
        if interval is None or not 1 <= interval <= 24:
            return None, None
        return float(interval), window // interval if window is not None and interval <= window <= 24 else None
    own = schedule["weeklySchedule"] if frequency in ("weekly", "2") else schedule["dailySchedule"]
    times = list(own["scheduleRunTimes"] if own else schedule["scheduleRunTimes"])
    if len(times) > 1:
        return None, None  # today's Standard policy has one time a day
    if _FREQUENCIES[frequency] == 24.0:
        return 24.0, 1
    days = own["scheduleRunDays"] if own else schedule["scheduleRunDays"]
    return _shortest_gap([_day(day) for day in days]), None


def _day(day: Node) -> int | None:
    number = day.integer
    return number if number is not None and 0 <= number <= 6 else _DAYS.index(day.word) if day.word in _DAYS else None


def _shortest_gap(days: list[int | None]) -> float | None:
    known = sorted({day for day in days if day is not None})
    if not known or None in days:
        return None
    gaps = [later - earlier for earlier, later in zip(known, [*known[1:], known[0] + 7], strict=True)]
    return 24.0 * min(gaps)


POLICIES = Reader("backup policies", some(is_policy), read_policies)
