"""What results are made of: their base, verdicts, and the proof that a diagnosis can carry.

A proof is for machines: rules with conditions as data, and values as they were compared. See docs/trust.md.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ..facts.quantities import Version
from .conditions import Condition, Operator
from .knowledge import EvidenceKind

# `out_of_scope`: whether it is there or not, the cause is not the reason of this failure.
Verdict = Literal["confirmed", "likely", "possible", "ruled_out", "out_of_scope"]
VERDICTS: tuple[Verdict, ...] = ("confirmed", "likely", "possible", "ruled_out", "out_of_scope")
STANDING: tuple[Verdict, ...] = ("confirmed", "likely")
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
    """A rule and what became of it; its conditions by their numbers in the proof.

    `fixed`: all that it looks at holds at any time.
    """

    rule: str
    kind: EvidenceKind
    state: RuleState
    fixed: bool
    conditions: tuple[int, ...]


class ProofCause(Result):
    """All rules of a cause, and the verdict that they lead to. `named`: the error code itself says that it was so."""

    cause: str
    verdict: Verdict
    named: bool
    rules: tuple[ProofRule, ...]


class ProofDerivation(Result):
    """A derivation that holds: the fact has this value, unless another derivation gives it another one."""

    id: str
    fact: str
    value: Plain
    conditions: tuple[int, ...]


class Proof(Result):
    """What is needed to derive the verdicts again.

    `observed` holds the facts that conditions look at, `versions` those of them that are versions, `doubted` those that
    may not be about this VM or of the time of the failure, or that others contradict: a rule that rests on one of them
    is a step weaker. `code` is the error code, where it is a known one; `code_is` tells what a code counts as: a known
    one, one that only points to another text, an unknown one, or none. `conditions` is the table that rules and
    derivations refer to. `causes` are in rank order, then what is ruled out, then what is wrong as well.
    """

    observed: dict[str, Plain]
    versions: tuple[str, ...]
    doubted: tuple[str, ...]
    code: str | None
    code_is: Literal["known", "pointing", "unknown", "none"]
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
