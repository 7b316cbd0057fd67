"""What the rules conclude of one case, with the names, values and sources of its facts.

`Assessment` is what questions, proofs and remarks look at; `Reasoning` (reasoning.py) makes explanations of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from ..facts.case import Case, Known, Observation, Source
from ..facts.staleness import in_words, staleness
from ..facts.vocabulary import vocabulary
from .compiled import compiled
from .conclusion import Conclusion
from .conditions import Truth, show
from .data import RuleState
from .filling import Filler
from .inference import Inferred, infer
from .knowledge import Cause, ErrorCode, KnowledgeBase, Rule
from .result import Missing, Seen


def source_in_words(case: Case, fact: str, source: Source) -> str:
    """Where a fact of the case comes from, and how long before or after the failure, where it is stale."""
    distance = staleness(case, fact, source)
    return str(source) if distance is None else f"{source}, {in_words(distance)}".removeprefix(", ")


Inference = Callable[[Mapping[str, Observation]], Inferred]


class Glance(NamedTuple):
    """What the rules see of a case, sources aside: facts, and the error code that it has, of backups or another one."""

    known: Known
    code: ErrorCode | None
    foreign: ErrorCode | None


class View(NamedTuple):
    """What the rules see of a case: the observed facts, and the error code that it has, of backups or another one."""

    observed: Mapping[str, Observation]
    code: ErrorCode | None
    foreign: ErrorCode | None


def glance_at(kb: KnowledgeBase, case: Case) -> Glance:
    """The case's facts, with the platform that its code implies, and without a code of another operation."""
    known = case.known()
    given = known.values.get(kb.code_fact)
    code = kb.code.get(str(given)) if given is not None else None
    foreign = kb.foreign_code.get(str(given)) if given is not None else None
    if foreign is not None:  # it tells nothing of this operation: the code counts as unknown
        del known.values[kb.code_fact]
    elif code is not None and code.platform and kb.platform_fact not in known.values:
        known.values[kb.platform_fact], known.bases[kb.platform_fact] = code.platform, kb.code_fact
    return Glance(known, code, foreign)


def view_of(kb: KnowledgeBase, case: Case, glance: Glance | None = None) -> View:
    """What the rules see of the case, with the sources; `glance` is the case's, where the caller has it."""
    known, code, foreign = glance or glance_at(kb, case)
    observed = case.observations(known)
    if known.bases.get(kb.platform_fact) == kb.code_fact:
        observed[kb.platform_fact] = observed.pop(kb.platform_fact)  # what a code implies comes after what was seen
    return View(observed, code, foreign)


class Assessment:
    """All that is concluded about one case. It never changes. Raises EngineError where a rule fails.

    `inference` may stand in for a run of experta, where it concludes the same (matching.py); `view` is the case's,
    where the caller has it.
    """

    def __init__(
        self, kb: KnowledgeBase, case: Case, inference: Inference | None = None, view: View | None = None
    ) -> None:
        self.kb = kb
        self.case = case
        observed, self.code, self.foreign = view or view_of(kb, case)
        inferred = (inference or partial(infer, kb))(observed)
        self.known: dict[str, Observation] = inferred.known
        self.fired = inferred.fired
        self.basis = inferred.basis
        self.clashes = inferred.clashes
        self.filler = Filler(kb.placeholders, self.known)
        masks = compiled(kb)
        self.conclusion = Conclusion(
            masks,
            masks.truths(self.known),
            self.known.keys(),
            self.fired,
            inferred.chains,
            self.code,
            self.text(kb.platform_fact),
            weak={rule.id for rule in self._confirming() if self._rests_on_old(rule)},
        )
        self.verdicts = self.conclusion.verdicts

    # -- what follows from the pattern ------------------------------------------------------------------------

    @property
    def candidates(self) -> tuple[Cause, ...]:
        """The causes in question, in candidate order."""
        return self.conclusion.candidates

    @property
    def ranked(self) -> tuple[Cause, ...]:
        """The candidates that are not ruled out, in rank order."""
        return self.conclusion.ranked

    @property
    def outside(self) -> tuple[Cause, ...]:
        """The causes that are no candidates, and would be with evidence."""
        return self.conclusion.outside

    def listed(self, cause: Cause) -> bool | None:
        """Whether the document lists the cause for the error code; None where no code is known."""
        return self.conclusion.listed(cause)

    def missing_facts(self, cause: Cause) -> tuple[str, ...]:
        """The unknown observable facts that could change the cause's verdict, in rule order."""
        return self.conclusion.missing_facts(cause)

    def state(self, rule: Rule) -> Truth:
        """Whether all conditions of a rule hold, one of them fails, or it is open."""
        return self.conclusion.state(rule)

    def _confirming(self) -> Iterator[Rule]:
        """The confirming rules that fired; nothing where the time of the failure is unknown."""
        if self.case.failed_at is not None:
            yield from (rule for rules in self.fired.values() for rule in rules if rule.kind == "confirms")

    def _rests_on_old(self, rule: Rule) -> bool:
        """Whether a rule's evidence was observed long before the failure: it establishes nothing then."""
        facts = (fact for condition in rule.conditions for fact in self.observed(condition.fact))
        return any(self.is_old(f) for f in facts)

    def is_old(self, fact: str) -> bool:
        """Whether a fact was observed long before the failure."""
        distance = self.staleness(fact)
        return distance is not None and distance < timedelta(0)

    def staleness(self, fact: str) -> timedelta | None:
        """How long after the failure (negative: before it) a stale fact was observed; None for another one."""
        observation = self.known.get(fact)
        return staleness(self.case, fact, observation.source) if observation else None

    @property
    def platform(self) -> str | None:
        """The guest's operating system, None where it is unknown."""
        return self.conclusion.platform

    def missing(self, fact: str) -> Missing:
        """An unknown fact with the ways to observe it in this case."""
        spec = vocabulary()[fact]
        how = self.filler.how(spec.observers(self.platform))
        return Missing(fact=fact, title=spec.title, how=how)

    def observed(self, fact: str) -> tuple[str, ...]:
        """The observed facts that a fact rests on: itself, unless it was derived."""
        if fact not in self.basis:
            return (fact,)
        return tuple(below for base in self.basis[fact] for below in self.observed(base))

    def sight(self, fact: str) -> Seen:
        """A known fact with its value and its source in words."""
        observation = self.known[fact]
        return Seen(
            fact=fact, value=show(observation.value), source=source_in_words(self.case, fact, observation.source)
        )

    def reason(self, cause: Cause) -> str:
        """Why the cause has its verdict, in a sentence."""
        fired = self.fired.get(cause.id, [])
        against = [r.words for r in fired if r.kind == "rules_out"]
        signs = [r.words for r in fired if r.kind != "rules_out"]
        match self.verdicts[cause.id]:
            case "ruled_out" if against:
                return f"excluded, because {against[0]}"
            case "ruled_out":
                return "each sign of it was checked and is absent"
            case "possible" if against:
                return f"the evidence contradicts itself: {signs[0]}, yet {against[0]}"
            case "possible":
                return "nothing speaks for or against it yet"
            case verdict:
                word = "established by" if verdict == "confirmed" else "suggested by"
                return f"{word} {'; and by '.join(signs)}"

    def text(self, fact: str) -> str | None:
        """A fact's value as text; None where it is unknown."""
        observation = self.known.get(fact)
        return str(observation.value) if observation else None

    def outcome(self, cause: Cause, rule: Rule) -> RuleState:
        """What became of a rule of the cause."""
        if rule in self.fired.get(cause.id, ()):
            return "fired"
        return "failed" if self.state(rule) is Truth.FAILS else "open"
