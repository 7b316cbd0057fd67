"""The output of a collection script: one text with many sections, each the output of one command.

    ##backupdx## collected 1 linux 2026-11-24T20:58:58Z web01
    ##backupdx## section waagent --version
    ...
    ##backupdx## note no key vault was found
    ##backupdx## end

The first line tells the version of this form, where it was collected (`azure`, `linux`, `windows`), when, and the name
of the machine. In Azure that is the VM, and its resource group and subscription follow, `-` for what is not known:

    ##backupdx## collected 1 azure 2026-11-24T20:58:58Z web01 rg-web 5d7d...

Each section is recognised by its content, like a file of its own. A note is for people. `backupdx collect` writes this
form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ..base import Finding, VmKey
from ..node import parsed_time
from .content import Content, of_bytes

MARK = "##backupdx##"
MAX_SECTION = 16 * 1024**2  # characters; a longer section is cut
MAX_NOTES = 50
_LONGEST_LINE = 1024**2  # of JSON, in which a cut line would break all: longer than a log's line may be
_HEAD = re.compile(
    rf"{MARK} collected (?P<version>\d+) (?P<place>\w+) (?P<time>\S+)"
    r"(?: (?P<host>\S+)(?: (?P<group>\S+)(?: (?P<subscription>\S+))?)?)?\s*"
)
_BEGINS = re.compile(rf"^[ \t]{{0,8}}{MARK} collected ", re.MULTILINE)
_SECTION = re.compile(rf"{MARK} section (?P<name>.+)")
_NOTE = re.compile(rf"{MARK} note (?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Collected:
    """When and where a script collected; `place` is `azure`, `linux` or `windows`, `host` the machine or the VM."""

    place: str
    time: datetime | None
    host: str | None
    group: str | None = None
    subscription: str | None = None

    def subject(self) -> Finding | None:
        """The VM that Azure was asked about, so that rows of other VMs are passed over; None where it is not known."""
        if self.place != "azure" or not self.host:
            return None
        finding = Finding(
            VmKey(self.host.lower(), (self.group or "").lower(), (self.subscription or "").lower()),
            observed_at=self.time,
        )
        finding.add("vm.name", self.host, "first line")
        finding.add("vm.resource_group", self.group, "first line")
        finding.add("vm.subscription_id", self.subscription, "first line")
        return finding


@dataclass(frozen=True, slots=True)
class Note:
    """What a script says to people."""

    text: str


def collected_at(head: str) -> int | None:
    """Where in the beginning of a text the output of a collection script begins; None where there is none."""
    found = _BEGINS.search(head)
    return found.start() if found else None


def sections_of(content: Content) -> Iterator[tuple[Collected, Content | Note | None]]:
    """Each section as content of its own, and each note; None last where the output has no end: it is cut off."""
    about = Collected("", None, None)
    name, lines, size, ended, notes = "", list[str](), 0, False, 0
    for line in content.lines(_LONGEST_LINE):
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
            about = Collected(
                found["place"],
                parsed_time(found["time"]),
                *(None if part in ("-", "") else part for part in found.group("host", "group", "subscription")),
            )
        elif found := _SECTION.match(text):
            name = found["name"].strip()
        elif (found := _NOTE.match(text)) and notes < MAX_NOTES:
            notes += 1
            yield about, Note(found["text"].strip()[:500])
        ended = text.startswith(f"{MARK} end")
    if name:
        yield about, _section(content, name, lines)
    if not ended:
        yield about, None


def _section(content: Content, name: str, lines: list[str]) -> Content:
    return of_bytes("\n".join(lines).encode("utf-8", "replace"), f"{content.where} [{name}]", content.folder)
