"""How a statement cites its source: a document in one edition, and a place in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a document that a statement rests on; `edition` is the document's date.

    `checked` is the day on which the statement was last compared with it, None where that is not noted.
    """

    document: str
    section: str
    edition: str
    url: str = ""
    checked: date | None = None

    def __str__(self) -> str:
        """The reference in one line."""
        return f"{self.document}, {self.section} ({self.edition})"


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one edition; `section` names a place in it.

    `reviewed` is the day on which one of us last compared the knowledge base with the document: set it anew after doing
    so, be there a newer edition or not. `backupdx kb check` asks for it when a year has gone by, and
    fails after two.
    """

    title: str
    edition: str
    url: str
    reviewed: date

    def section(self, name: str, anchor: str = "") -> Reference:
        """A reference to a section, by its heading."""
        url = f"{self.url}#{anchor}" if anchor else self.url
        return Reference(self.title, name, self.edition, url, self.reviewed)
