"""Knowledge that packs add: which packs there are, and the one place that holds what was read of them.

A pack is data. It comes from an installed package (an entry point of the group `backupdx.packs` that names the package
in which the files lie; no code of it runs) or from a folder (`--pack DIR`, or the environment variable BACKUPDX_PACK).
Packs are read once, when the vocabulary is first needed; what they are cannot change afterwards in a process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .packdata import Pack

GROUP = "backupdx.packs"
FOLDERS = "BACKUPDX_PACK"  # folders, separated as in PATH
LOCK = "BACKUPDX_PACK_LOCK"  # the file that says which packs may be used
INSTALLED = "BACKUPDX_INSTALLED_PACKS"  # `no` leaves installed packs out


class Found(NamedTuple):
    """Where a pack is: a folder that was named, or the entry point of an installed package (`module` then)."""

    folder: str = ""
    module: str = ""
    entry: str = ""


_reader: list[Callable[[tuple[Found, ...], str], tuple[Pack, ...]]] = []


def read_with(reader: Callable[[tuple[Found, ...], str], tuple[Pack, ...]]) -> None:
    """Name what reads packs: it takes where they are, and the lock file. The package does so when it is imported."""
    _reader[:] = [reader]


@cache
def packs() -> tuple[Pack, ...]:
    """The packs in use, sorted by name. Raises InputError where one cannot be used."""
    places, lock = found(), os.environ.get(LOCK, "")
    return _reader[0](places, lock) if (places or lock) and _reader else ()


def found() -> tuple[Found, ...]:
    """Where packs are: the folders that were named, then installed packages."""
    named = [Found(folder=folder) for folder in os.environ.get(FOLDERS, "").split(os.pathsep) if folder]
    return (*named, *(() if os.environ.get(INSTALLED, "").lower() in ("no", "0", "false") else _installed()))


def _installed() -> tuple[Found, ...]:
    """The entry points of installed packages; `importlib.metadata` would take a third of a short run."""
    group = f"[{GROUP}]"
    entries: dict[str, Found] = {}
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 (pathlib takes three times as long, at every start)
        except OSError:
            continue
        for name in sorted(name for name in names if name.endswith((".dist-info", ".egg-info"))):
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), encoding="utf-8") as stream:  # noqa: PTH118,PTH123
                    text = stream.read(100_000)
            except (OSError, UnicodeDecodeError):
                continue
            if group in text:
                for entry, module in _entries(text.partition(group)[2]):
                    entries.setdefault(entry, Found(module=module, entry=f"{entry} of {name.rpartition('.')[0]}"))
    return tuple(entries[entry] for entry in sorted(entries))


def _entries(below: str) -> list[tuple[str, str]]:
    """The entries of a section, up to the next one: the name and the module."""
    lines = below.partition("\n[")[0].splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith(("#", ";")))
    return [(entry.strip(), module.strip().partition(":")[0].strip()) for entry, _, module in pairs]
