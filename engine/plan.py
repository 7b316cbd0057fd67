"""Which fact to observe next: the one that brings the open causes nearest to a decision for what it costs.

A cause's weight falls with its rank (the document's order is its prior). A fact is worth, for each open cause whose
verdict it could change, the cause's weight divided by how many facts that cause still lacks; the sum is divided by
the cost of the cheapest way to observe the fact on this OS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..facts.case import vocabulary
from .result import NextCheck

if TYPE_CHECKING:
    from .reasoning import Reasoning

MOST = 8


def next_checks(reasoning: Reasoning) -> tuple[NextCheck, ...]:
    """The facts worth observing next, best first, at most eight, each with the causes it would settle."""
    worth: dict[str, float] = {}
    settles: dict[str, list[str]] = {}
    for rank, cause in enumerate(reasoning.ranked, 1):
        missing = [f for f in reasoning.missing_facts(cause) if vocabulary()[f].askable]
        for fact in missing:
            gain = 1.0 / rank / len(missing)
            worth[fact] = worth.get(fact, 0.0) + gain / vocabulary()[fact].cost(reasoning.platform)
            settles.setdefault(fact, []).append(cause.id)
    order = {path: n for n, path in enumerate(vocabulary())}
    best = sorted(worth, key=lambda f: (-round(worth[f], 12), order[f]))[:MOST]
    checks = []
    for fact in best:
        shown = reasoning.missing(fact)
        checks.append(
            NextCheck(
                fact=fact,
                title=shown.title,
                question=vocabulary()[fact].question,
                how=shown.how,
                settles=tuple(settles[fact]),
            )
        )
    return tuple(checks)
