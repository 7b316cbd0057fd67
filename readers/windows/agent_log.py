"""Reads the logs of the Windows agent: WaAppAgent.log and TransparentInstaller.log.

Lines: `[00000011] [12/11/2018 06:27:55.66] [WARN]  text`, since 2020 `[00000018] 2021-01-12T16:35:45Z [INFO]  text`;
the thread or the time can be absent. What has no level belongs to the entry before. Times are UTC. What the lines mean
stands in facts/signatures/windows.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from ...facts.signatures.lookup import matcher
from ...facts.signatures.places import AGENT_LOG_WINDOWS
from ...facts.signatures.sweep import Sweep
from ..backup_runs import BackupRuns
from ..base import Finding, Line, TextReader
from ..framing import LEVELS, Head, entries, fill

_LINE = re.compile(
    r"(?:\[(?P<thread>[0-9A-Fa-f]{8})\]\s+)?"
    r"(?:(?:\[(?P<us>\d\d/\d\d/\d{4} \d\d:\d\d:\d\d)(?:\.\d{1,7})?\]"
    r"|(?P<iso>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,7})?Z)\s+)?"
    r"\[(?P<level>INFO|WARN|ERROR|TRACE|HEART|FATAL|DEBUG)\]\s+"
)
_OWN = (
    "GuestAgent",
    "HostGAPlugin",
    "fabric address",
    "GetVersions()",
    "RdCrypt",
    "WaAppAgent",
    "TransparentInstaller",
)
_DHCP = "network.dhcp_option_245"  # what the start told, which is older than the rest of the log


def is_agent_log(head: str) -> bool:
    """Whether this is a log of the Windows agent: its lines, with a thread, or with what only it speaks of."""
    for line in head.split("\n")[:2000]:
        found = _LINE.match(line[:500])
        timed = found and (found["us"] or found["iso"])
        if found and ((timed and found["thread"]) or any(word in line for word in _OWN)):
            return True
    return False


class AgentFramer:
    """Tells the entries of the agent apart; one without a time, or with an impossible one, is of the time before."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def __call__(self, text: str) -> Head | None:
        """The head of an entry; None for a line that goes on."""
        found = _LINE.match(text)
        if found is None:
            return None
        _, us, iso, level = found.groups()
        if us or iso:
            self._last = _time(us, iso) or self._last
        return self._last, LEVELS[level], text[found.end() :].rstrip()


def _time(us: str | None, iso: str | None) -> datetime | None:
    text = f"{us[6:10]}-{us[:2]}-{us[3:5]}T{us[11:]}" if us else iso
    try:
        return datetime.fromisoformat(f"{text}+00:00") if text else None
    except ValueError:
        return None


def read_agent_log(lines: Iterable[Line]) -> Iterator[Finding]:
    """The known faults that are current at the end of the log, the agent's version, and whether DHCP told the host."""
    sweep, runs = Sweep(matcher(AGENT_LOG_WINDOWS)), BackupRuns("agent")
    for entry in entries(lines, AgentFramer(), headless=True):
        sweep.take(entry)
        runs.take(entry)
    finding = Finding(None, observed_at=sweep.last)
    finding.add("vm.os_type", "windows", "a log of the Windows agent")
    fill(finding, sweep, " UTC")
    if not sweep.is_mixed:
        finding.add("extensions.backup_runs", runs.rows, "starts of the backup extension")
    address = sweep.given().get(_DHCP)
    if address:
        del finding.facts[_DHCP]
        started = Finding(None, observed_at=address.sighting.time)
        started.add(_DHCP, address.value, finding.places.pop(_DHCP))
    yield finding
    if address:
        yield started


AGENT_LOG = TextReader("log of the Windows agent", is_agent_log, read_agent_log)
