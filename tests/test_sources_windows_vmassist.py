"""The readers of VMAssist's log and of the Windows agent's own status."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from readings import one
from readings import windows_facts as facts
from windows_log_samples import STATUS, VMASSIST

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


def test_profiling_that_can_stop_the_agent_is_a_remark() -> None:
    text = VMASSIST.format(**FOUND_BY_VMASSIST)
    line = "2025-04-20 05:10:25Z 00:05 00.15s WCF debugging enabled: {}\n"
    assert "WCF debugging is on" in one(text + line.format("True"), "log of VMAssist for Windows").notes[0]
    assert one(text + line.format("False"), "log of VMAssist for Windows").notes == []


def test_aggregate_status_is_not_taken_for_what_azure_sees() -> None:
    finding = one(json.dumps(STATUS).encode() + b"\0" * 500, "status of the Windows agent")
    assert finding.facts == {"vm.os_type": "windows", "agent.version": "2.7.41491.1095"}
    assert finding.observed_at == datetime(2025, 3, 1, 9, 59, tzinfo=UTC)
    assert "leaves this as it was" in finding.notes[0]
