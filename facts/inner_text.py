"""The form of a known inner text: what has to stand in it, and which facts follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FROM_TEXT = object()  # the value is the group `value` of the pattern


@dataclass(frozen=True, slots=True)
class InnerText:
    """A known text: `has` stands in it (case does not matter), and `pattern` is found in it where there is one.

    `gives` are the facts that follow, by path; `error.code` is the code that the text is the twin of. `example` fires
    the row. `of_a_job`: the facts follow only where a job points to the text. In a person's words it can be of another
    call, as of the command that looked at the backup: then only the code follows. `of_a_backup`: nothing follows from a
    person's words in which no error code of a backup stands: VMs are made, started and restored with that error too.
    """

    has: str
    gives: Mapping[str, Any]
    example: str
    pattern: str = ""
    of_a_job: bool = False
    of_a_backup: bool = False
    found: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", re.compile(self.pattern, re.IGNORECASE))

    def told_by(self, text: str, lowered: str) -> dict[str, Any] | None:
        """The facts that a text tells by this row; None where the row does not fit."""
        match = self.found.search(text) if self.has in lowered else None
        if match is None:
            return None
        return {fact: self._value(fact, value, match) for fact, value in self.gives.items()}

    @staticmethod
    def _value(fact: str, value: Any, match: re.Match[str]) -> Any:
        told = match["value"] if value is FROM_TEXT else value
        return (told,) if fact == "extensions.failed" else told
