"""Events as XML (`wevtutil qe /f:xml`, saved by Event Viewer) as the rows that `Get-WinEvent` would give.

Form: the event schema of Windows, http://schemas.microsoft.com/win/2004/08/events/event.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..containers.xml_tree import Element

_MOST_DATA = 60


def events_of(root: Element) -> list[dict[str, Any]]:
    """The events of a document, or the one that it is."""
    events = [root] if root.tag == "Event" else [child for child in root.children if child.tag == "Event"]
    return [_row(event) for event in events]


def _row(event: Element) -> dict[str, Any]:
    system = event.child("System") or Element("System", {})
    rendered = event.child("RenderingInfo")
    message = rendered.child("Message") if rendered else None
    return {
        "Id": _text(system.child("EventID")),
        "ProviderName": _attribute(system.child("Provider"), "Name"),
        "TimeCreated": _attribute(system.child("TimeCreated"), "SystemTime"),
        "MachineName": _text(system.child("Computer")),
        "LogName": _text(system.child("Channel")),
        "Message": message.text if message else "",
        "Data": dict(_data(event)),
    }


def _text(element: Element | None) -> str | None:
    return element.text.strip() or None if element else None


def _attribute(element: Element | None, name: str) -> str | None:
    return element.attributes.get(name) if element else None


def _data(event: Element) -> Iterator[tuple[str, str]]:
    """Name and text of what the event carries; what has no name is counted."""
    left = [child for child in event.children if child.tag in ("EventData", "UserData")][::-1]
    number = 0
    while left and number < _MOST_DATA:
        element = left.pop()
        if element.children:
            left += element.children[::-1]
            continue
        text = element.text.strip()
        if text:
            yield element.attributes.get("Name") or (element.tag if element.tag != "Data" else str(number)), text[:2000]
        number += 1
