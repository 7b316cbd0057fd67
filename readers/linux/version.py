"""Reads what `waagent --version` prints: the versions of the agent's two programs, and its Python.

    WALinuxAgent-2.2.46 running on ubuntu 22.04
    Python: 3.10.12
    Goal state agent: 2.13.1.1

Source: WALinuxAgent 2.2.53, azurelinuxagent/agent.py and common/version.py. The third line names the agent that runs
as goal state agent; **when none runs, the command prints the package's own version there.** So two equal versions tell
the package's version only: either the agent never updated itself, or it does not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...facts.quantities import Version
from ..base import Finding, Line, TextReader
from ..known_lines import begins_an_entry
from . import terminal
from .distributions import known

_NUMBER = r"(\d{1,9}(?:\.\d{1,9}){1,5})"
_PACKAGE = re.compile(
    rf"\s*WALinuxAgent[\s\u2013-]{{1,5}}{_NUMBER}(?:\s+running on\s+(\S{{1,60}})(?:\s+(\S{{1,60}}))?)?\s*$", re.I
)
_GOAL = re.compile(rf"\s*Goal state agent[:\s\u2013-]{{1,5}}{_NUMBER}\s*$", re.I)
_PYTHON = re.compile(rf"\s*Python[:\s]{{1,3}}{_NUMBER}\+?\s*$", re.I)
_FIRST_WITH_GOAL_STATE = Version("2.1")  # older agents are one program, and print no third line


def is_version(head: str) -> bool:
    """Whether this is what `waagent --version` prints."""
    lines = list(terminal.beginning(head))
    logged = any(begins_an_entry(line.text) for line in lines)
    return any(_is_package(line.text, logged) or _GOAL.match(line.text) for line in lines)


def _is_package(text: str, logged: bool) -> re.Match[str] | None:
    """The line of the package. In a log, a name and a version alone are what is left of a broken line."""
    found = _PACKAGE.match(text)
    return None if found is not None and logged and found[2] is None else found


def read_version(lines: Iterable[Line]) -> Iterator[Finding]:
    """The package's version, the goal state agent's version where one runs, Python, and that the agent is there."""
    finding = Finding(None)
    found: dict[str, tuple[str, str]] = {}
    logged = False
    broken = False  # the package's line is there, and cannot be read
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        place = f"line {line.number}"
        logged = logged or begins_an_entry(line.text)
        if package := _is_package(line.text, logged):
            found["package"] = (package[1], place)
            found["system"] = (package[2] or "", place)
            found["release"] = (package[3] or "", place)
        elif goal := _GOAL.match(line.text):
            found["goal"] = (goal[1], place)
        elif "walinuxagent-" in line.text.lower():
            broken = True
        elif (python := _PYTHON.match(line.text)) and ("package" in found or ":" in line.text):
            found.setdefault("python", (python[1], place))
    package_version = found.get("package", ("", ""))
    goal_version = found.get("goal", ("", ""))
    finding.add("agent.installed", True, package_version[1] or goal_version[1])
    finding.add("agent.package_version", *package_version)
    if not goal_version[0]:
        old = bool(package_version[0]) and Version(package_version[0]) < _FIRST_WITH_GOAL_STATE
        finding.add("agent.version", package_version[0] if old else None, package_version[1])
    elif package_version[0] and Version(package_version[0]) == Version(goal_version[0]):
        finding.notes.append(
            f"{goal_version[1]}: both versions are {goal_version[0]}: the agent never updated itself, or it does not "
            "run (then the command prints the package's version twice)"
        )
    elif package_version[0] or not broken:
        finding.add("agent.version", *goal_version)
    finding.add("agent.python_version", *found.get("python", ("", "")))
    system, place = found.get("system", ("", ""))
    finding.add("vm.os_type", None if "bsd" in system.lower() else "linux", package_version[1] or goal_version[1])
    finding.add("vm.distribution", known(system), place)
    finding.add("vm.os_name", system, place)
    finding.add("vm.os_version", *found.get("release", ("", "")))
    yield finding


def is_python(head: str) -> bool:
    """Whether this is what `python3 --version` prints, and nothing else."""
    lines = [line.text for line in terminal.beginning(head) if line.text.strip()]
    return 0 < len(lines) <= 3 and all(re.match(r"\s*Python \d", text) and _PYTHON.match(text) for text in lines)


def read_python(lines: Iterable[Line]) -> Iterator[Finding]:
    """The version of Python, where one is printed; the agent may run on another, which a note says."""
    finding = Finding(None)
    versions = {}
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        if python := _PYTHON.match(line.text):
            versions[python[1]] = f"line {line.number}"
    if len(versions) == 1:
        finding.add("agent.python_version", *next(iter(versions.items())))
    finding.notes.append("`waagent --version` tells which Python the agent runs on; this may be another one")
    yield finding


VERSION = TextReader("version of the Linux agent", is_version, read_version)
PYTHON = TextReader("version of Python", is_python, read_python)
