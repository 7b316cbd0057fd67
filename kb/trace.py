"""Traceability: for each statement of the seed document and code of its sibling, what encodes it, in which file.

The statements are data (catalogue.yaml), and so is where each is encoded (coverage.yaml); limits and deviations carry
the ids of their statements themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..facts.vocabulary import vocabulary
from ..readers.containers.parsing import parse, read_bytes
from .codes import PHASES
from .deviations import DEVIATIONS
from .knowledge import cause_modules, knowledge_base
from .limits import LIMITS

_HERE = Path(__file__).parent
_ROOT = _HERE.parent


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One statement of the catalogue and the places that encode it, as `kb/causes/<area>/<cause>.py: remedy step 2`."""

    id: str
    text: str
    places: tuple[str, ...]


def catalogue() -> dict[str, str]:
    """The statements of the seed document, and the error codes of its sibling page, by id."""
    path = _HERE / "catalogue.yaml"
    return {str(k): str(v) for k, v in parse(read_bytes(path), str(path)).items()}


def trace() -> list[TraceRow]:
    """Every statement with what encodes it, in the catalogue's order."""
    places: dict[str, list[str]] = {}
    for statement, place in _places():
        places.setdefault(statement, []).append(place)
    return [TraceRow(i, text, tuple(places.get(i, ()))) for i, text in catalogue().items()]


def unknown_ids() -> list[str]:
    """Ids that something claims to encode and the catalogue does not have."""
    known = catalogue()
    claimed = (*_coverage(), *(limit.id for limit in LIMITS), *(deviation.id for deviation in DEVIATIONS))
    return sorted({statement for statement in claimed if statement not in known})


def missing_places() -> list[str]:
    """Places of coverage.yaml that are not there, each with its statement."""
    there = _known_places()
    return [f"{place} (for {i})" for i, places in _coverage().items() for place in places if place not in there]


def _coverage() -> dict[str, list[str]]:
    """What coverage.yaml says: the places of each statement."""
    path = _HERE / "coverage.yaml"
    return {str(i): [str(place) for place in places] for i, places in parse(read_bytes(path), str(path)).items()}


def _places() -> Iterator[tuple[str, str]]:
    there = _known_places()
    for statement, places in _coverage().items():
        yield from ((statement, there[place]) for place in places if place in there)
    for limit in LIMITS:
        yield limit.id, f"kb/limits.py: {limit.meaning}"
    for deviation in DEVIATIONS:
        yield deviation.id, f"kb/deviations.py: note on {', '.join(deviation.causes) or 'the document'}"


def _known_places() -> dict[str, str]:
    """Every place that coverage.yaml may name, with its file and what it is, in words."""
    kb = knowledge_base()
    files = {name.replace("_", "-"): path.relative_to(_ROOT).as_posix() for name, path in cause_modules().items()}
    found: dict[str, str] = {}
    for cause in kb.in_order:
        found[f"cause {cause.id}"] = f"{files[cause.id]}: cause {cause.id}"
        found |= {f"rule {rule.id}": f"{files[cause.id]}: rule {rule.id}" for rule in kb.rules_of(cause)}
        for n, _ in enumerate((*cause.remedy.steps, cause.remedy.verify), 1):
            found[f"step {cause.id}/{n}"] = f"{files[cause.id]}: remedy step {n} of {cause.id}"
    for phase, codes in PHASES.items():
        for code in codes:
            order = ", ".join(code.families)
            found[f"code {code.code}"] = f"kb/codes/{phase}.py: error code {code.code}, in order {order}"
    for family in kb.families:
        found[f"family {family.id}"] = f"kb/families.py: family {family.id}"
    for spec in vocabulary().values():
        kind = "question" if spec.askable else "fact"
        found[f"fact {spec.path}"] = f"facts/topics: {kind} {spec.path}"
    return found
