"""Reads Windows services: `Get-Service`, `Get-CimInstance Win32_Service`, as JSON, CLIXML, CSV, list or table.

States and start types are names, or the numbers of .NET's ServiceControllerStatus and ServiceStartMode (Windows
PowerShell 5 writes those into JSON). A list rarely holds all services, so one that is not in it is missing only where
the list can be seen to be whole, or where PowerShell itself says that there is none of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, Node, TextReader
from .powershell import MOST_FINDINGS, both, full, host_of, objects, with_lines

STATES = {
    **{"1": "stopped", "2": "starting", "3": "stopping", "4": "running"},
    **{"stopped": "stopped", "startpending": "starting", "stoppending": "stopping", "running": "running"},
    **{"start pending": "starting", "stop pending": "stopping"},
}
START_TYPES = {
    **{"2": "automatic", "3": "manual", "4": "disabled"},
    **{"automatic": "automatic", "auto": "automatic", "manual": "manual", "disabled": "disabled"},
    **{"automaticdelayedstart": "automatic", "automatic (delayed start)": "automatic"},
}
STATE_FACTS = {
    "windowsazureguestagent": "agent.service_state",
    "rdagent": "agent.rdagent_state",
    "comsysapp": "windows.com_plus_state",
}
START_FACTS = {
    "windowsazureguestagent": "agent.service_start_type",
    "comsysapp": "windows.com_plus_start_type",
    "msdtc": "windows.msdtc_start_type",
    "vss": "windows.vss_service_start_type",
    "msiserver": "windows.installer_start_type",
    "swprv": "windows.swprv_start_type",
}
# Services of which counts whether they start: one that runs does, one that is disabled and stopped does not.
STARTS_FACTS = {"msdtc": "windows.msdtc_starts", "vss": "windows.vss_service_starts"}
_SHOWN = {  # display names of the services whose names a table cuts off
    "windows azure guest agent": "windowsazureguestagent",
    "rdagent": "rdagent",
    "com+ system application": "comsysapp",
    "distributed transaction coordinator": "msdtc",
    "volume shadow copy": "vss",
    "windows installer": "msiserver",
    "microsoft software shadow copy provider": "swprv",
}
_CUT = "windowsazureg"  # as much of WindowsAzureGuestAgent as no other service begins with
_ALWAYS = {"comsysapp", "dhcp", "dnscache", "eventlog", "msdtc", "rpcss", "schedule", "vss", "winmgmt", "wuauserv"}
_WHOLE = 60  # services from which on a list that has the ones above is one of all
_NONE = re.compile(
    r"service name '(?P<name>\w{1,80})'|ObjectNotFound: \((?P<other>\w{1,80}):String\) \[Get-Service\]", re.IGNORECASE
)


def is_service(row: Node) -> bool:
    """Whether this is a service with its state, its start type or its account."""
    state, start = row.first("State", "Status").word, row.first("StartType", "StartMode").word
    named = bool(name_of(row)) or row.has("DisplayName")
    told = row.has("StartType") or row.has("StartMode") or row.has("DisplayName")
    known = state in STATES or start in START_TYPES
    return (named and told and known and not row.has("InterfaceDescription")) or (named and row.has("StartName"))


def name_of(row: Node) -> str:
    """The service's name in lower case, also where a table cut it off; empty where that leaves it open."""
    name = row.first("Name", "ServiceName").word
    if name.endswith(("...", "…")):
        name = "windowsazureguestagent" if name.startswith(_CUT) else ""
    return name or _SHOWN.get(full(row["DisplayName"]), "")


def account_of(text: str) -> str | None:
    """The account that a service runs as, in the vocabulary's words; None for a built-in one in another language."""
    plain = text.lower().replace(" ", "")
    for mark, account in (("networkservice", "network_service"), ("localservice", "local_service")):
        if plain.endswith(mark) and (plain == mark or plain.startswith("nt")):
            return account
    if plain in ("localsystem", ".\\localsystem", "ntauthority\\system", "s-1-5-18"):
        return "local_system"
    if plain in ("s-1-5-20", "s-1-5-19"):
        return "network_service" if plain.endswith("20") else "local_service"
    domain = plain.partition("\\")[0]
    return (
        "other" if ("\\" in plain or "@" in plain) and not domain.startswith("nt") and "autor" not in domain else None
    )


def add_service(finding: Finding, name: str, state: Node, start: Node, account: Node) -> None:
    """Note what a service's state, start type and account tell."""
    if name in STATE_FACTS:
        finding.add(STATE_FACTS[name], STATES.get(state.word), state.place)
    if name in START_FACTS:
        finding.add(START_FACTS[name], START_TYPES.get(start.word), start.place)
    if name in STARTS_FACTS and (STATES.get(state.word) == "running"):
        finding.add(STARTS_FACTS[name], True, state.place)
    elif name in STARTS_FACTS and (STATES.get(state.word), START_TYPES.get(start.word)) == ("stopped", "disabled"):
        finding.add(STARTS_FACTS[name], False, start.place)
    if name == "msdtc" and account.name:
        finding.add("windows.msdtc_account", account_of(account.name), account.place)


def read_services(found: Iterable[Node]) -> Iterator[Finding]:
    """One finding per machine: the agent's services, and those that a snapshot needs."""
    findings: dict[str | None, Finding] = {}
    names: set[str] = set()
    states: set[str | None] = set()
    for row in found:
        if not is_service(row):
            continue
        name, host = name_of(row), host_of(row)
        if host not in findings and len(findings) >= MOST_FINDINGS:
            continue
        finding = findings.setdefault(host, Finding(None, host=host))
        finding.add("vm.os_type", "windows", "Windows services")
        state = row.first("State", "Status")
        add_service(finding, name, state, row.first("StartType", "StartMode"), row.first("StartName", "UserName"))
        states.add(STATES.get(state.word))
        if len(names) < 5000 or name in STATE_FACTS:
            names.add(name)
    if len(findings) == 1 and names >= _ALWAYS and len(names) >= _WHOLE and {"running", "stopped"} <= states:
        for finding in findings.values():
            for name in ("windowsazureguestagent", "rdagent"):
                if name not in names:
                    finding.add(STATE_FACTS[name], "missing", f"not among {len(names)} services")
    yield from findings.values()


SERVICES, _TEXT = both("Windows services", is_service, read_services)


def _is_text(head: str) -> bool:
    return _TEXT.recognises(head) or any("get-service" in line.lower() and _NONE.search(line) for line in _lines(head))


def _lines(head: str) -> Iterator[str]:
    """The lines of a text, each joined with its next: PowerShell breaks error messages where the window ends."""
    lines = [line[:2000] for line in head.split("\n")]
    return (f"{a.rstrip()} {b.strip()}" for a, b in zip(lines, [*lines[1:], ""], strict=True))


def _read_text(lines: Iterable[Line]) -> Iterator[Finding]:
    """As of objects; and PowerShell's own word that there is no service of that name."""
    missing: dict[str, str] = {}

    def watched() -> Iterator[Line]:
        before = ""
        for line in lines:
            text = f"{before} {line.text.strip()}"
            told = _NONE.search(text) if "ervice" in text else None
            if told and len(missing) < 50:
                missing.setdefault((told["name"] or told["other"]).lower(), f"line {line.number}")
            before = line.text.rstrip()[-300:]
            yield line

    findings = list(read_services(objects(watched()))) or [Finding(None)]
    for finding in findings:
        for name in ("windowsazureguestagent", "rdagent"):
            if name in missing:
                finding.add(STATE_FACTS[name], "missing", f"{missing[name]}: PowerShell finds no such service")
                finding.add("vm.os_type", "windows", missing[name])
        yield with_lines(finding)


SERVICES_TEXT = TextReader(_TEXT.kind, _is_text, _read_text)
