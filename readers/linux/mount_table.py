"""Reads what `mount`, `findmnt` and /proc/mounts print: mount points that are there twice, and read-only ones.

Forms: util-linux 2.23 to 2.40. File systems of the kernel itself are passed over: systemd mounts some of them twice by
design (autofs over binfmt_misc). A list that a `grep` cut says nothing of what is not in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..base import Finding, Line, TextReader
from . import terminal

_OPTIONS = r"(?P<options>(?:rw|ro)(?:,[^\s()]{1,400})?)"
_FORMS = (
    re.compile(rf"(?P<source>\S{{1,400}}) on (?P<mount>/.{{0,400}}?) type (?P<type>[\w.-]{{1,40}}) \({_OPTIONS}\)"),
    re.compile(rf"(?P<source>\S{{1,400}}) (?P<mount>/\S{{0,400}}) (?P<type>[\w.-]{{1,40}}) {_OPTIONS} \d \d\s*$"),
    re.compile(
        rf"[\s│├└─|`-]{{0,20}}(?P<mount>/\S{{0,400}})\s+(?P<source>\S{{1,400}})\s+(?P<type>[\w.-]{{1,40}})\s+{_OPTIONS}\s*$"
    ),
)

_ON_DISKS = re.compile(r"ext[234]|xfs|btrfs|vfat|nfs4?|cifs|fuse\.\w{1,30}|zfs|reiserfs|jfs|f2fs")
_WRITTEN = ("/", "/var", "/var/lib", "/var/lib/waagent", "/var/log", "/etc", "/tmp")
_PART = re.compile(r"\|\s*(?:grep|egrep|head|tail|awk|sed)\b|mount\s+-t\b|findmnt\s+\S")
_MOST = 5000


class Mounted(NamedTuple):
    """One file system in its place, as a line tells."""

    mount: str
    type: str
    options: tuple[str, ...]


def mounted(text: str) -> Mounted | None:
    """What a line tells of a file system; None for other lines."""
    found = next((found for form in _FORMS if (found := form.match(text))), None)
    return Mounted(found["mount"], found["type"], tuple(found["options"].split(","))) if found else None


def is_table(head: str) -> bool:
    """Whether a text lists mounted file systems, and little else."""
    texts = [line.text for line in terminal.beginning(head) if line.text.strip()]
    rows = sum(mounted(text) is not None for text in texts[:200])
    return rows > 0 and 2 * rows > len(texts[:200])


def read_table(lines: Iterable[Line]) -> Iterator[Finding]:
    """The mount points of disks that are mounted more than once, and a remark on those that cannot be written to."""
    finding, counts, seen = Finding(None), Counter[str](), set[str]()
    part = False
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        part = part or _PART.search(line.command) is not None
        row = mounted(line.text)
        if row is None or len(seen) >= _MOST:
            continue
        seen.add(row.mount)
        if not _ON_DISKS.fullmatch(row.type):
            continue
        counts[row.mount] += 1
        if "ro" in row.options and row.mount in _WRITTEN:
            finding.notes.append(
                f"line {line.number}: {row.mount} is mounted read-only: agent and extension cannot write there"
            )
    lists = max(counts["/"], 1)  # the same list may stand there several times
    twice = tuple(mount for mount, number in counts.items() if number > lists)
    if twice or ("/" in counts and "/proc" in seen and not part):  # else it need not be the whole list
        finding.add("linux.duplicate_mounts", twice, f"{len(seen)} mount points")
    finding.add("vm.os_type", "linux", "mount points of Linux")
    yield finding


TABLE = TextReader("mounted file systems", is_table, read_table)
