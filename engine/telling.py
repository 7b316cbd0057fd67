"""The answers beside a diagnosis: why a cause has its verdict, and the list of known lines. All models are frozen."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .data import Result, RuleState, Verdict
from .knowledge import EvidenceKind
from .parts import Missing, Reason


class CheckedCondition(Result):
    """A condition of a rule, what was needed and what was seen."""

    fact: str = Field(description="The fact's path; one that begins with `derived.` follows from others")
    needed: str = Field(description="What it has to be")
    truth: Literal["holds", "fails", "unknown"] = Field(description="Whether that is so")
    value: str | None = Field(default=None, description="What was seen; null: unknown")
    source: str = Field(default="", description="Where it was read, or what it follows from")


class CheckedRule(Result):
    """A rule of a cause, and what became of it."""

    rule: str = Field(description="Its id, as `job-running/confirms-1`")
    kind: EvidenceKind = Field(description="What it says of the cause where all conditions hold")
    state: RuleState = Field(description="`failed`: a condition is known not to hold; `open`: one is unknown")
    conditions: tuple[CheckedCondition, ...] = Field(description="Its conditions, all of which are needed")


class Why(Result):
    """Why a cause has its verdict: every rule that speaks for or against it, condition by condition."""

    cause: str = Field(description="The cause's id")
    title: str = Field(description="What is wrong")
    verdict: Verdict = Field(description="How sure that is")
    reason: str = Field(description="Why, with the rules' own words")
    said: str = Field(default="", description="Why, in a sentence without names of facts")
    speaks_for: tuple[Reason, ...] = Field(default=(), description="The facts that speak for it, the strongest first")
    speaks_against: tuple[Reason, ...] = Field(default=(), description="The facts that speak against it")
    rules: tuple[CheckedRule, ...] = Field(description="Its rules")
    missing: tuple[Missing, ...] = Field(default=(), description="The unknown facts that could change the verdict")
    sources: tuple[str, ...] = Field(default=(), description="What the rules rest on")


class SignatureRow(Result):
    """One known line: where it appears, what it gives, how it counts, and the causes that it speaks for."""

    id: str = Field(description="Its id")
    title: str = Field(description="What it means")
    places: tuple[str, ...] = Field(description="The logs, events and messages in which it appears")
    os: Literal["linux", "windows"] | None = Field(description="The only system that writes it; null: both")
    has: tuple[str, ...] = Field(description="The texts of which one stands in it")
    gives: dict[str, str | bool] = Field(description="The facts that it gives, with the value or the group that has it")
    level: str = Field(description="The level at which it counts; empty: at each")
    times: int = Field(description="How often it has to appear")
    until: tuple[str, ...] = Field(description="The lines after which it counts no more")
    within_hours: float | None = Field(description="How many hours before the log's end it counts; null: at any time")
    noise: str = Field(description="Why it only looks alarming; empty: it does not")
    context: str = Field(description="What it tells though no rule looks at it; empty: one does")
    supports: tuple[str, ...] = Field(description="The causes that it speaks for")
    example: str = Field(description="A line that is one")
    source: str = Field(description="Where it is documented")
    checked: str = Field(description="The day on which that was last looked at")


class SignatureList(Result):
    """All known lines, in the order of declaration."""

    schema_version: Literal[1] = Field(default=1, description="The version of this contract")
    kb_version: str = Field(description="The version of the knowledge base")
    signatures: tuple[SignatureRow, ...] = Field(description="The known lines")
