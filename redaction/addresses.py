"""Addresses of networks and adapters, in every notation, and thumbprints; versions and Azure's own addresses stay."""

from __future__ import annotations

import re
from ipaddress import ip_address

from .names import Names

MAC = re.compile(
    r"(?<![\w:-])[0-9A-F]{2}([: ._-])(?:[0-9A-F]{2}\1){4}[0-9A-F]{2}(?![\w:-])"
    r"|(?<![\w:])(?:[0-9A-F]{1,2}:){5}[0-9A-F]{1,2}(?![\w:])"
    r"|(?<![\w.])(?:[0-9A-F]{4}\.){2}[0-9A-F]{4}(?![\w.])"
    r"|(?<![\w:-])(?:[0-9A-F]{2}:){7,18}[0-9A-F]{2}(?![\w:-])"  # in an id of DHCP, with what stands before it there
    # Without marks between, where the maker of the virtual adapters of Azure and Hyper-V stands first.
    r"|(?<![0-9A-F])(?:000D3A|002248|7C1E52|6045BD|00155D|0017FA|0003FF|7CED8D|C8D1A9)[0-9A-F]{6}(?![0-9A-F])"
    # Behind its name, however it was broken.
    r"|(?<=MAC=)(?:[0-9A-F][ :.-]?){11}[0-9A-F](?![0-9A-F])",
    re.IGNORECASE,
)
CLIENT_ID = re.compile(r"(?<![\w:-])01-(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}(?![\w:-])")  # of DHCP: the MAC behind 01
THUMBPRINT = re.compile(
    r"(?<![\w:-])(?:[0-9A-Fa-f]{64}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32}|(?:[0-9A-Fa-f]{2}[ :-]){19,31}[0-9A-Fa-f]{2})"
    r"(?![\w:-])"
)
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\w)")
_REVERSED = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?=\.in-addr\.arpa)", re.IGNORECASE)
# A private address tells itself, whatever it is glued to, a port behind a point (as tcpdump has it) among it.
_PRIVATE = re.compile(
    r"(?<![\d.])(?:0?10\.\d{1,3}|172\.0?(?:1[6-9]|2\d|3[01])|192\.168)\.\d{1,3}\.\d{1,3}"
    r"(?:(?=\.\d{2,5}(?:[ :]|$))|(?!\d|\.\d))"
)
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,8}[0-9A-Fa-f]{0,4}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])")
ADDRESSES = (((".",), _IPV4), ((".arpa",), _REVERSED), ((".",), _PRIVATE), ((":",), _IPV6))

_IS_VERSION = re.compile(
    r"(?:version|release|agent|walinuxagent|vmagent|(?<![a-z])v)\s{0,9}[\"']?\s{0,9}(?:is|[:=/-])?\s{0,9}[\"']?$"
    r"|microsoft\.[a-z.]{2,60}(?:[\\/]{1,4}|[ -])$"  # the folder of an extension
)
_SURELY_VERSION = re.compile(r"version\s{0,9}[\"']?\s{0,9}(?:is|[:=/-])?\s{0,9}[\"']?$")
# Azure's own to every VM, and those that stand for no address or for all.
_WELL_KNOWN = frozenset(
    {
        "168.63.129.16", "12-34-56-78-9a-bc", "12:34:56:78:9a:bc", "ff:ff:ff:ff:ff:ff", "ff-ff-ff-ff-ff-ff",
        "00:00:00:00:00:00", "00-00-00-00-00-00", "fe80::1",
    }
)  # fmt: skip


def hardware(text: str, names: Names) -> str:
    """What is put for the address of an adapter."""
    return text if text.lower() in _WELL_KNOWN else names.of("mac", text)


def address(found: re.Match[str], names: Names) -> str | None:
    """What is put for an IP address; None where it is none."""
    text = found.group()
    try:
        read = ip_address(text if ":" in text else ".".join(part.lstrip("0") or "0" for part in text.split(".")))
    except ValueError:
        return None
    stays = read.is_loopback or read.is_unspecified or read.is_multicast or text.lower() in _WELL_KNOWN
    if stays or text.startswith(("255.", "169.254.")) or text.strip(":").count(":") + text.count(".") < 2:
        return text
    before = found.string[max(0, found.start() - 80) : found.start()].lower()
    sign = _SURELY_VERSION if _PRIVATE.fullmatch(text) else _IS_VERSION
    if read.version == 4 and sign.search(before):
        return text
    return names.of("ip", text)
