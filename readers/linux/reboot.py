"""Reads whether a reboot is pending: /run/reboot-required, `needs-restarting -r`, `zypper needs-rebooting`.

Texts: update-notifier (`*** System restart required ***`); yum-utils and dnf-plugins-core (needs-restarting); zypper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal

_PENDING = re.compile(r"\*{3} System restart required \*{3}|Reboot is required\b", re.IGNORECASE)
_NOT_PENDING = re.compile(r"Reboot (?:should not be|is probably not) necessary", re.IGNORECASE)


def is_answer(head: str) -> bool:
    """Whether a text says that a reboot is pending or not; only the beginning of a line counts."""
    return any(
        _PENDING.match(line.text.strip()) or _NOT_PENDING.match(line.text.strip()) for line in terminal.beginning(head)
    )


def read_answer(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether a reboot is pending."""
    finding = Finding(None)
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        text = line.text.strip()
        if _PENDING.match(text):
            finding.add("vm.pending_reboot", True, f"line {line.number}")
        elif _NOT_PENDING.match(text):
            finding.add("vm.pending_reboot", False, f"line {line.number}")
    yield finding


ANSWER = TextReader("whether a reboot is pending", is_answer, read_answer)
