"""The readers of what a Windows guest logs: the agent's logs, event logs, VMAssist, the agent's own status."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.facts.content import of_bytes
from backupdx.facts.loading import read_content
from backupdx.facts.merging import cases_of
from test_sources_windows import facts, findings, one

AGENT_LOG = "log of the Windows agent"
START = """\
[00000006] [11/14/2019 05:52:13.44] [INFO]  WindowsAzureGuestAgent starting. Version 2.7.41491.949
[00000006] [11/14/2019 05:52:13.50] [INFO]  Attempting to discover fabric address on interface Ethernet.
"""
FOUND = """\
[00000006] [11/14/2019 05:52:23.50] [INFO]  Discovered fabric address on interface Ethernet.
[00000006] [11/14/2019 05:52:23.50] [INFO]  Using fabric address 168.63.129.16 from DHCP.
[00000006] [11/14/2019 05:52:24.10] [INFO]  ControlSystem initialized with version 2012-11-30.
"""
BEAT = "[00000020] {} [HEART] WindowsAzureGuestAgent Heartbeat.\n"
NPCAP = (
    "[00000006] [11/14/2019 05:52:15.00] [ERROR] Did not discover fabric address on interface Npcap Loopback Adapter\n"
)
FORBIDDEN = """\
[00000011] [11/14/2019 06:27:55.66] [WARN]  (Ignoring) Exception while fetching supported versions from HostGAPlugin: \
System.Net.WebException: Unable to connect to the remote server
---> System.Net.Sockets.SocketException: An attempt was made to access a socket in a way forbidden {}
   at System.Net.Sockets.Socket.DoConnect(EndPoint endPointSnapshot, SocketAddress socketAddress)
"""


def test_a_log_of_an_agent_that_is_well() -> None:
    found = findings(START + FOUND + BEAT.format("[11/14/2019 06:02:33.43]"), AGENT_LOG)
    assert [f.facts for f in found] == [
        {"vm.os_type": "windows", "agent.version": "2.7.41491.949"},
        {"network.dhcp_option_245": True},
    ]
    assert [f.observed_at for f in found] == [
        datetime(2019, 11, 14, 6, 2, 33, tzinfo=UTC),
        datetime(2019, 11, 14, 5, 52, 23, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("line", "signature"),
    [
        ("[ERROR] RdCrypt Initialization failed. Error Code: -2147023143.", "rdcrypt_failed"),
        ("[ERROR] PInvoke PFXImportCertStore failed and null handle is returned. Error Code: 86",
         "certificate_store_denied"),
        ("[ERROR] WindowsAzureGuestAgent could not be stopped. Exception: System.NullReferenceException: x",
         "stuck_stopping"),
        ("[ERROR] Did not discover fabric address on interface Npcap Loopback Adapter", "npcap_adapter"),
        ("[ERROR] InstallPlugins() failed: System.BadImageFormatException: x (Exception from HRESULT: 0x8007000B)",
         "bad_image_format"),
        ("[ERROR] GetVersions() failed with exception: Microsoft.ServiceModel.Web.WebProtocolException: "
         "Server Error: Service Unavailable (ServiceUnavailable) ---> ", "wireserver_unreachable"),
        ("[ERROR] Did not discover fabric address on interface Ethernet 2", None),
        ("[WARN]  Waiting for OOBE to Complete ...", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("time", ["[11/14/2019 05:52:15.00] ", "2019-11-14T05:52:15Z ", ""])
def test_signatures_in_both_forms_of_lines(line: str, signature: str | None, time: str) -> None:
    got = facts(START + f"[00000006] {time}{line}\n", AGENT_LOG)
    assert got.get("agent.log_signatures") == ((signature,) if signature else None)


@pytest.mark.parametrize(
    ("address", "seen"), [("168.63.129.16:32526", True), ("168.63.129.16:80", True), ("10.0.0.9:8080", False)]
)
def test_a_signature_over_several_lines(address: str, seen: bool) -> None:
    got = facts(START + FORBIDDEN.format(address), AGENT_LOG)
    assert ("agent.log_signatures" in got) is seen
    lone = "[00000006] 2019-11-14T05:52:15Z [INFO]  GuestAgent\n   at 168.63.129.16:32526\n"
    assert "agent.log_signatures" not in facts(lone, AGENT_LOG)


def test_trouble_that_is_over_is_no_sign() -> None:
    assert "agent.log_signatures" not in facts(START + NPCAP + FOUND, AGENT_LOG)
    overcome = START + FORBIDDEN.format("168.63.129.16:80") + FOUND
    assert "agent.log_signatures" not in facts(overcome, AGENT_LOG)


def test_trouble_of_an_earlier_day_is_past() -> None:
    later = one(START + NPCAP + BEAT.format("[11/15/2019 05:53:00.00]"), AGENT_LOG)
    assert "agent.log_signatures" not in later.facts
    assert "more than a day" in later.notes[0]
    assert "agent.log_signatures" in facts(START + NPCAP + BEAT.format("[11/15/2019 05:52:00.00]"), AGENT_LOG)


def test_a_restart_forgets_what_dhcp_told_before() -> None:
    assert "network.dhcp_option_245" not in facts(START + FOUND + START, AGENT_LOG)


def test_logs_and_events_of_one_agent_add_up() -> None:
    message = "Application: WindowsAzureGuestAgent.exe\nException: ConfigurationErrorsException"
    config = {**EVENT, "Id": 1026, "ProviderName": ".NET Runtime", "Message": message}
    config["TimeCreated"] = "2019-11-14T05:00:00Z"
    located, _ = read_content(of_bytes((START + NPCAP).encode(), "a.log"))
    located += read_content(of_bytes(json.dumps(config).encode(), "b.json"))[0]
    (case,), _ = cases_of(located)
    assert case.agent.log_signatures == ("config_errors", "npcap_adapter")
    assert case.conflicts == ()


# --- event logs

EVENTS = "Windows events"
CRASH = (
    "Faulting application name: IaaSBcdrExtension.exe, version: 1.0.9.0, time stamp: 0x5d8a9215\r\n"
    "Faulting module name: ntdll.dll, version: 10.0.20348.1, time stamp: 0x50702a8c\r\nException code: 0xc0000005"
)
OTHER = CRASH.replace("IaaSBcdrExtension.exe", "sqlservr.exe")
EVENT = {
    "Id": 1000,
    "ProviderName": "Application Error",
    "LogName": "Application",
    "MachineName": "web01.contoso.com",
    "TimeCreated": "/Date(1740823200000)/",
    "Message": CRASH,
}
AT = datetime(2025, 3, 1, 10, tzinfo=UTC)


def told(data: Any) -> dict[str, Any]:
    return {k: v for f in findings(data, EVENTS) for k, v in f.facts.items() if k != "vm.os_type"}


@pytest.mark.parametrize(
    "time",
    ["/Date(1740823200000)/", "2025-03-01T11:00:00.0000000+01:00",
     {"value": "/Date(1740823200000)/", "DisplayHint": 2, "DateTime": "Saturday, March 1, 2025 11:00:00 AM"}],
)  # fmt: skip
def test_a_crash_of_the_backup_extension(time: Any) -> None:
    crash, summary = findings([{**EVENT, "TimeCreated": time}], EVENTS)
    assert crash.facts == {"windows.backup_extension_crashed": True}
    assert (crash.observed_at, crash.host) == (AT, "web01.contoso.com")
    assert "2025-03-01 10:00:00 UTC" in crash.places["windows.backup_extension_crashed"]
    assert summary.facts == {"vm.os_type": "windows"}


@pytest.mark.parametrize(
    "event",
    [
        {**EVENT, "Message": OTHER},
        {**EVENT, "Message": OTHER + "\nFaulting module path: C:\\x\\IaaSBcdrExtension.exe"},
        {**EVENT, "Message": OTHER.replace("sqlservr.exe", "MyIaaSBcdrExtension.exe.bak")},
        {**EVENT, "Id": 1001},
        {**EVENT, "ProviderName": "Contoso"},
    ],
)
def test_other_crashes_do_not_count(event: dict[str, Any]) -> None:
    assert told([event]) == {}


def test_a_crash_of_an_earlier_day_does_not_count() -> None:
    later = {**EVENT, "Message": OTHER, "TimeCreated": "2025-03-02T10:00:01Z"}
    assert told([EVENT, later]) == {}
    assert told([later, EVENT]) == {}
    assert told([EVENT, {**later, "TimeCreated": "2025-03-02T09:59:00Z"}]) == {"windows.backup_extension_crashed": True}


def test_events_of_several_machines_are_not_held_against_one() -> None:
    assert told([EVENT, {**EVENT, "MachineName": "db01"}]) == {}


LOCKER = {
    **EVENT,
    "ProviderName": "Microsoft-Windows-AppLocker",
    "LogName": "Microsoft-Windows-AppLocker/EXE and DLL",
}
PATH = "%OSDRIVE%\\PACKAGES\\PLUGINS\\MICROSOFT.AZURE.RECOVERYSERVICES.VMSNAPSHOT\\1.0\\IAASBCDREXTENSION.EXE"
BLOCKED = {"windows.app_control_blocks_backup": True}
INTEGRITY = {**EVENT, "ProviderName": "Microsoft-Windows-CodeIntegrity"}
LOADED = (
    "Code Integrity determined that a process ({}) attempted to load {} that did not meet the Enterprise signing "
    "level requirements or violated code integrity policy."
)
EXE = "\\Device\\HarddiskVolume3\\Packages\\IaaSBcdrExtension.exe"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({**LOCKER, "Id": 8004, "Message": f"{PATH} was prevented from running."}, BLOCKED),
        ({**LOCKER, "Id": 8004, "Message": f"Die Ausführung von {PATH} wurde verhindert."}, BLOCKED),
        (
            {**LOCKER, "Id": 8003, "Message": f"{PATH} was allowed to run but would have been prevented from running."},
            {},
        ),
        ({**LOCKER, "Id": 8002, "Message": f"{PATH} was allowed to run."}, {}),
        ({**LOCKER, "Id": 8004, "Message": "%OSDRIVE%\\X.EXE was prevented from running."}, {}),
        ({**INTEGRITY, "Id": 3077, "Message": LOADED.format("\\x\\svchost.exe", EXE)}, BLOCKED),
        ({**INTEGRITY, "Id": 3077, "Message": LOADED.format(EXE, "\\x\\hook.dll")}, {}),
        ({**INTEGRITY, "Id": 3076, "Message": LOADED.format("\\x\\svchost.exe", EXE)}, {}),
    ],
)
def test_application_control(event: dict[str, Any], expected: dict[str, Any]) -> None:
    assert told([event]) == expected


def test_a_program_that_was_allowed_later_is_not_blocked() -> None:
    blocked = {**LOCKER, "Id": 8004, "Message": f"{PATH} was prevented from running."}
    allowed = {**LOCKER, "Id": 8002, "Message": f"{PATH} was allowed to run.", "TimeCreated": "2025-03-01T11:00:00Z"}
    assert told([allowed, blocked]) == {}
    assert told([{**allowed, "TimeCreated": "2025-03-01T09:00:00Z"}, blocked]) == BLOCKED


def test_other_signs_are_notes() -> None:
    events = [
        {**EVENT, "Id": 7031, "ProviderName": "Service Control Manager",
         "Message": "The Windows Azure Guest Agent service terminated unexpectedly."},
        {**EVENT, "Id": 517, "ProviderName": "Microsoft-Windows-Backup", "Message": "The backup operation failed"},
        {**EVENT, "Id": 7031, "ProviderName": "Service Control Manager", "Message": "The Spooler service ended."},
    ]  # fmt: skip
    assert told(events) == {}
    assert len(one(events, EVENTS).notes) == 2


WEVTUTIL = """\
Event[0]:
  Log Name: Application
  Source: Application Error
  Date: 2025-03-01T10:00:00.0000000Z
  Event ID: 1000
  Task: Application Crashing Events
  Level: Error
  Computer: web01
  Description:
{0}

Event[1]:
  Log Name: Application
  Source: Windows Error Reporting
  Date: 2025-03-01T10:00:01.0000000Z
  Event ID: 1001
  Computer: web01
  Description:
Fault bucket , type 0
"""
VIEWER = """\
Log Name:      Application
Source:        Application Error
Date:          3/1/2025 11:00:00 AM
Event ID:      1000
Task Category: (100)
Level:         Error
Keywords:      Classic
User:          N/A
Computer:      web01
Description:
{0}
Event Xml:
<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
"""
FORMAT_LIST = """

TimeCreated  : 3/1/2025 11:00:00 AM
ProviderName : Application Error
Id           : 1000
Message      : {1}

"""
WRAPPED = """
TimeCreated          Id ProviderName      Message
-----------          -- ------------      -------
3/1/2025 11:00:00  1000 Application Error Faulting application name: IaaSBcdrExtension.exe,
                                          version: 1.0.9.0, time stamp: 0x5d8a9215
"""
VIEWER_CSV = (
    'Level,Date and Time,Source,Event ID,Task Category\nError,3/1/2025 11:00:00 AM,Application Error,1000,(100),"{0}"\n'
)
EXPORT_CSV = '"Message","Id","ProviderName","TimeCreated"\n"{0}","1000","Application Error","3/1/2025 11:00:00 AM"\n'
XML = """\
<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>
<Provider Name='Application Error'/><EventID Qualifiers='0'>1000</EventID>
<TimeCreated SystemTime='2025-03-01T10:00:00.000000000Z'/><Channel>Application</Channel><Computer>web01</Computer>
</System><EventData><Data>IaaSBcdrExtension.exe</Data><Data>1.0.9.0</Data></EventData></Event></Events>
"""


@pytest.mark.parametrize("form", [WEVTUTIL, VIEWER, FORMAT_LIST, WRAPPED, VIEWER_CSV, EXPORT_CSV, XML, "{0}\n"])
@pytest.mark.parametrize("ours", [True, False])
def test_the_same_event_in_every_form(form: str, ours: bool) -> None:
    message = CRASH.replace("\r\n", "\n")
    text = form.replace("{0}", message).replace("{1}", message.replace("\n", "\n               "))
    if not ours:
        text = text.replace("IaaSBcdrExtension.exe", "w3wp.exe")
    assert told(text) == ({"windows.backup_extension_crashed": True} if ours else {})
    if ours and form in (WEVTUTIL, XML):
        assert findings(text, EVENTS)[0].observed_at == AT
        assert findings(text, EVENTS)[0].host == "web01"
    elif ours:
        assert findings(text, EVENTS)[0].observed_at is None


def test_a_table_that_cuts_the_name_off_proves_nothing() -> None:
    text = WRAPPED.replace("IaaSBcdrExtension.exe,\n", "IaaSBcdrE...\n").rpartition("    ")[0].rstrip() + "\n"
    assert told(text) == {}


def test_applocker_and_code_integrity_as_xml() -> None:
    locker = XML.replace("Application Error", "Microsoft-Windows-AppLocker").replace("1000", "8004")
    locker = locker.replace("<Data>IaaSBcdrExtension.exe</Data>", "")
    locker = locker.replace("<EventData>", f"<UserData><R><FilePath>{PATH}</FilePath></R></UserData><EventData>")
    assert told(locker) == BLOCKED
    integrity = XML.replace("Application Error", "Microsoft-Windows-CodeIntegrity").replace("1000", "3077")
    assert told(integrity) == {}
    assert told(integrity.replace("<Data>IaaS", '<Data Name="File Name">\\x\\IaaS')) == BLOCKED
    assert told(integrity.replace("<Data>IaaS", '<Data Name="Process Name">\\x\\IaaS')) == {}


# --- VMAssist, aggregatestatus.json

VMASSIST = r"""
2025-04-20 05:10:20Z 00:00 00.00s Log file: C:\logs\vmassist_web01_20250420171020.log
2025-04-20 05:10:20Z 00:00 00.05s Windows Server 2022 Datacenter 21H2 2009 10.0.20348.0
2025-04-20 05:10:21Z 00:01 00.15s C:\WindowsAzure folder exists: {folder}
2025-04-20 05:10:21Z 00:01 00.15s RdAgent service: {rdagent}
2025-04-20 05:10:21Z 00:01 00.15s WindowsAzureGuestAgent service: {agent}
2025-04-20 05:10:22Z 00:02 00.15s VM Agent installed: {installed}
2025-04-20 05:10:22Z 00:02 00.15s VM agent installed by provisioning agent or Windows Installer package (MSI): {how}
2025-04-20 05:10:22Z 00:02 00.15s VM agent is supported version:  (installed: 2.7.41491.900, minimum: 2.7.41491.1010)
2025-04-20 05:10:22Z 00:02 00.15s Proxy configured: {proxy}
2025-04-20 05:10:23Z 00:03 00.15s Wireserver endpoint 168.63.129.16:80 reachable: True
2025-04-20 05:10:24Z 00:04 01.15s Wireserver endpoint 168.63.129.16:32526 reachable: False
2025-04-20 05:10:24Z 00:04 00.15s DHCP-assigned IP addresses: False
"""
FOUND_BY_VMASSIST = {
    "folder": "True",
    "rdagent": "Status: Running StartType: Automatic StartName: LocalSystem",
    "agent": "Status: Stopped (expected Running) StartType: Disabled (expected Automatic)",
    "installed": "True",
    "how": "MSI: MSI",
    "proxy": "False",
}
ALWAYS = {
    "vm.os_version": "10.0.20348.0",
    "agent.version": "2.7.41491.900",
    "network.port_80": True,
    "network.port_32526": False,
}


def vmassist(**more: str) -> dict[str, Any]:
    got = facts(VMASSIST.format(**FOUND_BY_VMASSIST | more), "log of VMAssist for Windows")
    assert got.pop("vm.os_name").startswith("Windows Server 2022 Datacenter")
    return {k: v for k, v in got.items() if k not in ALWAYS or ALWAYS[k] != v}


def test_vmassist() -> None:
    assert vmassist() == {
        "agent.service_state": "stopped",
        "agent.service_start_type": "disabled",
        "agent.rdagent_state": "running",
        "agent.installed": True,
        "agent.in_programs": True,
        "network.proxy": False,
    }
    finding = one(VMASSIST.format(**FOUND_BY_VMASSIST).encode("utf-16"), "log of VMAssist for Windows")
    assert finding.host == "web01"
    assert finding.observed_at is None  # its hours have 12 and no am or pm


def test_vmassist_says_not_installed_of_agents_that_are_only_broken() -> None:
    broken = {"rdagent": "Not Installed", "agent": "Not Installed", "installed": "False"}
    assert "agent.installed" not in vmassist(**broken)
    assert "agent.service_state" not in vmassist(**broken)
    assert vmassist(**broken, folder="False")["agent.installed"] is False
    assert vmassist(how="Provisioning agent")["agent.in_programs"] is False
    assert "network.proxy" not in vmassist(proxy="True")


STATUS = {
    "version": "1.0",
    "timestampUTC": "2025-03-01T10:00:00Z",
    "aggregateStatus": {
        "guestAgentStatus": {
            "version": "2.7.41491.1095",
            "status": "Ready",
            "formattedMessage": {"lang": "en-US", "message": "GuestAgent is running and processing the extensions."},
            "lastStatusUploadMethod": "HostGA Plugin - Default",
            "lastStatusUploadTime": "2025-03-01T09:59:00Z",
        },
        "handlerAggregateStatus": [],
    },
}


def test_aggregate_status_is_not_taken_for_what_azure_sees() -> None:
    finding = one(json.dumps(STATUS).encode() + b"\0" * 500, "status of the Windows agent")
    assert finding.facts == {"vm.os_type": "windows", "agent.version": "2.7.41491.1095"}
    assert finding.observed_at == datetime(2025, 3, 1, 9, 59, tzinfo=UTC)
    assert "leaves this as it was" in finding.notes[0]


def test_facts_of_logs_stand_in_a_case() -> None:
    case = Case().with_facts(facts(START + FORBIDDEN.format("168.63.129.16:80"), AGENT_LOG))
    assert case.agent.log_signatures == ("wireserver_unreachable",)
