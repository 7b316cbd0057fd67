"""What experta was seen to do, remembered: inference for many cases without running it for each.

Whether a rule fires depends on its own conditions alone, and on which of them hold (no rule negates: one that fails
and one that is unknown match alike). So what experta did once with a rule, for some of its conditions holding, it does
again. Where a case has a combination that was never seen for some rule, experta is run with the rules of its cause
alone: such a small network takes a tenth of the time. The first such case, and then every 64th, goes to experta with
all rules; a run that contradicts what was learned is a fault of ours, and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from ..facts.case import Observation
from ..facts.errors import EngineError
from .compiled import CompiledRule, compiled
from .inference import Inferred, Network, Part
from .knowledge import SPEAKS, KnowledgeBase, Rule

WHOLE = 64  # of so many cases that teach something, one is run with all rules
MOST_TOGETHER = 4096  # combinations remembered for one cause
Seen = dict[int, bool]  # which conditions of a rule held (a mask) -> whether it fired


class Recall:
    """The inference of one knowledge base, from memory where it can. One thread at a time.

    `runs` counts the cases for which experta had to be asked.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.runs = 0
        self._networks: dict[str, Network] = {}  # of parts of the rules
        self._kb = kb
        self._masks = compiled(kb)
        self._derivations: list[tuple[Any, int, Seen]] = [
            (derivation, mask, {}) for found in self._masks.derivations.values() for derivation, mask in found
        ]
        self._causes = [_Remembered(cause, rules) for cause, rules in self._masks.rules.items()]
        self._chains: list[tuple[tuple[str, str], dict[tuple[bool, bool], bool]]] = [(link, {}) for link in kb.links]

    def infer(self, observed: Mapping[str, Observation]) -> Inferred:
        """What inference.infer concludes from these facts. Raises EngineError as it does."""
        found = self._remembered(observed)
        if found is None:
            self.runs += 1
            if self.runs % WHOLE == 1:
                return self._learned(observed)
            self._ask(observed)
            found = self._remembered(observed)
            assert found is not None
        return found

    def _ask(self, observed: Mapping[str, Observation]) -> None:
        """Have experta say what is not known yet of the rules for these facts, stratum by stratum."""
        found = Inferred(dict(observed))
        holds = self._masks.truths(observed).holds
        if any(holds & mask not in seen for _, mask, seen in self._derivations):
            derived = self._run("", Part(derivations=self._kb.derivations), observed).derived
            for derivation, mask, seen in self._derivations:
                _learn(seen, holds & mask, derivation in derived, derivation)
        found.derived.update(derivation for derivation, mask, seen in self._derivations if seen[holds & mask])
        holds |= self._masks.truths_in(found.settle(self._kb)).holds
        spoken = set()
        for cause in self._causes:
            fired: Iterable[Rule] | None = cause.fired(holds)
            if fired is None:
                part = Part(rules=tuple((cause.id, rule) for rule, _, _ in cause.rules))
                fired = cause.learn(holds, self._run(cause.id, part, found.known))
            if any(rule.kind in SPEAKS for rule in fired):
                spoken.add(cause.id)
        if any((pair[0] in spoken, pair[1] in spoken) not in links for pair, links in self._chains):
            part = Part(chains=tuple(pair for pair, _ in self._chains))
            self._learn_chains(spoken, self._run("chains", part, {}, spoken).chains)

    def _run(self, name: str, part: Part, known: Mapping[str, Observation], spoken: Iterable[str] = ()) -> Inferred:
        """What experta concludes with this part of the rules alone. Its network is kept, unless it fails."""
        network = self._networks.pop(name, None) or Network(self._kb, part=part)
        inferred = network.infer(known, sorted(spoken))
        self._networks[name] = network
        return inferred

    def _remembered(self, observed: Mapping[str, Observation]) -> Inferred | None:
        """The conclusions from memory; None where something about this case is new."""
        found = Inferred(dict(observed))
        holds = self._masks.truths(observed).holds
        for derivation, mask, seen in self._derivations:
            fires = seen.get(holds & mask)
            if fires:
                found.derived.add(derivation)
            elif fires is None:
                return None
        holds |= self._masks.truths_in(found.settle(self._kb)).holds
        spoken = set()
        for cause in self._causes:
            fired = cause.fired(holds)
            if fired is None:
                return None
            if fired:
                found.fired[cause.id] = list(fired)
                if any(rule.kind in SPEAKS for rule in fired):
                    spoken.add(cause.id)
        for pair, links in self._chains:
            linked = links.get((pair[0] in spoken, pair[1] in spoken))
            if linked:
                found.chains.add(pair)
            elif linked is None:
                return None
        return found

    def _learned(self, observed: Mapping[str, Observation]) -> Inferred:
        """The conclusions of experta, from which every rule learns."""
        inferred = Network(self._kb, observed).infer(observed)
        holds = self._masks.truths(observed).holds
        for derivation, mask, seen in self._derivations:
            _learn(seen, holds & mask, derivation in inferred.derived, derivation)
        holds = self._masks.truths(inferred.known).holds
        for cause in self._causes:
            cause.learn(holds, inferred)
        spoken = {c for c, rules in inferred.fired.items() if any(r.kind in SPEAKS for r in rules)}
        self._learn_chains(spoken, inferred.chains)
        return inferred

    def _learn_chains(self, spoken: set[str], linked: set[tuple[str, str]]) -> None:
        for pair, links in self._chains:
            _learn(links, (pair[0] in spoken, pair[1] in spoken), pair in linked, pair)


class _Remembered:
    """The rules of one cause, what each was seen to do, and what they did together."""

    def __init__(self, cause: str, rules: Iterable[CompiledRule]) -> None:
        self.id = cause
        self.rules: list[tuple[Rule, int, Seen]] = [(each.rule, each.mask, {}) for each in rules]
        self._mask = reduce(or_, (mask for _, mask, _ in self.rules))
        self._together: dict[int, tuple[Rule, ...]] = {}

    def fired(self, holds: int) -> tuple[Rule, ...] | None:
        """The rules that fire where these conditions hold, by id; None where that is not known for one of them."""
        held = holds & self._mask
        found = self._together.get(held)
        if found is None:
            fires = [(rule, seen.get(held & mask)) for rule, mask, seen in self.rules]
            if any(each is None for _, each in fires):
                return None
            found = tuple(sorted((rule for rule, each in fires if each), key=lambda rule: rule.id))
            if len(self._together) < MOST_TOGETHER:
                self._together[held] = found
        return found

    def learn(self, holds: int, inferred: Inferred) -> list[Rule]:
        """Learn what each rule did in a run where these conditions held; returns those that fired."""
        fired = inferred.fired.get(self.id, [])
        ids = {rule.id for rule in fired}
        for rule, mask, seen in self.rules:
            _learn(seen, holds & mask, rule.id in ids, rule)
        return fired


def _learn(seen: dict[Any, bool], held: Any, fired: bool, what: Any) -> None:
    if seen.setdefault(held, fired) is not fired:
        raise EngineError(f"{what} fired in one case and not in another that looks the same to it; please report this")
