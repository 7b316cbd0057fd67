"""Reads network adapters: Get-NetIPInterface, Get-NetIPAddress, Get-NetAdapter, Win32_NetworkAdapterConfiguration.

None of the first two says which adapter holds the primary address. So they are believed only where every Ethernet
adapter in them says the same; loopback, tunnels, virtual switches and VPNs are passed over: there DHCP is always off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Node
from .ipconfig import NPCAP, VIRTUAL
from .powershell import both, full, host_of, items

_ETHERNET = re.compile(r"(?:ethernet|local area connection|lan-verbindung|lan)(?: \d{1,3})?", re.IGNORECASE)
_DHCP = {"enabled": True, "1": True, "disabled": False, "0": False}
_ORIGINS = {"manual": True, "1": True, "dhcp": False, "3": False}  # -> typed in by hand
_IPV4 = re.compile(r"(?!127\.|169\.254\.|0\.)\d{1,3}(?:\.\d{1,3}){3}")
_VERSION_6 = {"23", "ipv6"}
_OFF = {"disabled", "not present"}


def is_adapter(row: Node) -> bool:
    """Whether this is an adapter, an interface or an address of one of these commands."""
    return is_interface(row) or is_address(row) or is_card(row) or is_configuration(row)


def is_interface(row: Node) -> bool:
    """Whether this is an interface of `Get-NetIPInterface`."""
    return row.has("InterfaceAlias") and row["Dhcp"].word in _DHCP


def is_address(row: Node) -> bool:
    """Whether this is an address of `Get-NetIPAddress`."""
    return row.has("InterfaceAlias") and row.has("PrefixOrigin")


def is_card(row: Node) -> bool:
    """Whether this is an adapter of `Get-NetAdapter`."""
    return row.has("InterfaceDescription", "Status", "Name")


def is_configuration(row: Node) -> bool:
    """Whether this is a Win32_NetworkAdapterConfiguration."""
    return row["DHCPEnabled"].boolean is not None and row.has("IPAddress")


def read_adapters(found: Iterable[Node]) -> Iterator[Finding]:
    """DHCP on the adapters that can hold the primary address, whether it is typed in, and a Npcap adapter."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "network adapters of Windows")
    dhcp: dict[bool, str] = {}
    manual: dict[bool, str] = {}
    gateways: dict[bool, str] = {}
    npcap: dict[bool, str] = {}
    for row in found:
        finding.host = finding.host or host_of(row)
        if is_card(row):
            if NPCAP.search(f"{full(row['Name'])} {full(row['InterfaceDescription'])}"):
                npcap.setdefault(row["Status"].word not in _OFF, row["Status"].place)
        elif is_configuration(row):
            if items(row["DefaultIPGateway"]) and not VIRTUAL.search(row["Description"].word):
                gateways.setdefault(row["DHCPEnabled"].boolean is True, row["DHCPEnabled"].place)
        elif not _ETHERNET.fullmatch(full(row["InterfaceAlias"])) or row["AddressFamily"].word in _VERSION_6:
            continue
        elif is_interface(row) and row["ConnectionState"].word not in ("0", "disconnected"):
            dhcp.setdefault(_DHCP[row["Dhcp"].word], row["Dhcp"].place)
        elif is_address(row) and _IPV4.fullmatch(row["IPAddress"].word or "192.0.2.1"):
            origin = _ORIGINS.get(row["PrefixOrigin"].word)
            if origin is not None:
                manual.setdefault(origin, row["PrefixOrigin"].place)
    for seen in (gateways, dhcp):
        if len(seen) == 1:
            ((state, place),) = seen.items()
            finding.add("network.dhcp_enabled", state, place)
            if seen is gateways and not state:
                finding.add("network.guest_static_ip", True, place)
        elif len(seen) == 2:
            finding.notes.append(
                "DHCP is on for some adapters and off for others: nothing says which one is the primary"
            )
    if False in manual:
        finding.add("network.dhcp_enabled", True, manual[False])
    if len(manual) == 1:
        ((typed, place),) = manual.items()
        finding.add("network.guest_static_ip", typed, place)
    if npcap:
        finding.add("network.npcap_adapter", True in npcap, npcap.get(True, npcap.get(False, "")))
    yield finding


ADAPTERS, ADAPTERS_TEXT = both("network adapters of Windows", is_adapter, read_adapters)
