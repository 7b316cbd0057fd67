"""Reads the reports of VMAssist for Linux: that of vmassist.sh, that of vmassist.py, and the summary in their log.

Source: azure-support-scripts, vmassist/linux/vmassist.sh and vmassist.py (2025), their lines of output. Not taken:
whether the agent updates itself (they look at AutoUpdate.Enabled, which AutoUpdate.UpdateToLatestVersion overrides),
and that the agent has no unit (on Debian they look for the wrong name).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal

_MARKS = ("------ vmassist.py results ------", "WIRE EXTN PORT:", "|WIREEXTPORT=")
_LINE = re.compile(r"\s{0,8}(?:=>|-{1,3})?\s{0,8}(?P<key>[A-Za-z][A-Za-z0-9 ]{1,45}?)\s*:\s+(?P<value>\S.*)")
_PAIRS = re.compile(r"(?:^|\s)(?P<pairs>DISTRO=[^|]{0,100}\|SERVICE=.*)")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9}){1,5}")
_STATES = {
    "active": "running",
    "active(running)": "running",
    "inactive": "stopped",
    "inactive(dead)": "stopped",
    "failed": "failed",
    "failed(failed)": "failed",
}
_START = {"enabled": "automatic", "disabled": "disabled", "masked": "masked"}
_REACHED = {"200": True, "timeout": False, "connecterr": False}
_OPEN = {"true": True, "open": True, "false": False, "fail": False}
_NOT_ROOT = "Not running as root"


def is_report(head: str) -> bool:
    """Whether this is a report or a log of VMAssist for Linux."""
    return any(mark in head for mark in _MARKS)


def read_report(lines: Iterable[Line]) -> Iterator[Finding]:
    """Service, versions, the way to 168.63.129.16, and whether extensions are on, as VMAssist found them."""
    finding = Finding(None)
    as_root = True
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        place = f"line {line.number}"
        as_root = as_root and _NOT_ROOT not in line.text
        if pairs := _PAIRS.search(line.text):
            told = dict(pair.partition("=")[::2] for pair in pairs["pairs"].split("|"))
            for key, value in told.items():
                _read(finding, _SHORT.get(key, ""), value.strip(), place, as_root)
        elif found := _LINE.match(line.text):
            _read(finding, found["key"].strip().lower(), found["value"].strip(), place, as_root)
    if finding.facts.get("agent.version") == finding.facts.get("agent.package_version"):
        finding.facts.pop("agent.version", None)  # what `waagent --version` prints when no agent runs: see version.py
        finding.places.pop("agent.version", None)
    finding.add("vm.os_type", "linux", "VMAssist for Linux")
    yield finding


_SHORT = {
    "SRVSTAT": "status",
    "PYVERS": "version",
    "WIRE": "wire http code",
    "WIREEXTPORT": "wire extn port",
    "EXTN": "extensions",
}


def _read(finding: Finding, key: str, value: str, place: str, as_root: bool) -> None:
    word = value.lower().split(" ")[0] if key != "status" else value.lower().replace(" ", "")
    if key == "status":
        finding.add("agent.service_state", _STATES.get(word), place)
    elif key == "config state":
        finding.add("agent.service_start_type", _START.get(word), place)
    elif key == "version" and _NUMBER.fullmatch(value):
        finding.add("agent.python_version", value, place)
    elif key == "main version" and value != "0.0.0.0":
        finding.add("agent.package_version", value if _NUMBER.fullmatch(value) else None, place)
        finding.add("agent.installed", True, place)
    elif key == "goal state" and value != "0.0.0.0":
        finding.add("agent.version", value if _NUMBER.fullmatch(value) else None, place)
    elif key in ("wire http code", "port 80"):
        _port(finding, "network.port_80", _REACHED.get(word), place, as_root)
    elif key in ("wire extn port", "port 32526"):
        _port(finding, "network.port_32526", _OPEN.get(word), place, as_root)
    elif key == "proxycheck":
        finding.add("network.proxy", True if value.startswith("Found proxy") else None, place)
    elif key in ("extensions", "extensions are disabled in waa config"):
        finding.add("agent.extensions_enabled", {"true": True, "false": False}.get(word), place)


def _port(finding: Finding, path: str, reached: bool | None, place: str, as_root: bool) -> None:
    """A failure for another user than root tells nothing: the agent's firewall rules keep others out."""
    if reached or as_root:
        finding.add(path, reached, place)


REPORT = TextReader("report of VMAssist for Linux", is_report, read_report)
