"""Reads the agent's log: /var/log/waagent.log, `journalctl -u walinuxagent`, agent lines in a serial console log.

Line forms: WALinuxAgent common/logger.py. Since about 2.2.46 `2025-06-03T17:34:37.597468Z INFO Daemon Daemon ...` in
UTC; before `2020/01/22 19:00:16.862474 INFO ExtHandler ...` in local time, the oldest without a thread. An entry goes
on in lines without a time (tracebacks). Signatures: 2.15.0.1 (2025-11-19), ga/update.py, ga/exthandlers.py,
daemon/main.py, common/protocol/hostplugin.py; and recorded logs.

**What counts.** Failures to fetch the goal state are common, and gone after seconds: they count while no success
followed, when they were seen at several times, and within 24 hours before the end of the log. That extensions or the
agent are switched off is said at a start only, and holds until the next start, however long ago that was. Seen on
machines that work, so no signs: `Dhcp client is not running.`, errors of iptables and cgroups, `WireServer endpoint is
not found. Rerun dhcp handler`, `Certificate with thumbprint ... has no matching private key`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ..base import Finding, Line, TextReader
from . import terminal
from .agent_life import Life
from .distributions import known

CURRENT = timedelta(hours=24)
APART = timedelta(seconds=2)  # one failure is told in several entries
GOAL_STATE, PORT_80, PORT_32526 = "fetching the goal state", "168.63.129.16 port 80", "168.63.129.16 port 32526"
_ENTRY = re.compile(
    r"(?P<date>\d{4}[-/]\d\d[-/]\d\d)[T ](?P<time>\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)(?P<zone>Z?)\s+"
    r"(?P<level>VERBOSE|INFO|WARNING|ERROR)\s+(?P<message>.*)"
)
_LEVELS = ("INFO", "WARNING", "ERROR", "VERBOSE")
_JOURNAL = re.compile(
    r"\s*(?:[A-Z][a-z]{2}\s{1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.+-]{8,25}Z?)\s+"
    r"(?P<host>[A-Za-z0-9][\w.-]{0,253}) (?P<process>[\w@./-]{1,80})(?:\[\d{1,10}\])?: "
)
_OURS = ("python", "waagent", "walinuxagent")
_MARK = re.compile(
    r"\b(?:ExtHandler|EnvHandler|MonitorHandler|CollectLogsHandler|SendTelemetryHandler|TelemetryEventsCollector)\b|"
    r"WALinuxAgent|Azure Linux Agent|[Ww]ire ?[Ss]erver|HostGAPlugin|goal state|[Gg]uest [Aa]gent|168\.63\.129\.16"
)
_NUMBER = r"(\d{1,9}(?:\.\d{1,9}){1,5})"
_DAEMON = re.compile(rf"Azure Linux Agent Version: ?{_NUMBER}")
_RUNS = re.compile(
    rf"Agent WALinuxAgent-{_NUMBER} is running as the goal state agent|Goal State Agent version {_NUMBER}"
)
_CHOSEN = re.compile(rf"Determined Agent WALinuxAgent-{_NUMBER} to be the latest agent")
_LEAVES = re.compile(r"Agent WALinuxAgent-\S{1,40} discovered .{0,80}exit|exiting current process", re.IGNORECASE)
_PYTHON = re.compile(rf"\bPython: {_NUMBER}")
_SYSTEM = re.compile(r"\b(?:OS:|Distro info:) ([A-Za-z][\w -]{0,40}?) ([\d.]{1,20})(?:,|$)")
_HOST = re.compile(
    r"published_hostname\] with hostname \[([\w.-]{1,253})\]|hostname change: \S{1,253} -> ([\w.-]{1,253})"
)
_HEARTBEAT_ERRORS = re.compile(r"UpdateGSErrors: (\d{1,9})")
_DISABLED = ("sleeping forever", "Disabling guest agent in accordance with ovf-env.xml")
_NO_EXTENSIONS = ("Extensions.Enabled is set to False", "extension processing is disabled")
_GOAL_STATE = (
    "Error fetching the goal state",
    "Fetching the goal state is still failing",
    "An error occurred while retrieving the goal state",
    "Exception retrieving extension handlers",
)
_FAILURE = re.compile(
    r"timed out|connection refused|network is unreachable|no route to host|connection reset|no route exists to 168|"
    r"failed to send dhcp request",
    re.IGNORECASE,
)
_HOST_PLUGIN = re.compile(r"168\.63\.129\.16:32526|vmsettings|hostgaplugin", re.IGNORECASE)
_WIRE_SERVER = re.compile(r"168\.63\.129\.16|wire ?server|failed to send dhcp request", re.IGNORECASE)
_SUCCESS = re.compile(
    r"goal state recovered from previous errors|Process(?:Extensions)?GoalState completed|Fetch goal state completed|"
    r"Target handler state:|Fabric preferred wire protocol version|Server preferred version"
)
_HOST_PLUGIN_SUCCESS = re.compile(
    r"goal state recovered from previous errors|GoalState completed \[etag_|Fetched new vmSettings"
)


@dataclass(slots=True)
class _Trouble:
    """One kind of failure since its last success: when it was last seen, and at how many times."""

    line: int
    time: datetime
    counted: datetime  # the last that was counted as one more
    times: int = 1
    lasting: bool = False  # the agent itself says that it goes on


@dataclass(slots=True)
class AgentLog:
    """What the entries of a log tell, fed one line at a time; keeps no lines."""

    last: datetime | None = None
    last_is_utc: bool = False
    host: str | None = None
    infos: int = 0
    facts: dict[str, tuple[object, str]] = field(default_factory=dict)
    version: tuple[str, str] | None = None
    off: dict[str, str] = field(default_factory=dict)  # what was switched off at the last start, and where it says so
    troubles: dict[str, _Trouble] = field(default_factory=dict)
    heartbeat: tuple[datetime, int] | None = None
    life: Life = field(default_factory=Life)
    _now: datetime | None = None
    _is_failure: bool = False

    def feed(self, number: int, text: str) -> None:
        """Take in one line."""
        entry = _ENTRY.search(text) if any(level in text for level in _LEVELS) else None
        logged = None if entry and not entry.start() else _JOURNAL.match(text)
        if entry is None or entry.start() > 400:
            if logged is None or logged["process"].startswith(_OURS):
                self._goes_on(number, text)
            return
        time = _time(entry["date"], entry["time"])
        if time is None:
            return
        if logged and logged.end() <= entry.start():
            self.host = logged["host"]
        self._now, self.last_is_utc = time, bool(entry["zone"])
        self.last = time
        self._is_failure = entry["level"] in ("WARNING", "ERROR")
        self.infos += entry["level"] in ("INFO", "VERBOSE")
        self._entry(number, entry["message"])

    @property
    def is_excerpt(self) -> bool:
        """Whether only warnings and errors are there: what `grep` found, in which no success can be seen."""
        return not self.infos

    def fill(self, finding: Finding) -> None:
        """Give the finding what the log tells."""
        for path, (value, place) in self.facts.items():
            finding.add(path, value, place)
        if self.version:
            finding.add("agent.version", *self.version)
        signatures = self._signatures(finding)
        if signatures:
            places = "; ".join(f"{name}: {place}" for name, place in sorted(signatures.items()))
            finding.add("agent.log_signatures", tuple(sorted(signatures)), places)
        if not self.is_excerpt:
            finding.add("agent.extensions_enabled", *_if_told(False, self.off.get("extensions_disabled")))
            finding.add("agent.disabled_by_file", *_if_told(True, self.off.get("agent_disabled")))
        if self.heartbeat and self.last and self.last - self.heartbeat[0] > timedelta(hours=2):
            finding.notes.append(
                f"line {self.heartbeat[1]}: the agent's last heartbeat is of {_shown(self.heartbeat[0])}, "
                f"the log goes on until {_shown(self.last)}"
            )
        if self.last_is_utc:
            finding.add("agent.at_work", self.life.rows, "heartbeats")
        finding.host = self.host or finding.host
        if self.last and self.last_is_utc:
            finding.observed_at = finding.observed_at or self.last.replace(tzinfo=UTC)

    def _signatures(self, finding: Finding) -> dict[str, str]:
        found = dict(self.off)
        if self.is_excerpt and found:
            finding.notes.append(
                "only warnings and errors of the log are there: whether the agent was started since cannot be seen"
            )
        for kind, trouble in sorted(self.troubles.items()):
            place = f"line {trouble.line}, {_shown(trouble.time)}"
            if self.last is None or self.last - trouble.time > CURRENT:
                continue
            if trouble.lasting or trouble.times >= (3 if self.is_excerpt else 2):
                found.setdefault("goal_state_failing" if kind == GOAL_STATE else "wireserver_unreachable", place)
            else:
                finding.notes.append(f"{place}: {kind} failed, but too seldom to be a sign")
        return found

    def _entry(self, number: int, message: str) -> None:
        assert self._now is not None
        self.life.take(self._now, message)
        place = f"line {number}"
        if self._is_failure:
            self._failed(number, message)
        elif self.troubles and _SUCCESS.search(message):
            self._over(GOAL_STATE, PORT_80)
            if _HOST_PLUGIN_SUCCESS.search(message):
                self._over(PORT_32526)
        if any(mark in message for mark in _DISABLED):
            self.off["agent_disabled"] = place
        elif any(mark in message for mark in _NO_EXTENSIONS):
            self.off["extensions_disabled"] = place
        if "gent" in message:
            self._of_agent(number, message)
        if "Python: " in message and (python := _PYTHON.search(message)):
            self.facts["agent.python_version"] = (python[1], place)
        elif ("OS: " in message or "Distro info" in message) and (system := _SYSTEM.search(message)):
            self.facts["vm.distribution"] = (known(system[1]), place)
            self.facts["vm.os_name"] = (system[1], place)
            self.facts["vm.os_version"] = (system[2], place)
        elif "hostname" in message and (named := _HOST.search(message)):
            self.host = named[1] or named[2]

    def _of_agent(self, number: int, message: str) -> None:
        """An entry about the agent's own life: which version starts, runs, or leaves."""
        place = f"line {number}"
        if "[HEARTBEAT]" in message:
            self._alive(number, message)
        if daemon := _DAEMON.search(message):
            self.off.clear()
            self.version = None
            self.facts["agent.package_version"] = (daemon[1], place)
        elif runs := _RUNS.search(message):
            self.version = (runs[1] or runs[2], place)
            if "[HEARTBEAT]" not in message:
                self.off.clear()
        elif chosen := _CHOSEN.search(message):
            self.version = (chosen[1], place)
        elif _LEAVES.search(message):
            self.version = None

    def _alive(self, number: int, message: str) -> None:
        assert self._now is not None
        self.heartbeat = (self._now, number)
        errors = _HEARTBEAT_ERRORS.search(message)
        if errors and int(errors[1]) == 0:
            self._over(GOAL_STATE, PORT_80)
        elif errors and int(errors[1]) >= 3:
            self._note(GOAL_STATE, number, lasting=True)

    def _goes_on(self, number: int, text: str) -> None:
        if self._now is not None and self._is_failure and text.strip():
            self._unreachable(number, text)

    def _failed(self, number: int, message: str) -> None:
        if any(mark in message for mark in _GOAL_STATE):
            self._note(GOAL_STATE, number, "still failing" in message)
        self._unreachable(number, message)

    def _unreachable(self, number: int, text: str) -> None:
        if not _FAILURE.search(text):
            return
        lasting = "still failing" in text
        if _HOST_PLUGIN.search(text):
            self._note(PORT_32526, number, lasting)
        elif _WIRE_SERVER.search(text):
            self._note(PORT_80, number, lasting)

    def _over(self, *kinds: str) -> None:
        for kind in kinds:
            self.troubles.pop(kind, None)

    def _note(self, kind: str, number: int, lasting: bool) -> None:
        assert self._now is not None
        trouble = self.troubles.get(kind)
        if trouble is None:
            self.troubles[kind] = _Trouble(number, self._now, self._now, lasting=lasting)
            return
        if abs(self._now - trouble.counted) >= APART:
            trouble.times, trouble.counted = trouble.times + 1, self._now
        trouble.lasting = trouble.lasting or lasting
        trouble.line, trouble.time = number, self._now


def _if_told(value: bool, place: str | None) -> tuple[bool | None, str]:
    return (value if place else None), place or ""


def _time(date: str, time: str) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{date.replace('/', '-')}T{time[:8]}")
    except ValueError:
        return None


def _shown(time: datetime) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")


def is_log(head: str) -> bool:
    """Whether there are entries of the agent in a text."""
    for line in terminal.beginning(head):
        entry = _ENTRY.search(line.text)
        if entry and entry.start() <= 400 and _MARK.search(entry["message"]):
            return True
    return False


def read_log(lines: Iterable[Line]) -> Iterator[Finding]:
    """The versions that run, whether agent or extensions are switched off, and what fails at the end of the log."""
    log = AgentLog()
    for line in lines:
        log.feed(line.number, terminal.plain(line.text))
    finding = Finding(None)
    log.fill(finding)
    finding.add("vm.os_type", "linux", "a log of the Linux agent")
    yield finding


LOG = TextReader("log of the Linux agent", is_log, read_log)
