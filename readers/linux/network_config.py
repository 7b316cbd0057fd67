"""Reads how the guest's primary adapter gets its address: ifcfg files, NetworkManager, ifupdown, networkd, `nmcli`.

Only `eth0` is judged, Azure's primary adapter on Linux; where a text names no adapter, nothing is. Netplan files are
YAML (netplan.py), but lines that `grep -r` found in them or in ifcfg files carry their path, and are read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..base import Finding, Line, TextReader
from . import terminal

PRIMARY = "eth0"
_GREPPED = re.compile(r"(?P<path>/etc/(?:sysconfig|netplan|network)/[^\s:]{1,300}):\s*(?P<text>.*)")
_SHELL = re.compile(r"\s*(?P<key>[A-Z][A-Z0-9_]{1,40})=(?P<value>.*)")
_SECTION = re.compile(r"\s*\[(?P<name>[\w-]{1,40})\]\s*$")
_KEY = re.compile(r"\s*(?P<key>[A-Za-z][\w-]{0,60})\s*=\s*(?P<value>.*)")
_NMCLI = re.compile(
    r"\s*(?P<key>connection\.interface-name|GENERAL\.(?:DEVICES?|IP-IFACE)|ipv4\.(?:method|addresses)|DHCP4\.OPTION\[\d+\]|"
    r"IP4\.ADDRESS\[\d+\]):\s*(?P<value>.*)"
)
_IFUPDOWN = re.compile(r"\s*iface\s+(?P<device>\S{1,30})\s+inet\s+(?P<method>dhcp|static|manual)\b")
_NETPLAN = re.compile(r"dhcp4:\s*(?P<value>true|false|yes|no|on|off)\b", re.IGNORECASE)
_IFCFG = re.compile(r"/ifcfg-(?P<device>[\w.-]{1,30})$")
_METHODS = {"dhcp": True, "bootp": True, "auto": True, "static": False, "none": False, "manual": False, "no": False}
_METHODS |= {"ipv4": True, "yes": True, "true": True, "both": True, "dhcp4": True, "dhcp+autoip": True}
_YES = {"true", "yes", "on"}


@dataclass(slots=True)
class _Adapter:
    """What is told of one adapter: its method and address, and where."""

    device: str = ""
    method: str = ""
    place: str = ""
    address: bool = False
    option: str = ""  # where option 245 stands


@dataclass(slots=True)
class _Reading:
    adapters: list[_Adapter] = field(default_factory=lambda: [_Adapter()])
    netplan: list[tuple[bool, str]] = field(default_factory=list)
    section: str = ""

    @property
    def now(self) -> _Adapter:
        return self.adapters[-1]

    def line(self, text: str, place: str) -> None:
        if grepped := _GREPPED.match(text):
            self._grepped(grepped["path"], grepped["text"], place)
        elif found := _IFUPDOWN.match(text):
            self.adapters.append(_Adapter(found["device"], found["method"], place, found["method"] == "static"))
        elif found := _NMCLI.match(text):
            self._nmcli(found["key"], found["value"].strip(), place)
        elif found := _SECTION.match(text):
            self.section = found["name"].lower()
            if self.section in ("connection", "match"):  # with which a file begins
                self.adapters.append(_Adapter())
        elif self.section and (found := _KEY.match(text)):
            self._keyfile(found["key"].lower(), found["value"].strip(), place)
        elif found := _SHELL.match(text):
            self._ifcfg(found["key"], found["value"].strip().strip("\"'"), place)

    def _grepped(self, path: str, text: str, place: str) -> None:
        named, setting = _IFCFG.search(path), _SHELL.match(text)
        if named and setting and setting["key"] in ("BOOTPROTO", "IPADDR"):
            if self.now.device != named["device"]:
                self.adapters.append(_Adapter(named["device"]))
            self._ifcfg(setting["key"], setting["value"].strip().strip("\"'"), place)
        elif "/netplan/" in path and (found := _NETPLAN.match(text)):
            self.netplan.append((found["value"].lower() in _YES, place))

    def _ifcfg(self, key: str, value: str, place: str) -> None:
        if key == "DEVICE":
            if self.now.device:
                self.adapters.append(_Adapter())
            self.now.device = value
        elif key == "BOOTPROTO":
            if self.now.device and self.now.method:  # of the next file, in which it stands above DEVICE
                self.adapters.append(_Adapter())
            self.now.method, self.now.place = value.lower() or "none", place
        elif re.match(r"IPADDR\d?$", key) and value:
            self.now.address = True

    def _nmcli(self, key: str, value: str, place: str) -> None:
        if key.startswith(("connection.", "GENERAL.")):
            named = value not in ("", "--")
            if self.now.device and (self.now.device != value if named else key.startswith("connection.")):
                self.adapters.append(_Adapter())
            if named:
                self.now.device = value
        elif key == "ipv4.method":
            self.now.method, self.now.place = value.lower(), place
        elif key == "ipv4.addresses":
            self.now.address = value not in ("", "--")
        elif key.startswith("DHCP4.") and not value.startswith("requested_"):
            self.now.method, self.now.place = self.now.method or "auto", self.now.place or place
            if re.match(r"(?:private|unknown)_245\s*=\s*\S", value):
                self.now.option = place

    def _keyfile(self, key: str, value: str, place: str) -> None:
        if (self.section, key) in (("connection", "interface-name"), ("match", "name")):
            self.now.device = value
        elif (self.section, key) in (("ipv4", "method"), ("network", "dhcp")):
            self.now.method, self.now.place = value.lower(), place
        elif (self.section == "ipv4" and re.match(r"address(?:es|\d{1,3})$", key)) or (self.section, key) == (
            "network",
            "address",
        ):
            self.now.address = bool(value)

    def fill(self, finding: Finding) -> None:
        """Give the finding what is told of the primary adapter."""
        ours = [adapter for adapter in self.adapters if adapter.device == PRIMARY and adapter.method]
        methods = {_METHODS.get(adapter.method) for adapter in ours}
        if len(methods) == 1:
            dhcp = methods.pop()
            finding.add("network.dhcp_enabled", dhcp, ours[0].place)
            typed_in = next((a for a in ours if a.address or a.method == "static"), None)
            if dhcp is False and typed_in:
                finding.add("network.guest_static_ip", True, typed_in.place)
        elif not ours and self.netplan and all(value for value, _ in self.netplan):
            finding.add("network.dhcp_enabled", True, self.netplan[0][1])
        option = next((adapter.option for adapter in self.adapters if adapter.option), "")
        finding.add("network.dhcp_option_245", True if option else None, option)
        if not finding.facts:
            finding.notes.append(f"how {PRIMARY} gets its address cannot be seen here")


def is_configuration(head: str) -> bool:
    """Whether a text tells how network adapters are set up."""
    texts = [line.text for line in terminal.beginning(head) if line.text.strip()]
    keys = {found["key"] for t in texts if (found := _SHELL.match(t))}
    if "BOOTPROTO" in keys and keys & {"DEVICE", "ONBOOT", "STARTMODE", "IPADDR", "TYPE"}:
        return True
    if any(_IFUPDOWN.match(t) or _NMCLI.match(t) for t in texts):
        return True
    sections = {found["name"].lower() for t in texts if (found := _SECTION.match(t))}
    if {"connection", "ipv4"} <= sections or {"match", "network"} <= sections:
        return True
    return bool(texts) and all(_GREPPED.match(t) for t in texts)


def read_configuration(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether the primary adapter uses DHCP, or has its address typed in."""
    finding, reading = Finding(None), _Reading()
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        if not line.text.lstrip().startswith("#"):
            reading.line(line.text, f"line {line.number}")
    reading.fill(finding)
    finding.add("vm.os_type", "linux", "network configuration of Linux")
    yield finding


CONFIGURATION = TextReader("network configuration of Linux", is_configuration, read_configuration)
