"""The readers of Windows services, in the shapes in which real guests print them."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.facts.errors import InputError
from readings import findings, one
from readings import windows_facts as facts
from windows_samples import CSV, LIST, NAMES, ROWS, SC_QC, SC_QUERY, STARTS, STOPPED, TABLE

SERVICES = "Windows services"


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


def whole_list(*more: tuple[str, int]) -> list[dict[str, Any]]:
    """A list of all services, with these at its end."""
    plain = [(name, (1, 4)[n % 2]) for n, name in enumerate([*COMMON, *(f"svc{n}" for n in range(5100))])]
    return [{"Name": name, "Status": state, "StartType": 3} for name, state in (*plain, *more)]


def test_of_the_agent_s_two_services_one_alone_can_be_missing() -> None:
    got = facts(whole_list(("RdAgent", 4)), SERVICES)
    assert (got["agent.service_state"], got["agent.rdagent_state"]) == ("missing", "running")


def test_a_service_that_is_paused_at_the_end_of_a_very_long_list_is_not_missing() -> None:
    assert "agent.service_state" not in facts(whole_list(("WindowsAzureGuestAgent", 7)), SERVICES)


def test_machines_beyond_the_first_ones_are_passed_over() -> None:
    rows = [{"Name": "RdAgent", "Status": 4, "StartType": 2, "MachineName": f"web{n}"} for n in range(60)]
    assert [f.host for f in findings(rows, SERVICES)] == [f"web{n}" for n in range(50)]


def test_a_csv_in_which_a_quote_stays_open_is_read_up_to_there() -> None:
    text = CSV + '"COMSysApp","Stopped\n' + f"{'x' * 1000}\n" * 200 + '"MSDTC","Running","Manual"\n'
    assert facts(text, SERVICES) == facts(CSV, SERVICES)


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
    assert facts(error + table, None)["agent.service_state"] == "missing"


def test_several_machines_are_told_apart() -> None:
    rows = [{"Name": "RdAgent", "Status": s, "StartType": 2, "MachineName": m} for s, m in ((1, "a"), (4, "."))]
    assert [(f.host, f.facts["agent.rdagent_state"]) for f in findings(rows, SERVICES)] == [
        ("a", "stopped"),
        (None, "running"),
    ]


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


@pytest.mark.parametrize(
    ("account", "expected"),
    [("LocalSystem", "local_system"), ("S-1-5-20", "network_service"), ("S-1-5-19", "local_service")],
)
def test_only_the_account_of_a_service(account: str, expected: str) -> None:
    row = {"Name": "MSDTC", "StartName": account}
    assert facts([row], SERVICES) == {"windows.msdtc_account": expected}


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
        assert "windows.com_plus_starts" not in facts(text, "text about a failure")
    else:
        assert facts(text, "attempt to start COM+ System Application") == {"windows.com_plus_starts": starts}


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
