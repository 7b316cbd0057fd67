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

_RANK = {level: n for n, level in enumerate(LEVELS)}


class Entry(NamedTuple):
    """One entry of a log: its message with what it goes on in, as a framer gives it.

    `place` tells where it stands (`line 5`); `level`, `source` (in lower case) and `number` are empty where they are
    not told.
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
        self._index = AhoCorasick(literals, implementation=Implementation.ContiguousNFA) if literals else None

    def found_in(self, text: str) -> list[tuple[int, int, int]]:
        """Number, beginning and end of each literal in a text, those that lie within another included."""
        return self._index.find_matches_as_indexes(text, True) if self._index else []


class Hit(NamedTuple):
    """A signature that an entry has, with what its pattern found."""

    signature: Signature
    found: re.Match[str] | None


class _Sought(NamedTuple):
    """A signature as the matcher looks for it; `places` are those with a source or a number to compare."""

    order: int
    signature: Signature
    rank: int
    beside: tuple[str, ...]
    without: tuple[str, ...]
    places: tuple[Place, ...]


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
            sought = _Sought(order, signature, _RANK[signature.level], beside, without, narrow)
            for literal in _lowered(signature.has):
                by_literal.setdefault(literal, []).append(sought)
            for number in {p.number for p in here} if not signature.has else ():
                self._numbered.setdefault(number, []).append(sought)
        self._literals = Literals(by_literal.keys())
        self._sought = list(by_literal.values())

    def hits(self, entry: Entry) -> list[Hit]:
        """The signatures that the entry has, in the order of their declaration."""
        text = entry.message.lower()
        found = self._literals.found_in(text)
        if not found and entry.number not in self._numbered:
            return []
        hits: dict[int, Hit | None] = {}
        for literal, start, end in found:
            for sought in self._sought[literal]:
                if sought.order not in hits and _can_be(sought, entry) and _is_line(sought, text, start, end):
                    hits[sought.order] = _searched(sought.signature, entry)
        if entry.number is not None:
            for sought in self._numbered.get(entry.number, ()):
                if _can_be(sought, entry):
                    hits[sought.order] = _searched(sought.signature, entry)
        return [hit for order in sorted(hits) if (hit := hits[order]) is not None]


def _lowered(one_or_more: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.lower() for text in texts(one_or_more))


def _searched(signature: Signature, entry: Entry) -> Hit | None:
    pattern = signature.compiled
    if pattern is None:
        return Hit(signature, None)
    found = pattern.search(entry.message)
    return Hit(signature, found) if found else None


def _can_be(sought: _Sought, entry: Entry) -> bool:
    """Whether the level, the source and the number of an entry are the signature's; what is not told is passed over."""
    if sought.rank and entry.level and _RANK[entry.level] < sought.rank:
        return False
    return not sought.places or any(place.fits(entry.source, entry.number) for place in sought.places)


def _is_line(sought: _Sought, text: str, start: int, end: int) -> bool:
    """Whether the line of the literal has beside it what it has to have, and nothing that it may not."""
    if not sought.beside and not sought.without:
        return True
    stop = text.find("\n", end)
    line = text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else None]
    if any(text in line for text in sought.without):
        return False
    return not sought.beside or any(text in line for text in sought.beside)
