"""Which files are one: by what the system calls them (device and number), never by how their paths are spelled."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path


def there_is(path: str | Path | int) -> os.stat_result | None:
    """What stands at a path, behind links, or behind a descriptor; None where nothing does.

    Raises OSError where that cannot be told, ValueError for what is no path.
    """
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
    except OSError:
        if isinstance(path, int):
            return None  # a stream that is closed
        raise


def is_same(one: os.stat_result | None, other: os.stat_result | None) -> bool:
    """Whether both are there, and one."""
    return one is not None and other is not None and os.path.samestat(one, other)


def identity_of(path: str | Path | int) -> tuple[int, int] | None:
    """What the system calls a plain file at a path, behind links, or behind a descriptor; None where none is there."""
    try:
        there = there_is(path)
    except (OSError, ValueError):
        return None
    return (there.st_dev, there.st_ino) if there is not None and stat.S_ISREG(there.st_mode) else None


def read_once(path: str | Path) -> bool:
    """Whether what stands at a path can be read only once: a pipe, as of `<(command)`, or a device."""
    try:
        there = there_is(path)
    except (OSError, ValueError):
        return False
    return there is not None and not stat.S_ISREG(there.st_mode) and not stat.S_ISDIR(there.st_mode)


def same_file(one: str | Path, other: str | Path) -> bool:
    """Whether two paths lead to one plain file, links and hard links included; by their names where none is there."""
    try:
        here, there = there_is(one), there_is(other)
    except (OSError, ValueError):
        return False
    if here is None and there is None:
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
    return here is not None and stat.S_ISREG(here.st_mode) and is_same(here, there)


def read_among(path: Path, inputs: Iterable[str | Path]) -> bool:
    """Whether a plain file is one of those that are read: `-` is standard input, a folder all that lies in it."""
    try:
        here = there_is(path)
    except (OSError, ValueError):
        return False
    plain = here is not None and stat.S_ISREG(here.st_mode)
    for name in inputs:
        if str(name) == "-":
            if plain and is_same(here, there_is(0)):
                return True
        elif same_file(path, name) or (plain and any(is_same(here, each) for each in _files_in(name))):
            return True
    return False


def _files_in(folder: str | Path) -> Iterator[os.stat_result]:
    """What lies in a folder, without what links lead to: that is not read."""
    for root, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                yield os.lstat(os.path.join(root, name))
