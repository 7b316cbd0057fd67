"""Events of Windows as other tools keep them, as the rows that `Get-WinEvent` would give.

Forms: winlogbeat of Elastic (the Elastic Common Schema 8: `winlog.event_id`, as documents, as hits of a search, as
Kibana shows their `fields`), the tables `Event` and `WindowsEvent` of Azure Monitor.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..base import Node, rows

_MOST = 20_000
_ELASTIC = {
    "Id": ("winlog.event_id", "event.code"),
    "ProviderName": ("winlog.provider_name", "event.provider"),
    "LogName": ("winlog.channel",),
    "MachineName": ("winlog.computer_name", "host.name"),
    "TimeCreated": ("@timestamp",),
    "Level": ("log.level", "winlog.level"),
    "Message": ("message",),
    "Data": ("winlog.event_data",),
}
_MONITOR = {
    "Id": ("EventID",),
    "ProviderName": ("Source", "Provider"),
    "LogName": ("EventLog", "Channel"),
    "MachineName": ("Computer",),
    "TimeCreated": ("TimeGenerated",),
    "Level": ("EventLevelName",),
    "Message": ("RenderedDescription", "RawEventData"),
    "Data": ("EventData",),
}


def event_nodes(node: Node) -> Iterator[Node]:
    """The rows of an answer, those of a search among them, as `Get-WinEvent` names their properties."""
    for row in rows(node):
        hits = list(row["hits.hits"])[:_MOST]
        yield from (_renamed(hit) for hit in hits or [row])


def _renamed(row: Node) -> Node:
    """A row of another tool with the names of Windows; others as they are."""
    source = row["_source"] if isinstance(row["_source"].value, dict) else row
    if _told(source, "winlog.event_id") or _told(source, "winlog.provider_name"):
        return _with(source, _ELASTIC)
    if row.has("EventID") and (row.has("RenderedDescription") or (row.has("Provider") and row.has("EventData"))):
        return _with(row, _MONITOR)
    return row


def _with(row: Node, names: dict[str, tuple[str, ...]]) -> Node:
    made: dict[str, Any] = {}
    for name, paths in names.items():
        found = next((node for path in paths if (node := _told(row, path))), None)
        if found is not None:
            made[name] = found.value
    return Node(made, row.place)


def _told(row: Node, path: str) -> Node:
    """A value below a path, which may be a name with dots in it, and one of the lists of `fields`."""
    for holder in (row, row["fields"]):
        flat = holder.value.get(path) if isinstance(holder.value, dict) else None
        if flat is not None:
            first = next(iter(flat), None) if isinstance(flat, list) else flat
            return Node(first, f"{holder.place}.{path}".lstrip("."))
    return row[path]
