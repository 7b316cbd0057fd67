"""The interview: which question comes next, what an answer changes, and when there is nothing left to ask.

There is no terminal in it; the command line is one of its users. Every answer makes a new case, and the diagnosis at
any moment is the one that the same facts give anywhere else. A session is its case: saved as a fact file and read
again, it goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from ..facts.case import Case, Source
from ..facts.declaration import FactSpec
from ..facts.errors import UsageError
from ..facts.vocabulary import spec_of, vocabulary
from .answers import answers_of
from .knowledge import KnowledgeBase
from .plan import Plan, check
from .reasoning import Reasoning
from .result import Diagnosis, How

NoAnswer = Literal["unknown", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the fact, what to ask, which answers there are, how to find out, and which causes it is about.

    `kind` and `choices` are those of the fact (`bool`, `choice`, `integer`, ...); `unit` is empty where there is none.
    """

    fact: str
    text: str
    kind: str
    choices: tuple[str, ...]
    unit: str
    how: tuple[How, ...]
    settles: tuple[str, ...]


class Interview:
    """Questions about one case, in the order of the greatest expected saving.

    `prepare` is applied to the case before reasoning (the library recognises error codes with it).
    """

    def __init__(self, kb: KnowledgeBase, case: Case, prepare: Callable[[Case], Case] = lambda case: case) -> None:
        self._kb = kb
        self._prepare = prepare
        self._case = case
        self._asked = [f for f, s in case.provenance.items() if s.kind == "answer"] + list(case.unanswered)
        self._last = ""
        self._reasoning = Reasoning(kb, prepare(case))

    @property
    def case(self) -> Case:
        """The case as it stands; as a fact file it is the saved session."""
        return self._case

    @property
    def reasoning(self) -> Reasoning:
        """Everything that follows from the answers so far."""
        return self._reasoning

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis as it stands."""
        return self._reasoning.diagnosis()

    @property
    def settled(self) -> bool:
        """Whether the first explanation is confirmed, and no effect whose root is open: more questions can only find
        further causes.
        """
        ranked = self._reasoning.ranked
        if not ranked or self._reasoning.verdicts[ranked[0].id] != "confirmed":
            return False
        return ranked[0].id not in self._reasoning.conclusion.rootless

    @property
    def remaining(self) -> tuple[Question, ...]:
        """Every question that could still change the ranking, best first."""
        plan = self._plan()
        return tuple(self._question(fact, plan) for fact in plan.best())

    def next_question(self) -> Question | None:
        """The question with the greatest expected saving; None when nothing left to ask can change the ranking."""
        plan = self._plan()
        best = plan.best()
        for opening in self._openings():
            if opening not in self._reasoning.known and opening not in self._closed:
                return self._question(opening, plan)
        return self._question(best[0], plan) if best else None

    def _openings(self) -> Iterator[str]:
        """What is asked first: which causes there are, and in which order, hangs on the code, else on the operation."""
        yield self._kb.code_fact
        if self._reasoning.code is None and self._reasoning.foreign is None:
            told = self._kb.basis_of(self._kb.phase_fact)
            yield from (f for f in told if f != self._kb.code_fact and vocabulary()[f].askable)

    def question(self, fact: str) -> Question:
        """The question for one fact, whatever the plan says. Raises UnknownFact, and UsageError for one not asked."""
        spec = spec_of(fact)
        if not spec.askable:
            raise UsageError(f"{spec.path} is not a question; give it in a fact file")
        return self._question(spec.path, self._plan())

    def answer(self, fact: str, value: Any) -> None:
        """Take a person's answer. Raises InputError for an impossible one; nothing is changed then."""
        source = Source(kind="answer", observed_at=datetime.now(UTC).replace(microsecond=0))
        self._change(self._without(fact).with_facts({fact: value}, source), spec_of(fact).path)

    def unknown(self, fact: str) -> None:
        """Take `I don't know`: the fact is not asked again, and counts as unknown."""
        self._leave(fact, "unknown")

    def not_applicable(self, fact: str) -> None:
        """Take `does not apply here`: the fact is not asked again, and counts as unknown."""
        self._leave(fact, "not_applicable")

    def back(self) -> str | None:
        """Take the last answer back; returns its fact, which is then open again, or None where there is none."""
        while self._asked:
            fact = self._asked.pop()
            self._case = self._without(fact)
            self._last = ""
            self._reasoning = Reasoning(self._kb, self._prepare(self._case))
            if vocabulary()[fact].askable:
                return fact  # else it was given along with the answer before it, which goes too
        return None

    def contradictions(self) -> tuple[str, ...]:
        """What in the case contradicts itself, each in a sentence."""
        return self._reasoning.contradictions()

    def _leave(self, fact: str, how: NoAnswer) -> None:
        path = spec_of(fact).path
        case = self._without(path)
        unanswered = {**case.unanswered, path: how}
        self._change(case.model_copy(update={"unanswered": unanswered}), path)

    def _without(self, fact: str) -> Case:
        """The case without an answer to this fact."""
        path = spec_of(fact).path
        case = self._case
        if case.source_of(path).kind == "answer":
            case = case.with_facts({path: None})
            provenance = {f: s for f, s in case.provenance.items() if f != path}
            case = case.model_copy(update={"provenance": provenance})
        return case.model_copy(update={"unanswered": {f: h for f, h in case.unanswered.items() if f != path}})

    def _change(self, case: Case, fact: str) -> None:
        reasoning = Reasoning(self._kb, self._prepare(case))
        self._case, self._reasoning, self._last = case, reasoning, fact
        self._asked = [f for f in self._asked if f != fact] + [fact]

    def _plan(self) -> Plan:
        asked = [fact for fact in self._asked if vocabulary()[fact].askable]  # the others came with an answer
        return Plan(self._reasoning, self._closed, asked, self._last.partition(".")[0])

    @property
    def _closed(self) -> set[str]:
        """The facts that are not asked: given up, or stated (a code of another operation is, and is not known)."""
        return {*self._case.unanswered, *(fact for fact, _ in self._case.stated())}

    def _question(self, fact: str, plan: Plan) -> Question:
        spec: FactSpec = vocabulary()[fact]
        shown = check(self._reasoning, fact, plan.settles.get(fact, ()))
        return Question(
            fact=fact,
            text=shown.question,
            kind=spec.kind,
            choices=self._words(spec),
            unit=spec.unit,
            how=shown.how,
            settles=shown.settles,
        )

    def _words(self, spec: FactSpec) -> tuple[str, ...]:
        """The words that an answer can be; for a list, those that a rule looks for."""
        if spec.kind == "list":
            values = answers_of(self._kb).values.get(spec.path, [])
            return tuple(dict.fromkeys(word for value in values for word in value if not word.startswith("(")))
        if spec.path == self._kb.code_fact:
            return tuple(self._kb.code)
        return spec.choices
