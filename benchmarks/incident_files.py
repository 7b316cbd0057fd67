"""Real incidents as files: what a person had before the cause was known, what came out later, and which cause is right.

Form and rules: benchmarks/incidents/README.md.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

FOLDER = Path(__file__).parent / "incidents"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where there is one: many times faster
Half = Literal["building", "held_out"]
HALVES: tuple[Half, ...] = ("building", "held_out")
Part = Literal["building", "held_out", "studied"]
PARTS: tuple[Part, ...] = ("building", "held_out", "studied")
Platform = Literal["linux", "windows", "azure"]
Family = Literal[
    "agent", "agent-config", "extension", "network", "crypto", "vss", "freeze", "guest-resources", "restore-points",
    "locks", "policy", "keyvault", "disks", "vm-state", "vault", "rights", "support-matrix", "job", "speed",
    "platform", "foreign",
]  # fmt: skip


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RawText(_Strict):
    """A text as a person has it: a message, a log, the output of a command."""

    name: str = Field(pattern=r"^[\w.-]+$")
    text: str


class Told(_Strict):
    """What was known at some time: facts (nested as in a fact file, or flat by path), and texts."""

    facts: dict[str, Any] = {}
    raw: tuple[RawText, ...] = ()


class Decisive(_Strict):
    """What the source names as the evidence: facts by path, and literals that stand in a text."""

    facts: dict[str, Any] = {}
    text: tuple[str, ...] = ()


class Incident(_Strict):
    """One incident. `right` are the causes that are right, `effects` those that may stand beside them.

    `fits_none`: no cause of the catalogues is right, or too little is told: the right answer is to confirm nothing.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]+$")
    source: str
    date: date
    platform: Platform
    operation: Literal["backup", "configure", "agent", "transfer"]
    family: Family
    summary: str
    cause: str
    fix: str
    established: Literal["high", "medium", "low"]
    in_seed_scope: Literal["yes", "no", "adjacent"]
    right: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    fits_none: bool = False
    decisive: Decisive = Decisive()
    before: Told
    later: Told = Told()
    missing: str = ""  # what would have to be told, where too little is
    rebuilt: str

    @field_validator("in_seed_scope", mode="before")
    @classmethod
    def _as_word(cls, value: Any) -> Any:
        """YAML reads a bare yes or no as true or false."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    @property
    def half(self) -> Half:
        """The half that it belongs to: drawn by the hash of its id, so that nobody chooses."""
        return "building" if sha256(self.id.encode()).digest()[0] % 2 == 0 else "held_out"


def incidents_of(part: Part) -> list[Incident]:
    """The incidents of a half or of those studied, sorted by id. A malformed file raises pydantic's ValidationError."""
    files = sorted((FOLDER / part).glob("*.yaml"))
    return [Incident.model_validate(yaml.load(file.read_text("utf-8"), LOADER)) for file in files]


def flat(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts by path, whether they are given nested as in a fact file or by path."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        if "." not in name and isinstance(value, dict):
            found |= {f"{name}.{below}": v for below, v in value.items()}
        else:
            found[name] = value
    return found


def is_held(source: str) -> bool:
    """Whether a report is one of the incidents already: its address stands in a file."""
    wanted = source.rstrip("/").lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    texts = (file.read_text("utf-8").lower() for part in PARTS for file in (FOLDER / part).glob("*.yaml"))
    return any(re.search(re.escape(wanted) + r"(?![\w-])", text) for text in texts)


def main(arguments: list[str]) -> None:
    """Check every file, and move it to the half that its id draws; given addresses, say of each whether it is held."""
    for source in arguments:
        print(f"{'held already' if is_held(source) else 'new'}: {source}")
    incidents_of("studied")
    for half in HALVES:
        for file in sorted((FOLDER / half).glob("*.yaml")):
            incident = Incident.model_validate(yaml.load(file.read_text("utf-8"), LOADER))
            file.rename(FOLDER / incident.half / f"{incident.id}.yaml")


if __name__ == "__main__":
    main(sys.argv[1:])
