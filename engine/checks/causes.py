"""Checks of causes, their remedies and links, and of error codes with their families."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..conditions import Condition
from ..knowledge import EVERY_CAUSE, SPEAKS, Cause, KnowledgeBase, Rule
from ..satisfying import satisfying_facts
from ..weighing import speaks
from .model import Check, Place


def _never_confirmed(kb: KnowledgeBase) -> Iterator[Place]:
    for cause in kb.in_order:
        firm = [r for r in kb.rules_of(cause) if r.kind == "confirms"]
        if cause.hint_only and firm:
            yield cause.id, f"is declared to have hints only, and {firm[0].id} confirms it"
        elif not cause.hint_only and not firm:
            yield cause.id, "has no confirming rule; declare hint_only=True where no fact can establish it"
        elif firm and all(satisfying_facts(kb, r.conditions) is None for r in firm):
            yield cause.id, "has no confirming rule that can hold"


def _hint_only(kb: KnowledgeBase) -> Iterator[Place]:
    return ((c.id, "is never confirmed, as declared: no fact can establish it") for c in kb.in_order if c.hint_only)


def _dead_link(kb: KnowledgeBase) -> Iterator[Place]:
    for cause in kb.in_order:
        for target in cause.leads_to:
            pairs = ((a, b) for a in _speaking(kb, cause) for b in _speaking(kb, kb.by_id[target]))
            if all(satisfying_facts(kb, (*a.conditions, *b.conditions)) is None for a, b in pairs):
                yield cause.id, f"leads to {target}, yet nothing can speak for both in one case"


def _speaking(kb: KnowledgeBase, cause: Cause) -> list[Rule]:
    return [r for r in kb.rules_of(cause) if r.kind in SPEAKS]


def _same_step(kb: KnowledgeBase) -> Iterator[Place]:
    for one, other in pairwise(kb.in_order):
        if (one.family, one.step) == (other.family, other.step):
            yield other.id, f"has step {other.step} of {other.family}, as {one.id} has: only their names order them"


def _no_remedy(kb: KnowledgeBase) -> Iterator[Place]:
    for cause in kb.in_order:
        if not any(step.text.strip() for step in cause.remedy.steps):
            yield cause.id, "has a remedy without steps"


def _no_verification(kb: KnowledgeBase) -> Iterator[Place]:
    for cause in kb.in_order:
        verify = cause.remedy.verify
        effects = {c.effect or verify.effect for c in verify.commands} | {verify.effect}
        if not verify.text.strip():
            yield cause.id, "does not tell how to verify that the remedy worked"
        elif effects & {"destructive", "needs restart"}:
            yield cause.id, "verifies its remedy with something that does harm"


def _no_sources(kb: KnowledgeBase) -> Iterator[Place]:
    yield from ((c.id, "names no source") for c in kb.in_order if not c.sources)
    yield from ((f"family {f.id}", "names no source") for f in kb.families if not f.sources)
    codes = (*kb.codes, *kb.foreign_codes)
    yield from ((f"code {c.code}", "names no source") for c in codes if not c.sources)


def _uncovered_code(kb: KnowledgeBase) -> Iterator[Place]:
    for code in kb.codes:
        if not code.families:
            yield f"code {code.code}", "lists no family of causes"
        for family in code.families:
            causes = list(kb.of_family(family))
            barred = [c for c in causes if _excluded_by(kb, c, code.code) or _elsewhere(kb, c, code.platform)]
            if not causes:
                yield f"code {code.code}", f"lists {family}, which has no causes"
            elif len(barred) == len(causes):
                yield f"code {code.code}", f"lists {family}, and excludes each of its causes"


def _excluded_by(kb: KnowledgeBase, cause: Cause, code: str) -> bool:
    """Whether the code alone excludes the cause."""
    alone = (
        r.conditions
        for r in kb.rules_of(cause)
        if r.kind in ("rules_out", "out_of_scope") and {c.fact for c in r.conditions} == {kb.code_fact}
    )
    return any(all(c.test(code) for c in conditions) for conditions in alone)


def _elsewhere(kb: KnowledgeBase, cause: Cause, platform: str) -> bool:
    """Whether the cause does not apply to the only platform that a code comes from."""
    bound = cause.applies is not None and cause.applies.fact == kb.platform_fact
    return bool(platform and bound and cause.applies is not None and not cause.applies.test(platform))


def _never_listed(kb: KnowledgeBase) -> Iterator[Place]:
    listed = {f for code in kb.codes for f in code.families}
    for family in kb.families:
        causes = list(kb.of_family(family.id))
        if family.id in listed or family.health_step is not None:
            continue
        if not any(kb.in_scope(c, code) for c in causes for code in kb.codes if EVERY_CAUSE not in code.leaves_open):
            yield f"family {family.id}", "no error code lists it or leaves it open, and it is in no health check"


def _never_settled(kb: KnowledgeBase) -> Iterator[Place]:
    for code in kb.codes:
        if not speaks(code):
            continue
        causes = [c for family in code.families for c in kb.of_family(family)]
        firm = [r for c in causes for r in kb.rules_of(c) if r.kind == "confirms"]
        if causes and not any(_can_hold_with(kb, r, code.code) for r in firm):
            yield f"code {code.code}", "nothing can confirm any of the causes that it lists"


def _can_hold_with(kb: KnowledgeBase, rule: Rule, code: str) -> bool:
    return satisfying_facts(kb, (*rule.conditions, Condition(kb.code_fact, "==", code))) is not None


def _without_argument(kb: KnowledgeBase) -> Iterator[Place]:
    for cause in kb.in_order:
        for rule in kb.rules_of(cause):
            if rule.kind == "confirms" and not (rule.because and rule.rival):
                lacking = " and ".join(n for n, t in (("because", rule.because), ("rival", rule.rival)) if not t)
                yield rule.id, f"confirms without {lacking}: which fact was so at the failure, and which rival is out?"


def _rootless_effect(kb: KnowledgeBase) -> Iterator[Place]:
    reached = {target for cause in kb.causes if not cause.effect for target in kb.below(cause.id)}
    yield from (
        (c.id, "is an effect, and no root leads to it") for c in kb.in_order if c.effect and c.id not in reached
    )


CAUSE_CHECKS = (
    Check("without-argument", "A rule confirms without saying what was so, and which rival is out", _without_argument),
    Check("rootless-effect", "An effect that no root leads to", _rootless_effect),
    Check("never-confirmed", "A cause that no case can confirm, and that is not declared so", _never_confirmed),
    Check("hint-only", "A cause that is never confirmed, as declared", _hint_only, "information"),
    Check("dead-link", "A cause leads to one that cannot stand beside it", _dead_link),
    Check("same-step", "Two causes have the same place in their family", _same_step),
    Check("no-remedy", "A remedy without steps", _no_remedy),
    Check("no-verification", "A remedy without a verification", _no_verification),
    Check("no-source", "A cause, family or code without sources", _no_sources),
    Check("uncovered-code", "An error code lists a family that cannot explain it", _uncovered_code),
    Check("never-listed", "A family that no error code lists, and no scope reaches", _never_listed),
    Check("never-settled", "An error code with which nothing can be confirmed", _never_settled),
)
