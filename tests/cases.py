"""Random cases for property tests: facts that rules look at, with values on both sides of every condition."""

from __future__ import annotations

from typing import Any

from backupdx.engine.conditions import Condition
from backupdx.facts.case import Case, vocabulary
from backupdx.facts.merging import nested
from backupdx.facts.quantities import Version
from backupdx.kb.codes import CODES
from backupdx.kb.knowledge import knowledge_base
from hypothesis import strategies as st


def used_facts() -> dict[str, list[Condition]]:
    """The observable facts that a rule or derivation looks at, with the conditions on them."""
    kb = knowledge_base()
    conditions = [c for cause in kb.causes for r in cause.numbered_rules for c in r.conditions]
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
        return [[], ["VMSnapshot"], *([v] for v in literals)] if fact != "agent.log_signatures" else [
            [], *([v] for v in literals)
        ]  # fmt: skip
    return ["something"]


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
