"""What row-valued facts and combinations of facts imply: pure functions of a case, one per summarised fact.

A summary speaks only where its rows establish it. A list that might be incomplete proves presence, not absence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from .arm_ids import id_parts
from .signatures.declaration import Place
from .signatures.places import AGENT_MESSAGE, HANDLER_MESSAGE, JOB_TEXT
from .summaries_azure import AZURE_SUMMARIES, backup_group, interval_hours, named_after
from .topics.agent import LOG_WORDS
from .vocabulary import Observed, vocabulary

_BACKUP_GROUP = re.compile(r"AzureBackupRG_(?P<region>[a-z0-9]+)_\d+", re.IGNORECASE)
# Messages in which known lines are looked for, each with the place that it is.
TEXTS: dict[str, Place] = {
    "agent.message": AGENT_MESSAGE,
    "error.message": JOB_TEXT,
    "error.inner_message": JOB_TEXT,
    "extensions.backup_message": HANDLER_MESSAGE,
}
WORDS, _FAULT = "agent.log_signatures", "agent.log_shows_fault"
_FAILED, _MOVING = {"failed"}, {"updating", "creating", "deleting", "transitioning"}


def summarise(case: Observed, stated: Mapping[str, Any]) -> Iterable[tuple[str, Any, str]]:
    """(fact, value, fact that it rests on) for every summary that the case establishes.

    `stated` are the facts that stand in the case, rows included. Of the same fact, the first summary counts.
    """
    if "vm.os_type" in stated and _telling().isdisjoint(stated):
        return ()  # as in most cases of a fleet
    return _summaries(case, stated)


def _summaries(case: Observed, stated: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    resting = _resting()
    for given in resting.keys() & stated.keys():
        for path, basis, function in resting[given]:
            value = function(case)
            if value is not None:
                yield path, value, basis
    for path, value, basis, needed in _IMPLIED:
        if stated.get(basis) == needed:
            yield path, value, basis
    yield from _told_by_texts(stated)
    yield from _told_by_words(stated)
    if "vm.os_type" not in stated:
        yield from _implied_os(stated)


@cache
def _telling() -> frozenset[str]:
    """The facts of which one has to be known for a summary to speak, that of the operating system aside."""
    signs = {f"signs.{word}" for word in LOG_WORDS}
    return frozenset(_resting()) | {basis for _, _, basis, _ in _IMPLIED} | TEXTS.keys() | {WORDS} | signs


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
    ids = [lock.id or lock.name or "(unnamed)" for lock in case.locks.found or () if _holds_group(case, lock)]
    return tuple(sorted(ids)) or None


def _group_locked(case: Observed) -> bool | None:
    return True if _locking_ids(case) else None


def _holds_group(case: Observed, lock: Any) -> bool:
    """Whether a lock reaches the group that holds the VM's restore points (domain: W.4, W.8, 3.6)."""
    if lock.scope == "subscription":
        return True
    if lock.scope == "resource":
        return named_after(case.vm.name, id_parts(lock.target).get("restorepointcollections"))
    group = lock.resource_group or ""
    known = case.restore_points.resource_group or backup_group(case)
    if known:
        return group.lower() == known.lower()
    found = _BACKUP_GROUP.fullmatch(group)
    region = (case.vm.location or "").replace(" ", "").lower()
    return found is not None and region == found["region"].lower()


def _vm_group_locked(case: Observed) -> bool | None:
    group = (case.vm.resource_group or "").lower()
    held = (
        lock.scope == "subscription"
        or (lock.scope == "resource_group" and (lock.resource_group or "").lower() == group)
        for lock in case.locks.found or ()
    )
    return True if group and any(held) else None


def _running_jobs(case: Observed) -> tuple[str, ...] | None:
    """The running backup jobs of the vault, without the failed one; a list may be filtered, so none proves nothing."""
    failed = next((j.started for j in case.backup.jobs or () if j.name == case.backup.job), None) or case.failed_at
    running = (
        job.name or "(unnamed)"
        for job in case.backup.jobs or ()
        if job.status in ("in_progress", "cancelling")
        and (job.operation or "Backup").lower() == "backup"
        and job.name != case.backup.job
        and (not failed or not job.started or job.started <= failed)
        and (not job.vault or not case.backup.vault or job.vault.lower() == case.backup.vault.lower())
    )
    return tuple(sorted(running)) or None


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


def _job_running(case: Observed) -> bool | None:
    return True if _running_jobs(case) else None


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


def _told_by_texts(stated: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """What the known lines in messages tell; a message without one tells nothing."""
    for basis, place in TEXTS.items():
        text = stated.get(basis)
        if text:
            from .signatures.lookup import told_by  # most cases have no such text

            yield from ((fact, value, basis) for fact, value in told_by(place, text))


def _told_by_words(stated: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """The signs of the agent's log from their list, which older fact files have: a word that is not in it is no.

    What only a guest of another kind can have is left open.
    """
    words = stated.get(WORDS)
    if words is not None:
        system = stated.get("vm.os_type") or next((os for _, os, _ in _implied_os(stated)), None)
        for word in LOG_WORDS:
            fact = f"signs.{word}"
            if word in words or not system or vocabulary()[fact].os in (None, system):
                yield fact, word in words, WORDS
        yield _FAULT, bool(words), WORDS
    for fact in (f"signs.{word}" for word in LOG_WORDS):
        if stated.get(fact):
            yield _FAULT, True, fact


def _implied_os(stated: Iterable[str]) -> Iterator[tuple[str, Any, str]]:
    """A fact that only a guest of one kind can have tells the kind; facts of both kinds tell nothing."""
    places = _places_by_os()
    told = {os: known for os, facts in places.items() if (known := facts.keys() & stated)}
    if len(told) == 1:
        ((os, known),) = told.items()
        yield "vm.os_type", os, min(known, key=places[os].__getitem__)


@cache
def _places_by_os() -> dict[str, dict[str, int]]:
    """The facts that only a guest of one kind has, by kind, with their places in the vocabulary."""
    found: dict[str, dict[str, int]] = {}
    for place, (path, spec) in enumerate(vocabulary().items()):
        if spec.os is not None:
            found.setdefault(spec.os, {})[path] = place
    return found


SUMMARIES: dict[str, tuple[str, Callable[[Observed], Any]]] = {
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
    "linux.failed_mount_duplicate": ("linux.failed_mounts", _failed_mount_duplicate),
    "backup.overruns_schedule": ("backup.last_duration_hours", _overruns),
    **AZURE_SUMMARIES,
}
# What a summary can rest on where the fact that it names as its basis is not known.
ALSO_RESTING: dict[str, tuple[str, ...]] = {
    "disks.encrypted": ("disks.largest_encrypted_gb",),
    "disks.largest_encrypted_gb": ("disks.encrypted",),
    "keyvault.resource_group": ("keyvault.vaults",),
}
# Facts that a summary looks at beside the one that it rests on, and nothing else.
FEEDING: frozenset[str] = frozenset(
    {
        "backup.interval_hours",
        "linux.duplicate_mounts",
        "keyvault.roles",
        "keyvault.backup_service",
        WORDS,
        *TEXTS,
    }
)
