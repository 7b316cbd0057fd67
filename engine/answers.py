"""What the rules say of the answers, worked out once per knowledge base: classes of answers, and ways to evidence.

A *way* is one set of observable facts that makes a rule fire, each with the answers that fit it: the derived facts of
a rule are followed down to the observable ones. A question plan can look at ways alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from math import log2
from typing import Any

from ..facts.case import Observation
from .conditions import Condition, Truth
from .domains import classes, conditions_by_fact
from .knowledge import SPEAKS, Cause, EvidenceKind, KnowledgeBase, Rule

CONTEXT = 5  # a value that more causes than this need is circumstance (a running VM), not a sign
SURE = 0.95  # that a true cause shows the answers its rules need
USUAL, SIGN, EXCLUDING = 3.0, 0.15, 1.5  # how usual: circumstance, a cause's sign, what excludes a cause (else 1)


@dataclass(frozen=True, slots=True)
class Way:
    """One way for a rule of a cause to come to fire; `fits` holds, by fact, the numbers of the fitting answers.

    `rivals` are the other causes that the same facts suggest: they have to be excluded before this one is first.
    """

    cause: str
    rule: Rule
    conditions: tuple[Condition, ...]
    fits: Mapping[str, frozenset[int]]
    rivals: tuple[str, ...] = ()

    @property
    def kind(self) -> EvidenceKind:
        """What the rule contributes to the cause."""
        return self.rule.kind

    def lacking(self, known: Mapping[str, Observation]) -> tuple[str, ...] | None:
        """The facts that are still unknown on it, in the rule's order; None where a known fact bars it."""
        if known.keys().isdisjoint(self.fits):
            return tuple(self.fits)
        if any(c.truth(known) is Truth.FAILS for c in self.conditions):
            return None
        return tuple(fact for fact in self.fits if fact not in known)


@dataclass(slots=True)
class Answers:
    """`values` holds one answer for each class of answers that rules can tell apart, by observable fact; `usual` how
    probable each is where nothing is known to be wrong; `ways` those to evidence for or against a cause, by cause.
    """

    values: dict[str, list[Any]]
    usual: dict[str, list[float]] = field(default_factory=dict)
    ways: dict[str, tuple[Way, ...]] = field(default_factory=dict)
    _moves: dict[tuple[str, frozenset[int]], tuple[float, ...]] = field(default_factory=dict)
    _usual_bits: dict[str, float] = field(default_factory=dict)

    def moved(self, fact: str, fitting: frozenset[int]) -> tuple[float, ...]:
        """By how much each answer is more probable than usual, were a way true that these answers fit."""
        found = self._moves.get((fact, fitting))
        if found is None:
            usual = self.usual[fact]
            pairs = zip(_expected(fitting, usual), usual, strict=True)
            found = self._moves[fact, fitting] = tuple(probability - u for probability, u in pairs)
        return found

    def usual_bits(self, fact: str) -> float:
        """The entropy of the usual answers, in bits."""
        found = self._usual_bits.get(fact)
        if found is None:
            found = self._usual_bits[fact] = entropy(self.usual[fact])
        return found


def _expected(fitting: frozenset[int], usual: list[float]) -> list[float]:
    """How probable each answer is, were the way true: those that fit."""
    if len(fitting) == len(usual):
        return usual
    hit, miss = SURE / len(fitting), (1 - SURE) / (len(usual) - len(fitting))
    return [hit if n in fitting else miss for n in range(len(usual))]


def entropy(shares: Iterable[float]) -> float:
    """How much is open among answers of these shares, in bits."""
    return -sum([p * log2(p) for p in shares if p > 1e-12])


@lru_cache(maxsize=8)
def answers_of(kb: KnowledgeBase) -> Answers:
    """The answers that the rules of a knowledge base can tell apart."""
    conditions = {f: c for f, c in conditions_by_fact(kb).items() if f not in kb.deriving}
    found = {fact: classes(fact, on_it) for fact, on_it in conditions.items()}
    answers = Answers({fact: list(values.values()) for fact, values in found.items()})
    fitting = {
        condition: frozenset(n for n, holds in enumerate(column) if holds)
        for fact, on_it in conditions.items()
        for condition, column in zip(on_it, zip(*found[fact], strict=True), strict=True)
    }
    answers.ways = {c.id: tuple(_ways(kb, fitting, c)) for c in kb.causes}
    hints = _Hints(w for ways in answers.ways.values() for w in ways if w.kind == "suggests")
    answers.ways = {cause: tuple(map(hints.with_rivals, ways)) for cause, ways in answers.ways.items()}
    signs: Counter[tuple[str, int]] = Counter()  # how many causes an answer speaks for
    against: set[tuple[str, int]] = set()
    for ways in answers.ways.values():
        signs.update(_wanted(w for w in ways if w.kind in SPEAKS))
        against |= _wanted(w for w in ways if w.kind not in SPEAKS)
    for fact, values in answers.values.items():
        weights = []
        for n in range(len(values)):
            usual = USUAL if signs[fact, n] > CONTEXT else SIGN if signs[fact, n] else 1.0
            weights.append(usual * (EXCLUDING if (fact, n) in against else 1.0))
        answers.usual[fact] = [w / sum(weights) for w in weights]
    return answers


def _ways(kb: KnowledgeBase, fitting: Mapping[Condition, frozenset[int]], cause: Cause) -> Iterator[Way]:
    seen = set()
    for rule in kb.rules_of(cause):
        if rule.kind == "hints":  # it changes no verdict
            continue
        for conditions in observable(kb, rule):
            fits: dict[str, frozenset[int]] = {}
            for condition in conditions:
                fits[condition.fact] = fits.get(condition.fact, fitting[condition]) & fitting[condition]
            key = (rule.kind, frozenset(fits.items()))
            if all(fits.values()) and key not in seen:
                seen.add(key)
                yield Way(cause.id, rule, conditions, fits)


class _Hints:
    """The ways that suggest a cause, by one of their conditions each."""

    def __init__(self, ways: Iterable[Way]) -> None:
        self._by_condition: dict[Condition | None, list[tuple[int, str, frozenset[Condition]]]] = {}
        for n, way in enumerate(ways):
            first = next(iter(way.conditions), None)
            self._by_condition.setdefault(first, []).append((n, way.cause, frozenset(way.conditions)))

    def with_rivals(self, way: Way) -> Way:
        """The way with the other causes that the facts on it suggest as well."""
        if way.kind != "suggests":
            return way
        here = set(way.conditions)
        hints = sorted(
            (n, cause)
            for condition in (*here, None)
            for n, cause, needed in self._by_condition.get(condition, ())
            if needed <= here and cause != way.cause
        )
        return replace(way, rivals=tuple(dict.fromkeys(cause for _, cause in hints)))


def _wanted(ways: Iterable[Way]) -> set[tuple[str, int]]:
    """The answers that fit any of the ways, with their facts."""
    return {(fact, n) for way in ways for fact, fitting in way.fits.items() for n in fitting}


def observable(kb: KnowledgeBase, rule: Rule) -> Iterator[tuple[Condition, ...]]:
    """The ways in which a rule can come to hold, each as conditions on observable facts alone."""
    for choice in product(*(list(_below(kb, c)) for c in rule.conditions)):
        yield tuple(dict.fromkeys(c for part in choice for c in part))


def _below(kb: KnowledgeBase, condition: Condition) -> Iterator[tuple[Condition, ...]]:
    if condition.fact not in kb.deriving:
        yield (condition,)
        return
    for derivation in kb.deriving[condition.fact]:
        if condition.test(derivation.value):
            for choice in product(*(list(_below(kb, c)) for c in derivation.conditions)):
                yield tuple(c for part in choice for c in part)
