"""XML of unknown origin as a tree of elements.

Parsed by expat in one go. No document type, hence no entities of the file's own; bounds on depth and on elements.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from ...facts.errors import InputError
from .strict_json import MAX_NODES

MAX_ELEMENT_DEPTH = 200


@dataclass(slots=True)
class Element:
    """One element: its name, its attributes, what stands in it, and its text up to its first child."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def child(self, tag: str) -> Element | None:
        """The first child of this name."""
        return next((c for c in self.children if c.tag == tag), None)


def parse_xml(text: str, where: str = "") -> Element:
    """The root element of a document. Raises InputError for what is no XML, has a document type, or is too large."""
    builder = _Builder()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise InputError(
            f"is no valid XML: {expat.ErrorString(error.code)} in line {error.lineno}, column {error.offset + 1}",
            where=where,
        ) from None
    except _Refused as error:
        raise InputError(str(error), where=where) from None
    return builder.root


class _Refused(ValueError):
    """Something that XML allows and we do not."""


def _refuse(*_: Any) -> None:
    raise _Refused("is XML with a document type or entities of its own, which is not accepted")


class _Builder:
    """Builds the tree; an element's text is put together at its end."""

    def __init__(self) -> None:
        self.root = Element("", {})
        self._open = [self.root]
        self._texts: list[list[str]] = [[]]
        self._elements = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes)
        if len(self._open) == 1:
            self.root = element
        else:
            self._open[-1].children.append(element)
        self._open.append(element)
        self._texts.append([])
        self._elements += 1
        if len(self._open) > MAX_ELEMENT_DEPTH:
            raise _Refused(f"is nested more than {MAX_ELEMENT_DEPTH} levels deep")
        if self._elements > MAX_NODES:
            raise _Refused(f"holds more than {MAX_NODES} elements")

    def end(self, tag: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def characters(self, text: str) -> None:
        if not self._open[-1].children:
            self._texts[-1].append(text)
