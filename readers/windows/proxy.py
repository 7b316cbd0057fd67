"""Reads the proxy of WinHTTP: `netsh winhttp show proxy` in any language, and HealthChecker's GetHttpProxySetting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, Node, TextReader
from .powershell import both, fitting, host_of

_MOST_LINES = 8  # of an answer
_SERVER = re.compile(
    r"[:=]\s*(?:https?://)?(?=[\w-]{0,200}[A-Za-z.])[\w.-]{1,200}:\d{1,5}\b|\"Proxy\"\s*:\s*\"[^\"]+\""
)
_DIRECT = (
    "direct access", "direktzugriff", "direkter zugriff", "accès direct", "acceso directo", "accesso diretto",
    "acesso direto", "directe toegang", "rechtstreekse toegang", "direktåtkomst", "direkte adgang",
    "dostęp bezpośredni", "прямой доступ",
)  # fmt: skip
_NONE = {"none", "<none>", "(none)", "null"}


def is_winhttp(head: str) -> bool:
    """Whether this is an answer of `netsh winhttp show proxy`: WinHTTP in its headline, then a server or none."""
    start = head[:4000]
    return "winhttp" in start.lower() and (_SERVER.search(start) is not None or _is_direct(start))


def _is_direct(text: str) -> bool:
    return any(word in text.lower() for word in _DIRECT)


def read_winhttp(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether WinHTTP has a proxy."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "an answer of netsh")
    begun = 0
    for line in lines:
        text = line.text[:2000]
        begun = line.number if "winhttp" in text.lower() else begun
        if not begun or line.number > begun + _MOST_LINES:
            continue  # of another output
        if _SERVER.search(text):
            finding.add("network.proxy", True, f"line {line.number}")
        elif _is_direct(text):
            finding.add("network.proxy", False, f"line {line.number}")
    yield finding


WINHTTP = TextReader("proxy of WinHTTP", is_winhttp, read_winhttp)


def is_setting(row: Node) -> bool:
    """Whether this object tells the proxy of WinHTTP."""
    return row.has("ProxyAddress", "ByPassList")


def read_settings(found: Iterable[Node]) -> Iterator[Finding]:
    """Whether WinHTTP has a proxy."""
    for row in fitting(found, is_setting):
        finding = Finding(None, host=host_of(row))
        finding.add("vm.os_type", "windows", "the proxy of WinHTTP")
        address = row["ProxyAddress"]
        finding.add("network.proxy", address.word not in _NONE if address.text else None, address.place)
        yield finding


SETTINGS, SETTINGS_TEXT = both("proxy of WinHTTP", is_setting, read_settings)
