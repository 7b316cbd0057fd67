"""What repeats among the entries of a log that no signature knows: told with its count and its first line.

Entries are alike where they differ in numbers only. The first of each is kept, within bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_KINDS = 1_000
FEWEST = 3  # times from which on it is worth telling
_LONGEST = 200
_MOST_VARYING = 5_000  # entries whose ids are looked for: a log may have nothing but them
_SHOWN = 160
_NUMBERS = {ord(digit): None for digit in "0123456789"}
_VARIES = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{4,40}\b|\b0x[0-9a-f]+\b|\b(?=[a-f]*\d)[0-9a-f]{8,64}\b", re.I
)


@dataclass(slots=True)
class Repeated:
    """One kind of entry: where it first stands, its first line, and how often it was seen."""

    place: str | int
    text: str
    count: int = 1

    def told(self) -> str:
        """It in words."""
        place = f"line {self.place}" if isinstance(self.place, int) else self.place
        return f"{place}: {self.text} ({self.count} times, which is not known here)"


class Repeats:
    """Counts entries that are alike, fed one at a time."""

    def __init__(self) -> None:
        self._seen: dict[str, Repeated] = {}
        self._varying = 0  # entries that differ from all others in more than numbers

    def take(self, place: str | int, message: str) -> None:
        """Take in one entry."""
        line = message[:_LONGEST].partition("\n")[0]
        key = line.translate(_NUMBERS)
        seen = self._seen.get(key)
        if seen is None and self._varying < _MOST_VARYING:
            self._varying += 1
            key = _VARIES.sub("", line).translate(_NUMBERS)
            seen = self._seen.get(key)
        if seen is not None:
            seen.count += 1
        elif len(self._seen) < MOST_KINDS:
            self._seen[key] = Repeated(place, line.strip()[:_SHOWN])

    def most(self, number: int) -> Iterator[Repeated]:
        """The kinds that were seen most often, at least `FEWEST` times."""
        found = sorted((seen for seen in self._seen.values() if seen.text), key=lambda seen: -seen.count)
        yield from (seen for seen in found[:number] if seen.count >= FEWEST)
