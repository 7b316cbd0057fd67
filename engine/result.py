"""The result model: what a diagnosis says, as data. Its JSON form is the published contract (DESIGN: JSON contract).

All models are frozen. Text in them is untrusted input as it came: renderers strip control sequences.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from .data import VERDICTS as VERDICTS  # these three are imported from here as well
from .data import Proof, RuleState
from .data import Result as Result
from .data import Verdict as Verdict
from .knowledge import Effect, EvidenceKind, Tool

CauseKind = Literal["root", "effect"]


class Seen(Result):
    """A fact that counted: its value in words, and where it was read."""

    fact: str
    value: str
    source: str


class Reason(Result):
    """A fact that speaks for a cause, in words: what was seen, where, and when against the failure.

    `where` is the file with the place in it, or who said so; `when` is empty where it is not known, or does not matter.
    """

    fact: str
    text: str
    where: str = ""
    when: str = ""


class How(Result):
    """One way to observe a fact: where (`tool`) and the portal path or command, names filled in."""

    tool: str
    text: str


class Missing(Result):
    """An unknown fact that could change the verdict, with the ways to observe it, cheapest first."""

    fact: str
    title: str
    how: tuple[How, ...]


class FilledCommand(Result):
    """A command ready to paste: names filled in and quoted for its shell.

    `complete` is false where a name was unknown and a `<placeholder>` stands instead. `only_if` is a condition
    that could not be checked. `verified` says that the command stands in the tool's own documentation.
    """

    tool: Tool
    command: str
    effect: Effect
    verified: bool = True
    complete: bool = True
    only_if: str = ""


class FilledStep(Result):
    """One step of a remedy for this case."""

    text: str
    commands: tuple[FilledCommand, ...] = ()
    effect: Effect = "read-only"
    rights: str = ""
    caution: str = ""
    only_if: str = ""


class FilledRemedy(Result):
    """What to do for this case, in order, and how to verify that it worked."""

    steps: tuple[FilledStep, ...]
    verify: FilledStep


class Explanation(Result):
    """A cause with its verdict, the evidence, what is missing, and the remedy.

    `listed` tells whether the document lists the cause for the error code (None: no code known), `health_check`
    whether it belongs to the document's general health checks.
    `kind`: an effect always has a root behind it. `was_so`: the error code says that it was so when the backup failed,
    and it is seen to be well now. `reasons` are the facts of `because` in words, the strongest first; `links` the pages
    of `sources`. `resembles`: words that what was told shares with what is known of the cause; a hint
    that orders what is possible, and no evidence. `follows_from` names causes further up that bring this one about;
    `leads_to` those that follow from it. `document_note` says where the document has aged.
    """

    rank: int
    cause: str
    family: str
    family_title: str
    title: str
    verdict: Verdict
    kind: CauseKind = "root"
    was_so: bool = False
    listed: bool | None
    health_check: bool
    explanation: str
    resembles: tuple[str, ...] = ()
    because: tuple[Seen, ...] = ()
    reasons: tuple[Reason, ...] = ()
    against: tuple[Seen, ...] = ()
    missing: tuple[Missing, ...] = ()
    leads_to: tuple[str, ...] = ()
    follows_from: tuple[str, ...] = ()
    document_note: str = ""
    remedy: FilledRemedy
    sources: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class RuledOut(Result):
    """A candidate that is excluded, and why."""

    cause: str
    family: str
    title: str
    reason: str
    because: tuple[Seen, ...] = ()


class AlsoWrong(Result):
    """A cause that is established, and is not the reason of this failure: a later run will meet it."""

    cause: str
    family: str
    title: str
    reason: str
    because: tuple[Seen, ...] = ()
    remedy: FilledRemedy


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
    """What stands above the explanations, with its kind for programs."""

    kind: HeadlineKind
    text: str


class NextCheck(Result):
    """A fact worth observing next, and the causes that it would settle or bring nearer to it."""

    fact: str
    title: str
    question: str
    how: tuple[How, ...]
    settles: tuple[str, ...]


class CaseName(Result):
    """Which case the diagnosis is of."""

    id: str | None = None
    vm: str | None = None
    resource_group: str | None = None
    error_code: str | None = None
    error_title: str | None = None


class Read(Result):
    """What was read of the case: how many facts, from which files, and what else told some; when the backup failed."""

    failed_at: datetime | None = None
    facts: int = 0
    files: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Diagnosis(Result):
    """Ranked explanations of one case. `explanations` are in rank order; `ruled_out` in candidate order.

    `headline` is what has to be read first, where there is such a thing. `also_wrong` is established, and not behind
    this failure. `contradictions` stand in `notes` too.
    """

    schema_version: Literal[1] = 1
    kb_version: str
    case: CaseName
    read: Read = Read()
    headline: Headline | None = None
    explanations: tuple[Explanation, ...] = ()
    also_wrong: tuple[AlsoWrong, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    next_checks: tuple[NextCheck, ...] = ()
    after_repair: FilledStep | None = Field(default=None, description="What to do after any remedy")
    contradictions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    proof: Proof | None = Field(default=None, description="What the verdicts can be derived from again; on demand")

    @property
    def first(self) -> Explanation | None:
        """The best explanation, None where no candidate is left."""
        return self.explanations[0] if self.explanations else None

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


class CheckedCondition(Result):
    """A condition of a rule, what was needed and what was seen (`value` None: unknown)."""

    fact: str
    needed: str
    truth: Literal["holds", "fails", "unknown"]
    value: str | None = None
    source: str = ""


class CheckedRule(Result):
    """A rule of a cause: `fired`, `failed` (a condition is known not to hold) or `open`."""

    rule: str
    kind: EvidenceKind
    state: RuleState
    conditions: tuple[CheckedCondition, ...]


class Why(Result):
    """Why a cause has its verdict: every rule that speaks for or against it, condition by condition."""

    cause: str
    title: str
    verdict: Verdict
    reason: str
    rules: tuple[CheckedRule, ...]
    missing: tuple[Missing, ...] = ()
    sources: tuple[str, ...] = ()


class SignatureRow(Result):
    """One known line: where it appears, what it gives, how it counts, and the causes that it speaks for."""

    id: str
    title: str
    places: tuple[str, ...]
    os: Literal["linux", "windows"] | None
    has: tuple[str, ...]
    gives: dict[str, str | bool]
    level: str
    times: int
    until: tuple[str, ...]
    within_hours: float | None
    noise: str
    context: str
    supports: tuple[str, ...]
    example: str
    source: str
    checked: str


class SignatureList(Result):
    """All known lines, in the order of declaration."""

    schema_version: Literal[1] = 1
    kb_version: str
    signatures: tuple[SignatureRow, ...]
