"""Whether the VM was on when its backup failed: what events, changes and a look into the guest tell of that moment.

A power state that was seen later, or long before, is not that of the failure where something tells otherwise: the
events of the activity log, the time of the VM's last change, or a service that somebody looked at in the guest near
the failure, for which it had to run. What a person wrote down for the case counts as of the failure, and stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from .case import PASTED, Case, Known, Source
from .timing import MOMENT, distance, window_of
from .vocabulary import vocabulary

_STATE, _EVENTS = "vm.power_state", "vm.power_events"
_ON, _OFF = {"started", "restarted", "redeployed"}, {"stopped in Azure": "stopped", "deallocated": "deallocated"}
_OFF_STATES = ("stopping", "stopped", "deallocating", "deallocated")
_WORDS = "error.words"
_IN_GUEST = ("agent.service_state", "agent.rdagent_state", "agent.process_running")  # commands print them


def set_to_the_failure(case: Case, known: Known) -> None:
    """Set what is known of the VM's states to what they were when the backup failed, where something tells of that."""
    _power_at_failure(case, known)
    changed, failed = case.vm.changed_at, case.failed_at
    later = failed is not None and changed is not None and _alike(changed, failed) and changed > failed + MOMENT
    state = "vm.provisioning_state"
    if later and case.source_of(state).kind in ("file", "summary"):
        if known.values.get(state) in vocabulary()[state].passing:
            del known.values[state]  # the change that goes on began after the failure
        elif state in known.values:
            known.doubts.setdefault(state, "the VM was changed again after the failure")


def _power_at_failure(case: Case, known: Known) -> None:
    """Set the known power state to what it was when the backup failed, where more than one thing tells of it.

    It becomes unknown where it was surely another one, or things disagree.
    """
    source = case.source_of(_STATE)
    told = _STATE in known.values
    if told and (source.kind not in ("file", "summary") or _of_then(case, source)):
        return
    events = list(_events(case))
    if events:
        state = _by_events(case, events)
        if state or (told and _changed(case, events, source)):
            _put(known, state, _EVENTS)
            return
    changed = case.vm.changed_at
    failed = case.failed_at
    later = failed is not None and changed is not None and _alike(changed, failed) and changed > failed
    if told and later and known.values[_STATE] in _OFF_STATES:  # what ended then has most probably switched it off
        _put(known, None, _STATE)
    seen = next((fact for fact in _IN_GUEST if _seen_then(case, fact)), None)
    if seen and (_STATE not in known.values or not _within(case, source)):
        _put(known, "running", seen)
    elif _STATE not in known.values and known.bases.get(_IN_GUEST[0]) == _WORDS:
        _put(known, "running", _IN_GUEST[0])
        known.doubts[_STATE] = "somebody tells of a service in the guest, without saying when it was looked at"


def _put(known: Known, state: str | None, basis: str) -> None:
    known.values.pop(_STATE, None)
    if state:
        known.values[_STATE], known.bases[_STATE] = state, basis


def _events(case: Case) -> Iterator[tuple[datetime, str]]:
    """The changes of power that can be set against the time of the failure, in their order."""
    failed = case.failed_at
    rows = case.vm.power_events or ()
    return iter(sorted((r.time, r.done or "") for r in rows if failed and r.time and _alike(r.time, failed)))


def _alike(one: datetime, other: datetime) -> bool:
    return bool(one.tzinfo) == bool(other.tzinfo)


def _by_events(case: Case, events: list[tuple[datetime, str]]) -> str | None:
    """The power state between the last event before the failure and the first after it; None where they do not tell."""
    assert case.failed_at is not None
    before = [done for time, done in events if time <= case.failed_at]
    after = [done for time, done in events if time > case.failed_at]
    told = {_after(before[-1])} if before else set()
    told |= {_before(after[0])} if after else set()
    told -= {None}
    if len(told) == 2 and "running" not in told:  # stopped, then started: in which way it was off, the first tells
        return _after(before[-1])
    return told.pop() if len(told) == 1 else None


def _after(done: str) -> str | None:
    return "running" if done in _ON else _OFF.get(done)


def _before(done: str) -> str | None:
    return (
        "running" if done in _OFF or done in ("restarted", "redeployed") else "stopped" if done == "started" else None
    )


def _changed(case: Case, events: list[tuple[datetime, str]], source: Source) -> bool:
    """Whether an event lies between the failure and the look at the power state."""
    assert case.failed_at is not None
    seen = source.observed_at
    if seen is None or not _alike(seen, case.failed_at):
        return any(time > case.failed_at for time, _ in events)
    first, last = sorted((case.failed_at, seen))
    return any(first < time <= last for time, _ in events)


def _of_then(case: Case, source: Source) -> bool:
    """Whether the state was seen so near the failure that nothing else can tell more of it."""
    away = distance(case, source)
    return away is not None and abs(away.total_seconds()) <= 900


def _within(case: Case, source: Source) -> bool:
    away, window = distance(case, source), window_of(_STATE)
    assert window is not None
    return away is None or -window.before <= away <= window.after


def _seen_then(case: Case, fact: str) -> bool:
    """Whether the fact was read in the guest, and within the time for which it counts."""
    topic, name = fact.split(".")
    source = case.source_of(fact)
    read = source.kind == "file" or (source.kind == "answer" and source.place == PASTED)
    if getattr(getattr(case, topic), name) is None or not read:
        return False
    away, window = distance(case, source), window_of(_STATE)
    assert window is not None
    return away is None or -window.before <= away <= window.after
