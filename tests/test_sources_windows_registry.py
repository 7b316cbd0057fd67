"""The readers of a Windows guest's registry and pending reboots, and of what was collected there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from backupdx.facts.errors import InputError
from readings import findings, one
from readings import windows_facts as facts
from windows_samples import GUEST, OS, REG_FILE, REG_QUERY, ROWS, STOPPED


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
