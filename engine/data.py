"""What results are made of: their base, verdicts, and the proof that a diagnosis can carry.

A proof is for machines: rules with conditions as data, and values as they were compared. See docs/trust.md.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ..facts.quantities import Version
from .conditions import Condition, Operator
from .knowledge import EvidenceKind

Verdict = Literal["confirmed", "likely", "possible", "ruled_out"]
VERDICTS: tuple[Verdict, ...] = ("confirmed", "likely", "possible", "ruled_out")
RuleState = Literal["fired", "failed", "open"]
Plain = bool | int | float | str | tuple[bool | int | float | str, ...]


class Result(BaseModel):
    """Base of the result models."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ConditionData(Result):
    """A condition: `operator` applied to the fact's value and `literal` (null where the operator needs none).

    Versions are texts; they are compared number by number, and missing numbers are zero.
    """

    fact: str
    operator: Operator
    literal: Plain | None = None


class ProofRule(Result):
    """A rule and what became of it; its conditions by their numbers in the proof."""

    rule: str
    kind: EvidenceKind
    state: RuleState
    conditions: tuple[int, ...]


class ProofCause(Result):
    """All rules of a cause, and the verdict that they lead to."""

    cause: str
    verdict: Verdict
    rules: tuple[ProofRule, ...]


class ProofDerivation(Result):
    """A derivation that holds: the fact has this value, unless another derivation gives it another one."""

    id: str
    fact: str
    value: Plain
    conditions: tuple[int, ...]


class Proof(Result):
    """What is needed to derive the verdicts again.

    `observed` holds the facts that conditions look at, `versions` those of them that are versions, `old` those that
    were observed long before the failure: a confirming rule that rests on one of them only suggests. `conditions` is
    the table that rules and derivations refer to. `causes` are in rank order, then what is ruled out.
    """

    observed: dict[str, Plain]
    versions: tuple[str, ...]
    old: tuple[str, ...]
    conditions: tuple[ConditionData, ...]
    derivations: tuple[ProofDerivation, ...]
    causes: tuple[ProofCause, ...]


def condition_data(condition: Condition) -> ConditionData:
    """A condition as data."""
    return ConditionData(fact=condition.fact, operator=condition.operator, literal=as_plain(condition.literal))


def as_plain(value: Any) -> Any:
    """A fact's value or a literal as JSON can hold it."""
    if isinstance(value, tuple):
        return tuple(as_plain(v) for v in value)
    return str(value) if isinstance(value, Version) else value
