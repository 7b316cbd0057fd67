"""Several answers of a Linux guest in one text: reports of VMAssist, sessions of a terminal."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.readers.linux import session
from readings import findings
from readings import linux_facts as facts

# --- VMAssist

ASSIST = """\
------ vmassist.py results ------
Please see \x1b[94mhttps://aka.ms/vmassistlinux \x1b[00m for guidance on the information in the above output
OS family        : debian
Agent service    : walinuxagent.service
=> status        : \x1b[92mactive(running) \x1b[00m
=> config state  : \x1b[92menabled \x1b[00m
=> source pkg    : walinuxagent
Agent version from running /usr/sbin/waagent --version
=> Main version  : 2.2.46
=> Goal state    : \x1b[92m2.11.1.4 \x1b[00m
Wire Server
  port 80        : \x1b[92m200 \x1b[00m
  port 32526     : \x1b[91mFalse \x1b[00m
IMDS             : 200
- Findings from all checks:
--- Extensions are disabled in WAA config : False
------ END vmassist.py output ------
"""


def test_vmassist() -> None:
    kind = "report of VMAssist for Linux"
    assert facts(ASSIST, kind) == {
        "agent.service_state": "running",
        "agent.service_start_type": "automatic",
        "agent.installed": True,
        "agent.package_version": "2.2.46",
        "agent.version": "2.11.1.4",
        "network.port_80": True,
        "network.port_32526": False,
        "agent.extensions_enabled": False,
    }
    other = facts("Not running as root, logging may fail and some checks will not run\n" + ASSIST, kind)
    assert "network.port_32526" not in other
    same = facts(ASSIST.replace("2.11.1.4", "2.2.46"), kind)
    assert "agent.version" not in same
    proxied = ASSIST.replace("IMDS   ", "ProxyCheck : Found proxy in /etc/environment\nIMDS   ")
    assert facts(proxied, kind)["network.proxy"] is True
    assert "network.proxy" not in facts(proxied.replace("Found proxy", "None"), kind)
    bash = "Distro Family:   redhat\nAgent Service:   waagent.service\n- status:        inactive\npython path:  /x\n"
    bash += "- version:       3.6.8\nWIRE HTTP CODE:  Timeout\nWIRE EXTN PORT:  open\n"
    bash += "Extensions:      true (actual value)\n"
    assert facts(bash, kind) == {
        "agent.service_state": "stopped",
        "agent.python_version": "3.6.8",
        "network.port_80": False,
        "network.port_32526": True,
        "agent.extensions_enabled": True,
    }
    log = "2025-11-24T12:00:00+0000 bash: DISTRO=redhat|SERVICE=waagent.service|SRVSTAT=failed|PYVERS=3.6.8|WIRE=200|"
    log += "WIREEXTPORT=socat/nc not present - skipped|EXTN=false|AUTOUP=true|FULLFS=none\n"
    assert facts(log, kind)["agent.service_state"] == "failed"
    assert "network.port_32526" not in facts(log, kind)


# --- a session of several commands

SESSION = """\
azureuser@web01:~$ systemctl status walinuxagent
Unit walinuxagent.service could not be found.
azureuser@web01:~$ systemctl status waagent
Unit waagent.service could not be found.
azureuser@web01:~$ waagent --version
WALinuxAgent-2.2.46 running on centos 7.9
Python: 2.7.5
Goal state agent: 2.9.1.1
azureuser@web01:~$ python3 --version
Python 3.6.8
azureuser@web01:~$ cat waagent_status.json
{"aggregateStatus": {"guestAgentStatus": {"status": "Ready", "osname": "centos", "version": "2.9.1.1"}}}
azureuser@web01:~$
"""


def test_a_session_is_read_command_by_command() -> None:
    found: dict[str, Any] = {}
    for finding in findings(SESSION, "terminal session"):
        assert not set(found) & set(finding.facts) - {"vm.os_type", "agent.version", "vm.distribution", "vm.os_name"}
        found |= finding.facts
    assert found["agent.service_state"] == "missing"
    assert found["agent.python_version"] == "2.7.5"  # what the agent runs on, not what else is installed
    assert found["agent.status"] == "ready"


def test_in_a_session_the_later_output_stands() -> None:
    status = "root@web01:~# systemctl status waagent\n● waagent.service - Azure Linux Agent\n"
    status += "   Loaded: loaded (/x/waagent.service; enabled; vendor preset: enabled)\n   Active: {}\n"
    text = (
        status.format("inactive (dead)") + "root@web01:~# systemctl start waagent\n" + status.format("active (running)")
    )
    states = [
        f.facts["agent.service_state"] for f in findings(text, "terminal session") if "agent.service_state" in f.facts
    ]
    assert states == ["running"]
    places = [
        f.places["agent.service_state"] for f in findings(text, "terminal session") if "agent.service_state" in f.facts
    ]
    assert places == ["line 9"]


def all_facts(text: str) -> dict[str, Any]:
    """The facts of all outputs of a session together."""
    return {fact: value for finding in findings(text, "terminal session") for fact, value in finding.facts.items()}


VERSION = "root@web01:~# waagent --version\nWALinuxAgent-2.2.46 running on centos 7.9\nGoal state agent: 2.9.1.1\n"
ENTRY = "2025-11-24T12:00:{:02}.1Z {} ExtHandler ExtHandler {}\n"


def test_an_output_longer_than_what_is_looked_at_is_read_to_its_end() -> None:
    entries = "".join(ENTRY.format(n % 60, "INFO", "Start env monitor service.") for n in range(1500))
    off = ENTRY.format(59, "INFO", "Extensions.Enabled is set to False, not processing the operation")
    found = all_facts(f"{VERSION}root@web01:~# cat /var/log/waagent.log\n{entries}{off}")
    assert found["agent.extensions_enabled"] is False
    assert found["agent.package_version"] == "2.2.46"


def test_an_output_beyond_the_limit_is_cut_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MAX_OUTPUT", 500)
    entries = "".join(ENTRY.format(n, "INFO", "Start env monitor service.") for n in range(20))
    off = ENTRY.format(59, "INFO", "Extensions.Enabled is set to False, not processing the operation")
    found = all_facts(f"root@web01:~# cat /var/log/waagent.log\n{entries}{off}{VERSION}")
    assert "agent.extensions_enabled" not in found
    assert found["agent.package_version"] == "2.2.46"


def test_a_status_that_is_cut_off_in_a_session_is_passed_over() -> None:
    cut = SESSION.replace('"version": "2.9.1.1"}}}', '"versi')
    found = all_facts(cut)
    assert "agent.status" not in found
    assert (found["agent.service_state"], found["agent.version"]) == ("missing", "2.9.1.1")


def test_what_sudo_says_is_no_output() -> None:
    text = "azureuser@web01:~$ sudo python3 --version\n[sudo] password for azureuser:\nPython 3.9.2\n"
    assert facts(text, "version of Python") == {"agent.python_version": "3.9.2"}


def test_a_change_within_a_session_is_told() -> None:
    status = "root@web01:~# systemctl status waagent\n● waagent.service - Azure Linux Agent\n   Active: {}\n"
    status = status.replace("   Active", "   Loaded: loaded (/x/waagent.service; enabled)\n   Active")
    before, after = status.format("inactive (dead)"), status.format("active (running)")
    notes = [note for finding in findings(before + after, "terminal session") for note in finding.notes]
    assert notes == [
        "agent.service_state changes within the text: stopped (line 4), later running (line 8). The later one is "
        "taken; if the backup failed before the change, it met the first"
    ]
    assert not [n for finding in findings(after + after, "terminal session") for n in finding.notes]
