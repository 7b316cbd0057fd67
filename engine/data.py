"""What results are made of: their base, verdicts, and the proof that a diagnosis can carry.

A proof is for machines: rules with conditions as data, and values as they were compared. See docs/trust.md.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

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

    fact: str = Field(description="The fact's path")
    operator: Operator = Field(description="How it is compared")
    literal: Plain | None = Field(default=None, description="What it is compared with")


class ProofRule(Result):
    """A rule and what became of it; its conditions by their numbers in the proof.

    `fixed`: all that it looks at holds at any time.
    """

    rule: str = Field(description="Its id")
    kind: EvidenceKind = Field(description="What it says of the cause where all conditions hold")
    state: RuleState = Field(description="What became of it")
    fixed: bool = Field(description="Whether all that it looks at holds at any time")
    conditions: tuple[int, ...] = Field(description="Its conditions, by their numbers in the proof")


class ProofCause(Result):
    """All rules of a cause, and the verdict that they lead to. `named`: the error code itself says that it was so."""

    cause: str = Field(description="The cause's id")
    verdict: Verdict = Field(description="The verdict that its rules lead to")
    named: bool = Field(description="Whether the error code itself says that it was so")
    rules: tuple[ProofRule, ...] = Field(description="All its rules")


class ProofDerivation(Result):
    """A derivation that holds: the fact has this value, unless another derivation gives it another one."""

    id: str = Field(description="Its id")
    fact: str = Field(description="The fact that it concludes")
    value: Plain = Field(description="The value that it concludes")
    conditions: tuple[int, ...] = Field(description="Its conditions, by their numbers in the proof")


class Proof(Result):
    """What is needed to derive the verdicts again.

    `observed` holds the facts that conditions look at, `versions` those of them that are versions, `doubted` those that
    may not be about this VM or of the time of the failure, or that others contradict: a rule that rests on one of them
    is a step weaker. `code` is the error code, where it is a known one; `code_is` tells what a code counts as: a known
    one, one that only points to another text, an unknown one, or none. `conditions` is the table that rules and
    derivations refer to. `causes` are in rank order, then what is ruled out, then what is wrong as well.
    """

    observed: dict[str, Plain] = Field(description="The facts that conditions look at")
    versions: tuple[str, ...] = Field(description="Those of them that are versions")
    doubted: tuple[str, ...] = Field(description="Those that may not count for the failure")
    code: str | None = Field(description="The error code, where it is a known one")
    code_is: Literal["known", "pointing", "unknown", "none"] = Field(description="What the code counts as")
    conditions: tuple[ConditionData, ...] = Field(description="The table that rules and derivations refer to")
    derivations: tuple[ProofDerivation, ...] = Field(description="The derivations that hold")
    causes: tuple[ProofCause, ...] = Field(description="In rank order, then ruled out, then wrong as well")


def condition_data(condition: Condition) -> ConditionData:
    """A condition as data."""
    return ConditionData(fact=condition.fact, operator=condition.operator, literal=as_plain(condition.literal))


def as_plain(value: Any) -> Any:
    """A fact's value or a literal as JSON can hold it."""
    if isinstance(value, tuple):
        return tuple(as_plain(v) for v in value)
    return str(value) if isinstance(value, Version) else value
