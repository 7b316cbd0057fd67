"""A part of what is uploaded, and the media types of what comes and goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..report.formats import JSON as JSON
from ..report.formats import MARKDOWN as MARKDOWN

PROBLEM = "application/problem+json"
MULTIPART, NDJSON, CSV = "multipart/form-data", "application/x-ndjson", "text/csv"


class Part(NamedTuple):
    """One part of a form: its field, what the file is called (empty: it is a text), and what it holds."""

    field: str
    file: str
    content: bytes


def form_schema(**fields: tuple[str, bool]) -> dict[str, Any]:
    """The schema of a form for the interface's description; each field with what it is, and whether it is files."""
    properties: dict[str, Any] = {}
    for name, (about, files) in fields.items():
        one = {"type": "array", "items": {"type": "string", "format": "binary"}} if files else {"type": "string"}
        properties[name] = {**one, "description": about}
    return {"type": "object", "properties": properties}


def named(parts: Iterable[Part]) -> dict[str, bytes]:
    """The contents of files by name; a name that is there already gets a number before it."""
    found: dict[str, bytes] = {}
    for part in parts:
        name = part.file
        while name in found:
            name = f"{len(found)}/{name}"
        found[name] = part.content
    return found
