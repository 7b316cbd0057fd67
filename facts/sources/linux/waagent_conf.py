"""Reads the agent's configuration: /etc/waagent.conf, and what `waagent --show-configuration` prints.

Keys and defaults: WALinuxAgent 2.15.0.1, azurelinuxagent/common/conf.py and README (2025-11-19). The agent cuts a value
at a `#`, strips blanks and quotes, and takes `y`/`n` in either case; any other text leaves the default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader

_SETTING = re.compile(r"\s*([A-Z][A-Za-z]*\.[A-Za-z]+(?:\.[A-Za-z]+)*)\s*=\s*(.*)")
_SWITCH = {"y": True, "n": False, "true": True, "false": False}
_WHOLE = 8  # settings from which on a text is a whole configuration: then a key that is absent has its default
_SWITCHES = {
    "agent.extensions_enabled": ("Extensions.Enabled", "Extensions.Enable"),  # the second as the document spells it
    "agent.auto_update": ("AutoUpdate.UpdateToLatestVersion", "AutoUpdate.Enabled"),  # the first overrides
    "agent.verbose_logging": ("Logs.Verbose",),
}
_DEFAULTS = {"agent.extensions_enabled": True, "agent.auto_update": True, "agent.verbose_logging": False}
_PROVISIONING = {"auto", "waagent", "cloud-init", "disabled"}


def is_configuration(head: str) -> bool:
    """Whether this is a configuration of the Linux agent, or the lines of one that `grep` found."""
    lines = [line for line in head.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    settings = [found[1] for line in lines if (found := _SETTING.match(line))]
    return 2 * len(settings) > len(lines) and any(key.startswith(_KNOWN) for key in settings)


_KNOWN = ("Extensions.", "Provisioning.", "AutoUpdate.", "ResourceDisk.", "HttpProxy.", "Logs.", "OS.", "Role.")


def read_configuration(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether extensions are on, who provisions, whether the agent updates itself, and whether it has a proxy."""
    settings: dict[str, tuple[str, str]] = {}
    for line in lines:
        found = _SETTING.match(line.text)
        if found:
            value = found[2].partition("#")[0].strip().strip("\"'")
            settings[found[1]] = (value, f"line {line.number}, {found[1]}")
    finding = Finding(None)
    whole = len(settings) >= _WHOLE
    for fact, keys in _SWITCHES.items():
        for key in keys:
            value, place = settings.get(key, ("", ""))
            finding.add(fact, _SWITCH.get(value.lower()), place)
        if whole:
            finding.add(fact, _DEFAULTS[fact], f"{keys[0]} is not set, its default holds")
    agent, place = settings.get("Provisioning.Agent", ("auto", "Provisioning.Agent is not set") if whole else ("", ""))
    finding.add("agent.provisioning_agent", agent.lower() if agent.lower() in _PROVISIONING else None, place)
    host, place = settings.get("HttpProxy.Host", ("", ""))
    finding.add("network.proxy", True if host and host.lower() != "none" else None, place)
    finding.add("vm.os_type", "linux", "a Linux agent")
    yield finding


CONFIGURATION = TextReader("configuration of the Linux agent", is_configuration, read_configuration)
