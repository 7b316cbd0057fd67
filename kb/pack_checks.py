"""Checks that only packs need: their examples come out as they say, and their commands are told apart from ours."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine.checks.model import Check, Place
from ..engine.knowledge import KnowledgeBase
from ..engine.reasoning import Reasoning
from ..facts.case import validated
from ..facts.errors import InputError
from ..facts.topics.pack import PACK
from .known_code import with_known_code
from .packs import pack_examples
from .verified import verified_commands


def is_of_pack(where: str) -> bool:
    """Whether a place that shows a command is one of a pack: a cause of it, or how one of its facts is observed."""
    kind, _, name = where.partition(" ")
    if kind == "hint":
        return name.removeprefix("for ").startswith(PACK)
    return kind == "cause" and pack_examples(name.partition(",")[0]) is not None


def example_failures(kb: KnowledgeBase) -> Iterator[Place]:
    """The examples of packs of which something else is said than they expect."""
    for cause in (c for c in kb.causes if c.pack):
        for example in pack_examples(cause.id) or ():
            where = f"{cause.id}, example {example.name!r}"
            try:
                case = validated(example.case, where=example.name)
            except InputError as error:
                yield where, f"is no fact file: {error}"
                continue
            found, expected = Reasoning(kb, with_known_code(case)), example.expect
            verdict, ranked = found.verdicts[cause.id], [each.id for each in found.ranked]
            rank = ranked.index(cause.id) + 1 if cause.id in ranked else None
            first = ranked[0] if ranked else None
            if verdict != expected.verdict:
                yield where, f"is {verdict}, and {expected.verdict} is expected"
            elif expected.rank is not None and rank != expected.rank:
                yield where, f"has rank {rank}, and {expected.rank} is expected"
            elif expected.first is not None and first != expected.first:
                yield where, f"has {first} first, and {expected.first} is expected"


def unverified_by_packs(kb: KnowledgeBase) -> Iterator[Place]:
    """The Azure CLI commands of packs that are none of those that backupdx has verified."""
    accepted = verified_commands().commands
    for cause in (c for c in kb.causes if c.pack):
        for step in (*cause.remedy.steps, cause.remedy.verify):
            for command in step.commands:
                if command.tool == "az" and command.text not in accepted:
                    yield cause.id, command.text


PACK_CHECKS = (
    Check("example-fails", "An example of a pack that comes out otherwise", example_failures),
    Check("pack-command", "A command of a pack that no Azure CLI was asked", unverified_by_packs, "information"),
)
