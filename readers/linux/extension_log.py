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

from ..base import Finding, Line, TextReader
from . import terminal
from .extension_codes import UNDER_WAY, canonical, name_of

_CURRENT = timedelta(hours=24)
_TIME = r"\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?"
_PREFIX = re.compile(rf"\s*(?P<time>{_TIME})\s{{0,3}}\[[\w.]{{1,120}}VMSnapshotLinux-[\d.]{{1,30}}\]\s?(?P<message>.*)")
_INNER = re.compile(rf"\s*(?P<time>{_TIME})\s+(?:Info|Warning|Error)\s+(?P<message>.*)")
_REPORT = re.compile(r"Enable,(?P<status>success|error|transitioning|warning),(?P<code>\d{1,9}),(?P<message>.*)")
_CODE = re.compile(r"StatusCode\.(\w{3,80}),")
_DETAIL = re.compile(
    r"Failed to (?:FIFREEZE|FITHAW|open)\b|freeze failed for some mount|freeze timed-out|Enable failed"
)
_NOT_FROZEN = re.compile(r"Failed to (?:FIFREEZE|FITHAW): (?P<mount>/.{0,400}?)(?: with error message ?: .*)?\s*$")
_MOST_MOUNTS = 50
_MESSAGE = 2000  # characters that are kept of a message


@dataclass(slots=True)
class _Told:
    """The last of its kind in the last run: what was said, and where."""

    text: str
    line: int
    time: datetime
    code: str | None = None


def is_log(head: str) -> bool:
    """Whether there are lines of the extension in a text."""
    return "VMSnapshotLinux" in head and any(_PREFIX.match(line.text) for line in terminal.beginning(head))


def read_log(lines: Iterable[Line]) -> Iterator[Finding]:
    """Code and message with which the last run ended, if it ran within the last 24 hours of the log."""
    report: _Told | None = None
    hint: _Told | None = None  # a code that was told on the way
    detail: _Told | None = None
    mounts: dict[str, _Told] = {}  # that could not be frozen, by name
    last, is_utc = None, False
    for line in lines:
        found = _PREFIX.match(terminal.plain(line.text))
        if not found:
            continue
        message, written = found["message"], found["time"]
        if inner := _INNER.match(message):
            message = inner["message"]
        time = _parsed(written)
        if time is None:
            continue
        last, is_utc = time, "/" not in written
        if told := _REPORT.match(message):
            code = int(told["code"])
            if code == UNDER_WAY:
                report = hint = detail = None
                mounts.clear()
            else:
                report = _Told(told["message"], line.number, time, name_of(code) or f"{told['status']} {code}")
            continue
        if code_name := _CODE.search(message):
            hint = _Told(message, line.number, time, canonical(code_name[1]))
        if (named := _NOT_FROZEN.search(message)) and len(mounts) < _MOST_MOUNTS:
            mounts.setdefault(named["mount"], _Told(message, line.number, time))
        if _DETAIL.search(message):
            detail = _Told(message, line.number, time)
    finding = Finding(None)
    finding.observed_at = last.replace(tzinfo=UTC) if last and is_utc else None
    end = next((t for t in (report, hint) if t and t.code and last and last - t.time <= _CURRENT), None)
    if end:
        finding.add("extensions.backup_code", end.code, _place(end))
    if end and end is hint:
        finding.notes.append(f"{_place(end)}: the log does not tell how this run of the backup extension ended")
    reason = detail if detail and last and last - detail.time <= _CURRENT else None
    succeeded = end is report and end is not None and (end.code or "").startswith("success")
    if reason and not succeeded:
        finding.add("extensions.backup_message", reason.text.strip()[:_MESSAGE], _place(reason))
    elif end:
        finding.add("extensions.backup_message", _without_flag(end.text)[:_MESSAGE], _place(end))
    current = [name for name, told in mounts.items() if last and last - told.time <= _CURRENT]
    if current and not succeeded:
        finding.add("linux.failed_mounts", tuple(current), "; ".join(_place(mounts[name]) for name in current))
    finding.add("vm.os_type", "linux", "a log of the Linux backup extension")
    yield finding


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text[:19].replace("/", "-"))
    except ValueError:
        return None


def _place(told: _Told) -> str:
    return f"line {told.line}, {told.time:%Y-%m-%d %H:%M:%S}"


def _without_flag(message: str) -> str:
    return re.sub(r",(?:True|False)$", "", message.strip()).strip()


LOG = TextReader("log of the Linux backup extension", is_log, read_log)
