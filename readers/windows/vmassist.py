"""Reads the log of VMAssist for Windows (Azure/azure-support-scripts, vmassist.ps1, 2026-04): what its checks found.

Lines: `2025-04-20 05:10:20Z 00:03 00.15s RdAgent service: Status: Running StartType: Automatic ...`. Its hours are
written with 12 and without am or pm, so that the time of a check stays open. Not believed: `Not Installed` of a service
(also printed where only its path is wrong), `VM Agent installed: False` (one of five signs is absent) unless its folder
is absent too, `Proxy configured: True` (also where nothing was ever set), and the check of DHCP (which card, is open).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from .services import START_TYPES, STATES

_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ \d\d:\d\d \d\d\.\d{2,3}s(?P<text>.*)", re.DOTALL)
_CHECKS = ("WindowsAzureGuestAgent service:", "VM Agent installed:", "Wireserver endpoint", "vmassist")
_LOG_FILE = re.compile(r"Log file: .*vmassist_(?P<host>[\w.-]{1,63})_\d{14}\.log", re.IGNORECASE)
_SYSTEM = re.compile(r"(?P<name>Windows [\w ]{3,100}?) (?:\d{4} )?(?P<version>\d{1,3}\.\d\.\d{4,6}(?:\.\d+)?)")
_SERVICE = re.compile(r"(?P<name>RdAgent|WindowsAzureGuestAgent) service: Status: (?P<status>\w+)(?P<rest>.*)", re.I)
_START = re.compile(r"StartType: (?P<start>\w+)")
_VERSION = re.compile(
    r"VM agent is supported version:.{0,40}?\(installed(?: version)?: (?P<version>\d{1,9}(?:\.\d{1,9}){3})[,)]"
)
_PORT = re.compile(r"Wireserver endpoint 168\.63\.129\.16:(?P<port>80|32526) reachable: (?P<answer>True|False)")
_MSI = re.compile(
    r"installed by provisioning agent or Windows Installer package \(MSI\):.{0,300}?(?P<how>MSI$|Provisioning agent)"
)


def is_vmassist(head: str) -> bool:
    """Whether this is a log of VMAssist for Windows."""
    lines = head.split("\n")
    return any(_LINE.fullmatch(x[:500]) and any(check in x for check in _CHECKS) for x in lines)


def read_vmassist(lines: Iterable[Line]) -> Iterator[Finding]:
    """The agent's services, its version and how it was installed, the proxy, and the ports to the host."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "a log of VMAssist for Windows")
    absent = 0
    for line in lines:
        found = _LINE.fullmatch(line.text[:2000])
        text, place = found["text"].strip() if found else "", f"line {line.number}"
        if log := _LOG_FILE.match(text):
            finding.host = finding.host or log["host"]
        elif system := _SYSTEM.fullmatch(text):
            finding.add("vm.os_name", system["name"].strip(), place)
            finding.add("vm.os_version", system["version"], place)
        elif service := _SERVICE.match(text):
            _read_service(finding, service, place)
        elif version := _VERSION.match(text):
            finding.add("agent.version", version["version"], place)
        elif port := _PORT.match(text):
            finding.add(f"network.port_{port['port']}", port["answer"] == "True", place)
        elif how := _MSI.search(text):
            finding.add("agent.in_programs", how["how"] == "MSI", place)
        elif text.startswith("VM Agent installed: True"):
            finding.add("agent.installed", True, place)
        elif text.startswith("Proxy configured: False"):
            finding.add("network.proxy", False, place)
        elif text.startswith("StdRegProv WMI class queryable: True"):
            finding.add("windows.wmi_answers", True, place)
        elif text.startswith("WCF debugging enabled: False"):
            finding.add("windows.wcf_profiling", False, place)
        elif text.startswith("WCF debugging enabled: True"):
            finding.add("windows.wcf_profiling", True, place)
            finding.notes.append(f"{place}: WCF debugging is on in machine.config; it can stop the agent")
        absent += text.endswith(r"\WindowsAzure folder exists: False") or text.startswith("VM Agent installed: False")
        if absent == 2:
            finding.add("agent.installed", False, f"{place}: neither its folder nor its services are there")
    yield finding


def _read_service(finding: Finding, service: re.Match[str], place: str) -> None:
    own = service["name"].lower() == "windowsazureguestagent"
    state = STATES.get(service["status"].lower())
    finding.add("agent.service_state" if own else "agent.rdagent_state", state, place)
    start = _START.search(service["rest"])
    if own and start:
        finding.add("agent.service_start_type", START_TYPES.get(start["start"].lower()), place)


VMASSIST = TextReader("log of VMAssist for Windows", is_vmassist, read_vmassist)
