"""Reads texts that no other reader knows, for the known lines in them: a log of another form, an excerpt, an e-mail.

Every signature of a yes-or-no fact is looked for, wherever it appears otherwise. What such a text leaves out cannot be
seen: lines count as those of an excerpt do. Facts that are read out of a line (a version, a name) are not given: in a
text of another kind such a line may be about anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache

from ..facts.own_words import own_words
from ..facts.signatures import SIGNATURES
from ..facts.signatures.declaration import Group
from ..facts.signatures.matching import Matcher
from ..facts.signatures.places import OWN_WORDS
from ..facts.signatures.sweep import Sweep
from .base import Finding, Line
from .framing import LEVELS, Head, entries, fill

KIND = "text with known lines"
_MILESTONE = "extensions.backup_milestone"  # what came behind it, a text of another form does not show
_MOST_SAID = 512 * 1024  # characters of a text in which a person's words are looked for
_LONGEST = 50  # lines of an entry that nothing tells the end of
_HEAD = re.compile(
    r"\s{0,8}(?:\[[0-9A-Fa-f]{8}\]\s+)?\[?(?P<time>\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d)(?:[.,]\d{1,9})?Z?\]?\s+"
    r"\[?(?P<level>VERBOSE|INFO|DEBUG|WARNING|WARN|ERROR|FATAL)?\b\]?",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\s{0,8}(?:\[[0-9A-Fa-f+]{4,20}\] {1,4})?\[?(?!\d{1,3}(?:\.\d{1,3}){3}\b)"
    r"(?:\d{1,4}[-/.:]\d{1,2}[-/.:]\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:)"
    r"|\s{0,8}\[(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL)\] "
)  # no address; the Windows agent and its plugins have their thread in front


@cache
def _matcher(told: bool) -> Matcher:
    """The matcher of all lines; of those that tell what `told` says: what a person says, or what a program does."""
    lines = (s for s in SIGNATURES if s.where != OWN_WORDS and told == any(map(_is_told, s.values)))
    return Matcher(s for s in lines if _MILESTONE not in s.values and not any(map(_is_of_its_log, s.values.values())))


def _is_told(fact: str) -> bool:
    return fact.endswith("_told")


def _is_of_its_log(value: object) -> bool:
    """Whether a value is read out of a line, and only in its own log is what it seems; a list of names is anywhere."""
    return isinstance(value, Group) and not value.gathered


class _Framer:
    """An entry begins where a time stands in front, and after an empty line."""

    def __init__(self) -> None:
        self._lines = _LONGEST

    def __call__(self, text: str) -> Head | None:
        found = _HEAD.match(text)
        stamped = found is not None or _STAMP.match(text) is not None
        if not stamped and text.strip() and self._lines < _LONGEST:
            self._lines += 1
            return None
        self._lines = 1 if text.strip() else _LONGEST
        level = (found["level"] or "").upper() if found else ""
        return (_time(found["time"]) if found else None), LEVELS.get(level, ""), text


def begins_an_entry(line: str) -> bool:
    """Whether a line begins with a time, as entries of logs do."""
    return _HEAD.match(line) is not None or _STAMP.match(line) is not None


# A time whose beginning was cut off, as who marks lines in a window loses the first signs of each.
_BEHEADED = re.compile(
    r"(?:\d{3}|\d)-\d\d-\d\d[T ]\d|-\d\d-\d\d[T ]\d|\d?-\d\d[T ]\d\d:|\d?T\d\d:\d\d|\d{3}/\d\d/\d\d |/\d\d/\d\d \d\d:"
    r"|\d/\d\d/\d\d \d\d:\d\d:\d\d\.\d{3}| \d\d:\d\d:\d\d\.\d{6} |/\d\d \d\d:\d\d|:\d\d(?::\d\d)?[.,Z]"
    r"|[0-9A-Fa-f]{0,8}\] {1,4}\[?\d\d"
)
_FEWEST_BEHEADED = 3  # lines


def is_beheaded(lines: Iterable[str]) -> bool:
    """Whether the lines are those of a log without their first signs: which of its times and levels are whole, and what
    ended what, nobody can tell.
    """
    said = [line for line in lines if line.strip()]
    cut = sum(_BEHEADED.match(line) is not None for line in said)
    return cut >= _FEWEST_BEHEADED and 2 * cut > len(said)


def is_dated(line: str) -> bool:
    """Whether a line begins with a date and a time to the second, as a program writes them and no person does."""
    return _HEAD.match(line) is not None


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None


def read_known_lines(lines: Iterable[Line]) -> Finding | None:
    """What the known lines of a text tell; None where it has none that tells something."""
    sweep, said = Sweep(_matcher(told=False), excerpt=True), Sweep(_matcher(told=True), excerpt=True)
    kept: list[str] = []  # what a program printed, only all of it shows
    for entry in entries(_keeping(lines, kept), _Framer()):
        sweep.take(entry)
    beheaded = is_beheaded(kept)
    own = own_words("\n".join(kept)).split("\n")
    for entry in entries((Line(number, line) for number, line in enumerate(own, 1)), _Framer()):
        said.take(entry)
    finding = Finding(None)
    if not beheaded:
        fill(finding, sweep)
    for given in said.given().values():
        finding.add(given.fact, given.value, given.sighting.shown())
    return finding if finding.facts else None


def _keeping(lines: Iterable[Line], kept: list[str]) -> Iterator[Line]:
    """The lines; those of the beginning are kept."""
    left = _MOST_SAID
    for line in lines:
        if left > 0:
            left -= len(line.text) + 1
            kept += [""] * (line.number - 1 - len(kept))
            kept.append(line.text)
        yield line


def is_of_a_guest(text: str) -> bool:
    """Whether a known line of a guest's log stands in a text, which no command of Azure prints as its own error."""
    found = read_known_lines(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    return found is not None and not found.facts.keys().isdisjoint(_of_guests())


@cache
def _of_guests() -> frozenset[str]:
    """The facts that only lines of guests give."""
    elsewhere: set[str] = set()
    given: set[str] = set()
    for signature in SIGNATURES:
        places = signature.where if isinstance(signature.where, tuple) else (signature.where,)
        (given if all(place.os for place in places) else elsewhere).update(signature.values)
    return frozenset(given - elsewhere)


def lines_beside(findings: Iterable[Finding], text: str, words: bool = False) -> list[Finding]:
    """What the known lines of a text tell that these findings, of other readers of it, do not; one at most.

    What a person says is looked for only in `words`: the rows of a table are nobody's.
    """
    told = {fact for finding in findings for fact in finding.facts}
    found = read_known_lines(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    if found is None:
        return []
    strange = set() if words else set(filter(_is_told, found.facts))
    for fact in (told | strange) & set(found.facts):
        del found.facts[fact], found.places[fact]
    return [found] if found.facts else []


def add_lines_beside(findings: list[Finding], text: str) -> None:
    """Add to the first finding, where there is one, what `lines_beside` gives."""
    for more in lines_beside(findings, text) if findings else ():
        for fact, value in more.facts.items():
            findings[0].add(fact, value, more.places[fact])
