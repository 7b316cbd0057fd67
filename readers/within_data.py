"""The texts that stand in data: what a command printed, in the answer of Run Command, a ticket's export or a log's.

Each is read as a file of its own, by the reader that is given.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from ..facts.errors import InputError
from .containers.content import Content, of_bytes
from .merging import Located
from .told import KIND, is_of_a_job

Read = Callable[[Content], tuple[list[Located], str]]
NOTHING_PRINTED = "the answer of Run Command, and nothing that is known here was printed"
PRINTED_BETWEEN = "what the command printed stands between [stdout] and [stderr]: see there whether it ran"
_MOST, _DEEPEST, _MOST_SEEN = 40, 8, 20_000
_LEAST = 40  # characters of a text that was printed
_STREAM = re.compile(r"^\[(?:stdout|stderr)\][ \t]*$", re.MULTILINE)
_HEADER = re.compile(r"\"?[A-Za-z_][\w .-]{0,60}\"?(?:,\"?[A-Za-z_][\w .\[\]-]{0,60}\"?){1,100}\r?\n")
_OPENED = re.compile(r"(?:^|,)\"[^\"\n,]{1,400}\n", re.MULTILINE)  # a cell that goes on in the next line
_FEWEST_LINES = 2
_RUN_COMMAND = re.compile(r"ComponentStatus/Std(?:Out|Err)/", re.IGNORECASE)


def is_run_command(data: Any) -> bool:
    """Whether data is the answer of Run Command: a message with what was printed in it."""
    rows = data.get("value") if isinstance(data, dict) else data
    found = [row for row in rows[:4] if isinstance(row, dict)] if isinstance(rows, list) else []
    if any(_STREAM.search(str(row.get("message"))) is not None for row in found):
        return True
    return bool(found) and all(_RUN_COMMAND.match(str(row.get("code"))) is not None for row in found)


def read_within(data: Any, content: Content, read: Read) -> tuple[list[Located], str] | None:
    """What the texts in data tell, each with the place in which it stands; None where none tells anything."""
    found: list[Located] = []
    kinds: dict[str, None] = {}
    for place, text in list(_texts(data, ""))[:_MOST]:
        for part in _STREAM.split(text) if _STREAM.search(text) else (text,):
            try:
                entries, kind = read(_inner(part, content)) if part.strip() else ([], "")
            except InputError:
                continue
            if kind == KIND and not is_of_a_job(part):
                continue  # a sentence in data is nobody's word on this failure
            for entry in entries:
                places = entry.finding.places
                entry.finding.places = {fact: f"{place}: {at}".strip(": ") for fact, at in places.items()}
            kinds.setdefault(kind)
            found += entries
    if not any(entry.finding.facts for entry in found):
        return None
    return found, ", ".join(kinds)


def table_of(text: str) -> list[dict[str, str]] | None:
    """The rows of a CSV in which a cell has several lines, or data; None for other texts."""
    if _HEADER.match(text) is None or ('"{' not in text and '"[' not in text and "\n" not in text.strip()):
        return None
    try:
        rows = list(islice(csv.DictReader(io.StringIO(text), strict=True), _MOST_SEEN))
    except csv.Error:
        return None
    whole = [{str(name): cell for name, cell in row.items() if isinstance(cell, str)} for row in rows]
    return whole if any(_is_text(cell) for row in whole for cell in row.values()) else None


def has_outputs(head: str) -> bool:
    """Whether a text begins as a CSV with a cell in which something of several lines was printed."""
    begins = _HEADER.match(head)
    if begins is None:
        return False
    opened = _OPENED.search(head, begins.end())
    return opened is not None and head.count("\n", opened.end()) >= _FEWEST_LINES and '"' in head[opened.end() :]


def _inner(text: str, content: Content) -> Content:
    return of_bytes(text.strip("\n").encode("utf-8", "replace"), content.where, content.folder, content.tidied + 1)


def _texts(data: Any, place: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The texts of several lines, or of data, with their places."""
    if isinstance(data, str):
        if _is_text(data):
            yield place, data
    elif depth < _DEEPEST and isinstance(data, dict):
        for name, value in list(data.items())[:_MOST_SEEN]:
            yield from _texts(value, f"{place}.{str(name)[:60]}".lstrip("."), depth + 1)
    elif depth < _DEEPEST and isinstance(data, list):
        for n, value in enumerate(data[:_MOST_SEEN]):
            yield from _texts(value, f"{place}[{n}]", depth + 1)


def _is_text(value: str) -> bool:
    return len(value) >= _LEAST and ("\n" in value.strip() or value.lstrip()[:1] in ("{", "["))
