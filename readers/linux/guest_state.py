"""Reads what shows the state of a Linux guest: mount options, FIPS mode, OpenSSL, the clock.

Forms: `findmnt -no OPTIONS -T` of util-linux, the kernel's switch of FIPS and `fips-mode-setup --check`, `openssl
version` of 1.0 to 3, `chronyc tracking` of chrony, `timedatectl` of systemd 219 to 255, and the lines of `backupdx
collect` on programs that hang (`df: 124`). Numbers alone say nothing: only below their command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal

_OPTIONS = re.compile(r"(?:sudo\s+)?findmnt -no OPTIONS -T /var/lib/waagent\s*$")
_FIPS = re.compile(r"(?:sudo\s+)?cat /proc/sys/crypto/fips_enabled\s*$")
_FIPS_MODE = re.compile(r"FIPS mode is (?P<mode>enabled|disabled)\.\s*$")
_OPENSSL = re.compile(r"(?:sudo\s+|env -i )?(?:/\S{1,40}/)?openssl version\b")
_OPENSSL_OK = re.compile(r"(?:OpenSSL|LibreSSL) \d")
_OPENSSL_ALONE = re.compile(
    r"\s*(?:OpenSSL|LibreSSL) \d[\w.+~-]{1,40}\s{1,3}\d{1,2} [A-Z][a-z]{2} \d{4}(?:\s\(.{0,80}\))?\s*$"
)
_OPENSSL_GONE = re.compile(r".{0,80}openssl.{0,20}(?:not found|No such file)", re.IGNORECASE)
_OPENSSL_BROKEN = re.compile(r".{0,200}(?:conf_def\.c|error while loading shared|symbol lookup error|openssl\.cnf)")
_OFFSET = re.compile(r"System time\s{1,10}: (?P<seconds>\d{1,12})(?:\.\d{1,12})? seconds (?:slow|fast) of NTP time")
_CLOCK = re.compile(r"\s{0,20}(?:System clock|NTP) synchronized: (?P<word>yes|no)\s*$")
_HUNG = re.compile(r"(?P<program>df|lsblk|mount)(?: -k)?: (?P<result>\d{1,3})\s*$")
_FOLDER = re.compile(
    r"(?:\S{0,80}[/ ])?Microsoft\.Azure\.RecoveryServices\.VMSnapshotLinux-(?P<version>\d{1,9}(?:\.\d{1,9}){2,4}):?$"
)
_BSD = re.compile(r"(?P<name>(?:Free|Open|Net)BSD) (?:\S{1,253} )?\d{1,3}\.\d\S{0,30}(?:\s|$)")
_HANGS = "124"  # how `timeout` ends when it had to end the program


def _tells(line: terminal.Output) -> bool:
    text, command = line.text, line.command
    if _OPTIONS.match(command) or _FIPS.match(command):
        return bool(text.strip())
    if _OPENSSL.match(command):
        return _openssl(text) is not None
    return any(p.match(text) for p in (_FIPS_MODE, _OPENSSL_ALONE, _OFFSET, _CLOCK, _HUNG, _FOLDER, _BSD))


def _openssl(text: str) -> str | None:
    if _OPENSSL_OK.match(text):
        return "ok"
    return "missing" if _OPENSSL_GONE.match(text) else "broken" if _OPENSSL_BROKEN.match(text) else None


def is_state(head: str) -> bool:
    """Whether there is an answer about the state of the guest in a text."""
    return any(_tells(line) for line in terminal.beginning(head))


def read_state(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether programs may run there, FIPS mode, OpenSSL, programs that hang, and what is told of the clock."""
    finding, hung = Finding(None), dict[str, bool]()
    versions: list[tuple[tuple[int, ...], str, str]] = []
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        place, text = f"line {line.number}", line.text
        if _OPTIONS.match(line.command) and text.strip():
            finding.add("linux.lib_noexec", "noexec" in text.strip().split(","), place)
        elif _FIPS.match(line.command) and text.strip() in ("0", "1"):
            finding.add("linux.fips_enabled", text.strip() == "1", place)
        elif mode := _FIPS_MODE.match(text):
            finding.add("linux.fips_enabled", mode["mode"] == "enabled", place)
        elif _OPENSSL.match(line.command):
            finding.add("linux.openssl", _openssl(text), place)
        elif _OPENSSL_ALONE.match(text):
            finding.add("linux.openssl", "ok", place)
        elif clock := _CLOCK.match(text):
            finding.add("vm.clock_synchronized", clock["word"] == "yes", place)
        elif offset := _OFFSET.match(text):
            finding.add("vm.clock_offset_seconds", int(offset["seconds"]), place)
        elif bsd := _BSD.match(text):
            finding.add("vm.os_name", bsd["name"], place)
        elif folder := _FOLDER.match(text.strip()):
            versions.append((tuple(map(int, folder["version"].split("."))), folder["version"], place))
        elif program := _HUNG.match(text):
            hung[program["program"]] = program["result"] == _HANGS
    if versions:  # older folders stay for a while
        finding.add("extensions.backup_version", max(versions)[1], max(versions)[2])
    if hung:
        finding.add("linux.hung_command", next((name for name, hangs in hung.items() if hangs), "none"), "timeout")
    finding.add("vm.os_type", "linux", "the state of a Linux guest")
    yield finding


STATE = TextReader("state of the Linux guest", is_state, read_state)
