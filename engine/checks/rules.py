"""Checks of rules against each other, exhaustive over the values that rules can tell apart (see satisfying.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from ..conditions import Condition, show
from ..knowledge import SPEAKS, Cause, KnowledgeBase, Rule
from ..satisfying import Fails, satisfying_facts
from .model import Check, Place


def _contradictory(kb: KnowledgeBase) -> Iterator[Place]:
    for cause in kb.in_order:
        for one in _of_kind(kb, cause, "confirms"):
            for other in _of_kind(kb, cause, "rules_out"):
                case = satisfying_facts(kb, (*one.conditions, *other.conditions))
                if case is not None:
                    seen = ", ".join(f"{fact} is {show(value)}" for fact, value in case.items())
                    yield one.id, f"holds together with {other.id}, as where {seen}"


def _never_holds(kb: KnowledgeBase) -> Iterator[Place]:
    for where, conditions in _all_conditions(kb):
        if satisfying_facts(kb, conditions) is None:
            yield where, f"can hold in no case: {_words(conditions)}"


def _all_conditions(kb: KnowledgeBase) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    yield from ((r.id, r.conditions) for c in kb.in_order for r in kb.rules_of(c))
    yield from ((f"derivation {d.id}", d.conditions) for d in kb.derivations)
    yield from ((f"contradiction {c.text!r}", c.conditions) for c in kb.contradictions)


def _duplicate(kb: KnowledgeBase) -> Iterator[Place]:
    for kind, group in _groups(kb):
        for (a, one), (b, other) in combinations(group, 2):
            if _implies(kb, one, other) and _implies(kb, other, one):
                yield b, f"holds exactly where {a} does: one of these {kind} is enough"


def _subsumed(kb: KnowledgeBase) -> Iterator[Place]:
    for _, group in _groups(kb):
        for (a, one), (b, other) in permutations(group, 2):
            if _implies(kb, one, other) and not _implies(kb, other, one):
                yield a, f"holds only where {b} holds too, which needs less"


def _redundant(kb: KnowledgeBase) -> Iterator[Place]:
    for cause in kb.in_order:
        for rule in kb.rules_of(cause):
            same = [r for r in kb.rules_of(cause) if r.kind == rule.kind and r is not rule]
            stronger = _of_kind(kb, cause, "confirms") if rule.kind == "suggests" else []
            alone = any(_implies(kb, rule.conditions, r.conditions) for r in same)
            others = [r.conditions for r in (*same, *stronger)]
            if others and not alone and satisfying_facts(kb, rule.conditions, others) is None:
                yield rule.id, "adds nothing: wherever it holds, another rule says as much or more"


def _groups(kb: KnowledgeBase) -> Iterator[tuple[str, list[tuple[str, tuple[Condition, ...]]]]]:
    """What concludes the same: rules of one kind of a cause, derivations of one value."""
    for cause in kb.in_order:
        for kind in ("confirms", "suggests", "hints", "rules_out"):
            yield "rules", [(r.id, r.conditions) for r in _of_kind(kb, cause, kind)]
    for derivations in kb.deriving.values():
        for value in dict.fromkeys(d.value for d in derivations):
            yield "derivations", [(f"derivation {d.id}", d.conditions) for d in derivations if d.value == value]


def _overruled(kb: KnowledgeBase) -> Iterator[Place]:
    for cause in kb.in_order:
        against = [r.conditions for r in _of_kind(kb, cause, "rules_out")]
        for rule in kb.rules_of(cause):
            speaks = rule.kind in SPEAKS and satisfying_facts(kb, rule.conditions) is not None
            if speaks and against and satisfying_facts(kb, rule.conditions, against) is None:
                yield rule.id, "never counts: wherever it holds, a rule excludes the cause"


def _unnecessary(kb: KnowledgeBase) -> Iterator[Place]:
    for where, conditions in _all_conditions(kb):
        for condition in conditions:
            rest = [c for c in conditions if c is not condition]
            if rest and _implies(kb, rest, (condition,)) and _fails_only_with(kb, condition, rest):
                yield where, f"the condition {condition.words} changes nothing: the others imply it"


def _fails_only_with(kb: KnowledgeBase, condition: Condition, rest: Sequence[Condition]) -> bool:
    """Whether one of the rest fails wherever the condition does: then the rule fails without it as well."""
    return satisfying_facts(kb, (Fails(condition),), [(Fails(c),) for c in rest]) is None


def _unnecessary_word(kb: KnowledgeBase) -> Iterator[Place]:
    for where, conditions, others in _alternatives(kb):
        for condition in conditions:
            words = condition.literal if condition.operator == "in" and len(condition.literal) > 1 else ()
            for word in words:
                narrow = [replace(c, operator="==", literal=word) if c is condition else c for c in conditions]
                if satisfying_facts(kb, narrow, others) is None:
                    yield where, f"{show(word)} as {condition.fact} changes nothing: others say as much then"


def _alternatives(kb: KnowledgeBase) -> Iterator[tuple[str, tuple[Condition, ...], list[tuple[Condition, ...]]]]:
    """Each rule and derivation, with the conditions of those that say as much or more."""
    for cause in kb.in_order:
        for rule in kb.rules_of(cause):
            kinds = ("suggests", "confirms") if rule.kind == "suggests" else (rule.kind,)
            yield (
                rule.id,
                rule.conditions,
                [r.conditions for k in kinds for r in _of_kind(kb, cause, k) if r is not rule],
            )
    for d in kb.derivations:
        same = [o.conditions for o in kb.deriving[d.fact] if o.value == d.value and o is not d]
        yield f"derivation {d.id}", d.conditions, same


def _implies(kb: KnowledgeBase, conditions: Sequence[Condition], others: Sequence[Condition]) -> bool:
    """Whether the others hold in every case in which the conditions do."""
    return satisfying_facts(kb, conditions, [others]) is None


def _of_kind(kb: KnowledgeBase, cause: Cause, kind: str) -> list[Rule]:
    return [r for r in kb.rules_of(cause) if r.kind == kind]


def _words(conditions: Sequence[Condition]) -> str:
    return " and ".join(c.words for c in conditions)


RULE_CHECKS = (
    Check("contradictory-rules", "A confirming and an excluding rule of a cause can hold together", _contradictory),
    Check("never-holds", "Conditions that can hold in no case", _never_holds),
    Check("duplicate-rule", "Two rules hold in exactly the same cases", _duplicate),
    Check("subsumed-rule", "A rule holds only where another one does, which needs less", _subsumed),
    Check("redundant-rule", "A rule that adds nothing to others together", _redundant),
    Check("overruled-rule", "A rule that always comes with one that excludes the cause", _overruled),
    Check("unnecessary-condition", "A condition that the others of its rule imply", _unnecessary),
    Check("unnecessary-word", "One of several values with which a rule adds nothing to others", _unnecessary_word),
)
