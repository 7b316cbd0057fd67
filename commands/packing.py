"""`--pack DIR` and `--pack-lock FILE`, which every command takes, and `backupdx kb lock`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..facts import added
from ..facts.errors import InputError, UsageError
from ..facts.writing import written
from .output import file_to_write, out, writable

_OPTIONS = {"--pack": added.FOLDERS, "--pack-lock": added.LOCK}
_KNOWLEDGE = "backupdx.facts.signatures"  # which packs are part of it is settled when it is imported


def chosen(args: Sequence[str]) -> list[str]:
    """The arguments without those that choose packs, which hold for this process and those that it starts.

    They are taken before anything else: what the vocabulary is hangs on them. Raises UsageError where a value is
    missing, or where the knowledge is in use already.
    """
    rest: list[str] = []
    given: dict[str, list[str]] = {}
    waiting = iter(args)
    for arg in waiting:
        if arg == "--":
            rest += [arg, *waiting]
            break
        option, equals, value = arg.partition("=")
        if option not in _OPTIONS:
            rest.append(arg)
            continue
        told = value if equals else next(waiting, "")
        if not told or (not equals and told.startswith("--")):
            raise UsageError(f"{option} needs {'a folder' if option == '--pack' else 'a file'}")
        given.setdefault(option, []).append(told)
    if given:
        _use(given)
    return rest


def _use(given: dict[str, list[str]]) -> None:
    if _KNOWLEDGE in sys.modules:
        raise UsageError("packs are chosen before the knowledge is used: start another process for them")
    folders = [os.path.abspath(folder) for folder in given.get("--pack", ())]  # noqa: PTH100 (a link stays one)
    if any(os.pathsep in folder for folder in folders):
        raise InputError(f"a folder of a pack cannot have {os.pathsep!r} in its path", where=folders[0])
    before = [folder for folder in os.environ.get(added.FOLDERS, "").split(os.pathsep) if folder]
    if folders:
        os.environ[added.FOLDERS] = os.pathsep.join([*before, *folders])
    if locks := given.get("--pack-lock"):
        if len(locks) > 1:
            raise UsageError("--pack-lock is given twice: one file names all packs")
        os.environ[added.LOCK] = os.path.abspath(locks[0])  # noqa: PTH100


def lock(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", parser=file_to_write, help="Write it to this file.")
    ] = None,
) -> None:
    """Write a lock file for the packs in use: name, version, and the hash of their files (use it with --pack-lock)."""
    from ..kb.knowledge import knowledge_base
    from ..readers.packs import lock_text

    (target,) = writable((output,))
    knowledge_base()  # what does not fit is not locked
    text = lock_text(added.packs())
    if target is None:
        out(text)
        return
    with written(target) as stream:
        stream.write(text)
