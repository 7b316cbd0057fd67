"""The rows of a fleet as compact JSON inside a page.

A row names strings and patterns by number; each island brings those that it is the first to use, so that one pass over
the records writes them all. A pattern is what many VMs share of an explanation (causes, verdicts, facts), as in
`fleet.records`; a row adds its names, an explanation its values and sources.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from ..facts.errors import InputError
from .clean import clean

CHUNK = 1000  # rows in an island
SAME_FACT = "\x01"  # stands for the fact's name at the end of a source; `clean` leaves no such character in any text
WELL_NOW = -1  # instead of the time since when a VM fails; 0: since the time of its case
_NAMES = ("resource_group", "subscription", "region", "os", "vault", "policy", "code", "failed_at")
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def island(name: str, data: Any, kind: str = "id") -> str:
    """The data as a script element that is not run, found by its id or class; it cannot be left from inside."""
    text = json.dumps(data, separators=(",", ":"))
    safe = _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return f'<script type="application/json" {kind}="{name}">{safe}</script>\n'


class Entry(NamedTuple):
    """A parsed record, its number among the lines, its status, and reason and date if it is accepted.

    `since` is when its VM began to fail (empty: not known), None where it works again.
    """

    number: int
    record: dict[str, Any]
    status: str
    accepted: list[str] | None
    set_aside: tuple[str, ...]
    customer: str
    since: str | None


@contextmanager
def usable(number: int) -> Iterator[None]:
    """Whatever a record of another shape leads to becomes an InputError that tells its number."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        what = f"is no record of a fleet ({type(error).__name__}: {error})"
        raise InputError(what, where=f"record {number}", expected="a line that `backupdx fleet` wrote") from None


class Islands:
    """Numbers strings and patterns in the order in which they appear."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self._new: list[str] = [""]
        self._patterns: dict[bytes, int] = {}
        self._new_patterns: list[Any] = []

    def of(self, entries: Iterable[Entry]) -> Iterator[str]:
        """Two islands per thousand records: rows, then explanations. Raises InputError for what is no record."""
        rest = iter(entries)
        while chunk := list(itertools.islice(rest, CHUNK)):
            rows, details = [], []
            for entry in chunk:
                with usable(entry.number):
                    rows.append(self._row(entry))
                    details.append(_detail(entry.record))
            yield island("rows", {"strings": self._new, "patterns": self._new_patterns, "rows": rows}, "class")
            yield island("details", details, "class")
            self._new, self._new_patterns = [], []

    def _row(self, entry: Entry) -> list[Any]:
        record, status, accepted = entry.record, entry.status, entry.accepted
        case = record["case"]
        told = [e for e in record["explanations"] if e["verdict"] != "possible"]
        shared = [self._number(e["shared"][1]) if "shared" in e else 0 for e in told]
        row: list[Any] = [clean(case.get("id", "")), clean(case.get("vm", ""))]
        row += [self._number(case.get(name, "")) for name in _NAMES]
        row += [self._pattern(record), shared if any(shared) else 0, self._number(status)]
        row.append([self._number(part) for part in accepted] if accepted else 0)
        row.append([self._number(cause) for cause in entry.set_aside] or 0)
        row.append(self._number(entry.customer))
        at = case.get("failed_at", "")
        row.append(WELL_NOW if entry.since is None else 0 if entry.since == at else self._number(entry.since))
        while row[-1] == 0:
            row.pop()
        return row

    def _pattern(self, record: dict[str, Any]) -> int:
        data = [
            [
                [
                    self._number(e["cause"]),
                    self._number(e["verdict"]),
                    [self._number(fact) for fact, *_ in e["because"]],
                    [self._number(fact) for fact, *_ in e.get("against", ())],
                    [self._number(fact) for fact in e.get("missing", ())],
                    self._number(e["shared"][0]) if "shared" in e else 0,
                ]
                for e in record["explanations"]
            ],
            [self._number(cause) for cause in record["possible"]],
            [self._number(cause) for cause in record["ruled_out"]],
        ]
        key = hashlib.blake2b(json.dumps(data).encode(), digest_size=16).digest()
        if key not in self._patterns:
            self._patterns[key] = len(self._patterns)
            self._new_patterns.append(data)
        return self._patterns[key]

    def _number(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self._numbers)
            self._new.append(clean(text))
        return number


def _detail(record: dict[str, Any]) -> list[Any]:
    """Values of the pattern's facts in order, their sources (one where all are alike), notes."""
    seen = [each for e in record["explanations"] for each in (*e["because"], *e.get("against", ()))]
    sources = [_source(fact, source[0]) if source else "" for fact, _, *source in seen]
    alike = len(set(sources)) == 1
    return [
        [clean(value) for _, value, *_ in seen],
        sources[0] if alike else sources,
        [clean(note) for note in record["notes"]],
    ]


def _source(fact: str, source: str) -> str:
    named = source.endswith(fact)
    return clean(source.removesuffix(fact)) + (SAME_FACT if named else "")
