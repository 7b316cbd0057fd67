"""Reads lists of systemd's units: `systemctl list-unit-files` and `list-units`, whole or what `grep` found in them.

A whole list of unit files in which the agent has none establishes that there is no service of it. A list of units in
memory never does: a unit that is not running need not be there. A list is whole where the number of its rows is the one
in its last line, and it has units of all kinds, so that no pattern and no `--state` made it smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal
from .service import START_TYPES, state_of

_FILES = re.compile(r"\s*UNIT FILE\s+STATE\b")
_UNITS = re.compile(r"\s*UNIT\s+LOAD\s+ACTIVE\s+SUB\b")
_UNIT = r"(?:walinuxagent|waagent)\.service"
_FILE_STATES = "enabled|enabled-runtime|disabled|masked|masked-runtime|static|linked|indirect|generated|alias|bad"
_FILE = re.compile(rf"\s*(?P<unit>{_UNIT})\s+(?P<state>{_FILE_STATES})\b")
_ANY_FILE = re.compile(rf"\s*(?P<unit>\S{{1,255}}\.[a-z]{{4,9}})\s+(?P<state>{_FILE_STATES}|transient)(?:\s|$)")
_ROW = re.compile(
    rf"\s*(?:\S{{1,3}}\s+)?(?P<unit>{_UNIT})\s+(?P<load>loaded|masked|not-found|error|bad-setting)\s+"
    r"(?P<active>active|inactive|failed|activating|deactivating|reloading)\s+(?P<sub>[\w-]+)"
)
_COUNT = re.compile(r"\s*(\d{1,6}) unit files listed\.")
_EVERYWHERE = {"dbus.service", "systemd-journald.service"}


def is_list(head: str) -> bool:
    """Whether this is a list of units, or the agent's rows of one."""
    texts = [line.text for line in terminal.beginning(head) if line.text.strip()]
    if any(_FILES.match(text) or _UNITS.match(text) for text in texts[:5]):
        return True
    return bool(texts) and all(_FILE.match(text) or _ROW.match(text) for text in texts)


def read_list(lines: Iterable[Line]) -> Iterator[Finding]:
    """State and start type of the agent's service, or that there is none."""
    finding = Finding(None)
    rows, counted, states, units = 0, -1, set[str](), set[str]()
    ours, files = False, False
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        place = f"line {line.number}"
        files = files or _FILES.match(line.text) is not None
        if found := _ROW.match(line.text):
            _running(finding, found, place)
            ours = True
        elif found := _ANY_FILE.match(line.text):
            rows += 1
            states.add(found["state"])
            units |= {found["unit"]} & _EVERYWHERE
            if own := _FILE.match(line.text):
                finding.add("agent.service_start_type", START_TYPES.get(own["state"]), place)
                ours = True
        elif count := _COUNT.match(line.text):
            counted = int(count[1])
    whole = files and rows == counted and units == _EVERYWHERE and {"enabled", "disabled", "static"} <= states
    if whole and not ours:
        finding.add("agent.service_state", "missing", f"{rows} unit files, none of the agent")
    elif not ours:
        finding.notes.append("the agent's service is not in the list, but the list need not hold every service")
    finding.add("vm.os_type", "linux", "output of systemd")
    yield finding


def _running(finding: Finding, row: re.Match[str], place: str) -> None:
    if row["load"] in ("loaded", "masked"):
        finding.add("agent.service_state", state_of(row["active"], row["sub"]), place)
    if row["load"] == "masked":
        finding.add("agent.service_start_type", "masked", place)


LISTS = TextReader("list of systemd units", is_list, read_list)
