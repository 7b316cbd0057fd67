"""The matchers of the places where signatures appear, and what one message tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import ANY, signatures_at, signs
from .declaration import Place
from .matching import Entry, Matcher
from .sweep import Given, Sweep

_MATCHERS: dict[str, Matcher] = {}  # by the id of the place


def matcher(place: Place) -> Matcher:
    """The matcher of a place."""
    found = _MATCHERS.get(place.id)
    if found is None:
        found = _MATCHERS[place.id] = Matcher(signatures_at(place), {ANY, place.id})
    return found


def forget() -> None:
    """Have matchers and signs made anew: a benchmark puts other signatures into `SIGNATURES`."""
    _MATCHERS.clear()
    signs.cache_clear()


def given_by(place: Place, text: str) -> Iterator[Given]:
    """The facts that a message gives which stands here, each with what it rests on."""
    entry, here = Entry("", " ".join(text.split())), matcher(place)
    if here.hits(entry):
        sweep = Sweep(here)
        sweep.take(entry)
        yield from sweep.given().values()


def told_by(place: Place, text: str) -> Iterator[tuple[str, Any]]:
    """The facts that a message gives which stands here, as (path, value)."""
    return ((given.fact, given.value) for given in given_by(place, text))
