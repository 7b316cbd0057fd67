"""Reads lists of processes: `ps -ef`, `ps aux`, `ps -e`, or the agent's lines that `grep` found in one.

The agent is two processes: `python3 -u /usr/sbin/waagent -daemon`, and `python3 -u bin/WALinuxAgent-2.12.0.2-py3.9.egg
-run-exthandlers`. **That none runs is established by a whole list only**: with its header, process 1, the kernel's
processes (a container has none), and `ps` itself near its end; and only where no process of Python stands there whose
program cannot be seen, because the terminal cut its line or `ps -e` prints no arguments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..base import Finding, Line, TextReader
from ..node import goes_on
from . import terminal

_HEADER = re.compile(r"\s{0,20}(?:(?:F\s{1,9}S\s{1,9})?UID|USER)?\s{0,20}PID\b.*\s(?:CMD|COMMAND)\s*$")
_CLOCK = r"(?:\d{1,4}-)?\d{1,4}:\d\d(?::\d\d)?(?:\.\d\d)?"
_USER = r"\s*[\w.+@-]{1,64}\s+(?P<pid>\d{1,10})\s+"
_REST = rf"\s+{_CLOCK} (?P<command>.*)"
_ROWS = (
    re.compile(rf"{_USER}\d{{1,10}}\s+\d{{1,4}}\s+\S{{1,12}}\s+\S{{1,12}}{_REST}"),  # ps -ef
    re.compile(
        rf"{_USER}[\d.]{{1,6}}\s+[\d.]{{1,6}}\s+\d{{1,12}}\s+\d{{1,12}}\s+\S{{1,12}}\s+[A-Za-z<+]{{1,8}}\s+\S{{1,12}}{_REST}"
    ),  # ps aux
    re.compile(rf"\s*(?P<pid>\d{{1,10}})\s+\S{{1,12}}{_REST}"),  # ps -e
)
_AGENT = re.compile(
    r"(?:^|\s|/)(?:waagent\s+-(?:daemon|run-exthandlers)\b|"
    r"(?:bin/)?WALinuxAgent-(?P<version>\d{1,9}(?:\.\d{1,9}){1,5})-py\S{1,10}\.egg\s+-run-e)"
)
_LOOKS = re.compile(
    r"^(?:\S*/)?(?:grep|egrep|rg|vi|vim|nano|less|more|tail|cat|sed|awk|sh|bash|sudo|journalctl|systemctl)\b"
)
_PYTHON = re.compile(r"^(?:\S*/)?(?:platform-)?python[\d.]*(?:\s+-\w+)*(?:\s+(?P<program>[^\s-]\S*))?")
_COMMANDS = (
    "/usr/bin/python3 ",
    "/usr/bin/python2 ",
    "/usr/bin/env python",
    "/usr/sbin/waagent ",
    "/usr/libexec/platform-python ",
)
_PROGRAMS = ("/usr/sbin/waagent", "/sbin/waagent", "/usr/bin/waagent", "/usr/local/sbin/waagent", "bin/WALinuxAgent-")
_NEAR_END = 6


@dataclass(slots=True)
class _Listing:
    """What was seen of a list that could make it a whole one, and what speaks against judging by it."""

    header: bool = False
    first: bool = False
    kernel: bool = False
    rows_since_ps: int = _NEAR_END
    hidden: bool = False

    def row(self, pid: str, command: str, with_arguments: bool) -> None:
        self.first = self.first or pid == "1"
        self.kernel = self.kernel or (pid == "2" and "kthreadd" in command)
        self.rows_since_ps = 0 if re.match(r"(?:\S*/)?ps(?:\s|$)", command) else self.rows_since_ps + 1
        self.hidden = self.hidden or goes_on(command) or any(known.startswith(command) for known in _COMMANDS)  # cut
        # One of the agent that is written as none is: a blank within a word, a letter too few.
        bare = command.replace(" ", "").lower()
        self.hidden = self.hidden or (("waagent" in bare or "walinuxag" in bare) and not _LOOKS.match(command))
        if python := _PYTHON.match(command):
            program = python["program"] or ""
            self.hidden = self.hidden or not with_arguments or any(known.startswith(program) for known in _PROGRAMS)

    @property
    def is_whole(self) -> bool:
        return self.header and self.first and self.kernel and self.rows_since_ps < _NEAR_END and not self.hidden


def is_listing(head: str) -> bool:
    """Whether this is a list of processes, or rows of the agent from one."""
    texts = [line.text for line in terminal.beginning(head) if line.text.strip()]
    if any(_HEADER.match(text) for text in texts[:5]):
        return sum(_row(text) is not None for text in texts) * 2 >= len(texts)
    return all(_row(text) for text in texts) and any(_is_agent(row) for text in texts if (row := _row(text)))


def read_listing(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether a process of the agent runs, and which version."""
    finding = Finding(None)
    listing = _Listing()
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        if _HEADER.match(line.text):
            listing.header = True
        elif row := _row(line.text):
            listing.row(row["pid"], row["command"].strip(), row.re is not _ROWS[2] or " " in row["command"].strip())
            if _is_agent(row):
                finding.add("agent.process_running", True, f"line {line.number}")
                version = _AGENT.search(row["command"])
                finding.add("agent.version", version["version"] if version else None, f"line {line.number}")
        elif terminal.is_gap(line.text):
            listing.hidden = True
    if listing.is_whole:
        finding.add("agent.process_running", False, "a whole list of processes, none of the agent")
    elif "agent.process_running" not in finding.facts:
        finding.notes.append(
            "no process of the agent is in the list, but it need not be a whole one: `ps -ef` prints it"
        )
    finding.add("vm.os_type", "linux" if listing.kernel else None, "the kernel's processes")
    yield finding


def _row(text: str) -> re.Match[str] | None:
    return next((found for pattern in _ROWS if (found := pattern.match(text))), None)


def _is_agent(row: re.Match[str]) -> bool:
    command = row["command"].strip()
    if row.re is _ROWS[2] and command == "waagent":
        return True
    return _AGENT.search(command) is not None and not _LOOKS.match(command)


LISTING = TextReader("list of processes", is_listing, read_listing)
