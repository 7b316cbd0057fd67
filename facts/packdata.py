"""What a pack is made of, as data: causes and codes as `kb export` writes them, with remedies and examples."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .commands import Effect, Os, Tool

NAME = r"^[a-z][a-z0-9]{2,19}$"
ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$"
FACT = r"^[a-z][a-z0-9]*(_[a-z0-9]+)+$"
SHORTEST_LITERAL = 8  # characters: a shorter text stands everywhere
MOST = 1000  # entries of one kind
Short = Annotated[str, Field(min_length=1, max_length=300)]
Long = Annotated[str, Field(min_length=1, max_length=4000)]
Quoted = Annotated[str, Field(min_length=SHORTEST_LITERAL, max_length=300)]
Id = Annotated[str, Field(pattern=ID, max_length=80)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PackCondition(_Part):
    """A condition, as `kb export` writes it."""

    fact: Short
    operator: Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in", "includes", "empty", "not empty"]
    literal: Any = None


class PackRule(_Part):
    """A rule, as `kb export` writes it: `id`, `fixed` and `specific` follow from the rest, and are not looked at."""

    kind: Literal["confirms", "suggests", "hints", "rules_out", "out_of_scope"]
    conditions: tuple[PackCondition, ...] = Field(min_length=1, max_length=20)
    because: str = Field(default="", max_length=1000)
    rival: str = Field(default="", max_length=1000)
    id: str = ""
    fixed: bool = False
    specific: bool = False


class PackCommand(_Part):
    """A command or a place in the portal."""

    tool: Tool
    text: Long
    effect: Effect | None = None
    when: PackCondition | None = None


class PackStep(_Part):
    """A step of a remedy."""

    text: Long
    commands: tuple[PackCommand, ...] = Field(default=(), max_length=20)
    effect: Effect = "read-only"
    rights: str = Field(default="", max_length=300)
    caution: str = Field(default="", max_length=1000)
    when: PackCondition | None = None


class PackRemedy(_Part):
    """What to do in order, and how to verify it."""

    steps: tuple[PackStep, ...] = Field(min_length=1, max_length=30)
    verify: PackStep


class Cited(_Part):
    """A place in a document of the pack's `sources`."""

    document: Short
    section: Short


class PackExample(_Part):
    """An example of a cause, as beside a cause of ours."""

    class Expected(_Part):
        """What is to be said of the cause."""

        verdict: Literal["confirmed", "likely", "possible", "ruled_out", "out_of_scope"]
        rank: int | None = None
        first: str | None = None
        hinted: bool = False

    name: Short
    why: str = ""
    case: dict[str, Any]
    expect: Expected
    near_miss: bool = False
    rival: bool = False


class PackCause(_Part):
    """A cause, as `kb export` writes it, with its remedy, its sources and its examples. It is alone in its family."""

    id: Id
    title: Short
    explanation: Long
    family: str = ""
    applies: Os | None = None
    codes: tuple[Short, ...] | None = Field(default=None, max_length=200)
    needs_agent: bool = False
    phases: tuple[Literal["backup", "configuring", "restore"], ...] = ("backup",)
    effect: bool = False
    hint_only: bool = False
    leads_to: tuple[Id, ...] = Field(default=(), max_length=20)
    rules: tuple[PackRule, ...] = Field(min_length=1, max_length=40)
    remedy: PackRemedy
    sources: tuple[Cited, ...] = Field(min_length=1, max_length=20)
    examples: tuple[PackExample, ...] = Field(default=(), max_length=50)


class PackCode(_Part):
    """An error code of the pack's own tools: `families` are its causes in order."""

    code: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]{5,99}$")]
    title: Short
    families: tuple[Id, ...] = Field(default=(), max_length=100)
    platform: Os | Literal[""] = ""
    leaves_open: tuple[Short, ...] = Field(default=(), max_length=100)
    names: tuple[Id, ...] = Field(default=(), max_length=20)
    note: str = Field(default="", max_length=1000)
    sources: tuple[Cited, ...] = Field(min_length=1, max_length=20)


class PackSignature(_Part):
    """A known line: literals only, since a pattern could take for ever on a hostile log."""

    id: Id
    title: Short
    where: tuple[Short, ...] = Field(min_length=1, max_length=10)
    has: tuple[Quoted, ...] = Field(min_length=1, max_length=20)
    beside: tuple[Quoted, ...] = Field(default=(), max_length=20)
    without: tuple[Short, ...] = Field(default=(), max_length=20)
    until: tuple[Id, ...] = Field(default=(), max_length=20)
    level: Literal["", "info", "warning", "error"] = ""
    times: int = Field(default=1, ge=1, le=1000)
    context: str = Field(default="", max_length=300)
    example: Long
    silent: Long
    source: Cited


class PackWay(_Part):
    """One way to observe a fact."""

    tool: Tool
    text: Long


class PackFact(_Part):
    """A fact of the pack's own: yes or no, a word of a list, or a number. A free text is none: `--redact` could not
    tell what it holds.
    """

    name: Annotated[str, Field(pattern=FACT, max_length=80)]
    title: Short
    question: Short
    kind: Literal["bool", "choice", "integer", "number"] = "bool"
    choices: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)], ...] = Field(
        default=(), max_length=30
    )
    says_nothing: tuple[str, ...] = Field(default=(), max_length=30)
    unit: str = Field(default="", max_length=20)
    os: Os | None = None
    lasts: Literal["fixed", "configured", "state", "event"]
    hours: float | None = Field(default=None, gt=0, le=8760)
    how: tuple[PackWay, ...] = Field(min_length=1, max_length=10)


class PackSource(_Part):
    """A document in one edition."""

    id: Short
    title: Short
    edition: Short
    url: str = Field(default="", max_length=500, pattern=r"^(https?://[^\s<>\"']+)?$")
    reviewed: date


class Pack(_Part):
    """A pack: everything in it has an id that begins with its name."""

    schema_version: int = Field(ge=1, le=1)
    name: Annotated[str, Field(pattern=NAME)]
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+){0,3}([.-][A-Za-z0-9]+)?$", max_length=40)]
    title: Short
    kb_version: str = ""
    sources: tuple[PackSource, ...] = Field(default=(), max_length=MOST)
    facts: tuple[PackFact, ...] = Field(default=(), max_length=MOST)
    signatures: tuple[PackSignature, ...] = Field(default=(), max_length=MOST)
    codes: tuple[PackCode, ...] = Field(default=(), max_length=MOST)
    causes: tuple[PackCause, ...] = Field(default=(), max_length=MOST)
    where: str = ""  # the folder, or the entry point, that it was read from
    sha256: str = ""  # of the names and contents of its files

    @property
    def label(self) -> str:
        """Its name with its version, as people are told."""
        return f"pack {self.name} {self.version}"


LISTS = ("sources", "facts", "signatures", "codes", "causes")
