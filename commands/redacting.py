"""`--redact` and `--redact-map` of the commands whose output people share, and `backupdx unredact`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..facts.errors import InputError, UsageError
from ..facts.identity import read_once, there_is
from ..facts.writing import STDOUT, OutputError
from .output import file_to_write, out, say, spare_inputs, writable

if TYPE_CHECKING:
    from ..facts.case import Case
    from ..readers.loading import Loaded
    from ..redaction import Redactor

Redact = Annotated[
    bool, typer.Option("--redact", help="Hide names, ids and addresses behind pseudonyms, and remove secrets.")
]
RedactMap = Annotated[
    Path | None,
    typer.Option(
        parser=file_to_write,
        help="Redact, and write which name is behind which pseudonym to this file (for yourself only). A map that is "
        "there is gone on with: its names keep their pseudonyms.",
    ),
]


_used: list[Redactor] = []  # that of the command which runs: an error may end it anywhere
_read: list[Case] = []  # what it has read
_maps: list[str] = []  # where the command was told to keep its map
_begun: list[Path] = []  # the map that it has begun, until it is saved


def begin() -> None:
    """Know of no command that ran before."""
    _used.clear()
    _read.clear()
    _maps.clear()
    _begun.clear()


def end() -> None:
    """Take away the map that the command has begun and not saved, where no other run has added to it."""
    if not _begun:
        return
    from ..facts.writing import held
    from ..redaction import read_map

    for path in _begun:
        with suppress(OSError, InputError), held(path):
            if not read_map(path).names:
                path.unlink()


def met(cases: Iterable[Case]) -> None:
    """Keep the cases whose names an error may tell, where the command redacts."""
    if _used:
        _read.extend(cases)


def told(error: Exception) -> str:
    """The message of an error for stderr: with pseudonyms, and without secrets, where the command that ran redacts.

    The file that it is about has the name under which the list of files has it. An output keeps the name that was
    typed for it on this command line: that is no secret from who typed it.
    """
    if not _used and not any(word.startswith("--redact") for word in sys.argv[1:]):
        return str(error)
    try:
        from ..redaction import Redactor
    except InputError:  # a pack that does not fit: what redacts knows no word without the vocabulary
        return "what is given cannot be used, and the reason has names in it: give it without --redact to see that"
    used = _used[-1] if _used else Redactor()  # an output can be refused before anything is read
    used.learn(_read)
    if isinstance(error, InputError) and error.where:
        what = str(InputError(error.what, expected=error.expected, hint=error.hint))
        first = "" if _used else said(what, used)  # where nothing was read, the name of the file is no other name
        if _is_typed_output(error):
            return f"{error.where}: {said(what, used)}"
        named = _is_file(error.where) or error.what == "no such file"
        where = used.file(error.where) if named else used.text(error.where)
        return f"{where}: {first or said(what, used)}"
    return said(str(error), used)


def _is_typed_output(error: InputError) -> bool:
    """Whether an error is about an output, or the map, by the name that stands on the command line."""
    if not isinstance(error, OutputError) and error.where not in _maps:
        return False
    return any(error.where in (word, word.partition("=")[2]) for word in sys.argv[1:])


_IMPOSSIBLE = re.compile(r"'[^'\n]{1,2000}'(?= is not possible)")
_UNKNOWN = re.compile(r"(?<![^\s.])[^\s.:]{1,200}(?=: unknown name)")


def said(text: str, used: Redactor) -> str:
    """What is said of an input, with pseudonyms. What stands in a fact file where no name or value of ours does can be
    anything, so it is not repeated.
    """
    return used.text(_UNKNOWN.sub("(a name)", _IMPOSSIBLE.sub("(a value)", text)))


def _is_file(where: str) -> bool:
    return any(mark in where for mark in "/\\.") and not where.startswith("az ")


def redactor(redact: bool, map_file: Path | None) -> Redactor | None:
    """A redactor for one output where one is wanted; with the key and the names of the map that is there already.

    Raises InputError where the file is no map, or a link: a map is written to no place that someone else chose.
    Raises UsageError where it is standard output.
    """
    if not redact and map_file is None:
        return None
    _maps.extend([str(map_file)] if map_file else [])
    made = _redactor(map_file)
    _used.append(made)
    return made


def _redactor(map_file: Path | None) -> Redactor:
    from ..redaction import Redactor, begin_map, read_map, refuse_two_names

    if map_file is None:
        return Redactor()
    if map_file == STDOUT:
        raise UsageError("--redact-map needs a file: it is for yourself only, and stdout is for others")
    writable([map_file])
    if map_file.is_symlink():
        raise InputError("is a link", where=str(map_file), expected="a map, or a name that is still free")
    if read_once(map_file):
        raise InputError("is no plain file", where=str(map_file), expected="a map, or a name that is still free")
    if there_is(map_file) is None:
        made = Redactor()
        # Begun at once, so that another run with the same new map goes on with its key, and neither loses its names.
        if begin_map(made.key, map_file):
            _begun.append(map_file)
            return made
    if map_file.stat().st_size == 0:
        hint = "give a name that does not exist: the map is made there, for yourself only"
        raise InputError("is empty", where=str(map_file), expected="a map as --redact-map writes it", hint=hint)
    refuse_two_names(map_file)
    try:
        there = read_map(map_file)
        return Redactor(there.names, there.key)
    except InputError as error:
        raise InputError(
            error.what, where=error.where, expected=f"{error.expected or 'a map'}, or a new name"
        ) from None


def save_map(used: Redactor | None, map_file: Path | None) -> None:
    """Write the map of an output, where one is wanted. Raises InputError where it cannot be written."""
    if used is None or map_file is None:
        return
    from ..redaction import write_map

    write_map(used.names, used.key, map_file)
    _begun.clear()
    say(f"the names are in {map_file}, for yourself only; to put them back: backupdx unredact FILE --map {map_file}")


def redacted(loaded: Loaded, used: Redactor) -> Loaded:
    """What was loaded, with pseudonyms: cases with their codes settled, names of files, and remarks."""
    from ..library import with_known_code

    told = redacted_remarks(loaded, used)
    return replace(told, cases=[used.case(with_known_code(case)) for case in loaded.cases])


def redacted_remarks(loaded: Loaded, used: Redactor) -> Loaded:
    """What became of the files that were loaded, with pseudonyms, and without the cases."""
    used.learn(loaded.cases)
    files = [replace(f, file=used.file(f.file), detail=said(f.detail, used)) for f in loaded.files]
    return replace(loaded, cases=[], files=files, remarks=[said(remark, used) for remark in loaded.remarks])


_MOST_TOLD = 5


def unredact(
    file: Annotated[str, typer.Argument(help="A text with pseudonyms in it, as a colleague's reply; - for stdin.")],
    map: Annotated[Path, typer.Option(help="The map that --redact-map wrote for that output.")],
) -> None:
    """Put the names back into a text that was redacted, or that answers one. Removed secrets cannot come back."""
    from ..readers.containers.parsing import decoded, read_bytes, read_stream
    from ..redaction import read_map, restored, unknown_in
    from ..report.clean import clean

    spare_inputs((), (file, map))
    names = read_map(map).names
    content = read_stream(sys.stdin.buffer, "standard input") if file == "-" else read_bytes(Path(file))
    text, kept = restored(decoded(content, file), names)
    if sys.stdout.isatty():
        text = "\n".join(clean(line) for line in text.split("\n"))
    out(text)
    if kept:
        listed = ", ".join(f"{pseudonym} is {name!r}" for pseudonym, name in kept.items())
        say(f"not put back, since a shell could act on such a name: {listed}")
    unknown = unknown_in(text, names)
    if unknown:
        more = f" and {len(unknown) - _MOST_TOLD} more" if len(unknown) > _MOST_TOLD else ""
        only_words = all(pseudonym.startswith("word-") for pseudonym in unknown)
        why = (
            "words beside talk of passwords and keys are in none" if only_words else "that of another output may be it"
        )
        say(f"not in this map: {', '.join(unknown[:_MOST_TOLD])}{more} ({why})")
