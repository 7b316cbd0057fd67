"""Files of a fleet that nobody named: what is kept beside the records, and while a run lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..facts.errors import InputError, UsageError
from ..facts.writing import OutputError, can_grow
from .output import say


def beside_records(output: Path | None) -> Path | None:
    """Where rejected lines are kept that have no file of their own: beside the records, where these are a file.

    Raises OutputError as `can_grow`.
    """
    return Path(f"{output}.rejects") if output is not None and can_grow(output) else None


def spare_what_stands_beside(output: Path | None, rejects: Path | None) -> None:
    """Raise UsageError where rejected lines would be kept, beside the records, in the place of something else."""
    from ..fleet.stored import is_reject

    beside = beside_records(output) if rejects is None else None
    if beside is None or not beside.is_file():
        return
    with beside.open("rb") as stream:
        first = stream.read(200).decode("utf-8", "replace")
    if first and not is_reject(first):
        raise UsageError(f"{beside} is there, and is no list of rejected lines: name a file for these with --rejects")


@contextmanager
def as_passing(path: Path | None) -> Iterator[None]:
    """Tell that there is no room for records which are kept only while the run lasts: they cannot be gone on with."""
    try:
        yield
    except OutputError as error:
        if path is None or error.where != str(path):
            raise
        hint = "make room there, or name another folder in TMPDIR; with -o the records would be kept, and gone on with"
        raise InputError(error.what, where="the folder for temporary files", hint=hint) from None


@contextmanager
def telling_of_the_earlier(path: Path) -> Iterator[None]:
    """Where a run does not come to its end, say where the records of the earlier one are that stood in this place."""
    try:
        yield
    except BaseException:
        from ..fleet.aside import kept_aside

        with suppress(InputError):  # what ended the run is told, whatever became of the folder
            if (beside := kept_aside(path)) is not None:
                say(f"the records that stood there before are kept in {beside}")
        raise
