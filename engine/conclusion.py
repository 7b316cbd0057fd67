"""From fired rules to verdicts, candidates, ranking and missing facts: all that depends on a case's pattern alone.

Two cases that look alike to the rules share one conclusion; names, values and sources are added in reasoning.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from ..facts.vocabulary import vocabulary
from .compiled import Compiled, Truths
from .conditions import Truth
from .knowledge import Cause, Contradiction, ErrorCode, Rule
from .page import listed_causes
from .result import VERDICTS, Verdict


class Conclusion:
    """What follows from a pattern.

    `truths` are those of all conditions, `known` the known facts (derived ones included), `fired` the rules that fired
    by cause, `chains` the pairs (root, consequence) for both of which something speaks. `weak` are rules whose evidence
    establishes nothing, though they fired (what they rest on was observed long before the failure).
    """

    def __init__(
        self,
        compiled: Compiled,
        truths: Truths,
        known: Collection[str],
        fired: Mapping[str, list[Rule]],
        chains: Collection[tuple[str, str]],
        code: ErrorCode | None,
        platform: str | None,
        weak: Collection[str] = (),
    ) -> None:
        self._compiled = compiled
        self.kb = compiled.kb
        self.truths = truths
        self._known = known
        self.fired = fired
        self.code = code
        self.platform = platform
        self._weak = weak
        self.verdicts = self._find_verdicts()
        standing = ("confirmed", "likely")
        self.chains = sorted(pair for pair in chains if all(self.verdicts[cause] in standing for cause in pair))
        self._missing: dict[str, tuple[str, ...]] = {}

    # -- verdicts ---------------------------------------------------------------------------------------------

    def _find_verdicts(self) -> dict[str, Verdict]:
        """The verdict on each cause, in the order of causes."""
        found: dict[str, Verdict] = {}
        for cause in self.kb.in_order:
            fired = self.fired.get(cause.id)
            if fired:
                found[cause.id] = self._verdict(cause.id, fired)
            else:  # as for most causes
                found[cause.id] = "ruled_out" if self._all_signs_absent(cause.id) else "possible"
        return found

    def _verdict(self, cause: str, fired: list[Rule]) -> Verdict:
        kinds = {"suggests" if rule.id in self._weak else rule.kind for rule in fired}
        if {"confirms", "rules_out"} <= kinds:
            return "possible"  # evidence against itself establishes nothing; said in the notes
        if "confirms" in kinds:
            return "confirmed"
        if "rules_out" in kinds or self._all_signs_absent(cause):
            return "ruled_out"
        return "likely" if "suggests" in kinds else "possible"

    def _all_signs_absent(self, cause: str) -> bool:
        return self._compiled.all_fail(cause, self.truths.fails)

    def state(self, rule: Rule) -> Truth:
        """Whether all conditions of a rule hold, one of them fails, or it is open."""
        return self.truths.of(self._compiled.mask_of(rule))

    @property
    def contradictions(self) -> Iterator[Contradiction]:
        """The facts that cannot all be true, and are."""
        holds = self.truths.holds
        return (each for each, mask in self._compiled.contradictions if holds & mask == mask)

    # -- candidates and ranking -------------------------------------------------------------------------------

    @cached_property
    def candidates(self) -> tuple[Cause, ...]:
        """The causes in question, in candidate order: listed for the code, health checks, others with evidence."""
        if self.code is None:
            return self.kb.in_order
        others = [c for c in self.kb.in_order if c.id in self.fired and self._speaks_for(c)]
        return tuple({c.id: c for c in (*listed_causes(self.kb, self.code.code), *others)}.values())

    def _speaks_for(self, cause: Cause) -> bool:
        return any(r.kind != "rules_out" for r in self.fired.get(cause.id, ()))

    def listed(self, cause: Cause) -> bool | None:
        """Whether the document lists the cause for the error code; None where no code is known."""
        return None if self.code is None else cause.family in self.code.families

    @cached_property
    def ranked(self) -> tuple[Cause, ...]:
        """The candidates that are not ruled out: by verdict, then candidate order, a root before what follows."""
        place = {c.id: n for n, c in enumerate(self.candidates)}
        open_ones = [c for c in self.candidates if self.verdicts[c.id] != "ruled_out"]
        open_ones.sort(key=lambda c: (VERDICTS.index(self.verdicts[c.id]), place[c.id]))
        return tuple(self._roots_first(open_ones)) if self.chains else tuple(open_ones)

    @cached_property
    def excluded(self) -> tuple[Cause, ...]:
        """The candidates that are ruled out, in candidate order."""
        return tuple(c for c in self.candidates if self.verdicts[c.id] == "ruled_out")

    @cached_property
    def outside(self) -> tuple[Cause, ...]:
        """The causes that are no candidates, and would be with evidence: none excludes them yet."""
        inside = {c.id for c in self.candidates}
        return tuple(c for c in self.kb.in_order if c.id not in inside and self.verdicts[c.id] != "ruled_out")

    def _roots_first(self, ranked: list[Cause]) -> list[Cause]:
        """Stable: a cause moves only behind a root of the same verdict that it follows from."""
        result: list[Cause] = []
        waiting = list(ranked)
        while waiting:
            held = {c.id: self.verdicts[c.id] for c in waiting}
            ready = next(
                (
                    c
                    for c in waiting
                    if not any(b == c.id and held.get(a) == self.verdicts[c.id] for a, b in self.chains)
                ),
                waiting[0],
            )
            waiting.remove(ready)
            result.append(ready)
        return result

    # -- missing facts ----------------------------------------------------------------------------------------

    def missing_facts(self, cause: Cause) -> tuple[str, ...]:
        """The unknown observable facts that could change the cause's verdict, in rule order."""
        if cause.id not in self._missing:
            self._missing[cause.id] = tuple(self._find_missing(cause))
        return self._missing[cause.id]

    def _find_missing(self, cause: Cause) -> Iterator[str]:
        verdict = self.verdicts[cause.id]
        if verdict in ("confirmed", "ruled_out"):
            return
        useful = {"confirms", "rules_out"} if verdict == "likely" else {"confirms", "suggests", "rules_out"}
        facts: dict[str, None] = {}
        for each in self._compiled.rules[cause.id]:
            if each.rule.kind in useful and self.truths.of(each.mask) is Truth.UNKNOWN:
                for condition in each.rule.conditions:
                    facts.update((f, None) for f in self._lacking(condition.fact))
        platform = self.platform or _platform_of(cause, self.kb.platform_fact)
        yield from (f for f in facts if vocabulary()[f].os in (None, platform) or platform is None)

    def _lacking(self, fact: str) -> Iterator[str]:
        """The unknown observable facts behind a fact, by the derivations that can still conclude it."""
        if fact in self._known:
            return
        derivations = self._compiled.derivations.get(fact)
        if derivations is None:
            yield fact
        for derivation, mask in derivations or ():
            if not self.truths.fails & mask:
                for condition in derivation.conditions:
                    yield from self._lacking(condition.fact)


def _platform_of(cause: Cause, platform_fact: str) -> str | None:
    """The only operating system that a cause applies to."""
    applies = cause.applies
    return str(applies.literal) if applies is not None and applies.fact == platform_fact else None
