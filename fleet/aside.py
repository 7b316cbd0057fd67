"""Records of an earlier run that stand where a new run writes its own: they are kept beside until it has ended."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from ..facts.identity import there_is
from ..facts.writing import can_grow, grown, place_of
from .stored import is_records

ENDING = ".before-this-run"


def set_aside(path: Path) -> None:
    """Put the records that stand at a path beside it, and an empty file of the same mode and owner in their place.

    What an earlier run put there already stays: that one did not come to its end, and left only a part in this place.
    In a folder that takes no new file, and on a file that is mounted by itself, nothing is put aside. Raises
    OutputError where another run writes them.
    """
    if not can_grow(path) or (there := there_is(path)) is None or not is_records(path):
        return
    place, beside = place_of(path), aside_of(path)
    with grown(path, keep=True) as stream:  # nobody else writes them
        if os.path.lexists(beside):
            return
        if os.name == "nt":
            stream.close()  # a file that is open keeps its name there
        with suppress(OSError):
            place.rename(beside)
            place.touch(stat.S_IMODE(there.st_mode), exist_ok=True)
            if hasattr(os, "chown") and (there.st_uid, there.st_gid) != (os.geteuid(), os.getegid()):
                with suppress(OSError):
                    os.chown(place, there.st_uid, there.st_gid)
            place.chmod(stat.S_IMODE(there.st_mode))


def aside_of(path: Path) -> Path:
    """Where the records that stood at a path are kept until the run has ended: beside the file behind links."""
    place = place_of(path)
    return place.with_name(place.name + ENDING)


def kept_aside(path: Path) -> Path | None:
    """The records that are kept so; None where there are none."""
    beside = aside_of(path) if can_grow(path) else None
    return beside if beside is not None and beside.is_file() and is_records(beside) else None


def drop(path: Path) -> None:
    """Take away what was kept: the new records are whole."""
    if (beside := kept_aside(path)) is not None:
        with suppress(OSError):
            beside.unlink()
