"""Events as text, as rows: `wevtutil /f:text`, what Event Viewer copies, lists, tables and CSV, and bare messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from ..base import Line, Node
from .powershell import objects, sample

_LABELS = {
    "log name": "LogName",
    "source": "ProviderName",
    "date": "TimeCreated",
    "event id": "Id",
    "computer": "MachineName",
    "description": "Message",
}
_BEGINNING = re.compile(r"\s{0,8}(?:Event\[\d{1,9}\]:?|Log Name: .*)\s*")
_LABEL = re.compile(r"\s{0,8}(?P<label>[A-Z][A-Za-z ]{2,20}):(?: (?P<value>.*))?")
_MESSAGE = re.compile(
    r"\s{0,40}Faulting application name: \S|.{3,400}\.exe was (?:prevented from running|allowed to run)", re.IGNORECASE
)
_MOST_LINES = 200


def is_event(row: Node) -> bool:
    """Whether this is an event: a number, and a message or data, with its source, log, level or time."""
    told = any(row.has(n) for n in ("ProviderName", "Source", "LogName", "TimeCreated", "TimeGenerated", "EntryType"))
    numbered = row.first("Id", "EventID", "Event ID").integer is not None
    return numbered and told and (row.has("Message") or row.has("Data"))


def is_event_text(head: str) -> bool:
    """Whether a text holds events, in one of the forms."""
    if any(is_event(row) for row in sample(head)):
        return True
    lines = [line[:500] for line in head.split("\n")]
    return _is_blocks(lines) or any(_MESSAGE.match(line) for line in lines)


def _is_blocks(lines: list[str]) -> bool:
    labels = {found["label"].lower() for line in lines if (found := _LABEL.match(line))}
    return {"log name", "source", "event id"} <= labels and any(_BEGINNING.fullmatch(line) for line in lines)


def event_rows(lines: Iterable[Line]) -> Iterator[Node]:
    """The events, streamed. The form shows in the first lines."""
    stream = iter(lines)
    first = [line for line, _ in zip(stream, range(_MOST_LINES), strict=False)]
    every = chain(first, stream)
    head = "\n".join(line.text for line in first)
    if _is_blocks([line.text[:500] for line in first]):
        yield from _blocks(every)
    elif any(is_event(row) for row in sample(head)):
        yield from (row for row in objects(every) if is_event(row))
    else:
        yield from _bare(every)


def _blocks(lines: Iterable[Line]) -> Iterator[Node]:
    values: dict[str, Any] = {}
    message: list[str] | None = None
    place = ""
    for line in lines:
        if _BEGINNING.fullmatch(line.text[:500]) and ("Event[" in line.text or message is not None or not values):
            if values:
                yield _event(values, message, place)
            values, message, place = {}, None, f"line {line.number}"
        if message is not None:
            if len(message) < _MOST_LINES:
                message.append(line.text[:2000])
        elif found := _LABEL.match(line.text[:500]):
            name = _LABELS.get(found["label"].lower())
            if name == "Message":
                message = [found["value"] or ""]
            elif name:
                values[name] = (found["value"] or "").strip()
    if values:
        yield _event(values, message, place)


def _event(values: dict[str, Any], message: list[str] | None, place: str) -> Node:
    return Node({**values, "Message": "\n".join(message or ()).strip()}, place)


def _bare(lines: Iterable[Line]) -> Iterator[Node]:
    """Messages without anything else, each from its first line."""
    for line in lines:
        if _MESSAGE.match(line.text[:500]):
            yield Node({"Message": line.text[:2000].strip()}, f"line {line.number}")
