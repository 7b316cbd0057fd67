"""A second opinion: verdicts and ranks straight from the declared conditions, without experta.

Written to be read against the semantics (docs/trust.md), and on purpose without the code of inference.py and
reasoning.py. Tests hold the three against each other; users are answered by reasoning.py alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .conditions import Condition
from .knowledge import Cause, KnowledgeBase, Rule
from .result import VERDICTS, Verdict


@dataclass(frozen=True, slots=True)
class Opinion:
    """What follows from a set of facts.

    `known` holds the facts with what is derived; `verdicts` one for each cause; `ranked` the ids of the candidates
    that are not ruled out, best first; `ruled_out` those of the others, in candidate order.
    """

    known: dict[str, Any]
    verdicts: dict[str, Verdict]
    ranked: tuple[str, ...]
    ruled_out: tuple[str, ...]


def opinion(kb: KnowledgeBase, observed: Mapping[str, Any], old: Collection[str] = ()) -> Opinion:
    """The verdicts and ranks that follow from observed facts (path -> value).

    `old` are facts that were observed long before the failure: they are known, and establish nothing.
    """
    known, aged = _concluded(kb, _with_what_the_code_says(kb, observed), set(old))
    verdicts = {cause.id: _verdict(kb, cause, known, aged) for cause in kb.causes}
    candidates = _candidates(kb, known)
    open_ones = sorted((c for c in candidates if verdicts[c] != "ruled_out"), key=lambda c: VERDICTS.index(verdicts[c]))
    out = tuple(c for c in candidates if verdicts[c] == "ruled_out")
    return Opinion(known, verdicts, tuple(_roots_first(kb, open_ones, verdicts)), out)


def _with_what_the_code_says(kb: KnowledgeBase, observed: Mapping[str, Any]) -> dict[str, Any]:
    known = dict(observed)
    code = known.get(kb.code_fact)
    if code in kb.foreign_code:
        del known[kb.code_fact]
    elif code in kb.code and kb.code[code].platform:
        known.setdefault(kb.platform_fact, kb.code[code].platform)
    return known


def _concluded(kb: KnowledgeBase, known: dict[str, Any], old: set[str]) -> tuple[dict[str, Any], set[str]]:
    """The facts with the derived ones, and which of all these are old. What is implied both ways is unknown."""
    holding = [d for d in kb.derivations if _all_hold(d.conditions, known)]
    values = {fact: {d.value for d in holding if d.fact == fact} for fact in kb.deriving}
    derived = {fact: next(iter(found)) for fact, found in values.items() if len(found) == 1}
    aged = {d.fact for d in holding if any(c.fact in old for c in d.conditions)}
    return {**known, **derived}, old | aged


def _all_hold(conditions: Iterable[Condition], known: Mapping[str, Any]) -> bool:
    return all(c.fact in known and c.test(known[c.fact]) for c in conditions)


def _fails(rule: Rule, known: Mapping[str, Any]) -> bool:
    return any(c.fact in known and not c.test(known[c.fact]) for c in rule.conditions)


def _verdict(kb: KnowledgeBase, cause: Cause, known: Mapping[str, Any], old: set[str]) -> Verdict:
    found = {_weight(rule, old) for rule in kb.rules_of(cause) if _all_hold(rule.conditions, known)}
    signs = [rule for rule in kb.rules_of(cause) if rule.kind != "rules_out"]
    if "confirms" in found:
        return "possible" if "rules_out" in found else "confirmed"
    if "rules_out" in found or all(_fails(rule, known) for rule in signs):
        return "ruled_out"
    return "likely" if "suggests" in found else "possible"


def _weight(rule: Rule, old: set[str]) -> str:
    hint = rule.kind == "confirms" and any(c.fact in old for c in rule.conditions)
    return "suggests" if hint else rule.kind


def _candidates(kb: KnowledgeBase, known: Mapping[str, Any]) -> list[str]:
    """The causes in question: those listed for the code, the health checks, and whatever something speaks for."""
    code = kb.code.get(known.get(kb.code_fact, ""))
    if code is None:
        return [c.id for c in kb.in_order]
    listed = [c for family in code.families for c in kb.in_order if c.family == family]
    checks = [c for c in kb.in_order if kb.family[c.family].health_step is not None]
    signs = [
        c for c in kb.in_order if any(r.kind != "rules_out" and _all_hold(r.conditions, known) for r in kb.rules_of(c))
    ]
    return list(dict.fromkeys(c.id for c in (*listed, *checks, *signs)))


def _roots_first(kb: KnowledgeBase, order: list[str], verdicts: Mapping[str, Verdict]) -> list[str]:
    """The order, but that a cause follows the causes of the same verdict (confirmed or likely) that lead to it."""
    roots = {
        c: {r for r in order if c in kb.by_id[r].leads_to and verdicts[r] == verdicts[c] != "possible"} for c in order
    }
    placed: list[str] = []
    while len(placed) < len(order):
        placed.append(next(c for c in order if c not in placed and roots[c] <= set(placed)))
    return placed
