"""Files of a fleet's run: on disk, or held in memory as they were handed over. Both are read the same way."""

from __future__ import annotations

import io
from pathlib import Path, PurePath
from typing import IO, NamedTuple

from ..readers.containers.archives import MAGIC_BYTES, bounded, opener_of
from ..readers.containers.content import Chained
from ..readers.containers.parsing import read_bytes


class Held(NamedTuple):
    """A file that was handed over: what it is called, and what it holds."""

    name: str
    content: bytes

    def __str__(self) -> str:
        return self.name

    @property
    def stem(self) -> str:
        """The name without folders and ending, as that of a path."""
        return PurePath(self.name).stem


File = Path | Held


def text_in(file: File) -> IO[str]:
    """A file's text in UTF-8, for reading, without a mark of byte order; what is no text is replaced.

    Raises OSError and ValueError as `open` does.

    One that was handed over may be compressed: records of a night are larger than what they were made of.
    """
    if isinstance(file, Held):
        return io.TextIOWrapper(expanded(file.content), encoding="utf-8-sig", errors="replace")
    return file.open(encoding="utf-8-sig", errors="replace")


def bytes_of(file: File) -> bytes:
    """All that a file holds, within the bound of one that is read whole. Raises InputError where it cannot be read."""
    return file.content if isinstance(file, Held) else read_bytes(file)


def expanded(content: bytes) -> IO[bytes]:
    """A stream of bytes that are at hand, expanded where they are compressed, within the bound of an archive."""
    opener, plain = opener_of(content[:MAGIC_BYTES]), io.BytesIO(content)
    return io.BufferedReader(plain if opener is None else Chained(b"", bounded(opener(plain), [0])))
