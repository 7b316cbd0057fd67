"""Reads what systemd says of the agent's service: `systemctl status`, `show`, `is-enabled`, `is-active`.

The unit is called walinuxagent on Debian and Ubuntu, waagent elsewhere: **that there is none of one name says
nothing**, so the service is missing only where both names are unknown. `systemctl show` prints defaults (`Restart=no`)
for a unit that does not exist: only a unit that is loaded counts there. Forms: systemctl(1) of systemd 219 to 255, and
recorded output, which the terminal may have cut (a last `>`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from ..base import Finding, Line, TextReader
from . import terminal
from .agent_log import fill_from

_MOST_LOG = 2000  # lines of the journal below a status
UNITS = ("walinuxagent", "waagent")
_UNIT = r"(?P<unit>walinuxagent|waagent)"
_HEADER = re.compile(rf"\s{{0,20}}(?:\S{{1,4}}\s{{1,4}})?{_UNIT}\.service(?:\s+-\s.*|\s*)$")
_OTHER = re.compile(
    r"\s{0,20}(?:\S{1,4}\s{1,4})?[\w@:.\\-]{1,200}\.(?:service|socket|timer|slice|mount|path)(?:\s+-\s.*|\s*)$"
)
_LOADED = re.compile(r"\s*Loaded:\s+(?P<load>[\w-]+)(?:\s+\([^;)]*(?:;\s*(?P<enabled>[\w-]+)(?=[;)]))?)?")
_LOADED_FROM = re.compile(
    rf"\s*Loaded:\s+[\w-]{{1,20}}\s+\(/\S{{0,100}}/{_UNIT}\.service[;)]"
)  # its header was cut off
_ACTIVE = re.compile(r"\s*Active:\s+(?P<active>[\w-]+)(?:\s+\((?P<sub>[^)]{1,60})\))?")
_SINCE = re.compile(r"since \w{2,4} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC;?\s*((?:\d{1,6} ?[a-z]{1,6} ?){0,4}) ?ago")
_ABSENT = re.compile(
    rf"\s*Unit {_UNIT}(?:\.service)? could not be found|"
    r".{0,60}unit file state for (?P<unfound>walinuxagent|waagent)\.service: No such file"
)
_PROPERTY = re.compile(r"\s*(?P<key>[A-Z]\w{1,60})=(?P<value>.*)")
_NAMING = ("Id", "Names", "FragmentPath", "ExecStart")
_TELLING = ("LoadState", "ActiveState", "UnitFileState", "Restart")
_COMMAND = re.compile(rf"systemctl\s+(?:\S+\s+){{0,4}}(?P<verb>is-enabled|is-active|show)\s.{{0,200}}\b{_UNIT}\b")
# A row of the tree below `CGroup:`, which lists what runs, however the terminal printed its branches. Elsewhere a
# command line tells what was started: `Process: 812 ExecStart=... -daemon (code=exited`, or a line of the journal.
_RUNS = re.compile(
    r"\s*\S{0,12}?\d{1,10} (?:/\S{1,100}/)?(?:python[\d.]{0,6}|platform-python|waagent)\s(?:.{0,120}\s)?\S{0,60}"
    r"(?:WALinuxAgent-(?P<version>\d{1,9}(?:\.\d{1,9}){1,5})-py|\bwaagent -(?:daemon|run-exthandlers))"
)
START_TYPES = {
    "enabled": "automatic",
    "enabled-runtime": "automatic",
    "disabled": "disabled",
    "masked": "masked",
    "masked-runtime": "masked",
}
RESTARTS = {"always", "on-failure", "on-abnormal", "on-abort", "on-success", "no"}
_ACTIVE_STATES = {
    "inactive": "stopped",
    "failed": "failed",
    "activating": "starting",
    "deactivating": "stopping",
    "reloading": "running",
}
_SECONDS = {"y": 31557600, "mo": 2629800, "w": 604800, "d": 86400, "h": 3600, "mi": 60, "s": 1}


def state_of(active: str, sub: str) -> str | None:
    """The state of a service in the vocabulary, by its ActiveState and SubState; `active (exited)` tells nothing."""
    if active == "active":
        return "running" if sub == "running" else None
    return _ACTIVE_STATES.get(active)


def is_service(head: str) -> bool:
    """Whether systemd speaks of the agent's service in a text."""
    lines = terminal.beginning(head)
    if any(_ABSENT.match(line.text) or _COMMAND.search(line.command) for line in lines):
        return True
    if any(_HEADER.match(a.text) and _LOADED.match(b.text) for a, b in pairwise(lines)):
        return True
    if any(_LOADED_FROM.match(line.text) for line in lines):
        return True
    found = [match for line in lines if (match := _PROPERTY.match(line.text))]
    naming = any(p["key"] in _NAMING and re.search(rf"\b{_UNIT}\b", p["value"]) for p in found)
    return naming and any(p["key"] in _TELLING for p in found)


@dataclass(slots=True)
class _Reading:
    """What was read so far; `absent` are the names of which systemd knows no unit."""

    finding: Finding = field(default_factory=lambda: Finding(None))
    log: list[Line] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    present: bool = False
    inside: str = ""
    properties: dict[str, tuple[str, str]] = field(default_factory=dict)
    command: str = ""

    def line(self, line: terminal.Output) -> None:
        place = f"line {line.number}"
        self.finding.host = self.finding.host or line.host
        if line.command != self.command:
            self.end_of_block()
            self.inside, self.command = "", line.command
        if absent := _ABSENT.match(line.text):
            self.absent[absent["unit"] or absent["unfound"]] = place
        elif header := _HEADER.match(line.text):
            self.inside = header["unit"]
        elif self.inside and _OTHER.match(line.text):
            self.inside = ""
        elif not self.inside and (headless := _LOADED_FROM.match(line.text)):
            self.inside = headless["unit"]
            self._of_status(line, place)
        elif self.inside:
            self._of_status(line, place)
        elif not line.text.strip():
            self.end_of_block()
        elif found := _PROPERTY.match(line.text):
            self.properties.setdefault(found["key"], (found["value"].strip(), place))
        else:
            self._answer(line, place)

    def _of_status(self, line: terminal.Output, place: str) -> None:
        if loaded := _LOADED.match(line.text):
            self._loaded(self.inside, loaded["load"], loaded["enabled"] or "", place)
        elif (active := _ACTIVE.match(line.text)) and self.present:
            state = state_of(active["active"], active["sub"] or "")
            self.finding.add("agent.service_state", state, place)
            self._since(line.text, place)
            if active["sub"] == "auto-restart":
                self.finding.notes.append(f"{place}: the service ends again and again, systemd is about to restart it")
                self.finding.add("signs.agent_crash_loop", True, place)
        elif runs := _RUNS.match(line.text):
            self.finding.add("agent.process_running", True, place)
            self.finding.add("agent.version", runs["version"], place)
        elif len(self.log) < _MOST_LOG:
            self.log.append(Line(line.number, line.text))

    def _loaded(self, unit: str, load: str, enabled: str, place: str) -> None:
        if load == "not-found":
            self.absent[unit] = place
            return
        self.present = self.present or load in ("loaded", "masked")
        self.finding.add("agent.service_start_type", START_TYPES.get("masked" if load == "masked" else enabled), place)

    def _since(self, text: str, place: str) -> None:
        """When the service changed last, and when the status was taken: so long after it."""
        since = _SINCE.search(text)
        if since:
            ago = sum(int(n) * next((s for u, s in _SECONDS.items() if unit.startswith(u)), 0)
                      for n, unit in re.findall(r"(\d{1,6}) ?([a-z]{1,6})", since[2]))  # fmt: skip
            try:
                begun = datetime.fromisoformat(since[1]).replace(tzinfo=UTC)
                self.finding.observed_at = begun + timedelta(seconds=ago)
            except (ValueError, OverflowError):
                return
            self.finding.add("agent.service_since", begun, place)

    def end_of_block(self) -> None:
        """Take in the properties of one unit that `systemctl show` printed."""
        told, self.properties = self.properties, {}
        names = " ".join(told[key][0] for key in _NAMING if key in told)
        unit = next((unit for unit in UNITS if re.search(rf"\b{unit}\b", names)), None)
        restart, place = told.get("Restart", ("", ""))
        restart = restart if restart in RESTARTS else ""
        if unit is None:
            if _COMMAND.search(self.command) and restart != "no":  # the default: of a unit that does not exist, too
                self.finding.add("agent.restart_policy", restart, place)
            return
        load, place = told.get("LoadState", ("", ""))
        if not load and not any(told.get(key, ("",))[0] for key in ("FragmentPath", "ExecStart")):
            return  # cannot be told from the defaults of a unit that does not exist
        enabled, enabled_place = told.get("UnitFileState", ("", ""))
        self._loaded(unit, load or "loaded", enabled, enabled_place or place)
        if load not in ("", "loaded", "masked"):
            return
        active, place = told.get("ActiveState", ("", ""))
        self.finding.add("agent.service_state", state_of(active, told.get("SubState", ("running", ""))[0]), place)
        self.finding.add(
            "agent.restart_policy", None if load == "masked" else restart, told.get("Restart", ("", ""))[1]
        )

    def _answer(self, line: terminal.Output, place: str) -> None:
        asked, word = _COMMAND.search(line.command), line.text.strip()
        if asked and asked["verb"] == "is-enabled":
            self.finding.add("agent.service_start_type", START_TYPES.get(word), place)
        elif asked and asked["verb"] == "is-active" and word == "active":
            self.finding.add("agent.service_state", "running", place)
        elif asked and asked["verb"] == "is-active" and word == "failed":
            self.finding.add("agent.service_state", "failed", place)


def read_service(lines: Iterable[Line]) -> Iterator[Finding]:
    """State and start type of the service, the running version, and what the journal lines below it tell."""
    reading = _Reading()
    for line in terminal.output(lines):
        reading.line(line)
    reading.end_of_block()
    finding = reading.finding
    if not reading.present and set(UNITS) <= set(reading.absent):
        finding.add("agent.service_state", "missing", ", ".join(sorted(reading.absent.values())))
    elif not reading.present and reading.absent:
        name, place = next(iter(reading.absent.items()))
        other = next(unit for unit in UNITS if unit != name)
        finding.notes.append(f"{place}: there is no unit {name}; on other distributions it is called {other}")
    fill_from(finding, reading.log)
    finding.add("vm.os_type", "linux", "output of systemd")
    yield finding


SERVICE = TextReader("service of the Linux agent", is_service, read_service)
