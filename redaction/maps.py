"""The local map of a redaction: which name stands behind which pseudonym, and the key. It is for its owner alone."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ..facts.errors import InputError
from ..facts.writing import OutputError, held, private, reason_of
from ..readers.containers.parsing import parse, read_bytes
from .names import clash, fold
from .pseudonyms import FORM, KEY_BYTES, new_key

_TRIES = 10
_Pseudonym = Annotated[str, StringConstraints(pattern=f"^{FORM}$")]
_Key = Annotated[str, StringConstraints(pattern=f"^[0-9a-f]{{{2 * KEY_BYTES}}}$")]


class RedactionMap(BaseModel):
    """What `--redact-map` writes and `backupdx unredact` reads. Secrets are not in it.

    Version 1 had no key, and numbers in its pseudonyms. It is read with a new key: its names keep their pseudonyms.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[2] = 2
    key: _Key = Field(title="What the pseudonyms are made with, in hexadecimal")
    names: dict[_Pseudonym, str] = Field(title="The name behind each pseudonym")


def write_map(names: Mapping[str, str], key: str, path: Path) -> None:
    """Write a map that only its owner can read. One that is there is added to, never lost.

    Raises InputError where something else is there, a map with other names among it, or where it cannot be written.
    """
    try:
        if path.is_file() and not path.is_symlink():
            refuse_two_names(path)
            with held(path):  # two runs that add to one map at the same time would each lose the names of the other
                text = _text(_together(names, key, path), key)
                with private(path, new=False) as stream:
                    stream.write(text)
            return
        # Made with its mode, and never through a link or over a file that is there: its map may be the only one.
        with private(path, new=True) as stream:
            stream.write(_text(names, key))
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise OutputError(reason_of(error), str(path)) from None


def refuse_two_names(path: Path) -> None:
    """Raise InputError where a map has another name as well, a hard link: it is written anew under its own name alone,
    and whoever has the other one would miss the names that are added.
    """
    for _ in range(_TRIES):  # one that is just made has two names for a moment
        if path.stat().st_nlink < 2:
            return
        time.sleep(0.02)
    raise InputError(
        "has another name as well (a hard link), where the names that are added would be missing",
        where=str(path),
        hint="give a copy of it, or take the other name away",
    )


def begin_map(key: str, path: Path) -> bool:
    """Write a map without names where there is none yet, for other runs to go on with; whether that was done.

    Raises OutputError where it cannot be written.
    """
    try:
        with private(path, new=True) as stream:
            stream.write(_text({}, key))
    except FileExistsError:
        return False
    except OSError as error:
        raise OutputError(reason_of(error), str(path)) from None
    return True


def _together(names: Mapping[str, str], key: str, path: Path) -> dict[str, str]:
    """The names of the map that is there, which another run may have added to in the meantime, and these."""
    there = read_map(path)
    if there.key != key and not there.names.items() <= names.items():
        raise _exists(path)
    for pseudonym in there.names.keys() & names.keys():
        if fold(there.names[pseudonym]) != fold(names[pseudonym]):
            raise clash(pseudonym)
    return {**there.names, **names}


def _text(names: Mapping[str, str], key: str) -> str:
    made = RedactionMap(key=key, names=dict(names))
    return json.dumps(made.model_dump(mode="json"), indent=2, ensure_ascii=True) + "\n"


def _exists(path: Path) -> InputError:
    return InputError("exists already, with other names", where=str(path), hint="give another name, or remove it first")


def read_map(path: Path) -> RedactionMap:
    """The map in a file. Raises InputError where the file cannot be read or is no map."""
    data = parse(read_bytes(path), str(path))
    if isinstance(data, dict) and data.get("schema_version", 1) == 1 and "key" not in data:
        data = {**data, "schema_version": 2, "key": new_key()}
    try:
        return RedactionMap.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        expected = "a map as --redact-map writes it"
        what = f"{place}: {first['msg'].lower()}" if place else "is no map"
        raise InputError(what, where=str(path), expected=expected) from None
