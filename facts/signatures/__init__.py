"""All signatures, and the matchers of the places where they appear.

A new signature stands in one of the modules here, by the system whose lines it knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from . import azure, linux, windows
from .declaration import SIGNS, Place, Signature
from .matching import Entry, Matcher
from .sweep import Sweep

SIGNATURES: tuple[Signature, ...] = (*linux.SIGNATURES, *windows.SIGNATURES, *azure.SIGNATURES)
ANY = "any-text"


def signatures_at(*places: Place) -> tuple[Signature, ...]:
    """The signatures that can appear in one of these places."""
    ids = {ANY, *(place.id for place in places)}
    return tuple(s for s in SIGNATURES if any(p.id in ids for p in s.places))


def signs_at(*places: Place) -> tuple[str, ...]:
    """The yes-or-no facts of the signatures that can appear in one of these places, by path."""
    found = (fact for s in signatures_at(*places) for fact in s.values if fact.startswith(SIGNS))
    return tuple(dict.fromkeys(found))


def literals_at(place: Place, lasting: bool = False) -> tuple[str, ...]:
    """What to look for in a log, for a command; with `lasting` only what counts however long ago it was.

    None of them has a quotation mark in it, so that they can stand in quotes of any shell.
    """
    chosen = (s for s in signatures_at(place) if s.within is None or not lasting)
    found = dict.fromkeys(text for s in chosen for text in s.literals)
    return tuple(text for text in found if "'" not in text and '"' not in text)


def matcher(place: Place) -> Matcher:
    """The matcher of a place."""
    found = _MATCHERS.get(place.id)
    if found is None:
        found = _MATCHERS[place.id] = Matcher(signatures_at(place), {ANY, place.id})
    return found


_MATCHERS: dict[str, Matcher] = {}  # by the id of the place


def forget() -> None:
    """Have matchers and signs made anew: a benchmark puts other signatures into `SIGNATURES`."""
    _MATCHERS.clear()
    signs.cache_clear()


@cache
def signs() -> dict[str, tuple[Signature, ...]]:
    """The yes-or-no facts that signatures have of their own, by path, with the signatures that give them."""
    found: dict[str, tuple[Signature, ...]] = {}
    for signature in SIGNATURES:
        for fact in signature.values:
            if fact.startswith(SIGNS):
                found[fact] = (*found.get(fact, ()), signature)
    return found


def told_by(place: Place, text: str) -> Iterator[tuple[str, Any]]:
    """The facts that a message gives which stands here, as (path, value)."""
    entry, here = Entry("", " ".join(text.split())), matcher(place)
    if here.hits(entry):
        sweep = Sweep(here)
        sweep.take(entry)
        yield from ((given.fact, given.value) for given in sweep.given().values())
