"""From when to when the Linux agent was surely at work, as its heartbeats tell (every 30 minutes, ga/update.py)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from ...facts.signatures.matching import Entry
from ..base import row_of

_APART = timedelta(minutes=65)  # two heartbeats with one lost between them
_MOST = 50  # the last ones are kept: a log goes back for months
# What ends a span: orderly ends, and each start, of the agent and of the part that has the heartbeats.
_ENDS = (
    "forwarding signal",
    "Azure Linux Agent Version",
    "(Goal State Agent version",
    "exiting current process",
    "sleeping forever",
)


class Life:
    """The times at which the agent was at work, fed entry by entry."""

    def __init__(self) -> None:
        self._runs: list[list[datetime]] = []
        self._ended = True

    def take(self, entry: Entry) -> None:
        """Take in one entry of the log."""
        time = entry.time
        if time is None:
            return
        if "[HEARTBEAT]" in entry.message:
            if self._ended or not timedelta(0) <= time - self._runs[-1][1] <= _APART:
                self._runs.append([time, time])
                del self._runs[:-_MOST]
            self._runs[-1][1], self._ended = time, False
        elif not self._ended and any(end in entry.message for end in _ENDS):
            self._ended = True

    @property
    def rows(self) -> tuple[Any, ...] | None:
        """The spans between heartbeats that follow each other, in UTC; None where there is none."""
        spans = [(since.replace(tzinfo=UTC), until.replace(tzinfo=UTC)) for since, until in self._runs if since < until]
        return tuple(row_of(name=f"{s:%Y-%m-%dT%H:%M:%S}", since=s, until=u) for s, u in spans) or None
