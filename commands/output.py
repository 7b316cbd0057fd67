"""Where commands write: results to stdout, talk to stderr, in UTF-8 whatever the locale says."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import textwrap
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import Any

import typer

from ..facts.added import found
from ..facts.errors import UsageError
from ..facts.identity import is_same, read_among, same_file, there_is
from ..facts.writing import STDOUT, OutputError, place_of
from ..report import formats


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


def look(full: bool = False, left_out: int = 0) -> formats.Look:
    """How a text for people looks here: as wide and high as the terminal is, in its colours."""
    height = shutil.get_terminal_size((80, 24)).lines if sys.stdout.isatty() else 24
    return formats.Look(width(), style(), full, max(24, height), left_out)


def width() -> int:
    """The columns to write for: those of the terminal, at most 100."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100)


def style(talk: bool = False) -> Callable[[str, str], str] | None:
    """Colours on a terminal, and elsewhere where FORCE_COLOR is set; None where NO_COLOR is. `talk` goes to stderr."""
    shows = (sys.stderr if talk else sys.stdout).isatty() and os.environ.get("TERM") != "dumb"
    if os.environ.get("NO_COLOR") or not (shows or os.environ.get("FORCE_COLOR")):
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


_PACKED = (".gz", ".tgz", ".bz2", ".xz", ".zip", ".tar", ".zst", ".7z")  # what a file of such a name is taken for


def file_to_write(text: str) -> Path:
    """The path of an output, as it was typed. Raises OutputError where it names a folder, nothing, or an archive.

    A path has no slash at its end: who typed one meant a folder, and would get a file of its name.
    """
    if not text.strip():
        raise OutputError("the name is empty", repr(text), "give the name of a file")
    ends = text[-1] in (os.sep, os.altsep) or os.path.basename(text) in (os.curdir, os.pardir)  # noqa: PTH119
    if ends and not os.path.isdir(text):  # noqa: PTH112, which answers for a name that is too long, too
        raise OutputError("it names a folder, and there is none", text, "make the folder, and give a file in it")
    if text.lower().endswith(_PACKED):
        raise OutputError("nothing is packed or compressed", text, "give a name without that ending, and pack it then")
    return Path(text)


def spare_inputs(targets: Iterable[Path | None], inputs: Iterable[str | Path | None]) -> None:
    """Raise UsageError where a file to be written is one that is read: nobody means that.

    Standard output is one, too, where it is added to a file that is read (`diagnose case.yaml >> case.yaml`).
    """
    read = [name for name in inputs if name is not None]
    shown = there_is(1)
    for name in read if shown is not None and stat.S_ISREG(shown.st_mode) and shown.st_size else ():
        with suppress(OSError, ValueError):
            if is_same(shown, there_is(0 if str(name) == "-" else name)):
                raise UsageError(f"{name} is read by this run, and stdout goes to it: write to another file")
    for target in filter(None, targets):
        if read_among(target, read):
            raise UsageError(f"{target} is read by this run: write to another file")


def writable(targets: Iterable[Path | None]) -> list[Path | None]:
    """The files to be written, with `STDOUT` for each way to standard output (`-`, `/dev/stdout`).

    Finds out before long work whether its results can be written: raises OutputError where they cannot, and UsageError
    where two go to one file, and where one is a file of a pack in use.
    """
    spare_inputs(targets := [*targets], [place.folder for place in found() if place.folder])
    places = [STDOUT if target is not None and place_of(target) == STDOUT else target for target in targets]
    for one, other in combinations(filter(None, places), 2):
        if one == other == STDOUT or (STDOUT not in (one, other) and same_file(one, other)):
            raise UsageError(f"{one} is given for two outputs: give each its own")
    return places


def out(text: str) -> None:
    """Write a result to stdout."""
    data = text.encode("utf-8", "replace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Write a remark to stderr, without what a terminal would act on; a terminal gets lines that end at a word."""
    from ..report.clean import clean

    said = f"backupdx: {clean(text)}"
    if sys.stderr.isatty():
        lines = textwrap.wrap(said, max(40, width()), break_long_words=False, break_on_hyphens=False)
        said = "\n".join(lines)
    typer.echo(said, err=True)
