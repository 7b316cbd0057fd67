"""Readers that no ordered list names: each module of a folder of readers is found by itself.

The lists in `linux/readers.py`, `windows/readers.py` and `registry.py` say which of two readers comes first where both
could take a file. A reader whose files no other one takes needs no place in them. A name that
begins with `_` is a part of another reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from .base import Reader, TextReader

_Kind = TypeVar("_Kind", Reader, TextReader)
_LISTS = "readers"  # the module of a folder that holds its ordered lists


def unlisted(package: str, kind: type[_Kind], listed: Sequence[_Kind]) -> tuple[_Kind, ...]:
    """The readers of this kind in the modules of a package that are not among `listed`, by the names of the modules."""
    seen = list(listed)
    for folder in import_module(package).__path__:
        for file in sorted(Path(folder).glob("[!_]*.py")):
            if file.stem != _LISTS:
                for name, value in vars(import_module(f"{package}.{file.stem}")).items():
                    if isinstance(value, kind) and not name.startswith("_") and value not in seen:
                        seen.append(value)
    return tuple(seen[len(listed) :])
