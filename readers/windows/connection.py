"""Reads `Test-NetConnection`: whether 168.63.129.16 and Azure Storage are reachable, as objects or by its warning.

Storage counts as unreachable only where its name was resolved to a public address: a mistyped account has none.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, Node, TextReader
from .powershell import both, host_of, objects, with_lines

WIRE_SERVER = "168.63.129.16"
_PORTS = {80: "network.port_80", 443: "network.port_443", 32526: "network.port_32526"}
_WARNING = re.compile(r"TCP connect to \(?(?P<address>[\d.]{7,15}) ?: ?(?P<port>\d{1,5})\)? failed")
_STORAGE = re.compile(r"[a-z0-9]{3,24}\.blob\.(?:core\.windows\.net|storage\.azure\.net)")


def is_test(row: Node) -> bool:
    """Whether this is an answer of `Test-NetConnection` for a port."""
    return row["TcpTestSucceeded"].boolean is not None and row["RemotePort"].integer is not None


def read_tests(found: Iterable[Node]) -> Iterator[Finding]:
    """Which ports answered; where one was tried twice with different answers, the file does not tell."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "Test-NetConnection")
    answers: dict[str, dict[bool, str]] = {}
    for row in found:
        fact = _fact(row) if is_test(row) else None
        if fact:
            succeeded = row["TcpTestSucceeded"]
            answers.setdefault(fact, {}).setdefault(succeeded.boolean is True, succeeded.place)
            finding.host = finding.host or host_of(row)
    _conclude(finding, answers)
    yield finding


def _fact(row: Node) -> str | None:
    address = row.first("RemoteAddress.IPAddressToString", "RemoteAddress").word
    name, port = row["ComputerName"].word, row["RemotePort"].integer or 0
    if WIRE_SERVER in (address, name):
        return _PORTS.get(port)
    known = _is_public(address) or row["TcpTestSucceeded"].boolean is True
    return "network.storage_reachable" if port == 443 and _STORAGE.fullmatch(name) and known else None


def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def _conclude(finding: Finding, answers: dict[str, dict[bool, str]]) -> None:
    for fact, seen in answers.items():
        if len(seen) == 1:
            ((succeeded, place),) = seen.items()
            finding.add(fact, succeeded, place)
        else:
            finding.notes.append(f"{fact}: tried more than once, with different answers")


TESTS, _TEXT = both("Test-NetConnection", is_test, read_tests)


def _is_text(head: str) -> bool:
    return _TEXT.recognises(head) or any(found["address"] == WIRE_SERVER for found in _WARNING.finditer(head))


def _read_text(lines: Iterable[Line]) -> Iterator[Finding]:
    """As of objects; and the warning that stands alone where only yes or no was asked for."""
    warned: dict[str, str] = {}

    def watched() -> Iterator[Line]:
        for line in lines:
            found = _WARNING.search(line.text) if "TCP connect to" in line.text else None
            if found and found["address"] == WIRE_SERVER and int(found["port"]) in _PORTS:
                warned.setdefault(_PORTS[int(found["port"])], f"line {line.number}")
            yield line

    for finding in read_tests(objects(watched())):
        told = " ".join(finding.notes)
        for fact, place in warned.items():
            if fact not in told:
                finding.add(fact, False, place)
        yield with_lines(finding)


TESTS_TEXT = TextReader(_TEXT.kind, _is_text, _read_text)
