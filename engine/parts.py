"""The parts of results: facts in words, ways to observe them, and remedies for one case. All models are frozen."""

from __future__ import annotations

from pydantic import Field

from .data import Result
from .knowledge import Effect, Tool


class Seen(Result):
    """A fact that counted: its value in words, and where it was read."""

    fact: str = Field(description="The fact's path, as `agent.status`")
    value: str = Field(description="Its value, as people write it")
    source: str = Field(description="Where it was read, and why it may not count for the failure")


class Reason(Result):
    """A fact that speaks for a cause or against it, in words: what was seen, where, and when against the failure."""

    fact: str = Field(description="The fact's path, as `agent.status`")
    text: str = Field(description="The fact with its value, in words")
    where: str = Field(default="", description="The file with the place in it, or who said so")
    when: str = Field(default="", description="When it was seen; empty where that is not known, or does not matter")


class How(Result):
    """One way to observe a fact, with names filled in."""

    tool: str = Field(description="Where: `portal`, a command line, or `ask` for what only a person can say")
    text: str = Field(description="The place in the portal, the command, or whom to ask")


class Missing(Result):
    """An unknown fact that could change the verdict."""

    fact: str = Field(description="The fact's path")
    title: str = Field(description="What the fact is")
    how: tuple[How, ...] = Field(description="The ways to observe it, cheapest first")


class FilledCommand(Result):
    """A command ready to paste: names filled in and quoted for its shell."""

    tool: Tool = Field(description="The shell that it is for; `portal`: a place in the Azure portal")
    command: str = Field(description="The command, in one line or block")
    effect: Effect = Field(description="What it does to the machine")
    verified: bool = Field(default=True, description="Whether it stands in the tool's own documentation")
    complete: bool = Field(
        default=True, description="False where a `<placeholder>` stands for a name that is not known"
    )
    only_if: str = Field(default="", description="A condition that could not be checked")


class FilledStep(Result):
    """One step of a remedy for this case."""

    text: str = Field(description="What to do")
    commands: tuple[FilledCommand, ...] = Field(default=(), description="How, with each tool that can do it")
    effect: Effect = Field(default="read-only", description="What it does to the machine")
    rights: str = Field(default="", description="The rights that it needs")
    caution: str = Field(default="", description="What to know before doing it")
    only_if: str = Field(default="", description="A condition that could not be checked")


class FilledRemedy(Result):
    """What to do for this case, and how to verify that it worked."""

    steps: tuple[FilledStep, ...] = Field(description="The steps, in their order")
    verify: FilledStep = Field(description="What shows that it worked")
