"""Where commands write: results to stdout, talk to stderr, in UTF-8 whatever the locale says."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ..facts.errors import InputError, UsageError
from ..report import formats

if TYPE_CHECKING:
    from ..facts.case import Case


def format_option(command: str, what: str) -> Any:
    """The option --format of a command, with the formats that are registered for it (report/formats.py).

    An unknown one is a UsageError before anything is read.
    """

    def known(name: str) -> str:
        formats.renderer(command, name)
        return name

    return typer.Option(
        "--format",
        "-f",
        metavar=f"[{'|'.join(formats.names(command))}]",
        help=f"How to write {what}.",
        callback=known,
        autocompletion=lambda: list(formats.names(command)),
    )


def look(full: bool = False) -> formats.Look:
    """How a text for people looks here: as wide as the terminal is, in its colours."""
    return formats.Look(width(), style(), full)


def width() -> int:
    """The columns to write for: those of the terminal, at most 100."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100)


def style() -> Callable[[str, str], str] | None:
    """Colours on a terminal; None elsewhere or where NO_COLOR is set."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return None
    looks: dict[str, dict[str, Any]] = {
        "head": {"bold": True},
        "bold": {"bold": True},
        "confirmed": {"fg": "red", "bold": True},
        "likely": {"fg": "yellow", "bold": True},
        "possible": {"fg": "cyan", "bold": True},
        "ruled_out": {"dim": True},
        "dim": {"dim": True},
        "caution": {"fg": "yellow"},
        "command": {"fg": "green"},
    }
    return lambda text, role: typer.style(text, **looks.get(role, {}))


def spare_inputs(targets: Iterable[Path | None], inputs: Iterable[str | Path | None]) -> None:
    """Raise UsageError where a file to be written is one that is read: nobody means that."""
    read = {Path(name).resolve() for name in inputs if name is not None and str(name) != "-"}
    for target in filter(None, targets):
        if target.resolve() in read:
            raise UsageError(f"{target} is read by this run: write to another file")


def writable(targets: Iterable[Path | None]) -> None:
    """Find out before long work whether its results can be written. Raises InputError where a folder bars it."""
    for target in filter(None, targets):
        folder = target.parent
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            reason = os.strerror(errno.EACCES if folder.is_dir() else errno.ENOENT)
            raise InputError(f"cannot be written: {reason}", where=str(target))


def out(text: str) -> None:
    """Write a result to stdout."""
    data = text.encode("utf-8", "replace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Write a remark to stderr, without what a terminal would act on."""
    from ..report.clean import clean

    typer.echo(f"backupdx: {clean(text)}", err=True)


def save_facts(cases: Sequence[Case], path: Path) -> None:
    """Write a fact file. Raises InputError where it cannot be written."""
    from ..facts.saving import save_cases

    try:
        save_cases(cases, path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from None


@contextmanager
def written(path: Path) -> Iterator[Any]:
    """A text file that appears whole or not at all. Raises InputError where it cannot be written."""
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        beside.replace(path)
    except BaseException as error:
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from None
        raise
