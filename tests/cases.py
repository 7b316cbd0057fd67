"""Random cases for property tests: facts that rules look at, with values on both sides of every condition."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from backupdx.engine.conditions import Condition
from backupdx.engine.satisfying import satisfying_facts
from backupdx.facts.case import Case, Source
from backupdx.facts.quantities import Version
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.codes import CODES
from backupdx.kb.knowledge import knowledge_base
from backupdx.readers.merging import nested
from hypothesis import strategies as st

EFFORT = float(os.environ.get("BACKUPDX_EFFORT", "0.12"))  # `make test-long` tries many times as many


def examples(number: int) -> int:
    """How many examples a property is tried on, where `number` is enough for every day."""
    return max(1, round(number * EFFORT))


def used_facts() -> dict[str, list[Condition]]:
    """The observable facts that a rule or derivation looks at, with the conditions on them."""
    kb = knowledge_base()
    conditions = [c for cause in kb.causes for r in kb.rules_of(cause) for c in r.conditions]
    conditions += [c for d in (*kb.derivations, *kb.contradictions) for c in d.conditions]
    used: dict[str, list[Condition]] = {}
    for condition in dict.fromkeys(conditions):
        if not condition.fact.startswith("derived."):
            used.setdefault(condition.fact, []).append(condition)
    return used


def values_of(fact: str, conditions: list[Condition]) -> list[Any]:
    """Values of the fact such that every condition on it holds for some and fails for some."""
    spec = vocabulary()[fact]
    if fact == "error.code":
        return [*(c.code for c in CODES), "SomeOtherCode"]
    if spec.kind == "bool":
        return [True, False]
    if spec.kind == "choice":
        return list(spec.choices)
    literals = [c.literal for c in conditions if c.literal is not None]
    if spec.kind in ("integer", "number"):
        return sorted({max(0, type(v)(v + d)) for v in [*literals, 1] for d in (-1, 0, 1)})
    if spec.kind == "version":
        return [v for text in literals for v in (str(text), f"{text}.1", _below(text))]
    if spec.kind == "list":
        if spec.items:
            return [[], *([v] for v in spec.items)]
        return [[], ["VMSnapshot"], ["Custom"], *([v] for v in literals)]
    return ["something", *(v for each in literals for v in (each if isinstance(each, tuple) else (each,)))]


def _below(version: Version) -> str:
    parts = list(version.parts)
    parts[-1] -= 1
    return ".".join(map(str, parts)) if parts[-1] >= 0 else "0.1"


FACTS = {fact: values_of(fact, conditions) for fact, conditions in used_facts().items()}


def fact_sets(min_size: int = 0, max_size: int = 25) -> st.SearchStrategy[dict[str, Any]]:
    """Some facts with values, by path; an error code and an OS more often than not."""
    some = st.lists(st.sampled_from(sorted(FACTS)), unique=True, min_size=min_size, max_size=max_size)
    likely = st.lists(st.sampled_from(["error.code", "vm.os_type", "vm.power_state"]), unique=True)
    names = st.tuples(some, likely).map(lambda pair: sorted({*pair[0], *pair[1]}))
    return names.flatmap(lambda ns: st.fixed_dictionaries({n: st.sampled_from(FACTS[n]) for n in ns}))


def case_of(facts: dict[str, Any]) -> Case:
    """The case with these facts."""
    return Case.model_validate(nested(facts))


FAILED_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@cache
def _signs() -> list[list[dict[str, Any]]]:
    """Groups of facts that make rules hold: of one cause (they may contradict), of one family or code (they tie), and
    of a root with what follows from it.
    """
    kb = knowledge_base()
    of_cause = {c.id: [f for r in kb.rules_of(c) if (f := satisfying_facts(kb, r.conditions))] for c in kb.in_order}
    families = [[facts for c in kb.of_family(f.id) for facts in of_cause[c.id]] for f in kb.families]
    codes = [
        [
            facts
            for c in kb.causes
            for r in kb.rules_of(c)
            if r.kind == "confirms"
            and (facts := satisfying_facts(kb, (*r.conditions, Condition(kb.code_fact, "==", code))))
        ]
        for code in kb.code
    ]
    chains = [
        [
            facts
            for one in kb.rules_of(c)
            for other in kb.rules_of(kb.by_id[target])
            if one.kind == other.kind != "rules_out"
            and (facts := satisfying_facts(kb, (*one.conditions, *other.conditions)))
        ]
        for c in kb.in_order
        for target in c.leads_to
    ]
    return [signs for group in (of_cause.values(), families, codes, chains) for signs in group if signs]


@st.composite
def biased_cases(draw: st.DrawFn) -> Case:
    """Cases near the edges: signs that tie or contradict, a fact of them missing, facts that are old, and noise."""
    facts: dict[str, Any] = {}
    for signs in draw(st.lists(st.sampled_from(_signs()), min_size=1, max_size=2)):
        for sign in draw(st.lists(st.sampled_from(signs), min_size=1, max_size=3)):
            facts.update(sign)
    for gone in draw(st.lists(st.sampled_from(sorted(facts)), max_size=2)):
        facts.pop(gone, None)
    facts.update(draw(st.one_of(st.just({}), fact_sets(max_size=4))))
    old = draw(st.lists(st.sampled_from(sorted(facts)), max_size=3)) if facts else []
    return aged(case_of(facts), old)


def random_case(rng: Random) -> Case:
    """Such a case by a generator of its own: many times faster than a drawn one, and never made smaller."""
    facts: dict[str, Any] = {}
    for signs in rng.sample(_signs(), rng.randint(1, 2)):
        for sign in rng.sample(signs, min(len(signs), rng.randint(1, 3))):
            facts.update(sign)
    for gone in rng.sample(sorted(facts), min(len(facts), rng.randint(0, 2))):
        del facts[gone]
    for noise in rng.sample(sorted(FACTS), rng.choice((0, 0, 1, 2, 5, 15))):
        facts[noise] = rng.choice(FACTS[noise])
    old = rng.sample(sorted(facts), min(len(facts), rng.choice((0, 0, 0, 1, 3))))
    return aged(case_of(facts), old)


def aged(case: Case, old: list[str]) -> Case:
    """The case with these facts observed a month before the failure."""
    seen = {fact: Source(kind="file", file="old.json", observed_at=FAILED_AT - timedelta(days=30)) for fact in old}
    return case.model_copy(update={"failed_at": FAILED_AT, "provenance": seen})
