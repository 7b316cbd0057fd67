"""The result model: what a diagnosis says, as data. Its JSON form is the published contract (DESIGN: JSON contract).

All models are frozen. Text in them is untrusted input as it came: renderers strip control sequences.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from .changes import Changes as Changes
from .data import STANDING, Proof
from .data import VERDICTS as VERDICTS  # these are imported from here as well
from .data import Result as Result
from .data import Verdict as Verdict
from .parts import FilledCommand as FilledCommand
from .parts import FilledRemedy as FilledRemedy
from .parts import FilledStep as FilledStep
from .parts import How as How
from .parts import Missing as Missing
from .parts import Reason as Reason
from .parts import Seen as Seen
from .telling import CheckedCondition as CheckedCondition
from .telling import CheckedRule as CheckedRule
from .telling import SignatureList as SignatureList
from .telling import SignatureRow as SignatureRow
from .telling import Why as Why

CauseKind = Literal["root", "effect"]


class Explanation(Result):
    """A cause with its verdict, the evidence, what is missing, and the remedy."""

    rank: int = Field(description="Its place among the explanations, from 1")
    cause: str = Field(description="The cause's id, which stays the same")
    family: str = Field(description="The id of the cause of Microsoft's page that it belongs to")
    family_title: str = Field(description="The title of that")
    title: str = Field(description="What is wrong")
    verdict: Verdict = Field(description="How sure that is")
    pack: str = Field(default="", description="The pack that says so, with its version; empty: backupdx itself")
    kind: CauseKind = Field(default="root", description="`effect`: it always has a root behind it")
    was_so: bool = Field(
        default=False,
        description="The error code says that it was so when the backup failed, and it is seen to be well now",
    )
    listed: bool | None = Field(description="Whether the page lists it for the error code; null: no code known")
    health_check: bool = Field(description="Whether it belongs to the page's general health checks")
    explanation: str = Field(description="How it makes a backup fail")
    resembles: tuple[str, ...] = Field(
        default=(),
        description="Words that what was told shares with what is known of it: a hint, and no evidence",
    )
    because: tuple[Seen, ...] = Field(default=(), description="The facts that speak for it, in the order of its rules")
    reasons: tuple[Reason, ...] = Field(default=(), description="The same in words, the strongest first")
    against: tuple[Seen, ...] = Field(default=(), description="The facts that speak against it")
    missing: tuple[Missing, ...] = Field(default=(), description="The unknown facts that could change the verdict")
    leads_to: tuple[str, ...] = Field(default=(), description="The causes that follow from it")
    follows_from: tuple[str, ...] = Field(default=(), description="The causes further up that bring it about")
    document_note: str = Field(default="", description="Where the page has aged")
    remedy: FilledRemedy = Field(description="What to do")
    sources: tuple[str, ...] = Field(default=(), description="What is known of it rests on these, with their editions")
    links: tuple[str, ...] = Field(default=(), description="The pages of the sources")


class RuledOut(Result):
    """A candidate that is excluded, and why."""

    cause: str = Field(description="The cause's id")
    family: str = Field(description="The id of the cause of Microsoft's page that it belongs to")
    title: str = Field(description="What would be wrong")
    pack: str = Field(default="", description="The pack that says so, with its version; empty: backupdx itself")
    reason: str = Field(description="Why it is not")
    because: tuple[Seen, ...] = Field(default=(), description="The facts that exclude it, or its absent signs")


class AlsoWrong(Result):
    """A cause that is established, and is not the reason of this failure: a later run will meet it."""

    cause: str = Field(description="The cause's id")
    family: str = Field(description="The id of the cause of Microsoft's page that it belongs to")
    title: str = Field(description="What is wrong")
    pack: str = Field(default="", description="The pack that says so, with its version; empty: backupdx itself")
    reason: str = Field(description="Why it is not behind this failure")
    because: tuple[Seen, ...] = Field(default=(), description="The facts that establish it")
    remedy: FilledRemedy = Field(description="What to do")


# What a tired engineer has to read first: it has worked again since; facts contradict each other; the error code is not
# known; further failures were told; what is established is an effect, and its root is open; nothing tells of a failure;
# nothing to go on.
HeadlineKind = Literal[
    "recovered",
    "contradiction",
    "other_operation",
    "unknown_code",
    "several_failures",
    "effect_without_root",
    "healthy",
    "nothing_known",
]


class Headline(Result):
    """What stands above the explanations."""

    kind: HeadlineKind = Field(description="Its kind, for programs")
    text: str = Field(description="A sentence to read first")


class NextCheck(Result):
    """A fact worth observing next."""

    fact: str = Field(description="The fact's path")
    title: str = Field(description="What the fact is")
    question: str = Field(description="The question for it; empty where nobody can be asked")
    how: tuple[How, ...] = Field(description="The ways to observe it, cheapest first")
    settles: tuple[str, ...] = Field(description="The causes that it would settle, or bring nearer to it")


class CaseName(Result):
    """Which case the diagnosis is of."""

    id: str | None = Field(default=None, description="The case's own id, as that of a ticket")
    vm: str | None = Field(default=None, description="The name of the VM")
    resource_group: str | None = Field(default=None, description="The resource group of the VM")
    subscription: str | None = Field(default=None, description="The id of the subscription of the VM")
    error_code: str | None = Field(default=None, description="The error code of the failed job")
    error_title: str | None = Field(default=None, description="What that code says; null: it is not known here")


class Read(Result):
    """What was read of the case."""

    failed_at: datetime | None = Field(default=None, description="When the backup failed")
    facts: int = Field(default=0, description="How many facts are known of it")
    files: tuple[str, ...] = Field(default=(), description="The files that they come from")
    told: tuple[str, ...] = Field(default=(), description="What else they come from, in words, as `your answers`")


class Diagnosis(Result):
    """Ranked explanations of one case. What counted stands beside each of them."""

    schema_version: Literal[1] = Field(default=1, description="The version of this contract")
    kb_version: str = Field(description="The version of the knowledge base")
    case: CaseName = Field(description="Which case it is of")
    read: Read = Field(default=Read(), description="What was read of it")
    headline: Headline | None = Field(default=None, description="What has to be read first, if anything")
    explanations: tuple[Explanation, ...] = Field(default=(), description="The causes in question, in rank order")
    also_wrong: tuple[AlsoWrong, ...] = Field(default=(), description="What is wrong, and not behind this failure")
    ruled_out: tuple[RuledOut, ...] = Field(default=(), description="What is excluded, in the order of candidates")
    next_checks: tuple[NextCheck, ...] = Field(default=(), description="What to observe next, best first")
    after_repair: FilledStep | None = Field(default=None, description="What to do after any remedy")
    contradictions: tuple[str, ...] = Field(default=(), description="Facts that contradict each other: notes as well")
    notes: tuple[str, ...] = Field(default=(), description="What has to be said beside the explanations")
    changes: Changes | None = Field(default=None, description="What changed since an earlier export; on demand")
    proof: Proof | None = Field(default=None, description="What the verdicts can be derived from again; on demand")

    @property
    def first(self) -> Explanation | None:
        """The best explanation, None where no candidate is left."""
        return self.explanations[0] if self.explanations else None

    @property
    def leading(self) -> tuple[Explanation, ...]:
        """Those to act upon: what is confirmed or likely, and before it a possible root that a person's words mean."""
        last = max((n for n, e in enumerate(self.explanations, 1) if e.verdict in STANDING), default=0)
        return self.explanations[:last]

    def of(self, cause: str) -> Explanation | AlsoWrong | RuledOut | None:
        """What the diagnosis says of one cause; None where it was no candidate."""
        told: tuple[Explanation | AlsoWrong | RuledOut, ...] = (*self.explanations, *self.also_wrong, *self.ruled_out)
        return next((e for e in told if e.cause == cause), None)

    def verdict(self, cause: str) -> Verdict | None:
        """The verdict on one cause; None where it was no candidate."""
        found = self.of(cause)
        if isinstance(found, Explanation):
            return found.verdict
        return None if found is None else "ruled_out" if isinstance(found, RuledOut) else "out_of_scope"
