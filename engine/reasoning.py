"""From conclusions to explanations, with the names, values and sources of one case.

`Reasoning` holds everything concluded about one case and answers why, why not, what is missing and what if; its
`diagnosis()` is the result for users. It never changes; a changed case gets a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ..facts.case import Case, Source
from ..facts.declaration import nearest
from ..facts.errors import UsageError
from .assessment import Assessment
from .conditions import show
from .headline import headline_of
from .knowledge import SPEAKS, Cause, Rule
from .plan import next_checks
from .proof import proof_of
from .reasons import MOST_WORDS, absent_signs, against_of, read_of, reasons_of, said_of
from .remarks import contradictions, notes
from .result import (
    AlsoWrong,
    CaseName,
    CheckedCondition,
    CheckedRule,
    Diagnosis,
    Explanation,
    Missing,
    RuledOut,
    Seen,
    Why,
)


class Reasoning(Assessment):
    """All that follows from one case, told to people. Raises EngineError where a rule fails."""

    def _missing(self, cause: Cause) -> tuple[Missing, ...]:
        return tuple(self.missing(fact) for fact in self.missing_facts(cause))

    # -- results ----------------------------------------------------------------------------------------------

    def diagnosis(self, proof: bool = False, earlier: Sequence[Case] = ()) -> Diagnosis:
        """The ranked explanations, what is ruled out, what to check next, and remarks; with a proof where wanted.

        With `earlier` cases of the same VM also what changed; raises InputError where one is of another VM.
        """
        known_code = self.code or self.foreign
        changes = None
        if earlier:
            from .comparing import changes_of  # few ask for it

            changes = changes_of(self, earlier)
        return Diagnosis(
            kb_version=self.kb.version,
            case=CaseName(
                id=self.case.id,
                vm=self.text(self.kb.name_facts[0]),
                resource_group=self.text(self.kb.name_facts[1]),
                subscription=self.text(self.kb.name_facts[2]),
                error_code=known_code.code if known_code else self.given,
                error_title=known_code.title if known_code else None,
            ),
            read=read_of(self),
            headline=headline_of(self),
            explanations=tuple(self._explanation(n, c) for n, c in enumerate(self.ranked, 1)),
            also_wrong=tuple(self._also_wrong(c) for c in self.conclusion.also_wrong),
            ruled_out=tuple(self._ruled_out(c) for c in self.conclusion.excluded),
            next_checks=next_checks(self, self.case.unanswered),
            after_repair=self.filler.step(self.kb.retry) if self.kb.retry else None,
            contradictions=self.contradictions(),
            notes=tuple(notes(self)),
            changes=changes,
            proof=proof_of(self) if proof else None,
        )

    @cached_property
    def _place(self) -> dict[str, int]:
        """The place of each candidate that is not excluded, by the cause's id."""
        return {c.id: n for n, c in enumerate(self.ranked)}

    def _explanation(self, rank: int, cause: Cause) -> Explanation:
        fired = self.fired.get(cause.id, [])
        place = self._place
        return Explanation(
            rank=rank,
            cause=cause.id,
            family=cause.family,
            family_title=self.kb.family[cause.family].title,
            title=cause.title,
            verdict=self.verdicts[cause.id],
            pack=cause.pack,
            kind="effect" if cause.effect else "root",
            was_so=self.conclusion.weighed[cause.id].was_so,
            listed=self.listed(cause),
            health_check=self.kb.family[cause.family].health_step is not None,
            explanation=cause.explanation,
            resembles=self.resembling.get(cause.id, ())[:MOST_WORDS],
            because=self._seen([r for r in fired if r.kind in SPEAKS]),
            reasons=reasons_of(self, cause),
            against=self._seen([r for r in fired if r.kind == "rules_out"]),
            missing=self._missing(cause),
            leads_to=tuple(b for a, b in self.conclusion.chains if a == cause.id and place[a] < place[b]),
            follows_from=tuple(a for a, b in self.conclusion.chains if b == cause.id and place[a] < place[b]),
            document_note=cause.today,
            remedy=self.filler.remedy(cause.remedy),
            sources=tuple(str(s) for s in cause.sources),
            links=tuple(dict.fromkeys(s.url for s in cause.sources if s.url)),
        )

    def _also_wrong(self, cause: Cause) -> AlsoWrong:
        seen = self._seen([r for r in self.fired.get(cause.id, ()) if r.kind == "confirms"])
        return AlsoWrong(
            cause=cause.id,
            family=cause.family,
            title=cause.title,
            pack=cause.pack,
            reason=self.reason(cause),
            because=seen,
            remedy=self.filler.remedy(cause.remedy),
        )

    def _ruled_out(self, cause: Cause) -> RuledOut:
        fired = [r for r in self.fired.get(cause.id, ()) if r.kind == "rules_out"]
        seen = self._seen(fired) or self._absent_signs(cause)
        return RuledOut(
            cause=cause.id,
            family=cause.family,
            title=cause.title,
            pack=cause.pack,
            reason=self.reason(cause),
            because=seen,
        )

    def _absent_signs(self, cause: Cause) -> tuple[Seen, ...]:
        return tuple(self.sight(fact) for fact in absent_signs(self, cause))

    def _seen(self, rules: list[Rule]) -> tuple[Seen, ...]:
        """The facts that the rules matched; for a derived one, those that it rests on."""
        facts = (f for rule in rules for c in rule.conditions for f in self.observed(c.fact))
        return tuple(self.sight(fact) for fact in dict.fromkeys(facts))

    def contradictions(self) -> tuple[str, ...]:
        """What contradicts itself: sources that disagree, and facts that cannot all be true."""
        return tuple(contradictions(self))

    # -- questions about the result ---------------------------------------------------------------------------

    def cause(self, cause_id: str) -> Cause:
        """The cause of this id, a former one included. Raises UsageError that names the nearest valid id."""
        found = self.kb.by_any_id.get(cause_id)
        if found is None:
            guess = nearest(cause_id, list(self.kb.by_id))
            hint = f"did you mean {guess}?" if guess else "`backupdx kb list` shows them"
            raise UsageError(f"unknown cause {cause_id!r}; {hint}")
        return found

    def why(self, cause_id: str) -> Why:
        """Why the cause has its verdict, or lacks another: every rule with what it needs and what was seen.

        Raises UsageError for an unknown cause.
        """
        cause = self.cause(cause_id)
        rules = [
            CheckedRule(
                rule=rule.id,
                kind=rule.kind,
                state=self.outcome(cause, rule),
                conditions=tuple(self._checked(c, rule.needed) for c in rule.conditions),
            )
            for rule in self.kb.rules_of(cause)
        ]
        return Why(
            cause=cause.id,
            title=cause.title,
            verdict=self.verdicts[cause.id],
            reason=self.reason(cause),
            said=said_of(self, cause),
            speaks_for=reasons_of(self, cause),
            speaks_against=against_of(self, cause),
            rules=tuple(rules),
            missing=self._missing(cause),
            sources=tuple(str(s) for s in cause.sources),
        )

    def _checked(self, condition: Any, needed: str) -> CheckedCondition:
        observation = self.known.get(condition.fact)
        return CheckedCondition(
            fact=condition.fact,
            needed=needed or condition.needed,
            truth=condition.truth(self.known).value,
            value=show(observation.value) if observation else None,
            source=str(observation.source) if observation else "",
        )

    def what_if(self, facts: dict[str, Any]) -> Reasoning:
        """The reasoning, were these facts so (path -> value; None: unknown). Raises InputError for impossible ones."""
        return Reasoning(self.kb, self.case.with_facts(facts, Source(kind="supposed")))
