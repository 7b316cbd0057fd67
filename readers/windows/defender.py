"""Reads Microsoft Defender Antivirus: its exclusions (`Get-MpPreference`) and whether it is the one that runs.

Exclusions count only where both folders of the backup extension, or folders above them, are among them, and where
Defender's real-time protection is not off: then another product may be at work, with exclusions of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..base import Finding, Node
from .powershell import both, fitting, host_of, items

_FOLDERS = (
    "c:\\packages\\plugins\\microsoft.azure.recoveryservices.vmsnapshot",
    "c:\\windowsazure\\logs\\plugins\\microsoft.azure.recoveryservices.vmsnapshot",
)
_DRIVE = ("%systemdrive%", "$env:systemdrive")


def is_preference(row: Node) -> bool:
    """Whether these are the preferences of Defender."""
    return row.has("ExclusionPath", "ExclusionProcess") or row.has("ExclusionPath", "DisableRealtimeMonitoring")


def is_status(row: Node) -> bool:
    """Whether this is the state of Defender (`Get-MpComputerStatus`)."""
    return row.has("AMRunningMode") or row.has("AntivirusEnabled", "RealTimeProtectionEnabled")


def read_preferences(found: Iterable[Node]) -> Iterator[Finding]:
    """Whether the folders of the backup extension are excluded, and whether Defender is the antivirus at work."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "Microsoft Defender Antivirus")
    for row in fitting(found, lambda row: is_preference(row) or is_status(row)):
        finding.host = finding.host or host_of(row)
        if is_preference(row):
            excluded = [_plain(path) for path in items(row["ExclusionPath"])]
            if row["DisableRealtimeMonitoring"].boolean is True:
                finding.notes.append("Defender's real-time protection is off: its exclusions tell nothing")
            elif all(any(_covers(path, folder) for path in excluded) for folder in _FOLDERS):
                finding.add("windows.antivirus_excludes_backup", True, row["ExclusionPath"].place)
                finding.notes.append("the exclusions are those of Microsoft Defender; another antivirus has its own")
        else:
            at_work = row["AntivirusEnabled"].boolean is True and row["AMRunningMode"].word in ("", "normal")
            finding.add(
                "windows.antivirus", "Microsoft Defender Antivirus" if at_work else None, row["AntivirusEnabled"].place
            )
    yield finding


def _plain(path: str) -> str:
    plain = path.strip().strip("'\"").lower().replace("/", "\\").rstrip("\\")
    for drive in _DRIVE:
        plain = plain.replace(drive, "c:")
    return plain


def _covers(path: str, folder: str) -> bool:
    """Whether an exclusion is the folder or one above it; patterns are not tried."""
    return folder == path or (len(path) > 1 and folder.startswith(f"{path}\\"))


PREFERENCES, PREFERENCES_TEXT = both(
    "Microsoft Defender Antivirus", lambda row: is_preference(row) or is_status(row), read_preferences
)
