"""A second opinion: verdicts and ranks straight from the declared conditions, without experta.

Written to be read against the semantics (docs/trust.md), and on purpose without the code of inference.py, weighing.py
and conclusion.py. Tests hold them against each other; users are answered by reasoning.py alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .conditions import Condition
from .data import VERDICTS, Verdict
from .knowledge import EVERY_CAUSE, Cause, ErrorCode, KnowledgeBase, Rule


@dataclass(frozen=True, slots=True)
class Opinion:
    """What follows from a set of facts.

    `known` holds the facts with what is derived; `verdicts` one for each cause; `ranked` the ids of the candidates
    that are not ruled out, best first; `ruled_out` those of the others, in candidate order; `also_wrong` those that are
    established without being the reason of this failure.
    """

    known: dict[str, Any]
    verdicts: dict[str, Verdict]
    ranked: tuple[str, ...]
    ruled_out: tuple[str, ...]
    also_wrong: tuple[str, ...]


def opinion(kb: KnowledgeBase, observed: Mapping[str, Any], doubted: Collection[str] = ()) -> Opinion:
    """The verdicts and ranks that follow from observed facts (path -> value).

    `doubted` are facts that may not have been so when this VM's backup failed: evidence that rests on them is a step
    weaker, and they exclude nothing.
    """
    given, code = _with_what_the_code_says(kb, observed)
    unknown = code is None and kb.code_fact in observed
    known, unsure = _concluded(kb, given, set(doubted))
    fired = {cause.id: [r for r in kb.rules_of(cause) if _all_hold(r.conditions, known)] for cause in kb.causes}
    judge = _Judge(kb, known, unsure, code, unknown, fired)
    verdicts = {cause.id: judge.verdict(cause) for cause in kb.causes}
    candidates = [c for c in _candidates(kb, fired, code) if verdicts[c] != "out_of_scope"]
    tiers = _tiers(kb, judge, verdicts)
    open_ones = [c for c in candidates if verdicts[c] != "ruled_out"]
    open_ones.sort(key=lambda c: (VERDICTS.index(verdicts[c]), tiers[c]))
    return Opinion(
        known,
        verdicts,
        tuple(_roots_first(kb, open_ones, verdicts)),
        tuple(c for c in candidates if verdicts[c] == "ruled_out"),
        tuple(c.id for c in kb.in_order if verdicts[c.id] == "out_of_scope" and judge.is_established(c)),
    )


def _with_what_the_code_says(kb: KnowledgeBase, observed: Mapping[str, Any]) -> tuple[dict[str, Any], ErrorCode | None]:
    known = dict(observed)
    code = kb.code.get(known.get(kb.code_fact, ""))
    if code is None:
        known.pop(kb.code_fact, None)
    elif code.platform:
        known.setdefault(kb.platform_fact, code.platform)
    return known, code


def _concluded(kb: KnowledgeBase, known: dict[str, Any], doubted: set[str]) -> tuple[dict[str, Any], set[str]]:
    """The facts with the derived ones, and which of all these are doubted. What is implied both ways is unknown.

    A derived fact is doubted where each derivation that holds rests on a doubted one.
    """
    holding = [d for d in kb.derivations if _all_hold(d.conditions, known)]
    values = {fact: {d.value for d in holding if d.fact == fact} for fact in kb.deriving}
    derived = {fact: next(iter(found)) for fact, found in values.items() if len(found) == 1}
    firm = {d.fact for d in holding if all(c.fact not in doubted for c in d.conditions)}
    return {**known, **derived}, doubted | {d.fact for d in holding if d.fact not in firm}


def _all_hold(conditions: Iterable[Condition], known: Mapping[str, Any]) -> bool:
    for condition in conditions:
        if condition.fact not in known or not condition.test(known[condition.fact]):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Judge:
    kb: KnowledgeBase
    known: Mapping[str, Any]
    doubted: set[str]
    code: ErrorCode | None
    unknown_code: bool
    fired: Mapping[str, list[Rule]]

    @property
    def with_code(self) -> bool:
        """Whether there is a code that says what failed: a known one, and none that only points to a text."""
        return self.code is not None and EVERY_CAUSE not in self.code.leaves_open

    def kinds(self, cause: Cause) -> set[str]:
        """What the rules that fired count as."""
        counted = {self._count(r, self.with_code) for r in self.fired[cause.id] if not self._outdated(cause, r)}
        return counted - {""}

    def _count(self, rule: Rule, with_code: bool) -> str:
        steps = int(any(c.fact in self.doubted for c in rule.conditions))
        if rule.kind not in ("confirms", "suggests", "hints"):
            return "" if steps else rule.kind
        steps = max(steps, int(rule.kind == "confirms" and not with_code))  # one step, for whichever reason
        order = ("confirms", "suggests", "hints", "", "")
        return order[order.index(rule.kind) + steps]

    def named(self, cause: Cause) -> bool:
        return self.code is not None and cause.id in self.code.names

    def _outdated(self, cause: Cause, rule: Rule) -> bool:
        """Whether the code says that it was so, and the rule only tells how it is now."""
        return rule.kind == "rules_out" and self.named(cause) and not self.kb.is_fixed(rule)

    def absent(self, cause: Cause) -> bool:
        signs = [r for r in self.kb.rules_of(cause) if r.kind in ("confirms", "suggests", "hints")]
        all_fail = all(any(self._fails(c) for c in rule.conditions) for rule in signs) and bool(signs)
        return all_fail and not self.unknown_code  # which may have signs that nobody knows

    def _fails(self, condition: Condition) -> bool:
        told = condition.fact in self.known and condition.fact not in self.doubted
        return told and not condition.test(self.known[condition.fact])

    def was_so(self, cause: Cause) -> bool:
        later = any(self._outdated(cause, r) and self._count(r, True) for r in self.fired[cause.id])
        return self.named(cause) and (later or self.absent(cause))

    def verdict(self, cause: Cause) -> Verdict:
        kinds = self.kinds(cause)
        if "out_of_scope" in kinds:
            return "out_of_scope"
        if "confirms" in kinds:
            return "possible" if "rules_out" in kinds else "confirmed"
        if "rules_out" in kinds or (self.absent(cause) and not self.named(cause)):
            return "ruled_out"
        return "likely" if "suggests" in kinds else "possible"

    def is_established(self, cause: Cause) -> bool:
        firm = any(self._count(r, True) == "confirms" for r in self.fired[cause.id])
        return firm and "rules_out" not in self.kinds(cause)

    def specific(self, cause: Cause) -> bool:
        """Whether a sign of the moment makes the cause likely or more."""
        strong = ("confirms", "suggests")
        return any(self._count(r, self.with_code) in strong and self.kb.is_specific(r) for r in self.fired[cause.id])


def _candidates(kb: KnowledgeBase, fired: Mapping[str, list[Rule]], code: ErrorCode | None) -> list[str]:
    """The causes in question: those listed for the code, the health checks, and whatever something speaks for."""
    if code is None:
        return [c.id for c in kb.in_order]
    listed = [c for family in code.families for c in kb.in_order if c.family == family]
    checks = [c for c in kb.in_order if kb.family[c.family].health_step is not None]
    speaking = ("confirms", "suggests", "hints")
    signs = [c for c in kb.in_order if any(r.kind in speaking for r in fired[c.id])]
    return list(dict.fromkeys(c.id for c in (*listed, *checks, *signs)))


def _tiers(kb: KnowledgeBase, judge: _Judge, verdicts: Mapping[str, Verdict]) -> dict[str, int]:
    """The place of each cause among those of its verdict."""
    standing = {c for c, v in verdicts.items() if v in ("confirmed", "likely")}
    roots = [c for c in standing if not kb.by_id[c].effect]
    rooted = {t for root in roots for t in _all_below(kb, root)}
    rootless = {c for c in standing if kb.by_id[c].effect and c not in rooted}
    tiers = {}
    for cause in kb.causes:
        if cause.id in standing:
            tiers[cause.id] = (2 if cause.effect else 0) + (0 if judge.specific(cause) else 1)
        elif judge.was_so(cause):
            tiers[cause.id] = 0
        else:
            behind = not cause.effect and rootless & _all_below(kb, cause.id)
            tiers[cause.id] = (1 if behind else 3) + (0 if "hints" in judge.kinds(cause) else 1)
    return tiers


def _all_below(kb: KnowledgeBase, cause: str) -> set[str]:
    found: set[str] = set()
    for target in kb.by_id[cause].leads_to:
        found |= {target} | _all_below(kb, target)
    return found


def _roots_first(kb: KnowledgeBase, order: list[str], verdicts: Mapping[str, Verdict]) -> list[str]:
    """The order, but that established roots stand right before the first of what follows from them.

    A root that is only likely does so before a confirmed effect, and before no other confirmed cause.
    """
    established = [c for c in order if verdicts[c] in ("confirmed", "likely")]
    after = {
        root: [c for c in established if c in below and (kb.by_id[c].effect or verdicts[c] == verdicts[root])]
        for root in established
        for below in [_all_below(kb, root)]
    }
    at = {c: n for n, c in enumerate(order)}
    up = {c: min(at[each] for each in [c, *after.get(c, ())]) for c in order}
    waiting = sorted(order, key=lambda c: (up[c], at[c]))
    placed: list[str] = []
    while waiting:
        free = (c for c in waiting if not any(r in waiting for r in established if c in after[r]))
        placed.append(next(free))
        waiting.remove(placed[-1])
    return placed
