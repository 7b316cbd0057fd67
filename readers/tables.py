"""Tables in text: rows of a CSV export as objects, each with its line, within bounds."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from .base import Finding, Line, Node, Rows
from .containers.content import LONGEST_LINE
from .containers.strict_json import plain_json

MOST_ROWS = 50_000
MOST_CHARACTERS = 32 * 1024**2
HEADER_WITHIN = 20  # lines, empty ones among them
_DELIMITERS = (",", ";", "\t")


def header_of(head: str) -> tuple[list[str], str] | None:
    """The names in the first line of a table, and what stands between them; None for other texts.

    PowerShell 5 writes a line `#TYPE ...` before it, Excel in some countries `sep=;`.
    """
    lines = (line for line in head.split("\n", HEADER_WITHIN)[:HEADER_WITHIN] if line.strip())
    first = next((line for line in lines if not line.startswith(("#TYPE", "sep="))), "")
    if first[:1].isspace():  # indented as a whole: what stands in quotes would not be seen
        return None
    for delimiter in _DELIMITERS:
        names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        if len(names) > 2 and all(name and len(name) < 80 for name in names):
            return names, delimiter
    return None


def table_rows(lines: Iterable[Line], names: list[str], delimiter: str) -> tuple[Node, list[str]]:
    """The rows of a table, and remarks on what was left out; cells with JSON in them are opened.

    A table is what somebody chose to export: there may be more rows than these.
    """
    notes: list[str] = []
    rows: list[dict[str, Any]] = []
    places: list[str] = []
    source = _Source(lines)
    reader = csv.reader(source, delimiter=delimiter)
    try:
        for cells in reader:
            if len(rows) >= MOST_ROWS or source.read > MOST_CHARACTERS:
                notes.append(f"only the first {len(rows)} rows are read")
                break
            if cells and _is_broken(cells[0]):
                continue  # something stands before the quotes of its first cell
            if cells and [cell.strip() for cell in cells] != names and len(cells) <= len(names):
                if len(cells) < len(names):
                    del cells[-1]  # the line was cut off in it, perhaps
                rows.append({name: _cell(text) for name, text in zip(names, cells, strict=False)})
                places.append(f"line {source.begun}")
            source.begun = 0
    except csv.Error as error:
        notes.append(f"line {source.number}: is no table any more ({error}), the rest is not read")
    if source.cut:
        notes.append(f"{source.cut} line(s) are longer than {LONGEST_LINE // 1024} KB and were passed over")
    return Node(Rows(rows, places, True)), notes


class _Source:
    """The lines for the CSV reader; one that was cut would take the following ones for its own, so it is left out."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        self.begun = self.number = self.read = self.cut = 0

    def __iter__(self) -> Iterator[str]:
        for number, text in self._lines:
            self.number = number
            self.begun = self.begun or number
            self.read += len(text)
            if len(text) >= LONGEST_LINE:
                self.cut += 1
                self.begun = 0
            elif not text.startswith(("#TYPE", "sep=")):
                yield text + "\n"


def to_rows(finding: Finding, known: Collection[str]) -> Finding:
    """The finding with each place cut to that of the row that it lies in: the names behind it are not its columns'.

    `known` are the places of all rows.
    """
    for fact, place in finding.places.items():
        while place and place not in known:
            place = place.rpartition(".")[0]
        finding.places[fact] = place
    return finding


def _is_broken(cell: str) -> bool:
    return cell.endswith('"') and cell.count('"') > 1 and cell.lstrip()[:1] not in ('"', "{", "[")


def _cell(text: str) -> Any:
    """The value of a cell: JSON where an object or a list stands in it, None where nothing does."""
    plain = text.strip()
    if plain[:1] in ("{", "["):
        try:
            return plain_json(plain)
        except (ValueError, RecursionError):
            return plain
    return plain or None
