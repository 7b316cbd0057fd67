"""The support matrix of Azure Backup as data with dates (support_matrix.yaml), from which rules read their values.

A row says which values of a fact are supported under which kinds of policy, by which page of which day. What changes
there changes the rules that read it, and no code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..facts.references import Document, Reference
from ..readers.containers.parsing import parse, read_bytes
from . import sources

PATH = Path(__file__).parent / "support_matrix.yaml"


@dataclass(frozen=True, slots=True)
class Support:
    """One row: `values` of `fact` work under `policies` (none: not at all), as the source said on the day `as_of`.

    `regions` are those where it works in a geo-redundant vault or at all; empty where the region does not matter.
    `cause` is the id of the cause that fails where it is used otherwise.
    """

    id: str
    what: str
    fact: str
    values: tuple[Any, ...]
    policies: tuple[str, ...]
    as_of: date
    source: Reference
    cause: str
    regions: tuple[str, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether it is backed up under any kind of policy."""
        return bool(self.policies)


def _support(row: dict[str, Any]) -> Support:
    document = getattr(sources, row["source"])
    assert isinstance(document, Document)
    return Support(
        row["id"],
        row["what"],
        row["fact"],
        tuple(value == "true" if value in ("true", "false") else value for value in row["values"]),
        tuple(row["policies"]),
        date.fromisoformat(str(row["as_of"])),
        document.section(row["section"]),
        row["cause"],
        tuple(row.get("regions", ())),
    )


SUPPORT_MATRIX: tuple[Support, ...] = tuple(_support(row) for row in parse(read_bytes(PATH), str(PATH)))
_BY_ID = {row.id: row for row in SUPPORT_MATRIX}


def supported(id: str) -> Support:
    """The row of this id. Raises KeyError where there is none."""
    return _BY_ID[id]


ULTRA, PREMIUM_V2, CONFIDENTIAL = supported("disk-ultra"), supported("disk-premium-v2"), supported("confidential")
UNIFORM, OLD_WINDOWS = supported("vmss-uniform"), supported("windows-old")
