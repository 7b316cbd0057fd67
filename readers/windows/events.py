"""Reads event logs of Windows for what stops a backup, as data (JSON, CLIXML, XML) and as text.

What the events mean stands in facts/signatures/windows.py. What happened more than a day before the last event told is
past. Events that are told prove what they tell; that others are not among them proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from ...facts.signatures.lookup import matcher
from ...facts.signatures.matching import Entry
from ...facts.signatures.places import event
from ...facts.signatures.sweep import Sighting, Sweep
from ..base import Finding, Line, Node, Reader, TextReader
from .event_forms import event_nodes
from .event_text import CRASH, DOTNET, event_rows, is_event, is_event_text
from .local_time import local_time
from .powershell import MOST_FINDINGS, with_lines

_ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d|/Date\(.*)$")
_MOST = 20_000  # characters of a message
_LOCKER = re.compile(r"\.exe was (prevented|allowed to run(?! but)|allowed to run but would have)", re.IGNORECASE)
_LOCKER_NUMBERS = {"prevented": 8004, "allowed to run": 8002, "allowed to run but would have": 8003}
_LEVELS = {"1": "error", "2": "error", "3": "warning", "critical": "error", "error": "error", "warning": "warning"}


# What an event is about that no signature knows, and that is worth telling all the same.
_ABOUT = re.compile(
    r"windows ?azure ?guest ?agent|waappagent|iaasbcdr|rdagent|vmsnapshot|azure vm agent|iaasvmprovider", re.IGNORECASE
)
_SHADOW_COPIES = ("vss", "volsnap", "swprv", "vss audit", "microsoft-windows-vss")
_WHOLE = "; it is told by its text: `... | Format-List TimeCreated,ProviderName,Id,Message` prints all of it"
_MOST_UNKNOWN, _MOST_TOLD = 200, 3


@dataclass(slots=True)
class _Unknown:
    """Events of one source and number about agent, extension or shadow copies that no signature knows."""

    place: str | int
    text: str
    count: int = 0


class _Log:
    """The events of one machine, and how each of those that stand for a signature printed its time."""

    def __init__(self) -> None:
        self.sweep = Sweep(matcher(event()), by_time=True)
        self.printed: dict[str, str] = {}  # by the place of the event
        self.unknown: dict[tuple[str, int | None], _Unknown] = {}

    def miss(self, entry: Entry) -> None:
        """Take note of an event that no signature knows."""
        named = _ABOUT.search(entry.message[:2000])
        if not named and (entry.source not in _SHADOW_COPIES or entry.level == "info"):
            return
        key = (entry.source, entry.number)
        if key in self.unknown or len(self.unknown) < _MOST_UNKNOWN:
            begin = entry.message.rfind("\n", 0, named.start()) + 1 if named else 0
            first = entry.message[begin:].partition("\n")[0].strip()[:160]
            self.unknown.setdefault(key, _Unknown(entry.place, first)).count += 1

    def unknown_notes(self) -> Iterator[str]:
        """The most frequent of them, each with its count and its first line."""
        for (source, number), seen in sorted(self.unknown.items(), key=lambda pair: -pair[1].count)[:_MOST_TOLD]:
            times = f", {seen.count} times" if seen.count > 1 else ""
            named = f"event {'?' if number is None else number} of {source or 'a source not told'}{times}"
            whole = not (not seen.text or seen.text.endswith(("...", "\u2026")))
            said = "which is not known here" if whole else f"whose text is {'cut' if seen.text else 'missing'}"
            text = f": {seen.text}" if seen.text else ""
            yield f"{seen.place or 'event'}: {named}, {said}{text}{'' if whole else _WHOLE}"


def read_events(found: Iterable[Node]) -> Iterator[Finding]:
    """Per machine: each sign of the last day before the last event, with its time; the rest as notes."""
    logs: dict[str | None, _Log] = {}
    for row in found:
        host = row.first("MachineName", "Computer").name
        if host not in logs and len(logs) >= MOST_FINDINGS:
            continue
        log = logs.setdefault(host, _Log())
        entry = entry_of(row)
        hits = log.sweep.take(entry)
        if not hits:
            log.miss(entry)
        for hit in hits:
            seen = log.sweep.sighting(hit.signature.id)
            if seen and seen.place == row.place:
                log.printed[hit.signature.id] = _printed(row)
    alone = sum(host is not None for host in logs) <= 1
    for host, log in logs.items():
        yield from _findings(host, log, alone)


def _findings(host: str | None, log: _Log, alone: bool) -> Iterator[Finding]:
    summary = Finding(None, host=host, observed_at=log.sweep.last)
    summary.add("vm.os_type", "windows", "an event log of Windows")
    told = 0
    for seen, standing in log.sweep.sightings():
        signature, printed = seen.signature, log.printed.get(seen.signature.id, "")
        note = _note(seen, printed)
        told += 1
        if standing == "past":
            summary.notes.append(f"{note}: more than a day before the last event, not counted")
        elif signature.harmless:
            summary.notes += [note] if signature.remark else []
        elif not alone:
            summary.notes.append(f"{note} on {host}: events of several machines, export those of this VM alone")
        else:
            finding = Finding(None, host=host, observed_at=seen.time or local_time(printed))
            for fact, value in log.sweep.values(seen):
                finding.add(fact, value, f"{seen.place or 'event'}{f', {printed}' if printed else ''}")
            finding.notes.append(f"{note}; compare with the time of the failure")
            yield finding
    for seen in log.sweep.overcome():
        summary.notes.append(
            f"{_note(seen, log.printed.get(seen.signature.id, ''))}: it was overcome later, not counted"
        )
        told += 1
    summary.notes += log.unknown_notes()
    if not told and not log.unknown:
        count = log.sweep.entries
        summary.notes.append(f"{count} event(s) of Windows, none about the backup extension or the agent")
    yield summary


def _note(seen: Sighting, printed: str) -> str:
    when = f" at {printed}" if printed else " at an unknown time"
    times = f", {seen.seen} times in all" if seen.seen > 1 else ""
    return f"{seen.place or 'event'}: {seen.signature.title}{when}{times}"


def entry_of(row: Node) -> Entry:
    """An event as an entry: its message, and below it what it carries as data, each with its name.

    Where only the message is told, its English words tell source and number.
    """
    number = row.first("Id", "EventID", "Event ID", "InstanceID").integer
    source = row.first("ProviderName", "Source").word
    log = row["LogName"].word
    if not source and "/" in log:
        source = log  # a log that is named after its source
    message = (row["Message"].text or "")[:_MOST]
    if number is not None and number > 0xFFFF:
        number &= 0xFFFF  # with its severity, as `Get-EventLog` and the registry have it
    if number in (None, 1000) and not source.strip() and CRASH.match(message):
        number, source = 1000, "application error"
    if number is None and CRASH.match(message):
        number = 1000
    if number is None and DOTNET.match(message):
        number, source = 1026, source or ".net runtime"
    if number is None and (words := _LOCKER.search(message)):
        number = _LOCKER_NUMBERS[words[1].lower()]
    level = _LEVELS.get(row.first("LevelDisplayName", "Level").word, "")
    text = "\n".join(filter(None, (message.strip(), *_data(row))))
    return Entry(row.place, text, _time(row), level, source, number)


def _data(row: Node) -> Iterator[str]:
    data = row["Data"]
    for name in data.value if isinstance(data.value, dict) else ():
        yield f"{name}: {data[name].text or ''}"


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
    lambda node: any(is_event(row) for row in event_nodes(node)),
    lambda node: read_events(row for row in event_nodes(node) if is_event(row)),
)
EVENTS_TEXT = TextReader("Windows events", is_event_text, _read_text)
