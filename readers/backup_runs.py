"""When the backup extension was started, and when it reported how it ended: from the logs of agents and extension.

Lines: WALinuxAgent 2.15.0.1 (ga/exthandlers.py), the Linux backup extension (Utils/HandlerUtil.py), and the milestones
of the Windows agent's log that Microsoft's support looks for.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from ..facts.signatures.matching import Entry
from .base import row_of

_MOST = 50  # the last ones are kept: a log goes back for months
_LONGEST = 2000  # characters of an entry: what stands behind is of others, whose line ends were lost
_OURS = "Microsoft.Azure.RecoveryServices.VMSnapshot"
_STARTS = ("Enable extension", "Executing command", "Beginning enable of plugin")
_RUN_STARTS = "Enable,success,4,"
_REPORT = re.compile(r"Enable,[a-z]{3,20},(?!4,)\d{1,9},")


class BackupRuns:
    """The runs of the backup extension that a log tells of, fed entry by entry; `told_by` names the log."""

    def __init__(self, told_by: str) -> None:
        self._told_by = told_by
        self._runs: list[tuple[datetime | None, datetime | None]] = []

    def take(self, entry: Entry) -> None:
        """Take in one entry of the log."""
        message, time = entry.message, entry.time
        if time is None:
            return
        if message.startswith("Enable,"):  # the extension's own log
            if message.startswith(_RUN_STARTS):
                self._note(time, None)
            elif _REPORT.match(message):
                begun = self._runs.pop()[0] if self._runs and self._runs[-1][1] is None else None
                self._note(begun, time)
            return
        message = message[:_LONGEST]
        if _OURS in message and any(text in message for text in _STARTS) and "nable" in message:
            self._note(time, None)

    def _note(self, started: datetime | None, reported: datetime | None) -> None:
        self._runs.append((started, reported))
        del self._runs[:-_MOST]

    @property
    def rows(self) -> tuple[Any, ...] | None:
        """The runs, in UTC; None where there is none."""
        return (
            tuple(
                row_of(
                    name=f"{self._told_by} {started or reported:%Y-%m-%dT%H:%M:%S}",
                    started=_utc(started) if started else None,
                    reported=_utc(reported) if reported else None,
                )
                for started, reported in self._runs
            )
            or None
        )


def _utc(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)
