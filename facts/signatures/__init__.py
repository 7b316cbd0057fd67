"""All signatures, and what can be asked of them without looking for one (lookup.py does that).

A signature stands in a module of linux/, windows/ or azure/, by the system whose lines it knows, or of people/, where
it is what somebody says. Each of these modules has a tuple `SIGNATURES`, and is found by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import import_module
from pathlib import Path

from ..added import packs
from ..commands import Os
from .declaration import SIGNS, Place, Signature

_AREAS = ("linux", "windows", "azure", "people")
_HERE = Path(__file__).parent
_MODULES = tuple(f"{area}.{file.stem}" for area in _AREAS for file in sorted((_HERE / area).glob("[!_]*.py")))
SIGNATURES: tuple[Signature, ...] = tuple(
    signature for module in _MODULES for signature in import_module(f"{__name__}.{module}").SIGNATURES
)
if packs():
    SIGNATURES = (*SIGNATURES, *import_module(f"{__name__}.of_packs").pack_signatures(SIGNATURES))
ANY = "any-text"


def signatures_at(*places: Place) -> tuple[Signature, ...]:
    """The signatures that can appear in one of these places: those of any text too, where the system fits."""
    ids = {place.id for place in places}
    systems = {place.os for place in places}
    return tuple(s for s in SIGNATURES if any(p.id in ids or (p.id == ANY and _fits(p, systems)) for p in s.places))


def _stands_in(signature: Signature, places: Collection[str]) -> bool:
    """Whether it is declared for one of these places, and not for any text only."""
    return any(place.id in places for place in signature.places)


def _fits(place: Place, systems: set[Os | None]) -> bool:
    return place.os is None or None in systems or place.os in systems


def signs_at(*places: Place) -> tuple[str, ...]:
    """The yes-or-no facts of the signatures that are declared for one of these places, by path."""
    own = {place.id for place in places}
    found = (f for s in signatures_at(*places) if _stands_in(s, own) for f in s.values if f.startswith(SIGNS))
    return tuple(dict.fromkeys(found))


def literals_at(place: Place, lasting: bool = False) -> tuple[str, ...]:
    """What to look for in a log, for a command; with `lasting` only what counts however long ago it was.

    None of them has a quotation mark in it, so that they can stand in quotes of any shell.
    """
    chosen = (s for s in signatures_at(place) if _stands_in(s, {place.id}) and (s.within is None or not lasting))
    found = dict.fromkeys(text for s in chosen for text in s.literals)
    return tuple(text for text in found if "'" not in text and '"' not in text)


@cache
def signs() -> dict[str, tuple[Signature, ...]]:
    """The yes-or-no facts that signatures have of their own, by path, with the signatures that give them."""
    found: dict[str, tuple[Signature, ...]] = {}
    for signature in SIGNATURES:
        for fact in signature.values:
            if fact.startswith(SIGNS):
                found[fact] = (*found.get(fact, ()), signature)
    return found
