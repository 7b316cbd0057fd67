"""What the rules conclude of one case, with the names, values and sources of its facts.

`Assessment` is what questions, proofs and remarks look at; `Reasoning` (reasoning.py) makes explanations of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from ..facts.case import Case, Known, Observation
from ..facts.power import set_to_the_failure
from ..facts.summaries import STATES_TOLD
from ..facts.timing import DONE, MENDED, doubts_of, of_another_time, seen_before
from ..facts.vocabulary import vocabulary
from .compiled import compiled
from .conclusion import Conclusion
from .conditions import Truth, show
from .data import RuleState
from .filling import Filler
from .inference import Inferred, infer
from .knowledge import SPEAKS, Cause, Contradiction, ErrorCode, KnowledgeBase, Rule
from .result import Missing, Seen
from .weighing import speaks

if TYPE_CHECKING:
    from .likeness import Heard

Inference = Callable[[Mapping[str, Observation]], Inferred]


class RuleInput(NamedTuple):
    """What the rules see of a case, sources aside.

    `given` is the error code as the case has it, `code` the known one that it is, `foreign` the one of another
    operation. `doubts` tell by fact, in words, why it may not have been so when this VM's backup failed; `past` are the
    facts that were seen at another time.
    """

    known: Known
    given: str | None
    code: ErrorCode | None
    foreign: ErrorCode | None
    doubts: Mapping[str, str]
    past: frozenset[str]


def rule_input(kb: KnowledgeBase, case: Case) -> RuleInput:
    """The case's facts, with the platform that its code implies.

    A code that is not known, or of another operation, tells nothing of this failure: the code counts as unknown.
    """
    known = case.known()
    set_to_the_failure(case, known)
    told = known.values.get(kb.code_fact)
    given = None if told is None else str(told)
    code, foreign = kb.code.get(given or ""), kb.foreign_code.get(given or "")
    if code is None:
        known.values.pop(kb.code_fact, None)
    elif code.platform and kb.platform_fact not in known.values:
        known.values[kb.platform_fact], known.bases[kb.platform_fact] = code.platform, kb.code_fact
    doubts = doubts_of(case, known)
    values = known.values
    past = frozenset(fact for fact, doubt in doubts.items() if of_another_time(doubt))
    for rule in _excluding(kb, code.names if code else ()):
        for condition in rule.conditions:
            fact = condition.fact
            if doubts.get(fact, "").endswith((MENDED, DONE)):
                del doubts[fact]  # the code names the cause: it excludes nothing, and tells how it is now
            elif fact in values and condition.test(values[fact]) and (before := seen_before(case, known, fact)):
                doubts.setdefault(fact, before)  # the code says otherwise, and nobody has looked since
    for facts, each in _contradictions(kb):
        if facts <= values.keys() and facts.isdisjoint(past) and all(c.test(values[c.fact]) for c in each.conditions):
            for condition in each.conditions:
                if condition.fact != kb.code_fact:
                    doubts.setdefault(condition.fact, "contradicted by other facts")
    return RuleInput(known, given, code, foreign, doubts, past)


@lru_cache(maxsize=512)
def _excluding(kb: KnowledgeBase, causes: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules that exclude one of these causes."""
    named = (cause for cause in kb.causes if cause.id in causes)
    return tuple(rule for cause in named for rule in cause.rules if rule.kind == "rules_out")


@lru_cache(maxsize=8)
def _contradictions(kb: KnowledgeBase) -> tuple[tuple[frozenset[str], Contradiction], ...]:
    """The contradictions of a knowledge base, each with the facts that it is between."""
    return tuple((frozenset(c.fact for c in each.conditions), each) for each in kb.contradictions)


def observed_in(kb: KnowledgeBase, case: Case, given: RuleInput) -> Mapping[str, Observation]:
    """The observed facts that the rules see, with their sources."""
    observed = case.observations(given.known)
    if given.known.bases.get(kb.platform_fact) == kb.code_fact:
        observed[kb.platform_fact] = observed.pop(kb.platform_fact)  # what a code implies comes after what was seen
    return observed


class Assessment:
    """All that is concluded about one case. It never changes. Raises EngineError where a rule fails.

    `inference` may stand in for a run of experta, where it concludes the same (matching.py); `given` is what the rules
    see of the case, where the caller has it.
    """

    def __init__(
        self, kb: KnowledgeBase, case: Case, inference: Inference | None = None, given: RuleInput | None = None
    ) -> None:
        self.kb = kb
        self.case = case
        given = given or rule_input(kb, case)
        self.given, self.code, self.foreign, self.doubts = given.given, given.code, given.foreign, given.doubts
        self.past = given.past
        inferred = (inference or partial(infer, kb))(observed_in(kb, case, given))
        self.known: dict[str, Observation] = inferred.known
        self.fired = inferred.fired
        self.basis = inferred.basis
        self.clashes = inferred.clashes
        doubted = self.doubts.keys() | self._doubted_conclusions(inferred)
        self.filler = Filler(kb.placeholders, self.known, doubted, self.text(kb.platform_fact))
        masks = compiled(kb)
        self.conclusion = Conclusion(
            masks,
            masks.truths(self.known),
            self.known.keys(),
            self.fired,
            inferred.chains,
            self.code,
            self.text(kb.platform_fact),
            doubted=doubted,
            unknown_code=self.given is not None and self.code is None,
        )
        self.verdicts = self.conclusion.verdicts
        self._missing_of: dict[str, Missing] = {}  # by fact: most are missing of many causes

    # -- what follows from the pattern ------------------------------------------------------------------------

    @property
    def candidates(self) -> tuple[Cause, ...]:
        """The causes in question, in candidate order."""
        return self.conclusion.candidates

    @cached_property
    def ranked(self) -> tuple[Cause, ...]:
        """The candidates that are not ruled out, in rank order.

        It is the order of the conclusion; only what is possible is put in another order by what was told in words. The
        root that they firmly mean stands before effects which rest on words alone: nobody looked, and the root says
        more.
        """
        ranked = self.conclusion.ranked
        if not self.resembling and not (self._has_words and self.conclusion.on_one_system):
            return ranked
        ranked = (*ranked, *(c for c in self.conclusion.outside if c.id in self.resembling))
        place = {cause: n for n, cause in enumerate(self.resembling)}
        standing = [c for c in ranked if self.verdicts[c.id] != "possible"]
        possible = [c for c in ranked if self.verdicts[c.id] == "possible"]
        possible.sort(key=lambda c: (self.conclusion.group(c), place.get(c.id, len(place))))
        if ranked[: len(standing)] != tuple(standing):
            return ranked
        if standing and possible and all(map(self._is_told_effect, standing)) and self._is_meant(possible[0]):
            return (possible[0], *standing, *possible[1:])
        return (*standing, *possible)

    def _is_meant(self, cause: Cause) -> bool:
        """Whether words mean this root, and say much of it."""
        if cause.effect or cause.id not in self.resembling or self._heard is None:
            return False
        from .likeness import firmly_like  # few cases have words

        return firmly_like(self.kb, self._heard, self.code, cause)

    def _is_told_effect(self, cause: Cause) -> bool:
        """Whether a cause is an effect, and what speaks for it was told by a person, and seen by nobody."""
        speaking = [rule for rule in self.fired[cause.id] if rule.kind in SPEAKS]
        facts = {fact for rule in speaking for c in rule.conditions for fact in self.observed(c.fact)}
        return cause.effect and bool(facts & STATES_TOLD) and facts <= {*STATES_TOLD, self.kb.platform_fact}

    @cached_property
    def resembling(self) -> Mapping[str, tuple[str, ...]]:
        """The possible causes that a person's words resemble, the likest first, with the words that they share.

        It is a hint, and no evidence: the index knows words, not what is so.
        """
        if not self._has_words:
            return {}
        from .likeness import brought_forward  # few cases have words

        open_ones, others = (
            {c.id for c in causes if self.verdicts[c.id] == "possible"}
            for causes in (self.conclusion.ranked, self.conclusion.outside)
        )
        heard = self._heard
        if heard is None:
            return {}
        return {each.cause: each.words for each in brought_forward(self.kb, heard, self.code, open_ones, others)}

    @cached_property
    def _heard(self) -> Heard | None:
        from .likeness import heard_of  # few cases have words

        return heard_of(self.case, self.code)

    @property
    def _has_words(self) -> bool:
        error = self.case.error
        told = error.words is not None or error.printed is not None
        return told or (not speaks(self.code) and (error.message or error.inner_message) is not None)

    @property
    def outside(self) -> tuple[Cause, ...]:
        """The causes that are no candidates, and would be with evidence."""
        return tuple(c for c in self.conclusion.outside if c.id not in self.resembling)

    def listed(self, cause: Cause) -> bool | None:
        """Whether the document lists the cause for the error code; None where no code is known."""
        return self.conclusion.listed(cause)

    def missing_facts(self, cause: Cause) -> tuple[str, ...]:
        """The unknown observable facts that could change the cause's verdict, in rule order."""
        return self.conclusion.missing_facts(cause)

    def state(self, rule: Rule) -> Truth:
        """Whether all conditions of a rule hold, one of them fails, or it is open."""
        return self.conclusion.state(rule)

    def _doubted_conclusions(self, inferred: Inferred) -> set[str]:
        """The derived facts that rest on doubted ones, whichever derivation is taken."""
        if not self.doubts:
            return set()
        by_fact: dict[str, list[bool]] = {}
        for each in inferred.derived:
            by_fact.setdefault(each.fact, []).append(any(c.fact in self.doubts for c in each.conditions))
        return {fact for fact, doubted in by_fact.items() if all(doubted)}

    @property
    def platform(self) -> str | None:
        """The guest's operating system, None where it is unknown."""
        return self.conclusion.platform

    def missing(self, fact: str) -> Missing:
        """An unknown fact with the ways to observe it in this case."""
        if fact not in self._missing_of:
            spec = vocabulary()[fact]
            how = self.filler.how(spec.observers(self.platform))
            self._missing_of[fact] = Missing(fact=fact, title=spec.title, how=how)
        return self._missing_of[fact]

    def observed(self, fact: str) -> tuple[str, ...]:
        """The observed facts that a fact rests on: itself, unless it was derived."""
        if fact not in self.basis:
            return (fact,)
        return tuple(below for base in self.basis[fact] for below in self.observed(base))

    def sight(self, fact: str) -> Seen:
        """A known fact with its value, its source in words, and what is doubtful of it."""
        observation, doubt = self.known[fact], self.doubts.get(fact, "")
        source = f"{observation.source}, {doubt}".removeprefix(", ") if doubt else str(observation.source)
        return Seen(fact=fact, value=show(observation.value), source=source)

    def reason(self, cause: Cause) -> str:
        """Why the cause has its verdict, in a sentence."""
        fired = self.fired.get(cause.id, [])
        against = [r.words for r in fired if r.kind == "rules_out"]
        signs = [r.words for r in fired if r.kind in SPEAKS]
        if self.conclusion.weighed[cause.id].was_so:
            return "the error code says that it was so when the backup failed; it is seen to be well now"
        match self.verdicts[cause.id]:
            case "out_of_scope" if self.code is not None and not self.kb.in_scope(cause, self.code):
                return f"{self.code.code} is not a code that this causes"
            case "out_of_scope":
                return "the failed step does without the agent"
            case "ruled_out" if against:
                return f"excluded, because {against[0]}"
            case "ruled_out":
                return "each sign of it was checked and is absent"
            case "possible" if against and signs:
                return f"the evidence contradicts itself: {signs[0]}, yet {against[0]}"
            case "possible" if signs:
                return f"common where it is at work, and no proof: {'; '.join(signs)}"
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
