"""Records on disk, as they are read: every line is held against the published schema before anything is made of it.

A file of records can have been changed by hand, be written still, or be something else; it is opened for reading only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache
from itertools import islice
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ..engine.result import FilledRemedy
from ..facts.errors import InputError
from ..facts.writing import reason_of
from .held import File, text_in

SCHEMA_VERSION = 1
_WRITTEN = "a line that `backupdx fleet` wrote"
_COUNT = 24  # characters, more than any count needs
_REJECTED = '{"rejected"'


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CaseNames(_Line):
    """What names a case."""

    id: str = ""
    vm: str = ""
    resource_group: str = ""
    subscription: str = ""
    region: str = ""
    os: str = ""
    vault: str = ""
    policy: str = ""
    code: str = ""
    failed_at: str = ""


_Seen = Annotated[list[str], Field(min_length=2, max_length=3, description="fact, value and where it was read")]


class ExplanationRecord(_Line):
    """A cause of a case: its verdict, the facts for and against it, the facts that are missing.

    `shared` is the fact that names a resource that the case may share with others, and the resource's name.
    """

    cause: Annotated[str, Field(pattern=r"^\S+$")]
    verdict: Literal["confirmed", "likely", "possible"]
    because: list[_Seen]
    against: list[_Seen] = []
    missing: list[str] = []
    shared: Annotated[list[str], Field(min_length=2, max_length=2)] = ["", ""]


class CaseRecord(_Line):
    """The diagnosis of one case in short."""

    case: CaseNames
    explanations: list[ExplanationRecord]
    notes: list[str]
    possible: list[str]
    ruled_out: list[str]
    also_wrong: list[str] = []
    headline: str = ""


class RejectRecord(_Line):
    """Why a line of the input is no case, and how it begins."""

    rejected: Annotated[str, Field(description="Why it is none, and what was expected.")]
    line: Annotated[str, Field(description="The first 300 characters of it.")]


class CauseText(_Line):
    """What stands behind the id of a cause."""

    title: str
    family: str
    explanation: str
    remedy: FilledRemedy
    sources: list[str]


class Way(_Line):
    """One way to observe a fact."""

    tool: str
    text: str


class FactText(_Line):
    """What stands behind the name of a fact."""

    title: str
    how: list[Way]


class CodeText(_Line):
    """What stands behind an error code."""

    title: str
    note: str


class Header(_Line):
    """The first line: what the ids in the records stand for. `input` tells one input from another; `count` is how many
    records follow, once a run has come to its end.
    """

    backupdx: Literal["fleet"]
    schema_version: Literal[1] = 1
    kb_version: str
    causes: dict[str, CauseText] = {}
    facts: dict[str, FactText] = {}
    shared: dict[str, str] = {}
    codes: dict[str, CodeText] = {}
    redacted: bool = False
    input: str = ""
    count: Annotated[int, Field(ge=0)] | None = None


FleetLine = Header | CaseRecord | RejectRecord


@cache
def _adapter(kind: type[_Line]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _held(kind: type[_Line], line: str, where: str) -> None:
    """Raise InputError where a line is not as the schema has it."""
    try:
        try:
            _adapter(kind).validate_json(line)
        except ValidationError as error:
            if error.errors(include_url=False)[0]["type"] != "json_invalid":
                raise
            _adapter(kind).validate_python(json.loads(line))  # half a surrogate pair, which a name can have
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        what = f"is no record of a fleet: {f'{place}: ' if place else ''}{first['msg'].lower()}"
        raise InputError(what, where=where, expected=_WRITTEN) from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError(f"is no record of a fleet: {reason.lower()}", where=where, expected=_WRITTEN) from None


def header_of(path: File) -> dict[str, Any]:
    """The header of a file of records, checked. Raises InputError where it has none, or one of a later version."""
    line = _first(path)
    if line is None:
        raise InputError("is no file of records that `backupdx fleet --output` wrote", where=str(path))
    return {"causes": {}, "facts": {}, "codes": {}, **_header_in(line, str(path))}


@lru_cache(maxsize=2)  # it is a megabyte, and a run looks it up for each of its outputs
def _header_in(line: str, where: str) -> dict[str, Any]:
    """The header in a line, as it stands there. Raises InputError where it is not as the schema has it."""
    data: dict[str, Any] = json.loads(line)
    version = data.get("schema_version", SCHEMA_VERSION)
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise InputError(
            f"has schema_version {version}, and this program reads {SCHEMA_VERSION} only",
            where=where,
            hint="update backupdx",
        )
    _held(Header, line, f"{where}, line 1")
    return data


def is_records(path: File) -> bool:
    """Whether a file says that it holds records of an earlier run."""
    return _first(path) is not None


def _first(path: File) -> str | None:
    with suppress(InputError, ValueError, StopIteration, RecursionError):
        line = next(records_in(path))
        data = json.loads(line)
        if isinstance(data, dict) and data.get("backupdx") == "fleet":
            return line
    return None


def is_redacted(header: dict[str, Any]) -> bool:
    """Whether the records behind this header have pseudonyms for names."""
    return bool(header.get("redacted"))


def is_reject(record: str) -> bool:
    """Whether a record says why its line is no case."""
    return record.startswith(_REJECTED)


def records_in(path: File) -> Iterator[str]:
    """The lines of a file of records, header included; one that is not complete is left out.

    They are not checked. Raises InputError where the file cannot be read.
    """
    try:
        with text_in(path) as stream:
            yield from (line for line in stream if line.endswith("\n"))
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise InputError(f"cannot be read: {reason}", where=str(path)) from None


def count_of(count: int | None) -> str:
    """The last pair of a header, of one length whatever the count: a run that is complete writes it in its place."""
    return f'"count":{"null" if count is None else count}'.ljust(_COUNT)


def checked_records(path: File, goes_on: bool = False) -> Iterator[str]:
    """The records in a file of unknown history, without its header, each checked.

    Raises InputError with the line and the reason for the first one that is no record, and where there are other than
    the header counts, unless a run `goes_on` with them, which looks at each. An earlier version counted none.
    """
    told = None if goes_on else header_of(path).get("count")
    number = 1
    for number, line in enumerate(islice(records_in(path), 1, None), 2):
        _held(RejectRecord if is_reject(line) else CaseRecord, line, f"{path}, line {number}")
        yield line
    if told is not None and told != number - 1:
        raise InputError(
            f"holds {number - 1:,} records, and its header counts {told:,}: lines were lost or added",
            where=str(path),
            hint='make it anew; if lines were taken out on purpose, put null behind "count" at the end of line 1',
        )


class Records:
    """The records of an earlier run: a header, then a line for each line that was read. Nothing is written."""

    def __init__(self, path: File) -> None:
        self.file = path

    @property
    def header(self) -> dict[str, Any]:
        """The first line, checked. Raises InputError as `header_of` does."""
        return header_of(self.file)

    def lines(self) -> Iterator[str]:
        """The records, without the header, each checked. Raises InputError."""
        return checked_records(self.file)

    def text(self) -> str:
        """Header and records, as they stand in a file."""
        return "".join(records_in(self.file))
