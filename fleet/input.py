"""What a fleet is read from: cases one a line, which are streamed, and exports of any other kind, which are joined.

Exports (`az` lists of whole vaults, Resource Graph rows, bundles) have to be seen as a whole to join what they say of
one VM; a file with a case a line (`backupdx import -o FILE.ndjson` writes it) is read line by line, however long.
"""

from __future__ import annotations

import io
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b, file_digest
from lzma import LZMAError
from pathlib import Path
from typing import IO, Any

from ..facts.errors import InputError
from ..facts.identity import identity_of, read_once
from ..facts.saving import cases_text
from ..facts.writing import reason_of
from ..readers.containers.archives import MAGIC_BYTES, opener_of
from ..readers.containers.content import HEAD_BYTES, Chained, encoding_of
from ..readers.containers.folders import BARRED, files_in
from ..readers.containers.foreign import written_by_us
from ..readers.fact_files import is_certainly_one
from ..readers.loading import FileReport, load_paths
from .lines import MAX_LINE

EMPTY = "holds no line"


@dataclass(slots=True)
class FleetInput:
    """The cases of a fleet, one a line: `size` in bytes where it is known, else 0; `files` what became of each."""

    size: int = 0
    streamed: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _stdin: bytes = b""

    def fingerprint(self, key: bytes = b"") -> str:
        """What tells this input from another one: made of the content of all files, in hexadecimal.

        Of what can be read only once (a pipe) nothing is in it but, of standard input, the beginning. With a `key`,
        only who has that can tell by it whether a file was the input. Raises InputError where a file cannot be read.
        """
        made = blake2b(digest_size=16, key=key[:64])
        for name in (*self.streamed, *self.joined):
            if name == "-":
                made.update(self._beginning())
            for path, within in _plain_files(Path(name)) if name != "-" else ():
                try:
                    with path.open("rb") as stream:
                        content = file_digest(stream, _digest).digest()
                except OSError as error:
                    raise InputError(f"cannot be read: {reason_of(error)}", where=str(path)) from None
                made.update(f"{within}\0".encode("utf-8", "surrogateescape") + content)
        return made.hexdigest()

    def _beginning(self) -> bytes:
        """The beginning of standard input, which is read again with the rest."""
        self._stdin = sys.stdin.buffer.read(HEAD_BYTES)
        return self._stdin

    def lines(self) -> Iterator[str]:
        """The lines that are not blank: those of the streamed files in the order given, then the joined cases.

        Raises InputError where a file cannot be read on, or where nothing can be used.
        """
        for name in self.streamed:
            lines = lines_in(name, partial(_opened, name, self._stdin))
            first = next(lines, None)
            if first is None:
                self.files.append(FileReport("standard input" if name == "-" else name, "ignored", EMPTY))
                continue
            yield first
            yield from lines
        if self.joined:
            loaded = load_paths(self.joined, beside=bool(self.streamed))
            self.files += loaded.files
            self.remarks += loaded.remarks
            for case in loaded.cases:
                yield cases_text([case], ".ndjson")


def source_of(paths: Iterable[str]) -> FleetInput:
    """Sort the paths into files with a case a line and all others. Raises InputError for one that is not there.

    A file that is named twice, by whatever paths or as standard input, is read once.
    """
    source = FleetInput()
    given: dict[tuple[int, int], str] = {}
    for name in dict.fromkeys(str(p) for p in paths):
        for part in (_case_files_in(Path(name), source) if name else []) or [name]:
            is_lines, there = _has_case_lines(part), identity_of(0 if part == "-" else part)
            first = given.setdefault(there, part) if there is not None else part
            if first != part:
                told = ["standard input" if each == "-" else each for each in (part, first)]
                source.files.append(FileReport(told[0], "ignored", f"is the same file as {told[1]}, and read once"))
            elif is_lines:
                source.streamed.append(part)
                source.size += 0 if part == "-" else Path(part).stat().st_size
            else:
                source.joined.append(part)
    return source


def _case_files_in(path: Path, source: FleetInput) -> list[str]:
    """The files of a folder in which all are of cases, one a line; else nothing: the folder is read as a whole.

    What an earlier run wrote there is no input: it is told as left out, as are folders that cannot be opened.
    """
    if not os.path.isdir(path):  # noqa: PTH112, as below
        return []
    found, barred = files_in(path)
    if path in barred:
        raise InputError(BARRED, where=str(path))
    plain = [p for p in found if p.is_file() and not p.is_symlink()]  # whoever packed it chose where a link leads
    ours = {str(p): what.what for p in plain if (what := written_by_us(_beginning_of(p))) is not None}
    files = [str(p) for p in plain if str(p) not in ours]
    if not files or not all(_has_case_lines(f) for f in files):
        return []
    links = {str(p): "is a link" for p in found if p.is_symlink()}
    source.files += [FileReport(name, "ignored", what) for name, what in (ours | links).items()]
    source.files += [FileReport(str(p), "unreadable", BARRED) for p in barred]
    return files


def _beginning_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD_BYTES)
    except OSError:
        return b""  # whoever reads it tells why it cannot be read


def _has_case_lines(name: str) -> bool:
    if name == "-" or read_once(name):
        return True
    if not name:
        raise InputError("'' is no name of a file")
    if not os.path.exists(name):  # noqa: PTH110, which Path.exists answers with an error for a name that is too long
        raise InputError("no such file", where=name)
    if Path(name).is_dir():
        return False
    return begins_with_case(name, lambda: _opened(name))


def begins_with_case(name: str, opened: Callable[[], IO[str]]) -> bool:
    """Whether the first line of a text is a case, as its others are then; where it is broken, its name tells."""
    try:
        with opened() as stream:
            first = next((line for line in iter(lambda: stream.readline(HEAD_BYTES), "") if line.strip()), "")
        data = json.loads(first)
    except (OSError, ValueError, EOFError, RecursionError, LZMAError, zlib.error):
        return Path(name).suffix.lower() in (".ndjson", ".jsonl")
    return isinstance(data, dict) and "cases" not in data and is_certainly_one(data)


class _Expanded(io.BufferedReader):
    """What a compressed stream holds; closing this closes that one too, unless it is standard input."""

    def __init__(self, raw: Any, below: Any) -> None:
        super().__init__(raw)
        self._below = None if below is sys.stdin.buffer else below

    def close(self) -> None:
        super().close()
        if self._below is not None:
            self._below.close()


def _opened(name: str, stdin: bytes = b"") -> IO[str]:
    """A file with its text, expanded where it is compressed; `stdin` is what was read of standard input already."""
    buffered: Any
    if name != "-":
        buffered = Path(name).open("rb")  # noqa: SIM115, closed with what is returned
    else:
        buffered = io.BufferedReader(Chained(stdin, sys.stdin.buffer)) if stdin else sys.stdin.buffer
    opener = opener_of(buffered.peek(MAGIC_BYTES)[:MAGIC_BYTES])
    if opener is not None and name != "-" and not read_once(name):
        buffered.close()
        buffered = io.BufferedReader(opener(name))  # which closes the file with itself
    elif opener is not None:
        buffered = _Expanded(opener(buffered), buffered)
    return as_text(buffered)


def as_text(buffered: Any) -> IO[str]:
    """The text of a buffered stream, in the encoding that its beginning tells."""
    encoding = encoding_of(buffered.peek(400)[:400])
    return io.TextIOWrapper(buffered, "utf-8" if encoding == "cp1252" else encoding, "replace")


def lines_in(name: str, opened: Callable[[], IO[str]]) -> Iterator[str]:
    """The lines of a text that are not blank, those that are too long cut. Raises InputError."""
    try:
        with opened() as stream:
            while line := stream.readline(MAX_LINE + 1):
                whole = line
                while not whole.endswith("\n") and (whole := stream.readline(MAX_LINE)):
                    pass  # the rest of a line that is too long is passed over: the line is rejected by its length
                if line.strip():
                    yield line
    except (OSError, EOFError, LZMAError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read on: {reason}", where=name) from None


def _plain_files(path: Path) -> Iterator[tuple[Path, str]]:
    """The plain files at a path or in a folder, each with its place within that."""
    if path.is_file():
        yield path, ""
    elif path.is_dir():
        for each in sorted(path.rglob("*")):
            if each.is_file() and not each.is_symlink():
                yield each, each.relative_to(path).as_posix()


def _digest() -> Any:
    return blake2b(digest_size=32)
