"""From fired rules to verdicts, ranking and explanations.

`Reasoning` holds everything concluded about one case and answers why, why not, what is missing and what if; its
`diagnosis()` is the result for users. It never changes; a changed case gets a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from typing import Any

from ..facts.case import Case, Observation, Source, vocabulary
from ..facts.declaration import nearest
from ..facts.errors import UsageError
from ..facts.staleness import in_words, staleness
from .conditions import Truth, show
from .domains import used_facts
from .filling import Filler
from .inference import infer
from .knowledge import Cause, KnowledgeBase, Rule
from .page import listed_causes
from .plan import next_checks
from .result import (
    VERDICTS,
    CaseName,
    CheckedCondition,
    CheckedRule,
    Diagnosis,
    Explanation,
    Missing,
    RuledOut,
    Seen,
    Verdict,
    Why,
)


class Reasoning:
    """All that follows from one case. Raises EngineError where a rule fails."""

    def __init__(self, kb: KnowledgeBase, case: Case) -> None:
        self.kb = kb
        self.case = case
        observed = case.observations()
        given = observed.get(kb.code_fact)
        self.code = kb.code.get(str(given.value)) if given else None
        self.foreign = kb.foreign_code.get(str(given.value)) if given else None
        inferred = infer(kb, self._with_what_the_code_says(observed))
        self.known: dict[str, Observation] = inferred.known
        self._fired = inferred.fired
        self._basis = inferred.basis
        self._clashes = inferred.clashes
        self.filler = Filler(kb.placeholders, self.known)
        self.verdicts: dict[str, Verdict] = {c.id: self._verdict(c) for c in kb.in_order}
        standing = {c for c, v in self.verdicts.items() if v in ("confirmed", "likely")}
        self._chains = sorted((a, b) for a, b in inferred.chains if {a, b} <= standing)

    def _with_what_the_code_says(self, observed: dict[str, Observation]) -> dict[str, Observation]:
        """The observations with the platform that the code implies, and without a code of another operation."""
        code, platform = self.kb.code_fact, self.kb.platform_fact
        if self.foreign is not None:  # it tells nothing of this operation: the code counts as unknown
            return {fact: o for fact, o in observed.items() if fact != code}
        if self.code is None or not self.code.platform or platform in observed:
            return observed
        source = Source(kind="summary", file=observed[code].source.file, place=code)
        return {**observed, platform: Observation(platform, self.code.platform, source)}

    # -- verdicts ---------------------------------------------------------------------------------------------

    def state(self, rule: Rule) -> Truth:
        """Whether all conditions of a rule hold, one of them fails, or it is open."""
        truths = [c.truth(self.known) for c in rule.conditions]
        if Truth.FAILS in truths:
            return Truth.FAILS
        return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.HOLDS

    def _verdict(self, cause: Cause) -> Verdict:
        fired = self._fired.get(cause.id, ())
        kinds = {self._weight_of(rule) for rule in fired}
        if {"confirms", "rules_out"} <= kinds:
            return "possible"  # evidence against itself establishes nothing; said in the notes
        if "confirms" in kinds:
            return "confirmed"
        if "rules_out" in kinds or self._all_signs_absent(cause):
            return "ruled_out"
        return "likely" if "suggests" in kinds else "possible"

    def _weight_of(self, rule: Rule) -> str:
        """The kind of a rule's evidence; what was observed long before the failure establishes nothing."""
        old = rule.kind == "confirms" and any(
            (distance := self.staleness(fact)) is not None and distance < timedelta(0)
            for condition in rule.conditions
            for fact in self._observed(condition.fact)
        )
        return "suggests" if old else rule.kind

    def staleness(self, fact: str) -> timedelta | None:
        """How long after the failure (negative: before it) a stale fact was observed; None for another one."""
        observation = self.known.get(fact)
        return staleness(self.case, fact, observation.source) if observation else None

    def _all_signs_absent(self, cause: Cause) -> bool:
        positive = (r for r in cause.numbered_rules if r.kind != "rules_out")
        return all(self.state(rule) is Truth.FAILS for rule in positive)

    # -- candidates and ranking -------------------------------------------------------------------------------

    @cached_property
    def candidates(self) -> tuple[Cause, ...]:
        """The causes in question, in candidate order: listed for the code, health checks, others with evidence."""
        if self.code is None:
            return self.kb.in_order
        others = [c for c in self.kb.in_order if self._speaks_for(c)]
        return tuple({c.id: c for c in (*listed_causes(self.kb, self.code.code), *others)}.values())

    def _speaks_for(self, cause: Cause) -> bool:
        return any(r.kind != "rules_out" for r in self._fired.get(cause.id, ()))

    def listed(self, cause: Cause) -> bool | None:
        """Whether the document lists the cause for the error code; None where no code is known."""
        return None if self.code is None else cause.family in self.code.families

    @cached_property
    def ranked(self) -> tuple[Cause, ...]:
        """The candidates that are not ruled out: by verdict, then candidate order, a root before what follows."""
        place = {c.id: n for n, c in enumerate(self.candidates)}
        open_ones = [c for c in self.candidates if self.verdicts[c.id] != "ruled_out"]
        open_ones.sort(key=lambda c: (VERDICTS.index(self.verdicts[c.id]), place[c.id]))
        return tuple(self._roots_first(open_ones))

    @cached_property
    def outside(self) -> tuple[Cause, ...]:
        """The causes that are no candidates, and would be with evidence: none excludes them yet."""
        inside = {c.id for c in self.candidates}
        return tuple(c for c in self.kb.in_order if c.id not in inside and self.verdicts[c.id] != "ruled_out")

    def _roots_first(self, ranked: list[Cause]) -> list[Cause]:
        """Stable: a cause moves only behind a root of the same verdict that it follows from."""
        result: list[Cause] = []
        waiting = list(ranked)
        while waiting:
            held = {c.id: self.verdicts[c.id] for c in waiting}
            ready = next(
                (
                    c
                    for c in waiting
                    if not any(b == c.id and held.get(a) == self.verdicts[c.id] for a, b in self._chains)
                ),
                waiting[0],
            )
            waiting.remove(ready)
            result.append(ready)
        return result

    # -- missing facts ----------------------------------------------------------------------------------------

    def missing_facts(self, cause: Cause) -> tuple[str, ...]:
        """The unknown observable facts that could change the cause's verdict, in rule order."""
        verdict = self.verdicts[cause.id]
        if verdict in ("confirmed", "ruled_out"):
            return ()
        useful = {"confirms", "rules_out"} if verdict == "likely" else {"confirms", "suggests", "rules_out"}
        facts: dict[str, None] = {}
        for rule in cause.numbered_rules:
            if rule.kind in useful and self.state(rule) is Truth.UNKNOWN:
                for condition in rule.conditions:
                    facts.update((f, None) for f in self._lacking(condition.fact))
        platform = self.platform or self._platform_of(cause)
        return tuple(f for f in facts if vocabulary()[f].os in (None, platform) or platform is None)

    def _lacking(self, fact: str) -> Iterator[str]:
        """The unknown observable facts behind a fact, by the derivations that can still conclude it."""
        if fact in self.known:
            return
        if fact not in self.kb.deriving:
            yield fact
        for derivation in self.kb.deriving.get(fact, ()):
            if all(c.truth(self.known) is not Truth.FAILS for c in derivation.conditions):
                for condition in derivation.conditions:
                    yield from self._lacking(condition.fact)

    @property
    def platform(self) -> str | None:
        """The guest's operating system, None where it is unknown."""
        return self._text(self.kb.platform_fact)

    def _platform_of(self, cause: Cause) -> str | None:
        """The only operating system that a cause applies to."""
        bound = cause.applies is not None and cause.applies.fact == self.kb.platform_fact
        return str(cause.applies.literal) if bound and cause.applies is not None else None

    def _missing(self, cause: Cause) -> tuple[Missing, ...]:
        return tuple(self.missing(fact) for fact in self.missing_facts(cause))

    def missing(self, fact: str) -> Missing:
        """An unknown fact with the ways to observe it in this case."""
        spec = vocabulary()[fact]
        how = self.filler.how(spec.observers(self.platform))
        return Missing(fact=fact, title=spec.title, how=how)

    # -- results ----------------------------------------------------------------------------------------------

    def diagnosis(self) -> Diagnosis:
        """The ranked explanations, what is ruled out, what to check next, and remarks."""
        excluded = [c for c in self.candidates if self.verdicts[c.id] == "ruled_out"]
        known_code = self.code or self.foreign
        return Diagnosis(
            kb_version=self.kb.version,
            case=CaseName(
                id=self.case.id,
                vm=self._text(self.kb.name_facts[0]),
                resource_group=self._text(self.kb.name_facts[1]),
                error_code=self.foreign.code if self.foreign else self._text(self.kb.code_fact),
                error_title=known_code.title if known_code else None,
            ),
            explanations=tuple(self._explanation(n, c) for n, c in enumerate(self.ranked, 1)),
            ruled_out=tuple(self._ruled_out(c) for c in excluded),
            next_checks=next_checks(self, self.case.unanswered),
            after_repair=self.filler.step(self.kb.retry) if self.kb.retry else None,
            notes=tuple(self._notes()),
        )

    def _explanation(self, rank: int, cause: Cause) -> Explanation:
        fired = self._fired.get(cause.id, [])
        place = {c.id: n for n, c in enumerate(self.ranked)}
        return Explanation(
            rank=rank,
            cause=cause.id,
            family=cause.family,
            family_title=self.kb.family[cause.family].title,
            title=cause.title,
            verdict=self.verdicts[cause.id],
            listed=self.listed(cause),
            health_check=self.kb.family[cause.family].health_step is not None,
            explanation=cause.explanation,
            because=self._seen([r for r in fired if r.kind != "rules_out"]),
            against=self._seen([r for r in fired if r.kind == "rules_out"]),
            missing=self._missing(cause),
            leads_to=tuple(b for a, b in self._chains if a == cause.id and place[a] < place[b]),
            follows_from=tuple(a for a, b in self._chains if b == cause.id and place[a] < place[b]),
            document_note=cause.today,
            remedy=self.filler.remedy(cause.remedy),
            sources=tuple(str(s) for s in cause.sources),
        )

    def _ruled_out(self, cause: Cause) -> RuledOut:
        fired = [r for r in self._fired.get(cause.id, ()) if r.kind == "rules_out"]
        seen = self._seen(fired) or self._absent_signs(cause)
        return RuledOut(
            cause=cause.id, family=cause.family, title=cause.title, reason=self._reason(cause), because=seen
        )

    def _reason(self, cause: Cause) -> str:
        fired = self._fired.get(cause.id, [])
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

    def _absent_signs(self, cause: Cause) -> tuple[Seen, ...]:
        failing = (
            fact
            for rule in cause.numbered_rules
            if rule.kind != "rules_out"
            for c in rule.conditions
            if c.truth(self.known) is Truth.FAILS
            for fact in self._observed(c.fact)
        )
        return tuple(self._sight(fact) for fact in dict.fromkeys(failing))

    def _seen(self, rules: list[Rule]) -> tuple[Seen, ...]:
        """The facts that the rules matched; for a derived one, those that it rests on."""
        facts = (f for rule in rules for c in rule.conditions for f in self._observed(c.fact))
        return tuple(self._sight(fact) for fact in dict.fromkeys(facts))

    def _observed(self, fact: str) -> tuple[str, ...]:
        if fact not in self._basis:
            return (fact,)
        return tuple(below for base in self._basis[fact] for below in self._observed(base))

    def _sight(self, fact: str) -> Seen:
        observation, distance = self.known[fact], self.staleness(fact)
        source = str(observation.source)
        if distance is not None:
            source = f"{source}, {in_words(distance)}".removeprefix(", ")
        return Seen(fact=fact, value=show(observation.value), source=source)

    def _notes(self) -> list[str]:
        notes = [*self.case.notes, *self.contradictions()]
        stale = [f for f in self.known if f in used_facts(self.kb) and self.staleness(f) is not None]
        if stale:
            notes.append(
                f"Stale, observed long before or after the failure: {', '.join(stale)}. Look again: it may have been "
                "otherwise when the backup failed."
            )
        given = self._text(self.kb.code_fact)
        if given and self.code is None:
            guess = nearest(given, list(self.kb.code), 0.85)
            notes.append(
                f"{given} is not among the error codes that backupdx knows"
                + (f"; did you mean {guess}?" if guess else ".")
                + " All causes are considered, in the order of the health checks."
            )
        if self.foreign is not None:
            notes.append(f"{self.foreign.note} All causes are considered, in the order of the health checks.")
        if self.code is not None and self.code.note:
            notes.append(self.code.note)
        if not self.known:
            notes.append("No fact is known: every cause is possible and none is shown to be the one.")
        return notes

    def contradictions(self) -> tuple[str, ...]:
        """What contradicts itself: sources that disagree, and facts that cannot all be true."""
        found = [str(c) for c in self.case.conflicts]
        found += [
            f"{each.text} ({', '.join(self._said(c.fact) for c in each.conditions)})"
            for each in self.kb.contradictions
            if all(c.truth(self.known) is Truth.HOLDS for c in each.conditions)
        ]
        if self.code is not None and self.code.platform not in ("", self.platform):
            found.append(
                f"{self.code.code} comes from a {self.code.platform} guest, yet {self._said(self.kb.platform_fact)}"
            )
        alien = [f for f in self.known if vocabulary()[f].os not in (None, self.platform)] if self.platform else []
        found += [f"Only a {vocabulary()[f].os} guest has {f}, yet {self._said(self.kb.platform_fact)}" for f in alien]
        found += [
            f"{cause.id}: {self._reason(cause)}"
            for cause in self.candidates
            if len({r.kind for r in self._fired.get(cause.id, ())} & {"confirms", "rules_out"}) == 2
        ]
        told = {c.fact for each in self.kb.contradictions for c in each.conditions}
        found += [
            f"The facts imply that {fact} is both yes and no; it counts as unknown"
            for fact in sorted(set(self._clashes))
            if not set(self.kb.basis_of(fact)) & told
        ]
        return tuple(found)

    def _said(self, fact: str) -> str:
        seen = self._sight(fact)
        return f"{fact} is {seen.value}" + (f", {seen.source}" if seen.source else "")

    def _text(self, fact: str) -> str | None:
        observation = self.known.get(fact)
        return str(observation.value) if observation else None

    # -- questions about the result ---------------------------------------------------------------------------

    def cause(self, cause_id: str) -> Cause:
        """The cause of this id. Raises UsageError that names the nearest valid id."""
        found = self.kb.by_id.get(cause_id)
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
        fired = {r.id for r in self._fired.get(cause.id, ())}
        rules = []
        for rule in cause.numbered_rules:
            failed = self.state(rule) is Truth.FAILS
            state = "fired" if rule.id in fired else "failed" if failed else "open"
            checked = tuple(self._checked(c) for c in rule.conditions)
            rules.append(
                CheckedRule.model_validate({"rule": rule.id, "kind": rule.kind, "state": state, "conditions": checked})
            )
        return Why(
            cause=cause.id,
            title=cause.title,
            verdict=self.verdicts[cause.id],
            reason=self._reason(cause),
            rules=tuple(rules),
            missing=self._missing(cause),
            sources=tuple(str(s) for s in cause.sources),
        )

    def _checked(self, condition: Any) -> CheckedCondition:
        observation = self.known.get(condition.fact)
        return CheckedCondition(
            fact=condition.fact,
            needed=condition.needed,
            truth=condition.truth(self.known).value,
            value=show(observation.value) if observation else None,
            source=str(observation.source) if observation else "",
        )

    def what_if(self, facts: dict[str, Any]) -> Reasoning:
        """The reasoning, were these facts so (path -> value; None: unknown). Raises InputError for impossible ones."""
        return Reasoning(self.kb, self.case.with_facts(facts, Source(kind="option", place="what if")))
