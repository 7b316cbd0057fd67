"""Whether conditions can hold together: a search for a case in which they do, exhaustive over what rules tell apart.

A condition on a derived fact holds where one of the derivations of a fitting value holds and none of another value
does (facts implied both ways count as unknown). A fact that is left unknown makes no derivation hold, so it is enough
to look at the facts of the conditions themselves and of one supporting derivation for each: all other facts unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from .conditions import Condition
from .domains import classes
from .knowledge import Derivation, KnowledgeBase


def witness(kb: KnowledgeBase, conditions: Iterable[Condition]) -> dict[str, Any] | None:
    """Observable facts (path -> value) with which all conditions hold; None where there are none."""
    wanted = tuple(dict.fromkeys(conditions))
    derived = [c for c in wanted if c.fact in kb.deriving]
    observed = [c for c in wanted if c.fact not in kb.deriving]
    for supports in product(*(_supports(kb, c) for c in derived)):
        needed = [*observed, *(c for support in supports for c in support.conditions)]
        for known in _cases(kb, needed, derived):
            if all(_holds(kb, c, known) for c in derived):
                return known
    return None


def _supports(kb: KnowledgeBase, condition: Condition) -> list[Derivation]:
    return [d for d in kb.deriving[condition.fact] if condition.test(d.value)]


def _cases(kb: KnowledgeBase, needed: list[Condition], derived: list[Condition]) -> Iterator[dict[str, Any]]:
    """The cases in which the needed conditions hold, one for each class of values that the derivations tell apart."""
    relevant = [c for each in derived for d in kb.deriving[each.fact] for c in d.conditions]
    spaces: dict[str, list[Any]] = {}
    for fact in dict.fromkeys(c.fact for c in needed):
        here = [c for c in needed if c.fact == fact]
        others = [c for c in relevant if c.fact == fact]
        values = classes(fact, tuple(dict.fromkeys((*here, *others)))).values()
        spaces[fact] = [v for v in values if all(c.test(v) for c in here)]
    for combination in product(*spaces.values()):
        yield dict(zip(spaces, combination, strict=True))


def _holds(kb: KnowledgeBase, condition: Condition, known: dict[str, Any]) -> bool:
    concluded = {
        d.value
        for d in kb.deriving[condition.fact]
        if all(c.fact in known and c.test(known[c.fact]) for c in d.conditions)
    }
    return len(concluded) == 1 and condition.test(next(iter(concluded)))
