"""Reads the logs of the Windows agent: WaAppAgent.log and TransparentInstaller.log.

Lines: `[00000011] [12/11/2018 06:27:55.66] [WARN]  text`, since 2020 `[00000018] 2021-01-12T16:35:45Z [INFO]  text`;
the thread or the time can be absent. What has no level belongs to the entry before. Times are UTC. Signatures:
Microsoft, "Troubleshoot Azure Windows VM Agent issues" (2025-08-14). What lies more than a day before the end is past,
and so is what was overcome: an agent that found the host's address, or whose control system started, reaches the host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ..base import Finding, Line, TextReader

_LINE = re.compile(
    r"(?:\[(?P<thread>[0-9A-Fa-f]{8})\]\s+)?"
    r"(?:(?:\[(?P<us>\d\d/\d\d/\d{4} \d\d:\d\d:\d\d)(?:\.\d{1,7})?\]"
    r"|(?P<iso>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,7})?Z)\s+)?"
    r"\[(?:INFO|WARN|ERROR|TRACE|HEART|FATAL|DEBUG)\]\s+"
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
_RECENT = timedelta(days=1)
_HOST_PORT = re.compile(r"168\.63\.129\.16:(?:80|32526)\b")
_VERSION = re.compile(r"WindowsAzureGuestAgent starting\. Version (?P<version>\d{1,9}(?:\.\d{1,9}){3})(?![\d.])")
_PLAIN = {  # in one line
    "RdCrypt Initialization failed. Error Code: -2147023143": "rdcrypt_failed",
    "PInvoke PFXImportCertStore failed": "certificate_store_denied",
    "WindowsAzureGuestAgent could not be stopped. Exception: System.NullReferenceException": "stuck_stopping",
    "Did not discover fabric address on interface Npcap Loopback Adapter": "npcap_adapter",
}
_FETCHING = "Exception while fetching supported versions from HostGAPlugin"
_OVERCOME = {  # what shows that the trouble is over
    "ControlSystem initialized with version": ("wireserver_unreachable", "npcap_adapter"),
    "Discovered fabric address on interface": ("npcap_adapter",),
}
_PROFILING = "Microsoft.VisualStudio.Diagnostics.ServiceModelSink"


def is_agent_log(head: str) -> bool:
    """Whether this is a log of the Windows agent: its lines, with a thread, or with what only it speaks of."""
    for line in head.split("\n")[:2000]:
        found = _LINE.match(line[:500])
        timed = found and (found["us"] or found["iso"])
        if found and ((timed and found["thread"]) or any(word in line for word in _OWN)):
            return True
    return False


# What any of this takes a closer look at: most lines of a log have none of it.
_MARKS = re.compile(
    "|".join(re.escape(mark) for mark in (*_PLAIN, *_OVERCOME, _FETCHING, _PROFILING, "BadImageFormatException",
                                          "GetVersions() failed", "168.63.129.16", "fabric address", "Agent starting"))
)  # fmt: skip


class _Log:
    """What was seen so far: of each signature the last time and place only, so that a log may have any size."""

    def __init__(self) -> None:
        self.last: datetime | None = None  # the time of the last line that has one
        self.seen: dict[str, tuple[datetime | None, str]] = {}
        self.version: tuple[str, str] | None = None
        self.address: tuple[datetime | None, str] | None = None  # when DHCP told the address of the host
        self.profiling = ""
        self._entry = ""  # what the entry is about, where a later line of it decides

    def take(self, line: Line) -> None:
        """Note what a line tells."""
        text = line.text
        found = _LINE.match(text)
        if found:
            self.last = _time(found["us"], found["iso"]) or self.last
            self._entry = ""
        if _MARKS.search(text):
            self._look(text[found.end() :] if found else text, line)

    def _look(self, text: str, line: Line) -> None:
        last = self.last
        place = f"line {line.number}" + (f", {last:%Y-%m-%d %H:%M:%S} UTC" if last else "")
        for mark, signature in _PLAIN.items():
            if mark in text:
                self.seen[signature] = (last, place)
        if "BadImageFormatException" in text and "0x8007000B" in text:
            self.seen["bad_image_format"] = (last, place)
        if "GetVersions() failed" in text and "Service Unavailable" in text:
            self.seen["wireserver_unreachable"] = (last, place)
        if _FETCHING in text:
            self._entry = "fetching"
        if self._entry == "fetching" and _HOST_PORT.search(text):
            self.seen["wireserver_unreachable"] = (last, place)
        for mark, overcome in _OVERCOME.items():
            if mark in text:
                for signature in overcome:
                    self.seen.pop(signature, None)
        if version := _VERSION.search(text):
            self.version, self.address = (version["version"], place), None
        if text.startswith("Using fabric address ") and "from DHCP" in text:
            self.address = (last, place)
        if _PROFILING in text:
            self.profiling = self.profiling or place


def _time(us: str | None, iso: str | None) -> datetime | None:
    text = f"{us[6:10]}-{us[:2]}-{us[3:5]}T{us[11:]}" if us else iso
    try:
        return datetime.fromisoformat(f"{text}+00:00") if text else None
    except ValueError:
        return None


def read_agent_log(lines: Iterable[Line]) -> Iterator[Finding]:
    """The known faults that are current at the end of the log, the agent's version, and whether DHCP told the host."""
    log = _Log()
    for line in lines:
        log.take(line)
    finding = Finding(None, observed_at=log.last)
    finding.add("vm.os_type", "windows", "a log of the Windows agent")
    current = {s: at for s, at in log.seen.items() if not (log.last and at[0] and log.last - at[0] > _RECENT)}
    if current:
        places = "; ".join(f"{signature}: {place}" for signature, (_, place) in sorted(current.items()))
        finding.add("agent.log_signatures", tuple(sorted(current)), places)
    finding.notes += [
        f"{place}: {signature}, more than a day before the end of the log, not counted"
        for signature, (_, place) in sorted(log.seen.items())
        if signature not in current
    ]
    if log.version:
        finding.add("agent.version", *log.version)
    if log.profiling:
        finding.notes.append(f"{log.profiling}: WCF profiling is on in machine.config; it can stop the agent")
    yield finding
    if log.address:
        started = Finding(None, observed_at=log.address[0])
        started.add("network.dhcp_option_245", True, log.address[1])
        yield started


AGENT_LOG = TextReader("log of the Windows agent", is_agent_log, read_agent_log)
