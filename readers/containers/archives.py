"""From paths to contents: files, folders, zip and tar archives, gzipped logs, standard input.

Archives are read in place, nothing is unpacked to disk. Anybody may have made them: no links, no names that lead out,
bounds on members and on what they expand to. An archive in an archive is opened, one in that is not; all that lies in
one file has one bound.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, Any, Literal, NamedTuple

from ...facts.errors import InputError
from ...facts.identity import read_once
from .content import Chained, Content
from .folders import BARRED, files_in
from .foreign import OFFICE
from .parsing import MAX_BYTES, kept
from .tars import Member, damage_of, members_of

MAX_FILES = 10_000
MAX_EXPANDED = 4 * 1024**3  # bytes that are read out of one archive
MAX_WITHIN = 64 * 1024**2  # bytes of an archive that lies in another one: it is held in memory
MAX_NAME = 4096  # characters, as Linux has it
MAGIC_BYTES = 10
_BEGINNING = 300  # bytes of a member, by which an archive is known
_TARS = (".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")  # compressed: only its name tells it from a log
_NO_BUNDLES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".jar", ".nupkg", ".whl")  # zip archives that are one file
_OF_OFFICE = "[Content_Types].xml"  # the member that every document of Office has (ECMA-376, part 2)
_ZIP_HEADER = 30  # bytes before a member's name
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # a text can begin with PK
_COMPRESSED: dict[bytes, Any] = {b"\x1f\x8b": gzip.open, b"\xfd7zXZ\x00": lzma.open}
_COMPRESSED |= {  # a text can begin with BZh
    b"BZh%d%b" % (level, start): bz2.open for level in range(1, 10) for start in (b"1AY&SY", b"\x17rE8P\x90")
}
_BROKEN = (
    OSError,
    ValueError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,
)


class PassedOver(NamedTuple):
    """A file that is not opened, and why."""

    where: str
    status: Literal["ignored", "unreadable"]
    why: str


def contents_of(paths: list[str]) -> Iterator[Content | PassedOver]:
    """What there is to read in these paths, in the order given and sorted by name within a folder or archive.

    `-` is standard input. Each content has to be read before the next is asked for.
    """
    for name in paths:
        path = Path(name)
        if name == "-":
            yield from _standard_input("standard input")
        elif not name:
            yield PassedOver("''", "unreadable", "is no name of a file")
        elif os.path.isdir(name):  # noqa: PTH112, which Path.is_dir answers with an error for a name that is too long
            yield from _or_empty(_folder(path), name)
        else:
            yield from _file(path, name)


def _standard_input(where: str) -> Iterator[Content | PassedOver]:
    """The content of standard input, streamed; what an archive there holds, which is kept up to the bound of a file."""
    plain = io.BufferedReader(io.FileIO(sys.stdin.fileno(), closefd=False))
    beginning = plain.peek(MAGIC_BYTES)
    opener = opener_of(beginning)
    if not (is_archive(beginning) or _is_tar(partial(io.BytesIO, beginning))):
        yield Content(where, lambda: plain if opener is None else bounded(opener(plain), [0]))
        return
    data = plain.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield PassedOver(where, "unreadable", f"is an archive of more than {MAX_BYTES // 1024**2} MB: give the file")
    else:
        yield from _opened(partial(io.BytesIO, data), where, PurePosixPath(where))


def is_archive(beginning: bytes) -> bool:
    """Whether a file begins as a zip or tar archive does."""
    return beginning.startswith(_ZIP) or beginning[257:262] == b"ustar"


def opener_of(beginning: bytes) -> Any:
    """What opens a compressed file that begins so (gzip, bzip2 or xz), by its path or stream; None for any other."""
    return next((opener for magic, opener in _COMPRESSED.items() if beginning.startswith(magic)), None)


def contents_in(named: Mapping[str, bytes]) -> Iterator[Content | PassedOver]:
    """What there is to read in bytes that are at hand, by the names that they go by; archives are read as files are."""
    for name, data in named.items():
        yield from _opened(partial(io.BytesIO, data), name, PurePosixPath(name))


def _or_empty(there: Iterator[Content | PassedOver], where: str) -> Iterator[Content | PassedOver]:
    """What is there; that nothing is, as of a folder on which nothing was mounted."""
    first = next(there, None)
    yield first if first is not None else PassedOver(where, "ignored", "holds no file")
    yield from there


def _folder(folder: Path) -> Iterator[Content | PassedOver]:
    files, barred = files_in(folder)
    if len(files) > MAX_FILES:
        raise InputError(f"holds more than {MAX_FILES} files", where=str(folder))
    yield from (PassedOver(str(path), "unreadable", BARRED) for path in barred)
    for path in files:
        if path.is_symlink():
            yield PassedOver(str(path), "ignored", "is a link")
        elif not path.is_file():
            yield PassedOver(str(path), "ignored", "is no ordinary file")
        else:
            yield from _file(path, str(path))


def _file(path: Path, where: str) -> Iterator[Content | PassedOver]:
    try:
        lies = path.absolute()
    except OSError:  # the current folder is gone
        lies = path
    return _opened(kept(path) if read_once(path) else partial(path.open, "rb"), where, lies)


def _opened(
    open_it: Callable[[], Any], where: str, path: PurePath, outer: list[int] | None = None
) -> Iterator[Content | PassedOver]:
    """The contents of one file: its own, or those of the archive that it is; `path` tells where it lies.

    `outer` is what was spent of the bounds of the archive in which it lies.
    """
    try:
        with open_it() as stream:
            magic = stream.read(300)
    except (OSError, ValueError):
        magic = b""  # the content will say what is wrong with it
    folder = path.parent.parts
    try:
        if magic.startswith(_ZIP):
            yield from _or_empty(_zip(open_it, where, (*folder, path.name), outer), where)
        elif opener_of(magic) or magic[257:262] == b"ustar":
            if opener_of(magic) is None or _is_tar(open_it):
                yield from _or_empty(_tar(open_it, where, (*folder, path.name), outer), where)
            else:
                yield _compressed(open_it, where, folder)
        else:
            yield Content(where, open_it, folder)
    except _BROKEN as error:
        yield PassedOver(where, "unreadable", f"is a damaged archive: {damage_of(error)}")


def _compressed(open_it: Callable[[], Any], where: str, folder: tuple[str, ...]) -> Content:
    """A single compressed file, as logrotate makes them."""
    with open_it() as file:
        opener = opener_of(file.read(MAGIC_BYTES))

    def opened() -> IO[bytes]:
        raw = open_it()
        return bounded(opener(raw), [0], raw)

    return Content(where, opened, folder)


def _is_tar(open_it: Callable[[], Any]) -> bool:
    """Whether a file, which may be compressed, begins with a header of a tar archive."""
    with open_it() as file:
        opener = opener_of(file.read(MAGIC_BYTES))
    try:
        with open_it() as file, opener(file, "rb") if opener else file as raw:
            tarfile.TarInfo.frombuf(raw.read(tarfile.BLOCKSIZE), "utf-8", "surrogateescape")
    except tarfile.EOFHeaderError:  # type: ignore[attr-defined]  # nothing is in it
        return True
    except _BROKEN:
        return False
    return True


def _overlapping(members: Iterable[zipfile.ZipInfo]) -> set[int]:
    """The members (by id) whose data are those of another one too, as no program writes them."""
    end, overlapping = 0, set()
    for member in sorted(members, key=lambda m: (m.header_offset, m.filename)):
        if member.header_offset < end:
            overlapping.add(id(member))
        end = max(end, member.header_offset + _ZIP_HEADER + member.compress_size)
    return overlapping


def _zip(
    open_it: Callable[[], Any], where: str, folder: tuple[str, ...], outer: list[int] | None
) -> Iterator[Content | PassedOver]:
    spent = outer or [0, 0]  # bytes that were read out of it, and members that were met
    with open_it() as file, zipfile.ZipFile(file) as archive:
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        if any(member.filename == _OF_OFFICE for member in members):
            yield PassedOver(where, "ignored", f"{OFFICE.what}, {OFFICE.hint}")
            return
        overlapping = _overlapping(members)
        for member in _at_most(members, spent):
            name = f"{where}: {member.filename[:MAX_NAME]}"
            is_link = stat.S_ISLNK(member.external_attr >> 16)
            if member.flag_bits & 1:
                yield PassedOver(name, "unreadable", "is encrypted")
            elif id(member) in overlapping:
                yield PassedOver(name, "unreadable", "has the data of another file of the archive")
            elif refusal := _refusal(member.filename, is_link):
                yield PassedOver(name, *refusal)
            else:
                inside = PurePosixPath(*folder, member.filename)
                stream = None if outer else _begun(partial(archive.open, member), spent)
                if stream is not None and _is_archive_within(stream[0], member.filename):
                    yield from _within(*stream, name, inside, spent)
                else:
                    yield _member(name, inside.parent.parts, lambda m: bounded(archive.open(m), spent), member, spent)


def _tar(
    open_it: Callable[[], Any], where: str, folder: tuple[str, ...], outer: list[int] | None
) -> Iterator[Content | PassedOver]:
    """The members of a tar archive, streamed: passing over a member expands it too, so all of it counts."""
    spent = outer or [0, 0]  # by what is compressed in it, and members that were met
    with open_it() as file:
        opener = opener_of(file.read(MAGIC_BYTES))
    with (
        open_it() as file,
        opener(file, "rb") if opener else file as raw,
        tarfile.open(fileobj=bounded(raw, outer or [0]), mode="r|", tarinfo=Member) as archive,
    ):
        for member in _at_most(members_of(archive), spent):
            name = f"{where}: {member.name[:MAX_NAME]}"
            if member.isdir():
                continue
            if refusal := _refusal(member.name, not member.isfile()):
                yield PassedOver(name, *refusal)
            else:
                inside = PurePosixPath(*folder, member.name)
                stream = None if outer else _begun(partial(archive.extractfile, member), None)
                if stream is not None and _is_archive_within(stream[0], member.name):
                    yield from _within(*stream, name, inside, spent)
                elif stream is None and not outer:
                    yield PassedOver(name, "unreadable", "cannot be read: the archive is damaged here")
                else:  # a stream is read once
                    begun: Any = archive.extractfile if stream is None else lambda _, s=stream: _whole(*s)
                    yield _member(name, inside.parent.parts, begun, member, spent)


def _begun(open_it: Callable[[], Any], spent: list[int] | None) -> tuple[bytes, Any] | None:
    """The beginning of a member, and the rest of its stream; None where it cannot be read, which its content tells."""
    try:
        stream = open_it() if spent is None else bounded(open_it(), spent)
        return stream.read(_BEGINNING), stream
    except _BROKEN:
        return None


def _whole(beginning: bytes, stream: Any) -> Any:
    return io.BufferedReader(Chained(beginning, stream))


def _is_archive_within(beginning: bytes, name: str) -> bool:
    if name.lower().endswith(_NO_BUNDLES):
        return False
    return is_archive(beginning) or (opener_of(beginning) is not None and name.lower().endswith(_TARS))


def _within(
    beginning: bytes, stream: Any, where: str, path: PurePosixPath, spent: list[int]
) -> Iterator[Content | PassedOver]:
    """The contents of an archive that lies in another one, and counts against its bounds."""
    try:
        data = beginning + stream.read(MAX_WITHIN)
    except _BROKEN as error:
        yield PassedOver(where, "unreadable", f"is a damaged archive: {damage_of(error)}")
        return
    if len(data) > MAX_WITHIN:
        told = f"is an archive of more than {MAX_WITHIN // 1024**2} MB in another one: unpack it, and give the folder"
        yield PassedOver(where, "unreadable", told)
    else:
        yield from _opened(partial(io.BytesIO, data), where, path, spent)


def _member(
    where: str, folder: tuple[str, ...], open_it: Callable[[Any], Any], member: Any, spent: list[int]
) -> Content:
    """A member as it is, or what a single compressed file is that lies in the archive, as rotated logs do."""

    def opened() -> IO[bytes]:
        try:
            stream: IO[bytes] = open_it(member)
            beginning = stream.read(MAGIC_BYTES)
        except _BROKEN as error:
            raise OSError(0, f"damaged archive: {damage_of(error)}") from None
        whole: Any = io.BufferedReader(Chained(beginning, stream))
        opener = opener_of(beginning)
        return whole if opener is None else bounded(opener(whole), spent, stream)

    return Content(where, opened, folder)


def _at_most(members: Any, spent: list[int]) -> Iterator[Any]:
    for member in members:
        spent[1] += 1
        if spent[1] > MAX_FILES:
            raise ValueError(f"it holds more than {MAX_FILES} files")
        yield member


def _refusal(name: str, is_link: bool) -> tuple[Literal["ignored", "unreadable"], str] | None:
    if len(name) > MAX_NAME:
        return "unreadable", f"has a name of more than {MAX_NAME} characters"
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if is_link:
        return "ignored", "is a link or no ordinary file"
    if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0]:
        return "unreadable", "has a name that leads out of the archive"
    if any(part.startswith(".") for part in parts):
        return "ignored", "is hidden"
    return None


def bounded(stream: Any, spent: list[int], beneath: Any = None) -> IO[bytes]:
    """The stream; reading on fails once all that was read of its archive is more than `MAX_EXPANDED`.

    `beneath` is closed with it.
    """
    made: Any = _Bounded(stream, spent, beneath)
    return made  # type: ignore[no-any-return]


class _Bounded:
    def __init__(self, stream: Any, spent: list[int], beneath: Any) -> None:
        self._stream, self._spent, self._beneath = stream, spent, beneath

    def read(self, size: int) -> bytes:
        try:
            data: bytes = self._stream.read(size)
        except _BROKEN as error:
            raise OSError(0, f"damaged archive: {damage_of(error)}") from None
        self._spent[0] += len(data)
        if self._spent[0] > MAX_EXPANDED:
            raise OSError(0, f"the archive expands to more than {MAX_EXPANDED // 1024**3} GB")
        return data

    def close(self) -> None:
        self._stream.close()
        if self._beneath is not None:
            self._beneath.close()
