"""Reads `df` in whatever form and language: which of the file systems that agent and extension write to are full.

Forms of coreutils 8 to 9 (`-h`, `-k`, `-P`, `-T`, `-i`): a header that differs by language, and rows, of which a long
name of a device takes a line of its own. Whether blocks or inodes are counted shows the header, or the command.
**That nothing is full is established by a whole list only**, or one that names the folders: `df -h /` leaves out /var.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal

_WRITTEN = ("/", "/var", "/var/lib", "/var/lib/waagent", "/var/log", "/etc", "/tmp")
_FULL = 100  # percent, as df prints it
_SIZE = r"(?:-?\d[\d.,]{0,19}[KMGTPEBi]{0,3}|-)"
_CELLS = rf"(?:\s+[a-z][\w.]{{1,20}})?(?:\s+{_SIZE}){{3}}\s+(?P<used>\d{{1,3}}%|-)\s+(?P<mount>/.{{0,400}})$"
_ROW = re.compile(rf"(?P<source>\S{{1,400}}){_CELLS}")
_SECOND_LINE = re.compile(rf"(?=\s){_CELLS}")
_DEVICE = re.compile(r"\S{8,400}\s*$")
# With -P the last but one is a word without a percent sign, and the second the size of a block in every language.
_HEAD = re.compile(r"[^\W\d]\S{1,40}\s(?:.{8,120}%\s+\S.{0,40}|\s{0,40}\d{1,9}[KMG]?-\S{1,20}\s.{8,120})$")
_INODES = re.compile(r"inod|iノード|아이노드", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:^|[\s;])(?:\S{1,40}/)?df(?P<options>(?:\s+-\w{1,12}|\s+--\w{1,20}){0,6})(?P<paths>[^|;&]{0,200})"
)
_OF_KERNEL = ("tmpfs", "devtmpfs", "udev", "none", "efivarfs", "overlay")  # in a whole list, and in no excerpt


class _Table:
    """The file systems of one list; `of_inodes` is None where it cannot be told of what."""

    def __init__(self, of_inodes: bool | None, place: str, command: str) -> None:
        self.of_inodes, self.place = of_inodes, place
        asked = _ASKS.search(command)
        self.paths = asked["paths"].split() if asked else []
        self.full: dict[str, None] = {}
        self.seen: set[str] = set()
        self.whole = False

    def row(self, source: str, used: str, mount: str) -> None:
        """Take in one file system."""
        self.whole = self.whole or source in _OF_KERNEL
        if mount in _WRITTEN:
            self.seen.add(mount)
            if used.rstrip("%").isdecimal() and int(used.rstrip("%")) >= _FULL:
                self.full.setdefault(mount)

    @property
    def tells(self) -> bool:
        """Whether it tells which are full: at least one, or all are there."""
        named = "/var/lib/waagent" in self.paths or "/var" in self.paths
        return bool(self.full) or ("/" in self.seen and (self.whole or named))


def _of_inodes(header: str, command: str) -> bool | None:
    """Whether a list counts inodes; None where neither header nor command shows it."""
    if header:
        return _INODES.search(header) is not None
    asked = _ASKS.search(command)
    return "i" in re.sub(r"--\w+", "", asked["options"]) if asked else None


def is_space(head: str) -> bool:
    """Whether there is a list of df in a text."""
    lines = [line for line in terminal.beginning(head) if line.text.strip()]
    rows = sum(_ROW.match(line.text) is not None or _SECOND_LINE.match(line.text) is not None for line in lines)
    return rows > 0 and (2 * rows >= len(lines) - 1 or any(_ASKS.search(line.command) for line in lines))


def read_space(lines: Iterable[Line]) -> Iterator[Finding]:
    """The mount points without free space, and those without free inodes."""
    finding = Finding(None)
    table: _Table | None = None
    tables: list[_Table] = []
    header, device, command = "", "", ""
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        if line.command != command:
            table, header, device, command = None, "", "", line.command
        row = _ROW.match(line.text) or (_SECOND_LINE.match(line.text) if device else None)
        if row is not None:
            if table is None:
                table = _Table(_of_inodes(header, command), f"line {line.number}", command)
                tables.append(table)
            table.row(device or line.text.split(maxsplit=1)[0], row["used"], row["mount"].strip())
            device = ""
        elif _HEAD.match(line.text):
            table, header = None, line.text
        else:
            device = line.text.strip() if _DEVICE.match(line.text) else ""
    for each in tables:
        if each.of_inodes is not None and each.tells:
            fact = "linux.inodes_full" if each.of_inodes else "linux.disk_full"
            finding.add(fact, tuple(each.full), each.place)
    if any(each.of_inodes is None for each in tables):
        finding.notes.append("the list of file systems does not show of what it is: give it with its first line")
    elif not finding.facts:
        finding.notes.append("the list of file systems leaves some out that the agent writes to: `df -P` prints all")
    finding.add("vm.os_type", "linux", "file systems of Linux")
    yield finding


SPACE = TextReader("space of file systems", is_space, read_space)
