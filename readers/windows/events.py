"""Reads event logs of Windows for what stops a backup, as data (JSON, CLIXML, XML) and as text.

Signs: Application 1000, a crash of IaaSBcdrExtension.exe (of nothing else); AppLocker 8004 and code integrity 3077, the
backup extension blocked (8003 and 3076 only audit: it would have been blocked); .NET Runtime 1026, the agent's
configuration is broken; Visual C++ could not be installed for want of access; a shadow copy timed out. What happened
more than a day before the last event told is past. Events that are told prove what they tell; that others are not among
them proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ..base import Finding, Line, Node, Reader, TextReader, rows
from .event_text import event_rows, is_event, is_event_text
from .powershell import MOST_FINDINGS, with_lines

_RECENT = timedelta(days=1)
_PROGRAM = re.compile(r"(?<![\w.-])iaasbcdrextension\.exe(?![\w.-])")
_CRASH = re.compile(rf"\s*faulting application name: {_PROGRAM.pattern}")
_ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d|/Date\(.*)$")
_SERVICE = re.compile(r"windows ?azure ?guest ?agent|\brdagent\b", re.IGNORECASE)
_BROKEN = ("configurationerrorsexception", "typeinitializationexception")
_SLOW = "shadow copy provider timed out while holding writes"
_NO_ACCESS = re.compile(r"error 1401\..{0,200}software\\classes.{0,200}system error 5\b", re.DOTALL)

_FACTS = {
    "crash": ("windows.backup_extension_crashed", True),
    "blocked": ("windows.app_control_blocks_backup", True),
    "config": ("agent.log_signatures", ("config_errors",)),
    "slow": ("windows.shadow_copy_timed_out", True),
    "vcredist": ("windows.vcredist_access_denied", True),
}
_TOLD = {
    "crash": "a crash of the backup extension",
    "blocked": "the backup extension was blocked",
    "config": "the agent's .NET configuration is broken",
    "audited": "the backup extension would have been blocked, were the policy enforced (it was only audited)",
    "allowed": "the backup extension was allowed to run",
    "stopped": "the agent's service ended unexpectedly",
    "other": "another backup product, Windows Server Backup, failed (event 517): not Azure Backup",
    "slow": "the shadow copy provider timed out, the volume was too busy",
    "vcredist": "Visual C++ could not be installed for want of access (Error 1401, System error 5)",
}


@dataclass(slots=True)
class _Seen:
    """What was seen of one kind: how often, when last, and where."""

    count: int = 0
    last: datetime | None = None
    printed: str = ""
    place: str = ""


@dataclass(slots=True)
class _Log:
    """What the events of one machine tell."""

    events: int = 0
    last: datetime | None = None
    seen: dict[str, _Seen] = field(default_factory=dict)


def read_events(found: Iterable[Node]) -> Iterator[Finding]:
    """Per machine: each sign of the last day before the last event, with its time; the rest as notes."""
    logs: dict[str | None, _Log] = {}
    for row in found:
        host = row.first("MachineName", "Computer").name
        if host not in logs and len(logs) >= MOST_FINDINGS:
            continue
        log = logs.setdefault(host, _Log())
        log.events += 1
        time = _time(row)
        log.last = max(log.last, time) if log.last and time else log.last or time
        kind = kind_of(row)
        if kind:
            seen = log.seen.setdefault(kind, _Seen())
            seen.count += 1
            if not seen.place or (time and (seen.last is None or time > seen.last)):
                seen.last, seen.place, seen.printed = time, row.place, _printed(row)
    alone = sum(host is not None for host in logs) <= 1
    for host, log in logs.items():
        yield from _findings(host, log, alone)


def _findings(host: str | None, log: _Log, alone: bool) -> Iterator[Finding]:
    summary = Finding(None, host=host, observed_at=log.last)
    summary.add("vm.os_type", "windows", "an event log of Windows")
    blocked, allowed = log.seen.get("blocked"), log.seen.get("allowed")
    over = blocked and allowed and blocked.last and allowed.last and allowed.last > blocked.last
    for kind, seen in log.seen.items():
        when = f" at {seen.printed}" if seen.printed else ", it is not told when"
        times = f", {seen.count} times in all" if seen.count > 1 else ""
        note = f"{seen.place or 'event'}: {_TOLD[kind]}{when}{times}"
        if log.last and seen.last and log.last - seen.last > _RECENT:
            summary.notes.append(f"{note}: more than a day before the last event, not counted")
        elif kind == "blocked" and over:
            summary.notes.append(f"{note}: it was allowed to run later, not counted")
        elif kind in _FACTS and not alone:
            summary.notes.append(f"{note} on {host}: events of several machines, export those of this VM alone")
        elif kind in _FACTS:
            fact, value = _FACTS[kind]
            finding = Finding(None, host=host, observed_at=seen.last)
            finding.add(fact, value, f"{seen.place or 'event'}{f', {seen.printed}' if seen.printed else ''}")
            finding.notes.append(f"{note}; compare with the time of the failure" if kind != "config" else note)
            yield finding
        elif kind != "allowed":
            summary.notes.append(note)
    if not log.seen:
        summary.notes.append(f"{log.events} event(s) of Windows, none about the backup extension or the agent")
    yield summary


def kind_of(row: Node) -> str | None:
    """Which sign an event is; None for all others. Sources and numbers that are not told are not held against it."""
    number = row.first("Id", "EventID", "Event ID").integer
    source = row.first("ProviderName", "Source").word
    message = (row["Message"].text or "")[:20_000].lower()
    if number in (None, 1000) and _is("application error", source) and _crashed(row, message, number, source):
        return "crash"
    if number in (None, 8002, 8003, 8004) and _is("applocker", source):
        return _controlled(row, message, number)
    if number in (3076, 3077) and _is("codeintegrity", source) and _loaded(row, message):
        return "blocked" if number == 3077 else "audited"
    if number == 1026 and "windowsazureguestagent.exe" in message and any(word in message for word in _BROKEN):
        return "config"
    if number in (7031, 7034) and _SERVICE.search(message or " ".join(d.text or "" for d in _data(row))):
        return "stopped"
    if number == 517 and source in ("backup", "microsoft-windows-backup"):
        return "other"
    if "microsoft visual c++" in message and _NO_ACCESS.search(message):
        return "vcredist"
    return "slow" if _SLOW in message else None


def _is(name: str, source: str) -> bool:
    return not source or name in source


def _data(row: Node) -> list[Node]:
    data = row["Data"]
    return [data[name] for name in data.value] if isinstance(data.value, dict) else []


def _crashed(row: Node, message: str, number: int | None, source: str) -> bool:
    """Whether the program that failed is the backup extension: the first that the event names."""
    if message:
        named = _PROGRAM.search(message.partition(",")[0]) is not None
        return (number == 1000 and source == "application error" and named) or _CRASH.match(message) is not None
    return number == 1000 and _PROGRAM.fullmatch(row.first("Data.AppName", "Data.0").word) is not None


def _controlled(row: Node, message: str, number: int | None) -> str | None:
    """What AppLocker did with the backup extension; without a number only its English words tell."""
    paths = [message.partition(".exe")[0] + ".exe"] if ".exe" in message else [d.word for d in _data(row)]
    if not any(_PROGRAM.search(path) for path in paths):
        return None
    if number is None:
        told = message.partition(".exe was ")[2]
        number = 8004 if told.startswith("prevented") else 8003 if "would have" in told else 8002 if told else None
    return {8002: "allowed", 8003: "audited", 8004: "blocked"}.get(number or 0)


def _loaded(row: Node, message: str) -> bool:
    """Whether the backup extension is the file that was to be loaded, not the process that loads another."""
    loaded = message.partition("attempted to load ")[2]
    if loaded:
        return _PROGRAM.search(loaded.partition(" that did not")[0]) is not None
    return any(_PROGRAM.search(row[f"Data.{name}"].word) for name in ("File Name", "FileName"))


def _time(row: Node) -> datetime | None:
    """The time of an event, where it says in which zone: what is printed without one can be hours off."""
    node = row.first("TimeCreated", "TimeGenerated")
    node = node["value"] if isinstance(node.value, dict) else node
    text = node.value if isinstance(node.value, str) else ""
    return node.time if _ZONED.search(text[:100].rstrip()) else None


def _printed(row: Node) -> str:
    time = _time(row)
    if time:
        return time.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    node = row.first("TimeCreated.DateTime", "TimeCreated", "TimeGenerated", "Date and Time")
    return (node.text or "")[:60]


def _read_text(lines: Iterable[Line]) -> Iterator[Finding]:
    for finding in read_events(event_rows(lines)):
        yield with_lines(finding)


EVENTS = Reader(
    "Windows events",
    lambda node: any(is_event(row) for row in rows(node)),
    lambda node: read_events(row for row in rows(node) if is_event(row)),
)
EVENTS_TEXT = TextReader("Windows events", is_event_text, _read_text)
