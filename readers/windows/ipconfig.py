"""Reads `ipconfig /all` in any language: DHCP on the adapter that holds the primary address, and a Npcap adapter.

Only the adapter with an IPv4 address and a default gateway counts, and of those only one that is neither a tunnel nor
virtual: such adapters show DHCP as off on every machine. Labels are translated: the DHCP line is the one whose label
has DHCP and whose value is a yes or no; a line with the address of a DHCP server means yes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..base import Finding, Line, TextReader

_LEADER = re.compile(r"(?<![ .])[ .]{4,60}\. ?\.?\s{0,20}:|\. \. ")
_IPV4 = re.compile(r"(?<![\w.:])(?P<address>\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![\w.:]*[\w:])")
_MAC = re.compile(r":\s*[0-9A-F]{2}(?:-[0-9A-F]{2}){5,7}\s*$", re.IGNORECASE)
YES = {
    "yes",
    "ja",
    "oui",
    "sí",
    "si",
    "sì",
    "sim",
    "tak",
    "ano",
    "áno",
    "igen",
    "да",
    "evet",
    "kyllä",
    "はい",
    "是",
    "예",
}
NO = {
    "no",
    "nein",
    "non",
    "nee",
    "não",
    "nej",
    "nei",
    "nie",
    "ne",
    "nem",
    "нет",
    "hayır",
    "ei",
    "いいえ",
    "否",
    "아니요",
}
_GATEWAY = (
    "gateway", "passerelle", "puerta de enlace", "brama dom", "výchozí brána", "átjáró", "ağ geçidi", "шлюз",
    "yhdyskäytävä", "デフォルト ゲートウェイ", "默认网关", "預設閘道", "게이트웨이",
)  # fmt: skip
_ADDRESS = re.compile(r"\bipv4\b|\bip[ -](?:address|adresse|adres)\b|ipv4", re.IGNORECASE)
_MASK = re.compile(r"255\.")
VIRTUAL = re.compile(
    r"hyper-v virtual ethernet|vethernet|vmware|virtualbox|host-only|npcap|loopback|bluetooth|tunnel|isatap|teredo|6to4"
    r"|\bvpn\b|openvpn|wireguard|tailscale|wintun|zerotier|\btap[- ]|fortinet|anyconnect|juniper|pangp|globalprotect"
    r"|wi-fi direct|wan miniport|km-test|docker|\bppp\b|nordvpn|check point|pulse secure|sonicwall",
    re.IGNORECASE,
)
NPCAP = re.compile(r"npcap loopback", re.IGNORECASE)


@dataclass(slots=True)
class _Adapter:
    """What one block tells; `dhcp` with the line where it stands."""

    virtual: bool
    line: int
    dhcp: tuple[bool, int] | None = None
    address: bool = False
    gateway: bool = False
    before: str = ""  # the label that a line without one belongs to


def is_ipconfig(head: str) -> bool:
    """Whether this is `ipconfig`: its dotted labels, with adapters in it."""
    lines = [line[:300] for line in head.split("\n")]
    dotted = [line for line in lines if _LEADER.search(line) and ":" in line]
    return len(dotted) >= 3 and any(_MAC.search(line) or _IPV4.search(line.rpartition(": ")[2]) for line in dotted)


def read_ipconfig(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether DHCP is on for the primary address, and whether that is typed in; the machine's name."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "an answer of ipconfig")
    adapter: _Adapter | None = None
    primary: list[_Adapter] = []
    told = False
    for line in lines:
        text = line.text[:500].rstrip()
        if not text:
            continue
        label, colon, value = text.partition(":") if ". :" in text or text.count(":") == 1 else text.partition(" : ")
        label, value = label.strip(" ."), value.strip()
        if text[0].strip():
            if text.endswith(":"):
                adapter = _Adapter(VIRTUAL.search(text) is not None, line.number)
                told = told or "dhcp" in text.lower()
                if NPCAP.search(text):
                    finding.add("network.npcap_adapter", True, f"line {line.number}")
        elif adapter is None:
            if colon and finding.host is None and re.fullmatch(r"[\w.-]{1,63}", value):
                finding.host = value
        else:
            if NPCAP.search(value):
                finding.add("network.npcap_adapter", True, f"line {line.number}")
            told = _read_line(adapter, label.lower() if colon else adapter.before, value or text.strip(), line) or told
            adapter.before = label.lower() if colon else adapter.before
            if adapter.address and adapter.gateway and not adapter.virtual and adapter not in primary[-1:]:
                primary = [*primary[:20], adapter]
    if not told:
        finding.notes.append("this is `ipconfig` without /all: it does not tell whether DHCP is on")
    _judge(finding, primary)
    yield finding


def _read_line(adapter: _Adapter, label: str, value: str, line: Line) -> bool:
    """Take one line in; whether it is about DHCP."""
    found = _IPV4.search(value)
    if "dhcp" in label and "v6" not in label:
        word = value.lower().strip(" .")
        if word in YES or (found and not found["address"].startswith("0.")):
            adapter.dhcp = adapter.dhcp or (True, line.number)
        elif word in NO:
            adapter.dhcp = adapter.dhcp or (False, line.number)
        return True
    if "dns" not in label and VIRTUAL.search(value):
        adapter.virtual = True
    if found is None:
        return False
    if any(word in label for word in _GATEWAY):
        adapter.gateway = adapter.gateway or not found["address"].startswith("0.")
    elif _ADDRESS.search(label) and not _MASK.match(found["address"]):
        adapter.address = adapter.address or not found["address"].startswith("169.254.")  # Windows gave it itself
    return False


def _judge(finding: Finding, primary: list[_Adapter]) -> None:
    """What the adapters with a gateway agree on; where they differ, it is open which one Azure knows."""
    primary = [adapter for adapter in primary if not adapter.virtual]
    states = {adapter.dhcp[0] for adapter in primary if adapter.dhcp}
    if len(states) != 1 or not all(adapter.dhcp for adapter in primary):
        if len(states) > 1:
            finding.notes.append("several adapters have a default gateway, and DHCP is on for some of them only")
        return
    state, place = next((adapter.dhcp for adapter in primary if adapter.dhcp), (None, 0))
    finding.add("network.dhcp_enabled", state, f"line {place}")
    if state is False:
        finding.add("network.guest_static_ip", True, f"line {place}")


IPCONFIG = TextReader("answer of ipconfig", is_ipconfig, read_ipconfig)
