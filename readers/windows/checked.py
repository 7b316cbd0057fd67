"""Reads what our own script checks of a Windows guest: one object with what the snapshot and the agent rest on.

Its commands stand in kb/collection/windows.py. What a command could not tell is null, and stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Node
from .powershell import both, fitting, host_of

_SECTION = re.compile(r"SharedSection=\d{1,9},\d{1,9},(?P<heap>\d{1,9})")
_FLAGS = {"true": "installed", "false": "not_installed", "": "not_set"}
_PROXIES = {"no_proxy": "none", "autodetect": "auto_detect", "manual_proxy": "manual", "autoscript": "script"}


def is_checked(row: Node) -> bool:
    """Whether this is the object of our script."""
    return row.has("SystemDriveFreeMB") and row.has("AgentProgramsFound")


def read_checked(found: Iterable[Node]) -> Iterator[Finding]:
    """The facts that the object holds."""
    for row in fitting(found, is_checked):
        finding = Finding(None, host=host_of(row))
        finding.add("vm.os_type", "windows", "what our script checked in Windows")
        free = row["SystemDriveFreeMB"]
        finding.add("windows.system_drive_free_mb", free.integer, free.place)
        heap = _SECTION.search(row["SharedSection"].text or "")
        finding.add("windows.desktop_heap_kb", int(heap["heap"]) if heap else None, row["SharedSection"].place)
        flag = row["IsProviderInstalled"]
        word = (flag.text or "").lower() if row.has("IsProviderInstalled") else "?"  # our script writes it always
        finding.add("windows.provider_flag", _FLAGS.get(word), flag.place)
        service = row["SnapshotProviderService"]
        if service.boolean is not None:
            finding.add("windows.provider_service", "present" if service.boolean else "missing", service.place)
        versions = [node.text for node in row["RuntimeVersions"] if node.text]
        if len(versions) == 2:
            finding.add("windows.runtimes_differ", len(set(versions)) > 1, row["RuntimeVersions"].place)
        for name, fact in (
            ("StorageAssemblyInGac", "windows.storage_assembly_in_gac"),
            ("WcfProfiling", "windows.wcf_profiling"),
        ):
            finding.add(fact, row[name].boolean, row[name].place)
        for name, fact in (
            ("AgentProgramsFound", "windows.agent_programs_found"),
            ("AgentFoldersOpen", "windows.agent_folders_open"),
        ):
            told = [node.boolean for node in row[name]]
            if told and None not in told:
                finding.add(fact, all(told), row[name].place)
        if row["WmiClassMissing"].boolean:  # that the class is there does not say that a call of it works
            finding.add("windows.wmi_answers", False, row["WmiClassMissing"].place)
        proxy = (row["ProxyOfSystem"].text or "").lower()
        named = [value for word, value in _PROXIES.items() if word in proxy]
        finding.add("windows.proxy_of_system", named[0] if len(named) == 1 else None, row["ProxyOfSystem"].place)
        yield finding


CHECKED, CHECKED_TEXT = both("checks of a Windows guest", is_checked, read_checked)
