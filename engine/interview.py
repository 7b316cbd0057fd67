"""The interview: which question comes next, what an answer changes, and when there is nothing left to ask.

There is no terminal in it; the command line is one of its users. Every answer makes a new case, and the diagnosis at
any moment is the one that the same facts give anywhere else. A session is its case: saved as a fact file and read
again, it goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from ..facts.case import PASTED, Case, Source
from ..facts.declaration import FactSpec
from ..facts.errors import UsageError
from ..facts.vocabulary import spec_of, vocabulary
from .answers import answers_of
from .bundles import Bundle, State
from .knowledge import KnowledgeBase
from .plan import Item, Plan, check
from .reasoning import Reasoning
from .result import Diagnosis, How

NoAnswer = Literal["unknown", "not_applicable"]
# Why an interview ends by itself: what is first is confirmed, or likely and nothing cheap is left that could overturn
# it; what remains would seldom help; some questions in a row could not be answered; it has asked as many as people
# bear; nothing that is left could change the ranking.
Ending = Literal["confirmed", "likely", "seldom", "unknown", "long", "nothing"]
LEAST_CHANCE = 0.004  # that a question brings a cause forward: below it asking is not worth a person's time,
LEAST_BESIDE = 0.03  # and below this where the first cause is likely already
IN_A_ROW = 6  # questions that could not be answered
LONGEST = 15  # questions in one sitting


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the fact, what to ask, which answers there are, how to find out, and which causes it is about.

    `kind` and `choices` are those of the fact (`bool`, `choice`, `integer`, ...); `unit` is empty where there is none;
    `words` are other spellings of choices.
    A question about several facts (`covers`; `fact` is one of them) has the kind of its bundle: `states`, which are
    seen, or `lines` and `output`, a text. Its answer is given with `tell`.
    """

    fact: str
    text: str
    kind: str
    choices: tuple[str, ...]
    unit: str
    how: tuple[How, ...]
    settles: tuple[str, ...]
    covers: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


class Interview:
    """Questions about one case, in the order of the greatest expected saving.

    `prepare` is applied to the case before reasoning (the library recognises error codes with it).
    """

    def __init__(
        self,
        kb: KnowledgeBase,
        case: Case,
        prepare: Callable[[Case], Case] = lambda case: case,
        bundles: tuple[Bundle, ...] = (),
    ) -> None:
        self._kb = kb
        self._bundles = bundles
        self._prepare = prepare
        self._case = case
        told = [f for f, s in case.provenance.items() if s.kind == "answer"]
        self._asked: list[tuple[str, ...]] = [(f,) for f in (*told, *case.unanswered)]
        self._last = ""
        self._sitting = self._in_a_row = 0  # questions since it began or went on, and those at last without an answer
        self._patient = False
        self._made: Plan | None = None
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
    def ending(self) -> Ending | None:
        """Why it ends here by itself; None while the next question is worth asking, or after `go_on`."""
        if not self._patient and self.settled:
            return "confirmed"
        if self._opening() is None and not self._plan().items:
            return "nothing"
        return None if self._patient else self._enough()

    def _enough(self) -> Ending | None:
        if self._sitting >= LONGEST:
            return "long"
        if self._in_a_row >= IN_A_ROW:
            return "unknown"
        promise = max((item.chance for item in self._plan().items), default=0.0)
        if self._is_likely and promise < LEAST_BESIDE:
            return "likely"
        return "seldom" if self._opening() is None and promise < LEAST_CHANCE else None

    @property
    def sitting(self) -> int:
        """How many questions were asked since it began or was gone on with."""
        return self._sitting

    @property
    def in_a_row(self) -> int:
        """How many questions at last were not answered."""
        return self._in_a_row

    def resume(self, sitting: int, in_a_row: int) -> None:
        """Go on with a sitting that was held elsewhere, after so many questions."""
        self._sitting, self._in_a_row, self._made = sitting, in_a_row, None

    @property
    def to_go(self) -> int:
        """About how many questions are still to come: half of those that are worth it now; answers settle others."""
        least = 0.0 if self._patient else LEAST_BESIDE if self._is_likely else LEAST_CHANCE
        worth_it = sum(item.chance >= least for item in self._plan().items) + (self._opening() is not None)
        return max(1, min((worth_it + 1) // 2, worth_it if self._patient else LONGEST - self._sitting))

    @property
    def _is_likely(self) -> bool:
        """Whether the first cause is likely, and no effect whose root is open."""
        first = next(iter(self._reasoning.ranked), None)
        if first is None or self._reasoning.verdicts[first.id] != "likely":
            return False
        return first.id not in self._reasoning.conclusion.rootless

    def add(self, facts: Mapping[str, Any], source: Source | None = None) -> None:
        """Take facts that a person told without being asked. Raises InputError as `answer` does.

        `source` is where they come from, where it is not the person's own word (see `pasted`).
        """
        source = source or _answered()
        case = self._case.with_facts(dict(facts), source)
        self._change(case, next(iter(facts)), tuple(facts), answered=True)
        self._sitting -= 1

    def go_on(self) -> None:
        """Ask on, as long as any answer could change the ranking."""
        self._patient, self._made = True, None

    @property
    def remaining(self) -> tuple[Question, ...]:
        """Every question that could still change the ranking, best first, whether it ends here or not."""
        plan = self._plan()
        return tuple(self._of_item(item, plan) for item in plan.items)

    def next_question(self) -> Question | None:
        """The question that is worth most; None where it ends (`ending` tells why)."""
        if self.ending is not None:
            return None
        opening, plan = self._opening(), self._plan()
        if opening is not None:
            return self._question(opening, plan)
        return self._of_item(plan.items[0], plan)

    def _opening(self) -> str | None:
        """What is asked first, as long as it is open."""
        closed = self._closed
        return next((f for f in self._openings() if f not in self._reasoning.known and f not in closed), None)

    def _of_item(self, item: Item, plan: Plan) -> Question:
        question = self._question(item.fact, plan)
        if item.bundle is None:
            return question
        bundle = item.bundle
        return replace(
            question,
            text=bundle.question,
            kind=bundle.kind,
            choices=tuple(s.words for s in bundle.states),
            unit="",
            how=self._reasoning.filler.how(bundle.how),
            covers=bundle.facts,
            states=bundle.states,
        )

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
        source = _answered()
        self._change(_without(self._case, fact).with_facts({fact: value}, source), spec_of(fact).path, answered=True)

    def tell(self, question: Question, facts: Mapping[str, Any], source: Source | None = None) -> None:
        """Take all that one look told for a question that covers several facts. Raises InputError as `answer` does.

        What it covers and does not tell is not asked again: of states all of it, of lines the one that led to it.
        `source` as for `add`.
        """
        source = source or _answered()
        case = self._case
        for fact in (question.fact, *facts):
            case = _without(case, fact)
        case = case.with_facts(dict(facts), source)
        told = {path for path, _ in case.stated()}
        open_ones = question.covers if question.kind == "states" else (question.fact,)
        unanswered = {fact: "unknown" for fact in open_ones if fact not in told}
        case = case.model_copy(update={"unanswered": {**case.unanswered, **unanswered}})
        self._change(case, question.fact, tuple(dict.fromkeys((*facts, *unanswered))), answered=bool(facts))

    def unknown(self, fact: str) -> None:
        """Take `I don't know`: the fact is not asked again, and counts as unknown."""
        self._leave(fact, "unknown")

    def not_applicable(self, fact: str) -> None:
        """Take `does not apply here`: the fact is not asked again, and counts as unknown."""
        self._leave(fact, "not_applicable")

    def back(self) -> str | None:
        """Take the last answer back; returns its fact, which is then open again, or None where there is none."""
        while self._asked:
            step = self._asked.pop()
            for fact in step:
                self._case = _without(self._case, fact)
            self._last, self._made = "", None
            self._sitting, self._in_a_row = max(0, self._sitting - 1), 0
            self._reasoning = Reasoning(self._kb, self._prepare(self._case))
            for fact in step:
                if vocabulary()[fact].askable:
                    return fact  # else it was given along with the answer before it, which goes too
        return None

    def contradictions(self) -> tuple[str, ...]:
        """What in the case contradicts itself, each in a sentence."""
        return self._reasoning.contradictions()

    def _leave(self, fact: str, how: NoAnswer) -> None:
        path = spec_of(fact).path
        bundle = next((i.bundle for i in self._plan().items if i.fact == path), None)
        step = bundle.facts if bundle is not None and bundle.kind == "states" else (path,)
        case = _without(self._case, path)
        unanswered = {**case.unanswered, **dict.fromkeys(step, how)}
        case = case.model_copy(update={"unanswered": unanswered})
        self._change(case, path, step, answered=how == "not_applicable")

    def _change(self, case: Case, fact: str, step: tuple[str, ...] = (), *, answered: bool) -> None:
        reasoning = Reasoning(self._kb, self._prepare(case))
        self._case, self._reasoning, self._last, self._made = case, reasoning, fact, None
        self._sitting += 1
        self._in_a_row = 0 if answered else self._in_a_row + 1
        step = step or (fact,)
        kept = (tuple(f for f in old if f not in step) for old in self._asked)
        self._asked = [*filter(None, kept), step]

    def _plan(self) -> Plan:
        if self._made is not None:
            return self._made
        steps = [f for step in self._asked if (f := next((f for f in step if vocabulary()[f].askable), ""))]
        asked = [f for step in self._asked for f in step if vocabulary()[f].askable]  # the others came with an answer
        last, bundles = self._last, self._bundles
        self._made = Plan(self._reasoning, self._closed, asked, last, bundles, len(steps), as_page=self._patient)
        return self._made

    @property
    def _closed(self) -> set[str]:
        """The facts that are not asked: given up, or stated (a code of another operation is, and is not known).

        What else one look could tell is asked where somebody told one thing of it in words, and not twice.
        """
        told = {fact for fact, _ in self._case.stated()}
        answered = {fact for fact in told if self._case.source_of(fact).kind == "answer"}
        looked = (
            b.facts
            for b in self._bundles
            if b.kind != "states"
            if not self._case.unanswered.keys().isdisjoint(b.facts)
            or len(answered.intersection(b.facts)) > (b.kind == "output")
        )
        return {*self._case.unanswered, *told, *(fact for facts in looked for fact in facts)}

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
            words=spec.words,
        )

    def _words(self, spec: FactSpec) -> tuple[str, ...]:
        """The words that an answer can be; for a list, those that a rule looks for."""
        if spec.kind == "list":
            values = answers_of(self._kb).values.get(spec.path, [])
            return tuple(dict.fromkeys(word for value in values for word in value if not word.startswith("(")))
        if spec.path == self._kb.code_fact:
            return tuple(self._kb.code)
        return spec.choices


def _without(case: Case, fact: str) -> Case:
    """The case without an answer to this fact."""
    path = spec_of(fact).path
    if case.source_of(path).kind == "answer":
        case = case.with_facts({path: None})
        provenance = {f: s for f, s in case.provenance.items() if f != path}
        case = case.model_copy(update={"provenance": provenance})
    return case.model_copy(update={"unanswered": {f: h for f, h in case.unanswered.items() if f != path}})


def _answered() -> Source:
    """Where an answer comes from that a person gives now."""
    return Source(kind="answer", observed_at=datetime.now(UTC).replace(microsecond=0))


def pasted(other_name: bool) -> Source:
    """Where facts come from that stand in a text which a person pastes now.

    `other_name`: it was taken on a machine whose name is not that of the VM.
    """
    return _answered().model_copy(update={"place": PASTED, "other_name": other_name})
