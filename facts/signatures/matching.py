"""The one matcher of all signatures: which of them an entry has.

An index of all literals (Aho-Corasick) goes once over the text, whatever their number; only where a literal stands are
the rest of its signature and its pattern looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from .declaration import LEVELS, Place, Signature, texts

_RANK: dict[str, int] = {level: n for n, level in enumerate(LEVELS)}


class Entry(NamedTuple):
    """One entry of a log: its message with what it goes on in, as a framer gives it.

    `place` tells where it stands (`line 5`); `level`, `source` (in lower case) and `number` are empty where they are
    not known.
    """

    place: str | int
    message: str
    time: datetime | None = None
    level: str = ""
    source: str = ""
    number: int | None = None


class Literals:
    """An index of texts in lower case: which of them stand in another text, at a cost that hardly grows with them."""

    def __init__(self, literals: Collection[str]) -> None:
        self._find = AhoCorasick(literals, implementation=Implementation.ContiguousNFA).find_matches_as_indexes

    def found_in(self, text: str) -> list[tuple[int, int, int]]:
        """Number, beginning and end of each literal in a text, those that lie within another included."""
        return self._find(text, True)


class Hit(NamedTuple):
    """A signature that an entry has, with what its pattern found, and how many lines below its first one it stands."""

    signature: Signature
    found: re.Match[str] | None
    below: int = 0


_NONE: list[Hit] = []


class _Sought(NamedTuple):
    """A signature as the matcher looks for it; `places` are those with a source or a number to compare."""

    order: int
    signature: Signature
    rank: int
    beside: tuple[str, ...]
    without: tuple[str, ...]
    places: tuple[Place, ...]
    narrow: bool  # whether any of the four before has something to compare

    def can_be(self, entry: Entry) -> bool:
        """Whether the level, the source and the number of an entry fit; what it does not tell is passed over."""
        if self.rank and entry.level and _RANK[entry.level] < self.rank:
            return False
        return not self.places or any(place.fits(entry.source, entry.number) for place in self.places)

    def is_line(self, line: str) -> bool:
        """Whether the line of a literal has beside it what it has to have, and nothing that it may not."""
        if any(text in line for text in self.without):
            return False
        return not self.beside or any(text in line for text in self.beside)


class Matcher:
    """Finds which of some signatures an entry has; `places` are the ids of the places that its entries come from.

    Without places, all signatures are looked for: the entries come from a text that nothing is known of.
    """

    def __init__(self, signatures: Iterable[Signature], places: Collection[str] = ()) -> None:
        by_literal: dict[str, list[_Sought]] = {}
        self._numbered: dict[int | None, list[_Sought]] = {}  # events that are known by their number alone
        for order, signature in enumerate(signatures):
            here = [p for p in signature.places if not places or p.id in places]
            narrow = tuple(here) if all(p.source or p.number is not None for p in here) else ()
            beside, without = _lowered(signature.beside), _lowered(signature.without)
            rank = _RANK[signature.level]
            compares = bool(rank or beside or without or narrow)
            sought = _Sought(order, signature, rank, beside, without, narrow, compares)
            for literal in _lowered(signature.has):
                by_literal.setdefault(literal, []).append(sought)
            for number in {p.number for p in here} if not signature.has else ():
                self._numbered.setdefault(number, []).append(sought)
        self._found_in = Literals(by_literal.keys()).found_in
        self._sought = list(by_literal.values())

    def hits(self, entry: Entry) -> list[Hit]:
        """The signatures that the entry has, in the order of their declaration."""
        text = entry.message.lower()
        found = self._found_in(text)
        if not found and (entry.number is None or entry.number not in self._numbered):
            return _NONE
        hits: dict[int, Hit] = {}
        looked: dict[int, int] = {}  # by signature, up to where: no line is looked at twice, nor any entry
        for literal, start, end in found:
            for sought in self._sought[literal]:
                order = sought.order
                if start < looked.get(order, 0):
                    continue
                looked[order] = len(text)
                if sought.narrow:
                    if not sought.can_be(entry):
                        continue
                    if sought.beside or sought.without:
                        stop = text.find("\n", end)
                        stop = stop if stop >= 0 else len(text)
                        if not sought.is_line(text[text.rfind("\n", 0, start) + 1 : stop]):
                            looked[order] = stop
                            continue
                _search(sought, entry, hits, text.count("\n", 0, start))
        if entry.number is not None:
            for sought in self._numbered.get(entry.number, ()):
                if sought.can_be(entry):
                    _search(sought, entry, hits, 0)
        return [hits[order] for order in sorted(hits)] if len(hits) > 1 else list(hits.values())


def _search(sought: _Sought, entry: Entry, hits: dict[int, Hit], below: int) -> None:
    """Note the signature among the hits, where its pattern stands in the entry."""
    signature = sought.signature
    pattern = signature.compiled
    if pattern is None:
        hits[sought.order] = Hit(signature, None, below)
    elif found := pattern.search(entry.message):
        hits[sought.order] = Hit(signature, found, entry.message.count("\n", 0, found.start()))


def _lowered(one_or_more: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.lower() for text in texts(one_or_more))
