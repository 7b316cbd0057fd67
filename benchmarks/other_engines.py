"""The rule base on other engines, for comparison: one decision for each cause on zen-engine (JDM, Rust), and CLIPS.

zen-engine decides a part of what backupdx does: derived facts, and what the evidence says of each cause. Candidates,
ranks, and facts that are missing are left out, so that its figures flatter it. CLIPS does all of it (engine/clips.py).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from backupdx.engine.conditions import Condition
from backupdx.engine.domains import conditions_by_fact
from backupdx.engine.inference import Inferred
from backupdx.engine.knowledge import Cause, KnowledgeBase, Rule
from backupdx.facts.quantities import Version
from backupdx.facts.vocabulary import vocabulary

Verdicts = dict[str, str]  # what the evidence says of each cause: confirmed, likely, ruled_out, disputed or open


def by_evidence(kb: KnowledgeBase, inferred: Inferred) -> Verdicts:
    """What the rules that experta fired say of each cause."""
    return {c.id: _verdict({r.kind for r in inferred.fired.get(c.id, ())}) for c in kb.causes}


def _verdict(kinds: set[str]) -> str:
    if {"confirms", "rules_out"} <= kinds:
        return "disputed"
    return next((v for k, v in _MEANS.items() if k in kinds), "open")


_MEANS = {"confirms": "confirmed", "rules_out": "ruled_out", "suggests": "likely"}


class Zen:
    """zen-engine with the knowledge base as a decision graph: derived facts first, then one decision for each cause."""

    def __init__(self, kb: KnowledgeBase) -> None:
        import zen

        self._kb = kb
        self._conditions = conditions_by_fact(kb)
        self._topics = sorted({fact.partition(".")[0] for fact in self._conditions} - {"derived"})
        derived = {fact: self._derivation(kb, fact) for fact in kb.deriving}
        decisions = {cause.id: self._decision(cause) for cause in kb.causes}
        graph = {
            "nodes": [
                {"id": "in", "name": "case", "type": "inputNode"},
                {"id": "derived", "name": "derived", "type": "expressionNode", "content": _expressions(derived, True)},
                {"id": "causes", "name": "causes", "type": "expressionNode", "content": _expressions(decisions, False)},
                {"id": "out", "name": "verdicts", "type": "outputNode"},
            ],
            "edges": [
                {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b}
                for a, b in (("in", "derived"), ("derived", "causes"), ("causes", "out"))
            ],
        }
        self._decision_graph = zen.ZenEngine().create_decision(json.dumps(graph))

    def verdicts(self, values: Mapping[str, Any]) -> Verdicts:
        """What the evidence says of each cause, given the values of the known facts."""
        case: dict[str, dict[str, Any]] = {topic: {} for topic in self._topics}
        for fact, value in values.items():
            if fact in self._conditions:
                topic, _, name = fact.partition(".")
                case[topic][name] = self._plain(fact, value)
        found: Verdicts = self._decision_graph.evaluate(case)["result"]
        return found

    def _plain(self, fact: str, value: Any) -> Any:
        """The value as JSON; a version as its place among those that conditions name: zen has no versions."""
        if isinstance(value, Version):
            named = self._versions(fact)
            place = bisect_left(named, value)
            return 2 * place + (place < len(named) and named[place] == value)
        return list(value) if isinstance(value, tuple) else value

    @cache  # noqa: B019, one engine lives as long as the process
    def _versions(self, fact: str) -> list[Version]:
        return sorted({c.literal for c in self._conditions[fact]})

    def _derivation(self, kb: KnowledgeBase, fact: str) -> str:
        holding: dict[Any, list[str]] = {}
        for derivation in kb.deriving[fact]:
            holding.setdefault(derivation.value, []).append(self._all(derivation.conditions))
        text = "null"
        for value, ways in holding.items():
            others = [w for v, found in holding.items() if v != value for w in found]
            alone = f" and not ({' or '.join(others)})" if others else ""
            text = f"(({' or '.join(ways)}){alone} ? {json.dumps(value)} : {text})"
        return text

    def _decision(self, cause: Cause) -> str:
        kinds = {kind: self._any([r for r in self._kb.rules_of(cause) if r.kind == kind]) for kind in _MEANS}
        text = '"open"'
        for kind, verdict in reversed(_MEANS.items()):
            text = f"({kinds[kind]} ? {json.dumps(verdict)} : {text})"
        return f'({kinds["confirms"]} and {kinds["rules_out"]} ? "disputed" : {text})'

    def _any(self, rules: list[Rule]) -> str:
        return f"({' or '.join(self._all(r.conditions) for r in rules)})" if rules else "false"

    def _all(self, conditions: tuple[Condition, ...]) -> str:
        return f"({' and '.join(self._test(c) for c in conditions)})"

    def _test(self, condition: Condition) -> str:
        """The condition; one on an unknown fact neither holds nor is evaluated."""
        fact, operator, literal = condition.fact, condition.operator, condition.literal
        known = f"{fact} != null and "
        if operator in ("empty", "not empty"):
            return f"({known}len({fact}) {'==' if operator == 'empty' else '>'} 0)"
        if operator == "includes":
            return f"({known}{json.dumps(literal)} in {fact})"
        if vocabulary()[fact].kind == "version":
            literal = 2 * self._versions(fact).index(literal) + 1
        if operator in ("in", "not in"):
            return f"({known}{fact} {operator} {json.dumps(list(literal))})"
        return f"({known}{fact} {operator} {json.dumps(literal)})"


def _expressions(texts: Mapping[str, str], passing: bool) -> dict[str, Any]:
    expressions = [{"id": str(n), "key": key, "value": text} for n, (key, text) in enumerate(texts.items())]
    return {"expressions": expressions, "passThrough": passing}


def clips_verdicts(kb: KnowledgeBase) -> Callable[[Any], Any]:
    """CLIPS on the exported rule base, as the tests run it: from a case to ranked verdicts."""
    from opinions import by_clips

    return lambda case: by_clips(kb, case)
