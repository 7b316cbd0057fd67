"""What row-valued facts and combinations of facts imply: pure functions of a case, one per summarised fact.

A summary speaks only where its rows establish it. A list that might be incomplete proves presence, not absence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from .arm_ids import id_parts
from .summaries_azure import AZURE_SUMMARIES, Judged, backup_group, interval_hours, named_after
from .vocabulary import Observed, vocabulary

_BACKUP_GROUP = re.compile(r"AzureBackupRG_(?P<region>[a-z0-9]+)_\d+", re.IGNORECASE)
_FAILED, _MOVING = {"failed"}, {"updating", "creating", "deleting", "transitioning"}


class Summary(NamedTuple):
    """What a summary says: the fact, its value, and the fact that it rests on.

    `doubt` says in words why the value may not be about this VM or of the time of the failure; empty where it surely
    is, and None where that hangs on when the fact that it rests on was observed.
    """

    fact: str
    value: Any
    basis: str
    doubt: str | None = None


def summarise(case: Observed, stated: Mapping[str, Any]) -> Iterable[Summary]:
    """Every summary that the case establishes.

    `stated` are the facts that stand in the case, rows included. Of the same fact, the first summary counts.
    """
    if "vm.os_type" in stated and _telling().isdisjoint(stated):
        return ()  # as in most cases of a fleet
    return _summaries(case, stated)


def _summaries(case: Observed, stated: Mapping[str, Any]) -> Iterator[Summary]:
    resting = _resting()
    for given in resting.keys() & stated.keys():
        for path, basis, function in resting[given]:
            value = function(case)
            if isinstance(value, Judged):
                yield Summary(path, value.value, basis, value.doubt)
            elif value is not None:
                yield Summary(path, value, basis)
    for path, value, basis, needed in _IMPLIED:
        if stated.get(basis) == needed:
            yield Summary(path, value, basis)
    if "vm.os_type" not in stated:
        yield from _implied_os(stated)


@cache
def _telling() -> frozenset[str]:
    """The facts of which one has to be known for a summary to speak, that of the operating system aside."""
    return frozenset(_resting()) | {basis for _, _, basis, _ in _IMPLIED}


@cache
def _resting() -> dict[str, list[tuple[str, str, Callable[[Observed], Any]]]]:
    """By fact, the summaries that can speak where it is known: most cases know the basis of few."""
    found: dict[str, list[tuple[str, str, Callable[[Observed], Any]]]] = {}
    for path, (basis, function) in SUMMARIES.items():
        for given in (basis, *ALSO_RESTING.get(path, ())):
            found.setdefault(given, []).append((path, basis, function))
    return found


def _failed_extensions(case: Observed) -> tuple[str, ...] | None:
    return _extensions_in(case, _FAILED)


def _moving_extensions(case: Observed) -> tuple[str, ...] | None:
    return _extensions_in(case, _MOVING)


def _extensions_in(case: Observed, states: set[str]) -> tuple[str, ...] | None:
    rows = case.extensions.installed
    if rows is None:
        return None
    names = tuple(sorted({r.name or r.type or "(unnamed)" for r in rows if r.state in states}))
    return names if names or all(r.state for r in rows) else None


def _backup_extension(case: Observed) -> Any:
    rows = case.extensions.installed or ()
    named = [r for r in rows if "vmsnapshot" in f"{r.name} {r.type}".lower()]
    return next((r for r in named if r.state in _FAILED), next((r for r in named if r.state), None))


def _backup_state(case: Observed) -> str | None:
    row = _backup_extension(case)
    return row.state if row else None


def _backup_message(case: Observed) -> str | None:
    row = _backup_extension(case)
    return row.message if row else None


def _bad_writers(case: Observed) -> tuple[str, ...] | None:
    rows = case.windows.vss_writers
    if rows is None:
        return None
    bad = {r.name or "(unnamed)" for r in rows if _writer_is(r) == "bad"}
    return tuple(sorted(bad)) if bad or all(_writer_is(r) == "good" for r in rows) else None


# Last errors of a writer as an English Windows prints them; other languages tell only the state's number.
_WRITER_ERRORS = {"timed out", "retryable error", "non-retryable error", "inconsistent shadow copy", "unexpected error"}


def _writer_is(row: Any) -> str:
    """`bad` for a failed state (7 to 11) or a known error, `good` for Stable without error, else unknown.

    States between, as `[5] Waiting for completion`, pass by themselves.
    """
    error = (row.last_error or "").lower()
    if error in _WRITER_ERRORS or (row.state is not None and 7 <= row.state <= 11):
        return "bad"
    return "good" if row.state == 1 and error == "no error" else "unknown"


def _com_plus_starts(case: Observed) -> bool | None:
    state, start = case.windows.com_plus_state, case.windows.com_plus_start_type
    if state == "running":
        return True
    return False if start == "disabled" and state == "stopped" else None


def _largest_disk(case: Observed) -> float | None:
    sizes = [d.size_gb for d in case.disks.attached or ()]
    known = [s for s in sizes if s is not None]
    return max(known) if known and len(known) == len(sizes) else None


def _total_size(case: Observed) -> float | None:
    sizes = [d.size_gb for d in case.disks.attached or ()]
    return sum(s for s in sizes if s is not None) if sizes and None not in sizes else None


def _encrypted(case: Observed) -> bool | None:
    kinds = [d.encryption for d in case.disks.attached or ()]
    if case.disks.largest_encrypted_gb is not None:
        return case.disks.largest_encrypted_gb > 0
    if "ade" in kinds:
        return True
    return False if kinds and None not in kinds else None


def _largest_encrypted(case: Observed) -> float | None:
    if case.disks.encrypted is False or _encrypted(case) is False:
        return 0.0
    if any(d.encryption is None for d in case.disks.attached or ()):
        return None
    sizes = [d.size_gb for d in case.disks.attached or () if d.encryption == "ade"]
    return max(s for s in sizes if s is not None) if sizes and None not in sizes else None


def _locking_ids(case: Observed) -> tuple[str, ...] | None:
    """The locks that surely hold the group: they are put into commands that delete them."""
    ids = [lock.id or lock.name or "(unnamed)" for lock in case.locks.found or () if _hold_on_points(case, lock) == ""]
    return tuple(sorted(ids)) or None


def _group_locked(case: Observed) -> Judged | None:
    holds = [doubt for lock in case.locks.found or () if (doubt := _hold_on_points(case, lock)) is not None]
    return Judged(True, min(holds)) if holds else None


def _hold_on_points(case: Observed, lock: Any) -> str | None:
    """Whether a lock reaches the group that holds the VM's restore points (domain: W.4, W.8, 3.6).

    None where it does not; empty where it surely does; else what is not known, in words. Groups of one name stand in
    every subscription, and a region can have several.
    """
    same = _same_subscription(case, lock)
    if same is False:
        return None
    unsure = "" if same else "the subscription of the lock, or of the VM, is not known"
    if lock.scope == "subscription":
        return unsure
    if lock.scope == "resource":
        return unsure if named_after(case.vm.name, id_parts(lock.target).get("restorepointcollections")) else None
    group = lock.resource_group or ""
    known = case.restore_points.resource_group or backup_group(case)
    if known:
        return unsure if group.lower() == known.lower() else None
    found = _BACKUP_GROUP.fullmatch(group)
    region = (case.vm.location or "").replace(" ", "").lower()
    if found is None or region != found["region"].lower():
        return None
    return "the group is not known to hold the restore points of this VM"


def _same_subscription(case: Observed, lock: Any) -> bool | None:
    """Whether a lock stands in the VM's subscription; None where either is unknown."""
    mine = case.vm.subscription_id or id_parts(case.vm.id).get("subscriptions")
    its = id_parts(lock.id).get("subscriptions") or id_parts(lock.target).get("subscriptions")
    return mine.lower() == its.lower() if mine and its else None


def _vm_group_locked(case: Observed) -> Judged | None:
    group = (case.vm.resource_group or "").lower()
    held = [
        "" if same else "the subscription of the lock, or of the VM, is not known"
        for lock in case.locks.found or ()
        if (same := _same_subscription(case, lock)) is not False
        and (
            lock.scope == "subscription"
            or (lock.scope == "resource_group" and (lock.resource_group or "").lower() == group)
        )
    ]
    return Judged(True, min(held)) if group and held else None


def _failure_began(case: Observed) -> datetime | None:
    """When the failed job began; where that is not told, when it failed."""
    return next((j.started for j in case.backup.jobs or () if j.name == case.backup.job), None) or case.failed_at


def _running_jobs(case: Observed) -> Judged | None:
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


def _power_changed(case: Observed) -> bool | None:
    """Whether the VM's power changed while the failed job ran; what a log does not show may be older than it."""
    began, failed = _failure_began(case), case.failed_at
    if began is None or failed is None or bool(began.tzinfo) != bool(failed.tzinfo):
        return None
    times = (
        row.time for row in case.vm.power_events or () if row.time and bool(row.time.tzinfo) == bool(failed.tzinfo)
    )
    return True if any(min(began, failed) <= time <= failed for time in times) and began < failed else None


def _later_completed(case: Observed) -> bool | None:
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


def _job_in_old_vault(case: Observed) -> bool | None:
    old = (case.backup.old_vault or "").lower()
    running = (
        job.status in ("in_progress", "cancelling") and (job.operation or "Backup").lower() == "backup"
        for job in case.backup.jobs or ()
        if old and (job.vault or "").lower() == old
    )
    return True if any(running) else None


def _failed_mount_duplicate(case: Observed) -> bool | None:
    """Whether a mount point that could not be frozen is among those that are mounted more than once."""
    failed, duplicate = case.linux.failed_mounts, case.linux.duplicate_mounts
    return bool(set(failed) & set(duplicate)) if failed and duplicate is not None else None


def _job_running(case: Observed) -> Judged | None:
    running = _running_jobs(case)
    if running:
        return Judged(True, running.doubt)
    return Judged(True, "it has ended since") if any(_spanned(case, job) for job in case.backup.jobs or ()) else None


def _spanned(case: Observed, job: Any) -> bool:
    """Whether another backup job of this vault began before the failed one, and ended after it began."""
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


def _overruns(case: Observed) -> bool | None:
    took, interval = case.backup.last_duration_hours, interval_hours(case)
    return took > interval if took is not None and interval is not None else None


# Facts that another fact answers: (fact, its value, the fact that implies it, with which value).
_IMPLIED: tuple[tuple[str, Any, str, Any], ...] = (
    ("network.guest_static_ip", False, "network.dhcp_enabled", True),
    ("network.proxy_authenticated", False, "network.proxy", False),
    ("backup.job_in_old_vault", False, "backup.moved_from_other_vault", False),
    ("windows.app_control_blocks_backup", False, "windows.app_control", "none"),
)


def _waits_for_network(case: Observed) -> bool | None:
    """Azure shows such an agent as Ready (recorded answers); another message tells nothing."""
    return True if "waiting for network issue" in (case.agent.message or "").lower() else None


def _says_policy_migration(case: Observed) -> bool | None:
    """The message of the backup of a VM that was moved to another policy; another message tells nothing."""
    said = " ".join((case.error.message or "").lower().split())
    return True if "policy migration from standard to enhanced" in said else None


def _implied_os(stated: Iterable[str]) -> Iterator[Summary]:
    """A fact that only a guest of one kind can have tells the kind; facts of both kinds tell nothing."""
    places = _places_by_os()
    told = {os: known for os, facts in places.items() if (known := facts.keys() & stated)}
    if len(told) == 1:
        ((os, known),) = told.items()
        yield Summary("vm.os_type", os, min(known, key=places[os].__getitem__))


@cache
def _places_by_os() -> dict[str, dict[str, int]]:
    """The facts that only a guest of one kind has, by kind, with their places in the vocabulary."""
    found: dict[str, dict[str, int]] = {}
    for place, (path, spec) in enumerate(vocabulary().items()):
        if spec.os is not None:
            found.setdefault(spec.os, {})[path] = place
    return found


SUMMARIES: dict[str, tuple[str, Callable[[Observed], Any]]] = {
    "agent.waits_for_network": ("agent.message", _waits_for_network),
    "error.says_policy_migration": ("error.message", _says_policy_migration),
    "extensions.failed": ("extensions.installed", _failed_extensions),
    "extensions.in_transition": ("extensions.installed", _moving_extensions),
    "extensions.backup_state": ("extensions.installed", _backup_state),
    "extensions.backup_message": ("extensions.installed", _backup_message),
    "windows.bad_vss_writers": ("windows.vss_writers", _bad_writers),
    "windows.com_plus_starts": ("windows.com_plus_state", _com_plus_starts),
    "disks.largest_gb": ("disks.attached", _largest_disk),
    "disks.largest_encrypted_gb": ("disks.attached", _largest_encrypted),
    "disks.total_gb": ("disks.attached", _total_size),
    "disks.encrypted": ("disks.attached", _encrypted),
    "locks.backup_group": ("locks.found", _group_locked),
    "locks.backup_group_ids": ("locks.found", _locking_ids),
    "locks.vm_group": ("locks.found", _vm_group_locked),
    "backup.running_jobs": ("backup.jobs", _running_jobs),
    "backup.job_in_progress": ("backup.jobs", _job_running),
    "backup.job_in_old_vault": ("backup.jobs", _job_in_old_vault),
    "vm.changed_state_at_failure": ("vm.power_events", _power_changed),
    "backup.later_completed": ("backup.jobs", _later_completed),
    "linux.failed_mount_duplicate": ("linux.failed_mounts", _failed_mount_duplicate),
    "backup.overruns_schedule": ("backup.last_duration_hours", _overruns),
    **AZURE_SUMMARIES,
}
# What a summary can rest on where the fact that it names as its basis is not known.
ALSO_RESTING: dict[str, tuple[str, ...]] = {
    "backup.later_completed": ("backup.last_status",),
    "disks.encrypted": ("disks.largest_encrypted_gb",),
    "disks.largest_encrypted_gb": ("disks.encrypted",),
    "keyvault.resource_group": ("keyvault.vaults",),
}
# Facts that a summary looks at beside the one that it rests on, and nothing else.
FEEDING: frozenset[str] = frozenset({"backup.interval_hours"})
