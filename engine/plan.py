"""Which fact to observe next: the one with the greatest expected saving for what it costs to observe.

Each open cause has a weight: the document's order is its prior, raised where facts point to it (`likely`). A fact is
worth what its answer is expected to tell apart among the open causes (the fall of entropy, over its possible answers),
plus how much nearer it brings the heaviest causes to being confirmed; divided by a slow function of its cost
(Heckerman, Breese and Rommelse, CACM 1995: order by probability over cost, ask by expected saving).

What an answer is expected to be, were a cause true, is read off the rules: the values that its confirming rules need
are likely then, and where it needs none, values that are no other cause's sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from math import log2
from typing import TYPE_CHECKING, Any

from ..facts.case import vocabulary
from .conditions import Condition, Truth
from .domains import classes, conditions_by_fact
from .knowledge import Cause, KnowledgeBase, Rule
from .result import NextCheck

if TYPE_CHECKING:
    from .reasoning import Reasoning

MOST = 8  # checks that a report shows
FALL, UNLISTED, LIKELY = 0.6, 0.1, 5.0  # weight from rank to rank, of a cause not listed for the code, of a likely one
HINT = 0.3  # of a cause that nothing can confirm any more
SURE = 0.95  # that a true cause shows the values its rules need
CONTEXT = 5  # a value that more causes than this need is circumstance (a running VM), not a sign
NEARNESS = 10.0  # worth of nearing a confirmation, against information
SPARED = 1.0  # worth of a fact on the way that surely fits
DEAR = 0.25  # how slowly worth falls with cost
DECISIVE = ("confirms", "suggests")
SAME_TOPIC = 1.3  # staying with a topic, against changing it


@dataclass(slots=True)
class Model:
    """What the rules say of the answers, worked out once per knowledge base.

    `values` holds the answer classes of each observable fact, `needs` for each cause and kind of rule the values that
    its rules need, by fact, `usual` how usual each value is where nothing speaks for it.
    """

    values: dict[str, list[Any]]
    needs: dict[tuple[str, str], dict[str, list[Any]]] = field(default_factory=dict)
    usual: dict[str, list[float]] = field(default_factory=dict)


@lru_cache(maxsize=8)
def model_of(kb: KnowledgeBase) -> Model:
    """The answer model of a knowledge base."""
    conditions = {f: c for f, c in conditions_by_fact(kb).items() if f not in kb.deriving}
    model = Model({fact: list(classes(fact, on_it).values()) for fact, on_it in conditions.items()})
    model.needs = {(c.id, kind): _wanted(kb, model, _of(c, kind)) for c in kb.causes for kind in DECISIVE}
    signs = [_wanted(kb, model, [r for r in c.numbered_rules if r.kind != "rules_out"]) for c in kb.causes]
    against = [_wanted(kb, model, [r for r in c.numbered_rules if r.kind == "rules_out"]) for c in kb.causes]
    for fact, values in model.values.items():
        for value in values:
            speaking = sum(value in wanted.get(fact, ()) for wanted in signs)
            usual = 3.0 if speaking > CONTEXT else 0.15 if speaking else 1.0
            excluding = sum(value in wanted.get(fact, ()) for wanted in against)
            model.usual.setdefault(fact, []).append(usual * (1.5 if excluding else 1.0))
    return model


def _wanted(kb: KnowledgeBase, model: Model, rules: Iterable[Rule]) -> dict[str, list[Any]]:
    """The values of observable facts with which the rules hold, by fact."""
    wanted: dict[str, list[Any]] = {}
    for rule in rules:
        for way in observable(kb, rule):
            for condition in way:
                fitting = [v for v in model.values[condition.fact] if condition.test(v)]
                wanted[condition.fact] = [*wanted.get(condition.fact, []), *fitting]
    return wanted


def _of(cause: Cause, kind: str) -> list[Rule]:
    return [r for r in cause.numbered_rules if r.kind == kind]


def observable(kb: KnowledgeBase, rule: Rule) -> Iterator[tuple[Condition, ...]]:
    """The ways in which a rule can come to hold, each as conditions on observable facts alone."""
    for choice in product(*(list(_ways(kb, c)) for c in rule.conditions)):
        yield tuple(dict.fromkeys(c for part in choice for c in part))


def _ways(kb: KnowledgeBase, condition: Condition) -> Iterator[tuple[Condition, ...]]:
    if condition.fact not in kb.deriving:
        yield (condition,)
        return
    for derivation in kb.deriving[condition.fact]:
        if condition.test(derivation.value):
            for choice in product(*(list(_ways(kb, c)) for c in derivation.conditions)):
                yield tuple(c for part in choice for c in part)


class Plan:
    """The worth of each fact that could still be asked. `given_up` are facts that nobody could tell."""

    def __init__(self, reasoning: Reasoning, given_up: Iterable[str] = (), topic: str = "") -> None:
        self._reasoning = reasoning
        self._model = model_of(reasoning.kb)
        self._topic = topic
        self._given_up = frozenset(given_up)
        self.settles: dict[str, list[str]] = {}
        self._weights: dict[str, float] = {}
        self._goals: dict[str, tuple[str, frozenset[str]]] = {}
        for place, cause in enumerate(reasoning.ranked):
            missing = [f for f in reasoning.missing_facts(cause) if vocabulary()[f].askable and f not in self._given_up]
            for fact in missing:
                self.settles.setdefault(fact, []).append(cause.id)
            if missing or reasoning.verdicts[cause.id] == "confirmed":
                hint = HINT if self._goal(cause.id)[0] == "suggests" else 1.0
                self._weights[cause.id] = self._weight(cause, place) * hint

    def best(self) -> list[str]:
        """The facts still worth asking, best first; ties in the vocabulary's order."""
        order = {path: n for n, path in enumerate(vocabulary())}
        answers = {fact: self._answers(fact) for fact in self.settles}
        nearness = self._nearness(answers)
        worth = {fact: self._worth(fact, answers[fact], nearness.get(fact, 0.0)) for fact in self.settles}
        return sorted(worth, key=lambda fact: (-round(worth[fact], 9), order[fact]))

    def _weight(self, cause: Cause, place: int) -> float:
        weight = FALL**place
        if self._reasoning.listed(cause) is False:
            weight *= UNLISTED
        return weight * (LIKELY if self._reasoning.verdicts[cause.id] in ("likely", "confirmed") else 1.0)

    def _worth(self, fact: str, joint: list[list[float]], nearness: float) -> float:
        worth = _information(joint) + NEARNESS * nearness
        if fact.partition(".")[0] == self._topic:
            worth *= SAME_TOPIC
        return worth / float(vocabulary()[fact].cost(self._reasoning.platform) ** DEAR)

    def _answers(self, fact: str) -> list[list[float]]:
        """The share of weight of each open cause (rows) with each answer (columns); they add up to 1."""
        values = self._model.values.get(fact, [])
        total = sum(self._weights.values()) or 1.0
        return [[w / total * p for p in self._expected(c, fact, values)] for c, w in self._weights.items()]

    def _expected(self, cause: str, fact: str, values: list[Any]) -> list[float]:
        """How likely each answer is, were the cause true."""
        needed = self._model.needs[cause, self._goal(cause)[0]].get(fact)
        if needed is None:
            usual = self._model.usual[fact]
            return [u / sum(usual) for u in usual]
        fitting = [v in needed for v in values]
        hits, misses = sum(fitting), len(values) - sum(fitting)
        sure = SURE if misses else 1.0
        return [sure / hits if fits else (1 - sure) / misses for fits in fitting]

    def _nearness(self, answers: Mapping[str, list[list[float]]]) -> dict[str, float]:
        """For each fact, the weight of the causes on whose shortest way it lies, and which it may well exclude.

        On a way, the fact that is the least likely to fit comes first: it spares the others if it does not.
        """
        near: dict[str, float] = {}
        total = sum(self._weights.values()) or 1.0
        for cause, weight in self._weights.items():
            kind, way = self._goal(cause)
            for fact in way & answers.keys():
                needed = self._model.needs[cause, kind].get(fact, ())
                columns = [n for n, v in enumerate(self._model.values[fact]) if v in needed]
                fits = sum(row[n] for row in answers[fact] for n in columns)
                near[fact] = near.get(fact, 0.0) + weight / total * (1 - fits + SPARED)
        return near

    def _goal(self, cause: str) -> tuple[str, frozenset[str]]:
        """The strongest kind of evidence that the cause can still get, and the fewest facts that would give it."""
        if cause not in self._goals:
            self._goals[cause] = next(
                ((kind, way) for kind in DECISIVE if (way := self._shortest_way(cause, kind)) is not None),
                (DECISIVE[-1], frozenset()),
            )
        return self._goals[cause]

    def _shortest_way(self, cause: str, kind: str) -> frozenset[str] | None:
        """The fewest facts that could make a rule of this kind fire, none of which was given up; None for no way."""
        known = self._reasoning.known
        best: frozenset[str] | None = None
        for rule in _of(self._reasoning.kb.by_id[cause], kind):
            if self._reasoning.state(rule) is Truth.FAILS:
                continue
            for way in observable(self._reasoning.kb, rule):
                if any(c.truth(known) is Truth.FAILS for c in way):
                    continue
                lacking = frozenset(c.fact for c in way if c.fact not in known)
                if not lacking & self._given_up and (best is None or len(lacking) < len(best)):
                    best = lacking
        return best


def _information(joint: list[list[float]]) -> float:
    """The expected fall of the entropy over the open causes, in bits."""
    if not joint or not joint[0]:
        return 0.0
    answers = [sum(row[n] for row in joint) for n in range(len(joint[0]))]
    return _entropy(sum(row) for row in joint) - sum(
        a * _entropy(row[n] / a for row in joint) for n, a in enumerate(answers) if a > 0
    )


def _entropy(shares: Iterable[float]) -> float:
    return -sum(p * log2(p) for p in shares if p > 0)


def next_checks(
    reasoning: Reasoning, given_up: Iterable[str] = (), topic: str = "", most: int = MOST
) -> tuple[NextCheck, ...]:
    """The facts worth observing next, best first, each with the open causes that it would settle or bring nearer."""
    plan = Plan(reasoning, given_up, topic)
    return tuple(check(reasoning, fact, plan.settles[fact]) for fact in plan.best()[:most])


def check(reasoning: Reasoning, fact: str, settles: Iterable[str] = ()) -> NextCheck:
    """One fact as a check, with the ways to observe it in this case."""
    spec, shown = vocabulary()[fact], reasoning.missing(fact)
    return NextCheck(fact=fact, title=shown.title, question=spec.question, how=shown.how, settles=tuple(settles))
