"""Logs made of the examples of signatures, in the form of the place where each appears."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from backupdx.facts.signatures import SIGNATURES
from backupdx.facts.signatures.declaration import SIGNS, Place, Signature

AT = datetime(2026, 11, 24, 8, 0)
LEVELS = {"": "ERROR", "info": "INFO", "warning": "WARNING", "error": "ERROR"}


def _linux(minutes: int, level: str, message: str) -> str:
    return f"{AT + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%S}.000000Z {level} ExtHandler ExtHandler {message}\n"


def _windows(minutes: int, level: str, message: str) -> str:
    level = {"WARNING": "WARN"}.get(level, level)
    return f"[00000006] {AT + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%S}Z [{level}] {message}\n"


def _extension(minutes: int, level: str, message: str) -> str:
    time = f"{AT + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S}"
    return f"{time}.1 [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0] {message}\n"


LINES = {"agent-log-linux": _linux, "agent-log-windows": _windows, "extension-log": _extension}
FIRST = {"agent-log-windows": "WindowsAzureGuestAgent is there", "agent-log-linux": "WALinuxAgent is there"}

# The extension is started anew after a while: what it told of the run before was the last of that run.
LAST = {"extension-log": (10, "cwd is /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9221.0")}


def event_of(place: Place, message: str) -> dict[str, object]:
    """An event of this source and number."""
    return {
        "Id": place.number or 1,
        "ProviderName": place.source or "Contoso",
        "LogName": "Application",
        "MachineName": "web01",
        "TimeCreated": "2026-11-24T08:00:00Z",
        "Message": message,
    }


def log_of(
    signature: Signature, message: str | None = None, times: int | None = None, place: Place | None = None
) -> str:
    """A log in which the signature's example, or another message, stands as often as it has to be seen.

    It is a log of the first place of the signature, unless another is given.
    """
    place, message = place or signature.places[0], signature.example if message is None else message
    if place.id == "event":
        return json.dumps([event_of(place, message)])
    line = LINES.get(place.id)
    if line is None:
        return f"{message}\n"
    first = line(0, "INFO", FIRST.get(place.id, "starting"))
    often = signature.times if times is None else times
    after, last = LAST.get(place.id, (0, ""))
    text = first + "".join(line(n, LEVELS[signature.level], message) for n in range(1, often + 1))
    return text + (line(often + after, "INFO", last) if last else "")


def logs_at(place: Place) -> list[str]:
    """A log for each signature here that has a yes-or-no fact of its own; of the extension, one that ends early."""
    here = (s for s in SIGNATURES if any(p.id == place.id for p in s.places))
    logs = [log_of(s, place=place) for s in here if any(f.startswith(SIGNS) for f in s.values)]
    return logs + ([_extension(0, "", "proceeded for accepting signals")] if place.id == "extension-log" else [])
