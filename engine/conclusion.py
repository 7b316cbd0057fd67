"""From fired rules to verdicts, candidates, ranking and missing facts: all that depends on a case's pattern alone.

Two cases that look alike to the rules share one conclusion; names, values and sources are added in reasoning.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from ..facts.vocabulary import vocabulary
from .compiled import Compiled, Truths
from .conditions import Condition, Truth
from .data import STANDING, VERDICTS, Verdict
from .knowledge import SPEAKS, Cause, Contradiction, ErrorCode, Rule
from .page import listed_causes
from .weighing import POSSIBLE, RULED_OUT, Weighed, speaks, weighed, weight


class Conclusion:
    """What follows from a pattern.

    `truths` are those of all conditions, `known` the known facts (derived ones included), `fired` the rules that fired
    by cause, `chains` the pairs (root, consequence) for both of which something speaks. `doubted` are the facts,
    derived ones included, that are a step weaker (see weighing.py). With an `unknown_code`, absent signs exclude
    nothing.
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
        doubted: Collection[str] = (),
        unknown_code: bool = False,
    ) -> None:
        self._compiled = compiled
        self.kb = compiled.kb
        self.truths = truths
        self._known = known
        self.fired = fired
        self.code = code
        self._unknown_code = unknown_code
        self.platform = platform
        self.doubted = doubted
        self._firm_fails = truths.fails & ~compiled.mask_on(doubted) if doubted else truths.fails
        self.weighed = {c.id: self._weighed(c) for c in self.kb.in_order}
        self.verdicts: dict[str, Verdict] = {cause: each.verdict for cause, each in self.weighed.items()}
        self.chains = sorted(pair for pair in chains if all(self.verdicts[cause] in STANDING for cause in pair))
        self._missing: dict[str, tuple[str, ...]] = {}

    # -- verdicts ---------------------------------------------------------------------------------------------

    def _weighed(self, cause: Cause) -> Weighed:
        fired = self.fired.get(cause.id)
        # An unknown code may have signs that nobody knows: that all of ours are absent excludes nothing.
        absent = not self._unknown_code and self._compiled.all_fail(cause.id, self._firm_fails)
        named = self.code is not None and cause.id in self.code.names
        if not fired and not named:  # as for most causes
            return RULED_OUT if absent else POSSIBLE
        return weighed(self.kb, fired or (), self.doubted, absent, speaks(self.code), named)

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
        """The causes in question, in candidate order: listed for the code, health checks, others with evidence.

        A cause that is out of scope is in question nowhere.
        """
        found = self.kb.in_order
        if self.code is not None:
            others = [c for c in self.kb.in_order if c.id in self.fired and self._speaks_for(c)]
            found = tuple({c.id: c for c in (*listed_causes(self.kb, self.code.code), *others)}.values())
        return tuple(c for c in found if self.verdicts[c.id] != "out_of_scope")

    def _speaks_for(self, cause: Cause) -> bool:
        return any(r.kind in SPEAKS for r in self.fired.get(cause.id, ()))

    @cached_property
    def also_wrong(self) -> tuple[Cause, ...]:
        """The causes that are established, and are not the reason of this failure, in health-check order."""
        return tuple(c for c in self.kb.in_order if self.weighed[c.id].also_wrong)

    def listed(self, cause: Cause) -> bool | None:
        """Whether the document lists the cause for the error code; None where no code is known."""
        return None if self.code is None else cause.family in self.code.families

    @cached_property
    def ranked(self) -> tuple[Cause, ...]:
        """The candidates that are not ruled out: by verdict, then as `tier` has them, then in candidate order.

        An established root comes before what follows from it: before an effect even if it is only likely, since the
        effect has something behind it in any case, and is repaired there.
        """
        place = {c.id: n for n, c in enumerate(self.candidates)}
        open_ones = [c for c in self.candidates if self.verdicts[c.id] != "ruled_out"]
        open_ones.sort(key=lambda c: (VERDICTS.index(self.verdicts[c.id]), self.tier(c), place[c.id]))
        return tuple(self._roots_first(open_ones)) if self.chains else tuple(open_ones)

    def tier(self, cause: Cause) -> int:
        """The place of a cause among those of its verdict.

        Established ones: roots before effects, then those with a sign of their own. Possible ones: what the code says
        was so, what can be behind an effect that has no root yet, what something common speaks for, the others. What is
        common orders those that can be behind the effect too.
        """
        each = self.weighed[cause.id]
        if each.verdict in STANDING:
            return 2 * cause.effect + (not each.specific)
        if each.was_so:
            return 0
        return (1 if cause.id in self.roots_in_question else 3) + (not each.hinted)

    def group(self, cause: Cause) -> int:
        """The place of a possible cause in which words change no order: facts say more than words.

        What the code says was so; what can be behind an effect, where a fact speaks for it, and where none does; what a
        fact speaks for, or would if the guest had the operating system of the cause; what a fact spoke for, were it not
        so doubtful; the others, and with them what is so common that no fact can establish it, where no more than that
        speaks for it, or comes with the operation alone.
        """
        if self.weighed[cause.id].was_so:
            return 0
        least = ("confirms", "suggests") if cause.hint_only else SPEAKS
        telling = [r for r in self.fired.get(cause.id, ()) if r.kind in least and not self._is_of_the_operation(r)]
        if cause.id in self.roots_in_question:
            return 1 if telling or cause.id in self.on_one_system else 2
        if not telling:
            return 3 if cause.id in self.on_one_system else 5
        return 3 if any(weight(rule, self.doubted) is not None for rule in telling) else 4

    @cached_property
    def on_one_system(self) -> frozenset[str]:
        """The causes that a fact would speak for, if the guest had their operating system: which it has is unknown."""
        if self.platform is not None:
            return frozenset()
        bound = ((c, c.applies) for c in self.kb.causes if _platform_of(c, self.kb.platform_fact) is not None)
        return frozenset(c.id for c, applies in bound if applies is not None and self._would_speak(c, applies))

    def _would_speak(self, cause: Cause, applies: Condition) -> bool:
        """Whether a sign of the cause, and not an error alone, lacks nothing but the operating system."""
        system = self._compiled.mask((applies,))
        told = (self.kb.code_fact.partition(".")[0] + ".", self.kb.platform_fact)
        return any(
            each.rule.kind in ("confirms", "suggests")
            and self.truths.of(each.mask & ~system) is Truth.HOLDS
            and not all(c.fact.startswith(told) for c in each.rule.conditions)
            for each in self._compiled.rules[cause.id]
        )

    def _is_of_the_operation(self, rule: Rule) -> bool:
        """Whether a rule looks at what failed alone, as at the operation, and neither at a code nor at the VM."""
        code = self.kb.code_fact
        topic = code.partition(".")[0] + "."
        return all(c.fact.startswith(topic) and c.fact != code for c in rule.conditions)

    @cached_property
    def rootless(self) -> tuple[str, ...]:
        """The established effects of which no root is established."""
        standing = {c for c, v in self.verdicts.items() if v in STANDING}
        rooted = {t for c in standing if not self.kb.by_id[c].effect for t in self.kb.below(c)}
        return tuple(c.id for c in self.kb.in_order if c.id in standing and c.effect and c.id not in rooted)

    @cached_property
    def roots_in_question(self) -> frozenset[str]:
        """The causes that can be behind an established effect of which no root is established."""
        return frozenset(
            c.id for c in self.kb.causes if not c.effect and not self.kb.below(c.id).isdisjoint(self.rootless)
        )

    @cached_property
    def excluded(self) -> tuple[Cause, ...]:
        """The candidates that are ruled out, in candidate order."""
        return tuple(c for c in self.candidates if self.verdicts[c.id] == "ruled_out")

    @cached_property
    def outside(self) -> tuple[Cause, ...]:
        """The causes that are no candidates, and would be with evidence: none excludes them yet."""
        inside = {c.id for c in self.candidates}
        shut = ("ruled_out", "out_of_scope")
        return tuple(c for c in self.kb.in_order if c.id not in inside and self.verdicts[c.id] not in shut)

    def _roots_first(self, ranked: list[Cause]) -> list[Cause]:
        """Roots move up to what follows from them, and stand before it; all else keeps its order."""
        own = {c.id: n for n, c in enumerate(ranked)}
        follows = [(a, b) for a, b in self.chains if self._stands_before(a, b)]
        place = dict(own)
        for root, consequence in follows:
            place[root] = min(place[root], own[consequence])
        waiting = sorted(own, key=lambda c: (place[c], own[c]))
        result: list[str] = []
        while waiting:
            held = {b for a, b in follows if a in waiting}
            ready = next(c for c in waiting if c not in held)  # `kb check` finds causes that lead to themselves
            waiting.remove(ready)
            result.append(ready)
        return [self.kb.by_id[c] for c in result]

    def _stands_before(self, root: str, consequence: str) -> bool:
        return self.kb.by_id[consequence].effect or self.verdicts[root] == self.verdicts[consequence]

    # -- missing facts ----------------------------------------------------------------------------------------

    def missing_facts(self, cause: Cause) -> tuple[str, ...]:
        """The unknown observable facts that could change the cause's verdict, in rule order."""
        if cause.id not in self._missing:
            self._missing[cause.id] = tuple(self._find_missing(cause))
        return self._missing[cause.id]

    def _find_missing(self, cause: Cause) -> Iterator[str]:
        verdict = self.verdicts[cause.id]
        if verdict in ("confirmed", "ruled_out", "out_of_scope"):
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
