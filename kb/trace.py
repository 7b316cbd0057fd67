"""Traceability: what encodes each statement of the seed document, each code of its sibling, and each id of the three
catalogues of knowledge, in which file.

The statements are data (catalogue.yaml), and so is where each is encoded (coverage.yaml); limits and deviations carry
the ids of their statements themselves. An id of the catalogues (catalogue_ids.yaml) that nothing encodes is left out
for a reason, which stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..facts.inner_texts import INNER_TEXTS
from ..facts.vocabulary import vocabulary
from ..readers.containers.parsing import parse, read_bytes
from ..readers.linux.extension_codes import canonical
from .codes import CODES, PHASES
from .codes.foreign import FOREIGN_CODES
from .deviations import DEVIATIONS
from .knowledge import cause_modules, knowledge_base
from .limits import LIMITS

_HERE = Path(__file__).parent
_ROOT = _HERE.parent


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One statement or id and the places that encode it, as `kb/causes/<area>/<cause>.py: remedy step 2`.

    `left_out` tells why nothing does; empty where something does, and where there is a gap.
    """

    id: str
    text: str
    places: tuple[str, ...]
    left_out: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether nothing encodes it, and nothing says why."""
        return not self.places and not self.left_out


def catalogue() -> dict[str, str]:
    """The statements of the seed document, and the error codes of its sibling page, by id."""
    path = _HERE / "catalogue.yaml"
    return {str(k): str(v) for k, v in parse(read_bytes(path), str(path)).items()}


def trace() -> list[TraceRow]:
    """Every statement with what encodes it, in the catalogue's order."""
    places: dict[str, list[str]] = {}
    for statement, place in _places():
        places.setdefault(statement, []).append(place)
    return [*(TraceRow(i, text, tuple(places.get(i, ()))) for i, text in catalogue().items()), *_rows_of_catalogues()]


def _rows_of_catalogues() -> Iterator[TraceRow]:
    """The ids of the catalogues of knowledge, each with its places or the reason for which it is left out."""
    data, there, kb = _catalogue_ids(), _known_places(), knowledge_base()
    elsewhere, left_out = data["elsewhere"], data["left_out"]
    causes = {name: cause for cause in kb.in_order for name in (cause.id, *cause.aliases)}
    codes = {name.lower(): code for code in CODES for name in (code.code, *code.aliases)}
    foreign = {name.lower(): code for code in FOREIGN_CODES for name in (code.code, *code.aliases)}
    for id in data["causes"]:
        own = [f"cause {causes[id].id}"] if id in causes else []
        yield _row(f"cause {id}", causes[id].title if id in causes else "", elsewhere.get(id, own), left_out, there)
    for id in data["codes"]:
        code, other = codes.get(id.lower()), foreign.get(id.lower())
        own = [f"code {code.code}"] if code is not None else [f"foreign {other.code}"] if other is not None else []
        title = code.title if code is not None else "a code of another operation" if other is not None else ""
        if not own and canonical(id) is not None:
            own = ["numbers of the extension"]
        yield _row(f"code {id}", title, elsewhere.get(id, own), left_out, there)
    for id, places in data["entries"].items():
        yield _row(f"entry {id}", "an entry of the catalogue of Azure's side", places, left_out, there)


def _row(id: str, text: str, places: Iterable[str], left_out: Mapping[str, str], there: Mapping[str, str]) -> TraceRow:
    named = tuple(there[place] for place in places if place in there)
    return TraceRow(id, text, named, "" if named else left_out.get(id.partition(" ")[2], ""))


def _catalogue_ids() -> dict[str, Any]:
    path = _HERE / "catalogue_ids.yaml"
    return dict(parse(read_bytes(path), str(path)))


def unknown_ids() -> list[str]:
    """Ids that something claims to encode and the catalogue does not have."""
    known = catalogue()
    claimed = (*_coverage(), *(limit.id for limit in LIMITS), *(deviation.id for deviation in DEVIATIONS))
    return sorted({statement for statement in claimed if statement not in known})


def missing_places() -> list[str]:
    """Places of coverage.yaml that are not there, each with its statement."""
    there, data = _known_places(), _catalogue_ids()
    named = (*_coverage().items(), *data["elsewhere"].items(), *data["entries"].items())
    return [f"{place} (for {i})" for i, places in named for place in places if place not in there]


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
    for cause in (c for c in kb.in_order if not c.pack):
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
    for code in FOREIGN_CODES:
        found[f"foreign {code.code}"] = f"kb/codes/foreign.py: {code.code}, a code of another operation"
    found["numbers of the extension"] = "readers/linux/extension_codes.py: a number of the Linux backup extension"
    for row in INNER_TEXTS:
        word = row.example.split(" ", 1)[0]
        found[f"text {word}"] = f"facts/platform_texts.py: inner texts of {word}"
    for spec in vocabulary().values():
        kind = "question" if spec.askable else "fact"
        found[f"fact {spec.path}"] = f"facts/topics: {kind} {spec.path}"
    return found
