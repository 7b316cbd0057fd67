"""Working memory, rules and agenda: which evidence fires for a set of known facts.

Conditions compile to experta patterns, one Fact class per topic. Facts flow through strata, each with its salience:
observed -> derived -> settled -> evidence -> chains. No rule here negates; conclusions are idempotent, so firing order
cannot change them. A pattern on an absent key never matches, which is our "unknown".

The network is built once per thread and reset per case. An engine that failed in mid-run is thrown away. Building
costs many times what a run costs, so the first case of a thread gets a network of only those rules that can fire on
its facts (a pattern on an absent key never matches); the second case has the whole one built.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ..facts.case import Observation, Source
from ..facts.errors import EngineError
from .conditions import Condition
from .experta_import import Engine, ExpertaRule, Fact, InitialFact, P
from .knowledge import SPEAKS, Derivation, KnowledgeBase, Rule

DERIVE, SETTLE, EVIDENCE, CHAIN = 40, 30, 20, 10


@dataclass(slots=True)
class Inferred:
    """What one run concluded.

    `known` holds the observed and the derived facts, `basis` the facts that a derived one rests on; `derived` the
    derivations that fired, `fired` the rules, by cause, in rule order; `chains` the (root, consequence) pairs of
    causes for both of which something speaks; `clashes` facts that were derived with two values, and so count as
    unknown.
    """

    known: dict[str, Observation]
    derived: set[Derivation] = field(default_factory=set)
    basis: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fired: dict[str, list[Rule]] = field(default_factory=dict)
    chains: set[tuple[str, str]] = field(default_factory=set)
    clashes: list[str] = field(default_factory=list)

    def settle(self, kb: KnowledgeBase) -> dict[str, Any]:
        """Take up what was derived, and return it; a fact that was derived both ways counts as unknown."""
        values: dict[str, Any] = {}
        for path, derivations in kb.deriving.items():
            fired = [d for d in derivations if d in self.derived]
            if not fired:
                continue
            self.basis[path] = tuple(dict.fromkeys(c.fact for d in fired for c in d.conditions))
            if len({d.value for d in fired}) > 1:
                self.clashes.append(path)
                continue
            basis = [self.known[fact] for fact in self.basis[path]]
            files = dict.fromkeys(o.source.file for o in basis if o.source.file)
            source = Source(kind="derived", place=", ".join(o.fact for o in basis), file=", ".join(files))
            self.known[path] = Observation(path, fired[0].value, source)
            values[path] = fired[0].value
        return values


class Network:
    """The rules of a knowledge base as an experta network. One thread at a time; `infer` leaves it empty.

    Given `facts`, it holds only the rules that can fire where no other facts than these are observed.
    """

    def __init__(self, kb: KnowledgeBase, facts: Iterable[str] | None = None) -> None:
        reach = None if facts is None else _reachable(kb, facts)
        self._used: set[str] = set()  # facts that a rule looks at
        self._kb = kb
        self._run = Inferred({})
        roots = {c.id for c in kb.causes if c.leads_to}
        self._chained = roots | {t for c in kb.causes for t in c.leads_to}
        members: dict[str, Any] = {}
        for n, derivation in enumerate(kb.derivations):
            if _can_fire(derivation.conditions, reach):
                self._add(members, f"derive {n:04}", DERIVE, derivation.conditions, self._derives(derivation))
        members["settle"] = ExpertaRule(InitialFact(), salience=SETTLE)(_named("settle", self._settle))
        spoken_for: set[str] = set()
        for rules in _with_equal_conditions(kb):
            (_, first), *_ = rules
            if _can_fire(first.conditions, reach):
                self._add(members, first.id, EVIDENCE, first.conditions, self._concludes(rules))
                spoken_for |= {cause for cause, rule in rules if rule.kind in SPEAKS}
        for root, target in kb.links:
            if reach is None or {root, target} <= spoken_for:
                name = f"chain {root} {target}"
                ends = [_spoken_for(root), _spoken_for(target)]
                members[name] = ExpertaRule(*ends, salience=CHAIN)(_named(name, self._links(root, target)))
        self._engine = type("Rules", (Engine,), members)()
        self._engine.reset()

    def infer(self, observed: Mapping[str, Observation]) -> Inferred:
        """Run the rules over these facts. Raises EngineError that names the rule which failed."""
        self._run = run = Inferred(dict(observed))
        try:
            self._engine.declare(*self._facts(observed))
            self._engine.run()
        finally:
            self._engine.reset()
            self._run = Inferred({})
        for rules in run.fired.values():
            rules.sort(key=lambda rule: rule.id)
        return run

    def _facts(self, observed: Mapping[str, Observation]) -> list[Any]:
        """One experta fact per topic, with the values that a rule looks at."""
        topics: dict[str, dict[str, Any]] = {}
        for path, observation in observed.items():
            if path in self._used:
                topic, _, name = path.partition(".")
                topics.setdefault(topic, {})[name] = observation.value
        return [_topic(topic)(**values) for topic, values in topics.items()] or [Evidence(cause="")]

    def _add(
        self,
        members: dict[str, Any],
        name: str,
        salience: int,
        conditions: tuple[Condition, ...],
        action: Callable[[Any], None],
    ) -> None:
        patterns = [_pattern(c) for c in dict.fromkeys(conditions)]
        self._used.update(c.fact for c in conditions)
        members[name] = ExpertaRule(*patterns, salience=salience)(_named(name, action))

    def _derives(self, derivation: Derivation) -> Callable[[Any], None]:
        def act(engine: Any) -> None:
            self._run.derived.add(derivation)

        return act

    def _settle(self, engine: Any) -> None:
        for path, value in self._run.settle(self._kb).items():
            topic, _, name = path.partition(".")
            if path in self._used:
                engine.declare(_topic(topic)(**{name: value}))

    def _concludes(self, rules: list[tuple[str, Rule]]) -> Callable[[Any], None]:
        def act(engine: Any) -> None:
            for cause, rule in rules:
                self._run.fired.setdefault(cause, []).append(rule)
                if rule.kind in SPEAKS and cause in self._chained:
                    engine.declare(Evidence(cause=cause))

        return act

    def _links(self, root: str, consequence: str) -> Callable[[Any], None]:
        def act(engine: Any) -> None:
            self._run.chains.add((root, consequence))

        return act


def _reachable(kb: KnowledgeBase, facts: Iterable[str]) -> set[str]:
    """These facts, and those that derivations can conclude from them."""
    reach = set(facts)
    while new := {d.fact for d in kb.derivations if _can_fire(d.conditions, reach)} - reach:
        reach |= new
    return reach


def _with_equal_conditions(kb: KnowledgeBase) -> list[list[tuple[str, Rule]]]:
    """The rules with their causes; those that have the same conditions are together, and are one rule of experta.

    The scopes of causes are alike: with a known code a hundred of them hold, and a fifth of that fires.
    """
    found: dict[frozenset[Condition], list[tuple[str, Rule]]] = {}
    for cause in kb.causes:
        for rule in kb.rules_of(cause):
            found.setdefault(frozenset(rule.conditions), []).append((cause.id, rule))
    return list(found.values())


def _can_fire(conditions: tuple[Condition, ...], reach: set[str] | None) -> bool:
    return reach is None or all(c.fact in reach for c in conditions)


def _named(name: str, action: Callable[[Any], None]) -> Callable[[Any], None]:
    """The action under the rule's name; whatever it raises comes out as an EngineError with that name."""

    def guarded(engine: Any) -> None:
        try:
            action(engine)
        except Exception as error:
            raise EngineError(f"rule {name!r} failed: {error!r}; please report this") from error

    guarded.__name__ = name
    return guarded


class Evidence(Fact):  # type: ignore[misc]
    """Something speaks for a cause."""


# Classes and patterns are shared by all networks: experta never forgets one that it has seen.


@cache
def _topic(name: str) -> Any:
    """The class of the facts of one topic."""
    return type(name.capitalize(), (Fact,), {})


@cache
def _pattern(condition: Condition) -> Any:
    """The experta pattern of a condition; rules with equal conditions share an alpha node."""
    topic, _, name = condition.fact.partition(".")
    return _topic(topic)(**{name: P(_guarded(condition))})


@cache
def _spoken_for(cause: str) -> Any:
    return Evidence(cause=cause)


@cache
def _guarded(condition: Condition) -> Callable[[Any], bool]:
    """The condition's test; one per condition, because experta keeps every test that it ever saw."""

    def test(value: Any) -> bool:
        try:
            return condition.test(value)
        except Exception as error:
            raise EngineError(f"condition {condition.words!r} failed on {value!r}: {error!r}") from error

    return test


_local = threading.local()


def infer(kb: KnowledgeBase, observed: Mapping[str, Observation]) -> Inferred:
    """Run the knowledge base over the observed facts, with this thread's network for it.

    Raises EngineError that names the rule or condition which failed.
    """
    networks: dict[int, tuple[KnowledgeBase, Network | None]] = _local.__dict__.setdefault("networks", {})
    held_kb, network = networks.get(id(kb), (None, None))
    if held_kb is not kb:
        networks[id(kb)] = (kb, None)
        return Network(kb, observed).infer(observed)
    network = network or Network(kb)
    networks[id(kb)] = (kb, None)  # an engine that fails in mid-run is never used again
    inferred = network.infer(observed)
    networks[id(kb)] = (kb, network)
    return inferred
