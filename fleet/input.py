"""What a fleet is read from: cases one a line, which are streamed, and exports of any other kind, which are joined.

Exports (`az` lists of whole vaults, Resource Graph rows, bundles) have to be seen as a whole to join what they say of
one VM; a file with a case a line (`backupdx import -o FILE.ndjson` writes it) is read line by line, however long.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from ..facts.errors import InputError
from ..facts.saving import cases_text
from ..readers.containers.content import HEAD_BYTES, encoding_of
from ..readers.fact_files import is_certainly_one
from ..readers.loading import FileReport, load_paths
from .lines import MAX_LINE


@dataclass(slots=True)
class FleetInput:
    """The cases of a fleet, one a line: `size` in bytes where it is known, else 0; `files` what became of each."""

    size: int = 0
    streamed: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The lines that are not blank: those of the streamed files in the order given, then the joined cases.

        Raises InputError where a file cannot be read on, or where nothing can be used.
        """
        for name in self.streamed:
            yield from _lines_of(name)
        if self.joined:
            loaded = load_paths(self.joined)
            self.files += loaded.files
            self.remarks += loaded.remarks
            for case in loaded.cases:
                yield cases_text([case], ".ndjson")


def source_of(paths: Iterable[str]) -> FleetInput:
    """Sort the paths into files with a case a line and all others. Raises InputError for one that is not there."""
    source = FleetInput()
    for name in dict.fromkeys(str(p) for p in paths):
        for part in _case_files_in(Path(name)) or [name]:
            if _has_case_lines(part):
                source.streamed.append(part)
                source.size += 0 if part == "-" else Path(part).stat().st_size
            else:
                source.joined.append(part)
    return source


def _case_files_in(path: Path) -> list[str]:
    """The files of a folder in which all are of cases, one a line; else nothing: the folder is read as a whole."""
    if not path.is_dir():
        return []
    files = sorted(str(p) for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
    return files if files and all(_has_case_lines(f) for f in files) else []


def _has_case_lines(name: str) -> bool:
    if name == "-":
        return True
    path = Path(name)
    if not path.exists():
        raise InputError("no such file", where=name)
    if path.is_dir():
        return False
    try:
        with _opened(name) as stream:
            first = next((line for line in iter(lambda: stream.readline(HEAD_BYTES), "") if line.strip()), "")
        data = json.loads(first)
    except (OSError, ValueError, EOFError, RecursionError):
        return Path(name).suffix.lower() in (".ndjson", ".jsonl")  # its first record is broken, the others are not
    return isinstance(data, dict) and "cases" not in data and is_certainly_one(data)


def _opened(name: str) -> IO[str]:
    buffered: Any = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115, closed with what is returned
    if buffered.peek(2)[:2] == b"\x1f\x8b":
        buffered = io.BufferedReader(gzip.GzipFile(fileobj=buffered))
    encoding = encoding_of(buffered.peek(400)[:400])
    return io.TextIOWrapper(buffered, "utf-8" if encoding == "cp1252" else encoding, "replace")


def _lines_of(name: str) -> Iterator[str]:
    try:
        with _opened(name) as stream:
            while line := stream.readline(MAX_LINE + 1):
                whole = line
                while not whole.endswith("\n") and (whole := stream.readline(MAX_LINE)):
                    pass  # the rest of a line that is too long is passed over: the line is rejected by its length
                if line.strip():
                    yield line
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read on: {reason}", where=name) from None
