"""How a command that collects is declared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ...facts.commands import Command, Tool, in_guest

Script = Literal["azure", "azure-powershell", "linux", "windows"]

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Collection:
    """One read-only command; its output is a section of what the script prints.

    `name` is the section's name. `command` is what is run: for `azure` an `az` command, each placeholder a whole
    argument; for `linux` lines of POSIX shell with the functions of `collect/skeletons/linux.sh`; for the PowerShell
    scripts a pipeline. `gives` are facts of the vocabulary that its output can give through our readers, perhaps
    together with that of other commands; `helps` are facts of which it shows a person enough to say them (in the
    remarks of the case). `needs` are names without which it is left out, `seconds` how long it may take; `beside` names
    commands of the same script whose output a reader needs to tell that this one's is of the VM.
    """

    script: Script
    name: str
    command: Command
    why: str
    gives: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    seconds: int = 60
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One name that a `Find` gives: column `column` of the rows in which all of `where` holds.

    `where` are pairs of a column and the texts that may stand in it, without regard to case; a text may hold
    placeholders, and begin or end with `*`. `part` takes one part of a value that slashes divide. Of several values the
    first `most` different ones are taken.
    """

    name: str
    column: int
    where: tuple[tuple[int, tuple[str, ...]], ...] = ()
    part: int | None = None
    most: int = 1


@dataclass(frozen=True, slots=True)
class Find:
    """An `az` command that prints rows of tab-separated columns, from which names for other commands are taken.

    `sorted` puts the rows in falling order first, as of times. `missing` is what to note where the first name is not
    found; empty where that is normal.
    """

    command: str
    why: str
    columns: int
    found: tuple[Found, ...]
    sorted: bool = False
    missing: str = ""
    seconds: int = 60

    @property
    def needs(self) -> tuple[str, ...]:
        """The names that it needs itself."""
        texts = [self.command, *(t for f in self.found for _, texts in f.where for t in texts)]
        return tuple(dict.fromkeys(name for text in texts for name in placeholders(text)))


_TOOLS: dict[Script, Tool] = {
    "azure": "az",
    "azure-powershell": "az-powershell",
    "linux": "bash",
    "windows": "powershell",
}


def run_by(script: Script, text: str) -> Command:
    """The command as this script runs it."""
    return in_guest(_TOOLS[script], text) if script in ("linux", "windows") else Command(_TOOLS[script], text)


def takes_subscription(command: str) -> bool:
    """Whether an `az` command knows the option `--subscription`: those on the directory do not."""
    return not command.startswith("az ad ")


def placeholders(text: str) -> tuple[str, ...]:
    """The names of the placeholders in a text, in their order."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))
