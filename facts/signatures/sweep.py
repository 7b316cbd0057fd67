"""What signatures give over all entries of one log: which of them hold at its end, when they were last seen, and where.

Entries are fed one at a time and not kept: of each signature there is the last sighting, and at how many times it was
seen. A log may have any size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from .declaration import APART, LEVELS, Group, Signature, texts
from .matching import Entry, Hit, Matcher
from .repeats import Repeats

MOST_GATHERED = 50  # texts of a list
MOST_TEXT = 2000  # characters of a text that becomes a fact's value
EXCERPT_MORE = 1  # at so many times more a line has to be seen in an excerpt, which shows no success
_ONE_ENTRY = 2000  # characters: what is longer may be a log whose line ends were lost, and end what it tells itself
_STEP = timedelta(seconds=1)  # programs of several threads write entries that far out of order
_SWAPPED = timedelta(minutes=10)  # an end that bears a later time by no more was not written before what it ends
_ORDERED = 8  # steps forward on each step back: a clock is set back now and then, and a machine starts without a clock

Standing = Literal["current", "past", "seldom"]


@dataclass(slots=True)
class Sighting:
    """A signature since what last ended it: where and when it was last seen, and at how many times."""

    signature: Signature
    place: str | int
    time: datetime | None
    counted: datetime | None  # the last that was counted as one more
    order: int  # the number of the entry
    times: int = 1
    seen: int = 1  # entries, however close to each other
    lasting: bool = False  # the line itself says that it goes on
    texts: dict[str, Any] = field(default_factory=dict)  # values that stand in the line, by fact
    newest: Sighting | None = None  # as it was before a line of an earlier time came

    def shown(self, zone: str = "") -> str:
        """Where and when, in a few words."""
        place = f"line {self.place}" if isinstance(self.place, int) else self.place
        return f"{place}, {self.time:%Y-%m-%d %H:%M:%S}{zone}" if self.time else place


class Given(NamedTuple):
    """A fact that the log gives, and the sighting that it rests on."""

    fact: str
    value: Any
    sighting: Sighting


class Sweep:
    """What the signatures of one log come to, fed one entry at a time.

    `by_time` is for entries that do not stand in their order, as events: what ended a trouble is told by the times.
    A log whose times go back again and again was sorted or mixed by somebody: its times tell the order as well.
    `excerpt` tells that entries are missing, in a way that they do not show.
    """

    def __init__(self, matcher: Matcher, by_time: bool = False, excerpt: bool = False) -> None:
        self._hits = matcher.hits
        self._excerpt = excerpt
        self._by_time = by_time
        self._seen: dict[str, Sighting] = {}
        self._ends: dict[str, list[str]] = {}  # by the signature that ends them, those of which one was seen
        self._latest: dict[str, datetime] = {}  # by signature, the latest time that an entry with it bears
        self._last: datetime | None = None
        self._newest: datetime | None = None
        self._back = self._on = 0  # steps between the times of entries
        self.entries = 0
        self.levels: dict[str, int] = dict.fromkeys(LEVELS, 0)  # how many entries of each level there are
        self.unknown = 0  # entries of level error that no signature knows
        self.repeats = Repeats()  # of those, and of warnings

    @property
    def is_excerpt(self) -> bool:
        """Whether only warnings and errors are there: what `grep` found, in which no success can be seen.

        Events are no log of what goes well: their levels tell nothing of that.
        """
        if self._by_time:
            return False
        return self._excerpt or (not self.levels["info"] and self.levels["warning"] + self.levels["error"] > 0)

    @property
    def last(self) -> datetime | None:
        """The time of the end of the log; None where no entry bears one."""
        return self._newest if self._by_time or self.is_mixed else self._last

    @property
    def is_mixed(self) -> bool:
        """Whether the entries of a log do not stand in the order in which they were written."""
        return self._back * _ORDERED > self._on and (self._back > 1 or not self._on)

    def take(self, entry: Entry) -> list[Hit]:
        """Take in one entry. Returns the signatures that it has."""
        self.entries += 1
        _, _, time, level, _, _ = entry
        if time is not None and time is not self._last:
            self._step(time)
        self.levels[level] += 1
        hits = self._hits(entry)
        if hits:
            if not self._by_time:
                for hit in hits:
                    for over in self._ends.get(hit.signature.id, ()):
                        self._seen.pop(over, None)
            many = len(hits) > 1 and len(entry.message) > _ONE_ENTRY
            ids = {hit.signature.id for hit in hits} if many else ()
            for hit in hits:
                if not ids or ids.isdisjoint(texts(hit.signature.until)):
                    self._note(hit, entry)
        elif level == "error" or level == "warning":
            self.unknown += level == "error"
            self.repeats.take(entry.place, entry.message)
        return hits

    def sighting(self, signature: str) -> Sighting | None:
        """The last sighting of a signature, None where it was not seen or is over."""
        return self._seen.get(signature)

    def sightings(self) -> Iterator[tuple[Sighting, Standing]]:
        """What was seen and is not over, in the order of the last sightings, and whether it counts."""
        every = self._seen.values()
        for seen in sorted(map(_latest, every), key=_when) if self.is_mixed else sorted(every, key=lambda s: s.order):
            if not self._over(seen):
                yield seen, self._standing(seen)

    def overcome(self) -> Iterator[Sighting]:
        """What was seen of entries out of their order, and is over as their times tell."""
        return (seen for seen in self._seen.values() if self._over(seen))

    def given(self) -> dict[str, Given]:
        """The facts of what counts, by path; of two values the later stands.

        In an excerpt a signature that something ends gives its sign alone: whether it was ended cannot be seen.
        """
        found: dict[str, Given] = {}
        for seen, standing in self.sightings():
            if standing == "current":
                for fact, value in self.values(seen):
                    found[fact] = Given(fact, value, seen)
        return found

    def values(self, seen: Sighting) -> Iterator[tuple[str, Any]]:
        """The facts that a sighting gives, with their values."""
        alone = self.is_excerpt and bool(seen.signature.until)
        for fact, value in seen.signature.values.items():
            if isinstance(value, Group):
                value = seen.texts.get(fact)
            if value is not None and (fact.startswith("signs.") or not alone):
                yield fact, tuple(value) if isinstance(value, dict) else value

    def _standing(self, seen: Sighting) -> Standing:
        signature = seen.signature
        if signature.within is not None and self.last and seen.time and self.last - seen.time > signature.within:
            return "past"
        needed = signature.times + (EXCERPT_MORE if signature.times > 1 and self.is_excerpt else 0)
        return "current" if seen.lasting or seen.times >= needed else "seldom"

    def _over(self, seen: Sighting) -> bool:
        mixed = self.is_mixed
        if seen.time is None or not (self._by_time or mixed):
            return False
        ends = (self._latest.get(ending) for ending in texts(seen.signature.until))
        return any(end > seen.time or (mixed and end == seen.time) for end in ends if end is not None)

    def _step(self, time: datetime) -> None:
        """Note the time of one more entry."""
        if not self._by_time and self._last is not None:
            if time < self._last:
                self._back += self._last - time > _STEP
            else:
                self._on += time - self._last > _STEP
        self._last = time
        if self._newest is None or time > self._newest:
            self._newest = time

    def _ended_already(self, signature: Signature, time: datetime) -> bool:
        """Whether an end stands before this entry that is of a time shortly after it."""
        ends = (self._latest.get(ending) for ending in texts(signature.until))
        return any(time < end <= time + _SWAPPED for end in ends if end is not None)

    def _note(self, hit: Hit, entry: Entry) -> None:
        signature, time, place = hit.signature, entry.time, entry.place
        if time is None and isinstance(place, int):
            place += hit.below  # what bears no time is no entry of a log, but a text of many lines
        if time is not None:
            if signature.until and not self._by_time and self._ended_already(signature, time):
                return
            latest = self._latest.get(signature.id)
            if latest is None or time > latest:
                self._latest[signature.id] = time
        seen = self._seen.get(signature.id)
        if seen is None:
            seen = Sighting(signature, place, time, time, self.entries)
            self._seen[signature.id] = seen
            for ending in texts(signature.until):
                ended = self._ends.setdefault(ending, [])
                if signature.id not in ended:
                    ended.append(signature.id)
        else:
            seen.seen += 1
            if time is None or seen.counted is None or abs(time - seen.counted) >= APART:
                seen.times, seen.counted = seen.times + 1, time
            if not self._by_time and time is not None and seen.time is not None and time < seen.time:
                seen.newest = replace(_latest(seen), texts=dict(seen.texts), newest=None)
            if not self._by_time or (time is not None and (seen.time is None or time > seen.time)):
                seen.place, seen.time, seen.order = place, time, self.entries
        if signature.lasting and not seen.lasting:
            message = entry.message.lower()
            seen.lasting = any(text.lower() in message for text in texts(signature.lasting))
        for fact, value in signature.values.items():
            if isinstance(value, Group):
                _keep(seen, fact, value, hit, entry)


def _latest(seen: Sighting) -> Sighting:
    """A sighting as it was at the latest of its times."""
    before = seen.newest
    late = before is not None and before.time is not None and (seen.time is None or before.time > seen.time)
    return before if late and before is not None else seen


def _when(seen: Sighting) -> tuple[bool, datetime, int]:
    """By what sightings of a log in no order are sorted."""
    return seen.time is not None, seen.time or datetime.min, seen.order


def _keep(seen: Sighting, fact: str, value: Group, hit: Hit, entry: Entry) -> None:
    """Note a value that stands in the line."""
    text = hit.found[value.name] if hit.found and value.name else entry.message if not value.name else None
    if text is None or not text.strip():
        return
    text = text.strip()[:MOST_TEXT]
    if not value.gathered:
        seen.texts[fact] = text
    elif len(gathered := seen.texts.setdefault(fact, {})) < MOST_GATHERED:
        gathered.setdefault(text)
