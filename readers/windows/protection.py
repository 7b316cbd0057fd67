"""Reads what can bar the backup extension in Windows: its keys' permissions, BitLocker, .NET's cryptography, its DLL.

All as objects: `Get-Acl` of the MachineKeys folder, `Get-BitLockerVolume`, `SchUseStrongCrypto` of .NET Framework 4,
and the module iaasvmprovider.dll with its signature (`Get-AuthenticodeSignature`) and the machine it was made for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Node, Reader, rows, some
from .powershell import both, fitting, full, host_of

# SDDL of the default permissions: Everyone may read and write, Administrators all (Microsoft's page on
# ExtensionConfigParsingFailure; the same value in vmassist.ps1 of azure-support-scripts). Rights in both spellings.
_DEFAULT = {("a", "0x12019f", "wd"), ("a", "fa", "ba")}
_RIGHTS = {"frfw": "0x12019f", "fwfr": "0x12019f", "0x1f01ff": "fa"}
_ENTRY = re.compile(r"\(([^()]{1,300})\)")
# Rights and trustee as Windows writes them: of others, letters and digits were misread.
_READABLE = re.compile(r"(?:0x[0-9a-f]{1,8}|(?:[a-z]{2}){1,8});(?:[a-z]{2}|s-1-[\d-]{3,80})")
_FOLDER = r"\crypto\rsa\machinekeys"
_LOCKED = {"0": False, "unlocked": False, "1": True, "locked": True}
_SYSTEM_VOLUME = {"0", "operatingsystem"}
_FRAMEWORK = r"\.netframework\v4."
_MODULE = "iaasvmprovider.dll"
_MACHINES = {34404: True, 332: False}  # IMAGE_FILE_MACHINE_AMD64, _I386 -> 64-bit


def _is_machine_keys(row: Node) -> bool:
    return row.has("Sddl") and row.first("Path", "PSPath").word.rstrip("\\").endswith(_FOLDER)


def _read_machine_keys(found: Iterable[Node]) -> Iterator[Finding]:
    """Whether the folder has its default permissions; entries that hold for what is below it settle nothing."""
    for row in fitting(found, _is_machine_keys):
        finding = _of_windows(row)
        entries = _ENTRY.findall(row["Sddl"].word.partition("d:")[2].partition("s:(")[0])
        parts = [entry.split(";") for entry in entries]
        whole = row["Sddl"].word.rstrip().endswith(")") and all(len(part) == 6 for part in parts)
        if parts and whole and all(_READABLE.fullmatch(f"{part[2]};{part[5]}") for part in parts):
            told = {(kind, _RIGHTS.get(rights, rights), who) for kind, _, rights, _, _, who in parts}
            flags = {part[1] for part in parts} - {"", "id"}
            taken = bool(_DEFAULT - told) or any(kind != "a" for kind, _, _ in told)
            if taken or (told == _DEFAULT and not flags):
                finding.add("windows.machinekeys_default", not taken, row["Sddl"].place)
            elif told != _DEFAULT:
                finding.notes.append(f"{row['Sddl'].place}: others than by default have rights too, which does no harm")
        yield finding


def _is_volume(row: Node) -> bool:
    return row.has("MountPoint", "LockStatus")


def _read_volumes(found: Iterable[Node]) -> Iterator[Finding]:
    """Whether BitLocker locks a volume; that it locks none only a list with the system's volume in it tells."""
    finding, states, system = None, dict[bool | None, str](), False
    for row in fitting(found, _is_volume):
        finding = finding or _of_windows(row)
        states.setdefault(_LOCKED.get(row["LockStatus"].word), row["LockStatus"].place)
        system = system or row["VolumeType"].word in _SYSTEM_VOLUME
    if finding is not None:
        if True in states or (system and None not in states):
            finding.add("windows.bitlocker_locked", True in states, states.get(True) or states.get(False, ""))
        yield finding


def _is_framework(row: Node) -> bool:
    return row.has("SchUseStrongCrypto") and _FRAMEWORK in f"{row['PSPath'].word}."


def _read_framework(node: Node) -> Iterator[Finding]:
    """What SchUseStrongCrypto is set to; where the 64-bit and the 32-bit key differ, one that is off counts."""
    finding, values = None, dict[int | None, str]()
    for row in fitting(rows(node), _is_framework):
        finding = finding or _of_windows(row)
        values.setdefault(row["SchUseStrongCrypto"].integer, row["SchUseStrongCrypto"].place)
    if finding is None:
        return
    if 0 in values:
        finding.add("windows.strong_crypto", "off", values[0])
    elif len(values) == 1:
        ((value, place),) = values.items()
        finding.add("windows.strong_crypto", {1: "on", None: "not_set"}.get(value), place)
    else:
        finding.notes.append("SchUseStrongCrypto is set for some programs of .NET and not for others (32-bit, 64-bit)")
    yield finding


def _is_module(row: Node) -> bool:
    return row["Path"].word.endswith(_MODULE) and row.has("Status", "Machine")


def _read_module(found: Iterable[Node]) -> Iterator[Finding]:
    """Whether the extension's module is intact: signed, unchanged, and of the bitness of Windows."""
    for row in fitting(found, _is_module):
        finding = _of_windows(row)
        wide, windows = _MACHINES.get(row["Machine"].integer or 0), row["Is64BitOperatingSystem"].boolean
        if full(row["Status"]) == "hashmismatch":
            finding.add("windows.provider_module", "corrupt", row["Status"].place)
        elif None not in (wide, windows) and wide != windows:
            finding.add("windows.provider_module", "wrong_bitness", row["Machine"].place)
        elif full(row["Status"]) == "valid" and None not in (wide, windows):
            finding.add("windows.provider_module", "intact", row["Status"].place)
        else:
            finding.notes.append(f"{row['Status'].place}: the signature of {_MODULE} is {row['Status'].text!r:.80}")
        yield finding


def _of_windows(row: Node) -> Finding:
    finding = Finding(None, host=host_of(row))
    finding.add("vm.os_type", "windows", "a setting of Windows")
    return finding


MACHINE_KEYS, MACHINE_KEYS_TEXT = both("permissions of MachineKeys", _is_machine_keys, _read_machine_keys)
BITLOCKER, BITLOCKER_TEXT = both("BitLocker volumes", _is_volume, _read_volumes)
MODULE, MODULE_TEXT = both("module of the backup extension", _is_module, _read_module)
# In text, a value that is not there cannot be told from one that is empty.
CRYPTOGRAPHY = Reader("cryptography of .NET", some(_is_framework), _read_framework)
