"""The kinds of XML that can be read, as plain data: what PowerShell exports (CLIXML), events, AppLocker policies."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..facts.errors import InputError
from .containers.clixml import plain_objects
from .containers.parsing import decoded
from .containers.xml_tree import Element, parse_xml
from .windows.applocker import policy_of
from .windows.event_xml import events_of

_BEGINS = re.compile(r"^[ \t]*<(Objs|Events?|AppLockerPolicy)\b", re.MULTILINE)
_ROOTS = ("<Objs", "#< CLIXML", "<Event", "<AppLockerPolicy")


def is_markup(start: str) -> bool:
    """Whether a text begins as one of the XML kinds does that can be read."""
    if start.startswith("<?xml"):
        start = start.partition("?>")[2].lstrip()
    return start.startswith(_ROOTS)


def parse_markup(content: bytes, where: str = "") -> Any:
    """The plain data in an XML file of a known kind. Raises InputError with line and column."""
    text = decoded(content, where).lstrip().removeprefix("#< CLIXML").lstrip()
    root = parse_xml(text, where)
    forms: dict[str, Callable[[Element], Any]] = {
        "Objs": plain_objects,
        "Events": events_of,
        "Event": events_of,
        "AppLockerPolicy": policy_of,
    }
    if root.tag not in forms:
        raise InputError(f"is XML of an unknown kind: <{root.tag[:40]}>", where=where)
    try:
        return forms[root.tag](root)
    except InputError as error:
        raise InputError(error.what, where=where) from None


def markup_in(text: str) -> str | None:
    """The XML of such a kind that stands in a text, from its first element on; None where there is none."""
    found = _BEGINS.search(text)
    end = text.rfind(f"</{found[1]}>") if found else -1
    return text[found.start() : end].lstrip() + f"</{found[1]}>" if found and end > found.end() else None
