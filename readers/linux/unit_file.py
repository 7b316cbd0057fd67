"""Reads the agent's unit file, and what `systemctl cat` prints of it with its drop-ins: the restart policy.

systemd.service(5) of systemd 255: a later assignment overrides an earlier one, and without any nothing is restarted. A
unit file alone does not show its drop-ins, so that only `systemctl cat` can tell that there is no assignment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal
from .service import RESTARTS

_SECTION = re.compile(r"\s*\[(?P<name>Unit|Service|Install|Timer|Socket|Mount|Path|Slice)\]\s*$")
_SETTING = re.compile(r"\s*(?P<key>[A-Z]\w{1,60})\s*=\s*(?P<value>.*)")
_STARTS = re.compile(r"(?:^|[\s/])waagent\s+-daemon")
_FILE = re.compile(r"\s*# /\S{1,300}/(?:walinuxagent|waagent)\.service(?:\.d/\S{1,100}\.conf)?\s*$")


def is_unit(head: str) -> bool:
    """Whether this is a unit file that starts the agent, or drop-ins of it as `systemctl cat` prints them."""
    lines = terminal.beginning(head)
    sections = {found["name"] for line in lines if (found := _SECTION.match(line.text))}
    named = any(_FILE.match(line.text) for line in lines)
    starts = any(
        (s := _SETTING.match(line.text)) and s["key"] == "ExecStart" and _STARTS.search(s["value"]) for line in lines
    )
    return "Service" in sections and (starts or named)


def read_unit(lines: Iterable[Line]) -> Iterator[Finding]:
    """The restart policy of the agent's service."""
    finding = Finding(None)
    section, policy, starts, shown = "", ("", ""), False, False
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        shown = shown or _FILE.match(line.text) is not None
        if found := _SECTION.match(line.text):
            section = found["name"]
        elif section == "Service" and (setting := _SETTING.match(line.text)):
            starts = starts or (setting["key"] == "ExecStart" and _STARTS.search(setting["value"]) is not None)
            if setting["key"] == "Restart":
                policy = (setting["value"].strip().lower(), f"line {line.number}")
    if policy[0] in RESTARTS:
        finding.add("agent.restart_policy", *policy)
    elif not policy[0] and starts and shown:
        finding.add("agent.restart_policy", "no", "no Restart= in the unit or its drop-ins")
    if not shown:
        finding.notes.append("a unit file alone: what its drop-ins change, `systemctl cat` shows")
    finding.add("vm.os_type", "linux", "a unit of systemd")
    yield finding


UNIT = TextReader("unit file of the Linux agent", is_unit, read_unit)
