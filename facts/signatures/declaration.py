"""How a known line is declared: once, with everything that the matcher, the question and the docs derive from.

A `Signature` is one line, event or message that means something for a failed backup. It names where it appears, the
literal that must stand in it, which fact it gives, how it counts, its source, an example that fires it and one that
does not. Signatures are data: matching.py has the one matcher for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, Literal

from ..commands import Command, Cost, Os, Tool
from ..references import Reference

WINDOW = timedelta(hours=24)  # what lies further before the end of a log is past
APART = timedelta(seconds=2)  # one failure is told in several entries: this far apart they count as two
SIGNS = "signs."  # the topic of the yes-or-no facts that signatures have of their own
HOST = "host"  # no fact of its own: the name of the machine, by which a log is joined to a case

Level = Literal["", "info", "warning", "error"]
LEVELS: tuple[Level, ...] = ("", "info", "warning", "error")  # in rising order; "" is unknown


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line appears: a log, an event log, a message of Azure.

    `name` is its name for people. `look` is a read-only command, or a place to look at, that shows the lines with
    `{text}`; `tool` tells with what. `source` and `number` are those of a Windows event: a source that it does not tell
    is not held against it, a number has to be told. Places of one `id` hold one kind of entries.
    """

    id: str
    name: str
    tool: Tool
    look: str
    os: Os | None = None
    source: str = ""
    number: int | None = None

    def fits(self, source: str, number: int | None) -> bool:
        """Whether an entry of this source (in lower case) and number can stand here."""
        return (self.number is None or number == self.number) and (not source or self.source.lower() in source)

    def observe(self, text: str) -> Command:
        """How a person looks for this text here."""
        quoted = text.replace("'", "''" if self.tool == "powershell" else "'\\''")
        cost = Cost.GUEST if self.tool in ("bash", "powershell") else Cost.LOOK
        return Command(self.tool, self.look.replace("{text}", quoted), cost=cost)


@dataclass(frozen=True, slots=True)
class Group:
    """The text of a group of the pattern as a fact's value; the whole message where `name` is empty.

    `gathered` makes a list of those of all lines, without repetition.
    """

    name: str = ""
    gathered: bool = False


def group(name: str) -> Group:
    """The text of this group of the pattern, of the last line."""
    return Group(name)


def every(name: str) -> Group:
    """The texts of this group of the pattern, of all lines: for a fact that is a list."""
    return Group(name, gathered=True)


MESSAGE = Group()  # the whole message of the last line


@dataclass(frozen=True, eq=False)
class Signature:
    """One known line.

    What it looks like. `where` it appears. `has`: literals of which one must stand in it. `beside`: literals of which
    one must stand in the same line as well; `without`: none of which may. `pattern`: what must be found in the entry
    besides, its continuation lines included; its named groups give values. Upper and lower case do not matter. An event
    of Windows may do without a literal, where its number is declared.

    What it gives. `gives` names a fact that is then true, or maps facts to values (`group("name")` is one). A signature
    that gives nothing else has a yes-or-no fact of its own, `signs.<id>` with `_` for `-`. `noise` tells why a line
    that looks alarming is harmless, `context` why a line that only dates, locates or ends something carries no rule:
    these have no fact of their own. With `remark` the reader tells of the line in a note. `only` names the kind of
    guest that alone can have it, where its places do not tell.

    How it counts. `level`: the least level of the entry, where it is told. `times`: at how many times, each `APART`
    from the one before; one alone is enough where one of `lasting` stands in it. `until`: the signatures that end it.
    It is past where it lies longer than `within` before the end of the log; None: it holds until it is ended.

    What proves it. `example` is a message that fires it, and no other but `also`; `silent` is one that does not.
    """

    id: str
    title: str
    _: KW_ONLY
    where: Place | tuple[Place, ...]
    source: Reference
    example: str
    silent: str
    has: str | tuple[str, ...] = ()
    beside: str | tuple[str, ...] = ()
    without: str | tuple[str, ...] = ()
    pattern: str = ""
    gives: str | Mapping[str, Any] = ""
    level: Level = ""
    times: int = 1
    lasting: str | tuple[str, ...] = ()
    until: str | tuple[str, ...] = ()
    within: timedelta | None = WINDOW
    noise: str = ""
    context: str = ""
    remark: bool = False
    only: Os | None = None
    also: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """The places where it appears."""
        return self.where if isinstance(self.where, tuple) else (self.where,)

    @property
    def os(self) -> Os | None:
        """The kind of guest that alone can have it; None where any can.

        A line of the agent's log on Linux is no other in the messages of Azure that quote it.
        """
        kinds = {place.os for place in self.places if place.os is not None}
        return self.only or (kinds.pop() if len(kinds) == 1 else None)

    @property
    def literals(self) -> tuple[str, ...]:
        """The literals of which one must stand in it."""
        return texts(self.has)

    @property
    def harmless(self) -> bool:
        """Whether it carries no rule, as it is declared."""
        return bool(self.noise or self.context)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The facts that it gives, by path, with their values."""
        if isinstance(self.gives, str):
            own = "" if self.harmless else SIGNS + self.id.replace("-", "_")
            return {self.gives or own: True} if self.gives or own else {}
        return self.gives

    @property
    def quote(self) -> str:
        """What a person looks for: its first literal, and what stands beside it; empty for an event without one."""
        if not self.has:
            return ""
        beside = texts(self.beside)
        return f"{self.literals[0]} ... {beside[0]}" if beside else self.literals[0]

    @cached_property
    def compiled(self) -> re.Pattern[str] | None:
        """Its pattern; None where it has none."""
        return re.compile(self.pattern, re.IGNORECASE) if self.pattern else None


def texts(one_or_more: str | tuple[str, ...]) -> tuple[str, ...]:
    """One text as a tuple; an empty one is none."""
    return ((one_or_more,) if one_or_more else ()) if isinstance(one_or_more, str) else one_or_more
