"""Reads when a guest was started: `last reboot`, `uptime`, `who -b`. It says so in a remark.

They print times of the guest's own zone, which they do not tell, and some of them no year: no fact can rest on that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal

_DAY = r"[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d(?::\d\d)?(?: \d{4})?"
_REBOOT = re.compile(rf"reboot\s{{1,8}}system boot\s{{1,4}}(?P<kernel>\S{{1,60}})\s{{1,10}}(?P<when>{_DAY})")
_UPTIME = re.compile(
    r"\s{0,4}(?P<now>\d\d:\d\d:\d\d) up (?P<since>[^,]{1,30}(?:, {1,3}\d{1,2}:\d\d)?),.{0,40}load average"
)
_WHO = re.compile(r"\s{0,12}system boot\s{1,4}(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d)\s*$")
_MOST = 3


def _told(text: str) -> str | None:
    if found := _REBOOT.match(text) or _WHO.match(text):
        return f"the machine was started at {found['when']} of its own time"
    if found := _UPTIME.match(text):
        return f"the machine had run for {found['since']} when this was printed, at {found['now']} of its own time"
    return None


def is_boots(head: str) -> bool:
    """Whether a text says when the machine was started, and little else."""
    lines = [line.text for line in terminal.beginning(head) if line.text.strip()]
    return any(map(_told, lines)) and sum(_told(text) is None for text in lines) <= 2


def read_boots(lines: Iterable[Line]) -> Iterator[Finding]:
    """Remarks on the last starts."""
    finding = Finding(None)
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        told = _told(line.text)
        if told and len(finding.notes) < _MOST:
            finding.notes.append(f"line {line.number}: {told}; compare with the time of the failure")
    finding.add("vm.os_type", "linux", "starts of a Linux guest")
    yield finding


BOOTS = TextReader("starts of the Linux guest", is_boots, read_boots)
