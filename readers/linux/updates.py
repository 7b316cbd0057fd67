"""Reads lists of updates: `apt list --upgradable`, `dnf check-update`, `yum check-update`, `zypper list-updates`.

A row of the agent's package tells that it is not the latest that is offered. An empty answer tells that nothing is
pending only where the tool says so itself (`No updates found.`), or where it can be seen that updates were asked for:
`Listing... Done` is what `apt list` prints for any list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal
from .packages import NAMES, upstream

_APT = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9+.-]{1,100})/\S{1,100} (?P<new>\S{1,100}) \S{1,20} "
    r"\[[^:\]]{1,60}: ?(?P<old>\S{1,100})\]\s*$"
)
_APT_HEAD = re.compile(r"(?:Listing|Auflistung|En train de lister|Listando)\.{3}(?:\s|$)")
_DNF = re.compile(
    r"(?P<name>[A-Za-z0-9][\w.+-]{1,120})\.(?:noarch|x86_64|i686|aarch64|i386)\s+(?P<new>\d\S{0,100})\s+"
    r"(?P<repo>[A-Za-z]\S{0,100})\s*$"
)
_DNF_HEAD = re.compile(r"Last metadata expiration check:|Loaded plugins:|Available Upgrades\s*$")
_DNF_OTHER = re.compile(r"(?:Installed|Available|Obsoleting) Packages\s*$")
_ZYPPER_HEAD = re.compile(r"S\s*\|\s*Repository\s*\|\s*Name\s*\|\s*Current Version\s*\|\s*Available Version\s*\|")
_ZYPPER = re.compile(
    r"v\s*\|[^|]{1,200}\|\s*(?P<name>[^|\s]{1,120})\s*\|\s*(?P<old>[^|\s]{1,100})\s*\|\s*(?P<new>[^|\s]{1,100})\s*\|"
)
_NONE = re.compile(r"No updates found\.\s*$")
_COMMAND = re.compile(r"\b(?:apt list --upgrad|dnf check-up|yum check-up|zypper (?:lu|list-up))")


def is_updates(head: str) -> bool:
    """Whether this is a list of updates."""
    lines = terminal.beginning(head)
    texts = [line.text for line in lines if line.text.strip()]
    if any(_ZYPPER_HEAD.match(t) or _NONE.match(t) for t in texts) or any(_APT.match(t) for t in texts):
        return True
    if any(_APT_HEAD.match(t) for t in texts[:4]):
        return all(_APT_HEAD.match(t) or t.startswith(("WARNING", "N:")) for t in texts)
    rows = sum(_DNF.match(t) is not None for t in texts)
    told = any(_DNF_HEAD.match(t) for t in texts) or any(_COMMAND.search(line.command) for line in lines)
    return bool(rows) and told and not any(_DNF_OTHER.match(t) and not t.startswith("Obsoleting") for t in texts)


def read_updates(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether updates are pending, and whether one of them is of the agent."""
    finding = Finding(None)
    first, nothing, listing, count = "", "", "", 0
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        place = f"line {line.number}"
        row = _APT.match(line.text) or _DNF.match(line.text) or _ZYPPER.match(line.text)
        if row:
            first, count = first or place, count + 1
            if re.fullmatch(NAMES, row["name"]):
                finding.add("agent.latest", False, place)
                old = row.groupdict().get("old")
                finding.add("agent.package_version", upstream(old) if old else None, place)
        elif _NONE.match(line.text):
            nothing = place
        elif _APT_HEAD.match(line.text):
            listing = place if "--upgrad" in line.command else ""
        elif line.text.startswith("Obsoleting Packages"):
            break
    if first:
        finding.add("vm.pending_updates", True, f"{first}: {count} packages")
    elif nothing or listing:
        finding.add("vm.pending_updates", False, nothing or listing)
    else:
        finding.notes.append("an empty list, and what it would be of cannot be seen")
    finding.add("vm.os_type", "linux", "a package manager")
    yield finding


UPDATES = TextReader("list of updates", is_updates, read_updates)
