"""Summaries of times: which jobs ran when the backup failed, which came later, what was done to the VM meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from .summaries_azure import Judged
from .vocabulary import Observed

_SHORTLY = timedelta(minutes=15)  # within it a job fails that meets a VM on its way to another state
_LONGEST_SNAPSHOT = timedelta(hours=3)  # Azure gives up on a snapshot before that
_COMPLETED = ("completed", "completed_with_warnings")
_DAY = re.compile(r"\b20\d\d-[01]\d-[0-3]\d")


def _failure_began(case: Observed) -> datetime | None:
    """When the failed job began; where that is not known, when it failed."""
    return next((j.started for j in case.backup.jobs or () if j.name == case.backup.job), None) or case.failed_at


def running_jobs(case: Observed) -> Judged | None:
    """The running backup jobs of the vault, without the failed one; a list may be filtered, so none proves nothing.

    A job that began before the failed one and has not ended since was running then.
    """
    failed = _failure_began(case)
    running = [
        job
        for job in case.backup.jobs or ()
        if job.status in ("in_progress", "cancelling")
        and (job.operation or "Backup").lower() == "backup"
        and job.name != case.backup.job
        and (not failed or not job.started or job.started <= failed)
        and (not job.vault or not case.backup.vault or job.vault.lower() == case.backup.vault.lower())
    ]
    spanning = bool(failed) and all(job.started for job in running)
    doubt = "" if spanning else None if case.failed_at is None else "not known to have run when the backup failed"
    names = tuple(sorted(job.name or "(unnamed)" for job in running))
    return Judged(names, doubt) if names else None


def power_changed(case: Observed) -> Judged | None:
    """Whether the VM's power changed while the failed job ran; what a log does not show may be older than it.

    Where the beginning of the job is not known, a change shortly before the failure may have been inside it.
    """
    began, failed = _failure_began(case), case.failed_at
    if began is None or failed is None or not _alike(began, failed):
        return None
    known = began < failed
    began = began if known else failed - _SHORTLY
    times = (row.time for row in case.vm.power_events or () if row.time and _alike(row.time, failed))
    if not any(began <= time <= failed for time in times):
        return None
    return Judged(True, None if known else "it is not known when the failed job began")


def alive_at_failure(case: Observed) -> bool | None:
    """Whether the agent's log has it at work when the backup failed; what it does not show, it may have lost."""
    failed = case.failed_at
    spans = ((row.since, row.until) for row in case.agent.at_work or () if row.since and row.until)
    alike = ((since, until) for since, until in spans if failed and _alike(since, failed))
    return True if failed and any(since <= failed <= until for since, until in alike) else None


def backup_started(case: Observed) -> bool | None:
    """Whether a log has the extension started while the failed job ran; what it does not show, it may have lost."""
    return True if any(_while_it_ran(case, run.started) for run in case.extensions.backup_runs or ()) else None


def backup_reported(case: Observed) -> bool | None:
    """Whether a log has a report of how the extension ended, while the failed job ran."""
    return True if any(_while_it_ran(case, run.reported) for run in case.extensions.backup_runs or ()) else None


def _while_it_ran(case: Observed, time: datetime | None) -> bool:
    """Whether something was within the failed job; where its beginning is not known, in the hours before its end."""
    began, failed = _failure_began(case), case.failed_at
    if time is None or began is None or failed is None or not (_alike(began, failed) and _alike(time, failed)):
        return False
    return (began if began < failed else failed - _LONGEST_SNAPSHOT) <= time <= failed + _SHORTLY


def outlived(case: Observed, messages: Iterable[str | None]) -> str | None:
    """In words, why failures with these messages may not have failed this backup; None where nothing tells.

    Each tells a day, and a backup completed after the last of them: what failed then stops no backup.
    """
    days = [found[0] if (found := _DAY.search(message or "")) else "" for message in messages]
    failed = case.failed_at
    completed = [
        job.started.date().isoformat()
        for job in case.backup.jobs or ()
        if job.status in _COMPLETED and job.started and failed and job.started.date() <= failed.date()
    ]
    if not days or not all(days) or not completed or max(days) >= max(completed):
        return None
    return f"failed on {max(days)}, and a backup has completed since"


def later_completed(case: Observed) -> bool | None:
    """Whether a backup that began after the failed one completed, and none failed after it.

    A list may be filtered, so none proves nothing.

    The backup item tells it too, with the state and the time of its last backup.
    """
    failed, last = _failure_began(case), case.backup.last_time
    if failed is None:
        return None
    if case.backup.last_status in _COMPLETED and last and _alike(last, failed) and last > failed + _SHORTLY:
        return True
    if case.failed_at and _alike(case.failed_at, failed):
        failed = max(failed, case.failed_at)  # what began before it is no later one: it ran across the failure
    later = [
        (job.started, job.status)
        for job in case.backup.jobs or ()
        if job.started
        and job.started > failed
        and (job.operation or "Backup").lower() == "backup"
        and job.status in (*_COMPLETED, "failed")
        and job.name != case.backup.job
    ]
    return True if later and max(later)[1] in _COMPLETED else None


def _alike(one: datetime, other: datetime) -> bool:
    """Whether two times can be set against each other."""
    return bool(one.tzinfo) == bool(other.tzinfo)


def job_in_old_vault(case: Observed) -> bool | None:
    """Whether a backup job of the vault that protected the VM before is running."""
    old = (case.backup.old_vault or "").lower()
    running = (
        job.status in ("in_progress", "cancelling") and (job.operation or "Backup").lower() == "backup"
        for job in case.backup.jobs or ()
        if old and (job.vault or "").lower() == old
    )
    return True if any(running) else None


def job_running(case: Observed) -> Judged | None:
    """Whether another backup job was running; of one that has ended since, it is not known in which phase it was."""
    running = running_jobs(case)
    if running:
        return Judged(True, running.doubt)
    spanned = _is_another(case) and any(_spanned(case, job) for job in case.backup.jobs or ())
    return Judged(True, "it has ended since") if spanned else None


def _is_another(case: Observed) -> bool:
    """Whether a job that ran at the failure is known to be another than the failed one.

    The error code says so, or the failed one stands in the list too.
    """
    if case.error.code == "UserErrorBackupOperationInProgress":
        return True
    failed = case.failed_at
    times = ((job, (job.started, job.ended)) for job in case.backup.jobs or () if job.status == "failed")
    return any(
        job.name == case.backup.job
        if case.backup.job
        else any(t and failed and _alike(t, failed) and abs(t - failed) <= _SHORTLY for t in both)
        for job, both in times
    )


def _spanned(case: Observed, job: Any) -> bool:
    """Whether another backup job of this vault began before the failed one, and ended after that."""
    failed = _failure_began(case)
    return bool(
        failed
        and job.started
        and job.ended
        and (job.operation or "Backup").lower() == "backup"
        and job.name != case.backup.job
        and _alike(failed, job.started)
        and _alike(failed, job.ended)
        and job.started < failed < job.ended
        and (not job.vault or not case.backup.vault or job.vault.lower() == case.backup.vault.lower())
    )


JOB_SUMMARIES: dict[str, tuple[str, Callable[[Observed], Any]]] = {
    "backup.running_jobs": ("backup.jobs", running_jobs),
    "backup.job_in_progress": ("backup.jobs", job_running),
    "backup.job_in_old_vault": ("backup.jobs", job_in_old_vault),
    "agent.alive_at_failure": ("agent.at_work", alive_at_failure),
    "extensions.backup_started": ("extensions.backup_runs", backup_started),
    "extensions.backup_reported": ("extensions.backup_runs", backup_reported),
    "backup.later_completed": ("backup.jobs", later_completed),
    "vm.changed_state_at_failure": ("vm.power_events", power_changed),
}
