"""Reads netplan's files (/etc/netplan/*.yaml): whether the primary adapter uses DHCP.

Source: netplan YAML reference (2024); the file that cloud-init writes on Azure. netplan merges its files, and Azure's
own instructions for several addresses put them into a file of their own without `dhcp4`: only a `dhcp4` that stands
there tells something, addresses alone do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..base import Finding, Node, Reader

_YES, _NO = {"true", "yes", "on", "y"}, {"false", "no", "off", "n"}
_PRIMARY = "eth0"


def is_netplan(node: Node) -> bool:
    """Whether this is a netplan file."""
    return (
        isinstance(node.value, dict)
        and set(node.value) == {"network"}
        and isinstance(node["network.ethernets"].value, dict)
    )


def read_netplan(node: Node) -> Iterator[Finding]:
    """DHCP on or off, and an address that is typed in, of the primary adapter: eth0, or the only one."""
    finding = Finding(None)
    finding.add("vm.os_type", "linux", "netplan")
    adapters: dict[str, Any] = node["network.ethernets"].value
    names = [name for name in adapters if _named(name, adapters[name]) == _PRIMARY] or (
        list(adapters) if len(adapters) == 1 else []
    )
    if len(names) == 1 and isinstance(adapters[names[0]], dict):
        place = f"network.ethernets.{names[0]}"
        settings = Node(adapters[names[0]], place)
        word = settings["dhcp4"].word
        dhcp = True if word in _YES else False if word in _NO else None
        finding.add("network.dhcp_enabled", dhcp, settings["dhcp4"].place)
        addresses = (
            [str(a) for a in settings["addresses"].value or ()] if isinstance(settings["addresses"].value, list) else []
        )
        if dhcp is False and any("." in address for address in addresses):
            finding.add("network.guest_static_ip", True, settings["addresses"].place)
    if "network.dhcp_enabled" not in finding.facts:
        finding.notes.append(f"whether {_PRIMARY} uses DHCP does not stand in this file")
    yield finding


def _named(key: str, settings: Any) -> str:
    """The adapter's name: the key may be any word where `set-name` or `match` gives the name."""
    adapter = Node(settings)
    return adapter["set-name"].text or adapter["match.name"].text or key


NETPLAN = Reader("netplan configuration", is_netplan, read_netplan)
