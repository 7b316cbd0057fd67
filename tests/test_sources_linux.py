"""The readers of the Linux agent: its configuration, versions, service and logs, on texts as real guests print them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.facts.content import of_bytes
from backupdx.facts.loading import read_content
from backupdx.facts.sources.base import Finding


def findings(text: str, kind: str) -> list[Finding]:
    """What the reader of this kind finds in a text; each of its facts is one that a case can have."""
    located, told = read_content(of_bytes(text.encode(), "x.txt"))
    assert told == kind
    for entry in located:
        Case().with_facts(entry.finding.facts)
        assert set(entry.finding.places) == set(entry.finding.facts)
    return [entry.finding for entry in located]


def facts(text: str, kind: str) -> dict[str, Any]:
    (finding,) = findings(text, kind)
    return finding.facts


CONF = """\
#
# Microsoft Azure Linux Agent Configuration
#
# Enable extension handling. Do not disable this unless you do not need password reset.
Extensions.Enabled={extensions}
Provisioning.Agent=auto
Provisioning.DeleteRootPassword=n
Provisioning.RegenerateSshHostKeyPair=n
ResourceDisk.Format=y
ResourceDisk.Filesystem=ext4
Logs.Verbose=n
OS.RootDeviceScsiTimeout=300
# HttpProxy.Host=None
# AutoUpdate.Enabled=y
"""
KIND = "configuration of the Linux agent"


def test_a_configuration_that_switches_extensions_off() -> None:
    assert facts(CONF.format(extensions="n"), KIND) == {
        "agent.extensions_enabled": False,
        "agent.auto_update": True,
        "agent.verbose_logging": False,
        "agent.provisioning_agent": "auto",
        "vm.os_type": "linux",
    }
    (finding,) = findings(CONF.format(extensions="n"), KIND)
    assert finding.places["agent.extensions_enabled"] == "line 5, Extensions.Enabled"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("y", True), ("N", False), ('"n"', False), ("n # not needed", False), ("maybe", True), ("", True)],
)
def test_values_are_read_as_the_agent_reads_them(value: str, expected: bool) -> None:
    assert facts(CONF.format(extensions=value), KIND)["agent.extensions_enabled"] is expected


def test_shown_configuration_and_excerpts() -> None:
    shown = "AutoUpdate.Enabled = True\nAutoUpdate.UpdateToLatestVersion = False\nHttpProxy.Host = proxy.contoso.com\n"
    assert facts(shown, KIND) == {"agent.auto_update": False, "network.proxy": True, "vm.os_type": "linux"}
    assert facts("root@web01:~# waagent --show-configuration\n" + shown, KIND)["agent.auto_update"] is False
    assert facts("Extensions.Enabled=n\n", KIND)["agent.extensions_enabled"] is False
    assert "agent.auto_update" not in facts("Extensions.Enabled=n\n", KIND)


def test_the_agent_knows_neither_False_nor_the_name_that_the_document_uses() -> None:
    assert facts(CONF.format(extensions="False"), KIND)["agent.extensions_enabled"] is True
    assert "agent.extensions_enabled" not in facts("Extensions.Enabled=False\n", KIND)
    (finding,) = findings("Extensions.Enable=n\n", KIND)
    assert "agent.extensions_enabled" not in finding.facts
    assert "is called Extensions.Enabled" in finding.notes[0]


def test_the_tail_of_a_configuration_says_nothing_of_what_stood_above() -> None:
    tail = CONF.format(extensions="n").split("\n", 5)[5]
    assert "agent.extensions_enabled" not in facts(tail, KIND)


# --- waagent --version

VERSION = "version of the Linux agent"


def test_versions() -> None:
    text = "WALinuxAgent-2.2.46 running on ubuntu 22.04\r\nPython: 3.10.12\r\nGoal state agent: 2.13.1.1\r\n"
    assert facts(text, VERSION) == {
        "agent.installed": True,
        "agent.package_version": "2.2.46",
        "agent.version": "2.13.1.1",
        "agent.python_version": "3.10.12",
        "vm.os_type": "linux",
        "vm.distribution": "ubuntu",
        "vm.os_name": "ubuntu",
        "vm.os_version": "22.04",
    }
    dashed = "azureuser@web01:~$ sudo waagent --version\nWALinuxAgent \u2013 2.2.45\nGoal state agent \u2013 2.7.1.0\n"
    (finding,) = findings(dashed, VERSION)
    assert (finding.facts["agent.version"], finding.host) == ("2.7.1.0", "web01")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        # With no goal state agent running, the command prints the package's version in its place.
        ("WALinuxAgent-2.2.46 running on centos 7.9\nPython: 2.7.5\nGoal state agent: 2.2.46\n", None),
        ("WALinuxAgent-2.2.46 running on centos 7.9\nPython: 2.7.5\n", None),
        ("WALinuxAgent-2.0.16 running on centos 6.9\n", "2.0.16"),
        ("Goal state agent: 2.9.1.1\n", "2.9.1.1"),
    ],
)
def test_which_version_counts(text: str, version: str | None) -> None:
    assert facts(text, VERSION).get("agent.version") == version


def test_python_alone() -> None:
    (finding,) = findings("$ python3 --version\nPython 3.9.2\n", "version of Python")
    assert finding.facts == {"agent.python_version": "3.9.2"}
    assert finding.notes


# --- systemd

SERVICE = "service of the Linux agent"
STATUS = """\
\x1b[0;1;32m●\x1b[0m waagent.service - Azure Linux Agent
   Loaded: loaded (/usr/lib/systemd/system/waagent.service; {enabled}; vendor preset: enabled)
  Drop-In: /run/systemd/system.control/waagent.service.d
           └─50-CPUQuota.conf
   Active: {active} since Mon 2025-11-03 06:00:00 UTC; 2 days ago
 Main PID: 990 (code=exited, status=1/FAILURE)
"""


@pytest.mark.parametrize(
    ("active", "state"),
    [
        ("active (running)", "running"),
        ("inactive (dead)", "stopped"),
        ("failed (Result: exit-code)", "failed"),
        ("activating (auto-restart) (Result: exit-code)", "starting"),
        ("active (exited)", None),
    ],
)
def test_states_of_the_service(active: str, state: str | None) -> None:
    (finding,) = findings(STATUS.format(active=active, enabled="disabled"), SERVICE)
    assert finding.facts.get("agent.service_state") == state
    assert finding.facts["agent.service_start_type"] == "disabled"
    assert finding.observed_at == datetime(2025, 11, 5, 6, tzinfo=UTC)


def test_a_masked_service_and_a_cut_line() -> None:
    masked = "○ walinuxagent.service\n     Loaded: masked (Reason: Unit walinuxagent.service is masked.)\n"
    found = facts(masked + "     Active: inactive (dead)\n", SERVICE)
    assert (found["agent.service_start_type"], found["agent.service_state"]) == ("masked", "stopped")
    cut = "● walinuxagent.service - Azure Linux Agent\n     Loaded: loaded (/lib/systemd/system/x.service; ena>\n"
    assert "agent.service_start_type" not in facts(cut, SERVICE)


def test_a_unit_is_missing_only_under_both_names() -> None:
    one = "Unit walinuxagent.service could not be found.\n"
    (finding,) = findings(one, SERVICE)
    assert "agent.service_state" not in finding.facts
    assert "waagent" in finding.notes[0]
    assert facts(one + "Unit waagent.service could not be found.\n", SERVICE)["agent.service_state"] == "missing"
    other = facts(one + STATUS.format(active="active (running)", enabled="enabled"), SERVICE)
    assert other["agent.service_state"] == "running"


def test_other_units_in_the_same_output_are_passed_over() -> None:
    other = (
        "● ssh.service - OpenBSD Secure Shell server\n   Loaded: loaded (/x; disabled; z)\n   Active: inactive (dead)\n"
    )
    found = facts(other + STATUS.format(active="active (running)", enabled="enabled") + other, SERVICE)
    assert (found["agent.service_state"], found["agent.service_start_type"]) == ("running", "automatic")


def test_journal_lines_below_a_status_show_an_agent_that_sleeps() -> None:
    journal = (
        "\nNov 03 06:00:02 web01 python3[990]: 2025-11-03T06:00:02.100000Z INFO Daemon Daemon Run daemon\n"
        "Nov 03 06:00:03 web01 python3[990]: 2025-11-03T06:00:03.100000Z WARNING Daemon Daemon Disabling the guest "
        "agent by sleeping forever; to re-enable, remove /var/lib/waagent/disable_agent and restart\n"
    )
    (finding,) = findings(STATUS.format(active="active (running)", enabled="enabled") + journal, SERVICE)
    assert finding.facts["agent.disabled_by_file"] is True
    assert finding.facts["agent.log_signatures"] == ("agent_disabled",)
    assert finding.host == "web01"


def test_properties_of_units_that_exist_count() -> None:
    absent = "Id=walinuxagent.service\nLoadState=not-found\nActiveState=inactive\nSubState=dead\nRestart=no\n"
    there = "Id=waagent.service\nLoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=enabled\n"
    there += "Restart=always\n"
    found = facts(absent + "\n" + there, SERVICE)
    assert found["agent.service_state"] == "running"
    assert found["agent.restart_policy"] == "always"
    assert found["agent.service_start_type"] == "automatic"
    both = absent + "\n" + absent.replace("walinuxagent", "waagent")
    assert facts(both, SERVICE)["agent.service_state"] == "missing"
    assert "agent.restart_policy" not in facts(both, SERVICE)


def test_one_word_answers_need_their_command() -> None:
    enabled = "root@web01:~# systemctl is-enabled walinuxagent\nmasked\n"
    assert facts(enabled, SERVICE)["agent.service_start_type"] == "masked"
    active = "[root@web01 ~]# systemctl is-active waagent\n{}\n"
    assert facts(active.format("active"), SERVICE)["agent.service_state"] == "running"
    assert "agent.service_state" not in facts(active.format("inactive"), SERVICE)  # also said of unknown units
    restart = "$ systemctl show walinuxagent -p Restart\nRestart={}\n"
    assert facts(restart.format("always"), SERVICE)["agent.restart_policy"] == "always"
    assert "agent.restart_policy" not in facts(restart.format("no"), SERVICE)


UNIT = """\
[Unit]
Description=Azure Linux Agent

[Service]
Type=simple
ExecStart=/usr/bin/python3 -u /usr/sbin/waagent -daemon
{}

[Install]
WantedBy=multi-user.target
"""


def test_restart_policy_of_a_unit() -> None:
    kind = "unit file of the Linux agent"
    assert facts(UNIT.format("Restart=on-failure"), kind)["agent.restart_policy"] == "on-failure"
    assert "agent.restart_policy" not in facts(UNIT.format(""), kind)  # a drop-in may have it
    shown = "# /usr/lib/systemd/system/waagent.service\n" + UNIT.format("Restart=no")
    assert facts(shown, kind)["agent.restart_policy"] == "no"
    drop_in = "\n# /etc/systemd/system/waagent.service.d/restart.conf\n[Service]\nRestart=always\n"
    assert facts(shown + drop_in, kind)["agent.restart_policy"] == "always"
    bare = "# /usr/lib/systemd/system/waagent.service\n" + UNIT.format("")
    assert facts(bare, kind)["agent.restart_policy"] == "no"


def test_lists_of_units() -> None:
    kind = "list of systemd units"
    loaded = "  UNIT LOAD ACTIVE SUB DESCRIPTION\n● walinuxagent.service loaded failed failed Azure Linux Agent\n"
    assert facts(loaded, kind)["agent.service_state"] == "failed"
    assert facts("waagent.service      masked     enabled\n", kind)["agent.service_start_type"] == "masked"
    rows = (
        "dbus.service static -\nsystemd-journald.service static -\nssh.service enabled enabled\nx.service disabled -\n"
    )
    whole = "UNIT FILE STATE PRESET\n" + rows + "\n{} unit files listed.\n"
    assert facts(whole.format(4), kind)["agent.service_state"] == "missing"
    assert "agent.service_state" not in facts(whole.format(5), kind)  # a row is not there
    no_disabled = whole.replace("x.service disabled -\n", "").format(3)
    assert "agent.service_state" not in facts(no_disabled, kind)  # perhaps a list of enabled units
    near = whole.replace("x.service", "walinuxagent-network-setup.service").format(4)
    assert facts(near, kind)["agent.service_state"] == "missing"


# --- status document of the agent


def handler(status: str, code: int = 0, settings: str | None = None) -> dict[str, Any]:
    told = {"status": {"status": settings, "formattedMessage": {"message": "said by it"}}}
    return {
        "handlerName": "Microsoft.Azure.RecoveryServices.VMSnapshotLinux",
        "handlerVersion": "1.0.9225.0",
        "status": status,
        "code": code,
        "formattedMessage": {"message": "said of it"},
        **({"runtimeSettingsStatus": {"settingsStatus": told}} if settings else {}),
    }


def document(*handlers: dict[str, Any], system: str = "ubuntu") -> dict[str, Any]:
    return {
        "__metadata__": {},
        "__status__": {
            "version": "1.1",
            "timestampUTC": "2025-11-24T20:58:58Z",
            "aggregateStatus": {
                "guestAgentStatus": {
                    "version": "2.15.0.1",
                    "status": "Ready",
                    "formattedMessage": {"message": "Guest Agent is running"},
                },
                "handlerAggregateStatus": list(handlers),
            },
            "guestOSInfo": {"computerName": "web01", "osName": system, "osVersion": "22.04"},
        },
    }


@pytest.mark.parametrize(
    ("handled", "state", "message"),
    [
        (handler("Ready"), "succeeded", None),
        (handler("Ready", settings="success"), "succeeded", "said by it"),
        (handler("Ready", settings="error"), "failed", "said by it"),
        (handler("NotReady", code=1007), "failed", "said of it"),
        (handler("NotReady"), "transitioning", "said of it"),
    ],
)
def test_extensions_in_the_status_of_the_agent(handled: dict[str, Any], state: str, message: str | None) -> None:
    (finding,) = findings(json.dumps(document(handled)), "status of the Linux agent")
    (row,) = finding.facts["extensions.installed"]
    assert (row["state"], row.get("message")) == (state, message)
    case = Case().with_facts(finding.facts)
    assert case.observations()["extensions.backup_state"].value == state
    assert finding.facts["agent.version"] == "2.15.0.1"
    assert (finding.host, finding.observed_at) == ("web01", datetime(2025, 11, 24, 20, 58, 58, tzinfo=UTC))


def test_the_document_of_the_windows_agent_is_not_taken() -> None:
    from backupdx.facts.sources.base import Node
    from backupdx.facts.sources.linux.agent_status import is_status

    assert is_status(Node(document()))
    assert not is_status(Node(document(system="Windows Server 2022 Datacenter")))
    bare = {"aggregateStatus": {"guestAgentStatus": {"version": "2.7.41491.1083", "status": "Ready"}}}
    assert not is_status(Node(bare))


# --- the backup extension


def report(status: str, code: int, own: str = "", message: str = "") -> dict[str, Any]:
    telemetry = [{"Key": "extErrorCode", "Value": own}] if own else []
    inner = {
        "status": {
            "name": "Microsoft.Azure.RecoveryServices.VMSnapshotLinux",
            "operation": "Enable",
            "status": status,
            "code": str(code),
            "formattedMessage": {"lang": "en-US", "message": message},
            "telemetryData": telemetry,
            "vmHealthInfo": {"vmHealthState": 1, "vmHealthStatusCode": code},
        },
        "version": "1.0",
        "timestampUTC": "/Date(1764017938000)/",
    }
    return {
        "version": "1.0",
        "timestampUTC": "2025-11-24T20:58:00Z",
        "status": {
            "name": "Microsoft.Azure.RecoveryServices.VMSnapshotLinux",
            "operation": "Enable",
            "status": "success",
            "code": str(code),
            "substatus": [{"code": "0", "status": "success", "name": json.dumps([inner])}],
        },
    }


EXTENSION_STATUS = "status of the Linux backup extension"


@pytest.mark.parametrize(
    ("status", "code", "own", "expected"),
    [
        ("error", 121, "FailedRetryableFsFreezeFailed", "FailedRetryableFsFreezeFailed"),
        ("error", 121, "", "FailedRetryableFsFreezeFailed"),
        ("error", 2, "FailedRetryableSnapshotFailedNoNetwork", "FailedRetryableSnapshotFailedNoNetwork"),
        ("success", 0, "success_appconsistent", "success_appconsistent"),
        ("success", 1, "FailedRetryableFsFreezeFailed", "success"),  # crash-consistent in the end
        ("error", 999, "", None),
    ],
)
def test_what_the_backup_extension_reports(status: str, code: int, own: str, expected: str | None) -> None:
    (finding,) = findings(json.dumps([report(status, code, own, "freeze failed")]), EXTENSION_STATUS)
    assert finding.facts.get("extensions.backup_code") == expected
    assert finding.facts["extensions.backup_message"] == "freeze failed"
    assert "extensions.backup_state" not in finding.facts  # Azure sees the outer status, which is always success
    assert finding.observed_at == datetime(2025, 11, 24, 20, 58, 58, tzinfo=UTC)


def test_a_status_that_was_written_before_the_end_tells_nothing() -> None:
    (finding,) = findings(json.dumps([report("success", 4, "", "Transitioning state in extension")]), EXTENSION_STATUS)
    assert finding.facts == {"vm.os_type": "linux"}
    assert finding.notes


def test_messages_within_messages() -> None:
    wrapped = json.dumps({"messageStr": "freeze failed for some mount", "responseType": ""})
    (finding,) = findings(json.dumps([report("error", 121, "", wrapped)]), EXTENSION_STATUS)
    assert finding.facts["extensions.backup_message"] == "freeze failed for some mount"


EXTENSION_LOG = "log of the Linux backup extension"
PREFIX = "[Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0]"


def extension_log(*entries: tuple[str, str]) -> str:
    return "".join(f"{time} {PREFIX}{message}\n" for time, message in entries)


def test_the_last_run_of_the_backup_extension_counts() -> None:
    log = extension_log(
        ("2025-11-23 20:58:00.100000", "Enable,success,4,Transitioning state in extension,False"),
        ("2025-11-23 20:59:00.100000", "Enable,error,76,T:S snapshot failed,False"),
        ("2025-11-24 20:58:00.100000", "Enable,success,4,Transitioning state in extension,False"),
        ("2025-11-24 20:58:30.100000", "Failed to FIFREEZE: /data/dblog"),
        ("2025-11-24 20:58:31.100000", "T:S Enable failed with error: freeze failed for some mount "
         "StatusCode.FailedRetryableFsFreezeFailed,"),
        ("2025-11-24 20:59:00.100000", "Enable,error,121,,True"),
    )  # fmt: skip
    (finding,) = findings(log, EXTENSION_LOG)
    assert finding.facts["extensions.backup_code"] == "FailedRetryableFsFreezeFailed"
    assert finding.places["extensions.backup_code"] == "line 6, 2025-11-24 20:59:00"
    assert "freeze failed for some mount" in finding.facts["extensions.backup_message"]
    assert finding.observed_at == datetime(2025, 11, 24, 20, 59, tzinfo=UTC)


def test_a_run_without_an_end_and_an_old_end() -> None:
    started = ("2025-11-24 20:58:00.100000", "Enable,success,4,Transitioning state in extension,False")
    old = ("2025-11-20 20:59:00.100000", "Enable,error,121,freeze failed,True")
    assert facts(extension_log(old, started), EXTENSION_LOG) == {"vm.os_type": "linux"}
    later = ("2025-11-24 20:58:00.100000", "Exiting current execution.")
    assert facts(extension_log(old, later), EXTENSION_LOG) == {"vm.os_type": "linux"}
    hint = ("2025-11-24 20:58:05.100000", "failed StatusCode.FailedRetryableSnapshotFailedNoNetwork,")
    (finding,) = findings(extension_log(started, hint), EXTENSION_LOG)
    assert finding.facts["extensions.backup_code"] == "FailedRetryableSnapshotFailedNoNetwork"
    assert "does not tell how this run" in finding.notes[0]


def test_a_run_that_succeeds_after_trouble() -> None:
    log = extension_log(
        ("2025-11-24 20:58:00.100000", "Enable,success,4,Transitioning state in extension,False"),
        ("2025-11-24 20:58:30.100000", "Failed to open: /mnt"),
        ("2025-11-24 20:59:00.100000", "Enable,success,1,,False"),
    )
    assert facts(log, EXTENSION_LOG) == {"extensions.backup_code": "success", "vm.os_type": "linux"}
