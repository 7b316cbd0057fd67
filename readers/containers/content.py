"""One file's content, however it is kept: read once, from its beginning, within bounds, in whatever encoding.

A log may have 500 MB: `lines()` streams it. What has to be read as a whole (JSON, YAML, CSV) is limited by
`parsing.MAX_BYTES`. Nothing here looks at a file's name.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import IO, Any, NamedTuple

from ...facts.errors import InputError

HEAD_BYTES = 64 * 1024  # what a reader may look at to recognise a kind of file
LONGEST_LINE = 16 * 1024  # characters; what goes on longer is cut, the rest of the line is passed over
CODE_PAGES = ("cp1252", "cp850")
# Letters of Western languages between others, as the consoles of DOS write them: in Windows-1252 these bytes are signs.
_OF_CONSOLES = re.compile(rb"[A-Za-z][\x81\x82\x84\x85\x87\x88\x8a-\x8c\x94\x95\xa0-\xa4][a-z\xe1]")
_CONTROLS = {*range(32)} - {*b"\t\n\r\f\v\x1b\b"}


class Line(NamedTuple):
    """A line of text without its end; `number` counts from 1."""

    number: int
    text: str


class Content:
    """The content of one file, archive member or section. It can be read once: as a whole, or line by line.

    `where` names it for people, `folder` are the parts of the path that it lies in: files of one VM lie together.
    `tidied` is how many times something was taken off that had been put around it.
    """

    def __init__(
        self, where: str, open_it: Callable[[], IO[bytes]], folder: tuple[str, ...] = (), tidied: int = 0
    ) -> None:
        self.where = where
        self.folder = folder
        self.tidied = tidied
        self._open = open_it
        self._stream: IO[bytes] | None = None
        self._beginning: bytes | None = None

    @property
    def beginning(self) -> bytes:
        """The first `HEAD_BYTES`. Raises InputError where the file cannot be read."""
        if self._beginning is None:
            try:
                self._stream = self._open()
                self._beginning = _read(self._stream, HEAD_BYTES)
            except FileNotFoundError:
                raise InputError("no such file", where=self.where) from None
            except (OSError, ValueError, EOFError) as error:
                raise self._unreadable(error) from None
        return self._beginning

    @property
    def head(self) -> str:
        """The beginning as text, with `\\n` line ends; what is no text in its encoding is replaced."""
        text = self.beginning.decode(self.encoding, "replace").lstrip("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")

    @property
    def encoding(self) -> str:
        """The encoding, as its beginning shows it."""
        return encoding_of(self.beginning)

    @property
    def is_binary(self) -> bool:
        """Whether this is no text in any encoding: it has bytes that no text has."""
        if self.encoding.startswith(("utf-16", "utf-32")):
            return False
        beginning = self.beginning.rstrip(b"\0")  # Windows pads some status files with zeros
        return b"\0" in beginning or sum(b in _CONTROLS for b in beginning) > len(beginning) // 20

    def whole(self, most: int) -> bytes:
        """The content as bytes. Raises InputError where it has more than `most` of them."""
        beginning = self.beginning
        try:
            rest = _read(self._stream, most + 1 - len(beginning)) if len(beginning) == HEAD_BYTES else b""
        except (OSError, ValueError, EOFError) as error:
            raise self._unreadable(error) from None
        finally:
            self.close()
        if len(beginning) + len(rest) > most:
            raise InputError(f"is larger than {most // 1024**2} MB", where=self.where, hint="export one VM at a time")
        return beginning + rest

    def small(self, most: int) -> bytes | None:
        """The content as bytes; None where it has more than `most` of them, and then it can be read as before.

        Raises InputError where it cannot be read.
        """
        beginning = self.beginning
        try:
            rest = _read(self._stream, most + 1 - len(beginning)) if len(beginning) == HEAD_BYTES else b""
        except (OSError, ValueError, EOFError) as error:
            raise self._unreadable(error) from None
        if len(beginning) + len(rest) <= most:
            self.close()
            return beginning + rest
        self._stream = io.BufferedReader(Chained(rest, self._stream))
        return None

    def lines(self, longest: int = LONGEST_LINE) -> Iterator[Line]:
        """The lines, streamed, each cut after `longest` characters. Raises InputError where it cannot be read on."""
        raw: Any = io.BufferedReader(Chained(self.beginning, self._stream), HEAD_BYTES)
        text = io.TextIOWrapper(raw, self.encoding, "replace")
        number, inside = 0, False
        try:
            while piece := text.readline(longest):
                if not inside:
                    number += 1
                    line = piece.rstrip("\n")
                    if "\0" in line or line[:1] == "\ufeff":
                        line = line.replace("\0", "").removeprefix("\ufeff")
                    yield Line(number, line)
                inside = piece[-1] != "\n"
        except (OSError, ValueError, EOFError) as error:
            raise self._unreadable(error) from None
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._stream is not None:
            self._stream.close()

    def _unreadable(self, error: Exception) -> InputError:
        reason = getattr(error, "strerror", None) or str(error)
        return InputError(f"cannot be read: {reason}", where=self.where)


def of_bytes(data: bytes, where: str, folder: tuple[str, ...] = (), tidied: int = 0) -> Content:
    """Content that is at hand already."""
    return Content(where, lambda: io.BytesIO(data), folder, tidied)


def encoding_of(beginning: bytes) -> str:
    """The encoding of a text by its beginning: UTF-8, UTF-16 (PowerShell 5 writes it), UTF-32, else a page of
    `CODE_PAGES`.
    """
    if beginning.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if beginning.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # the first begins as UTF-16 does
        return "utf-32"
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = beginning[:400].rstrip(b"\0")
    if start.count(b"\0") > len(start) * 2 // 3:
        return "utf-32-le" if start[1:4] == b"\0\0\0" else "utf-32-be"
    if start.count(b"\0") > len(start) // 3:
        return "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return "cp850" if _OF_CONSOLES.search(beginning) else "cp1252"
    return "utf-8"


class Chained(io.RawIOBase):
    """What was read already, then the rest of the stream."""

    def __init__(self, beginning: bytes, stream: IO[bytes] | None) -> None:
        self._beginning = io.BytesIO(beginning)
        self._stream = stream

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, with what was read already first; the number of bytes, 0 at the end."""
        data = self._beginning.read(len(buffer))
        if not data and self._stream is not None:
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def text_of(whole: bytes) -> str:
    """A text in whatever encoding, with `\\n` line ends; what is no text in it is replaced."""
    text = whole.decode(encoding_of(whole[:HEAD_BYTES]), "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _read(stream: IO[bytes] | None, size: int) -> bytes:
    """Up to `size` bytes: a pipe gives what it has, which may be less than is to come."""
    parts: list[bytes] = []
    while stream is not None and size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
