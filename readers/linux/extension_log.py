"""Reads extension.log of the Linux backup extension (VMSnapshotLinux): what its last run reported.

Line forms and texts: azure-linux-extensions, VMBackup/main (2024): Utils/HandlerUtil.py (the prefix; UTC since it
writes the log itself, on Python 3), `do_status_report` (`Enable,error,121,<message>,False`: operation, status, number,
message, whether the size could not be counted), freezesnapshotter.py, fsfreezer.py. Every run first reports
`Enable,success,4,Transitioning state in extension`; what it reports last is its end. On Python 2 the agent's own logger
wrote the prefix, in local time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ...facts.signatures.declaration import WINDOW
from ...facts.signatures.lookup import matcher
from ...facts.signatures.matching import Entry, Hit
from ...facts.signatures.places import EXTENSION_LOG
from ...facts.signatures.sweep import MOST_TEXT, Sweep
from ..backup_runs import BackupRuns
from ..base import Finding, Line, TextReader
from ..framing import LEVELS, PASSED, Head, entries, fill
from . import terminal
from .extension_codes import UNDER_WAY, canonical, name_of

_TIME = r"\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?"
_PREFIX = re.compile(rf"\s*({_TIME})\s{{0,3}}\[[\w.]{{1,120}}VMSnapshotLinux-[\d.]{{1,30}}\]\s?")
# Old builds wrote what the freeze printed without a prefix (a sample of 2017 in the documentation).
_OLD = re.compile(rf"\s*({_TIME})\s{{1,3}}(?=(?:Freezing|Thawing|Failed to (?:FIFREEZE|FITHAW|open)): /)")
# What the host answered, as people quote it: without the prefix (backuplogger.py writes this form to the console).
_QUOTED = re.compile(
    rf"\s*({_TIME})\s{{1,3}}(?=(?:Info|Warning|Error)\s{{1,3}}(?:dosnapshot (?:responseBody|status code)|"
    r"PreSnapshot(?:Response)?: ?(?:Status Code|bhsVersion)))"
)
_INNER = re.compile(rf"\s*{_TIME}\s+(Info|Warning|Error)\s+")
_REPORT = re.compile(r"Enable,(?P<status>success|error|transitioning|warning),(?P<code>\d{1,9}),(?P<message>.*)")
_CODE = re.compile(r"StatusCode\.(\w{3,80}),")
_GOES_ON = "Triggering File System Consistent Backup"  # it names a code, and the run goes on without the scripts
_MILESTONE = "extensions.backup_milestone"
_PASSED = ("thawed", "reported")  # who came so far froze and thawed, wherever the log was cut off
# What tells that a run came no further: where it stopped, as `extensions.log_ends_in` names it.
_STOPS = {
    "signs.parallel_snapshot_hangs": "parallel_snapshots",
    "signs.size_count_hangs": "size_count",
    _MILESTONE: "freeze",
}
_STARTS = ("cwd is ", "the args are: ")  # the first lines of a process of the extension
_SILENCE = timedelta(minutes=5)  # a run that works writes more often: a freeze ends after one minute by itself
_CUT = "whether the run hung there, or the log was cut off behind it, cannot be seen"
_GENERAL = 2  # `error`: the lines that the entry goes on in may say which


@dataclass(slots=True)
class _Told:
    """The last of its kind in the last run: what was said, and where."""

    text: str
    place: str
    time: datetime
    code: str | None = None


class ExtensionFramer:
    """Tells the entries of the extension apart; the lines of the freeze have a time and a level of their own inside."""

    def __init__(self) -> None:
        self.is_utc = False

    def __call__(self, text: str) -> Head | None:
        """The head of an entry; None for a line that goes on."""
        text = terminal.plain(text)
        found = _PREFIX.match(text) or _OLD.match(text) or _QUOTED.match(text)
        if found is None:
            return None
        time = _parsed(found[1])
        if time is None:
            return PASSED
        self.is_utc = "/" not in found[1]
        inner = _INNER.match(text, found.end() if found.re is _PREFIX else 0)
        if inner:
            return time, LEVELS[inner[1].upper()], text[inner.end() :]
        return time, "", text[found.end() :]


def is_log(head: str) -> bool:
    """Whether there are lines of the extension in a text."""
    if "VMSnapshotLinux" in head:
        return any(_PREFIX.match(line.text) for line in terminal.beginning(head))
    if "Failed to F" in head and any(_OLD.match(line.text) for line in terminal.beginning(head)):
        return True
    return "napshot" in head and any(_QUOTED.match(line.text) for line in terminal.beginning(head))


class _Reports:
    """What the extension itself reports of its runs: the end of the last one, or a code told on the way to it."""

    def __init__(self) -> None:
        self._report: _Told | None = None
        self._hint: _Told | None = None

    def take(self, entry: Entry) -> None:
        """Take in one entry."""
        message, time = entry.message.partition("\n")[0], entry.time
        if time is None:
            return
        place = f"line {entry.place}, {time:%Y-%m-%d %H:%M:%S}"
        code_name = _CODE.search(entry.message) if _GOES_ON not in entry.message else None
        if told := _REPORT.match(message):
            code = int(told["code"])
            name = name_of(code) or f"{told['status']} {code}"
            if code == _GENERAL and code_name:
                name = canonical(code_name[1]) or name
            self._report = None if code == UNDER_WAY else _Told(told["message"], place, time, name)
            self._hint = None if code == UNDER_WAY else self._hint
        elif code_name:
            self._hint = _Told(message, place, time, canonical(code_name[1]))

    def fill(self, finding: Finding, last: datetime | None) -> None:
        """Give the finding the code, and the message where none is told that says more."""
        told = (t for t in (self._report, self._hint) if t and t.code and last and last - t.time <= WINDOW)
        end = next(told, None)
        if end is None:
            return
        finding.add("extensions.backup_code", end.code, end.place)
        finding.add("extensions.backup_message", _without_flag(end.text)[:MOST_TEXT], end.place)
        if end is self._hint:
            finding.notes.append(f"{end.place}: the log does not tell how this run of the backup extension ended")


class _Stop:
    """Whether the log shows that the last run came no further than its last milestone.

    A log that just ends there may have been cut off. Where the run was silent for long, and the extension was started
    anew after it, as after the restart of a machine that hung, nothing can be missing but that run's own lines.
    """

    def __init__(self) -> None:
        self._last: datetime | None = None
        self._at_end: set[str] = set()  # of the facts that tell where a run stopped, those that the last entry gives
        self.seen = False

    def take(self, entry: Entry, hits: list[Hit]) -> None:
        """Take in one entry, with the signatures that it has."""
        self._at_end = {fact for hit in hits for fact in hit.signature.values if fact in _STOPS} if hits else set()
        if self._at_end:
            self.seen = False
        elif self._last and entry.time and entry.time - self._last >= _SILENCE:
            self.seen = self.seen or entry.message.startswith(_STARTS)
        self._last = entry.time or self._last

    def judge(self, finding: Finding) -> None:
        """Take back what tells where the run stopped, unless it is seen that it did; say where the log ends instead."""
        for fact, where in _STOPS.items():
            value = finding.facts.get(fact)
            if value is None or value in _PASSED or self.seen:
                continue
            del finding.facts[fact]
            place = finding.places.pop(fact)
            if fact in self._at_end and value in (True, "freezing"):
                finding.add("extensions.log_ends_in", where, place)
                finding.notes.append(f"{place}: the log ends there; {_CUT}")


def read_log(lines: Iterable[Line]) -> Iterator[Finding]:
    """Code and message with which the last run ended, if it ran within the last 24 hours of the log."""
    framer, sweep, reports, stop = ExtensionFramer(), Sweep(matcher(EXTENSION_LOG)), _Reports(), _Stop()
    runs = BackupRuns("extension")
    for entry in entries(lines, framer):
        stop.take(entry, sweep.take(entry))
        if "Enable," in entry.message or "StatusCode." in entry.message:
            reports.take(entry)
            runs.take(entry)
    finding = Finding(None)
    finding.observed_at = sweep.last.replace(tzinfo=UTC) if sweep.last and framer.is_utc else None
    fill(finding, sweep)
    stop.seen = stop.seen and not sweep.is_mixed
    stop.judge(finding)
    if not sweep.is_mixed:
        reports.fill(finding, sweep.last)
    if framer.is_utc and not sweep.is_mixed:
        finding.add("extensions.backup_runs", runs.rows, "its reports")
    finding.add("vm.os_type", "linux", "a log of the Linux backup extension")
    yield finding


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text[:19].replace("/", "-"))
    except ValueError:
        return None


def _without_flag(message: str) -> str:
    return re.sub(r",(?:True|False)$", "", message.strip()).strip()


LOG = TextReader("log of the Linux backup extension", is_log, read_log)
