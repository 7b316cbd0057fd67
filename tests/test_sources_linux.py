"""The readers of what a Linux guest tells, on texts in the shapes that real guests print."""

from __future__ import annotations

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
    assert facts("Extensions.Enabled=n\n", KIND)["agent.extensions_enabled"] is False
    assert "agent.auto_update" not in facts("Extensions.Enabled=n\n", KIND)
