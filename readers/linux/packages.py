"""Reads what package managers say of the agent's package: its version, and whether a newer one is offered.

`apt-cache policy walinuxagent`, `zypper info python-azure-agent`, `dnf info WALinuxAgent`, `dpkg -l`, `rpm -q`. Labels
of apt are localised: the first line below the package's name is what is installed, the second what is offered. That
a package of this name is not installed does not say that there is no agent: it may have come another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..base import Finding, Line, TextReader
from . import terminal

NAMES = r"(?:walinuxagent|WALinuxAgent|waagent|python3?\d{0,3}-azure-agent)"
_POLICY = re.compile(rf"{NAMES}:\s*$")
_LABELLED = re.compile(r"\s+\S[^:]{1,40}:\s+(?P<value>\S{1,100})\s*$")
_INFO = re.compile(rf"\s*(?:Name|Information for package)\s*(?::\s*)?{NAMES}(?:-upgrade)?:?\s*$")
_FIELD = re.compile(r"(?P<key>Version|Installed|Status|From repo|Release)\s*:\s*(?P<value>.{1,200})$")
_SECTION = re.compile(r"(?P<which>Installed|Available) [Pp]ackages\s*$")
_DPKG = re.compile(r"[a-z]i\s{1,3}(?:walinuxagent|waagent)(?::\w+)?\s+(?P<version>\S{1,100})")
_RPM = re.compile(
    r"(?:WALinuxAgent|python3?\d{0,3}-azure-agent)-(?P<version>\d[\w.]{0,60})-[\w.~+^]{1,60}(?:\.(?:noarch|x86_64|aarch64))?\s*$"
)
_NOT = re.compile(
    rf"\s*(?:package {NAMES} is not installed|dpkg-query: no packages found matching {NAMES}|"
    rf"No packages? found.{{0,40}}{NAMES}|[a-z]c\s{{1,3}}(?:walinuxagent|waagent)(?::\w+)?\s)"
)
_NUMBER = re.compile(r"(?:\d{1,9}:)?(\d{1,9}(?:\.\d{1,9}){1,5})(?!\.?\w)")  # none with letters for digits
_ELSEWHERE = "no package of this name is installed; the agent may have come another way"
_STATUS_OLD = re.compile(r"out-of-date \(version (\S{1,100}) installed\)")


def upstream(version: str) -> str | None:
    """The agent's own version in a package's: without epoch and the distribution's revision."""
    found = _NUMBER.match(version)
    return found[1] if found else None


def is_package(head: str) -> bool:
    """Whether a package manager tells of the agent's package here."""
    lines = [line.text for line in terminal.beginning(head)]
    if any(_POLICY.match(a) and _LABELLED.match(b) for a, b in pairwise(lines)):
        return True
    if any(_INFO.match(text) for text in lines) and any(_FIELD.match(text) for text in lines):
        return True
    return any(_DPKG.match(text) or _RPM.match(text) or _NOT.match(text) for text in lines)


def read_package(lines: Iterable[Line]) -> Iterator[Finding]:
    """The package's version, and whether it is the latest that the package sources offer."""
    finding = Finding(None)
    policy: list[tuple[str, str]] | None = None
    info: dict[str, tuple[str, str]] = {}
    inside, sections, missing = False, set[str](), list[str]()
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        place = f"line {line.number}"
        if _POLICY.match(line.text):
            policy = []
        elif policy is not None and len(policy) < 2 and (told := _LABELLED.match(line.text)):
            policy.append((told["value"], place))
        elif section := _SECTION.match(line.text):
            sections.add(section["which"])
            inside = False
        elif _INFO.match(line.text):
            inside = True
        elif inside and (told := _FIELD.match(line.text)):
            key = told["key"] if not sections or told["key"] != "Version" or "Available" not in sections else "Offered"
            info.setdefault(key, (told["value"].strip(), place))
        elif installed := _DPKG.match(line.text) or _RPM.match(line.text):
            _installed(finding, installed["version"], place)
        elif _NOT.match(line.text):
            missing.append(place)
    if missing and "agent.installed" not in finding.facts:
        finding.notes.append(f"{missing[0]}: {_ELSEWHERE}")
    if policy and len(policy) == 2:
        _read_policy(finding, *policy)
    if info:
        _read_info(finding, info, sections)
    finding.add("vm.os_type", "linux", "a package manager")
    yield finding


def _installed(finding: Finding, version: str, place: str) -> None:
    finding.add("agent.installed", True, place)
    finding.add("agent.package_version", upstream(version), place)


def _read_policy(finding: Finding, installed: tuple[str, str], candidate: tuple[str, str]) -> None:
    if not upstream(installed[0]):
        finding.notes.append(f"{installed[1]}: {_ELSEWHERE}")
        return
    _installed(finding, *installed)
    if upstream(candidate[0]):
        finding.add("agent.latest", installed[0] == candidate[0], candidate[1])


def _read_info(finding: Finding, info: dict[str, tuple[str, str]], sections: set[str]) -> None:
    status, place = info.get("Status", ("", ""))
    version, version_place = info.get("Version", ("", ""))
    if old := _STATUS_OLD.match(status):
        _installed(finding, old[1], place)
        finding.add("agent.latest", False, place)
    elif status.startswith("up-to-date"):
        _installed(finding, version, version_place)
        finding.add("agent.latest", True, place)
    elif "Installed" in sections and version:
        _installed(finding, version, version_place)
        finding.add("agent.latest", False if "Offered" in info else None, info.get("Offered", ("", ""))[1])
    elif info.get("From repo") and version and not sections:
        _installed(finding, version, version_place)


PACKAGE = TextReader("package of the Linux agent", is_package, read_package)
