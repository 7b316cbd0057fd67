"""Every Azure CLI command that backupdx shows, with where it stands: what has to be checked against the real CLI."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..engine.knowledge import Step
from ..facts.vocabulary import vocabulary
from .bundles import bundles
from .collection import COLLECTIONS, FINDS
from .collection.declaration import takes_subscription
from .knowledge import RETRY, knowledge_base

Placed = tuple[str, str]  # where it stands, and the command's template


def az_commands() -> Iterator[Placed]:
    """The Azure CLI commands with where each stands, as `("cause rg-lock, step 2", "az lock delete --ids {lock_ids}")`.

    A template comes as often as it stands somewhere.
    """
    for source in _SOURCES:
        yield from source()


def all_steps() -> Iterator[tuple[str, Step]]:
    """Every step of the knowledge base with where it stands: those of remedies, how to verify them, and the retry."""
    for cause in knowledge_base().in_order:
        for n, step in enumerate(cause.remedy.steps, 1):
            yield f"cause {cause.id}, step {n}", step
        yield f"cause {cause.id}, how to verify", cause.remedy.verify
    yield "retry after a repair", RETRY


def _of_remedies() -> Iterator[Placed]:
    return ((where, c.text) for where, step in all_steps() for c in step.commands if c.tool == "az")


def _of_hints() -> Iterator[Placed]:
    return ((f"hint for {s.path}", h.text) for s in vocabulary().values() for h in s.how if h.tool == "az")


def _of_bundles() -> Iterator[Placed]:
    return ((f"interview, {b.id}", way.text) for b in bundles() for way in b.how if way.tool == "az")


def _of_collection() -> Iterator[Placed]:
    """Each command as it stands, and as it is run where a subscription was given."""
    placed = [(f"collection, {c.name}", c.command.text) for c in COLLECTIONS if c.script == "azure"]
    placed += [(f"collection, {find.why}", find.command) for find in FINDS]
    for where, command in placed:
        yield where, command
        if takes_subscription(command):
            yield where, f"{command} --subscription {{subscription}}"


# A further place that shows commands (a script, a page) adds its line here.
_SOURCES: tuple[Callable[[], Iterator[Placed]], ...] = (
    _of_remedies,
    _of_hints,
    _of_bundles,
    _of_collection,
)
