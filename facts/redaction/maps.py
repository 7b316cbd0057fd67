"""The local map of a redaction: which name stands behind which pseudonym. It is for its owner alone."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ..errors import InputError
from ..parsing import parse, read_bytes
from .kinds import KINDS

_Pseudonym = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(sorted(KINDS))})-[1-9][0-9]{{0,7}}$")]


class RedactionMap(BaseModel):
    """What `--redact-map` writes and `backupdx unredact` reads. Secrets are not in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    names: dict[_Pseudonym, str] = Field(title="The name behind each pseudonym")


def write_map(names: Mapping[str, str], path: Path) -> None:
    """Write a map that only its owner can read. Raises InputError where the file exists or cannot be written."""
    data = RedactionMap(names=dict(names)).model_dump(mode="json")
    try:
        # Made with its mode, and never through a link or over a file that is there: its map may be the only one.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise exists(path) from None
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(json.dumps(data, indent=2, ensure_ascii=True) + "\n")


def exists(path: Path) -> InputError:
    """The error for a map that would overwrite a file."""
    hint = "give another name, or remove it first; pseudonyms are put back with the map of their own output only"
    return InputError("exists already", where=str(path), hint=hint)


def read_map(path: Path) -> dict[str, str]:
    """The name behind each pseudonym. Raises InputError where the file cannot be read or is no map."""
    try:
        return dict(RedactionMap.model_validate(parse(read_bytes(path), str(path))).names)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        expected = "a map as --redact-map writes it"
        raise InputError(f"{place or 'the file'}: {first['msg'].lower()}", where=str(path), expected=expected) from None
