"""The document's own order of questions: the error code, then cause by cause everything that a cause is about.

It is what the interview is measured against, and what it never falls behind (see plan.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from ..facts.vocabulary import vocabulary
from .knowledge import Cause, KnowledgeBase


def page_order(kb: KnowledgeBase, code: str | None, platform: str | None, given: Collection[str]) -> dict[str, int]:
    """Which question of the walk through the page asks for a fact, counted from 1.

    For an error code (None: unknown) and a platform (None: unknown); facts that were `given` beforehand are not asked
    for. A fact that the walk never asks for is absent.
    """
    fitting = (fact for fact, os in _walk(kb, code) if (os is None or platform in (None, os)) and fact not in given)
    return {fact: n for n, fact in enumerate(fitting, 1)}


@lru_cache(maxsize=512)
def listed_causes(kb: KnowledgeBase, code: str | None) -> tuple[Cause, ...]:
    """The causes that the document lists for the error code, then the health checks; all where no code is known."""
    if code is None or code not in kb.code:
        return kb.in_order
    listed = [c for family in kb.code[code].families for c in kb.of_family(family)]
    checks = [c for c in kb.in_order if kb.family[c.family].health_step]
    return tuple({c.id: c for c in (*listed, *checks)}.values())


@lru_cache(maxsize=64)
def _walk(kb: KnowledgeBase, code: str | None) -> tuple[tuple[str, str | None], ...]:
    about = (fact for cause in listed_causes(kb, code) for fact in facts_about(kb, cause))
    facts = dict.fromkeys((kb.code_fact, *about))
    return tuple((fact, vocabulary()[fact].os) for fact in facts if vocabulary()[fact].askable)


def facts_about(kb: KnowledgeBase, cause: Cause) -> Iterator[str]:
    """The observable facts that a cause's rules look at, in the order of its rules."""
    for rule in kb.rules_of(cause):
        for condition in rule.conditions:
            yield from kb.basis_of(condition.fact)
