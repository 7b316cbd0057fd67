"""The readers of the Linux agent's configuration and versions, on texts as real guests print them."""

from __future__ import annotations

import pytest
from readings import facts, findings

# --- configuration

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


def test_which_of_two_pythons_is_the_agent_s_stays_open() -> None:
    (finding,) = findings("Python 2.7.5\nPython 3.6.8\n", "version of Python")
    assert finding.facts == {}
    assert "may be another one" in finding.notes[0]
