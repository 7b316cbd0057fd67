"""Files that are written: whole or an error, and without harm to what stands in their place.

A plain file is made beside its place under a name that nobody has, and then takes the place, with the mode and owner of
what was there. A link is followed, as `cp` does. What is no plain file (a pipe, a device, `/dev/stdout`) is written
to directly, and stays what it is. A file that grows over a long run is written in place, by one run at a time.
"""

from __future__ import annotations

import errno
import io
import os
import select
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TextIO

from .errors import InputError
from .identity import is_same, there_is

STDOUT = Path("-")  # as an output: standard output. A file of this name is given with its folder
_BINARY = getattr(os, "O_BINARY", 0)
_LINKS = 40  # as many as Linux follows
_BEYOND = 1 << 40  # where Windows locks: it bars others from reading what is locked


class OutputError(InputError):
    """A result that could not be written whole."""

    def __init__(self, reason: str, where: str, hint: str = "") -> None:
        super().__init__(f"cannot be written: {reason}", where=where, hint=hint)


class Whole(io.RawIOBase):
    """A raw stream that writes all it is given, or raises OutputError.

    What lies below may write a part only: a full disk, a limit on the size of files, a pipe that does not block.
    """

    def __init__(self, raw: Any, where: str) -> None:
        self._raw, self._where = raw, where

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Write all of the bytes; their number."""
        view = memoryview(data).cast("B")
        done = 0
        try:
            while done < len(view):
                count = self._raw.write(view[done:])
                if not count:
                    select.select([], [self._raw.fileno()], [], 1.0)
                done += count or 0
        except OSError as error:
            raise self._failure(error) from None
        return done

    def _failure(self, error: OSError) -> Exception:
        return OutputError(reason_of(error), self._where)

    def fileno(self) -> int:
        """The number of the file below."""
        return int(self._raw.fileno())

    def isatty(self) -> bool:
        """Whether a terminal is below."""
        return bool(self._raw.isatty())

    def close(self) -> None:
        """Close what is below, too: only there some systems say that the disk is full. Raises OutputError."""
        if self.closed:
            return
        super().close()
        try:
            self._raw.close()
        except OSError as error:
            raise OutputError(reason_of(error), self._where) from None


class _Standard(io.RawIOBase):
    """Standard output, which stays open when this is closed."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return len(data)

    def fileno(self) -> int:
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE))


def reason_of(error: OSError) -> str:
    """Why the system refused, in its words."""
    return error.strerror or str(error)


def place_of(path: Path) -> Path:
    """Where an output goes: the file behind links, `STDOUT`, or the path itself for what is written to directly.

    Raises OutputError where nothing can be written there; what is found out here costs no work yet.
    """
    if path == STDOUT:
        return path
    try:
        there = there_is(path)
        if there is None and path.is_symlink():
            raise OutputError("it is a link to a file that is not there", str(path), "give the file itself")
        if there is None:
            return _new(path)
        if stat.S_ISDIR(there.st_mode):
            raise OutputError("it is a folder", str(path), "give the name of a file")
        if not stat.S_ISCHR(there.st_mode) and is_same(there, there_is(1)):
            return STDOUT  # as /dev/stdout: two that write to one file each from its beginning destroy it
        if not os.access(path, os.W_OK):
            raise OutputError(os.strerror(errno.EACCES), str(path))
        return path if _is_direct(path, there) else Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise OutputError(reason_of(error) if isinstance(error, OSError) else str(error), str(path)) from None


def _new(path: Path) -> Path:
    folder = there_is(path.parent)
    if folder is None or not stat.S_ISDIR(folder.st_mode):
        raise OutputError(os.strerror(errno.ENOENT if folder is None else errno.ENOTDIR), str(path))
    if not os.access(path.parent, os.W_OK):
        raise OutputError(os.strerror(errno.EACCES), str(path))
    return path


def _is_direct(path: Path, there: os.stat_result) -> bool:
    """Whether a path leads to what no file can be put in place of: no plain file, or a stream that is open already."""
    if not stat.S_ISREG(there.st_mode):
        return True
    link = os.path.abspath(path)
    for _ in range(_LINKS):
        if os.path.realpath(os.path.dirname(link)).startswith(("/proc/", "/dev/fd")):
            return True
        if not os.path.islink(link):
            break
        link = os.path.join(os.path.dirname(link), os.readlink(link))
    return False


@contextmanager
def written(path: Path, where: str = "") -> Iterator[TextIO]:
    """A text file in UTF-8, with `\\n` as it is, that appears whole or not at all.

    Raises OutputError where it cannot be written whole.
    """
    where = where or str(path)
    place = place_of(path)
    if place == STDOUT:
        sys.stdout.flush()
        yield sys.stdout
        sys.stdout.flush()
        return
    there = there_is(place)
    if there is not None and _is_direct(place, there):
        with _text(_opened(place, os.O_WRONLY | os.O_APPEND, where), where) as stream:
            yield stream
        return
    try:
        descriptor, beside = _beside(place, 0o666 if there is None else 0o600)
    except OSError as error:
        if there is None:
            raise OutputError(reason_of(error), where) from None
        # A folder that takes no new file: the one that is there can still be written, as `cp` does.
        with _text(_opened(place, os.O_WRONLY | os.O_TRUNC, where), where) as stream:
            yield stream
        return
    try:
        with _text(descriptor, where) as stream:
            yield stream
        try:
            _take_place(beside, place, there)
        except OSError as error:
            raise OutputError(reason_of(error), where) from None
    finally:
        with suppress(OSError):
            beside.unlink()


def _opened(path: Path, flags: int, where: str) -> int:
    try:
        return os.open(path, flags | _BINARY | getattr(os, "O_NOCTTY", 0), 0o666)
    except OSError as error:
        raise OutputError(reason_of(error), where) from None


@contextmanager
def _text(descriptor: int, where: str) -> Iterator[TextIO]:
    """Text to a descriptor, in UTF-8. Lone surrogates, which names can have, are written as a question mark."""
    raw = Whole(io.FileIO(descriptor, "w"), where)
    stream = io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "replace", newline="")
    try:
        yield stream
    except BaseException:
        with suppress(OutputError, OSError):
            stream.close()
        raise
    try:
        stream.close()
    except BaseException:
        with suppress(OutputError, OSError):
            raw.close()
        raise


def _beside(place: Path, mode: int) -> tuple[int, Path]:
    """A new file in the same folder, under a name that nobody has; hidden: who reads the folder passes it over."""
    while True:
        name = place.with_name(f".backupdx-{os.urandom(8).hex()}.part")
        with suppress(FileExistsError):
            return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), name


def _take_place(beside: Path, place: Path, there: os.stat_result | None) -> None:
    if there is not None:
        if hasattr(os, "chown") and (there.st_uid, there.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(OSError):
                os.chown(beside, there.st_uid, there.st_gid)
        with suppress(OSError):
            beside.chmod(stat.S_IMODE(there.st_mode))
    try:
        beside.replace(place)
    except OSError as error:
        if there is None or error.errno not in (errno.EBUSY, errno.EXDEV):
            raise
        shutil.copyfile(beside, place)  # a single file that is mounted, as into a container


@contextmanager
def private(path: Path, new: bool) -> Iterator[TextIO]:
    """A text file that only its owner can read; where it is to be `new`, FileExistsError tells that there is one.

    Raises OutputError and OSError where it cannot be written.
    """
    descriptor, beside = _beside(path, 0o600)
    try:
        with _text(descriptor, str(path)) as stream:
            yield stream
        if not new:
            beside.replace(path)
        elif os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        else:
            _link(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink()


def _link(beside: Path, path: Path) -> None:
    """Give a file its name where nobody has taken it. Raises FileExistsError."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        beside.replace(path)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """A file that is there, for this run alone: another one waits for it. It may be replaced meanwhile.

    Raises OSError where it cannot be opened.
    """
    while True:
        with path.open("rb") as stream:
            _wait_for(stream.fileno())
            if is_same(os.fstat(stream.fileno()), there_is(path)):
                yield
                return


def folder_for(path: Path) -> None:
    """Make the folder of a file, and those around it, where they are missing. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be made: {reason_of(error)}", where=str(path.parent)) from None


def can_grow(path: Path) -> bool:
    """Whether an output is a plain file, which can be read again and gone on with. Raises OutputError as `place_of`."""
    place = place_of(path)
    there = None if place == STDOUT else there_is(place)
    return place != STDOUT and (there is None or not _is_direct(place, there))


def grown(path: Path, keep: bool = False) -> IO[bytes]:
    """A file that is written over a long run, from its end; emptied unless it is to `keep` what it has.

    Nobody else writes it until the stream is closed. A write reaches the file at once, whole or with an OutputError.
    Raises OutputError where it cannot be written, or another run writes it.
    """
    where, place = str(path), place_of(path)
    if place == STDOUT:
        standard: Any = _Standard()
        return standard  # type: ignore[no-any-return]
    there = there_is(place)
    if there is not None and _is_direct(place, there):
        return _unbuffered(_opened(place, os.O_WRONLY | os.O_APPEND, where), where)
    while True:
        descriptor = _opened(place, os.O_RDWR | os.O_CREAT | os.O_APPEND, where)
        try:
            lock(descriptor, where)
            if not is_same(os.fstat(descriptor), there_is(place)):
                os.close(descriptor)  # another run put a file in its place in the meantime
                continue
            if not keep:
                os.ftruncate(descriptor, 0)
        except BaseException:
            with suppress(OSError):
                os.close(descriptor)
            raise
        return _unbuffered(descriptor, where)


def overwrite(path: Path, at: int, data: bytes) -> None:
    """Write bytes in place of as many that are there: for whoever holds the stream of `grown`, which only appends.

    Raises OutputError.
    """
    try:
        with path.open("r+b", buffering=0) as stream:
            stream.seek(at)
            stream.write(data)
    except OSError as error:
        raise OutputError(reason_of(error), str(path)) from None


def _unbuffered(descriptor: int, where: str) -> IO[bytes]:
    stream: Any = Whole(io.FileIO(descriptor, "w"), where)
    return stream  # type: ignore[no-any-return]


def _wait_for(descriptor: int) -> None:
    while True:
        try:
            lock(descriptor, "")
            return
        except OutputError:
            time.sleep(0.05)


def lock(descriptor: int, where: str) -> None:
    """Hold a file until it is closed. Raises OutputError where another run holds it.

    Where the file system has no locks, nothing is held.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _BEYOND, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_END)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
            raise OutputError(
                "another run writes it now", where, "wait until that has ended, or give another name"
            ) from None
