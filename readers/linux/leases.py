"""Reads DHCP leases: of dhclient, systemd-networkd and NetworkManager, for the host's address in option 245.

dhclient (recorded files): `lease { ... }` blocks, newest last, expired ones included: the one that is valid longest
counts, per interface. systemd-networkd writes `OPTION_245=a83f8110` into the one lease of a link; NetworkManager's
files have the same outline but **never the options**, and `nmcli` names it `private_245` or `unknown_245`. That the
option is missing is established only where Azure's DHCP server (168.63.129.16) gave the lease.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..base import Finding, Line, TextReader
from . import terminal

_SERVER = "168.63.129.16"
_OPEN = re.compile(r"\s*lease\s*\{\s*$")
_STATEMENT = re.compile(r"\s*(?:option\s+)?(?P<name>[\w.-]{1,80})\s+(?P<value>\S.*)$")
_PAIR = re.compile(r"(?P<key>[A-Z][A-Z0-9_]{1,40})=(?P<value>.*)")
_PRIVATE = "# This is private data. Do not parse."
_BARE = re.compile(r"(?:\S{1,300}:)?\s*option unknown-245 .{1,200};\s*$|(?:\S{1,300}:)?OPTION_245=[0-9a-f]{8}\s*$")
_EXPIRES = re.compile(r"(?:\d )?(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d)")


@dataclass(slots=True)
class _Lease:
    """One lease: of which interface, how long (as text that sorts), from Azure or not, with option 245 or not."""

    line: int
    interface: str = ""
    expires: str = "9"  # never
    azure: bool = False
    address: bool = False
    option: int = 0  # the line of option 245
    closed: bool = False


def is_leases(head: str) -> bool:
    """Whether there are leases in a text, or the lines with option 245 that `grep` found in them."""
    lines = [line.text for line in terminal.beginning(head) if line.text.strip()]
    if any(_OPEN.match(t) for t in lines) and any("fixed-address" in t or "dhcp-server-identifier" in t for t in lines):
        return True
    if any(t.strip() == _PRIVATE for t in lines):
        return any(t.startswith("ADDRESS=") for t in lines)
    return bool(lines) and all(_BARE.match(t) for t in lines)


def read_leases(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether DHCP answered with option 245."""
    finding = Finding(None)
    current: dict[str, _Lease] = {}
    lease: _Lease | None = None
    bare, networkd = 0, False
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        text = line.text
        if _OPEN.match(text):
            lease = _Lease(line.number)
        elif text.strip() == "}" and lease and not networkd:
            lease.closed = True
            known = current.get(lease.interface)
            if known is None or lease.expires >= known.expires:
                current[lease.interface] = lease
            lease = None
        elif text.strip() == _PRIVATE:
            lease, networkd = _Lease(line.number), True
            current[f"lease in line {line.number}"] = lease
        elif networkd and lease and (pair := _PAIR.match(text)):
            _of_networkd(lease, pair["key"], pair["value"].strip(), line.number)
        elif lease and not networkd and (told := _STATEMENT.match(text)):
            _of_dhclient(lease, told, line.number)
        elif _BARE.match(text):
            bare = bare or line.number
    _judge(finding, list(current.values()), bare)
    finding.add("vm.os_type", "linux" if networkd else None, "a lease as systemd writes it")
    yield finding


def _of_dhclient(lease: _Lease, told: re.Match[str], number: int) -> None:
    name, value = told["name"], told["value"].rstrip("; \t")
    if name == "interface":
        lease.interface = value.strip('"')
    elif name == "fixed-address":
        lease.address = True
    elif name == "dhcp-server-identifier":
        lease.azure = value == _SERVER
    elif name == "unknown-245":
        lease.option = number
    elif name == "expire" and (time := _EXPIRES.match(value)):
        lease.expires = time[1]


def _of_networkd(lease: _Lease, key: str, value: str, number: int) -> None:
    if key == "ADDRESS":
        lease.address = True
    elif key == "CLIENTID":  # which stands directly before the options: what was cut off before it tells nothing
        lease.closed = True
    elif key == "SERVER_ADDRESS":
        lease.azure = value == _SERVER
    elif key == "OPTION_245" and value:
        lease.option = number


def _judge(finding: Finding, current: list[_Lease], bare: int) -> None:
    given = next((lease.option for lease in current if lease.option), 0) or bare
    if given:
        finding.add("network.dhcp_option_245", True, f"line {given}")
    elif current and all(lease.closed and lease.azure and lease.address for lease in current):
        finding.add("network.dhcp_option_245", False, f"line {current[-1].line}: the lease has no option 245")
    elif current:
        finding.notes.append(
            f"line {current[-1].line}: whether Azure's DHCP sent option 245 cannot be seen in this lease"
        )


LEASES = TextReader("DHCP leases", is_leases, read_leases)
