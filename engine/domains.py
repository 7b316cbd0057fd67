"""Which values of a fact the rules can tell apart: one representative for each class of values.

The conditions on a fact cut its values into classes; within a class no rule sees a difference. What is enumerated
over classes is therefore exhaustive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any, Protocol

from ..facts.quantities import Version
from ..facts.vocabulary import vocabulary
from .conditions import Condition
from .knowledge import KnowledgeBase


class Probe(Protocol):
    """What can be tested of a fact's value: a condition, or its opposite."""

    @property
    def fact(self) -> str:
        """The fact that it looks at."""

    @property
    def literal(self) -> Any:
        """What the fact is compared with."""

    def test(self, value: Any) -> bool:
        """Whether it holds for a known value."""


def conditions_by_fact(kb: KnowledgeBase) -> dict[str, tuple[Condition, ...]]:
    """Every condition of rules and derivations, by the fact that it looks at, without repetition."""
    found: dict[str, dict[Condition, None]] = {}
    rules = (r.conditions for cause in kb.causes for r in kb.rules_of(cause))
    for conditions in (*rules, *(d.conditions for d in kb.derivations)):
        for condition in conditions:
            found.setdefault(condition.fact, {})[condition] = None
    return {fact: tuple(conditions) for fact, conditions in found.items()}


@lru_cache(maxsize=8)
def used_facts(kb: KnowledgeBase) -> frozenset[str]:
    """The facts that a rule or derivation looks at."""
    return frozenset(conditions_by_fact(kb))


def classes(fact: str, conditions: Sequence[Probe], together: bool = False) -> dict[tuple[bool, ...], Any]:
    """The classes of the fact's values, each with its first representative; keyed by which conditions hold.

    Lists have one word each, as answers to questions do; `together` adds those of several words.
    """
    found: dict[tuple[bool, ...], Any] = {}
    tests = [_quick_test(condition) for condition in conditions]
    for value in _candidates(fact, conditions, together):
        found.setdefault(tuple([test(value) for test in tests]), value)
    return found


def _quick_test(probe: Probe) -> Callable[[Any], bool]:
    """The probe's test; of a condition with many words in a time that does not grow with their number."""
    if isinstance(probe, Condition) and probe.operator == "in":
        return frozenset(probe.literal).__contains__
    return probe.test


def _candidates(fact: str, conditions: Iterable[Probe], together: bool) -> list[Any]:
    """Values on both sides of every condition."""
    spec = vocabulary()[fact]
    literals = [v for c in conditions for v in (c.literal if isinstance(c.literal, tuple) else (c.literal,))]
    literals = list(dict.fromkeys(v for v in literals if v is not None))
    match spec.kind:
        case "bool":
            return [True, False]
        case "choice":
            return list(spec.choices)
        case "integer" | "number":
            beside = {0, *literals, *(type(v)(v + 1) for v in literals)}
            between = {(a + b) / 2 for a, b in pairwise(sorted(literals))} if spec.kind == "number" else set()
            return sorted(beside | between)
        case "version":
            return sorted({near for v in literals for near in (v, _newer(v), Version("0.0.1"))})
        case "list":
            sizes = range(2, len(literals) + 1) if together else ()
            several = (words for size in sizes for words in combinations(literals, size))
            others = tuple(v for v in spec.items if v not in literals) or (() if spec.items else ("(other)",))
            return [(), *((v,) for v in literals), *several, *((v,) for v in others)]
        case _:
            return [*literals, "(other)"]


def _newer(version: Version) -> Version:
    return Version(f"{version.text}.1")
