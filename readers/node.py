"""A JSON value together with its place in a file: tolerant access to Azure's answers.

Azure answers come in two shapes, raw ARM (`properties.` wrapper) and flattened by the Azure CLI, and property
names differ in case between tools and years (seen: REST 2015 to 2025, Azure PowerShell). `Node` hides both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

_DOTNET_TIME = re.compile(r"/Date\((-?\d{1,15})\)/")
_YEAR_OF_UNSET = 1970  # of clocks that count from there, and were never set
LONGEST_NAME, _LONGEST_TEXT = 500, 100_000  # characters


class Rows(list[Any]):
    """Rows gathered from an answer, each with its own place in the file.

    `cut` tells that there may be more than these: a page with others after it, or the answer to a query, which shows
    what was asked for. What is not among them may exist all the same.
    """

    def __init__(self, values: Iterable[Any] = (), places: Iterable[str] = (), cut: bool = False) -> None:
        super().__init__(values)
        self.places = list(places)
        self.cut = cut


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value together with its place in the file; property names are matched without case.

    `node["a.b"]` walks down, looks inside a `properties` wrapper on the way, and gives a Node whose value is
    None where nothing stands; it never raises.
    """

    value: Any
    place: str = ""

    def __getitem__(self, path: str) -> Node:
        """The node below, or one of value None."""
        node = self
        for name in path.split("."):
            node = node._child(name)
        return node

    def _child(self, name: str) -> Node:
        found = Node(None, f"{self.place}.{name}".lstrip("."))
        for holder in (self, *_members(self, "properties")):
            for child in _members(holder, name):
                if child.value is not None:
                    return child
                found = child
        return found

    def first(self, *paths: str) -> Node:
        """The first of these that holds a value; the last one where none does."""
        node = self
        for path in paths:
            node = self[path]
            if node:
                break
        return node

    def __iter__(self) -> Iterator[Node]:
        """The elements of a list, each with its index in its place; nothing for other values.

        PowerShell 5 writes some lists as `{"value": [...], "Count": 2}`.
        """
        if isinstance(self.value, Rows):
            yield from (Node(value, place) for value, place in zip(self.value, self.value.places, strict=True))
        elif isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield Node(value, f"{self.place}[{index}]")
        elif isinstance(self.value, dict) and set(self.value) == {"value", "Count"}:
            yield from self._child("value")

    def __bool__(self) -> bool:
        """Whether a value stands here."""
        return self.value is not None

    def has(self, *names: str) -> bool:
        """Whether all these properties are present (null counts as present for a flattened CLI answer)."""
        if not isinstance(self.value, dict):
            return False
        keys = {str(k).lower() for k in self.value}
        wrapped = next((v for k, v in self.value.items() if str(k).lower() == "properties"), None)
        if isinstance(wrapped, dict):
            keys |= {str(k).lower() for k in wrapped}
        return all(name.lower() in keys for name in names)

    @property
    def text(self) -> str | None:
        """The value as text; None for null, empty and non-scalar values."""
        if isinstance(self.value, bool) or not isinstance(self.value, str | int | float):
            return None
        return str(self.value).strip()[:_LONGEST_TEXT].encode("utf-8", "replace").decode() or None

    @property
    def name(self) -> str | None:
        """The value as a name or id: text that is not longer than names are."""
        return self.text if self.text and len(self.text) <= LONGEST_NAME else None

    @property
    def number(self) -> float | None:
        """The value as a finite number; None where it is none."""
        if isinstance(self.value, bool) or not isinstance(self.value, str | int | float):
            return None
        try:
            number = float(self.value)
        except (ValueError, OverflowError):
            return None
        return number if math.isfinite(number) else None

    @property
    def integer(self) -> int | None:
        """The value as a whole number; None where it is none."""
        return int(self.number) if self.number is not None and self.number == int(self.number) else None

    @property
    def boolean(self) -> bool | None:
        """The value as a boolean; None where it is none."""
        if isinstance(self.value, bool):
            return self.value
        return {"true": True, "false": False}.get(self.word)

    @property
    def time(self) -> datetime | None:
        """The value as an aware time; None for null and for Azure's sentinels of 'unset'."""
        return parsed_time(self.value)

    @property
    def word(self) -> str:
        """The value in lower case, for comparisons; empty where there is none."""
        return (self.text or "").lower()


def _members(node: Node, name: str) -> Iterator[Node]:
    """The properties of an object that are called so, whatever their capitals."""
    if isinstance(node.value, dict):
        lowered, length = name.lower(), len(name)
        for key, value in node.value.items():
            if isinstance(key, str) and len(key) == length and key.lower() == lowered:
                yield Node(value, f"{node.place}.{key}".lstrip("."))


def rows(node: Node) -> list[Node]:
    """The objects in a file: of a list, of `{"value": [...]}`, of `{"data": [...]}`, or the one object."""
    for listing in (node, *_members(node, "value"), *_members(node, "data")):
        if isinstance(listing.value, list):
            return [row for row in listing if isinstance(row.value, dict)]
    return [node] if isinstance(node.value, dict) else []


def goes_on(text: str) -> bool:
    """Whether a text was cut off: an ellipsis stands for what is missing of it."""
    return text.rstrip().endswith("\N{HORIZONTAL ELLIPSIS}")


def is_cut(node: Node) -> bool:
    """Whether there may be more rows than the file shows: further pages, or a query that chose."""
    if isinstance(node.value, Rows):
        return node.value.cut
    more = ("nextLink", "odata.nextLink", "@odata.nextLink", "skip_token", "skipToken", "$skipToken")
    return any(member.text for name in more for member in _members(node, name)) or any(
        member.boolean for member in _members(node, "resultTruncated")
    )


def parsed_time(value: Any) -> datetime | None:
    """A time as Azure writes it (ISO, seven fraction digits, Z) or as PowerShell 5 does (`/Date(ms)/`).

    None for the sentinels of 'unset' (0001-01-01, 1601-01-01, 1970-01-01, 2001-01-01) and for other text.
    """
    if not isinstance(value, str) or len(value) < 10:
        return None
    text = value.strip()
    ticks = _DOTNET_TIME.fullmatch(text)
    try:
        time = (
            datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(ticks[1]))
            if ticks
            else datetime.fromisoformat(_six_digits(text))
        )
        time = (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return None if time.year <= _YEAR_OF_UNSET or (time.year, time.month, time.day) == (2001, 1, 1) else time


def _six_digits(text: str) -> str:
    """An ISO time with the fraction cut to microseconds."""
    return re.sub(r"\.(\d+)", lambda found: f".{found[1][:6]:0<6}", text, count=1)
