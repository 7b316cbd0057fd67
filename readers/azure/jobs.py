"""Reads backup jobs: `az backup job list` and `show`, raw REST answers (2015 to 2025), and
`Get-AzRecoveryServicesBackupJob` as JSON.

The symbolic error code is `errorDetails[].errorTitle`, empty until 2018; `errorCode` is the number. A failed
restore has the same shape, so only jobs whose operation is Backup are taken for the failure; where no backup is listed,
that of a job that configures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from ...facts.arm_ids import id_parts
from ..base import Finding, FirstFit, Node, Reader, VmKey, about, row_of, rows, some
from .backup import add_error, add_vault, container_parts, real_error

_STATUS = {
    "inprogress": "in_progress",
    "completed": "completed",
    "completedwithwarnings": "completed_with_warnings",
    "failed": "failed",
    "cancelling": "cancelling",
    "cancelled": "cancelled",
    "canceled": "cancelled",
}
_TASKS = {
    "take snapshot": "take_snapshot",
    "transfer data to vault": "transfer_to_vault",
    "validate backup": "validate_backup",
}
# Jobs that configure, by their operation, and what that is.
_CONFIGURING = {"configurebackup": "enable", "disablebackup": "stop", "deletebackupdata": "stop"}
_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,6})?) ?(MB|GB)", re.IGNORECASE)
_VM_NUMBER = "1"  # PowerShell writes BackupManagementType.AzureVM so (RecoveryServices.Backup.Models, Enums.cs)
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


def is_job(row: Node) -> bool:
    """Whether this is a job of a Recovery Services vault."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word.endswith("/backupjobs")
    return row.has("operation", "status") and any(row.has(n) for n in ("entityFriendlyName", "workloadName"))


def read_jobs(node: Node) -> Iterator[Finding]:
    """One finding per VM: its jobs, and of those the latest failed backup."""
    by_vm: list[tuple[Finding, list[Node]]] = []
    first = FirstFit()
    skipped: list[str] = []
    for row in rows(node):
        kind = row.first("backupManagementType", "jobType").word
        if not is_job(row) or (kind and kind != _VM_NUMBER and not kind.startswith(("azureiaasvm", "azurevm"))):
            skipped.append(f"{row.place}: not a job of an Azure VM, skipped")
            continue
        finding = _finding(row)
        at = first.at(finding.vm) if finding.vm else None
        if at is None:
            if finding.vm:
                first.note(finding.vm, len(by_vm))
            by_vm.append((finding, [row]))
        else:
            by_vm[at][1].append(row)
    for finding, jobs in by_vm:
        finding.listed = len(by_vm) > 1
        _read_jobs_of_vm(finding, jobs, node.place)
        yield finding
    if skipped:
        yield Finding(None, listed=True, notes=skipped)


def _finding(job: Node) -> Finding:
    container = job["containerName"]
    parts = container_parts(container.name)
    name = job.first("entityFriendlyName", "workloadName")
    bag = job["extendedInfo.propertyBag"]
    subscription = bag["VM Subscription ID"]
    group = Node(parts[0] if parts else None, container.place)
    source = job["dataSourceInfo.resourceID"]  # Resource Graph only
    finding = about(source, name if name.name else Node(parts and parts[1], container.place), group)
    finding.add("vm.subscription_id", subscription.name, subscription.place)
    if finding.vm and subscription.name:
        finding.vm = VmKey(finding.vm.name, finding.vm.resource_group, subscription.word)
    return finding


def _time_of(job: Node) -> datetime:
    """When a job ended, or started where it has not ended."""
    return job["endTime"].time or job["startTime"].time or _EARLIEST


def _is_backup(job: Node) -> bool:
    return job["operation"].word == "backup"


def _has_failed(job: Node) -> bool:
    """Failed, or without its snapshot's transfer: that is CompletedWithWarnings with error details."""
    status = _STATUS.get(job["status"].word)
    return status == "failed" or (status == "completed_with_warnings" and real_error(job["errorDetails"]) is not None)


def _read_jobs_of_vm(finding: Finding, jobs: list[Node], place: str) -> None:
    finding.add("backup.jobs", tuple(_job_row(job) for job in jobs), place)
    backups = [job for job in jobs if _is_backup(job)]
    if not backups:
        backups = [job for job in jobs if job["operation"].word in _CONFIGURING and _has_failed(job)]
    failures = [job for job in backups if _has_failed(job)]
    complete = [job for job in backups if _STATUS.get(job["status"].word) == "completed"]
    latest = max([*failures, *complete] or backups or jobs, key=_time_of)
    if failures:
        failure = max(failures, key=_time_of)
        finding.failed = True
        if _is_ambiguous(failures):
            finding.notes.append(
                "the failed jobs have different errors and no times that can be read: which is the last?"
            )
        else:
            _read_failure(finding, failure)
        later = [job for job in complete if _time_of(job) > _time_of(failure)]
        for job in later:
            finding.notes.append(f"job {job.first('jobId', 'name').text}, a later backup, completed")
        latest = failure
    elif complete:
        finding.failed = False
    moved = latest["extendedInfo.propertyBag"]["Data Transferred"]
    finding.add("backup.transferred_gb", _gigabytes(moved.text), moved.place)
    add_vault(finding, latest["id"])
    finding.add("backup.container", latest["containerName"].name, latest["containerName"].place)
    finding.observed_at = None if _time_of(latest) == _EARLIEST else _time_of(latest)
    if complete:
        _read_complete(finding, max(complete, key=_time_of))
    for job in jobs:
        if not _is_backup(job) and job["status"].word == "failed":
            finding.notes.append(f"the failed job {job['operation'].text} is no failed backup")
        if job["status"].word not in _STATUS:
            finding.notes.append(f"{job['status'].place}: status {job['status'].text!r} is not known")


def _gigabytes(text: str | None) -> float | None:
    """A size such as `3276800 MB`; None for another form."""
    found = _SIZE.fullmatch(text or "")
    return round(float(found[1]) / {"mb": 1024, "gb": 1}[found[2].lower()], 3) if found else None


def _is_ambiguous(failures: list[Node]) -> bool:
    """Whether it cannot be told which failure is the latest, and they differ."""
    errors = {_error_key(job) for job in failures}
    return len(errors) > 1 and any(_time_of(job) == _EARLIEST for job in failures)


def _error_key(job: Node) -> tuple[str, str, str]:
    detail = real_error(job["errorDetails"]) or Node(None)
    message = detail.first("errorString", "errorMessage")
    return detail["errorTitle"].word, detail["errorCode"].word, message.word


def _read_failure(finding: Finding, job: Node) -> None:
    ids, operation = job.first("jobId", "name"), job["operation"]
    finding.add("backup.job", ids.name, ids.place)
    finding.add("error.operation", _CONFIGURING.get(operation.word), operation.place)
    detail = real_error(job["errorDetails"])
    if detail is not None:
        add_error(finding, detail)
    inner = job["extendedInfo.dynamicErrorMessage"]
    finding.add("error.inner_message", inner.text, inner.place)
    task = _failed_task(job)
    if task is not None:
        name = task.first("taskId", "name")
        finding.add("error.failed_task", _TASKS.get(name.word), task.place)


def _failed_task(job: Node) -> Node | None:
    """The task that failed. The job's status counts first: in a failed job it is the first task that failed,
    even where the list of tasks was not brought up to date and still says InProgress.
    """
    tasks = [*job["extendedInfo.tasksList"], *job["subTasks"]]
    failed = next((task for task in tasks if task["status"].word == "failed"), None)
    if failed is None and job["status"].word == "failed":
        return next((task for task in tasks if task["status"].word == "inprogress"), None)
    return failed


def _read_complete(finding: Finding, job: Node) -> None:
    finding.add("backup.first_backup_done", True, job["status"].place)
    started, ended = job["startTime"].time, job["endTime"].time
    if started and ended and ended >= started:
        hours = (ended - started).total_seconds() / 3600
        finding.add("backup.last_duration_hours", round(hours, 3), job["endTime"].place)


def _job_row(job: Node) -> dict[str, Any]:
    return row_of(
        name=job.first("jobId", "name").name,
        vault=id_parts(job["id"].name).get("vaults"),
        operation=job["operation"].name,
        status=_STATUS.get(job["status"].word),
        started=job["startTime"].time,
        ended=job["endTime"].time,
    )


JOBS = Reader("backup jobs", some(is_job), read_jobs)
