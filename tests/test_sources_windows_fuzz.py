"""Broken, mixed and hostile files of Windows machines: findings or an InputError, and never an impossible fact."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
import test_sources_windows_network as network
import windows_log_samples as logs
import windows_samples as basic
from backupdx.facts.case import Case
from backupdx.facts.errors import InputError
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import read_content
from backupdx.readers.registry import text_reader_for
from hypothesis import example, given, settings
from hypothesis import strategies as st

TEXTS = [
    basic.TABLE, basic.LIST, basic.CSV, basic.SC_QUERY, basic.SC_QC, basic.WELL, basic.GERMAN, basic.REG_QUERY,
    basic.REG_FILE, network.IPCONFIG, network.GERMAN, network.FRENCH, network.SYSTEMINFO, network.TEST,
    logs.START + logs.NPCAP + logs.FORBIDDEN + logs.FOUND, logs.WEVTUTIL, logs.VIEWER, logs.FORMAT_LIST, logs.WRAPPED,
    logs.VIEWER_CSV, logs.EXPORT_CSV, logs.XML, logs.VMASSIST, logs.CRASH,
    "C:\\>net start COMSysApp\nSystem error 1058 has occurred.\n",
    "\nCurrent WinHTTP proxy settings:\n\n    Proxy Server(s) :  proxy:8080\n",
    '<AppLockerPolicy><RuleCollection Type="Exe" EnforcementMode="Enabled"><FilePathRule /></RuleCollection>'
    "</AppLockerPolicy>",
    *(json.dumps(data) for data in (logs.EVENT, logs.STATUS, basic.GUEST, {"PendingReboot": True, "RebootPending": 1})),
    json.dumps([{"Name": "MSDTC", "State": "Running", "StartMode": "Auto", "StartName": "x\\y", "ExclusionPath": [1]}]),
    '<Objs><Obj RefId="0"><Props><S N="Name">VSS</S><S N="Status">Running</S><I32 N="StartType">4</I32></Props>'
    "<MS><S N=\"DisplayName\">x</S></MS></Obj></Objs>",
]  # fmt: skip
JUNK = [
    "\0",
    "\x1b[31m",
    "'",
    '"',
    "{",
    "}",
    "[1]",
    ": ",
    "----",
    "\t",
    "\u202e",
    "é",
    "9" * 40,
    "A" * 20_000,
    "\ud800",
]


def check(data: bytes) -> None:
    """What every reader owes."""
    try:
        located, _ = read_content(of_bytes(data, "x"))
    except InputError:
        return
    for entry in located:
        Case().with_facts(entry.finding.facts).observations()
        assert set(entry.finding.places) == set(entry.finding.facts)


def broken(text: str, rng: random.Random) -> str:
    """The text cut, doubled, mixed with others, or with junk in it."""
    for _ in range(rng.randint(1, 4)):
        lines = text.split("\n")
        at, to = sorted(rng.randint(0, len(lines)) for _ in range(2))
        match rng.randint(0, 7):
            case 0:
                text = text[: rng.randint(0, len(text))]
            case 1:
                text = "\n".join([*lines[:at], *lines[at:to], *lines[at:to], *lines[to:]])
            case 2:
                text = "\n".join([*lines[:at], *lines[to:]])
            case 3:
                other = rng.choice(TEXTS).split("\n")
                text = "\n".join([*lines[:at], *other, *lines[at:]])
            case 4:
                place = rng.randint(0, len(text))
                text = text[:place] + rng.choice(JUNK) + text[place:]
            case 5:
                rng.shuffle(lines)
                text = "\n".join(lines)
            case 6:
                text = text.replace("\n", rng.choice(["\r\n", "\r", "", "\n\n"]))
            case _:
                text = text.replace(" ", rng.choice(["", "  ", "\t", " " * 300]), rng.randint(1, 20))
    return text[:200_000]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 2**32), st.sampled_from(["utf-8", "utf-16", "cp1252", "cp850"]))
def test_broken_files_of_every_kind(text: str, seed: int, encoding: str) -> None:
    check(broken(text, random.Random(seed)).encode(encoding, "replace"))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=2000))
@example("Name : \n---- -\n")
@example('"a","b"\n"c')
@example("-" * 15_000 + "x")
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "replace"))


DATA = [
    logs.EVENT, logs.LOCKER, logs.STATUS, basic.GUEST, {"Release": 528040, "Version": "4.8"},
    {"Name": "MSDTC", "DisplayName": "x", "State": "Running", "StartMode": "Auto", "StartName": "LocalSystem"},
    {"CBServicing": False, "WindowsUpdate": False, "PendingReboot": True, "Computer": "web01"},
    {"ProxyAddress": "proxy:80", "ByPassList": ""}, {"DisplayName": "Windows Azure VM Agent", "DisplayVersion": "2"},
    {"ComputerName": "168.63.129.16", "RemoteAddress": {"IPAddressToString": "168.63.129.16"}, "RemotePort": 80,
     "TcpTestSucceeded": True},
    {"ExclusionPath": [network.PLUGIN, network.LOGS], "ExclusionProcess": None, "DisableRealtimeMonitoring": False},
    {"AMRunningMode": "Normal", "AntivirusEnabled": True}, network.interface("Ethernet", 1, AddressFamily=2),
    network.address("10.0.0.4", 3), {"Name": "x", "InterfaceDescription": "Npcap Loopback Adapter", "Status": "Up"},
    {"DHCPEnabled": True, "IPAddress": ["10.0.0.4"], "DefaultIPGateway": ["10.0.0.1"], "Description": "x"},
    {"CSName": "WEB01", "Caption": "Microsoft Windows Server 2022", "Version": "10.0.20348"},
    {"AppLockerPolicy": [{"Type": "Exe", "EnforcementMode": "Enabled", "Rules": 1}]},
]  # fmt: skip


@pytest.mark.parametrize("data", DATA, ids=lambda data: next(iter(data)))
@pytest.mark.parametrize(
    "junk",
    [None, [], {}, "", "x" * 200_000, -1, 1e300, 10**60, True, [[]], {"value": {}}, "\ud800", "/Date(9)/", [None]],
)
def test_odd_values(data: dict[str, Any], junk: Any) -> None:
    for name in data:
        odd = {**data, name: junk}
        for form in (odd, [odd, data, junk], {"value": [odd, odd]}):
            check(json.dumps(form).encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    check(data)


@pytest.mark.parametrize(
    "line",
    [" " * 15_000, "." * 15_000, "-" * 15_000 + "x", ". " * 8_000 + ":", "[" * 15_000, "a: " * 5_000, "{" * 15_000,
     "A b " * 4_000 + ": x", "1.2.3." * 3_000, "\"a\",\"b\"" + ",\"" * 7_000, "\\" * 15_000, "x:" * 7_500],
)  # fmt: skip
def test_long_lines_do_not_take_long(line: str) -> None:
    """Each line a few times in every kind; a regex that is not linear would take minutes."""
    for text in TEXTS:
        check(f"{text}\n{line}\n{line}x\n{text}".encode())
    assert text_reader_for(f"{line}\n" * 4) is None
