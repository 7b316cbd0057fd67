"""Whether conditions can hold together: a search for a case in which they do, exhaustive over what rules tell apart.

A condition on a derived fact holds where one of the derivations of a fitting value holds and none of another value
does (facts implied both ways count as unknown). A fact that is left unknown makes no derivation hold, so it is enough
to look at the facts of the conditions themselves and of one supporting derivation for each: all other facts unknown.

What must *not* hold (`unless`) is undone by further facts only where these imply one of its derived facts both ways.
So where it holds in such a small case, it is enough to add, one after the other, the facts of one more derivation of
a fact that it looks at. Whatever larger case there is has one of these small cases in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from ..facts.vocabulary import vocabulary
from .conditions import Condition
from .domains import Probe, classes
from .knowledge import Derivation, KnowledgeBase


@dataclass(frozen=True, slots=True)
class Fails:
    """Holds exactly where the condition fails: where its fact is known, and not so."""

    condition: Condition

    @property
    def fact(self) -> str:
        """The fact that it looks at."""
        return self.condition.fact

    @property
    def literal(self) -> Any:
        """What the fact is compared with."""
        return self.condition.literal

    def test(self, value: Any) -> bool:
        """Whether it holds for a known value."""
        return not self.condition.test(value)


def satisfying_facts(
    kb: KnowledgeBase, conditions: Iterable[Probe], unless: Iterable[Sequence[Probe]] = ()
) -> dict[str, Any] | None:
    """Observable facts (path -> value) with which all conditions hold, and of `unless` no group as a whole.

    None where there are none.
    """
    search = _Search(kb, tuple(dict.fromkeys(conditions)), [tuple(group) for group in unless])
    derived = [c for c in search.wanted if c.fact in kb.deriving]
    observed = [c for c in search.wanted if c.fact not in kb.deriving]
    for supports in product(*(_supports(kb, c) for c in derived)):
        needed = [*observed, *(c for support in supports for c in support.conditions)]
        found = search.case(needed)
        if found is not None:
            return found
    return None


def _supports(kb: KnowledgeBase, condition: Probe) -> list[Derivation]:
    return [d for d in kb.deriving[condition.fact] if condition.test(d.value)]


class _Search:
    """A search with fixed wishes, over growing sets of needed conditions on observable facts."""

    def __init__(self, kb: KnowledgeBase, wanted: tuple[Probe, ...], unless: list[tuple[Probe, ...]]) -> None:
        self._kb = kb
        self.wanted = wanted
        self._unless = unless
        self._tried: set[frozenset[Probe]] = set()
        looked_at = [*wanted, *(c for group in unless for c in group)]
        derived = dict.fromkeys(c.fact for c in looked_at if c.fact in kb.deriving)
        below = (c for fact in derived for d in kb.deriving[fact] for c in d.conditions)
        self._cuts = tuple(dict.fromkeys((*(c for c in looked_at if c.fact not in kb.deriving), *below)))

    def case(self, needed: list[Probe]) -> dict[str, Any] | None:
        """A case in which the needed conditions hold, the wanted ones too, and none of the unwanted groups."""
        if frozenset(needed) in self._tried:
            return None
        self._tried.add(frozenset(needed))
        further: dict[tuple[Condition, ...], None] = {}
        for known in self._cases(needed):
            if all(self._holds(c, known) for c in self.wanted):
                held = next((g for g in self._unless if all(self._holds(c, known) for c in g)), None)
                if held is None:
                    return known
                further.update((d.conditions, None) for d in self._clashing(held, known))
        cases = (self.case([*needed, *conditions]) for conditions in further)
        return next((known for known in cases if known is not None), None)

    def _clashing(self, held: Sequence[Probe], known: dict[str, Any]) -> Iterator[Derivation]:
        """The derivations that could imply one of the derived facts of `held` another way, with facts still unknown."""
        for condition in held:
            for derivation in self._kb.deriving.get(condition.fact, ()):
                if any(c.fact not in known for c in derivation.conditions):
                    yield derivation

    def _cases(self, needed: list[Probe]) -> Iterator[dict[str, Any]]:
        """The cases in which the needed conditions hold, one for each class of values that can make a difference."""
        spaces: dict[str, list[Any]] = {}
        for fact in dict.fromkeys(c.fact for c in needed):
            here = [c for c in needed if c.fact == fact]
            only = _only_value(here)
            if only is not None:
                spaces[fact] = [only] if all(c.test(only) for c in here) else []
                continue
            cuts = tuple(dict.fromkeys((*here, *(c for c in self._cuts if c.fact == fact))))
            spaces[fact] = [v for v in classes(fact, cuts, together=True).values() if all(c.test(v) for c in here)]
        for combination in product(*spaces.values()):
            yield dict(zip(spaces, combination, strict=True))

    def _holds(self, condition: Probe, known: dict[str, Any]) -> bool:
        if condition.fact not in self._kb.deriving:
            return condition.fact in known and condition.test(known[condition.fact])
        concluded = {
            d.value
            for d in self._kb.deriving[condition.fact]
            if all(c.fact in known and c.test(known[c.fact]) for c in d.conditions)
        }
        return len(concluded) == 1 and condition.test(next(iter(concluded)))


def _only_value(conditions: Iterable[Probe]) -> str | None:
    """The only word with which the conditions can hold, where one asks for it; None where there may be several."""
    for each in conditions:
        if isinstance(each, Condition) and each.operator == "==" and isinstance(each.literal, str):
            spec = vocabulary()[each.fact]
            if spec.kind == "text" or each.literal in spec.choices:
                return each.literal
    return None
