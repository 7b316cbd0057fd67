"""The list of commands that the real Azure CLI accepts, and with which version of it that was found.

The list is data (verified_commands.yaml), written by `make verify-commands` and never by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..readers.containers.parsing import parse, read_bytes

PATH = Path(__file__).parent / "verified_commands.yaml"


@dataclass(frozen=True, slots=True)
class VerifiedCommands:
    """The templates that the CLI's own parser accepted, as they stand in the source.

    `needs_extension` holds those that belong to an extension of the CLI, by its name: they could not be checked.
    """

    azure_cli: str
    date: str
    commands: frozenset[str]
    needs_extension: Mapping[str, tuple[str, ...]]

    @property
    def listed(self) -> frozenset[str]:
        """Every template in the list, verified or not."""
        return self.commands.union(*self.needs_extension.values())


@cache
def verified_commands() -> VerifiedCommands:
    """The list as it is shipped. Raises InputError where the file cannot be read."""
    data = parse(read_bytes(PATH), str(PATH))
    return VerifiedCommands(
        azure_cli=data["azure_cli"],
        date=data["date"],
        commands=frozenset(data["verified"]),
        needs_extension={name: tuple(commands) for name, commands in data.get("needs_extension", {}).items()},
    )
