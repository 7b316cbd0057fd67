"""The readers of what a Windows guest tells, on texts and data in the shapes that real guests print."""

from __future__ import annotations

import json
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.facts.content import of_bytes
from backupdx.facts.errors import InputError
from backupdx.facts.loading import read_content
from backupdx.facts.sources.base import Finding

OS = {"vm.os_type": "windows"}


def findings(text: str | bytes | list[Any] | dict[str, Any], kind: str) -> list[Finding]:
    """What the reader of this kind finds; each of its facts is one that a case can have, and has its place."""
    if not isinstance(text, str | bytes):
        text = json.dumps(text)
    located, told = read_content(of_bytes(text.encode() if isinstance(text, str) else text, "x.txt"))
    assert told == kind
    for entry in located:
        Case().with_facts(entry.finding.facts)
        assert set(entry.finding.places) == set(entry.finding.facts)
    return [entry.finding for entry in located]


def one(text: Any, kind: str) -> Finding:
    (finding,) = findings(text, kind)
    return finding


def facts(text: Any, kind: str) -> dict[str, Any]:
    """The facts of a file, without what only says that it comes from Windows."""
    found: dict[str, Any] = {}
    for finding in findings(text, kind):
        found |= finding.facts
    assert found.pop("vm.os_type", "windows") == "windows"
    return found


# --- services

SERVICES = "Windows services"
STOPPED = {
    "agent.service_state": "stopped",
    "agent.service_start_type": "disabled",
    "agent.rdagent_state": "running",
    "windows.com_plus_state": "stopped",
    "windows.com_plus_start_type": "manual",
    "windows.msdtc_start_type": "automatic",
    "windows.msdtc_starts": True,
    "windows.vss_service_start_type": "manual",
}
ROWS = [
    ("WindowsAzureGuestAgent", 1, 4),
    ("RdAgent", 4, 2),
    ("COMSysApp", 1, 3),
    ("MSDTC", 4, 2),
    ("VSS", 1, 3),
]
NAMES = {1: "Stopped", 2: "StartPending", 3: "StopPending", 4: "Running"}
STARTS = {2: "Automatic", 3: "Manual", 4: "Disabled"}


@pytest.mark.parametrize(
    "rows",
    [
        [{"Name": n, "DisplayName": n, "Status": s, "StartType": t} for n, s, t in ROWS],  # PowerShell 5
        [{"Name": n, "DisplayName": n, "Status": NAMES[s], "StartType": STARTS[t]} for n, s, t in ROWS],  # 7
        [{"name": n, "State": NAMES[s], "Status": "OK", "StartMode": STARTS[t]} for n, s, t in ROWS],  # Win32_Service
        {"value": [{"Name": n, "Status": s, "StartType": t} for n, s, t in ROWS], "Count": 5},
    ],
)
def test_services_as_json(rows: Any) -> None:
    assert facts(rows, SERVICES) == STOPPED


TABLE = """
PS C:\\Users\\admin> Get-Service RdAgent,WindowsAzureGuestAgent,COMSysApp,MSDTC,VSS | Select Name,Status,StartType

Name                    Status StartType
----                    ------ ---------
COMSysApp              Stopped    Manual
MSDTC                  Running Automatic
RdAgent                Running Automatic
VSS                    Stopped    Manual
WindowsAzureGuestAgent Stopped  Disabled


PS C:\\Users\\admin>
"""
LIST = """

Name                : WindowsAzureGuestAgent
DisplayName         : Windows Azure Guest Agent
Status              : StopPending
DependentServices   : {}
ServicesDependedOn  : {RPCSS}
StartType           : AutomaticDelayedStart

Name                : RdAgent
DisplayName         : RdAgent
Status              : Running
StartType           : Automatic

"""
CSV = """\
#TYPE Selected.System.ServiceProcess.ServiceController
"Name","Status","StartType"
"WindowsAzureGuestAgent","Stopped","Disabled"
"RdAgent","Running","Automatic"
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_services_as_table(ending: str, encoding: str) -> None:
    assert facts(TABLE.replace("\n", ending).encode(encoding), SERVICES) == STOPPED


def test_services_as_list_and_csv() -> None:
    assert facts(LIST, SERVICES) == {
        "agent.service_state": "stopping",
        "agent.service_start_type": "automatic",
        "agent.rdagent_state": "running",
    }
    assert facts(LIST.replace("Status              : StopPending\n", ""), SERVICES)["agent.rdagent_state"] == "running"
    assert facts(CSV, SERVICES) == {k: v for k, v in STOPPED.items() if k.startswith("agent.")}
    assert one(LIST, SERVICES).places["agent.service_state"] == "line 3, Status"


def test_a_painted_table() -> None:
    rule = "----                    ------ ---------"
    painted = TABLE.replace(rule, f"\x1b[32;1m{rule}\x1b[0m").replace("Name      ", "\x1b[32;1mName      \x1b[0m", 1)
    assert facts(painted, SERVICES) == STOPPED


def test_the_standard_table_cuts_long_names() -> None:
    text = """
Status   Name               DisplayName
------   ----               -----------
Running  RdAgent            RdAgent
Stopped  WindowsAzureGue... Windows Azure Guest Agent
Running  WindowsAzureNet... Windows Azure Network Agent
Stopped  COMSysApp          COM+ System Application
"""
    assert facts(text, SERVICES) == {
        "agent.service_state": "stopped",
        "agent.rdagent_state": "running",
        "windows.com_plus_state": "stopped",
    }


COMMON = ["COMSysApp", "Dhcp", "Dnscache", "EventLog", "MSDTC", "RpcSs", "Schedule", "VSS", "Winmgmt", "wuauserv"]


@pytest.mark.parametrize(
    ("names", "states", "missing"),
    [
        ([*COMMON, *(f"svc{n}" for n in range(80))], (1, 4), True),
        ([*COMMON, *(f"svc{n}" for n in range(80))], (4, 4), False),  # only those that run
        ([*COMMON, *(f"svc{n}" for n in range(20))], (1, 4), False),
        ([*COMMON[:-1], *(f"svc{n}" for n in range(80))], (1, 4), False),  # cut before the end of the alphabet
    ],
)
def test_only_a_whole_list_proves_that_the_agent_is_missing(
    names: list[str], states: tuple[int, int], missing: bool
) -> None:
    rows = [{"Name": n, "Status": states[i % 2], "StartType": 3} for i, n in enumerate(names)]
    got = facts(rows, SERVICES)
    assert ("agent.service_state" in got, "agent.rdagent_state" in got) == (missing, missing)
    if missing:
        assert got["agent.service_state"] == got["agent.rdagent_state"] == "missing"


@pytest.mark.parametrize(
    "error",
    [
        "Get-Service : Cannot find any service with service name 'WindowsAzureGuestAgent'.\nAt line:1 char:1\n",
        "Get-Service: Cannot find any service with service name\n'WindowsAzureGuestAgent'.\n",
        "Get-Service : Es wurde kein Dienst gefunden.\n"
        "    + CategoryInfo          : ObjectNotFound: (WindowsAzureGuestAgent:String) [Get-Service], Service\n",
    ],
)
@pytest.mark.parametrize("table", ["", TABLE.replace("WindowsAzureGuestAgent Stopped  Disabled\n", "")])
def test_powershell_says_that_there_is_no_such_service(error: str, table: str) -> None:
    assert facts(error + table, SERVICES)["agent.service_state"] == "missing"


def test_several_machines_are_told_apart() -> None:
    rows = [{"Name": "RdAgent", "Status": s, "StartType": 2, "MachineName": m} for s, m in ((1, "a"), (4, "."))]
    assert [(f.host, f.facts["agent.rdagent_state"]) for f in findings(rows, SERVICES)] == [
        ("a", "stopped"),
        (None, "running"),
    ]


SC_QUERY = """
C:\\>sc query WindowsAzureGuestAgent

SERVICE_NAME: WindowsAzureGuestAgent
        TYPE               : 10  WIN32_OWN_PROCESS
        STATE              : 3  STOP_PENDING
                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)

SERVICE_NAME: RdAgent
DISPLAY_NAME: WindowsAzureGuestAgent
        ÉTAT               : 4  RUNNING
"""
SC_QC = """
[SC] QueryServiceConfig SUCCESS

SERVICE_NAME: MSDTC
        TYPE               : 10  WIN32_OWN_PROCESS
        START_TYPE         : 2   AUTO_START  (DELAYED)
        ERROR_CONTROL      : 1   NORMAL
        BINARY_PATH_NAME   : C:\\Windows\\System32\\msdtc.exe
        LOAD_ORDER_GROUP   :
        DISPLAY_NAME       : Distributed Transaction Coordinator
        DEPENDENCIES       : RPCSS
        SERVICE_START_NAME : {account}

"""


def test_sc_query() -> None:
    assert facts(SC_QUERY, "answer of sc.exe") == {"agent.service_state": "stopping", "agent.rdagent_state": "running"}


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("NT AUTHORITY\\NetworkService", "network_service"),
        ("NT Authority\\NETWORK SERVICE", "network_service"),
        ("LocalSystem", "local_system"),
        ("NT AUTHORITY\\LocalService", "local_service"),
        ("CONTOSO\\svc-dtc", "other"),
        (".\\dtc", "other"),
        ("NT-AUTORITÄT\\Netzwerkdienst", None),
        ("AUTORITE NT\\SERVICE RÉSEAU", None),
        ("NT SERVICE\\MSDTC", None),
    ],
)
def test_account_of_msdtc(account: str, expected: str | None) -> None:
    got = facts(SC_QC.format(account=account), "answer of sc.exe")
    assert got.pop("windows.msdtc_account", None) == expected
    assert got == {"windows.msdtc_start_type": "automatic"}
    rows = [{"Name": "MSDTC", "State": "Running", "StartMode": "Auto", "StartName": account}]
    assert facts(rows, SERVICES).get("windows.msdtc_account") == expected


def test_only_the_account_of_a_service() -> None:
    row = {"Name": "MSDTC", "StartName": "LocalSystem"}
    assert facts([row], SERVICES) == {"windows.msdtc_account": "local_system"}


def test_a_service_that_sc_does_not_find_is_the_one_asked_for() -> None:
    text = "C:\\> sc.exe {}\n[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n\nNo such service.\n"
    assert facts(text.format("query RdAgent"), "answer of sc.exe") == {"agent.rdagent_state": "missing"}
    assert facts(text.format("\\\\other query RdAgent"), "answer of sc.exe") == {}
    with pytest.raises(InputError):
        facts("[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n", "answer of sc.exe")


@pytest.mark.parametrize(
    ("answer", "starts"),
    [
        ("The COM+ System Application service was started successfully.", True),
        ("The requested service has already been started.\n\nMore help: NET HELPMSG 2182.", True),
        ("System error 1058 has occurred.\n\nThe service cannot be started.", False),
        ("The COM+ System Application service is starting.\nThe COM+ System Application service could not be started.",
         False),
        ("System error 5 has occurred.\n\nAccess is denied.\nThe COM+ System Application service was not asked.", None),
    ],
)  # fmt: skip
def test_net_start(answer: str, starts: bool | None) -> None:
    text = f"C:\\>net start COMSysApp\n{answer}\n"
    if starts is None:
        with pytest.raises(InputError):
            facts(text, "")
    else:
        assert facts(text, "attempt to start COM+ System Application") == {"windows.com_plus_starts": starts}


# --- VSS


def writer(name: str, writer_id: str, state: str = "[1] Stable", error: str = "No error") -> str:
    return (
        f"Writer name: '{name}'\n   Writer Id: {{{writer_id}}}\n"
        f"   Writer Instance Id: {{7e631031-c695-4229-9da1-a7de057e64cb}}\n   State: {state}\n"
        f"   Last error: {error}\n\n"
    )


SYSTEM, REGISTRY, COM, SQL = (
    "e8132975-6f93-4464-a53e-1050253ae220",
    "afbab4a2-367d-4d15-a586-71dbb18f8485",
    "542da469-d3e1-473c-9f4f-7847f01fc64f",
    "a65faa63-5ea8-4ebc-9dbd-a0c4db26912a",
)
WELL = (
    "vssadmin 1.1 - Volume Shadow Copy Service administrative command-line tool\n(C) Copyright 2001-2013 Microsoft\n\n"
    "Waiting for responses.\nThese may be delayed if a shadow copy is being prepared.\n\n"
    + writer("System Writer", SYSTEM)
    + writer("Registry Writer", REGISTRY)
    + writer("COM+ REGDB Writer", COM)
)
GERMAN = (
    WELL.replace("Writer name: '", 'Verfassername: "')
    .replace("'\n", '"\n')
    .replace("Writer Id", "Verfasserkennung")
    .replace("Writer Instance Id", "Verfasserinstanzkennung")
    .replace("State: [1] Stable", "Status: [1] Stabil")
    .replace("Last error: No error", "Letzter Fehler: Kein Fehler")
)


def bad_writers(text: str | bytes) -> Any:
    found = Case().with_facts({**OS, **facts(text, "VSS writers")}).observations().get("windows.bad_vss_writers")
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        (WELL, ()),
        (GERMAN, ()),
        (GERMAN.encode("cp1252"), ()),
        (WELL.replace("\n   ", "\n"), ()),
        (WELL + writer("SqlServerWriter", SQL, "[8] Failed", "Non-retryable error"), ("SqlServerWriter",)),
        (WELL + writer("SqlServerWriter", SQL, "[8] Failed") + writer("SqlServerWriter", SQL), ("SqlServerWriter",)),
        (WELL + writer("SqlServerWriter", SQL, "[5] Waiting for completion"), None),
        (GERMAN + GERMAN.replace("Kein Fehler", "Wiederholbarer Fehler").replace("System", "Other"), None),
        (GERMAN + writer("SqlServerWriter", SQL, "[7] Fehler", "Wiederholbarer Fehler"), ("SqlServerWriter",)),
        (writer("System Writer", SYSTEM), None),  # an excerpt
        (writer("SqlServerWriter", SQL, "[9] Failed"), ("SqlServerWriter",)),
        (WELL.replace(COM, SQL), None),  # a writer that always answers does not
    ],
)
def test_vss_writers(text: str | bytes, bad: Any) -> None:
    assert bad_writers(text) == bad


def test_writers_of_a_french_windows_in_the_code_page_of_the_console() -> None:
    text = WELL.replace("Writer name:", "Nom du rédacteur :").replace("State:", "État :")
    text = text.replace("Last error: No error", "Dernière erreur : Aucune erreur")
    assert bad_writers(text.encode("cp850")) == ()


def test_vss_providers() -> None:
    text = (
        "vssadmin 1.1 - Volume Shadow Copy Service\n\nProvider name: 'Microsoft Software Shadow Copy provider 1.0'\n"
        "   Provider type: System\n   Provider Id: {b5946137-7b9f-4925-af80-51abd60b20d5}\n   Version: 1.0.0.7\n\n"
        "Provider name: 'Contoso Snapshots'\n   Provider type: Hardware\n"
        "   Provider Id: {00000000-7b9f-4925-af80-51abd60b20d5}\n   Version: 3\n"
    )
    finding = one(text, "VSS providers")
    assert finding.facts == OS
    assert len(finding.notes) == 1
    assert "Contoso Snapshots" in finding.notes[0]


# --- registry

GUEST = {
    "DHCPStatus": 1,
    "GuestAgentStatus": 1,
    "GuestAgentVersion": "2.7.41491.1095",
    "WireServerStatus": 1,
    "RequiredDotNetVersionPresent": 1,
    "PSPath": "Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest",
}
REG_QUERY = """
C:\\>reg query "HKLM\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest"

HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest
    (Default)    REG_SZ
    GuestAgentVersion    REG_SZ    2.7.41491.1095
    DHCPStatus    REG_DWORD    0x1

HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full
    Release    REG_DWORD    0x80eb1
    Version    REG_SZ    4.8.04161

HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired
    b2c3    REG_DWORD    0x1
"""
REG_FILE = """\
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full]
"Version"="4.0.30319"
"Install"=dword:00000001
"""


def test_the_key_of_the_agent() -> None:
    kind = "registry values"
    assert facts(GUEST, kind) == {"agent.version": "2.7.41491.1095"}
    assert "DHCPStatus 1" in one(GUEST, kind).notes[0]
    listed = "\n".join(f"{name:<30}: {value}" for name, value in GUEST.items())
    assert facts(listed, kind) == {"agent.version": "2.7.41491.1095"}
    assert facts(REG_QUERY, kind) == {
        "agent.version": "2.7.41491.1095",
        "agent.dotnet_version": "4.8",
        "vm.pending_reboot": True,
    }
    assert one(REG_QUERY, kind).places["agent.version"] == "the key in line 4, GuestAgentVersion"
    assert facts(REG_FILE, kind) == {"agent.dotnet_version": "4.0.30319"}


@pytest.mark.parametrize(
    ("release", "version"),
    [(378389, "4.5"), (378388, None), (379893, "4.5.2"), (461814, "4.7.2"), (528449, "4.8"), (533325, "4.8.1")],
)
def test_dotnet_releases(release: int, version: str | None) -> None:
    row = {"Release": release, "Version": "4.8.04161"}
    if version is None:
        with pytest.raises(InputError):
            facts(row, "registry values")
    else:
        assert facts(row, "registry values") == {"agent.dotnet_version": version}
        assert facts(f"Release : {release}\nVersion : 4.8.04161\n", "registry values") == {
            "agent.dotnet_version": version
        }


def test_installed_programs() -> None:
    rows = [{"DisplayName": "7-Zip", "DisplayVersion": "24"}, {"DisplayName": None, "DisplayVersion": "1"}]
    agent = {"DisplayName": "Windows Azure VM Agent - 2.7.41491.1004", "DisplayVersion": "2.7.41491.1004"}
    assert facts([*rows, agent], "registry values") == {"agent.in_programs": True}
    assert facts(rows, "registry values") == {}  # a list can be filtered


@pytest.mark.parametrize(
    ("row", "pending"),
    [
        ({"PendingFileRenameOperations": True, "ComponentBasedServicingPendingReboot": False,
          "AutoUpdatePendingReboot": False, "PendingReboot": True}, None),
        ({"PendingFileRenameOperations": True, "ComponentBasedServicingPendingReboot": True,
          "AutoUpdatePendingReboot": False, "PendingReboot": True}, True),
        ({"RebootPending": False, "RebootRequired": True}, True),
        ({"RebootPending": False, "RebootRequired": False}, False),
        ({"CBServicing": False, "WindowsUpdate": False, "PendFileRename": True, "RebootPending": True}, None),
        ({"CBServicing": False, "WindowsUpdate": False, "CCMClientSDK": "NA", "RebootPending": False}, False),
        ({"CBServicing": False, "WindowsUpdate": True, "PendFileRename": False, "RebootPending": True}, True),
        ({"ComputerName": "web01", "ComponentBasedServicing": False, "WindowsUpdateAutoUpdate": False,
          "PendingFileRenameOperations": False, "IsRebootPending": False}, False),
    ],
)  # fmt: skip
def test_pending_reboot(row: dict[str, Any], pending: bool | None) -> None:
    assert facts(row, "pending reboot").get("vm.pending_reboot") is pending
    listed = "\n".join(f"{name:<40}: {value}" for name, value in row.items())
    assert facts(listed, "pending reboot").get("vm.pending_reboot") is pending


# --- together


COLLECTED = """\
##backupdx## collected 1 windows 2026-11-20T20:58:58Z web01
##backupdx## section Get-Service
{services}
##backupdx## section netsh winhttp show proxy

Current WinHTTP proxy settings:

    Direct access (no proxy server).

##backupdx## section Get-ItemProperty
{key}
##backupdx## section nothing
##backupdx## end
"""


def test_collected_output() -> None:
    rows = [{"Name": n, "Status": s, "StartType": t} for n, s, t in ROWS]
    text = COLLECTED.format(services=json.dumps(rows, indent=2), key=json.dumps(GUEST, indent=2))
    found = findings(text, "collected output, 3 sections")
    assert {f.host for f in found} == {"web01"}
    assert {str(f.taken_at) for f in found} == {"2026-11-20 20:58:58+00:00"}
    merged = {k: v for f in found for k, v in f.facts.items()}
    assert merged == {**OS, **STOPPED, "network.proxy": False, "agent.version": "2.7.41491.1095"}


def test_clixml_of_services_is_read_as_json_is() -> None:
    services = "".join(
        f'<Obj RefId="{n}"><ToString>{name}</ToString><Props><S N="ServiceName">{name}</S>'
        f'<Obj N="Status" RefId="1{n}"><ToString>{NAMES[state]}</ToString><I32>{state}</I32></Obj>'
        f'<S N="StartType">{STARTS[start]}</S></Props><MS><S N="Name">{name}</S></MS></Obj>'
        for n, (name, state, start) in enumerate(ROWS)
    )
    text = f'<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">{services}</Objs>'
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert facts(text.encode(encoding), SERVICES) == STOPPED
