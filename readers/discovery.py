"""Readers that no ordered list names: each module of a folder of readers is found by itself.

The lists in `linux/readers.py`, `windows/readers.py` and `registry.py` say which of two readers comes first where both
could take a file. A reader whose files no other one takes needs no place in them. A name that
begins with `_` is a part of another reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from .base import Reader, TextReader

_Kind = TypeVar("_Kind", Reader, TextReader)
_LISTS = "readers"  # the module of a folder that holds its ordered lists


def unlisted(package: str, kind: type[_Kind], listed: Iterable[_Kind]) -> tuple[_Kind, ...]:
    """The readers of this kind in the modules of a package that are not among `listed`, by the names of the modules."""
    known = list(listed)
    found: list[_Kind] = []
    for folder in import_module(package).__path__:
        for file in sorted(Path(folder).glob("[!_]*.py")):
            module = import_module(f"{package}.{file.stem}") if file.stem != _LISTS else None
            public = (value for name, value in vars(module or object).items() if not name.startswith("_"))
            found += (r for r in public if isinstance(r, kind) and r not in [*known, *found])
    return tuple(found)
