"""Inference by masks, for the many cases of a fleet: what experta concludes, in a thousandth of the time.

Why it is the same as a run of experta (inference.py). A rule of ours is a conjunction, and each of its patterns looks
at one fact alone. No pattern negates, none binds a variable, so no pattern depends on what another one has met: the
rule has an activation exactly where each of its conditions holds. Each activation fires, since no action takes a fact
away. What an action concludes is the same in whatever order and however often it is concluded. So the rules that fire
in one stratum follow from the facts that the strata before it have left:

- derivations look at observed facts alone (`KnowledgeBase` refuses others): which of them fire follows from the masks;
- settling is the same code here and there (`Inferred.settle`);
- evidence follows from the masks of the observed and the derived facts together;
- a chain fires where something speaks for both of its ends, and adds no fact.

An argument is no proof. The tests compare experta, these masks, the reference and CLIPS on many thousand cases. And
each run of a fleet asks experta again, for a sample of its own cases: `Sample` raises an error where they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from ..facts.case import Observation
from ..facts.errors import Disagreement
from .compiled import CompiledRule, compiled
from .inference import Inferred, infer
from .knowledge import SPEAKS, KnowledgeBase, Rule

RARE = 1000  # of so many cases one is run through experta: a hundredth of the time that the others take
Difference = tuple[str, bool]  # a rule, and whether it is experta that has it


MOST_TOGETHER = 4096  # combinations of conditions whose rules are remembered for one cause


class Matching:
    """The inference of one knowledge base by masks. It remembers which conditions fire which rules, and no case."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._masks = compiled(kb)
        self._derivations = [pair for pairs in self._masks.derivations.values() for pair in pairs]
        self._causes = [_Rules(cause, rules) for cause, rules in self._masks.rules.items()]
        self._chains = kb.links

    def infer(self, observed: Mapping[str, Observation]) -> Inferred:
        """What `inference.infer` concludes from these facts."""
        found = Inferred(dict(observed))
        holds = self._masks.truths(observed).holds
        found.derived.update(derivation for derivation, mask in self._derivations if holds & mask == mask)
        holds |= self._masks.truths_in(found.settle(self._kb)).holds
        spoken_for = set()
        for cause in self._causes:
            fired, speaks = cause.fired(holds)
            if fired:
                found.fired[cause.id] = list(fired)
            if speaks:
                spoken_for.add(cause.id)
        found.chains.update(pair for pair in self._chains if spoken_for.issuperset(pair))
        return found


class _Rules:
    """The rules of one cause, and what those of them are that some conditions fire together."""

    def __init__(self, cause: str, rules: Iterable[CompiledRule]) -> None:
        self.id = cause
        self._rules = sorted(rules, key=lambda each: each.rule.id)
        self._mask = reduce(or_, (each.mask for each in self._rules), 0)
        self._together: dict[int, tuple[tuple[Rule, ...], bool]] = {}

    def fired(self, holds: int) -> tuple[tuple[Rule, ...], bool]:
        """The rules that fire where these conditions hold, by id; and whether one of them speaks for the cause."""
        held = holds & self._mask
        found = self._together.get(held)
        if found is None:
            fired = tuple(each.rule for each in self._rules if held & each.mask == each.mask)
            found = fired, any(rule.kind in SPEAKS for rule in fired)
            if len(self._together) < MOST_TOGETHER:
                self._together[held] = found
        return found


class Sample:
    """Which cases of a run experta is asked about too: the first one, then one in `RARE`.

    A case that looks like none before it to the rules goes before the others: it can show what they cannot. So each
    `RARE` cases have one that is new, where there is one, and the last of them otherwise.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.runs = 0
        self._kb = kb
        self._cases = 0

    def takes(self, new: bool) -> bool:
        """Whether the next case is one of them; `new`: the rules have seen none like it."""
        self._cases += 1
        due = self.runs * RARE
        return self._cases > due + RARE - 1 or (new and self._cases > due)

    def check(self, name: str, observed: Mapping[str, Observation], found: Inferred) -> None:
        """Run experta on the case of this name. Raises Disagreement where it concludes anything else than `found`."""
        self.runs += 1
        differences = sorted(_differences(infer(self._kb, observed), found))
        if differences:
            rule, by_experta = differences[0]
            one, other = "experta concludes", "the compiled rules do not"
            if not by_experta:
                one, other = "the compiled rules conclude", "experta does not"
            raise Disagreement(f"{one} {rule} and {other}", name)


def _differences(one: Inferred, other: Inferred) -> Iterator[Difference]:
    """What one of two inferences concludes and the other does not, with whether it is the first."""
    ours, theirs = _concluded(one), _concluded(other)
    yield from ((rule, True) for rule in ours - theirs)
    yield from ((rule, False) for rule in theirs - ours)


def _concluded(inferred: Inferred) -> set[str]:
    """All that an inference concluded, by the names of its rules."""
    rules = {rule.id for rules in inferred.fired.values() for rule in rules}
    derived = {derivation.id for derivation in inferred.derived}
    chains = {f"that {root} leads to {target}" for root, target in inferred.chains}
    return rules | derived | chains | {f"that {fact} is both yes and no" for fact in inferred.clashes}
