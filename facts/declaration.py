"""How a fact is declared: once, with everything that the schema, the questions and the docs derive from.

A topic (`vm`, `agent`, `disks`, ...) is a pydantic model; each field of it is one fact. `fact()` attaches what a
person needs to answer it: the question, and per way of looking (portal, Azure CLI, guest shell) how to find out.
Unknown is absent: every fact defaults to None, and None never means false.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .commands import Command, Cost, in_guest

# What a text tells, for whoever has to hide it (see redaction/). The first two lines are names of one thing each;
# then texts that are made of names; then what is no secret: an error code, a word that Azure or the guest has for
# everyone (a region, a state, a version, a standard name); last, free text.
Holds = Literal[
    "vm", "host", "group", "subscription", "vault", "keyvault", "disk", "policy", "extension", "lock", "job",
    "principal", "object", "id",
    "arm_id", "container", "collection", "path",
    "code", "word",
    "text",
]  # fmt: skip


# How long a fact lasts by itself: `fixed`: for ever, or it is about the failure itself; `configured`: until someone
# changes it (a lock, a policy, a file); `state`: it changes by itself (power, a service, a running job); `event`: it is
# of a moment (a log line).
Lasts = Literal["fixed", "configured", "state", "event"]


def portal(path: str) -> Command:
    """A place in the Azure portal, as `VM > Settings > Properties`."""
    return Command("portal", path)


def az(command: str) -> Command:
    """A read-only Azure CLI command. Placeholders: `{vm}`, `{resource_group}`, ... (see kb/knowledge.py)."""
    return Command("az", command)


def linux(command: str, cost: Cost = Cost.GUEST) -> Command:
    """A read-only command in a Linux guest."""
    return in_guest("bash", command, cost)


def windows(command: str, cost: Cost = Cost.GUEST, verified: bool = True) -> Command:
    """A read-only PowerShell command in a Windows guest; `verified` as in `Command`."""
    return in_guest("powershell", command, cost, verified)


def ask(text: str, cost: Cost = Cost.LOOK) -> Command:
    """Something that only a person can say; `text` tells whom or where to ask."""
    return Command("ask", text, cost=cost)


def fact(
    title: str,
    question: str = "",
    *how: Command,
    unit: str = "",
    os: Literal["linux", "windows"] | None = None,
    words: dict[str, str] | None = None,
    holds: Holds = "text",
    lasts: Lasts | None = None,
    hours: float | None = None,
    mended: object = None,
    passing: tuple[str, ...] = (),
) -> Any:
    """Declare one fact. Returns a pydantic field that defaults to None (unknown).

    `question` is put to a person; a fact without one is identity or bookkeeping and is never asked.
    `os` marks a fact that only a guest of that kind can have. `words` maps other spellings of a choice
    (lower case, spaces as `_`) to the canonical one. `holds` tells what kind of name a
    text is, so that `--redact` can hide it; nothing else than text needs it. `lasts` says how long the fact
    lasts by itself, and `hours` how many hours, where it is another time than is usual for its kind (timing.py);
    `passing` are the values that pass within minutes, as a VM that is being stopped; `mended` is the value that a
    repair leaves behind, a frozenset of such, or a limit that it keeps: it counts for a day only, and a state
    for six hours, before the failure as after it; another value was no hindrance for a backup that completed.
    """
    extra = FactExtra(question, how, unit, os, words or {}, holds, lasts, hours, passing, mended)
    described = {k: v for k, v in (("unit", unit), ("question", question)) if v}
    field: Any = Field(default=None, title=title, json_schema_extra=described or None)  # type: ignore[arg-type]
    field.metadata.append(extra)
    return field


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The values from one on, as what a repair leaves behind."""

    least: Any

    def __contains__(self, value: Any) -> bool:
        """Whether a value of the same type is among them."""
        return bool(not value < self.least)


@dataclass(frozen=True, slots=True)
class AtMost:
    """The values up to one, as what a repair leaves behind."""

    most: Any

    def __contains__(self, value: Any) -> bool:
        """Whether a value of the same type is among them."""
        return bool(not self.most < value)


@dataclass(frozen=True, slots=True)
class FactExtra:
    """What `fact()` was given; carried by the pydantic field."""

    question: str
    how: tuple[Command, ...]
    unit: str
    os: Literal["linux", "windows"] | None
    words: dict[str, str]
    holds: Holds = "text"
    lasts: Lasts | None = None
    hours: float | None = None
    passing: tuple[str, ...] = ()
    mended: object = None


_PLAIN = FactExtra("", (), "", None, {})

Kind = Literal["bool", "choice", "integer", "number", "text", "list", "version", "time", "rows"]


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One entry of the vocabulary.

    `path` is `topic.name`; `kind` how its values look; `choices` the allowed words of a `choice`, `items` those in a
    `list` that allows only some. `lasts`, `hours` and `passing` tell how long it lasts by itself (a derived fact:
    as its basis).
    """

    path: str
    title: str
    kind: Kind
    choices: tuple[str, ...]
    unit: str
    question: str
    how: tuple[Command, ...]
    os: Literal["linux", "windows"] | None
    items: tuple[str, ...] = ()
    holds: Holds = "text"
    lasts: Lasts = "fixed"
    hours: float | None = None
    passing: tuple[str, ...] = ()
    mended: object = None
    words: Mapping[str, str] = field(default_factory=dict)  # other spellings of choices
    is_timed: bool = True  # whether its declaration says how long it lasts

    @property
    def askable(self) -> bool:
        """Whether a person can be asked for it."""
        return bool(self.question)

    def observers(self, os: str | None) -> tuple[Command, ...]:
        """The ways to observe it that fit the guest's OS (all of them when that is unknown), cheapest first."""
        fitting = [h for h in self.how if h.os is None or os is None or h.os == os]
        return tuple(sorted(fitting, key=lambda h: h.cost))

    def cost(self, os: str | None) -> int:
        """The cost of the cheapest way to observe it."""
        fitting = self.observers(os)
        return min((int(h.cost) for h in fitting), default=int(Cost.LOOK))


class Row(BaseModel):
    """Base of the rows in list-valued facts (an extension, a disk, a lock): frozen, unknown is None."""

    # Built when first needed: as a part of Case, which is nearly always.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _tidy(cls, data: Any) -> Any:
        return _tidied(cls, data)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What is known; most of some hundred facts is not."""
        return ((name, value) for name, value in super().__repr_args__() if value is not None)

    @classmethod
    def names(cls) -> list[str]:
        """The names that can stand in it."""
        return list(cls.model_fields)


class Topic(Row):
    """Base of the topics of a case."""

    @classmethod
    def specs(cls, topic: str) -> list[FactSpec]:
        """The facts that this topic declares, in the order of declaration."""
        return [_spec(f"{topic}.{name}", info) for name, info in cls.model_fields.items()]


def _tidied(cls: type[BaseModel], data: Any) -> Any:
    """Give choices their canonical spelling and turn empty strings into None (unknown)."""
    if not isinstance(data, dict):
        return data
    spellings = _spellings(cls)
    tidy: dict[Any, Any] = {}
    for key, value in data.items():
        if isinstance(value, str):
            value = value.strip()
            if value in ("", "null", "~"):
                value = None
            elif key in spellings:
                value = spellings[key](value)
        tidy[key] = value
    return tidy


@cache
def _spellings(cls: type[BaseModel]) -> dict[str, Callable[[str], Any]]:
    """For each field with choices or of several words, what brings a text into its form."""
    found: dict[str, Callable[[str], Any]] = {}
    for name, info in cls.model_fields.items():
        choices = _choices(info.annotation)
        if choices:
            found[name] = _speller(choices, _extra(info).words)
        elif get_origin(_inner(info.annotation)) is tuple:
            found[name] = listed_words
    return found


def _speller(choices: tuple[str, ...], words: dict[str, str]) -> Callable[[str], str]:
    as_is = frozenset(choices)
    return lambda value: value if value in as_is else canonical_choice(value, choices, words)


def canonical_choice(value: str, choices: tuple[str, ...], words: dict[str, str]) -> str:
    """The allowed word meant by `value`: case, blanks, dashes and known synonyms do not matter.

    Returns `value` itself where nothing fits, for the validator to refuse.
    """
    for text in (value, value.partition("(")[0]):  # systemctl prints `inactive (dead)`
        plain = text.strip().lower().replace(" ", "_").replace("-", "_")
        squeezed = plain.replace("_", "")
        for choice in choices:
            if squeezed == choice.replace("_", "").replace("-", "").lower():
                return choice
        if plain in words or squeezed in words:
            return words.get(plain) or words[squeezed]
    return value


def listed_words(text: str) -> list[str]:
    """The words of a list as people write it in one line: `a, b`; `none` is the empty list."""
    return [] if text.lower() in ("none", "no", "-", "[]") else [word.strip() for word in text.split(",")]


def nearest(word: str, words: list[str] | tuple[str, ...], cutoff: float = 0.6) -> str:
    """The one of `words` that was probably meant, or an empty string."""
    lowered = {w.lower(): w for w in words}
    found = get_close_matches(word.lower(), lowered, n=1, cutoff=cutoff)
    return lowered[found[0]] if found else ""


@cache
def held_by(model: type[BaseModel]) -> dict[str, Holds]:
    """What each text, and each list of texts, of a topic or a row holds, by the name of the field.

    Fields that can only hold a fixed word, a number or a time are not among them.
    """
    return {
        name: _extra(info).holds
        for name, info in model.model_fields.items()
        if _kind(info.annotation) == "text" or (_kind(info.annotation) == "list" and _items_are_texts(info.annotation))
    }


@cache
def rows_of(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a topic or a row that hold rows."""
    return frozenset(name for name, info in model.model_fields.items() if _kind(info.annotation) == "rows")


def _items_are_texts(annotation: Any) -> bool:
    return _inner(get_args(_inner(annotation))[0]) is str


def _extra(info: Any) -> FactExtra:
    return next((m for m in info.metadata if isinstance(m, FactExtra)), _PLAIN)


def _inner(annotation: Any) -> Any:
    """The annotation without `| None` and `Annotated`."""
    while get_origin(annotation) in (Union, types.UnionType):
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    if hasattr(annotation, "__metadata__"):
        return _inner(get_args(annotation)[0])
    return annotation


def _choices(annotation: Any) -> tuple[str, ...]:
    inner = _inner(annotation)
    return get_args(inner) if get_origin(inner) is Literal else ()


def _items(annotation: Any) -> tuple[str, ...]:
    inner = _inner(annotation)
    return _choices(get_args(inner)[0]) if get_origin(inner) is tuple else ()


def _kind(annotation: Any) -> Kind:
    """What the annotation says of the values; `list` and `rows` are tuples of words and of models."""
    inner = _inner(annotation)
    if get_origin(inner) is Literal:
        return "choice"
    if get_origin(inner) is tuple:
        item = _inner(get_args(inner)[0])
        return "rows" if isinstance(item, type) and issubclass(item, BaseModel) else "list"
    named: dict[str, Kind] = {
        "bool": "bool",
        "int": "integer",
        "float": "number",
        "str": "text",
        "Version": "version",
        "datetime": "time",
    }
    return named[inner.__name__]


def _spec(path: str, info: Any) -> FactSpec:
    extra = _extra(info)
    return FactSpec(
        path=path,
        title=info.title or path,
        kind=_kind(info.annotation),
        choices=_choices(info.annotation),
        unit=extra.unit,
        question=extra.question,
        how=extra.how,
        os=extra.os,
        items=_items(info.annotation),
        holds=extra.holds,
        lasts=extra.lasts or "fixed",
        hours=extra.hours,
        mended=extra.mended,
        passing=extra.passing,
        words=extra.words,
        is_timed=extra.lasts is not None,
    )
