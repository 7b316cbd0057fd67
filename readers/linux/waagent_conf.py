"""Reads the agent's configuration: /etc/waagent.conf, and what `waagent --show-configuration` prints.

Keys and defaults: WALinuxAgent 2.15.0.1, azurelinuxagent/common/conf.py and README (2025-11-19). The agent cuts a value
at a `#`, strips blanks and double quotes, takes the last of several, and knows `y` and `n` in either case: **any other
text, `False` included, leaves the default.** `--show-configuration` prints every key as `Key = True`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..base import Finding, Line, TextReader
from . import terminal

_SETTING = re.compile(r"\s*([A-Z][A-Za-z]*\.[A-Za-z]+(?:\.[A-Za-z]+)*)(\s*=\s*)(.*)")
_TITLE = re.compile(r"#\s*(?:Microsoft |Windows )?Azure Linux Agent Configuration\b")
_IN_FILE = {"y": True, "n": False}
_SHOWN = {"true": True, "false": False}
_WHOLE = 8  # settings, below the file's title and up to its end: a key that is absent has its default
# Keys with which the files of all distributions end, in use or commented out; those of 2013 end with that of a proxy.
_LAST = re.compile(r"\s*#?\s?(?:AutoUpdate\.(?:Enabled|UpdateToLatestVersion|GAFamily)|OS\.EnableFirewall)\s*=")
_OLD_LAST = re.compile(r"\s*#?\s?HttpProxy\.Port\s*=")
_OLD = "Role.StateConsumer"  # only files with such keys have none of those below, not even commented out
_KEY = re.compile(r"\s*#?\s?([A-Z]\w*(?:\.\w+)*)\s*=")  # a setting, in use or commented out
_PART = re.compile(r"(?:.*\s)?(?:/\S{1,40}/)?(?:head|tail|grep|egrep|sed|awk|less|more)\b")  # commands that show a part
_SWITCHES = {
    "agent.extensions_enabled": ("Extensions.Enabled",),
    "agent.auto_update": ("AutoUpdate.UpdateToLatestVersion", "AutoUpdate.Enabled"),  # the first overrides
    "agent.verbose_logging": ("Logs.Verbose",),
}
_DEFAULTS = {"agent.extensions_enabled": True, "agent.auto_update": True, "agent.verbose_logging": False}
_MISREAD = str.maketrans("01I", "olL")  # letters that a scan takes for digits, and the other way round
_PROVISIONING = {"auto", "waagent", "cloud-init", "disabled"}
_KNOWN = ("Extensions.", "Provisioning.", "AutoUpdate.", "ResourceDisk.", "HttpProxy.", "Logs.", "OS.", "Role.")


class _Setting(NamedTuple):
    value: str
    place: str
    spaced: bool


def is_configuration(head: str) -> bool:
    """Whether this is a configuration of the Linux agent, or the lines of one that `grep` found."""
    texts = [line.text for line in terminal.beginning(head)]
    lines = [text for text in texts if text.strip() and not text.lstrip().startswith("#")]
    settings = [found[1] for text in lines if (found := _SETTING.match(text))]
    return 2 * len(settings) > len(lines) and any(key.startswith(_KNOWN) for key in settings)


class _Whole:
    """Whether a file is shown to be whole: from its title to its end, with the setting below each of its comments.

    A line that somebody left out in the middle leaves its comment behind, and no default is concluded then.
    """

    def __init__(self) -> None:
        self.named: set[str] = set()  # settings, those that are commented out included
        self.titled = self._ended = self._part = self._lost = self._waits = False

    def take(self, line: terminal.Output) -> None:
        """Take in one line."""
        text = line.text.strip()
        key = _KEY.match(text)
        self._part = self._part or _PART.match(line.command) is not None or terminal.is_gap(text)
        self.titled = self.titled or (not self.named and _TITLE.match(line.text) is not None)
        self._ended = self._ended or _LAST.match(line.text) is not None
        self._ended = self._ended or (_OLD in self.named and _OLD_LAST.match(line.text) is not None)
        if not text.startswith("#") or key:
            self._lost = self._lost or (self._waits and key is None)
            self._waits = False
        elif self.named:
            self._waits = True
        if key:
            self.named.add(key[1])

    def shown(self, settings: int) -> bool:
        """Whether it is, with so many settings in use."""
        return self.titled and self._ended and settings >= _WHOLE and not (self._part or self._lost or self._waits)

    def leaves_out(self, keys: Iterable[str]) -> bool:
        """Whether a whole file leaves these settings out on purpose: they are commented out, or it is an old one."""
        return _OLD in self.named or not self.named.isdisjoint(keys)


def read_configuration(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether extensions are on, who provisions, whether the agent updates itself, and whether it has a proxy."""
    finding = Finding(None)
    settings: dict[str, _Setting] = {}
    whole = _Whole()
    cut = ""
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        cut = line.text.strip() or cut
        whole.take(line)
        if found := _SETTING.match(line.text):
            value = found[3].partition("#")[0].strip('" \t')
            settings[found[1]] = _Setting(value, f"line {line.number}, {found[1]}", found[2] == " = ")
    shown = not whole.titled and all(s.spaced and s.value.lower() not in _IN_FILE for s in settings.values())
    is_whole = whole.shown(len(settings))
    _read_switches(finding, settings, _SHOWN if shown else _IN_FILE, whole if is_whole else None, cut)
    if whole.titled and not is_whole and not shown:
        finding.notes.append("only a part of the agent's configuration is there: what it leaves out is not known")
    host = settings.get("HttpProxy.Host")
    if host and host.value and host.value.lower() != "none":
        finding.add("network.proxy", True, host.place)
    if "Extensions.Enable" in settings:
        place = settings["Extensions.Enable"].place
        finding.notes.append(f"{place}: the agent does not know this key, it is called Extensions.Enabled")
    finding.add("vm.os_type", "linux", "a Linux agent")
    yield finding


def _read_switches(
    finding: Finding, settings: dict[str, _Setting], words: dict[str, bool], whole: _Whole | None, last: str
) -> None:
    """Note the switches. The `last` line may be cut off: what begins as a key does may be that one."""
    for fact, keys in _SWITCHES.items():
        if any(key.startswith(last.removesuffix("=").rstrip()) for key in keys):
            continue
        for key in keys:
            setting = settings.get(key)
            if setting:
                finding.add(fact, words.get(setting.value.lower()), setting.place)
        broken = any("\N{REPLACEMENT CHARACTER}" in settings[key].value for key in keys if key in settings)
        misread = whole is not None and any(
            name not in keys and name.translate(_MISREAD).lower() == key.translate(_MISREAD).lower()
            for name in whole.named
            for key in keys
        )
        if whole is not None and whole.leaves_out(keys) and not broken and not misread:
            finding.add(fact, _DEFAULTS[fact], f"{keys[0]} is not set, its default holds")
    agent = settings.get("Provisioning.Agent")
    if agent:
        finding.add("agent.provisioning_agent", _known(agent.value), agent.place)
    elif whole is not None and whole.leaves_out(("Provisioning.Agent",)):
        finding.add("agent.provisioning_agent", "auto", "Provisioning.Agent is not set, its default holds")


def _known(word: str) -> str | None:
    return word.lower() if word.lower() in _PROVISIONING else None


CONFIGURATION = TextReader("configuration of the Linux agent", is_configuration, read_configuration)
