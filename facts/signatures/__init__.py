"""All signatures, and the matchers of the places where they appear.

A new signature stands in one of the modules here, by the system whose lines it knows.
"""

from __future__ import annotations

from functools import cache, lru_cache
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


@cache
def matcher(*places: Place) -> Matcher:
    """The matcher of these places; without any, of all signatures, for a text that nothing is known of."""
    if not places:
        return Matcher(SIGNATURES)
    return Matcher(signatures_at(*places), {ANY, *(place.id for place in places)})


@cache
def signs() -> dict[str, tuple[Signature, ...]]:
    """The yes-or-no facts that signatures have of their own, by path, with the signatures that give them."""
    found: dict[str, tuple[Signature, ...]] = {}
    for signature in SIGNATURES:
        for fact in signature.values:
            if fact.startswith(SIGNS):
                found[fact] = (*found.get(fact, ()), signature)
    return found


@lru_cache(maxsize=4096)
def told_by(place: Place, text: str) -> tuple[tuple[str, Any], ...]:
    """The facts that a message gives which stands here, as (path, value)."""
    sweep = Sweep(matcher(place))
    sweep.take(Entry("", " ".join(text.split())))
    return tuple((given.fact, given.value) for given in sweep.given().values())
