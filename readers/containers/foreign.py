"""Files of programs that are no text: which they are, by how they begin, and what to give in their place.

The beginnings are those that the formats' own documents name (PNG, ISO 32000, MS-CFB, MS-ETL, pcapng and others).
"""

from __future__ import annotations

from typing import NamedTuple

_LONGEST = 64  # bytes of a beginning that are looked at
_TEXT = "copy the text that it shows, or type the error code, and give that"
_UNPACK = "unpack it, and give the folder"


class Foreign(NamedTuple):
    """What a file is, and what to do."""

    what: str
    hint: str


_PICTURE = Foreign("is a picture, and text in it is not read", _TEXT)
_PACKED = Foreign("is an archive of a kind that is not opened", _UNPACK)
_NETWORK = Foreign(
    "is a recording of network traffic, which is not read",
    "what counts is whether the machine reaches Azure: `Test-NetConnection 168.63.129.16 -Port 80`, or "
    "`curl -sv http://168.63.129.16/?comp=versions`",
)
_OFFICE = "save it as text (a table as CSV), or copy what it says, and give that"
_PDF = b"%PDF-"
_FORMATS: tuple[tuple[bytes, Foreign], ...] = (
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (_PDF, Foreign("is a PDF document, which is not read", _TEXT)),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Foreign("is a document of Office or a message of Outlook, which is not read", _OFFICE),
    ),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!\x1a\x07", _PACKED),
    (b"MSCF\0\0\0\0", _PACKED),
    (b"\x28\xb5\x2f\xfd", _PACKED),
    (b"\x0a\x0d\x0d\x0a", _NETWORK),
    (b"\xd4\xc3\xb2\xa1", _NETWORK),
    (b"\xa1\xb2\xc3\xd4", _NETWORK),
    (b"PAGEDU64", Foreign("is a dump of memory, which is not read", "give the event log or the log of the agent")),
    (b"MDMP", Foreign("is a dump of memory, which is not read", "give the event log or the log of the agent")),
    (b"SQLite format 3\0", Foreign("is a database, which is not read", "export what counts as JSON or CSV")),
    (b"MZ", Foreign("is a program, not what it printed", "give what it printed")),
    (b"\x7fELF", Foreign("is a program, not what it printed", "give what it printed")),
    (
        b"\x30\0\0\0LfLe",
        Foreign(
            "is an event log of Windows before 2008, which is not read",
            "open it in Event Viewer, and save it as `.evtx` or as text",
        ),
    ),
    (b"regf", Foreign("is a part of the registry, which is not read", "export the key as text: `reg export KEY FILE`")),
)
_OURS: tuple[tuple[bytes, Foreign], ...] = (  # texts, of which no reader takes a part for something else
    (
        b'{"backupdx":"fleet"',
        Foreign("holds the records of an earlier `backupdx fleet`", "give it to `backupdx fleet` alone"),
    ),
    (b'{"rejected":"', Foreign("lists lines that `backupdx fleet` could not read", "mend these lines, and give them")),
)
OFFICE = Foreign("is a document of Office, which is not read", _OFFICE)


def foreign_format(beginning: bytes) -> Foreign | None:
    """What a file of another program is that begins so; None for one that nothing is known of, and for text.

    A beginning that a text can have as well counts only where bytes follow that no text has.
    """
    start = beginning[:_LONGEST]
    if (ours := written_by_us(beginning)) is not None:
        return ours
    has_others = any(byte < 9 or 13 < byte < 27 or byte > 126 for byte in start)
    fitting = (foreign for begins, foreign in _FORMATS if start.startswith(begins))
    return next(fitting, None) if has_others or start.startswith(_PDF) else None


def written_by_us(beginning: bytes) -> Foreign | None:
    """What a file is that `backupdx fleet` wrote for itself; None for any other."""
    start = beginning[: 2 * _LONGEST].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")  # as PowerShell saves it
    return next((what for begins, what in _OURS if start.startswith(begins)), None)
