"""Reads what `sc.exe` prints of services (`query`, `queryex`, `qc`), and the answer of `net start COMSysApp`.

In other languages the labels change; the numbers stay, and so do the words behind them (`4  RUNNING`,
`3   DEMAND_START`): winsvc.h names both. An answer that a service does not exist (error 1060) does not say which one:
only the command before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, Node, TextReader
from .services import STATE_FACTS, add_service

_STATE = re.compile(r"\s*[^:]{1,60}:\s*([1-4])\s+(?:STOPPED|START_PENDING|STOP_PENDING|RUNNING)\b")
_START = re.compile(r"\s*[^:]{1,60}:\s*([2-4])\s+(?:AUTO_START|DEMAND_START|DISABLED)\b")
_TYPE = re.compile(r"\s*[^:]{1,60}:\s*[0-9a-f]{1,4}\s+(?:WIN32|KERNEL|FILE_SYSTEM|USER|ERROR)", re.IGNORECASE)
_NAME = re.compile(r"(?P<label>[A-Z][\w ]{3,40}?) ?: (?P<name>[\w.$-]{1,80})\s*")
_ACCOUNT = re.compile(
    r"\s+[A-Z][\w ]{3,60}?\s*: (?P<account>(?:NT[ -]?[\w ]{2,30}\\|LocalSystem|\.\\|[\w.-]{1,60}\\)[^\r\n]*)"
)
_COMMAND = re.compile(
    r"\bsc(?:\.exe)?\s+(?P<machine>\\\\[\w.-]+\s+)?(?:query|queryex|qc)\s+\"?(?P<name>[\w.$-]{1,80})", re.I
)
_DELETED = re.compile(r"\[SC\].{0,200}\b1072\b")
_AGENT = re.compile(r"\bsc(?:\.exe)?\s+\w{2,12}\s+\"?(?:rdagent|windowsazureguestagent)\b", re.IGNORECASE)
_NO_SUCH = re.compile(r"\[SC\].{0,200}\b1060\b")
_PATH = re.compile(r"[A-Za-z]:\\|\.exe", re.IGNORECASE)


def is_sc(head: str) -> bool:
    """Whether this is an answer of `sc.exe`: a state or a start type as it prints them, or its error 1060."""
    return any(_STATE.match(x) or _START.match(x) for x in _lines(head)) or (
        _NO_SUCH.search(head) is not None and _COMMAND.search(head) is not None
    )


def _lines(head: str) -> Iterator[str]:
    return (line[:500] for line in head.split("\n"))


def read_sc(lines: Iterable[Line]) -> Iterator[Finding]:
    """State, start type and account of the agent's services, and of those that a snapshot needs."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "an answer of sc.exe")
    name, asked, named_at, typed = "", "", 0, ""
    agents = False  # a command before was about a service of the agent
    for line in lines:
        text, place = line.text[:500], f"line {line.number}"
        nothing = Node(None, place)
        agents = agents or _AGENT.search(text) is not None
        if found := _COMMAND.search(text):
            asked, name = "" if found["machine"] else found["name"].lower(), ""
        elif text[:1].strip() and (found := _NAME.fullmatch(text)):
            if line.number != named_at + 1:  # the line below the name is the name for people
                name, named_at = found["name"].lower(), line.number
        elif _DELETED.search(text) and agents:
            finding.add("signs.agent_service_marked_for_deletion", True, f"{place}: marked for deletion (1072)")
        elif _NO_SUCH.search(text):
            if asked in ("windowsazureguestagent", "rdagent"):
                finding.add(STATE_FACTS[asked], "missing", f"{place}: no such service (1060)")
        elif _TYPE.match(text):  # the first line of a service: of a second one, the name is not there
            name, typed = ("", "") if name == typed else (name, name)
        elif found := _STATE.match(text):
            add_service(finding, name, Node(found[1], place), nothing, nothing)
        elif found := _START.match(text):
            add_service(finding, name, nothing, Node(found[1], place), nothing)
        elif name == "msdtc" and not _PATH.search(text) and (found := _ACCOUNT.fullmatch(text)):
            add_service(finding, name, nothing, nothing, Node(found["account"].strip(), place))
    yield finding


SC = TextReader("answer of sc.exe", is_sc, read_sc)

_NET_START = re.compile(r"\bnet1?(?:\.exe)?\s+start\s+\"?(?P<name>COMSysApp|COM\+ System Application|\S{1,80})", re.I)
_NAMED = "com+ system application service"
_STARTED = re.compile(
    r"service (?:was started|has already been started|is already running)|HELPMSG 2182|error 1056\b", re.I
)
_REFUSED = re.compile(r"service could not be started|error (?:1053|1058|1060|1067|1068|1069|1070|1079)\b", re.I)


def is_net_start(head: str) -> bool:
    """Whether this is an attempt to start the COM+ System Application."""
    asked = _NET_START.search(head)
    named = _NAMED in head.lower() or (asked is not None and asked["name"].lower() == "comsysapp")
    return named and (_STARTED.search(head) is not None or _REFUSED.search(head) is not None)


def read_net_start(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether the COM+ System Application starts; an attempt without rights (error 5) tells nothing."""
    finding = Finding(None)
    about = True
    for line in lines:
        text = line.text[:500]
        if asked := _NET_START.search(text):
            about = asked["name"].lower().startswith("com")
        elif _NAMED in text.lower():
            about = True
        if about and _STARTED.search(text):
            finding.add("windows.com_plus_starts", True, f"line {line.number}")
        elif about and _REFUSED.search(text):
            finding.add("windows.com_plus_starts", False, f"line {line.number}")
    yield finding


NET_START = TextReader("attempt to start COM+ System Application", is_net_start, read_net_start)
