"""The examples of a cause: small cases with the verdict expected of them. They are its tests and its documentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..facts.case import Case, validated
from ..readers.containers.parsing import parse, read_bytes
from .knowledge import cause_modules
from .packs import pack_examples


@dataclass(frozen=True, slots=True)
class Example:
    """One example: `verdict` is expected of the cause; `rank` and `first` (the cause of rank 1) where given.

    `rival`: the same symptoms fit another cause, and the facts are those of that one. `hinted`: what is common where
    the cause is at work is there, and proves nothing.
    """

    name: str
    data: dict[str, Any]
    verdict: str
    rank: int | None
    first: str | None
    near_miss: bool
    rival: bool = False
    hinted: bool = False

    @property
    def case(self) -> Case:
        """The case, read as any fact file is."""
        return validated(self.data, where=self.name)


def examples_of(cause: str) -> list[Example]:
    """The examples of a cause, in the order of its file. Raises InputError for a malformed file."""
    told = pack_examples(cause)
    if told is not None:
        return [
            Example(
                name=row.name,
                data=row.case,
                verdict=row.expect.verdict,
                rank=row.expect.rank,
                first=row.expect.first,
                near_miss=row.near_miss,
                rival=row.rival,
                hinted=row.expect.hinted,
            )
            for row in told
        ]
    path = cause_modules()[cause.replace("-", "_")].with_suffix(".yaml")
    return [
        Example(
            name=row["name"],
            data=row["case"],
            verdict=row["expect"]["verdict"],
            rank=int(row["expect"]["rank"]) if "rank" in row["expect"] else None,
            first=row["expect"].get("first"),
            near_miss=row.get("near_miss") == "true",
            rival=row.get("rival") == "true",
            hinted=row["expect"].get("hinted") == "true",
        )
        for row in parse(read_bytes(path), str(path))
    ]
