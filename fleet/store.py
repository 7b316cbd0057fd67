"""The records of a run on disk: written by one run at a time, a chunk at once, gone on with by a later one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol

from ..facts.errors import InputError, UsageError
from ..facts.identity import there_is
from ..facts.writing import STDOUT, OutputError, grown, overwrite, reason_of, written
from ..kb.knowledge import knowledge_base
from .aside import drop, set_aside
from .lines import MAX_LINE
from .records import header
from .stored import Records, checked_records, count_of, header_of, is_redacted, is_reject, records_in

_HINT = "what is complete was kept; make room and go on with --resume"


class Written(Protocol):
    """What is kept of a chunk."""

    @property
    def records(self) -> str:
        """The records, one a line."""

    @property
    def rejects(self) -> str:
        """Those of them that say why a line is no case."""


class Store(Records):
    """The records on disk: a header, then one complete line for each line that was read, in that order.

    The rejected lines stand in a file of their own too, where there are any. The header says whether the records are
    `redacted`, and what `source` they are from (see `FleetInput.fingerprint`). Nobody else writes the records until
    the store is closed. Raises UsageError where those of an earlier run are not as is wanted, and OutputError.
    """

    def __init__(
        self, records: Path, rejects: Path | None, resume: bool = False, redacted: bool = False, source: str = ""
    ) -> None:
        super().__init__(records)
        self.path = records
        self.rejects = rejects
        self.done = 0  # lines that an earlier run has dealt with
        self._counted = False  # whether the header counts the records already
        self._rejected: IO[bytes] | None = None
        goes_on = resume and is_begun(records)
        if not goes_on:
            set_aside(records)
        self._stream = grown(records, keep=goes_on)
        try:
            if goes_on:
                self._take_up(redacted, source)
            else:
                append(self._stream, header(knowledge_base(), redacted, source) + "\n", records)
            if rejects is not None:
                _remove(rejects)
                if goes_on:
                    self._reject("".join(filter(is_reject, self.lines())))
        except BaseException:
            self.close()
            raise

    def _take_up(self, redacted: bool, source: str) -> None:
        """Check the records that are there, before anything of them is changed; then cut off an incomplete one."""
        made = header_of(self.path)
        if made["kb_version"] != knowledge_base().version:
            raise UsageError(f"{self.path} was made with another knowledge base: run again without --resume")
        if is_redacted(made) != redacted:
            state = "is" if is_redacted(made) else "is not"
            raise UsageError(f"{self.path} {state} redacted: names and pseudonyms do not go into one file")
        if made.get("input", "") != source:
            raise UsageError(
                f"{self.path} was made from another input: give that of the interrupted run, as it was then, or run "
                "again without --resume"
            )
        for _ in checked_records(self.path, goes_on=True):
            self.done += 1
        _cut(self._stream, _complete(self.path))
        self._counted = made.get("count") is not None

    def write(self, chunks: Iterable[Any]) -> Iterator[Any]:
        """Keep each chunk whole, then yield it. Raises OutputError where the disk is full; complete lines stay."""
        for chunk in chunks:
            if self._counted:
                self._count(None)
            append(self._stream, chunk.records, self.path)
            self._reject(chunk.rejects)
            yield chunk

    def _reject(self, text: str) -> None:
        if not text or self.rejects is None:
            return
        if self._rejected is None:
            self._rejected = grown(self.rejects)
        append(self._rejected, text, self.rejects)

    def change(self, changed: Callable[[str], str]) -> None:
        """Write the records again as `changed` gives them, where that is another way. Raises OutputError."""
        if all(changed(line) == line for line in self.lines()):
            return
        with written(self.path) as stream:
            for n, line in enumerate(records_in(self.path)):
                stream.write(changed(line) if n else line)
        self._stream.close()
        self._stream = grown(self.path, keep=True)

    def complete(self) -> None:
        """Count the records in the header, and take away those of an earlier run that were kept until these are whole.

        Raises OutputError.
        """
        self._count(sum(1 for _ in self.lines()))
        drop(self.path)

    def _count(self, count: int | None) -> None:
        """Write the count in its place; in a header of an earlier version there is none."""
        with self.path.open("rb") as stream:
            first = stream.readline()
        at, told = first.rfind(b',"count":') + 1, count_of(count).encode()
        if at and at + len(told) + len(b"}\n") == len(first):
            overwrite(self.path, at, told)
        self._counted = count is not None

    def lines(self) -> Iterator[str]:
        """The records, without the header. This run wrote or checked them."""
        return islice(records_in(self.path), 1, None)

    def close(self) -> None:
        """Let others write the files."""
        for stream in (self._stream, self._rejected):
            if stream is not None:
                stream.close()


def is_begun(path: Path) -> bool:
    """Whether something stands there that a run can go on with, or has to refuse.

    Nothing does where an interrupted run came no further than to its header.
    """
    if there_is(path) is None:
        return False
    try:
        with path.open("rb") as stream:
            first = stream.readline(MAX_LINE)
    except OSError as error:
        raise InputError(f"cannot be read: {reason_of(error)}", where=str(path)) from None
    begins = b'{"backupdx":"fleet"'
    return first.endswith(b"\n") or len(first) == MAX_LINE or not begins.startswith(first[: len(begins)])


def append(stream: IO[bytes], text: str, path: Path) -> None:
    """Write all of the text at the end of a file, or nothing. Raises OutputError."""
    try:
        before: int | None = os.fstat(stream.fileno()).st_size
    except OSError:
        before = None
    try:
        stream.write(text.encode())
    except BaseException as error:
        if before is not None:
            with suppress(OSError):
                _cut(stream, before)
        if isinstance(error, OSError):
            raise OutputError(reason_of(error), str(path), _HINT) from None
        if isinstance(error, OutputError):
            raise OutputError(error.what.removeprefix("cannot be written: "), str(path), _HINT) from None
        raise


def _cut(stream: IO[bytes], size: int) -> None:
    os.ftruncate(stream.fileno(), size)


def _complete(path: Path) -> int:
    """How many bytes of a file are complete lines."""
    end = 0
    with path.open("rb") as stream:
        for line in stream:
            end += len(line) if line.endswith(b"\n") else 0
    return end


def _remove(path: Path) -> None:
    """Take away the rejected lines of an earlier run: none may be left that this run has not met."""
    if path == STDOUT or not path.is_file():
        return
    grown(path).close()  # which empties it, or says that another run writes it
    if not path.is_symlink():
        path.unlink()
