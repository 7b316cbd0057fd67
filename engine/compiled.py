"""The rules of a knowledge base as bit masks: one bit for each condition, so that truths are compared in a few steps.

What a case looks like to the rules is its *pattern*: which conditions hold, which fail, and which facts are known.
Nothing here fires a rule, inference.py does; masks tell what rules and conditions are open, failed or fulfilled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Any, NamedTuple

from ..facts.case import Observation
from .conditions import Condition, Truth
from .domains import conditions_by_fact
from .knowledge import SPEAKS, Cause, Derivation, KnowledgeBase, Rule

MOST_VALUES = 4096  # values of one fact whose truths are remembered


class Truths(NamedTuple):
    """Which conditions hold and which fail, as masks; the others are unknown."""

    holds: int
    fails: int

    def of(self, mask: int) -> Truth:
        """The truth of the conjunction of some conditions."""
        if self.fails & mask:
            return Truth.FAILS
        return Truth.UNKNOWN if mask & ~self.holds else Truth.HOLDS


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with the mask of its conditions."""

    rule: Rule
    mask: int


class Compiled:
    """The masks of one knowledge base. Holds nothing of any case but which truths numbers and the rules' words have."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._on: dict[str, tuple[tuple[int, Condition], ...]] = {}
        self._bits: dict[Condition, int] = {}
        for fact, conditions in _conditions(kb).items():
            numbered = [(1 << (len(self._bits) + n), c) for n, c in enumerate(conditions)]
            self._bits.update((c, bit) for bit, c in numbered)
            self._on[fact] = tuple(numbered)
        self._values: dict[str, dict[Any, Truths]] = {fact: {} for fact in self._on}
        self._words = {word for condition in self._bits for word in _words(condition.literal)}
        self.rules: dict[str, tuple[CompiledRule, ...]] = {c.id: self._rules_of(c) for c in kb.causes}
        self._by_rule = {each.rule.id: each.mask for rules in self.rules.values() for each in rules}
        self._signs: dict[str, tuple[int, ...]] = {  # the masks of the rules that are signs of a cause
            cause: tuple(each.mask for each in rules if each.rule.kind in SPEAKS) for cause, rules in self.rules.items()
        }
        self.contradictions = tuple((each, self.mask(each.conditions)) for each in kb.contradictions)
        self.derivations: dict[str, tuple[tuple[Derivation, int], ...]] = {
            fact: tuple((d, self.mask(d.conditions)) for d in found) for fact, found in kb.deriving.items()
        }

    def mask(self, conditions: Iterable[Condition]) -> int:
        """The mask of some conditions of the rules."""
        mask = 0
        for condition in conditions:
            mask |= self._bits[condition]
        return mask

    def mask_on(self, facts: Iterable[str]) -> int:
        """The mask of all conditions on some facts."""
        return reduce(or_, (bit for fact in facts for bit, _ in self._on.get(fact, ())), 0)

    def mask_of(self, rule: Rule) -> int:
        """The mask of a rule's conditions."""
        return self._by_rule[rule.id]

    def all_fail(self, cause: str, fails: int) -> bool:
        """Whether each sign of the cause, hints included, has one of these conditions, which fail."""
        signs = self._signs[cause]
        return bool(signs) and next((False for mask in signs if not mask & fails), True)

    def _rules_of(self, cause: Cause) -> tuple[CompiledRule, ...]:
        return tuple(CompiledRule(rule, self.mask(rule.conditions)) for rule in self.kb.rules_of(cause))

    def _truths_of(self, fact: str, value: Any) -> Truths:
        """The truths of all conditions on one known fact, found out anew."""
        holds = fails = 0
        for bit, condition in self._on[fact]:
            if condition.test(value):
                holds |= bit
            else:
                fails |= bit
        found, remembered = Truths(holds, fails), self._values[fact]
        if len(remembered) < MOST_VALUES and self._words.issuperset(_words(value)):
            remembered[value] = found  # never a customer's own words, which may be long and are not ours to keep
        return found

    def truths(self, known: Mapping[str, Observation]) -> Truths:
        """The truths of all conditions, given the known facts by path."""
        return self.truths_in({fact: observation.value for fact, observation in known.items()})

    def truths_in(self, values: Mapping[str, Any]) -> Truths:
        """The truths of all conditions, given the values of the known facts by path."""
        holds = fails = 0
        for fact, value in values.items():
            remembered = self._values.get(fact)
            if remembered is not None:  # a condition looks at it
                more_hold, more_fail = remembered.get(value) or self._truths_of(fact, value)
                holds |= more_hold
                fails |= more_fail
        return Truths(holds, fails)


def _conditions(kb: KnowledgeBase) -> dict[str, tuple[Condition, ...]]:
    """The conditions of rules and derivations, and those of contradictions: cases that differ in these differ too."""
    found = {fact: dict.fromkeys(conditions) for fact, conditions in conditions_by_fact(kb).items()}
    for each in kb.contradictions:
        for condition in each.conditions:
            found.setdefault(condition.fact, {})[condition] = None
    return {fact: tuple(conditions) for fact, conditions in found.items()}


def _words(value: Any) -> tuple[str, ...]:
    """The texts in a value."""
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()


@lru_cache(maxsize=8)
def compiled(kb: KnowledgeBase) -> Compiled:
    """The masks of a knowledge base, made once."""
    return Compiled(kb)
