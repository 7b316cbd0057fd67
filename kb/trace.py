"""Traceability: for each statement of the seed document and code of its sibling, what encodes it, in which file.

The catalogue of statements is data (catalogue.yaml); causes, rules, steps, facts, codes, families, limits and
deviations carry the ids that they cover.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..facts.vocabulary import vocabulary
from ..readers.containers.parsing import parse, read_bytes
from .codes import SEED_CODES
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
    for covered, place in _places():
        places.setdefault(covered, []).append(place)
    return [TraceRow(i, text, tuple(places.get(i, ()))) for i, text in catalogue().items()]


def unknown_ids() -> list[str]:
    """Ids that something claims to cover and the catalogue does not have."""
    known = catalogue()
    return sorted({covered for covered, _ in _places() if covered not in known})


def _places() -> Iterator[tuple[str, str]]:
    kb = knowledge_base()
    files = {name.replace("_", "-"): path.relative_to(_ROOT).as_posix() for name, path in cause_modules().items()}
    for cause in kb.in_order:
        for covered in cause.covers:
            yield covered, f"{files[cause.id]}: cause {cause.id}"
        for rule in cause.numbered_rules:
            for covered in rule.covers:
                yield covered, f"{files[cause.id]}: rule {rule.id}"
        for n, step in enumerate((*cause.remedy.steps, cause.remedy.verify), 1):
            for covered in step.covers:
                yield covered, f"{files[cause.id]}: remedy step {n} of {cause.id}"
    for code in kb.codes:
        for covered in code.covers:
            file = "__init__" if code in SEED_CODES else "sibling"
            yield covered, f"kb/codes/{file}.py: error code {code.code}, in order {', '.join(code.families)}"
    for family in kb.families:
        for covered in family.covers:
            yield covered, f"kb/families.py: family {family.id}"
    for limit in LIMITS:
        yield limit.id, f"kb/limits.py: {limit.meaning}"
    for deviation in DEVIATIONS:
        yield deviation.id, f"kb/deviations.py: note on {', '.join(deviation.causes) or 'the document'}"
    for spec in vocabulary().values():
        for covered in spec.covers:
            kind = "question" if spec.askable else "fact"
            yield covered, f"facts/topics: {kind} {spec.path}"
