"""What a terminal adds to the output of a command, taken off again: colours, prompts with what was typed, sudo's talk.

The typed command is kept beside each line of its output: `enabled` alone says nothing, after
`systemctl is-enabled walinuxagent` it does. Prompts are those of bash on the distributions that Azure endorses
(`user@host:~$`, `[user@host ~]#`, SUSE's `host:~ #`), and a bare `#` or `$` before a command that is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..base import Line
from ..containers.peeling import ESCAPE

_NAME = r"(?P<host>[A-Za-z0-9][\w.-]{0,253})"
_PROMPTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\s{{0,8}}(?:\([\w .-]{{1,40}}\) )?\[?(?P<user>[A-Za-z_][\w.-]{{0,60}})@{_NAME}"
        r"[: ][^#$%\]]{0,200}\]?(?P<sign>[#$%])(?:\s+(?P<command>.*))?$",
        rf"\s{{0,8}}(?:(?P<user>[A-Za-z_][\w.-]{{0,60}})@)?{_NAME}:[~/][^#>]{{0,200}}(?P<sign>[#>])(?:\s+(?P<command>.*))?$",
        r"\s{0,8}(?P<sign>[#$])\s+(?P<command>(?:sudo\s+)?(?:systemctl|service|waagent|ps|cat|grep|curl|apt|apt-cache|dnf|"
        r"yum|zypper|rpm|dpkg|nmcli|journalctl|env|nc|ls|python3?|needs-restarting|timeout|test|df|mount|findmnt|lsblk|"
        r"timedatectl|chronyc|openssl|last|uptime|uname|head|tail|getenforce|firewall-cmd|iptables|iptables-save|nft|"
        r"dpkg-query|which|command|stat|dmesg|who|date|id|hostname|ip|az)\b.*)$",
    )
)
_GAP = re.compile(r"\s*[\[(<]?(?:\.{3,20}|…|snip|cut|--More--.{0,20})[\])>]?\s*", re.IGNORECASE)
_NOISE = re.compile(r"\s*(?:\[sudo\] |sudo: unable to resolve host|.{0,40}'s password:|Warning: The unit file)")


class Output(NamedTuple):
    """A line of output: the command that printed it (empty where that cannot be seen), and whether root ran it."""

    number: int
    text: str
    command: str = ""
    root: bool = False
    host: str | None = None


def output(lines: Iterable[Line]) -> Iterator[Output]:
    """The lines of output, without colours, prompts and what sudo says."""
    command, root, host = "", False, None
    for number, raw in lines:
        text = plain(raw)
        typed = _prompt(text)
        if typed:
            command = (typed["command"] or "").strip()
            named = typed.groupdict()
            host = named.get("host") or host
            root = named.get("user") == "root" or command.startswith("sudo ")
            root = root or (typed["sign"] == "#" and named.get("host") is not None)
        elif not _NOISE.match(text):
            yield Output(number, text, command, root, host)


@lru_cache(maxsize=4)
def beginning(head: str) -> tuple[Output, ...]:
    """The lines of output at the beginning of a text, for the tests of what kind it is."""
    return tuple(output(Line(number, text) for number, text in enumerate(head.split("\n"), 1)))


def typed_commands(head: str) -> list[str]:
    """The commands that were typed at the beginning of a text."""
    found = [_prompt(plain(text)) for text in head.split("\n")]
    return [typed["command"].strip() for typed in found if typed and (typed["command"] or "").strip()]


def prompted(text: str) -> str | None:
    """What was typed in a line that has a prompt (empty: nothing); None for other lines."""
    typed = _prompt(plain(text))
    return (typed["command"] or "").strip() if typed else None


def plain(text: str) -> str:
    """A line without colours and other escape sequences."""
    return ESCAPE.sub("", text).rstrip() if "\x1b" in text else text.rstrip()


def is_gap(text: str) -> bool:
    """Whether somebody, or a pager, left lines out here."""
    return _GAP.fullmatch(text) is not None


def _prompt(text: str) -> re.Match[str] | None:
    if not ("$" in text or "#" in text or ">" in text or "%" in text):
        return None
    return next((found for pattern in _PROMPTS if (found := pattern.match(text))), None)
