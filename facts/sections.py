"""The output of a collection script: one text with many sections, each the output of one command.

    ##backupdx## collected 1 linux 2026-11-24T20:58:58Z web01
    ##backupdx## section waagent --version
    ...
    ##backupdx## end

The first line tells the version of this form, where it was collected (`azure`, `linux`, `windows`), when, and the name
of the machine. Each section is recognised by its content, like a file of its own. `kb/collect.py` writes this form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from .content import Content, of_bytes
from .sources.node import parsed_time

MARK = "##backupdx##"
MAX_SECTION = 16 * 1024**2  # characters; a longer section is cut
_HEAD = re.compile(rf"{MARK} collected (?P<version>\d+) (?P<place>\w+) (?P<time>\S+)(?: (?P<host>\S+))?\s*")
_SECTION = re.compile(rf"{MARK} section (?P<name>.+)")


@dataclass(frozen=True, slots=True)
class Collected:
    """When and on which machine a script collected; `place` is `azure`, `linux` or `windows`."""

    place: str
    time: datetime | None
    host: str | None


def is_collected(head: str) -> bool:
    """Whether a text begins as the output of a collection script does."""
    return head.lstrip().startswith(f"{MARK} collected ")


def sections_of(content: Content) -> Iterator[tuple[Collected, Content | None]]:
    """Each section as content of its own; None last where the output has no end: it is cut off."""
    about = Collected("", None, None)
    name, lines, size, ended = "", list[str](), 0, False
    for line in content.lines():
        text = line.text.strip()
        if not text.startswith(MARK):
            size += len(line.text) + 1
            if name and size <= MAX_SECTION:
                lines.append(line.text)
            continue
        if name:
            yield about, _section(content, name, lines)
        name, lines, size = "", [], 0
        if found := _HEAD.fullmatch(text):
            host = found["host"]
            about = Collected(found["place"], parsed_time(found["time"]), host if host and host != "-" else None)
        elif found := _SECTION.match(text):
            name = found["name"].strip()
        ended = text.startswith(f"{MARK} end")
    if name:
        yield about, _section(content, name, lines)
    if not ended:
        yield about, None


def _section(content: Content, name: str, lines: list[str]) -> Content:
    return of_bytes("\n".join(lines).encode("utf-8", "replace"), f"{content.where} [{name}]", content.folder)
