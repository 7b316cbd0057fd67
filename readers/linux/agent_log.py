"""Reads the agent's log: /var/log/waagent.log, `journalctl -u walinuxagent`, agent lines in a serial console log.

Line forms: WALinuxAgent common/logger.py. Since about 2.2.46 `2025-06-03T17:34:37.597468Z INFO Daemon Daemon ...` in
UTC; before `2020/01/22 19:00:16.862474 INFO ExtHandler ...` in local time, older ones without a thread, those of the
agent 2.0 without fractions of a second, and without a level where nothing went wrong. An entry goes
on in lines without a time (tracebacks). What the lines mean stands in facts/signatures/linux/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from ...facts.signatures.lookup import matcher
from ...facts.signatures.places import AGENT_LOG_LINUX
from ...facts.signatures.sweep import Sweep
from ..backup_runs import BackupRuns
from ..base import Finding, Line, TextReader
from ..framing import LEVELS, PASSED, Head, entries, fill
from . import terminal
from .agent_life import Life
from .distributions import known

_HEARTBEATS = timedelta(hours=2)  # a log that goes on so long without one is told
_ENTRY = re.compile(r"\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(Z?)\s+(VERBOSE|INFO|WARNING|ERROR)\s+")
# An entry of the agent 2.0, which names a level only where something went wrong: `2015/10/01 06:12:40 ERROR:timed out`.
_ANCIENT = re.compile(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d (?!\[)()(?:(ERROR|WARNING|INFO|VERBOSE):)? ?")
_ANCIENT_MARK = re.compile(
    r"Azure Linux Agent Version: WALinuxAgent-|DoDhcpWork: |SetHandlerState: |Found (?:Plugin|RuntimeSettings)[: ]|"
    r"Processing completed for |Spawned \./|(?:Handler|Process) \d{1,10} returned "
)
_LEVELS = ("INFO", "WARNING", "ERROR", "VERBOSE")
_FAR = 400  # characters that may stand before an entry: what the journal or a console adds
_JOURNAL = re.compile(
    r"\s*(?:[A-Z][a-z]{2}\s{1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.+-]{8,25}Z?)\s+"
    r"(?P<host>[A-Za-z0-9][\w.-]{0,253}) (?P<process>[\w@./-]{1,80})(?:\[\d{1,10}\])?: "
)
# What a serial console shows between the lines of the agent: the kernel, the start of services, cloud-init, a login.
_CONSOLE = re.compile(
    r"\s{0,8}(?:\[ {0,8}\d{1,9}\.\d{4,9}\] |\[ {0,2}(?:OK|FAILED|DEPEND) {0,2}\] |ci-info: |\S{1,60} login: )"
)
_UNIT = re.compile(r"\b(?:walinuxagent|waagent)\.service\b")
_OURS = ("python", "waagent", "walinuxagent")
_MARK = re.compile(
    r"\b(?:ExtHandler|EnvHandler|MonitorHandler|CollectLogsHandler|SendTelemetryHandler|TelemetryEventsCollector)\b|"
    r"WALinuxAgent|Azure Linux Agent|[Ww]ire ?[Ss]erver|HostGAPlugin|goal state|[Gg]uest [Aa]gent|168\.63\.129\.16"
)


class AgentFramer:
    """Tells the entries of the agent apart; `host` is the machine that the journal names."""

    def __init__(self) -> None:
        self.host: str | None = None
        self.is_utc = False
        self._stamp, self._time = "", datetime.min  # of the entry before: many have the same second

    def __call__(self, text: str) -> Head | None:
        """The head of an entry; None for a line that goes on."""
        if "\x1b" in text:
            text = terminal.plain(text)
        entry = _ENTRY.match(text)
        return self._head(entry, text, 0) if entry else self._inside(text)

    def _inside(self, text: str) -> Head | None:
        """An entry behind what the journal or a console wrote before it."""
        logged = _JOURNAL.match(text)
        ancient = _ANCIENT.match(text)
        if ancient is not None:
            return self._head(ancient, text, 0)
        entry = _ENTRY.search(text) if any(level in text for level in _LEVELS) else None
        if entry is None and _CONSOLE.match(text):
            return PASSED
        if entry is None or entry.start() > _FAR:
            if logged is None or logged["process"].startswith(_OURS):
                return None
            of_unit = logged["process"] == "systemd" and _UNIT.search(text, logged.end()) is not None
            return (None, "", text[logged.end() :]) if of_unit else PASSED
        head = self._head(entry, text, entry.start())
        if head is not PASSED and logged and logged.end() <= entry.start():
            self.host = logged["host"]
        return head

    def _head(self, entry: re.Match[str], text: str, start: int) -> Head:
        zone, level = entry[1], entry[2] or "INFO"
        stamp = text[start : start + 19]
        if stamp != self._stamp:
            try:
                self._time = datetime.fromisoformat(stamp.replace("/", "-"))
            except ValueError:
                return PASSED
            self._stamp = stamp
        self.is_utc = zone == "Z"
        return self._time, LEVELS[level], text[entry.end() :].rstrip()


def is_log(head: str) -> bool:
    """Whether there are entries of the agent in a text."""
    for line in terminal.beginning(head):
        entry = _ENTRY.search(line.text)
        if entry and entry.start() <= _FAR and _MARK.search(line.text, entry.end()):
            return True
        if (ancient := _ANCIENT.match(line.text)) and _ANCIENT_MARK.search(line.text, ancient.end()):
            return True
    return False


def fill_from(finding: Finding, lines: Iterable[Line]) -> None:
    """Give the finding what entries of the agent tell, wherever they stand."""
    framer, sweep, life = AgentFramer(), Sweep(matcher(AGENT_LOG_LINUX)), Life()
    runs = BackupRuns("agent")
    for entry in entries(lines, framer, headless=True):
        sweep.take(entry)
        life.take(entry)
        runs.take(entry)
    finding.host = framer.host or finding.host
    fill(finding, sweep)
    if "vm.os_name" in finding.facts:
        finding.add("vm.distribution", known(finding.facts["vm.os_name"]), finding.places["vm.os_name"])
    heartbeat = sweep.sighting("linux-heartbeat")
    if heartbeat and heartbeat.time and sweep.last and sweep.last - heartbeat.time > _HEARTBEATS:
        finding.notes.append(
            f"line {heartbeat.place}: the agent's last heartbeat is of {heartbeat.time:%Y-%m-%d %H:%M:%S}, "
            f"the log goes on until {sweep.last:%Y-%m-%d %H:%M:%S}"
        )
    if framer.is_utc and not sweep.is_mixed:
        finding.add("agent.at_work", life.rows, "heartbeats")
        finding.add("extensions.backup_runs", runs.rows, "starts of the backup extension")
    if sweep.last and framer.is_utc:
        finding.observed_at = finding.observed_at or sweep.last.replace(tzinfo=UTC)


def read_log(lines: Iterable[Line]) -> Iterator[Finding]:
    """The versions that run, whether agent or extensions are switched off, and what fails at the end of the log."""
    finding = Finding(None)
    fill_from(finding, lines)
    finding.add("vm.os_type", "linux", "a log of the Linux agent")
    yield finding


LOG = TextReader("log of the Linux agent", is_log, read_log)
