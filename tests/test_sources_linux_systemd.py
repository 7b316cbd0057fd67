"""The readers of what systemd tells of the Linux agent, on texts as real guests print them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from readings import facts, findings, signs

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


@pytest.mark.parametrize("since", ["2025-11-31 06:00:00 UTC; 2 days ago", "9999-12-31 06:00:00 UTC; 2 days ago"])
def test_an_impossible_time_of_a_status_leaves_its_time_open(since: str) -> None:
    text = STATUS.format(active="active (running)", enabled="enabled")
    (finding,) = findings(text.replace("2025-11-03 06:00:00 UTC; 2 days ago", since), SERVICE)
    assert finding.facts["agent.service_state"] == "running"
    assert finding.observed_at is None


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
    assert signs(finding.facts) == ("agent_disabled",)
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
    assert facts(active.format("failed"), SERVICE)["agent.service_state"] == "failed"
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
    masked = facts(loaded.replace("loaded failed failed", "masked inactive dead"), kind)
    assert (masked["agent.service_state"], masked["agent.service_start_type"]) == ("stopped", "masked")
    assert facts(loaded.replace("loaded failed failed", "not-found inactive dead"), kind) == {"vm.os_type": "linux"}
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


DEAD = """\
● walinuxagent.service - Azure Linux Agent
     Loaded: loaded (/lib/systemd/system/walinuxagent.service; enabled; vendor preset: enabled)
     Active: {active} since Tue 2025-03-18 09:13:53 UTC; 5min ago
    Process: 812 ExecStart=/usr/bin/python3 -u /usr/sbin/waagent -daemon (code=exited, status=1/FAILURE)
   Main PID: 812 (code=exited, status=1/FAILURE)
        CPU: 2.354s

Mar 18 09:13:53 web01 systemd[1]: walinuxagent.service: Main process exited, code=exited, status=1/FAILURE
Mar 18 09:13:53 web01 python3[812]: python3 -u bin/WALinuxAgent-2.12.0.2-py3.9.egg -run-exthandlers
"""


@pytest.mark.parametrize(
    ("active", "state"), [("failed (Result: exit-code)", "failed"), ("inactive (dead)", "stopped")]
)
def test_a_process_that_systemd_started_once_does_not_run(active: str, state: str) -> None:
    found = facts(DEAD.format(active=active), SERVICE)
    assert found["agent.service_state"] == state
    assert "agent.process_running" not in found
    assert "agent.version" not in found


@pytest.mark.parametrize("branch", ["├─", "└─", "|-", "`-", "  ", "\u00e2\u201d\u0153\u00e2\u201d\u20ac"])
def test_a_process_in_the_tree_of_a_service_runs(branch: str) -> None:
    tree = (
        f"   CGroup: /system.slice/walinuxagent.service\n           {branch}1093 python3 -u bin/WALinuxAgent-2.12.0.2"
    )
    found = facts(STATUS.format(active="active (running)", enabled="enabled") + tree + "-py3.9.egg -run-ext\n", SERVICE)
    assert (found["agent.process_running"], found["agent.version"]) == (True, "2.12.0.2")


def test_a_status_without_its_first_line() -> None:
    found = facts("\n".join(DEAD.format(active="inactive (dead)").splitlines()[1:3]), SERVICE)
    assert (found["agent.service_state"], found["agent.service_start_type"]) == ("stopped", "automatic")
