"""Reads what `az ... -o tsv` prints of whole answers, where a row says for itself what it is: it has an id in it.

The names of the columns are lost, and which there are differs between versions of the CLI. The id tells the kind of a
row and its name; a level of a lock, and a provisioning state, are words that stand in no other column of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from ..base import Finding, Line, Node, Reader, Rows, TextReader
from ..tables import MOST_ROWS, to_rows
from .asked import command_in

KIND = "tabs of az"
Readings = Callable[[Node], list[tuple[Reader, Node]]]
_ID = re.compile(r"/subscriptions/[^/\t]{1,80}/(?:[^/\t]{1,260}/){0,14}providers/(?P<rest>[^\t]{1,600})", re.IGNORECASE)
_LEVELS = {"cannotdelete": "CanNotDelete", "readonly": "ReadOnly", "notspecified": "NotSpecified"}
_STATES = {"succeeded", "failed", "updating", "creating", "deleting", "canceled"}
_KINDS = ("microsoft.compute/virtualmachines/extensions", "microsoft.compute/restorepointcollections")
_MISSING = "`-o tsv` leaves out the names of what it prints: `-o json` tells more"


def printed_tabs(readings_of: Readings) -> TextReader:
    """The reader of such rows, which are read by what `readings_of` names."""

    def recognises(head: str) -> bool:
        rows = _rows(Line(n, text) for n, text in enumerate(head[:20_000].split("\n"), 1))
        return rows is not None and bool(readings_of(rows))

    def read(lines: Iterable[Line]) -> Iterator[Finding]:
        rows = _rows(lines)
        if rows is None:
            return
        known = frozenset(rows.value.places)
        for reader, mine in readings_of(rows):
            for finding in reader.read(mine):
                finding.notes.append(_MISSING)
                yield to_rows(finding, known)

    return TextReader(KIND, recognises, read)


def _rows(lines: Iterable[Line]) -> Node | None:
    """The rows, each with its line; None where the text begins with something else."""
    values: list[dict[str, Any]] = []
    places: list[str] = []
    for line in islice(lines, MOST_ROWS):
        text = line.text.rstrip("\r\n")
        if not text.strip() or (not values and command_in(text) is not None):
            continue
        row = _row(text.split("\t"))
        if row is None and not values:
            return None
        if row is not None:
            values.append(row)
            places.append(f"line {line.number}")
    return Node(Rows(values, places, True)) if values else None


def _row(cells: list[str]) -> dict[str, Any] | None:
    cells = [cell.strip() for cell in cells]
    ids = [cell for cell in cells if _ID.fullmatch(cell)]
    if len(cells) < 3 or not ids:
        return None
    arm_id = ids[0]
    parts = arm_id[arm_id.lower().rindex("/providers/") + len("/providers/") :].split("/")
    kind = "/".join((parts[0], *parts[1::2]))
    levels = {level for cell in cells if (level := _LEVELS.get(cell.lower()))}
    if kind.lower() == "microsoft.authorization/locks" and len(levels) == 1:
        return {"id": arm_id, "level": levels.pop(), "name": parts[-1]}
    states = {cell for cell in cells if cell.lower() in _STATES}
    if kind.lower() in _KINDS and len(states) == 1:
        return {"id": arm_id, "type": kind, "name": parts[-1], "provisioningState": states.pop()}
    return None
