"""The local map of a redaction: which name stands behind which pseudonym. It is for its owner alone."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ..facts.errors import InputError
from ..readers.containers.parsing import parse, read_bytes
from .kinds import KINDS

_Pseudonym = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(sorted(KINDS))})-[1-9][0-9]{{0,7}}$")]


class RedactionMap(BaseModel):
    """What `--redact-map` writes and `backupdx unredact` reads. Secrets are not in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    names: dict[_Pseudonym, str] = Field(title="The name behind each pseudonym")


def write_map(names: Mapping[str, str], path: Path) -> None:
    """Write a map that only its owner can read. One that is there is added to, never lost.

    Raises InputError where something else is there, a map with other names among it, or where it cannot be written.
    """
    text = json.dumps(RedactionMap(names=dict(names)).model_dump(mode="json"), indent=2, ensure_ascii=True) + "\n"
    try:
        if path.is_file() and not path.is_symlink():
            if not read_map(path).items() <= names.items():
                raise _exists(path)
            descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
            _write(descriptor, text)
            Path(beside).replace(path)
            return
        # Made with its mode, and never through a link or over a file that is there: its map may be the only one.
        _write(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), text)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from None


def _write(descriptor: int, text: str) -> None:
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)


def _exists(path: Path) -> InputError:
    return InputError("exists already, with other names", where=str(path), hint="give another name, or remove it first")


def read_map(path: Path) -> dict[str, str]:
    """The name behind each pseudonym. Raises InputError where the file cannot be read or is no map."""
    try:
        return dict(RedactionMap.model_validate(parse(read_bytes(path), str(path))).names)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        expected = "a map as --redact-map writes it"
        what = f"{place}: {first['msg'].lower()}" if place else "is no map"
        raise InputError(what, where=str(path), expected=expected) from None
