"""Findings that someone has accepted, with reason and expiry: they are counted apart."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..engine.knowledge import Cause
from ..facts.errors import InputError
from ..readers.containers.parsing import parse
from .held import File, bytes_of


class Accepted(BaseModel):
    """One accepted finding: a cause, of the VMs that the patterns (`*` for anything) name, until a day (inclusive)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cause: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    until: date
    vm: str = "*"
    resource_group: str = "*"
    subscription: str = "*"

    def fits(self, case: Mapping[str, Any], cause: str) -> bool:
        """Whether this is about the cause of that case, whatever the day."""
        return fnmatchcase(cause, self.cause) and all(
            fnmatchcase(str(case.get(name, "")).lower(), getattr(self, name).lower())
            for name in ("vm", "resource_group", "subscription")
        )


class AcceptedCauses:
    """What was accepted and has not expired on the day of the run; `expired` are the others."""

    def __init__(self, entries: tuple[Accepted, ...] = (), today: date | None = None) -> None:
        day = today or date.today()
        self._names: Mapping[str, str] = {}
        self.entries = tuple(e for e in entries if e.until >= day)
        self.expired = tuple(e for e in entries if e.until < day)

    def behind(self, names: Mapping[str, str]) -> AcceptedCauses:
        """The same of redacted records, where these are the names behind pseudonyms."""
        other = copy(self)
        other._names = names
        return other

    def accepts(self, case: Mapping[str, Any], cause: str) -> Accepted | None:
        """The entry that accepts this cause for the case of a record; None where there is none."""
        if self._names and self.entries:
            case = {key: self._names.get(text, text) for key, text in case.items()}
        return next((e for e in self.entries if e.fits(case, cause)), None)


def read_known(path: File, causes: Mapping[str, Cause], today: date | None = None) -> AcceptedCauses:
    """The accepted findings in a file: `known:` with a list.

    `causes` are all causes by the ids that they have, and by those that they had before. Raises InputError
    that names what is wrong in it.
    """
    data = parse(bytes_of(path), str(path))
    rows = data.get("known") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise InputError(
            "has no list `known`", where=str(path), expected="known: [{cause: ..., reason: ..., until: ...}]"
        )
    entries = []
    for n, row in enumerate(rows):
        try:
            entry = Accepted.model_validate(row)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            place = ".".join(map(str, (f"known[{n}]", *detail["loc"])))
            raise InputError(f"{place}: {detail['msg'].lower()}", where=str(path)) from None
        if "*" not in entry.cause:
            if entry.cause not in causes:
                raise InputError(f"known[{n}].cause: there is no cause {entry.cause!r}", where=str(path))
            entry = entry.model_copy(update={"cause": causes[entry.cause].id})
        entries.append(entry)
    return AcceptedCauses(tuple(entries), today)
