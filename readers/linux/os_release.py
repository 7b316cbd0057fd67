"""Reads /etc/os-release: the distribution and its version.

Format: os-release(5) of systemd 255: `KEY=value`, the value perhaps in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal
from .distributions import by_id, known

_PAIR = re.compile(r"\s*([A-Z][A-Z0-9_]{1,60})=(.*)")
_QUOTES = ('"', "'", "“", "”", "„")
_ID = re.compile(r"[a-z0-9._-]{2,40}")  # as the format has it


def is_release(head: str) -> bool:
    """Whether this is an os-release file."""
    keys = {found[1] for line in terminal.beginning(head) if (found := _PAIR.match(line.text))}
    return "ID" in keys and bool(keys & {"NAME", "PRETTY_NAME"}) and bool(keys & {"VERSION_ID", "VERSION", "HOME_URL"})


def read_release(lines: Iterable[Line]) -> Iterator[Finding]:
    """Distribution, name and version of the operating system."""
    values: dict[str, tuple[str, str]] = {}
    finding = Finding(None)
    for line in terminal.output(lines):
        found = _PAIR.match(line.text)
        finding.host = finding.host or line.host
        if found and found[1] not in values and not _is_cut(found[2].strip()):
            values[found[1]] = (found[2].strip().strip("".join(_QUOTES)), f"line {line.number}, {found[1]}")
    own, place = values.get("ID", ("", ""))
    like, _ = values.get("ID_LIKE", ("", ""))
    if own and (_ID.fullmatch(own) or by_id(own, "") != "other"):  # one that is broken may be that of any
        named = by_id(own, like)
        # One that nobody knows, of a system that is named as one that is known, was misread.
        words = f"{values.get('NAME', ('',))[0]} {values.get('PRETTY_NAME', ('',))[0]}".split()
        misread = named == "other" and any(known(word) for word in words)
        finding.add("vm.distribution", None if misread else named, place)
        finding.add("vm.os_type", "linux" if "bsd" not in own.lower() else None, place)
    finding.add("vm.os_name", *_short(values.get("NAME") or values.get("PRETTY_NAME") or ("", "")))
    finding.add("vm.os_version", *_short(values.get("VERSION_ID", ("", ""))))
    yield finding


def _is_cut(value: str) -> bool:
    """Whether a value begins with a quotation mark and does not end with one."""
    return value[:1] in _QUOTES and (len(value) < 2 or value[-1] not in _QUOTES)


def _short(value: tuple[str, str]) -> tuple[str, str]:
    return value[0][:200], value[1]


RELEASE = TextReader("os-release", is_release, read_release)
