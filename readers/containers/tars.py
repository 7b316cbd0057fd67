"""Tar archives that anybody may have made: bounds on what they say of a member, and whether they were cut."""

from __future__ import annotations

import tarfile
import tarfile as _tar  # a method below has an argument of that name
from collections.abc import Iterator
from typing import Any

MAX_HEADER = 1024**2  # bytes of a tar archive that tell of one member
_CUT = (  # what tarfile, gzip and lzma say where a file ends too early
    "unexpected end of data",
    "truncated header",
    "empty header",
    "missing or bad subsequent header",
    "ended before the end-of-stream marker",
)
_WAS_CUT = "it was cut"


def damage_of(error: Exception) -> str:
    """What is wrong with an archive, in words; that it was cut, where it ends before its end."""
    told = str(error).removeprefix("[Errno 0] ").removeprefix("damaged archive: ")
    if any(each in told for each in _CUT) and not told.startswith(_WAS_CUT):
        return f"{_WAS_CUT}, what came behind is missing ({told})"
    return told


class _Header:
    """What a tar archive's header is read from: no more of it than `MAX_HEADER`, whatever length it tells."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._left = stream, MAX_HEADER
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, size: int) -> bytes:
        self._left -= size
        if self._left < 0:
            raise ValueError(f"the header of a member has more than {MAX_HEADER // 1024} KB")
        data: bytes = self._stream.read(size)
        return data


class Member(tarfile.TarInfo):
    """A member whose name and attributes are read within bounds: their lengths are what the archive says."""

    @classmethod
    def fromtarfile(cls, tarfile: Any) -> Any:
        """The next member. Raises ValueError where its headers are too long."""
        stream = tarfile.fileobj
        if isinstance(stream, _Header):
            return super().fromtarfile(tarfile)
        tarfile.fileobj = _Header(stream)
        try:
            return super().fromtarfile(tarfile)
        except (_tar.EmptyHeaderError, _tar.TruncatedHeaderError) as error:  # type: ignore[attr-defined]
            if not tarfile.offset:
                raise
            raise ValueError(str(error)) from None  # which tarfile itself takes for the end
        finally:
            tarfile.fileobj = stream


def members_of(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The members, one after the other; the archive keeps none of them."""
    while (member := archive.next()) is not None:
        archive.members.clear()  # type: ignore[attr-defined]
        yield member
