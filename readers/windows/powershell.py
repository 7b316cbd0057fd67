"""What PowerShell prints of objects, as rows: lists (`Name : value`), tables, and CSV.

A list has a name and a value per line and a blank line between objects; a value goes on in indented lines. A table has
a header with a ruled line below it; numbers and enumerations stand at the right of their column, texts at the left,
and what does not fit ends in `...`. Each row is a `Node` whose place is its line, as of JSON data; so the readers of
this folder read all of these forms, JSON and CLIXML alike.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from ..base import Finding, Line, Node, Reader, TextReader, rows

MOST_FINDINGS = 50
_MOST_KEYS, _LONGEST_VALUE = 200, 8_000
_NAME = re.compile(r"[A-Za-z_][\w .()/#&+-]{0,80}")
_PROMPT = re.compile(r"(?:PS )?[A-Za-z]:\\[^>]{0,300}>")
_FEWEST_COLUMNS = 3
_RULE = re.compile(r"-+")
_COLOUR = re.compile(r"\x1b\[[\d;]{0,20}m")  # PowerShell 7 paints headers
_CSV_HEAD = re.compile(r'"[^",;]{1,100}"(?P<mark>[,;])"')
_VIEWER_HEAD = re.compile(r"\w{1,30},Date and Time,Source,Event ID,Task Category")  # Event Viewer names no description


def objects(lines: Iterable[Line]) -> Iterator[Node]:
    """The objects in a text, streamed; lines that belong to none are passed over."""
    pending: dict[str, Any] = {}
    place, last, header, columns, ends = "", "", "", list[tuple[str, int]](), list[int]()
    stream = iter(lines)
    for line in stream:
        text = line.text.rstrip()
        if "\x1b" in text:
            text = _COLOUR.sub("", text).rstrip()
        if not columns and (_CSV_HEAD.match(text) or _VIEWER_HEAD.match(text)):
            yield from _csv(chain([line], stream))
            return
        if header and "-" in text and not set(text) - {" ", "-"}:
            columns = [(_cut(header, *span), span[0]) for span in _spans(text)]
            ends = [found.end() for found in _RULE.finditer(text)]
            pending, last = {}, ""
        elif columns and text:
            if not _stands_in(text, columns, ends):
                continue
            cells = _cells(text, columns)
            if pending and not text[0].strip() and not next(iter(cells.values())) and last == "table":
                _go_on(pending, cells)
                continue
            if pending:
                yield Node(pending, place)
            pending, place, last = cells, f"line {line.number}", "table"
        elif not text:
            if pending:
                yield Node(pending, place)
            pending, last, columns = {}, "", []
        elif text[0] in " \t" and last:
            if len(pending[last]) < _LONGEST_VALUE:
                pending[last] = f"{pending[last]}\n{text.strip()}"
        elif not _PROMPT.match(text):
            name, colon, value = text.partition(":")
            name = name.strip()
            if colon and _NAME.fullmatch(name):
                if name in pending or len(pending) >= _MOST_KEYS:
                    yield Node(pending, place)
                    pending = {}
                place = place if pending else f"line {line.number}"
                pending[name], last = value.strip(), name
        header = text
    if pending:
        yield Node(pending, place)


def _spans(ruled: str) -> list[tuple[int, int]]:
    """Where the columns begin and end: at the ruled parts, each up to the next."""
    starts = [found.start() for found in _RULE.finditer(ruled)][:_MOST_KEYS]
    return list(zip(starts, [*starts[1:], len(ruled) + 1000], strict=True))


def _cut(text: str, start: int, end: int) -> str:
    return text[_left(text, start) : _left(text, end)].strip()


def _left(text: str, at: int) -> int:
    """Where the value begins that stands at the column: right-aligned ones begin further left."""
    return at if at == 0 or at >= len(text) or text[at - 1] == " " else text.rfind(" ", 0, at) + 1


def _stands_in(text: str, columns: list[tuple[str, int]], ends: list[int]) -> bool:
    """Whether a row stands in the columns of its table: what begins left of one ends where it ends, at its right.

    Else blanks are gone. Letters of East Asia are wider, and stand further left.
    """
    if not text.isascii():
        return True
    for (_, start), end in zip(columns[1:], ends[1:], strict=False):
        if start < len(text) and text[start - 1] != " " and text[start] != " ":
            stop = text.find(" ", start)
            if (stop if stop >= 0 else len(text)) != end:
                return False
    # A cell that is narrower than its column has blanks behind it.
    widths = ((text[start:end].strip(), end - start) for (_, start), end in zip(columns[:-1], ends, strict=False))
    narrow = any(len(cell) < width for cell, width in widths)
    return "  " in text or len(columns) < _FEWEST_COLUMNS or not narrow


def _cells(text: str, columns: list[tuple[str, int]]) -> dict[str, Any]:
    starts = [_left(text, start) for _, start in columns]
    ends = [*starts[1:], len(text)]
    return {
        name or f"column {n}": text[a:b].strip()
        for n, ((name, _), a, b) in enumerate(zip(columns, starts, ends, strict=True))
    }


def _go_on(row: dict[str, Any], more: dict[str, Any]) -> None:
    """Add what a wrapped row (`Format-Table -Wrap`) has in its next line."""
    for name, text in more.items():
        if text:
            row[name] = f"{row.get(name, '')} {text}" if len(row.get(name, "")) < _LONGEST_VALUE else row[name]


def _csv(lines: Iterable[Line]) -> Iterator[Node]:
    """The rows of `ConvertTo-Csv`, `Export-Csv` or Event Viewer; what is no CSV any more ends them."""
    number = [0]
    lines = iter(lines)
    first = next(lines)
    found = _CSV_HEAD.match(first.text)
    header = next(csv.reader([first.text], delimiter=found["mark"] if found else ","), [])[:_MOST_KEYS]
    header = header if found else [*header, "Message"]

    def texts() -> Iterator[str]:
        for line in lines:
            number[0] = line.number
            yield line.text.replace("\r", "") + "\n"

    reader = csv.reader(texts(), delimiter=found["mark"] if found else ",")
    try:
        for cells in reader:
            if cells:
                yield Node(dict(zip(header, cells, strict=False)), f"line {number[0]}")
    except csv.Error:
        return


@lru_cache(maxsize=2)
def sample(head: str) -> tuple[Node, ...]:
    """The objects in the beginning of a text, for the readers that ask whether it is theirs."""
    lines = (Line(n, text[:2000]) for n, text in enumerate(head.split("\n"), 1))
    return tuple(row for row, _ in zip(objects(lines), range(400), strict=False))


def full(node: Node) -> str:
    """The text of a value in lower case; empty where the table cut it off."""
    return "" if node.word.endswith(("...", "…")) else node.word


def items(node: Node) -> list[str]:
    """The texts of a list: of JSON, or as PowerShell prints it (`{a, b}`); what is cut off is left out."""
    if isinstance(node.value, list):
        found = [item.text or "" for item in node]
    else:
        text = node.text or ""
        found = text[1:-1].split(",") if text.startswith("{") and text.endswith("}") else [text]
    return [item.strip() for item in found if item.strip() and not item.strip().endswith(("...", "…"))]


_LINE = re.compile(r"^(line \d+)\.")


def both(
    kind: str, fits: Callable[[Node], bool], read: Callable[[Iterable[Node]], Iterable[Finding]]
) -> tuple[Reader, TextReader]:
    """The readers of one kind of objects: as data (JSON, CLIXML), and as text (list, table, CSV)."""

    def read_text(lines: Iterable[Line]) -> Iterator[Finding]:
        for finding in read(objects(lines)):
            yield with_lines(finding)

    return (
        Reader(kind, lambda node: any(fits(row) for row in rows(node)), lambda node: read(rows(node))),
        TextReader(kind, lambda head: any(fits(row) for row in sample(head)), read_text),
    )


def with_lines(finding: Finding) -> Finding:
    """The finding with places as texts have them: `line 12, Status`."""
    finding.places = {path: _LINE.sub(r"\1, ", place) for path, place in finding.places.items()}
    return finding


def fitting(found: Iterable[Node], fits: Callable[[Node], bool]) -> Iterator[Node]:
    """The first objects of a kind: a file may have any number of them, and each makes a finding."""
    return islice((row for row in found if fits(row)), MOST_FINDINGS)


def host_of(row: Node) -> str | None:
    """The machine that an object comes from, where it says so; a dot means this one, whichever it is."""
    for name in ("PSComputerName", "MachineName", "CSName", "SystemName", "__SERVER"):
        text = full(row[name])
        if text and text not in (".", "localhost"):
            return row[name].name
    return None
