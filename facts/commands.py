"""A command or a place in the portal: the one type for how to observe a fact, what a remedy does, what is collected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

Tool = Literal["portal", "az", "az-powershell", "bash", "powershell", "cmd", "ask"]
Effect = Literal["read-only", "changes state", "destructive", "needs restart"]
Os = Literal["linux", "windows"]


class Cost(IntEnum):
    """What observing a fact costs the person who looks: a relative weight, about minutes."""

    LOOK = 1  # portal or Azure CLI, from one's own desk
    GUEST = 4  # a command inside the guest
    DISTURB = 20  # needs a change or a restart to find out


_GUESTS: dict[Tool, Os] = {"bash": "linux", "powershell": "windows", "cmd": "windows"}


@dataclass(frozen=True, slots=True)
class Command:
    """One command or portal path, ready to use once `{placeholders}` are filled in.

    `tool` is where it is used, `text` the exact command or the path; `ask` is a question to somebody. A placeholder
    stands as a whole argument, never inside quotes: it is quoted for the tool's shell when filled. `when` (a condition)
    restricts it to cases where that holds or is unknown. `effect` is given where it differs from the step's. `verified`
    is False for a command that was not found in the tool's documentation, nor tried on the tool. `cost` is what it
    costs to look with it.
    """

    tool: Tool
    text: str
    when: Any = None  # a condition of the engine, which this layer does not know
    effect: Effect | None = None
    verified: bool = True
    cost: Cost = Cost.LOOK

    @property
    def os(self) -> Os | None:
        """The only kind of guest that it can be used in; None for what is used from outside."""
        return _GUESTS.get(self.tool)


def in_guest(tool: Tool, text: str, cost: Cost = Cost.GUEST, verified: bool = True) -> Command:
    """A command inside a guest."""
    return Command(tool, text, cost=cost, verified=verified)
