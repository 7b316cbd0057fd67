"""Reads SELinux: its mode (`getenforce`, the kernel's switch), and what the audit log says it denied.

A mode alone in a line says nothing: only below the command that asks for it. Lines of the audit log: audit.log and
ausearch(8) of audit 3 (`type=AVC msg=audit(...): avc:  denied  { read } for ... comm="waagent" ...`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from ...facts.signatures.lookup import matcher
from ...facts.signatures.matching import Entry
from ...facts.signatures.places import AUDIT_LOG
from ...facts.signatures.sweep import Sweep
from ..base import Finding, Line, TextReader
from ..framing import fill
from . import terminal

_ASKS = re.compile(r"(?:sudo\s+)?(?:/\S{1,40}/)?(?:getenforce|cat /sys/fs/selinux/enforce)\b")
_SEARCHES = re.compile(r"(?:sudo\s+)?(?:/\S{1,40}/)?ausearch\b.{0,100}\bavc\b", re.IGNORECASE)
_MODES = {"enforcing": "enforcing", "permissive": "permissive", "disabled": "disabled"}
_SWITCH = {"1": "enforcing", "0": "permissive"}
_ABSENT = re.compile(r"cat: .?/sys/fs/selinux/enforce.?: No such file or directory\s*$")
_DENIED = re.compile(r".{0,40}type=(?:AVC|1400)\b(?!.{0,80}\bapparmor=).{0,80}\bdenied\b", re.IGNORECASE)
_NONE = "<no matches>"
_STAMP = re.compile(r"\baudit\((\d{9,10})\.")


def _mode(line: terminal.Output) -> str | None:
    if _ABSENT.match(line.text):
        return "disabled"
    if not _ASKS.match(line.command):
        return None
    word = line.text.strip().lower()
    return _SWITCH.get(word) if "/sys/fs" in line.command else _MODES.get(word)


def is_mode(head: str) -> bool:
    """Whether the mode of SELinux was asked for, and is told."""
    return any(_mode(line) for line in terminal.beginning(head)[:20])


def read_mode(lines: Iterable[Line]) -> Iterator[Finding]:
    """The mode of SELinux; `disabled` where the kernel has none."""
    finding = Finding(None)
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        finding.add("linux.selinux", _mode(line), f"line {line.number}")
    finding.add("vm.os_type", "linux", "SELinux")
    yield finding


def is_denials(head: str) -> bool:
    """Whether these are denials in the audit log, or the answer that there are none."""
    lines = terminal.beginning(head)
    return any(_DENIED.match(line.text) or _has_none(line) for line in lines)


def _has_none(line: terminal.Output) -> bool:
    """No denial at all; what an ordinary user is told counts for nothing."""
    return line.text.strip() == _NONE and line.root and _SEARCHES.search(line.command) is not None


def _time(text: str) -> datetime | None:
    """When a line of the audit log was written: it tells the seconds since 1970."""
    stamp = _STAMP.search(text[:200])
    return datetime.fromtimestamp(int(stamp[1]), UTC) if stamp else None


def read_denials(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether SELinux denied the agent something; denials of others prove nothing."""
    finding, sweep, none = Finding(None), Sweep(matcher(AUDIT_LOG)), 0
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        sweep.take(Entry(line.number, line.text, _time(line.text)))
        if _has_none(line):
            none = line.number
    fill(finding, sweep)
    denied = sweep.sighting("selinux-denies-agent")
    finding.observed_at = denied.time if denied else None
    if none:
        finding.add("linux.selinux_denies_agent", False, f"line {none}: no denials at all")
    finding.add("vm.os_type", "linux", "SELinux")
    yield finding


MODE = TextReader("mode of SELinux", is_mode, read_mode)
DENIALS = TextReader("denials of SELinux", is_denials, read_denials)
