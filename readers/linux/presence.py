"""Reads whether files of the agent are there: `ls /var/lib/waagent/disable_agent`, `command -v waagent`.

`command -v` finds a program only on the user's own PATH: that it prints nothing tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal
from .agent_log import fill_from

_MOST_LINES = 2000  # of the agent's log
_FILE = "/var/lib/waagent/disable_agent"
_THERE = re.compile(rf"\s*(?:[-l][rwxsStT-]{{9}}[.+@]?\s.{{1,120}}\s)?{_FILE}\s*$")
_NOT_THERE = re.compile(rf"\s*ls: (?:cannot access )?.?{_FILE}.?: No such file or directory\s*$")
_LONG = r"[-l][rwxsStT-]{9}[.+@]?\s.{1,120}\s"
_PROGRAM = re.compile(rf"\s*(?:waagent is |{_LONG})?/(?:[\w.-]{{1,60}}/){{1,6}}waagent(?: -> \S{{1,200}})?\s*$")
_LISTED = re.compile(rf"\s*(?:{_LONG})?disable_agent\s*$")  # in a list of the agent's folder
_LISTS = re.compile(r"(?:sudo\s+)?ls\s(?:-\w{1,12}\s)*/var/lib/waagent/?\s*$")


def is_presence(head: str) -> bool:
    """Whether the lines of such a command are there; beside them only lines of the agent's log."""
    output = [line for line in terminal.beginning(head) if line.text.strip()]
    if any(_LISTS.match(line.command) for line in output):
        return True
    lines = [line.text for line in output]
    found = [t for t in lines if _THERE.match(t) or _NOT_THERE.match(t) or _PROGRAM.match(t)]
    return bool(found) and len(lines) <= len(found) + 50 and lines[0] in found


def read_presence(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether the agent's program and its `disable_agent` file are there."""
    finding, rest = Finding(None), list[Line]()
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        place = f"line {line.number}"
        if _THERE.match(line.text):
            finding.add("agent.disabled_by_file", True, place)
        elif _NOT_THERE.match(line.text):
            finding.add("agent.disabled_by_file", False, place)
        elif _PROGRAM.match(line.text):
            finding.add("agent.installed", True, place)
        elif _LISTS.match(line.command):
            if _LISTED.match(line.text):
                finding.add("agent.disabled_by_file", True, place)
        elif len(rest) < _MOST_LINES:
            rest.append(Line(line.number, line.text))
    fill_from(finding, rest)
    finding.add("vm.os_type", "linux", "files of the Linux agent")
    yield finding


PRESENCE = TextReader("files of the Linux agent", is_presence, read_presence)
