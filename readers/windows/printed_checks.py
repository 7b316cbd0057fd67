"""Reads what people print of a Windows guest: free space, the proxy of LocalSystem, the rights on the agent's folders.

Free space: `Get-PSDrive`, `Get-Volume`, `wmic logicaldisk` and tables of Win32_LogicalDisk. The proxy: `bitsadmin /util
/getieproxy`. The rights: `icacls`. The system drive is taken to be C:, as it is on every VM of Azure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader

_UNITS = {"B": 1, "BYTES": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30, "TB": 2**40}
_GIGABYTES = re.compile(r"\s{0,4}Name\s+Used \(GB\)\s+Free \(GB\)\s+Provider")
_PSDRIVE = re.compile(r"\s{0,4}C\s+[\d.,]{1,12}\s+(?P<free>\d{1,6}(?:[.,]\d{1,3})?)\s+FileSystem\b")
_VOLUMES = re.compile(r"\s{0,4}DriveLetter\s.{0,120}\sSizeRemaining\s+Size\s*")
_VOLUME = re.compile(
    r"\s{0,4}C\s.{0,160}\s(?P<free>\d{1,6}(?:[.,]\d{1,3})?) (?P<unit>[KMGT]?B)\s+[\d.,]{1,9} [KMGT]?B\s*"
)
_DISKS = {"deviceid", "caption", "name", "drivetype", "freespace", "size", "volumename", "filesystem"}
_MEGABYTE = 2**20
_PROXIES = {"NO_PROXY": "none", "AUTODETECT": "auto_detect", "MANUAL_PROXY": "manual", "AUTOSCRIPT": "script"}
_PROXY = re.compile(r"\b(?:NO_PROXY|AUTODETECT|MANUAL_PROXY|AUTOSCRIPT)\b")
_OF_SYSTEM = re.compile(r"getieproxy\s+LOCALSYSTEM|proxy settings for account\s+(?:\S+\\)?(?:LOCAL ?)?SYSTEM\b", re.I)
_FOLDER = re.compile(r"\s{0,4}(?P<path>C:\\(?:WindowsAzure|Packages))\\?\s+(?P<rest>\S.{0,200})", re.IGNORECASE)
_ENTRY = re.compile(r"\s{0,80}[^:]{2,120}:(?:\([A-Z,]{1,20}\)){1,6}\s*")
# An entry that lost its end: flags of what is inherited, and no right.
_CUT = re.compile(r"[^:]{2,120}:(?:\((?:OI|CI|IO|NP|I)\)){0,5}(?:\([A-Z,]{0,20})?\s*", re.IGNORECASE)
_FULL = re.compile(r"\\(?:SYSTEM|SYST[EÈ]ME?|SISTEMA):(?:\([A-Z]{1,3}\)){0,4}\(F\)", re.IGNORECASE)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _columns(line: str) -> list[str]:
    """The names of a table's columns where they are those of disks with their free space; else nothing."""
    names = line.lower().split()
    return names if len(names) >= 2 and "freespace" in names and _DISKS.issuperset(names) else []


def is_space(head: str) -> bool:
    """Whether this is a table of drives with their free space."""
    lines = [line[:300] for line in head.split("\n")]
    return any(_GIGABYTES.match(line) or _VOLUMES.fullmatch(line) or _columns(line) for line in lines)


def read_space(lines: Iterable[Line]) -> Iterator[Finding]:
    """The free space of drive C: in MB."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "a table of drives")
    columns: list[str] = []
    for line in lines:
        text = line.text[:300]
        columns = _columns(text) or columns
        megabytes: float | None = None
        if found := _PSDRIVE.match(text):
            megabytes = _number(found["free"]) * 1024
        elif found := _VOLUME.fullmatch(text):
            megabytes = _number(found["free"]) * _UNITS[found["unit"]] / _MEGABYTE
        elif columns:
            values = text.split()
            told = dict(zip(columns, values, strict=True)) if len(values) == len(columns) else {}
            if "C:" in told.values() and told["freespace"].isdecimal():
                megabytes = int(told["freespace"][:20]) / _MEGABYTE
        if megabytes is not None:
            finding.add("windows.system_drive_free_mb", int(megabytes), f"line {line.number}")
    yield finding


def is_proxy(head: str) -> bool:
    """Whether this is what `bitsadmin` tells of the proxy of LocalSystem."""
    return _OF_SYSTEM.search(head[:4000]) is not None and _PROXY.search(head[:4000]) is not None


def read_proxy(lines: Iterable[Line]) -> Iterator[Finding]:
    """Which proxy the account LocalSystem has."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "an answer of bitsadmin")
    for line in lines:
        if found := _PROXY.search(line.text[:300]):
            finding.add("windows.proxy_of_system", _PROXIES[found[0]], f"line {line.number}")
    yield finding


def is_rights(head: str) -> bool:
    """Whether this is what `icacls` tells of the agent's folders."""
    found = [_FOLDER.fullmatch(line[:300]) for line in head.split("\n")]
    return any(each is not None and _ENTRY.fullmatch(each["rest"]) is not None for each in found)


def read_rights(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether SYSTEM has full control of both folders; that it has takes that both are told."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "an answer of icacls")
    full: dict[str, bool] = {}
    cut = False
    path, place = "", "line 1"
    for line in lines:
        text = line.text[:300]
        if found := _FOLDER.fullmatch(text):
            path, place, text = found["path"].lower(), f"line {line.number}", found["rest"]
            full.setdefault(path, False)
        elif _CUT.fullmatch(text) is None and _ENTRY.fullmatch(text) is None:
            path = ""
        cut = cut or bool(path and _CUT.fullmatch(text))
        if path and _FULL.search(text):
            full[path] = True
    cut = cut or (path != "" and not full[path])  # a folder whose list does not end
    if False in full.values():
        finding.add("windows.agent_folders_open", None if cut else False, place)
    elif len(full) > 1:
        finding.add("windows.agent_folders_open", True, place)
    yield finding


SPACE = TextReader("free space of a Windows guest", is_space, read_space)
PROXY = TextReader("proxy of LocalSystem", is_proxy, read_proxy)
RIGHTS = TextReader("rights on the agent's folders", is_rights, read_rights)
