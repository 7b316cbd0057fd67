"""The error codes of packs: of tools of their own. They are known by their names alone, never by a message."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...engine.knowledge import EVERY_CAUSE, ErrorCode
from ...facts.added import packs
from ...facts.errors import InputError
from ...facts.signatures.of_packs import reference


def pack_codes(ours: Collection[ErrorCode]) -> Iterator[ErrorCode]:
    """The codes of the packs in use. Raises InputError where one has a name of one of ours."""
    known = {name.lower(): code.code for code in ours for name in (code.code, *code.aliases)}
    for pack in packs():
        for told in pack.codes:
            if told.code.lower() in known:
                raise InputError(
                    f"the code {told.code} clashes with the code {known[told.code.lower()]} of backupdx",
                    where=pack.where,
                )
            if EVERY_CAUSE in told.leaves_open:
                raise InputError(f"the code {told.code} leaves every cause open: name scopes", where=pack.where)
            yield ErrorCode(
                told.code,
                f"{told.title} [pack {pack.name}]",
                told.families,
                platform=told.platform,
                leaves_open=told.leaves_open,
                names=told.names,
                note=told.note,
                sources=tuple(reference(pack, cited) for cited in told.sources),
            )
