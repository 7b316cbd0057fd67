"""Reads mount points: which are mounted more than once, which cannot be opened, and errors of file systems.

`findmnt -rn -o TARGET` prints one a line, blanks as `\\x20`. The script of `backupdx collect` opens each mount point
of a disk and prints `cannot be opened: PATH` and at last `12 mount points tried, 1 cannot be opened`. Kernel lines:
ext4, xfs and btrfs of Linux 6.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ...facts.signatures.lookup import matcher
from ...facts.signatures.matching import Entry, Hit
from ...facts.signatures.places import KERNEL
from ..base import Finding, Line, TextReader
from . import terminal

_ASKS = re.compile(r"(?:sudo\s+)?(?:/\S{1,40}/)?findmnt -rno? ?(?:-o )?TARGET\s*$")
_ESCAPED = re.compile(r"\\x([0-9a-f]{2})")
_CLOSED = re.compile(r"cannot be opened: (?P<mount>/.{0,400})$")
# A line of the kernel: behind its time, its host and its level stands at once what speaks.
_OF_KERNEL = re.compile(
    r"(?:[^A-Za-z]{0,40}|\[[^\]\n]{1,40}\] |[^\n]{0,80}kernel: {0,4}(?:\[[ \d.]{1,20}\] )?)(?:EXT4-fs|XFS|BTRFS)\b"
)
_TRIED = re.compile(r"(?P<tried>\d{1,5}) mount points tried, (?P<closed>\d{1,5}) cannot be opened\s*$")
_MOST = 5000
_MOST_NOTES = 5


def is_targets(head: str) -> bool:
    """Whether all mount points were asked for, and are there."""
    lines = terminal.beginning(head)
    return any(_ASKS.match(line.command) and line.text.startswith("/") for line in lines[:50])


def read_targets(lines: Iterable[Line]) -> Iterator[Finding]:
    """The mount points that are mounted more than once."""
    finding, counts = Finding(None), Counter[str]()
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        if _ASKS.match(line.command) and line.text.startswith("/") and len(counts) < _MOST:
            counts[_ESCAPED.sub(lambda found: chr(int(found[1], 16)), line.text.strip())] += 1
    lists = counts["/"]  # the same list may stand there several times
    if lists:  # else it is not the whole list
        finding.add("linux.duplicate_mounts", tuple(m for m, n in counts.items() if n > lists), f"{len(counts)} lines")
    finding.add("vm.os_type", "linux", "mount points of Linux")
    yield finding


def is_opened(head: str) -> bool:
    """Whether mount points were tried one after another."""
    return any(_TRIED.match(line.text) for line in terminal.beginning(head))


def read_opened(lines: Iterable[Line]) -> Iterator[Finding]:
    """The mount points that cannot be opened, as root sees it: others may not look everywhere."""
    finding, closed = Finding(None), list[str]()
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        if found := _CLOSED.match(line.text):
            closed = [*closed[: _MOST - 1], found["mount"].strip()]
        elif (tried := _TRIED.match(line.text)) and not line.root:
            finding.notes.append(f"line {line.number}: mount points were tried by another user than root: use sudo")
        elif tried and len(closed) == int(tried["closed"]) and int(tried["tried"]):
            finding.add("linux.unreadable_mounts", tuple(closed), f"line {line.number}")
    finding.add("vm.os_type", "linux", "mount points of Linux")
    yield finding


def is_errors(head: str) -> bool:
    """Whether there are errors of a file system in lines of the kernel."""
    return any(_errors(line) for line in terminal.beginning(head))


def _errors(line: terminal.Output) -> list[Hit]:
    if _OF_KERNEL.match(line.text) is None:  # a sentence that quotes one is read as what it is
        return []
    return [hit for hit in matcher(KERNEL).hits(Entry(line.number, line.text)) if hit.signature.remark]


def read_errors(lines: Iterable[Line]) -> Iterator[Finding]:
    """Remarks: whether they are of a file system that could not be frozen, a person has to say."""
    finding = Finding(None)
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        if len(finding.notes) < _MOST_NOTES and (hits := _errors(line)):
            told = ", ".join(hit.signature.title for hit in hits)
            finding.notes.append(f"line {line.number}: {told}: {line.text.strip()[:200]}")
    finding.add("vm.os_type", "linux", "the kernel of Linux")
    yield finding


TARGETS = TextReader("mount points", is_targets, read_targets)
OPENED = TextReader("mount points that were tried", is_opened, read_opened)
ERRORS = TextReader("errors of file systems", is_errors, read_errors)
