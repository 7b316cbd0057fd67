"""Checks of the vocabulary against the rules: what is asked and never used, used and never known, seen and not told
apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ...facts.declaration import FactSpec
from ..conditions import Condition
from ..knowledge import KnowledgeBase
from .model import Check, Place

PLATFORMS = ("linux", "windows")


def fact_checks(facts: Mapping[str, FactSpec], feeding: Collection[str] = ()) -> tuple[Check, ...]:
    """The checks of a vocabulary; `feeding` are facts that only summaries look at.

    A fact without a question is identity or bookkeeping by its declaration: nobody is asked for it in vain.
    """
    found = _Facts(facts, frozenset(feeding))
    return (
        Check("unused-question", "A fact that is asked for, and that nothing looks at", found.unused),
        Check("unused-conclusion", "A derived fact that no rule looks at", found.dead_ends),
        Check("unknowable-fact", "A fact that rules look at, and that nothing can supply", found.unknowable),
        Check("illegal-value", "A rule looks for a value that does not exist", found.illegal),
        Check("value-told-apart-by-no-rule", "Values of a fact that no rule tells apart", found.not_told_apart),
        Check("no-window", "A rule looks at a fact that does not say how long it lasts", found.untimed),
        Check("stale-uninformative-value", "A value is declared to say nothing, and a rule looks for it", found.stale),
    )


class _Facts:
    def __init__(self, facts: Mapping[str, FactSpec], feeding: frozenset[str]) -> None:
        self._facts = facts
        self._feeding = feeding

    def unused(self, kb: KnowledgeBase) -> Iterator[Place]:
        names = {*kb.placeholders.values(), *kb.name_facts, kb.code_fact, kb.platform_fact, kb.recovered_fact}
        used = names | self._feeding | {c.fact for c in (*_of_rules(kb), *_of_remedies(kb))}
        for path, spec in self._facts.items():
            if spec.askable and path not in used:
                yield path, "has a question, and no rule, remedy or summary looks at it"

    def dead_ends(self, kb: KnowledgeBase) -> Iterator[Place]:
        used = {c.fact for cause in kb.causes for r in kb.rules_of(cause) for c in r.conditions}
        for fact in kb.deriving:
            if fact not in used:
                yield fact, "is concluded, and no rule looks at it"

    def unknowable(self, kb: KnowledgeBase) -> Iterator[Place]:
        for fact in dict.fromkeys(c.fact for c in _of_rules(kb)):
            spec = self._facts.get(fact)
            if fact in kb.deriving:
                continue
            if spec is None or not spec.askable:
                yield fact, "is looked at by rules; no derivation concludes it, and there is no question for it"
                continue
            for platform in PLATFORMS:
                if spec.os in (None, platform) and not spec.observers(platform):
                    yield fact, f"is looked at by rules; nothing tells how to observe it on {platform}"

    def untimed(self, kb: KnowledgeBase) -> Iterator[Place]:
        for fact in dict.fromkeys(c.fact for c in _of_rules(kb)):
            if fact in self._facts and fact not in kb.deriving and not self._facts[fact].is_timed:
                yield fact, "is looked at by rules, and its declaration does not say how long it lasts"

    def illegal(self, kb: KnowledgeBase) -> Iterator[Place]:
        for condition in dict.fromkeys((*_of_rules(kb), *_of_remedies(kb))):
            spec = self._facts.get(condition.fact)
            legal = tuple(kb.code) if condition.fact == kb.code_fact else (spec.choices or spec.items) if spec else ()
            for value in _literals(condition) if legal else ():
                if value not in legal:
                    yield condition.fact, f"a rule looks for {value!r}, which it cannot be"

    def not_told_apart(self, kb: KnowledgeBase) -> Iterator[Place]:
        declared = {(n.fact, v) for n in kb.uninformative for v in n.values}
        for fact, values in self._left_alone(kb).items():
            for value in values:
                if (fact, value) not in declared:
                    yield fact, f"{value}: no rule looks for it; use it, or declare that it says nothing"

    def stale(self, kb: KnowledgeBase) -> Iterator[Place]:
        left_alone = self._left_alone(kb)
        for each in kb.uninformative:
            for value in each.values:
                if value not in left_alone.get(each.fact, ()):
                    yield each.fact, f"{value} is declared to say nothing, and is no value that rules leave alone"

    def _left_alone(self, kb: KnowledgeBase) -> dict[str, list[str]]:
        """Values for which no condition on the fact holds, and which share that with others: by fact in use."""
        found: dict[str, list[str]] = {}
        conditions = list(dict.fromkeys((*_of_rules(kb), *_of_remedies(kb))))
        for fact in dict.fromkeys(c.fact for c in conditions):
            spec = self._facts.get(fact)
            here = [c for c in conditions if c.fact == fact]
            if spec is not None and spec.items:
                named = {v for c in here for v in _literals(c)}
                found[fact] = [v for v in spec.items if v not in named]
            elif spec is not None and spec.choices:
                left = [v for v in spec.choices if not any(c.test(v) for c in here)]
                found[fact] = left if len(left) > 1 else []
        return found


def _of_rules(kb: KnowledgeBase) -> Iterator[Condition]:
    yield from (c for cause in kb.in_order for r in kb.rules_of(cause) for c in r.conditions)
    yield from (c for d in kb.derivations for c in d.conditions)
    yield from (c for each in kb.contradictions for c in each.conditions)


def _of_remedies(kb: KnowledgeBase) -> Iterator[Condition]:
    for cause in kb.in_order:
        for step in (*cause.remedy.steps, cause.remedy.verify):
            yield from (when for when in (step.when, *(c.when for c in step.commands)) if when is not None)


def _literals(condition: Condition) -> tuple[object, ...]:
    literal = condition.literal
    return literal if isinstance(literal, tuple) else () if literal is None else (literal,)
