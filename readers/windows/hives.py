"""Reads the registry: `reg query`, exported `.reg` files, and `Get-ItemProperty` as JSON, CLIXML, list or table.

Keys read: the guest agent's own (`...\\Virtual Machine\\Guest`), .NET Framework's (`...\\NDP\\v4\\Full`), those whose
mere presence means that a reboot is pending, the installed programs, and how services start (`...\\Services\\VSS`). The
agent's DHCPStatus, WireServerStatus and RequiredDotNetVersionPresent are told in a note: what their values mean is
documented nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..base import Finding, Line, Node, TextReader
from .powershell import both, full, host_of
from .services import START_FACTS, START_TYPES

# Microsoft, "How to determine which .NET Framework versions are installed" (2024): the least value of each version.
_RELEASES = (
    (533320, "4.8.1"), (528040, "4.8"), (461808, "4.7.2"), (461308, "4.7.1"), (460798, "4.7"), (394802, "4.6.2"),
    (394254, "4.6.1"), (393295, "4.6"), (379893, "4.5.2"), (378675, "4.5.1"), (378389, "4.5"),
)  # fmt: skip
_NDP = r"\ndp\v4\full"
_PENDING = (
    r"\component based servicing\rebootpending",
    r"\windowsupdate\auto update\rebootrequired",
)
_TOLD = (
    "GuestAgentStatus",
    "DHCPStatus",
    "DhcpWithFabricAddressTime",
    "WireServerStatus",
    "RequiredDotNetVersionPresent",
)
_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9}){1,4}")
_AGENT_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9}){3}")  # a shorter one is cut off, and would seem old
_AGENT = "windows azure vm agent"
_MOST_VALUES = 500
_AZURE_STATES = {"ready": "ready", "notready": "not_ready"}


def is_key(row: Node) -> bool:
    """Whether this is one of the keys that tell something."""
    return is_agent_key(row) or is_dotnet_key(row) or is_pending_key(row) or is_program(row) or _service_of(row) != ""


def is_agent_key(row: Node) -> bool:
    """Whether this is the guest agent's key."""
    return _version_of(row["GuestAgentVersion"]) is not None and not row.has("vmAgentVersion")


def is_dotnet_key(row: Node) -> bool:
    """Whether this is the key of .NET Framework 4: by its path, or by release and version together."""
    if _NDP in _path(row):
        return row.has("Version") or row.has("Release")
    return (
        row.has("Release", "Version") and row["Version"].word.startswith("4.") and bool(dotnet_version(row["Release"]))
    )


def is_pending_key(row: Node) -> bool:
    """Whether this is a key that is there only while a reboot is pending."""
    return _path(row).endswith(_PENDING)


def is_program(row: Node) -> bool:
    """Whether this is an installed program, as Programs and Features lists it."""
    return row.has("DisplayName") and (row.has("DisplayVersion") or row.has("UninstallString"))


def _service_of(row: Node) -> str:
    """The service whose key this is, with how it starts, in lower case; empty where it is none that we know."""
    above, _, name = _path(row).rpartition("\\")
    known = above.endswith("\\services") and name in START_FACTS and row["Start"].text in START_TYPES
    return name if known else ""


def _path(row: Node) -> str:
    return (row["PSPath"].word or row["Hive"].word).rstrip("\\")


def dotnet_version(release: Node) -> str | None:
    """The version of .NET Framework that a release number means; None for one that is none."""
    number = release.integer
    if number is None or not 378389 <= number < 1_000_000:
        return None
    return next(version for least, version in _RELEASES if number >= least)


def read_keys(found: Iterable[Node]) -> Iterator[Finding]:
    """Agent version, .NET version, pending reboot, and whether the agent is among the installed programs."""
    finding = Finding(None)
    of_windows = False
    for row in found:
        finding.host = finding.host or host_of(row)
        if row.has("GuestAgentVersion", "Status"):  # of Get-AzureVM, which shows guests of both kinds so
            state = row["Status"]
            finding.add("agent.status", _AZURE_STATES.get(state.word), state.place)
            _read_agent(finding, row)
            continue
        of_windows = True
        if is_agent_key(row):
            _read_agent(finding, row)
        elif is_dotnet_key(row):
            version = dotnet_version(row["Release"]) or _version_of(row["Version"])
            finding.add("agent.dotnet_version", version, row.first("Release", "Version").place)
        elif is_pending_key(row):
            finding.add("vm.pending_reboot", True, f"{row.place}: this key is there only while a reboot is pending")
        elif name := _service_of(row):
            finding.add(START_FACTS[name], START_TYPES[row["Start"].text or ""], row["Start"].place)
        elif is_program(row) and full(row["DisplayName"]).startswith(_AGENT):
            finding.add("agent.in_programs", True, row["DisplayName"].place)
    if of_windows:
        finding.add("vm.os_type", "windows", "the registry of Windows")
    yield finding


def _read_agent(finding: Finding, row: Node) -> None:
    version = row["GuestAgentVersion"]
    finding.add("agent.version", version.text if _AGENT_VERSION.fullmatch(version.text or "") else None, version.place)
    told = ", ".join(f"{name} {row[name].text}" for name in _TOLD if row[name].text)
    if told and len(finding.notes) < 3:
        finding.notes.append(f"{row.place or 'registry'}: the agent notes {told[:500]}")


def _version_of(node: Node) -> str | None:
    found = _VERSION.fullmatch(node.text or "")
    return found.group() if found else None


KEYS, KEYS_TEXT = both("registry values", is_key, read_keys)

_KEY = re.compile(r"\s{0,8}\[?(?P<path>HKEY_LOCAL_MACHINE\\[^\[\]]{1,500})\]?\s*")
_REG = re.compile(r'"(?P<name>[^"]{1,200})"=(?:dword:(?P<number>[0-9a-f]{8})|"(?P<text>.*)")\s*', re.IGNORECASE)


def keys_of(lines: Iterable[Line]) -> Iterator[Node]:
    """The keys in the output of `reg query` or in a `.reg` file, each with its values and its path as `PSPath`."""
    values: dict[str, Any] = {}
    place = ""
    for line in lines:
        text = line.text[:2000].rstrip()
        if found := _KEY.fullmatch(text):
            if values:
                yield Node(values, place)
            values, place = {"PSPath": found["path"]}, f"line {line.number}"
        elif values and len(values) < _MOST_VALUES:
            name, value = _value(text)
            if name:
                values[name] = value
    if values:
        yield Node(values, place)


def _value(text: str) -> tuple[str, Any]:
    """Name and value in a line such as `    Release    REG_DWORD    0x82405`; no name where it is none."""
    if found := _REG.fullmatch(text):
        return found["name"], int(found["number"], 16) if found["number"] else found["text"].replace("\\\\", "\\")
    name, mark, rest = text.partition("    REG_")
    if not mark or not name.strip():
        return "", None
    kind, _, value = rest.partition("    ")
    if kind == "DWORD" and re.fullmatch(r"0x[0-9a-f]{1,8}", value.strip()):
        return name.strip(), int(value.strip(), 16)
    return name.strip(), value.strip()


def is_registry(head: str) -> bool:
    """Whether this is an answer of `reg query` or a `.reg` file that has one of the keys."""
    return any(is_key(row) for row in keys_of(Line(n, x) for n, x in enumerate(head.split("\n"), 1)))


def read_registry(lines: Iterable[Line]) -> Iterator[Finding]:
    """As of objects."""
    for finding in read_keys(keys_of(lines)):
        finding.places = {path: re.sub(r"^(line \d+)\.", r"the key in \1, ", p) for path, p in finding.places.items()}
        yield finding


REGISTRY = TextReader("registry values", is_registry, read_registry)
