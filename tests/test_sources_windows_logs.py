"""The reader of the Windows agent's logs."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from backupdx.facts.case import Case
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import read_content
from backupdx.readers.merging import cases_of
from readings import findings, one, signs
from readings import windows_facts as facts
from windows_log_samples import EVENT, FORBIDDEN, FOUND, NPCAP, START

AGENT_LOG = "log of the Windows agent"
BEAT = "[00000020] {} [HEART] WindowsAzureGuestAgent Heartbeat.\n"


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
    assert signs(got) == ((signature,) if signature else ())


@pytest.mark.parametrize(
    ("address", "seen"), [("168.63.129.16:32526", True), ("168.63.129.16:80", True), ("10.0.0.9:8080", False)]
)
def test_a_signature_over_several_lines(address: str, seen: bool) -> None:
    got = facts(START + FORBIDDEN.format(address), AGENT_LOG)
    assert signs(got) == (("wireserver_unreachable",) if seen else ())
    lone = "[00000006] 2019-11-14T05:52:15Z [INFO]  GuestAgent\n   at 168.63.129.16:32526\n"
    assert signs(facts(lone, AGENT_LOG)) == ()


def test_trouble_that_is_over_is_no_sign() -> None:
    assert signs(facts(START + NPCAP + FOUND, AGENT_LOG)) == ()
    overcome = START + FORBIDDEN.format("168.63.129.16:80") + FOUND
    assert signs(facts(overcome, AGENT_LOG)) == ()


def test_trouble_of_an_earlier_day_is_past() -> None:
    later = one(START + NPCAP + BEAT.format("[11/15/2019 05:53:00.00]"), AGENT_LOG)
    assert signs(later.facts) == ()
    assert "more than a day" in later.notes[0]
    assert signs(facts(START + NPCAP + BEAT.format("[11/15/2019 05:52:00.00]"), AGENT_LOG)) == ("npcap_adapter",)


def test_a_line_with_an_impossible_time_is_of_the_time_before() -> None:
    garbled = one(START + NPCAP.replace("11/14/2019", "13/45/2019"), AGENT_LOG)
    assert garbled.places["signs.npcap_adapter"] == "line 3, 2019-11-14 05:52:13 UTC"
    days = BEAT.format("[11/16/2019 05:53:00.00]") + BEAT.format("2019-11-31T05:53:00Z")
    later = one(START + NPCAP + days, AGENT_LOG)
    assert later.observed_at == datetime(2019, 11, 16, 5, 53, tzinfo=UTC)
    assert signs(later.facts) == ()


def test_profiling_that_can_stop_the_agent_is_told() -> None:
    failed = "[00000006] [11/14/2019 05:52:15.00] [ERROR] Type Microsoft.VisualStudio.Diagnostics.ServiceModelSink {}\n"
    finding = one(START + failed.format("not found") + failed.format("again"), AGENT_LOG)
    assert signs(finding.facts) == ()
    assert finding.facts["windows.wcf_profiling"] is True


def test_a_restart_forgets_what_dhcp_told_before() -> None:
    assert "network.dhcp_option_245" not in facts(START + FOUND + START, AGENT_LOG)


def test_logs_and_events_of_one_agent_add_up() -> None:
    message = "Application: WindowsAzureGuestAgent.exe\nException: ConfigurationErrorsException"
    config = {**EVENT, "Id": 1026, "ProviderName": ".NET Runtime", "Message": message}
    config["TimeCreated"] = "2019-11-14T05:00:00Z"
    located, _ = read_content(of_bytes((START + NPCAP).encode(), "a.log"))
    located += read_content(of_bytes(json.dumps(config).encode(), "b.json"))[0]
    (case,), _ = cases_of(located)
    assert signs(dict(case.stated())) == ("config_errors", "npcap_adapter")
    assert case.conflicts == ()


def test_facts_of_logs_stand_in_a_case() -> None:
    case = Case().with_facts(facts(START + FORBIDDEN.format("168.63.129.16:80"), AGENT_LOG))
    assert signs(dict(case.stated())) == ("wireserver_unreachable",)
