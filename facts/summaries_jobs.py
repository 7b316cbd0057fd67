"""Summaries of times: which jobs ran when the backup failed, which came later, what was done to the VM meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from .summaries_azure import Judged
from .vocabulary import Observed


def _failure_began(case: Observed) -> datetime | None:
    """When the failed job began; where that is not told, when it failed."""
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


def power_changed(case: Observed) -> bool | None:
    """Whether the VM's power changed while the failed job ran; what a log does not show may be older than it."""
    began, failed = _failure_began(case), case.failed_at
    if began is None or failed is None or bool(began.tzinfo) != bool(failed.tzinfo):
        return None
    times = (
        row.time for row in case.vm.power_events or () if row.time and bool(row.time.tzinfo) == bool(failed.tzinfo)
    )
    return True if any(min(began, failed) <= time <= failed for time in times) and began < failed else None


def later_completed(case: Observed) -> bool | None:
    """Whether a backup that began after the failed one completed; a list may be filtered, so none proves nothing."""
    failed = _failure_began(case)
    last = case.backup.last_time
    if case.backup.last_status == "completed" and failed and last and _later(last, failed):
        return True
    later = (
        job.status in ("completed", "completed_with_warnings")
        and (job.operation or "Backup").lower() == "backup"
        and _later(job.started, failed)
        for job in case.backup.jobs or ()
        if failed and job.started
    )
    return True if any(later) else None


def _later(one: datetime, other: datetime) -> bool:
    return bool(one.tzinfo) == bool(other.tzinfo) and one > other


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
    return Judged(True, "it has ended since") if any(_spanned(case, job) for job in case.backup.jobs or ()) else None


def _spanned(case: Observed, job: Any) -> bool:
    """Whether another backup job of this vault began before the failed one, and ended after that."""
    failed = _failure_began(case)
    return bool(
        failed
        and job.started
        and job.ended
        and (job.operation or "Backup").lower() == "backup"
        and job.name != case.backup.job
        and _later(failed, job.started)
        and _later(job.ended, failed)
        and (not job.vault or not case.backup.vault or job.vault.lower() == case.backup.vault.lower())
    )


JOB_SUMMARIES: dict[str, tuple[str, Callable[[Observed], Any]]] = {
    "backup.running_jobs": ("backup.jobs", running_jobs),
    "backup.job_in_progress": ("backup.jobs", job_running),
    "backup.job_in_old_vault": ("backup.jobs", job_in_old_vault),
    "backup.later_completed": ("backup.jobs", later_completed),
    "vm.changed_state_at_failure": ("vm.power_events", power_changed),
}
