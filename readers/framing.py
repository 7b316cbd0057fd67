"""From lines to entries: what the readers of all logs share.

A framer is a function that tells of a line whether it begins an entry, goes on with the one before, or belongs to
somebody else. Entries go to the one matcher of known lines (facts/signatures/); `fill` gives a finding what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from ..facts.signatures.declaration import HOST, SIGNS
from ..facts.signatures.matching import Entry
from ..facts.signatures.sweep import Sighting, Sweep
from .base import Finding, Line

MOST_LINES = 200  # of an entry; what goes on longer is cut
MOST_CHARACTERS = 20_000
_QUOTED_ENTRIES = 12  # a log of so many entries is a part of one, which somebody chose
_MOST_REPEATED = 2  # kinds of entries that are told though nobody knows them
LEVELS = {
    "VERBOSE": "info",
    "INFO": "info",
    "DEBUG": "info",
    "TRACE": "info",
    "HEART": "info",
    "WARNING": "warning",
    "WARN": "warning",
    "ERROR": "error",
    "FATAL": "error",
}


# How an entry begins: its time, its level (one of those of `LEVELS`, or empty), and its message in the first line.
Head = tuple[datetime | None, str, str]
PASSED: Head = (None, "passed", "")  # for a line that is no part of any entry
Framer = Callable[[str], Head | None]  # None: the line goes on with the entry before


def entries(lines: Iterable[Line], begins: Framer, headless: bool = False) -> Iterator[Entry]:
    """The entries of a log, each with the lines in which it goes on, within bounds.

    Lines before the first head belong to an entry that is not there; with `headless` they make one of their own.
    """
    head: Head | None = None
    place, size = 0, 0
    more: list[str] = []
    for number, text in lines:
        begun = begins(text)
        if begun is None:
            if head is not None:
                if len(more) < MOST_LINES and size < MOST_CHARACTERS:
                    more.append(text)
                    size += len(text)
                continue
            if not headless:
                continue
            begun = (None, "", text)
        elif begun is PASSED:
            continue
        if head is not None:
            yield _entry(place, head, more)
        head, place = begun, number
        if more:
            more, size = [], 0
    if head is not None:
        yield _entry(place, head, more)


def _entry(place: int, head: Head, more: list[str]) -> Entry:
    time, level, message = head
    # One for each line of a log of hundreds of megabytes: made without the detour over the names of its parts.
    return tuple.__new__(Entry, (place, "\n".join((message, *more)) if more else message, time, level, "", None))


def fill(finding: Finding, sweep: Sweep, zone: str = "") -> None:
    """Give the finding the facts of the lines that were seen, and remarks on what does not count.

    `zone` stands behind the times, as ` UTC`.
    """
    for given in sweep.given().values():
        if given.fact == HOST:
            finding.host = given.value
        else:
            finding.add(given.fact, given.value, given.sighting.shown(zone))
    finding.add("agent.log_seldom", _seldom(sweep), "lines that are there too seldom")
    finding.notes += (repeated.told() for repeated in sweep.repeats.most(_MOST_REPEATED))
    for seen, standing in sweep.sightings():
        finding.notes += _remarks(sweep, seen, standing, zone)


def _seldom(sweep: Sweep) -> tuple[str, ...] | None:
    """The signs that a part of a log shows, and too seldom: whoever quotes few lines quotes one of many alike."""
    if not sweep.is_excerpt and sweep.entries > _QUOTED_ENTRIES:
        return None
    seen = (
        s.signature.values for s, standing in sweep.sightings() if standing == "seldom" and not s.signature.harmless
    )
    signs = (fact for values in seen for fact in values if fact.startswith(SIGNS))
    return tuple(sorted({fact.removeprefix(SIGNS) for fact in signs})) or None


def _remarks(sweep: Sweep, seen: Sighting, standing: str, zone: str) -> Iterator[str]:
    signature = seen.signature
    told = f"{seen.shown(zone)}: {signature.title}"
    if signature.harmless:
        if signature.remark:
            yield told
    elif standing == "past":
        yield f"{told}: more than a day before the end of the log, not counted"
    elif standing == "seldom":
        yield f"{told}: too seldom to be a sign"
    elif sweep.is_excerpt and len(dict(sweep.values(seen))) < len(signature.values):
        yield f"{told}: only warnings and errors of the log are there, whether it was so until the end cannot be seen"
