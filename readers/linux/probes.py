"""Reads tests of the way to 168.63.129.16: `curl`, `nc`, bash's /dev/tcp, and the XML that the WireServer answers.

The agent has the guest's firewall keep everyone but root out of the WireServer, so a failure counts only where it can
be seen that root tested (`sudo`, root's prompt); a success counts always. `open` alone says nothing: of what?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal

_IP = r"168\.63\.129\.16"
_PORT = r"(?P<port>80|443|32526)"
_FAILED = r".{0,60}(?:failed|refused|timed out|unreachable|No route)"
_XML = re.compile(r"<Versions\b[^>]{0,300}>|<Preferred>\s*<Version>")
_GOOD = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\*?\s*Connected to .{{0,40}}?\(?{_IP}\)? (?:\({_IP}\) )?port {_PORT}\b",
        rf"(?:Ncat: )?Connected to {_IP}:{_PORT}\b",
        rf"Connection to {_IP} {_PORT} port .{{0,40}}succeeded",
        rf"{_IP}:{_PORT} open\b",
        rf".{{0,80}}[\[(]{_IP}[\])] {_PORT} (?:\(\S{{1,30}}\) )?open\b",
    )
)
_BAD = tuple(
    re.compile(pattern)
    for pattern in (
        rf".{{0,40}}connect to {_IP} (?:\({_IP}\) )?port {_PORT}\b{_FAILED}",
        rf"curl: \(\d{{1,2}}\) Failed to connect to {_IP} port {_PORT}\b",
        rf"bash: (?:connect: |line \d{{1,4}}: )?/dev/tcp/{_IP}/{_PORT}:{_FAILED}",
        rf".{{0,80}}{_IP}[\])]? (?:port )?{_PORT} {_FAILED}",
    )
)
_ASKED = re.compile(rf"{_IP}(?::|/|\s+)(?P<port>32526|443|80)?")
_TIMED_OUT = re.compile(r"curl: \((?:28|7|56)\)")
_BLOCKS = 200  # lines in which an answer must come


def is_probe(head: str) -> bool:
    """Whether a text is the answer of the WireServer, or a test of the way to it."""
    lines = terminal.beginning(head)
    filled = [line for line in lines if line.text.strip()]
    if "<Versions" in head and _XML.search(head) and "<Supported>" in head:
        return True
    return len(filled) <= _BLOCKS and any(_told(line.text) or _silent(line) for line in filled)


def _silent(line: terminal.Output) -> re.Match[str] | None:
    """The command's address, where `curl` says that no answer came without saying from where."""
    return _ASKED.search(line.command) if _TIMED_OUT.match(line.text.strip()) else None


def _told(text: str) -> tuple[bool, str] | None:
    stripped = text.strip()
    for good, patterns in ((True, _GOOD), (False, _BAD)):
        for pattern in patterns:
            if found := pattern.match(stripped):
                return good, found["port"]
    return None


def read_probe(lines: Iterable[Line]) -> Iterator[Finding]:
    """Which ports of 168.63.129.16 the guest reaches."""
    finding = Finding(None)
    failed: dict[str, str] = {}
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        place = f"line {line.number}"
        told = _told(line.text)
        silent = _silent(line)
        if _XML.search(line.text):
            finding.add("network.port_80", True, place)
        elif told and told[0]:
            finding.add(f"network.port_{told[1]}", True, place)
        elif told or silent:
            port = told[1] if told else (silent["port"] if silent else None) or "80"
            failed[port] = place if line.root else ""
    for port, place in sorted(failed.items()):
        path = f"network.port_{port}"
        finding.add(path, False if place else None, place)
        if not place and path not in finding.facts:
            finding.notes.append(
                f"the test of port {port} failed, but for other users than root it always does: repeat it with sudo"
            )
    yield finding


PROBE = TextReader("test of the way to 168.63.129.16", is_probe, read_probe)
