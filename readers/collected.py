"""Reads the output of a collection script: each of its sections as a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..facts.errors import InputError, Refused
from .containers.content import Content
from .containers.sections import Collected, Note
from .merging import Located
from .told import KIND as TOLD

Read = Callable[[Content], tuple[list[Located], str]]


def read_sections(
    sections: Iterable[tuple[Collected, Content | Note | None]], where: str, read: Read
) -> tuple[list[Located], str]:
    """The findings of all sections that tell something, with the time and the machine that the script noted."""
    found: list[Located] = []
    subjects: dict[Collected, Content] = {}
    notes: list[str] = []
    for about, section in sections:
        if section is None:
            notes.append(f"{where}: the output of the collection script has no end, some of it may be missing")
            continue
        if isinstance(section, Note):
            notes.append(f"{where}: {section.text}")
            continue
        try:
            entries, kind = read(section)
            if kind == TOLD:
                continue  # what a command says is no person's word
        except Refused as error:
            notes.append(f"{section.where} {error.what}" + (f": {error.hint}" if error.hint else ""))
            continue
        except InputError:
            continue  # a command that printed nothing, or that this machine does not have
        for entry in entries:
            entry.finding.taken_at = about.time
            entry.finding.host = entry.finding.host or about.host
        found += entries
        subjects.setdefault(about, section)
    if not found:
        said = f" ({'; '.join(notes[:3])})" if notes else ""
        raise InputError(
            f"is the output of a collection script, but no section of it tells anything{said}", where=where
        )
    sections_read = len({e.file for e in found})
    for about, section in subjects.items():
        subject = about.subject()
        if subject:
            found.append(Located(subject, where, folder=section.folder))
    found[0].finding.notes += notes
    return found, f"collected output, {sections_read} sections"
