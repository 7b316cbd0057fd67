"""Reads what `az ... -o table` prints, where its columns tell something: jobs, extensions, states of a VM.

A table leaves out most of an answer, and never cuts a cell (azure-cli: `_format.py` of backup, `_transformers.py` of
vm, tables of knack). What it leaves out is said with the command that tells it. A table is what somebody chose to show:
there may be more rows than these. Tables of other commands are refused (readers/refusals.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from ..base import Finding, Line, Node, Reader, Rows, TextReader
from ..tables import MOST_ROWS, to_rows
from .locks import TYPE

KIND = "table of az"
Readings = Callable[[Node], list[tuple[Reader, Node]]]
Cells = dict[str, str]
_WITHIN = 4  # lines before the ruled one: a prompt, warnings
_RULED = re.compile(r"\s{0,8}-{2,}(?: +-+)+\s*")


class _Table(NamedTuple):
    """Columns that only this command prints, its rows in the form of its JSON, and what it leaves out."""

    columns: frozenset[str]
    row: Callable[[Cells], dict[str, Any]]
    missing: str
    empty: str = "location"  # the column in which a row may have nothing

    def is_row(self, cells: Cells) -> bool:
        """Whether a line has what each row of the table has."""
        return all(cells[name] for name in self.columns if name != self.empty)


def _job(cells: Cells) -> dict[str, Any]:
    return {
        "entityFriendlyName": cells["itemname"],
        "operation": cells["operation"],
        "status": cells["status"],
        "jobId": cells["name"],
        "startTime": cells["starttimeutc"],
        "backupManagementType": cells.get("backupmanagementtype"),
    }


def _extension(cells: Cells) -> dict[str, Any]:
    return {
        "name": cells["name"],
        "provisioningState": cells["provisioningstate"],
        "publisher": cells["publisher"],
        "typeHandlerVersion": cells["version"],
    }


def _vm(cells: Cells) -> dict[str, Any]:
    return {
        "type": "Microsoft.Compute/virtualMachines",
        "name": cells["name"],
        "resourceGroup": cells["resourcegroup"],
        "powerState": cells["powerstate"],
        "provisioningState": cells.get("provisioningstate"),
    }


def _lock(cells: Cells) -> dict[str, Any]:
    if cells["level"].lower() not in ("cannotdelete", "readonly"):
        return {}
    return {
        "type": TYPE,
        "level": cells["level"],
        "name": cells["name"],
        "resourceGroup": cells["resourcegroup"],
    }


_TABLES = (
    _Table(
        frozenset({"name", "operation", "status", "itemname", "starttimeutc"}),
        _job,
        "a table of jobs has no error code: `az backup job show -g VAULT_GROUP -v VAULT -n JOB -o json` tells it",
    ),
    _Table(
        frozenset({"name", "provisioningstate", "publisher", "version"}),
        _extension,
        "a table of extensions has no messages: `az vm get-instance-view -g GROUP -n VM -o json` tells them",
    ),
    _Table(
        frozenset({"name", "resourcegroup", "powerstate", "location"}),
        _vm,
        "a table of VMs says nothing of the agent: `az vm get-instance-view -g GROUP -n VM -o json` does",
    ),
    _Table(
        frozenset({"level", "name", "resourcegroup"}),
        _lock,
        "a table of locks does not tell what each stands on: `az lock list -o json` does",
        "resourcegroup",
    ),
)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _spans(ruled: str) -> list[slice]:
    starts = [found.start() for found in re.finditer(r"-+", ruled)]
    return [slice(a, b) for a, b in zip(starts, [*starts[1:], None], strict=True)]


def _begun(lines: list[str]) -> tuple[int, _Table, list[str]] | None:
    """In which of the first lines the ruled one stands, of which table, and the names of its columns."""
    for at, line in enumerate(lines[1 : _WITHIN + 2], 1):
        if _RULED.fullmatch(line):
            names = [_plain(lines[at - 1][span]) for span in _spans(line)]
            table = next((table for table in _TABLES if table.columns <= set(names)), None)
            return (at, table, names) if table is not None and len(set(names)) == len(names) else None
    return None


def _is_table(head: str) -> bool:
    lines = [line for line in head[:20_000].split("\n", 40)[:40] if line.strip()]
    begun = _begun(lines)
    if begun is None:
        return False
    at, table, names = begun
    first = _cells(lines[at + 1], lines[at], names) if len(lines) > at + 1 else {}
    return not first or not table.is_row(first) or bool(table.row(first))


def _gaps(line: str, ruled: str) -> Iterator[str]:
    """What a line has between the columns: nothing, in a row of the table."""
    return (line[found.start() : found.end()] for found in re.finditer(r"(?<=-) +(?=-)", ruled))


def _cells(line: str, ruled: str, names: list[str]) -> Cells:
    return {name: line[span].strip() for name, span in zip(names, _spans(ruled), strict=True)}


def printed_tables(readings_of: Readings) -> TextReader:
    """The reader of such tables, whose rows are read by what `readings_of` names."""
    return TextReader(KIND, _is_table, lambda lines: _read(lines, readings_of))


def _read(lines: Iterable[Line], readings_of: Readings) -> Iterator[Finding]:
    source = (line for line in lines if line.text.strip())
    opening = list(islice(source, _WITHIN + 2))
    begun = _begun([line.text for line in opening])
    if begun is None:
        return
    at, table, names = begun
    values, places = [], []
    for line in islice([*opening[at + 1 :], *islice(source, MOST_ROWS)], MOST_ROWS):
        if any(gap.strip() for gap in _gaps(line.text, opening[at].text)):
            break  # what stands below the table
        if line.text.strip() in (opening[at - 1].text.strip(), opening[at].text.strip()):
            continue  # the same table once more
        cells = _cells(line.text, opening[at].text, names)
        if table.is_row(cells):
            values.append(table.row(cells))
            places.append(f"line {line.number}")
    rows = Node(Rows(values, places, True))
    found = [finding for reader, mine in readings_of(rows) for finding in reader.read(mine)]
    if not found:
        yield Finding(None, shared=True, notes=["no row of this table is of a kind that is read"])
    known = frozenset(places)
    for finding in found:
        finding.notes.append(table.missing)
        yield to_rows(finding, known)
