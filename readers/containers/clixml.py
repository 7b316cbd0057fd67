"""CLIXML, what `Export-Clixml` writes, as the plain data that `ConvertTo-Json` would give.

Form: [MS-PSRP] 2.2.5, serialization of PowerShell objects (edition of 2024). Properties and note properties of an
object become one mapping; an enumeration becomes its name; lists and dictionaries become lists and mappings. A
reference to an object that stands elsewhere is followed only where that object became a plain value: following all
would multiply a small file without end.
"""

from __future__ import annotations

import re
from typing import Any

from ...facts.errors import InputError
from .strict_json import MAX_DEPTH
from .xml_tree import Element

_INTEGERS = {"I64", "I32", "I16", "SB", "U64", "U32", "U16", "By"}
_FLOATS = {"Sg", "Db", "D"}
_LISTS = {"LST", "IE", "QUE", "STK"}
_ABOUT = {"TN", "TNRef", "ToString", "Props", "MS"}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain_objects(root: Element) -> Any:
    """The object of the file, or a list where it holds several. Raises InputError where it is nested too deeply."""
    reader = _Reader()
    objects = [reader.value(child, 1) for child in root.children]
    return objects[0] if len(objects) == 1 else objects


class _Reader:
    def __init__(self) -> None:
        self._seen: dict[str, Any] = {}  # RefId -> value, of those that are plain

    def value(self, element: Element, depth: int) -> Any:
        """What one element stands for."""
        if depth > MAX_DEPTH:
            raise InputError(f"is nested more than {MAX_DEPTH} levels deep")
        if element.tag == "Obj":
            made = self._object(element, depth)
            if not isinstance(made, dict | list):
                self._seen[element.attributes.get("RefId", "")] = made
            return made
        if element.tag == "Ref":
            return self._seen.get(element.attributes.get("RefId", ""))
        return _plain(element)

    def _object(self, element: Element, depth: int) -> Any:
        parts = {child.tag: child for child in element.children}
        text = _unescaped(parts["ToString"].text) if "ToString" in parts else None
        members: dict[str, Any] = {}
        for holder in (parts.get("Props"), parts.get("MS")):
            for child in holder.children if holder else ():
                members[child.attributes.get("N", "")] = self.value(child, depth + 1)
        own = next((child for child in element.children if child.tag not in _ABOUT), None)
        if own is None:
            return members or text
        if own.tag in _LISTS:
            return [self.value(child, depth + 1) for child in own.children]
        if own.tag == "DCT":
            return {**members, **dict(self._entry(entry, depth) for entry in own.children)}
        value = self.value(own, depth + 1)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return text if text and is_number else value  # an enumeration: its name, not its number

    def _entry(self, entry: Element, depth: int) -> tuple[str, Any]:
        sides = {child.attributes.get("N", ""): self.value(child, depth + 1) for child in entry.children}
        return str(sides.get("Key")), sides.get("Value")


def _plain(element: Element) -> Any:
    text = _unescaped(element.text)
    if element.tag == "Nil":
        return None
    if element.tag == "B":
        return {"true": True, "false": False}.get(text.strip().lower())
    try:
        if element.tag in _INTEGERS:
            return int(text) if len(text) < 40 else None
        if element.tag in _FLOATS:
            return float(text)
    except ValueError:
        return None
    return text


def _unescaped(text: str) -> str:
    """The text with `_x000D_` and the like turned back into characters; halves of pairs are left out."""
    if "_x" not in text:
        return text
    return (
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "ignore")
    )
