"""The matchers of the places where signatures appear, and what one message tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..own_words import own_words
from . import ANY, signatures_at, signs
from .declaration import Place
from .matching import Entry, Matcher
from .open_matters import StatedMatcher
from .others import speaks_of_another, without_others
from .places import OWN_WORDS
from .sweep import Given, Sweep

_MATCHERS: dict[str, Matcher] = {}  # by the id of the place


def matcher(place: Place) -> Matcher:
    """The matcher of a place."""
    found = _MATCHERS.get(place.id)
    if found is None:
        found = _MATCHERS[place.id] = StatedMatcher(signatures_at(place), {ANY, place.id})
    return found


def forget() -> None:
    """Have matchers and signs made anew: a benchmark puts other signatures into `SIGNATURES`."""
    _MATCHERS.clear()
    signs.cache_clear()


def given_by(place: Place, text: str) -> Iterator[Given]:
    """The facts that a message gives which stands here, each with what it rests on.

    What somebody tells of another VM, or of what belongs to another, is no fact of this one.
    """
    given = _given(place, text)
    if speaks_of_another(text) and any(map(_is_told, given.values())):
        own = _given(place, without_others(text))
        given = {fact: each for fact, each in given.items() if fact in own or not _is_told(each)}
    if any(map(_is_told, given.values())) and (said := own_words(text)) != text:
        own = _given(place, said)
        given = {fact: each for fact, each in given.items() if fact in own or not _is_told(each)}
    yield from given.values()


def _is_told(given: Given) -> bool:
    """Whether it rests on what a person says, not on what a program wrote."""
    return given.sighting.signature.where == OWN_WORDS or given.fact.endswith("_told")


def _given(place: Place, text: str) -> dict[str, Given]:
    entry, here = Entry("", " ".join(text.split())), matcher(place)
    if not here.hits(entry):
        return {}
    sweep = Sweep(here)
    sweep.take(entry)
    return sweep.given()


def told_by(place: Place, text: str) -> Iterator[tuple[str, Any]]:
    """The facts that a message gives which stands here, as (path, value)."""
    return ((given.fact, given.value) for given in given_by(place, text))
