"""Which commands a case still needs, and which names are known for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..engine.filling import usable
from ..engine.plan import Plan
from ..engine.reasoning import Reasoning
from ..facts.vocabulary import vocabulary
from ..kb.collection import COLLECTIONS, FINDS, NOT_COLLECTABLE, Collection, Find, Script
from ..kb.collection.declaration import placeholders

# Names that a person can give, or the case tells: placeholder -> fact.
NAMES = {
    "vm": "vm.name",
    "resource_group": "vm.resource_group",
    "subscription": "vm.subscription_id",
    "vault": "backup.vault",
    "vault_resource_group": "backup.vault_resource_group",
    "old_vault": "backup.old_vault",
    "old_vault_resource_group": "backup.old_vault_resource_group",
}
_ALWAYS = ("subscription_id", "resource_group")  # the first line of the output names them
_GUESTS = {"linux": "linux", "windows": "windows"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What one script would collect: `commands` in their order, and the missing facts that they can tell."""

    script: Script
    commands: tuple[Collection, ...]
    facts: tuple[str, ...]


def missing_facts(reasoning: Reasoning) -> tuple[str, ...]:
    """The facts whose values could still change the ranking, as the interview would ask for them.

    What a person could not tell is among them: a script may. What does not apply is not.
    """
    given_up = (fact for fact, how in reasoning.case.unanswered.items() if how == "not_applicable")
    return tuple(Plan(reasoning, given_up).settles)


def choice(script: Script, missing: Iterable[str] | None, platform: str | None = None) -> Choice:
    """The commands of a script that could tell a missing fact, with those that stand beside them; all where it is None.

    A guest's script has none for a guest of another kind.
    """
    commands = tuple(c for c in COLLECTIONS if c.script == script)
    if missing is None:
        return Choice(script, commands, ())
    if platform is not None and _GUESTS.get(script, platform) != platform:
        return Choice(script, (), ())
    facts = tuple(fact for fact in missing if vocabulary()[fact].os in (None, _GUESTS.get(script, platform), platform))
    fitting = tuple(c for c in commands if not set(facts).isdisjoint((*c.gives, *c.helps)))
    told = {fact for c in fitting for fact in (*c.gives, *c.helps)}
    return Choice(script, _with_beside(fitting, commands), tuple(fact for fact in facts if fact in told))


def _with_beside(chosen: Iterable[Collection], commands: Iterable[Collection]) -> tuple[Collection, ...]:
    by_name = {c.name: c for c in commands}
    names: set[str] = set()
    open_names = [c.name for c in chosen]
    while open_names:
        name = open_names.pop()
        if name not in names:
            names.add(name)
            open_names += by_name[name].beside
    return tuple(c for name, c in by_name.items() if name in names)


def for_people(missing: Iterable[str]) -> dict[str, str]:
    """The missing facts that no command collects, with the reason of each."""
    return {fact: NOT_COLLECTABLE[fact] for fact in missing if fact in NOT_COLLECTABLE}


def finds_for(commands: Iterable[Collection], given: Mapping[str, str]) -> tuple[Find, ...]:
    """The look-ups that these commands need, in their order; `given` are the names that are known."""
    needed = {name for c in commands for name in placeholders(c.command.text)} | set(_ALWAYS)
    while True:
        finds = tuple(find for find in FINDS if any(f.name in needed and f.name not in given for f in find.found))
        more = needed.union(*(find.needs for find in finds))
        if more == needed:
            return finds
        needed = more


def names_of(options: Mapping[str, str | None], reasoning: Reasoning | None) -> tuple[dict[str, str], list[str]]:
    """The names that are given, else those of the case; and those that cannot be put into a command safely."""
    found: dict[str, str] = {}
    refused: list[str] = []
    for name, fact in NAMES.items():
        known = reasoning.known.get(fact) if reasoning else None
        value = options.get(name) or (str(known.value) if known else "")
        if not value:
            continue
        if _is_name(name, value):
            found[name] = value
        else:
            refused.append(f"--{name.replace('_', '-')}")
    return found, refused


def _is_name(name: str, value: str) -> bool:
    """Whether a value can be this name, in every shell; of all of them only a subscription's may hold spaces."""
    spaced = any(c.isspace() for c in value)
    return usable(value, "az") and usable(value, "az-powershell") and (name == "subscription" or not spaced)
