"""A case: one failed backup of one VM, as observed.

`Case` is what fact files hold and what readers produce. Its topics hold the facts; a fact that is None is unknown,
never false. `Case.observations()` flattens it for the inference: scalar facts with their provenance, summaries of
the row-valued facts included (see summaries.py); `Case.known()` gives their values alone, in less time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .declaration import Row, nearest
from .errors import InputError
from .summaries import summarise
from .vocabulary import TOPICS, Observed, spec_of, vocabulary


class Source(BaseModel):
    """Where a fact came from: the file and the place in it, or the person who answered; and when.

    `stated` is what a person wrote down for the case, in a fact file: it is as of the failure. So is what came beside
    the files: as an `option` of the command line, or in the `request` of a program or an assistant. `supposed` is what
    a question "what if" takes to be so. `other_name`: it was seen on a machine whose name is not that of the VM, which
    may be another one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["file", "stated", "answer", "option", "request", "supposed", "summary", "derived", "library"] = (
        "library"
    )
    file: str = ""
    place: str = ""
    observed_at: datetime | None = None
    other_name: bool = False

    def __str__(self) -> str:
        """The provenance in a few words, as `vm.json: instanceView.vmAgent`."""
        if self.kind in ("summary", "derived"):
            return f"from {self.place}" + (f" ({self.file})" if self.file else "")
        head = _HEADS.get(self.kind, self.file)
        return f"{head}: {self.place}" if head and self.place else head or self.place


_HEADS = {
    "answer": "your answer",
    "option": "command line",
    "request": "given with the request",
    "supposed": "what if",
    "library": "given by the caller",
}
_UNSAID = Source()
PASTED = "pasted text"  # the place of an answer that was not a person's word, but read in what a program had printed


class Conflict(BaseModel):
    """A fact for which the sources disagree; `chosen` is the value that stands, None when none could be chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: str
    values: tuple[tuple[str, Source], ...]
    chosen: str | None = None

    def __str__(self) -> str:
        """One sentence that names both values, their sources and what was done."""
        seen = "; ".join(f"{value} ({source})" for value, source in self.values)
        end = f"the newer value {self.chosen} is used" if self.chosen else "neither is used, it counts as unknown"
        return f"{self.fact} is contradicted: {seen}; {end}"


class Observation(NamedTuple):
    """One known fact: its path, its value (bool, int, float, str, Version, datetime or tuple) and its source."""

    fact: str
    value: Any
    source: Source


class Known(NamedTuple):
    """The known scalar facts of a case: their values by path, and what each of them that is a summary rests on.

    `doubts` hold what summaries say of whether they are about this VM and of the time of the failure (see Summary).
    """

    values: dict[str, Any]
    bases: dict[str, str]
    doubts: dict[str, str]


class Case(Observed):
    """One failed backup of one VM. Every fact is optional; see `vocabulary()` for their meaning.

    Immutable: `with_facts` returns a changed copy. `provenance` maps a fact's path to where it was read;
    `conflicts` lists facts on which sources disagreed; `notes` what a reader had to say.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", title="backupdx case", defer_build=False)

    unanswered: dict[str, Literal["unknown", "not_applicable"]] = Field(
        default_factory=dict, title="Facts that a person was asked for and could not tell"
    )
    provenance: dict[str, Source] = Field(default_factory=dict, title="Where each fact was read")
    conflicts: tuple[Conflict, ...] = Field(default=(), title="Facts on which sources disagree")
    notes: tuple[str, ...] = Field(default=(), title="Remarks of the readers")

    def source_of(self, path: str) -> Source:
        """Where the fact was read."""
        return self.provenance.get(path, _UNSAID)

    def known(self) -> Known:
        """The values of all known scalar facts, with summaries and what the facts imply, in no particular order."""
        values: dict[str, Any] = {}
        topics = self.__dict__  # what a model's attributes are, in a third of the time
        for topic in self.__pydantic_fields_set__:
            paths = _PATHS.get(topic)
            if paths is not None:
                told = topics[topic]
                facts = told.__pydantic_extra__ or told.__dict__  # signs are no fields of their own
                for name in told.__pydantic_fields_set__:  # most facts of a topic are not given, and None
                    value = facts[name]
                    if value is not None:
                        values[paths[name]] = value
        bases: dict[str, str] = {}
        summaries: dict[str, Any] = {}
        doubts: dict[str, str] = {}
        contradicted = {c.fact for c in self.conflicts if c.chosen is None} if self.conflicts else ()
        for path, value, basis, doubt in summarise(self, values):
            if path not in values and path not in bases and path not in contradicted:
                summaries[path], bases[path] = value, basis
                if doubt is not None:
                    doubts[path] = doubt
        if not _rows().isdisjoint(values):
            for path in _rows() & values.keys():
                del values[path]
        values.update(summaries)
        return Known(values, bases, doubts)

    def source_in(self, known: Known, fact: str) -> Source:
        """Where one of the case's known facts was read, or what it follows from."""
        basis = known.bases.get(fact)
        if basis is None:
            return self.provenance.get(fact, _UNSAID)
        seen = self.source_of(basis)
        return Source(
            kind="summary",
            file=seen.file,
            place=basis,
            observed_at=seen.observed_at,
            other_name=seen.other_name,
        )

    def observations(self, known: Known | None = None) -> dict[str, Observation]:
        """All known scalar facts by path, in the vocabulary's order, with their sources.

        `known` are the case's own, where the caller has them.
        """
        known = known or self.known()
        return {
            fact: Observation(fact, known.values[fact], self.source_in(known, fact))
            for fact in sorted(known.values, key=_places().__getitem__)
        }

    def with_facts(self, facts: Mapping[str, Any], source: Source | None = None) -> Case:
        """A copy in which these facts (path -> value; None makes one unknown) are set, validated.

        Raises UnknownFact for a name that does not exist and InputError for a value that cannot be.
        """
        data = self.model_dump(exclude_unset=True)
        provenance = dict(self.provenance)
        for path, value in facts.items():
            spec = spec_of(path)
            topic, name = spec.path.split(".", 1)
            data.setdefault(topic, {})[name] = value
            provenance[spec.path] = source or Source(kind="library")
        data["provenance"] = provenance
        settled = {spec_of(path).path for path in facts}
        data["conflicts"] = [c for c in self.conflicts if c.fact not in settled]
        return validated(data, where=str(source) if source else "")


# The path of each fact, by topic and name.
_PATHS: dict[str, dict[str, str]] = {
    topic: {name: f"{topic}.{name}" for name in Observed.model_fields[topic].annotation.names()}  # type: ignore[union-attr]
    for topic in TOPICS
}


@cache
def _rows() -> frozenset[str]:
    return frozenset(path for path, spec in vocabulary().items() if spec.kind == "rows")


@cache
def _places() -> dict[str, int]:
    return {path: n for n, path in enumerate(vocabulary())}


def validated(data: Any, *, where: str = "") -> Case:
    """A case from plain data. Raises InputError that names each wrong place and what was expected there."""
    try:
        return Case.model_validate(data)
    except ValidationError as error:
        problems = [_problem(detail, data) for detail in error.errors(include_url=False)[:10]]
        raise InputError("; ".join(problems), where=where) from None


MOST_NAMED = 60  # names that a refusal lists


def _problem(detail: Mapping[str, Any], data: Any) -> str:
    place = _place(detail["loc"])
    if detail["type"] == "extra_forbidden":
        valid = _names_beside(detail["loc"])
        guess = nearest(str(detail["loc"][-1]), valid)
        listed = ", ".join(valid) if len(valid) <= MOST_NAMED else "see `backupdx kb facts`"
        tail = f"did you mean {guess}?" if guess else f"valid here: {listed}"
        return f"{place}: unknown name, {tail}"
    shown = _shown(detail.get("input"))
    if detail["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return f"{place}: {shown} is not possible, names with their values are expected here"
    return f"{place}: {shown} is not possible, {detail['msg'].removeprefix('Value error, ').lower()}"


def _shown(value: Any) -> str:
    """What was given, in short, as a fact file has it."""
    if value is None:
        return "no value (null)"
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def _place(loc: Iterable[int | str]) -> str:
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "the case"


def _names_beside(loc: tuple[int | str, ...]) -> list[str]:
    """The valid names at the level of `loc`'s last part."""
    model: Any = Case
    for part in loc[:-1]:
        if isinstance(part, int):
            continue
        info = model.model_fields.get(part)
        model = _model_in(info.annotation) if info is not None else model  # else a key, as of provenance
    return model.names() if issubclass(model, Row) else list(model.model_fields)


def _model_in(annotation: Any) -> Any:
    from typing import get_args

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
