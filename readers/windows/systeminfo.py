"""Reads `systeminfo` in any language, Win32_OperatingSystem and `Get-ComputerInfo`: name and version of the system.

`systeminfo` begins with the machine's name, the system's name (`Microsoft Windows Server ...`) and its version, each
in a line of its own; the network cards stand near its end. Labels are translated and not relied on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..base import Finding, Line, Node, TextReader
from .ipconfig import NO, VIRTUAL, YES
from .powershell import both, fitting, host_of

_FIELD = re.compile(r"(?P<label>\S[^:]{1,60}):\s+(?P<value>\S.{0,300})")
_SYSTEM = re.compile(r"Microsoft(?:\(R\)|®)? ?Windows.{0,200}", re.IGNORECASE)
_VERSION = re.compile(r"(?P<version>(?:[5-9]|1\d)\.\d{1,3}\.\d{3,6}(?:\.\d{1,6})?)\b")  # no date
_CARD = re.compile(r"\s+\[(?P<number>\d\d)\]: (?P<text>.{1,300})")
_INDENTED = re.compile(r"\s{20,}(?P<label>[^:\[\]]{1,60}):\s+(?P<value>\S.{0,200})")
_OTHER_ADDRESS = re.compile(r"[\d.]+|[0-9a-f:]+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?!169\.254\.|0\.)\d{1,3}(?:\.\d{1,3}){3}")


def is_systeminfo(head: str) -> bool:
    """Whether this is `systeminfo`: two lines below each other with the system's name and its version."""
    return _start_of([line[:400] for line in head.split("\n")[:200]]) is not None


def _start_of(lines: list[str]) -> int | None:
    fields = [_FIELD.fullmatch(line.rstrip()) for line in lines]
    for n, (one, two) in enumerate(pairwise(fields)):
        if one and two and _SYSTEM.fullmatch(one["value"]) and _VERSION.match(two["value"]):
            return n
    return None


def read_systeminfo(lines: Iterable[Line]) -> Iterator[Finding]:
    """Name and version of the system, the machine's name, and DHCP where one card alone can be meant."""
    finding = Finding(None)
    before = ""
    cards: list[_Card] = []
    for line in lines:
        text = line.text[:400].rstrip()
        if found := _FIELD.fullmatch(text):
            value = found["value"].strip()
            if _SYSTEM.fullmatch(value) and "vm.os_name" not in finding.facts:
                finding.add("vm.os_name", value, f"line {line.number}")
                finding.add("vm.os_type", "windows", f"line {line.number}")
                finding.host = before if re.fullmatch(r"[\w.-]{1,63}", before) else None
            elif before == finding.facts.get("vm.os_name") and (version := _VERSION.match(value)):
                finding.add("vm.os_version", version["version"], f"line {line.number}")
            before = value
            cards = [*cards, _Card()] if cards else cards  # what comes later belongs to no card
        elif found := _CARD.fullmatch(text):
            if _ADDRESS.fullmatch(found["text"].strip()) and cards:
                cards[-1].address = True
            elif not _OTHER_ADDRESS.fullmatch(found["text"].strip()):
                cards = [*cards[-50:], _Card(VIRTUAL.search(found["text"]) is not None)]
        elif cards and (found := _INDENTED.fullmatch(text)):
            cards[-1].take(found["label"].lower(), found["value"].strip().lower(), line.number)
    able = [card for card in cards if card.address and not card.virtual]
    states = {card.dhcp[0] for card in able if card.dhcp}
    if able and len(states) == 1 and all(card.dhcp for card in able):
        state, number = next(card.dhcp for card in able if card.dhcp)
        finding.add("network.dhcp_enabled", state, f"line {number}")
        if state is False:
            finding.add("network.guest_static_ip", True, f"line {number}")
    yield finding


class _Card:
    """A network card: whether it is virtual, has an address, and what it says of DHCP."""

    def __init__(self, virtual: bool = False) -> None:
        self.virtual, self.address = virtual, False
        self.dhcp: tuple[bool, int] | None = None

    def take(self, label: str, value: str, number: int) -> None:
        """Note a line about it."""
        if VIRTUAL.search(value):
            self.virtual = True
        if "dhcp" in label and (value in YES or value in NO):
            self.dhcp = self.dhcp or (value in YES, number)


SYSTEMINFO = TextReader("answer of systeminfo", is_systeminfo, read_systeminfo)


def is_system(row: Node) -> bool:
    """Whether this is a Win32_OperatingSystem, or an answer of `Get-ComputerInfo`."""
    caption, version = row.first("Caption", "OsName"), row.first("Version", "OsVersion")
    own = row.has("Caption", "CSName") or row.has("Caption", "BuildNumber") or row.has("OsName", "CsName")
    return own and "windows" in caption.word and _VERSION.match(version.text or "") is not None


def read_systems(found: Iterable[Node]) -> Iterator[Finding]:
    """Name and version of the system, and the machine's name."""
    for row in fitting(found, is_system):
        finding = Finding(None, host=host_of(row) or row.first("CsName", "CsDNSHostName").name)
        caption, version = row.first("Caption", "OsName"), row.first("Version", "OsVersion")
        finding.add("vm.os_type", "windows", caption.place)
        finding.add("vm.os_name", caption.name, caption.place)
        finding.add("vm.os_version", version.name, version.place)
        yield finding


SYSTEMS, SYSTEMS_TEXT = both("Windows system", is_system, read_systems)
