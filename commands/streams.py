"""The standard streams of a run: a result arrives whole or is an error, and talk that nobody can hear costs nothing."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from ..facts.errors import BackupdxError
from ..facts.writing import OutputError, Whole


class ReaderGone(BackupdxError):
    """Whoever read standard output went away, as `| head` does: there is nothing to say, and nobody to say it to."""

    exit_code = 141


class _Result(Whole):
    def _failure(self, error: OSError) -> Exception:
        return ReaderGone() if isinstance(error, BrokenPipeError) else super()._failure(error)


class _Talk(Whole):
    def write(self, data: Any) -> int:
        with suppress(OutputError):
            super().write(data)
        return len(data)


class _Closed(io.FileIO):
    def write(self, data: Any) -> int:
        raise OSError(errno.EBADF, "it is closed")


def prepare() -> None:
    """Put such streams in place of Python's own, which take a part for the whole when they have no buffer.

    One that is closed gets the null device, so that no file that is opened takes its number: nothing is read from
    there, talk is lost, and a result is an error.
    """
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115, it lasts as long as the process
    raw = _Closed(os.devnull) if sys.stdout is None else _raw(sys.stdout)
    sys.stdout = _text(_Result(raw, "standard output"), "replace", raw.isatty())
    talk = io.FileIO(os.devnull, "w") if sys.stderr is None else _raw(sys.stderr)
    sys.stderr = _text(_Talk(talk, "standard error"), "backslashreplace", True)


def _raw(stream: Any) -> Any:
    return getattr(stream.buffer, "raw", stream.buffer)


def _text(raw: Whole, errors: str, lines: bool) -> TextIO:
    return io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", errors, newline="", line_buffering=lines)
