"""Defects in the rule base, put in as data: an operator, a literal, a kind, a condition or rule left out, an order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

from backupdx.engine.checks.causes import CAUSE_CHECKS
from backupdx.engine.checks.model import run_checks
from backupdx.engine.checks.rules import RULE_CHECKS
from backupdx.engine.conditions import Condition
from backupdx.engine.knowledge import Cause, Derivation, KnowledgeBase, Rule
from backupdx.engine.reference import opinion
from backupdx.facts.errors import EngineError
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.check import newest_review
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import with_known_code
from decision_tables import Table, alone
from generated import changed_tables, written_tables

KB = knowledge_base()
OTHER = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "in": "not in", "not in": "in",
         "includes": "not empty", "empty": "not empty", "not empty": "empty"}  # fmt: skip
KINDS = {"confirms": "suggests", "suggests": "confirms", "rules_out": "suggests", "hints": "suggests"}
MOST_WORDS = 6  # of a list of values, so many are left out, one at a time


def changed_conditions(conditions: tuple[Condition, ...]) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """The conditions with one operator changed, one literal changed, or one condition left out."""
    for n, c in enumerate(conditions):
        before, after = conditions[:n], conditions[n + 1 :]
        yield f"{c.words}: operator", (*before, replace(c, operator=OTHER[c.operator]), *after)  # type: ignore[arg-type]
        for literal in other_literals(c):
            yield f"{c.words}: literal {literal}", (*before, replace(c, literal=literal), *after)
        if len(conditions) > 1:
            yield f"{c.words}: left out", (*before, *after)


def other_literals(c: Condition) -> Iterator[Any]:
    """Another literal of the condition: the other truth, a neighbouring number, one word of several fewer."""
    if isinstance(c.literal, bool):
        yield not c.literal
    elif isinstance(c.literal, int | float):
        yield c.literal + 1
    elif isinstance(c.literal, tuple) and len(c.literal) > 1:
        yield from (tuple(v for v in c.literal if v != gone) for gone in c.literal[:MOST_WORDS])
    elif isinstance(c.literal, str) and vocabulary()[c.fact].choices:
        yield next(v for v in vocabulary()[c.fact].choices if v != c.literal)


def changed_rules() -> Iterator[tuple[str, KnowledgeBase]]:
    """Each mutant of the rule base, with what was changed."""
    for cause in KB.causes:
        for n, rule in enumerate(cause.rules):

            def made(new: tuple[Rule, ...], cause: Cause = cause, n: int = n) -> KnowledgeBase:
                rules = (*cause.rules[:n], *new, *cause.rules[n + 1 :])
                return replace(KB, causes=tuple(replace(c, rules=rules) if c is cause else c for c in KB.causes))

            name = f"{cause.id}, rule {n + 1} ({rule.kind})"
            for what, conditions in changed_conditions(rule.conditions):
                yield f"{name}: {what}", made((replace(rule, conditions=conditions),))
            yield f"{name}: is {KINDS[rule.kind]}", made((replace(rule, kind=KINDS[rule.kind]),))  # type: ignore[arg-type]
            with suppress(EngineError):  # the knowledge base itself refuses a cause without rules
                yield f"{name}: left out", made(())
    yield from changed_scopes()
    for n, derivation in enumerate(KB.derivations):

        def derived(new: tuple[Derivation, ...], n: int = n) -> KnowledgeBase:
            return replace(KB, derivations=(*KB.derivations[:n], *new, *KB.derivations[n + 1 :]))

        name = f"{derivation.fact}, derivation {n + 1}"
        for what, conditions in changed_conditions(derivation.conditions):
            yield (
                f"{derivation.fact}, derivation {n + 1}: {what}",
                derived((replace(derivation, conditions=conditions),)),
            )
        yield f"{derivation.fact}, derivation {n + 1} left out", derived(())
    for n in range(len(KB.families) - 1):
        order = [*KB.families[:n], KB.families[n + 1], KB.families[n], *KB.families[n + 2 :]]
        yield f"families {KB.families[n].id} and the next: order", replace(KB, families=tuple(order))
    for code in KB.codes:
        for n in range(len(code.families) - 1):
            families = [*code.families[:n], code.families[n + 1], code.families[n], *code.families[n + 2 :]]
            new = tuple(replace(c, families=tuple(families)) if c is code else c for c in KB.codes)
            yield f"{code.code}, families {n + 1} and {n + 2}: order", replace(KB, codes=new)


def changed_scopes() -> Iterator[tuple[str, KnowledgeBase]]:
    """Each mutant of what causes and codes say of their scope, with what was changed."""

    def of_cause(cause: Cause, **changes: Any) -> KnowledgeBase:
        return replace(KB, causes=tuple(replace(c, **changes) if c is cause else c for c in KB.causes))

    for cause in KB.causes:
        yield (
            f"{cause.id}, needs the agent: {not cause.needs_agent}",
            of_cause(cause, needs_agent=not cause.needs_agent),
        )
        if cause.codes is not None:
            yield f"{cause.id}, codes: all", of_cause(cause, codes=None)
        for gone in cause.codes or ():
            codes = tuple(c for c in cause.codes or () if c != gone)
            yield f"{cause.id}, codes: without {gone}", of_cause(cause, codes=codes)
    for code in KB.codes:
        for gone in code.leaves_open:
            fewer = replace(code, leaves_open=tuple(s for s in code.leaves_open if s != gone))
            new = tuple(fewer if c is code else c for c in KB.codes)
            yield f"{code.code}, leaves open: without {gone}", replace(KB, codes=new)


class Examples:
    """What the examples of all causes expect."""

    def __init__(self) -> None:
        self._of: dict[str, list[tuple[dict[str, Any], Any]]] = {}
        for cause in KB.causes:
            for example in examples_of(cause.id):
                seen = with_known_code(example.case).observations()
                self._of.setdefault(cause.id, []).append(({f: o.value for f, o in seen.items()}, example))

    def fails(self, kb: KnowledgeBase, about: str) -> bool:
        """Whether an example is not as expected; those of the cause `about`, which was changed, are tried first."""
        if any(self._wrong(kb, about, facts, example) for facts, example in self._of.get(about, ())):
            return True
        others = ((cause, *pair) for cause, pairs in self._of.items() if cause != about for pair in pairs)
        return any(
            not self._untouched(kb, about, facts) and self._wrong(kb, cause, facts, example)
            for cause, facts, example in others
        )

    @staticmethod
    def _untouched(kb: KnowledgeBase, about: str, facts: dict[str, Any]) -> bool:
        """Whether the changed cause is judged, and a candidate, as before: then all others are, too."""
        return about in KB.by_id and opinion(alone(kb, about), facts) == opinion(alone(KB, about), facts)

    @staticmethod
    def _wrong(kb: KnowledgeBase, cause: str, facts: dict[str, Any], example: Any) -> bool:
        found = opinion(kb, facts)
        if found.verdicts[cause] != example.verdict:
            return True
        if example.rank is not None and found.ranked.index(cause) + 1 != example.rank:
            return True
        return example.first is not None and found.ranked[0] != example.first


def elsewhere(kb: KnowledgeBase, about: str, written: list[Table]) -> bool:
    """Whether the decision table of what was changed says otherwise, or one of a code; where a code changed, any."""
    own = [t for t in written if "families" in t or about in (t.get("cause"), t.get("derived"), *KB.code)]
    return next(changed_tables(kb, own), None) is not None


def anomalous(kb: KnowledgeBase) -> bool:
    """Whether `backupdx kb check` finds an anomaly in the rules or causes of a mutant."""
    return bool(run_checks(kb, (*RULE_CHECKS, *CAUSE_CHECKS), newest_review()).anomalies)


@cache
def _expected() -> tuple[Examples, list[Table]]:
    return Examples(), written_tables()


def noticed_by_rules_tests(mutant: tuple[str, KnowledgeBase]) -> str:
    """Who notices a mutant first: the examples, the decision tables or `kb check`; empty where nobody does."""
    name, kb = mutant
    about = name.partition(",")[0]
    examples, written = _expected()
    if examples.fails(kb, about):
        return "examples"
    if elsewhere(kb, about, written):
        return "decision tables"
    return "kb check" if anomalous(kb) else ""
