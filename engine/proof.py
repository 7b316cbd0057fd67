"""The proof of a diagnosis: from what was concluded to data that a checker can derive the verdicts from again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ..facts.vocabulary import vocabulary
from .assessment import Assessment
from .conditions import Condition, Truth
from .data import ConditionData, Proof, ProofCause, ProofDerivation, ProofRule, as_plain, condition_data
from .knowledge import Cause
from .weighing import speaks


def proof_of(reasoning: Assessment) -> Proof:
    """The proof of every verdict on a candidate."""
    return _Writer(reasoning).proof()


class _Writer:
    def __init__(self, reasoning: Assessment) -> None:
        self._reasoning = reasoning
        self._numbers: dict[Condition, int] = {}

    def proof(self) -> Proof:
        reasoning = self._reasoning
        causes = tuple(
            self._cause(c)
            for c in (*reasoning.ranked, *reasoning.conclusion.excluded, *reasoning.conclusion.also_wrong)
        )
        derived = {c.fact for c in self._numbers if c.fact in reasoning.kb.deriving}
        derivations = tuple(
            ProofDerivation(
                id=d.id, fact=d.fact, value=as_plain(d.value), conditions=tuple(self._numbered(d.conditions))
            )
            for d in reasoning.kb.derivations
            if d.fact in derived and all(c.truth(reasoning.known) is Truth.HOLDS for c in d.conditions)
        )
        # A part of it too: what puts causes out of scope, though these are not; and what contradicts other facts.
        beside = [reasoning.kb.agent_unused_fact, reasoning.kb.phase_fact, *reasoning.clashes]
        beside += [c.fact for each in reasoning.conclusion.contradictions for c in each.conditions]
        used = {c.fact for c in self._numbers} | {b for fact in beside for b in reasoning.kb.basis_of(fact)}
        facts = [f for f in reasoning.known if f in used and f not in reasoning.kb.deriving]
        return Proof(
            observed={f: as_plain(reasoning.known[f].value) for f in facts},
            versions=tuple(f for f in facts if vocabulary()[f].kind == "version"),
            doubted=tuple(f for f in facts if f in reasoning.doubts),
            code=reasoning.code.code if reasoning.code else None,
            code_is=self._code_is(),
            conditions=tuple(self._table()),
            derivations=derivations,
            causes=causes,
        )

    def _code_is(self) -> Literal["known", "pointing", "unknown", "none"]:
        code = self._reasoning.code
        if code is None:
            return "none" if self._reasoning.given is None else "unknown"
        return "known" if speaks(code) else "pointing"

    def _cause(self, cause: Cause) -> ProofCause:
        rules = tuple(
            ProofRule(
                rule=rule.id,
                kind=rule.kind,
                state=self._reasoning.outcome(cause, rule),
                fixed=self._reasoning.kb.is_fixed(rule),
                conditions=tuple(self._numbered(rule.conditions)),
            )
            for rule in self._reasoning.kb.rules_of(cause)
        )
        code = self._reasoning.code
        named = code is not None and cause.id in code.names
        return ProofCause(cause=cause.id, verdict=self._reasoning.verdicts[cause.id], named=named, rules=rules)

    def _numbered(self, conditions: Iterable[Condition]) -> Iterable[int]:
        return (self._numbers.setdefault(c, len(self._numbers)) for c in conditions)

    def _table(self) -> Iterable[ConditionData]:
        return (condition_data(c) for c in self._numbers)
