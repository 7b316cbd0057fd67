"""What row-valued facts and combinations of facts imply: pure functions of a case, one per summarised fact.

A summary speaks only where its rows establish it. A list that might be incomplete proves presence, not absence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from .quantities import Version
from .signatures.declaration import Place
from .signatures.places import AGENT_MESSAGE, HANDLER_MESSAGE, JOB_TEXT, OWN_WORDS
from .summaries_azure import AZURE_SUMMARIES, Judged, interval_hours
from .summaries_disks import DISK_SUMMARIES
from .summaries_jobs import JOB_SUMMARIES, outlived
from .summaries_locks import LOCK_SUMMARIES
from .summaries_vault import VAULT_SUMMARIES
from .topics.agent import LOG_WORDS
from .vocabulary import Observed, vocabulary

# Messages in which known lines are looked for, each with the place that it is.
TEXTS: dict[str, Place] = {
    "agent.message": AGENT_MESSAGE,
    "error.message": JOB_TEXT,
    "error.inner_message": JOB_TEXT,
    "error.words": JOB_TEXT,
    "extensions.backup_message": HANDLER_MESSAGE,
}
TOLD = "as somebody told it"  # why it counts less
WORDS, _FAULT = "agent.log_signatures", "agent.log_shows_fault"
SELDOM = "agent.log_seldom"
_OF_WORDS = ("error.", "signs.", "vm.os_", "vm.name", "vm.resource_group", "vm.distribution")  # where no state was seen
STATES_TOLD = {"signs.told_agent_not_ready"}  # signs that derived facts take for a state, as if it had been looked at
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
    told = tuple(_told_by_texts(stated))
    yield from told
    if "error.words" in stated and all(fact.startswith(_OF_WORDS) for fact in stated):
        from .told_states import told_states  # few cases have words

        for path, value in told_states("\n".join(stated["error.words"])):
            yield Summary(path, value, "error.words", TOLD)
    yield from _told_by_words(stated)
    # A person quotes a line or two of what fills the log: that hints at it, and proves nothing.
    seldom = tuple(
        Summary(f"signs.{sign}", True, SELDOM, "too seldom in this part of a log to be a sign")
        for sign in stated.get(SELDOM) or ()
        if f"signs.{sign}" in vocabulary()
    )
    yield from seldom
    if "vm.os_type" not in stated:
        yield from tuple(_implied_os(stated)) or _told_os((*told, *seldom))


@cache
def _telling() -> frozenset[str]:
    """The facts of which one has to be known for a summary to speak, that of the operating system aside."""
    signs = {f"signs.{word}" for word in LOG_WORDS}
    return frozenset(_resting()) | {basis for _, _, basis, _ in _IMPLIED} | TEXTS.keys() | {WORDS, SELDOM} | signs


@cache
def _resting() -> dict[str, list[tuple[str, str, Callable[[Observed], Any]]]]:
    """By fact, the summaries that can speak where it is known: most cases know the basis of few."""
    found: dict[str, list[tuple[str, str, Callable[[Observed], Any]]]] = {}
    for path, (basis, function) in SUMMARIES.items():
        for given in (basis, *ALSO_RESTING.get(path, ())):
            found.setdefault(given, []).append((path, basis, function))
    return found


def _of_bsd(case: Observed) -> bool | None:
    """A system of the BSD family is in no support matrix; of other names it takes the page to tell."""
    name = (case.vm.os_name or "").lower()
    return False if any(name.startswith(bsd) for bsd in ("freebsd", "openbsd", "netbsd", "dragonfly")) else None


def _failed_extensions(case: Observed) -> Judged | None:
    names = _extensions_in(case, _FAILED)
    rows = [r for r in case.extensions.installed or () if r.state in _FAILED]
    return None if names is None else Judged(names, outlived(case, [r.message for r in rows]))


def _encryption_failed(case: Observed) -> bool | None:
    failed = case.extensions.failed
    names = _extensions_in(case, _FAILED) if failed is None else failed
    return None if names is None else any(name.lower().startswith("azurediskencryption") for name in names)


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
_WRITER_ERRORS = {
    "timed out", "retryable error", "non-retryable error", "inconsistent shadow copy", "unexpected error",
    "out of resources", "not responding",
}  # fmt: skip


def _writer_is(row: Any) -> str:
    """`bad` for a failed state or a known error, `good` for Stable without error, else unknown.

    The states are those of VSS_WRITER_STATE: 6 to 12 are failures of a backup, 13 and 14 of a restore. States between,
    as `[5] Waiting for completion`, pass by themselves.
    """
    error = (row.last_error or "").lower()
    if error in _WRITER_ERRORS or (row.state is not None and 6 <= row.state <= 12):
        return "bad"
    return "good" if row.state == 1 and error == "no error" else "unknown"


def _com_plus_starts(case: Observed) -> bool | None:
    state, start = case.windows.com_plus_state, case.windows.com_plus_start_type
    if state == "running":
        return True
    return False if start == "disabled" and state == "stopped" else None


def _failed_mounts(case: Observed) -> Judged | None:
    """Those that old builds of the extension name, which tell of the thaw only."""
    return Judged(case.linux.unthawed_mounts, _AT_THAW) if case.linux.unthawed_mounts else None


_AT_THAW = "the log names it at the thaw only: it may never have been reached"


def _failed_mount_duplicate(case: Observed) -> Judged | None:
    """Whether a mount point that could not be frozen is among those that are mounted more than once."""
    failed, duplicate = case.linux.failed_mounts, case.linux.duplicate_mounts
    at_thaw = failed is None
    failed = failed or case.linux.unthawed_mounts
    if not failed or duplicate is None:
        return None
    return Judged(bool(set(failed) & set(duplicate)), _AT_THAW if at_thaw else None)


def _overruns(case: Observed) -> bool | None:
    took, interval = case.backup.last_duration_hours, interval_hours(case)
    return took > interval if took is not None and interval is not None else None


# Facts that another fact answers: (fact, its value, the fact that implies it, with which value).
_IMPLIED: tuple[tuple[str, Any, str, Any], ...] = (
    ("network.guest_static_ip", False, "network.dhcp_enabled", True),
    ("network.proxy_authenticated", False, "network.proxy", False),
    ("disks.classic_storage", False, "disks.unmanaged", False),
    ("backup.job_in_old_vault", False, "backup.moved_from_other_vault", False),
    ("windows.app_control_blocks_backup", False, "windows.app_control", "none"),
)


def _told_by_texts(stated: Mapping[str, Any]) -> Iterator[Summary]:
    """What the known lines in messages tell; a message without one tells nothing."""
    for basis, place in TEXTS.items():
        text = stated.get(basis)
        if text:
            from .signatures.lookup import given_by  # most cases have no such text

            text = text if isinstance(text, str) else "\n".join(text)
            for given in given_by(place, text):
                # What a person's words seem to state was not looked at: it establishes nothing by itself.
                looked_at = given.sighting.signature.where != OWN_WORDS or (
                    given.fact.startswith(_OF_WORDS) and given.fact not in STATES_TOLD
                )
                yield Summary(given.fact, _typed(given.fact, given.value), basis, None if looked_at else TOLD)


def _typed(path: str, value: Any) -> Any:
    """A value that stands in a text, as the rules compare it: digits of a text are no number yet."""
    kind = vocabulary()[path].kind
    if isinstance(value, str) and kind in ("integer", "number"):
        return float(value) if kind == "number" else int(value)
    return Version.parse(value) if isinstance(value, str) and kind == "version" else value


def _told_by_words(stated: Mapping[str, Any]) -> Iterator[Summary]:
    """The signs of the agent's log from their list, which older fact files have: a word that is not in it is no.

    What only a guest of another kind can have is left open.
    """
    words = stated.get(WORDS)
    if words is not None:
        system = stated.get("vm.os_type") or next((told.value for told in _implied_os(stated)), None)
        for word in LOG_WORDS:
            fact = f"signs.{word}"
            if word in words or not system or vocabulary()[fact].os in (None, system):
                yield Summary(fact, word in words, WORDS)
        yield Summary(_FAULT, bool(words), WORDS)
    for fact in (f"signs.{word}" for word in LOG_WORDS):
        if stated.get(fact):
            yield Summary(_FAULT, True, fact)


def _implied_os(stated: Iterable[str]) -> Iterator[Summary]:
    """A fact that only a guest of one kind can have tells the kind; facts of both kinds tell nothing."""
    places = _places_by_os()
    told = {os: known for os, facts in places.items() if (known := facts.keys() & stated)}
    if len(told) == 1:
        ((os, known),) = told.items()
        yield Summary("vm.os_type", os, min(known, key=places[os].__getitem__))


def _told_os(told: Iterable[Summary]) -> Iterator[Summary]:
    """As `_implied_os`, from what messages tell: a result of Volume Shadow Copy, for one, comes from Windows."""
    found = {os: each for each in told if (os := vocabulary()[each.fact].os) is not None}
    if len(found) == 1:
        ((os, each),) = found.items()
        yield Summary("vm.os_type", os, each.basis)


@cache
def _places_by_os() -> dict[str, dict[str, int]]:
    """The facts that only a guest of one kind has, by kind, with their places in the vocabulary."""
    found: dict[str, dict[str, int]] = {}
    for place, (path, spec) in enumerate(vocabulary().items()):
        if spec.os is not None:
            found.setdefault(spec.os, {})[path] = place
    return found


SUMMARIES: dict[str, tuple[str, Callable[[Observed], Any]]] = {
    "vm.os_supported": ("vm.os_name", _of_bsd),
    "extensions.failed": ("extensions.installed", _failed_extensions),
    "extensions.encryption_failed": ("extensions.failed", _encryption_failed),
    "extensions.in_transition": ("extensions.installed", _moving_extensions),
    "extensions.backup_state": ("extensions.installed", _backup_state),
    "extensions.backup_message": ("extensions.installed", _backup_message),
    "windows.bad_vss_writers": ("windows.vss_writers", _bad_writers),
    "windows.com_plus_starts": ("windows.com_plus_state", _com_plus_starts),
    "linux.failed_mounts": ("linux.unthawed_mounts", _failed_mounts),
    "linux.failed_mount_duplicate": ("linux.failed_mounts", _failed_mount_duplicate),
    "backup.overruns_schedule": ("backup.last_duration_hours", _overruns),
    **JOB_SUMMARIES,
    **AZURE_SUMMARIES,
    **DISK_SUMMARIES,
    **LOCK_SUMMARIES,
    **VAULT_SUMMARIES,
}
# What a summary can rest on where the fact that it names as its basis is not known.
ALSO_RESTING: dict[str, tuple[str, ...]] = {
    "backup.later_completed": ("backup.last_status",),
    "disks.encrypted": ("disks.largest_encrypted_gb",),
    "linux.failed_mount_duplicate": ("linux.unthawed_mounts",),
    "disks.largest_encrypted_gb": ("disks.encrypted",),
    "extensions.encryption_failed": ("extensions.installed",),
    "keyvault.name": ("keyvault.vaults",),
    "keyvault.resource_group": ("keyvault.vaults",),
}
# Where a summary needs two sights: what it looks at beside its basis. It is of the failure's time where both are.
BESIDE: dict[str, tuple[str, ...]] = {
    "linux.failed_mount_duplicate": ("linux.duplicate_mounts",),
    "backup.overruns_schedule": ("backup.interval_hours",),
    "keyvault.backup_has_access": ("keyvault.roles", "keyvault.backup_service"),
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
