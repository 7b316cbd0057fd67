"""Records that a run goes on with: each has to be that of the case which stands at its place in the input.

Lines alone would be counted in vain: a file of records from which one is missing, or in which one stands twice, is as
long as it may be. What names a case is compared, which costs no more than to read its JSON; where that says too little
the case is diagnosed once more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..facts.errors import InputError, UsageError
from .known import AcceptedCauses
from .run import diagnose_chunk

if TYPE_CHECKING:
    from ..redaction import Redactor
    from ..redaction.kinds import NameKind

_NAMES = ("id", "vm", "resource_group", "subscription")
_KINDS: dict[str, NameKind] = {"id": "case", "vm": "vm", "resource_group": "group", "subscription": "subscription"}
_MORE = ("code", "failed_at")
_BEGINS = '{"case":'
_decoder = json.JSONDecoder()


class Kept:
    """The records of an interrupted run, held against the lines that they should be made from, one after another."""

    def __init__(self, path: Path, redactor: Redactor | None = None) -> None:
        self._path, self._redactor = path, redactor
        self._own: Redactor | None = None
        if redactor is not None:
            self._own = type(redactor).like(redactor.pseudonyms)

    def after(self, records: Iterable[str], lines: Iterator[str], done: int) -> Iterator[str]:
        """The lines that come after those of which there are records, `done` many.

        Raises InputError for the first record that is not that of its line, UsageError where there are fewer lines.
        """
        before = None
        for number, (record, line) in enumerate(zip_longest(records, islice(lines, done)), 1):
            if line is None:
                raise UsageError(f"{done:,} lines are done, and this input has {number - 1:,}: it is another one")
            named = _names_in(record)
            if named == before or not self._is_surely_of(named, line):
                self._compare(record, line, number)
            before = named
        return lines

    def _is_surely_of(self, named: dict[str, Any] | None, line: str) -> bool:
        """Whether a line has the names that the record has, and they tell its case from others."""
        told = _told(line) if named is not None else None
        if named is None or told is None or not (named.get("vm") or named.get("id")):
            return False
        if self._own is not None:
            self._own.forget()  # a pseudonym begins as the name is met, which must not hang on other records
            for name in _NAMES:
                if told.get(name):
                    told[name] = self._own.name(_KINDS[name], told[name])
        return all(named.get(name) == told.get(name) for name in (*_NAMES, *_MORE))

    def _compare(self, record: str, line: str, number: int) -> None:
        """Diagnose the case of the line once more. Raises InputError where that is told otherwise."""
        made = diagnose_chunk([line], AcceptedCauses(), self._redactor.pseudonyms if self._redactor else None)
        if self._essence(record) != self._essence(made.records):
            at = number + 1  # the header stands before them
            raise InputError(
                "is no record of the case that stands at its place in the input: this line, or one before it, was "
                "lost, doubled or changed",
                where=f"{self._path}, line {at}",
                expected=f"the record of case {number:,} of the input",
                hint=f"begin anew without --resume, or cut the file back to before line {at} and go on with --resume",
            )

    def _essence(self, record: str) -> list[Any]:
        """What has to be equal in two records of one line; texts are not, where names in them get pseudonyms later."""
        data = json.loads(record)
        if "rejected" in data:
            return [data["line"]]
        verdicts = [(each["cause"], each["verdict"]) for each in data["explanations"]]
        values = [] if self._redactor is not None else [each["because"] for each in data["explanations"]]
        return [data["case"], verdicts, values, data["possible"], data["ruled_out"]]


def _names_in(record: str) -> dict[str, Any] | None:
    """What names the case of a record; None of a rejected line."""
    if record.startswith(_BEGINS):
        names, _ = _decoder.raw_decode(record, len(_BEGINS))
    else:
        names = json.loads(record).get("case")
    return names if isinstance(names, dict) else None


def _told(line: str) -> dict[str, Any] | None:
    """What a line says of the names of its case, as it is written there; None where it is no plain case."""
    try:
        data = json.loads(line)
        vm, error = data.get("vm") or {}, data.get("error") or {}
        failed = data.get("failed_at")
        return {
            "id": data.get("id"),
            "vm": vm.get("name"),
            "resource_group": vm.get("resource_group"),
            "subscription": vm.get("subscription_id"),
            "code": error.get("code"),
            "failed_at": failed and datetime.fromisoformat(failed).isoformat(),
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
