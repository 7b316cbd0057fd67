"""Whether a fact was so when the backup failed: how long facts last, and how far from the failure they were observed.

A fact that lasts for ever, or is about the failure itself, holds at any time. What someone configured holds for a week
on either side of its observation; a state that changes by itself holds for a day, or as many hours as its declaration
says, and a value that passes (a VM that is being stopped) for half an hour; an event counts for a failure that
followed within a day. Evidence of another time is a step weaker, before and after alike, and rules nothing out
(DESIGN 3).

What is well excludes nothing for as long: a state that was well counts for six hours, a configuration for a day, on
either side, for something has broken, and who finds it mends it. A backup that completed between the failure and the
sight denies what would hinder one, and an agent that was Ready between what silences it.

What is typed for a case counts as of its failure. An export that tells no time is taken to be made after the failure:
that is enough for what holds for a day, and not for what passes within hours.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from .case import Case, Known, Source
from .declaration import AtLeast, AtMost
from .summaries import BESIDE
from .vocabulary import vocabulary

CONFIGURED = timedelta(days=7)
STATE = timedelta(hours=24)
PASSING = timedelta(hours=6)  # a state that lasts no longer has to be seen at a known time
MOMENT = timedelta(minutes=30)  # how long a value lasts that passes
_NOW = timedelta(0)  # the failure itself
EVENT_BEFORE, EVENT_AFTER = timedelta(hours=24), timedelta(hours=2)


class Window(NamedTuple):
    """How long before and after an observation the fact can be taken to have been so; None: at any time."""

    before: timedelta  # how long before the failure it may have been observed,
    after: timedelta  # and how long after it


MENDED = "perhaps after a repair"  # why what is well now need not have been so
DONE = "perhaps done since"  # why what people often do need not have been done by then
OTHER_NAME = "seen on a machine of another name"  # why it may not be about this VM
_OF_THE_FAILURE = ("answer", "option", "request", "supposed", "stated")  # sources: what is typed for a case
_OF_FAILURE = ("error.",)  # the words of the failed job tell of its failure, whenever they were read


@lru_cache(maxsize=2048)
def window_of(fact: str, passes: bool = False) -> Window | None:
    """How far from the failure a fact may be observed; None for one that holds at any time.

    `passes` is whether its value is one that passes within minutes.
    """
    spec = vocabulary()[fact]
    if spec.lasts == "fixed" or fact.startswith(_OF_FAILURE):
        return None
    if passes:
        return Window(MOMENT, MOMENT)
    if spec.hours is not None:
        return Window(timedelta(hours=spec.hours), timedelta(hours=spec.hours))
    if spec.lasts == "event":
        return Window(EVENT_BEFORE, EVENT_AFTER)
    span = CONFIGURED if spec.lasts == "configured" else STATE
    return Window(span, span)


def distance(case: Case, source: Source) -> timedelta | None:
    """How long after the failure (negative: before it) something was observed; None where that is not known."""
    failed, seen = case.failed_at, source.observed_at
    if failed is None or seen is None or source.kind in _OF_THE_FAILURE:
        return None
    if bool(failed.tzinfo) != bool(seen.tzinfo):  # a time without a zone is taken to be in the zone of the other
        failed, seen = _aware(failed, seen), _aware(seen, failed)
    return seen - failed


def other_time(case: Case, fact: str, source: Source, value: object = None) -> str:
    """In words, why a fact may not have been so when the backup failed; empty where it counts for the failure."""
    if case.failed_at is None:
        return ""
    window = window_of(fact, value in vocabulary()[fact].passing)
    if window is None:
        return ""
    away = distance(case, source)
    changed = _changed_between(case, fact, source)
    if changed:
        return changed
    if away is None:
        undated = source.kind in ("file", "summary") and source.observed_at is None and bool(source.file)
        return "seen at an unknown time" if undated and window.after <= PASSING else ""
    return "" if -window.before <= away <= window.after else f"seen {in_words(away)}"


_OF_GUEST = ("vm.", "agent.", "windows.", "linux.", "network.", "extensions.")
# What a backup needs: where it is not as a repair leaves it behind, none completes, or it is no hindrance.
_NEEDED = (*_OF_GUEST, "keyvault.", "des.")
_HINDERING: dict[str, tuple[object, ...]] = {
    "vm.provisioning_state": ("failed",),
    "disks.failed": (True,),
    "locks.readonly_on_vm": (True,),
    "platform.vault_key_accessible": (False,),
}
# What nobody takes back: an Enhanced policy does not become a Standard one, and .NET is not made older.
_ONE_WAY = frozenset(("backup.policy_type", "agent.dotnet_version"))
# What people often do later in the day, so that it need not have been so at the failure.
_DONE_LATER: dict[str, tuple[object, ...]] = {"vm.power_state": ("stopped", "deallocated"), "vm.generalized": (True,)}
# What keeps the agent silent while it is so: Azure cannot show the agent as Ready in the meantime.
_SILENCING: dict[str, tuple[object, ...]] = {
    "agent.installed": (False,),
    "agent.service_state": ("stopped", "failed", "missing"),
    "agent.rdagent_state": ("stopped", "missing"),
    "agent.process_running": (False,),
    "network.port_80": (False,),
    "network.port_32526": (False,),
    "network.firewall_blocks_host": (True,),
}


def _changed_between(case: Case, fact: str, source: Source) -> str:
    """In words, what was done to the VM between the failure and the observation of a state; empty where nothing was."""
    spec, failed, seen = vocabulary()[fact], case.failed_at, source.observed_at
    if spec.lasts != "state" or failed is None or source.kind not in ("file", "summary"):
        return ""
    if not fact.startswith(_OF_GUEST):
        return ""
    for event in case.vm.power_events or ():
        time = _aware(event.time, failed) if event.time else None
        if time is None or bool(time.tzinfo) != bool(failed.tzinfo):
            continue
        after = time > failed and (seen is None or time <= _aware(seen, time))
        before = seen is not None and _aware(seen, time) <= time <= failed
        if after or before:
            return (
                f"the VM was {event.done} {in_words(time - failed)}, before this was seen"
                if after
                else (f"the VM was {event.done} {in_words(time - failed)}, after this was seen")
            )
    return ""


def _ready_between(case: Case, fact: str, value: object, source: Source) -> str:
    """In words, that the agent was Ready between the failure and the sight of what silences it; empty where not."""
    if value not in _SILENCING.get(fact, ()) or case.agent.status != "ready":
        return ""
    silenced, ready = distance(case, source), distance(case, case.source_of("agent.status"))
    if silenced is None or ready is None or not min(silenced, _NOW) <= ready <= max(silenced, _NOW):
        return ""
    return f"seen {in_words(silenced)}, and the agent was Ready between"


def _well_elsewhen(case: Case, fact: str, value: object, source: Source) -> str:
    """In words, that what is well was seen so far from the failure that it may have been otherwise; empty where not.

    Who finds a backup failed mends what runs (a service, a firewall) in the hours that follow, and switches VMs off.
    What was well long before can have broken since: something has, for the backup failed.
    """
    spec, away = vocabulary()[fact], distance(case, source)
    if away is None or abs(away) <= (PASSING if spec.lasts == "state" else STATE):
        return ""
    if away < _NOW:
        broken = _is_mended(fact, value) and fact not in _ONE_WAY
        return f"seen {in_words(away)}, perhaps otherwise by then" if broken else ""
    if value in _DONE_LATER.get(fact, ()):
        return f"seen {in_words(away)}, {DONE}"
    return f"seen {in_words(away)}, {MENDED}" if _is_mended(fact, value) else ""


def _is_mended(fact: str, value: object) -> bool | None:
    """Whether a value is one that a repair leaves behind; None where the vocabulary names none."""
    mended = vocabulary()[fact].mended
    if mended is None:
        return None
    return value in mended if isinstance(mended, frozenset | AtLeast | AtMost) else value == mended


def _completed_between(case: Case, fact: str, value: object, source: Source) -> str:
    """In words, that a backup completed between the failure and the sight of what hinders one; empty where none did."""
    failed, seen = case.failed_at, source.observed_at
    if not case.backup.jobs or distance(case, source) is None or failed is None or seen is None:
        return ""
    hinders = fact.startswith(_NEEDED) and _is_mended(fact, value) is False
    if not hinders and value not in _HINDERING.get(fact, ()):
        return ""
    for job in case.backup.jobs:
        if job.status != "completed" or (job.operation or "Backup").lower() != "backup" or not job.started:
            continue
        started, ended = job.started, job.ended or job.started
        if len({bool(time.tzinfo) for time in (started, ended, failed, seen)}) > 1:
            continue
        if seen < started and ended < failed:
            return f"seen {in_words(seen - failed)}, and a backup completed since"
        if failed < started and ended < seen:
            return f"seen {in_words(seen - failed)}, and a backup completed before that"
    return ""


def doubts_of(case: Case, known: Known) -> dict[str, str]:
    """By fact, in words, why it may not have been so when this VM's backup failed; the other facts count for it."""
    found: dict[str, str] = {}
    for fact, value in known.values.items():
        doubt = known.doubts.get(fact)
        if doubt is None and known.bases.get(fact) != "vm.power_events":  # set to the failure already (power.py)
            doubt = _doubt(case, fact, value, known.bases.get(fact, fact))
            for beside in BESIDE.get(fact, ()) if fact in known.bases else ():
                doubt = doubt or _doubt(case, fact, value, beside)
        if doubt:
            found[fact] = doubt
    return found


def of_another_time(doubt: str) -> bool:
    """Whether a doubt (see `doubts_of`) is that of another time than the failure's: such a fact contradicts none."""
    return doubt != OTHER_NAME and doubt.startswith(("seen ", "the VM was "))


def _begun_after(case: Case, fact: str, source: Source) -> str | None:
    """In words, that the service's state began after the failure; empty where it began before, and lasted.

    None where that is not known.
    """
    since, failed, seen = case.agent.service_since, case.failed_at, source.observed_at
    if fact != "agent.service_state" or source.kind not in ("file", "summary") or not since or not failed or not seen:
        return None
    if case.source_of("agent.service_since").file != source.file:
        return None
    if len({bool(time.tzinfo) for time in (since, failed, seen)}) > 1 or seen < failed:
        return None
    return f"seen to be so since {in_words(since - failed)} only" if since > failed else ""


def seen_before(case: Case, known: Known, fact: str) -> str:
    """In words, that a fact was seen before the failure; empty where it was not, or holds at any time."""
    away = distance(case, case.source_of(known.bases.get(fact, fact)))
    fixed = window_of(fact) is None
    return "" if fixed or away is None or away >= _NOW else f"seen {in_words(away)}"


def _doubt(case: Case, fact: str, value: object, basis: str) -> str:
    source = case.source_of(basis)
    begun = _begun_after(case, fact, source)
    if begun is not None and not source.other_name:
        return begun
    return (
        (OTHER_NAME if source.other_name else "")
        or other_time(case, fact, source, value)
        or _ready_between(case, fact, value, source)
        or _completed_between(case, fact, value, source)
        or _well_elsewhen(case, fact, value, source)
    )


def in_words(away: timedelta) -> str:
    """A distance from the failure, as `3 days before the failure`."""
    hours = abs(away).total_seconds() / 3600
    if hours < 1:
        long = f"{hours * 60:.0f} minutes"
    else:
        long = f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"
    return f"{long} {'before' if away < timedelta(0) else 'after'} the failure"


def _aware(time: datetime, other: datetime) -> datetime:
    return time if time.tzinfo or not other.tzinfo else time.replace(tzinfo=other.tzinfo)
