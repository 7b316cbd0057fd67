"""All signatures, and what can be asked of them without looking for one (lookup.py does that).

A signature stands in a module of linux/, windows/ or azure/, by the system whose lines it knows. Each of these modules
has a tuple `SIGNATURES`, and is found by itself.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from .declaration import SIGNS, Place, Signature

_AREAS = ("linux", "windows", "azure")
_HERE = Path(__file__).parent
_MODULES = tuple(f"{area}.{file.stem}" for area in _AREAS for file in sorted((_HERE / area).glob("[!_]*.py")))
SIGNATURES: tuple[Signature, ...] = tuple(
    signature for module in _MODULES for signature in import_module(f"{__name__}.{module}").SIGNATURES
)
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


@cache
def signs() -> dict[str, tuple[Signature, ...]]:
    """The yes-or-no facts that signatures have of their own, by path, with the signatures that give them."""
    found: dict[str, tuple[Signature, ...]] = {}
    for signature in SIGNATURES:
        for fact in signature.values:
            if fact.startswith(SIGNS):
                found[fact] = (*found.get(fact, ()), signature)
    return found
