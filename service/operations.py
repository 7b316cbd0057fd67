"""What every door can do, as functions of what is handed over. Pure: nothing is kept, printed, or read from disk."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from ..collect.choice import choice, for_people, missing_facts, names_of
from ..collect.scripts import RUN_IT, script_text
from ..engine.bundles import State
from ..engine.interview import LONGEST, Ending, Question
from ..engine.result import Diagnosis, Why
from ..facts.case import Case, Source, validated
from ..facts.declaration import nearest
from ..facts.earlier import same_vm
from ..facts.errors import InputError, UsageError
from ..facts.saving import plain_data
from ..facts.vocabulary import vocabulary
from ..kb.examples import examples_of
from ..kb.knowledge import knowledge_base
from ..kb.recognition import is_no_code, recognise
from ..kb.signs import supporting
from ..library import Interview, reason
from ..readers.containers.archives import contents_in
from ..readers.containers.content import of_bytes
from ..readers.loading import GIVEN, Loaded, load_contents, load_given, load_named
from ..report import markdown
from ..report.formats import Look, renderer
from ..report.pages import cause_page, code_page
from ..understanding import is_text, seen_states
from .models import (
    Answers,
    Asked,
    Comparing,
    Diagnosed,
    FactListed,
    FileRead,
    Given,
    HowToSee,
    Listed,
    OfCase,
    OfCause,
    Page,
    Progress,
    Round,
    Script,
    ScriptWanted,
    Supposed,
    Ticket,
)

YOURS = "your answer"


class SeveralVMs(UsageError):
    """What was handed over is about several VMs, and a diagnosis is of one; `names` are those that are known."""

    def __init__(self, cases: list[Case]) -> None:
        self.names = sorted({case.vm.name for case in cases if case.vm.name})
        shown = ", ".join(self.names[:8]) + (", ..." if len(self.names) > 8 else "")
        hint = "choose one with `vm`, or have the summary of all of them by POST /v1/fleet or `backupdx fleet`"
        super().__init__(f"the files are about {len(cases)} VMs ({shown or 'without names'}): {hint}")


_ENDED: dict[Ending, str] = {
    "confirmed": "the first cause is confirmed; more questions can only find further causes",
    "likely": "the first cause is likely, and nothing cheap is left that could overturn it",
    "seldom": "what is left to ask would seldom help; a collection script tells more",
    "unknown": "several questions in a row could not be answered; a collection script answers many at once",
    "long": f"{LONGEST} questions were asked; a collection script answers many at once",
    "nothing": "nothing left to ask can change the ranking",
}


def diagnose(given: Given, uploads: dict[str, bytes] | None = None) -> Diagnosed:
    """The diagnosis of one case. `uploads` are files as bytes, archives among them.

    Raises InputError for what cannot be read, and UsageError where nothing is given.
    """
    loaded, case = _case(given, uploads or {})
    return _diagnosed(loaded, case, reason(case).diagnosis())


def compare(given: Comparing) -> Diagnosed:
    """The diagnosis of what is known now, with what changed of the same VM since one of the earlier times.

    Of earlier files about several VMs the same VM is taken; the remarks tell which were not read. Raises InputError as
    `diagnose` does, and where an earlier case is known to be of another VM.
    """
    loaded, case = _case(given.now, {})
    before = [_case(each, {}, case) for each in given.earlier]
    diagnosed = _diagnosed(loaded, case, reason(case).diagnosis(earlier=[earlier for _, earlier in before]))
    files = [file for read, _ in before for file in read.files if file.status != "read"]
    unread = [f"earlier: {file.status}: {file.file}: {file.detail}" for file in files]
    return diagnosed.model_copy(update={"remarks": [*diagnosed.remarks, *unread]})


def formatted(diagnosis: Diagnosis, form: str) -> str:
    """What `backupdx diagnose --format` writes of the diagnosis. Raises UsageError for a format that it has not."""
    return renderer("diagnose", form)([diagnosis], Look())


def _diagnosed(loaded: Loaded, case: Case, diagnosis: Diagnosis) -> Diagnosed:
    return Diagnosed(
        diagnosis=diagnosis,
        case=plain_data(case),
        files=[FileRead(file=f.file, status=f.status, detail=f.detail, facts=f.facts) for f in loaded.files],
        remarks=loaded.remarks,
    )


def _case(given: Given, uploads: dict[str, bytes], now: Case | None = None) -> tuple[Loaded, Case]:
    """What was read, and its one case; of several VMs the one that is asked for, or the same as `now`."""
    contents = {name: text.encode("utf-8", "replace") for name, text in given.files.items()} | uploads
    code, text = given.code.strip(), given.text.strip()
    if is_no_code(code):
        text, code = "\n\n".join(filter(None, (code, text))), ""
    if given.case:
        if contents or text:
            raise UsageError(
                "a case goes on by facts and answers: give texts and files without `case`, or answers with it"
            )
        loaded = Loaded([_from_data(given.case)])
    elif contents or text:
        loaded = _loaded(text, contents)
    elif code or given.facts:
        loaded = Loaded([Case()])
    else:
        raise UsageError("nothing to diagnose: give text, files, facts, code or case")
    case = _only(loaded.cases, given.vm, now)
    facts = dict(given.facts) | ({"error.code": code} if code else {})
    return loaded, case.with_facts(facts, Source(kind="request")) if facts else case


def _loaded(text: str, contents: dict[str, bytes]) -> Loaded:
    if not contents:
        return load_given(text)
    if not text:
        return load_named(contents)
    said = of_bytes(text.encode("utf-8", "replace"), GIVEN)
    return load_contents(chain([said], contents_in(contents)), [GIVEN, *contents], said)


def _from_data(data: dict[str, Any]) -> Case:
    return validated(data, where="case")


def _only(cases: list[Case], vm: str, now: Case | None = None) -> Case:
    found = [case for case in cases if not vm or (case.vm.name or "").lower() == vm.lower()]
    if now is not None and len(found) > 1:
        found = same_vm(now, found)
    if len(found) == 1:
        return found[0]
    names = ", ".join(sorted({case.vm.name or case.id or "?" for case in cases})[:8])
    if now is not None and not vm:
        what = f"{len(found)} of {len(cases)} cases in the earlier files ({names}) can be of this VM"
        hint = "give its name as the fact vm.name" if found else "give an earlier export of the same VM"
        raise InputError(f"cannot be compared with: {what}", hint=hint)
    if not found:
        raise InputError(f"no VM {vm!r} is in these files", hint=f"they are about {names}")
    raise SeveralVMs(found)


def answer(given: Answers) -> Round:
    """The interview after these answers: what to ask next, and the diagnosis as it stands.

    Without answers it is the beginning. Raises InputError for a fact or a value that cannot be, and takes none then.
    """
    interview = Interview(_from_data(given.case))
    interview.resume(given.progress.asked, given.progress.in_a_row)
    for fact, value in given.answers.items():
        _take(interview, fact, value)
    for fact in given.unknown:
        interview.unknown(fact)
    for fact in given.not_applicable:
        interview.not_applicable(fact)
    return round_of(interview, given.most)


def _take(interview: Interview, fact: str, value: Any) -> None:
    """Take an answer to the question that is put for a fact, which can be about several; else for the fact alone."""
    question = next((q for q in interview.remaining if q.fact == fact), None)
    kind = question.kind if question is not None else ""
    if question is not None and kind == "states" and (seen := _seen(question, value)) is not None:
        told = {f: v for state in seen for f, v in state.facts.items() if v is not None}
        interview.tell(question, told)
    elif question is not None and kind in ("lines", "output") and isinstance(value, str):
        known = interview.reasoning.known
        read = _only(load_given(value, where=YOURS).cases, "")
        told = {f: found for f, found in read.stated() if f not in known and f != "error.printed"}
        if is_text(value) or told.keys() - {"error.words", "error.code"}:
            interview.tell(question, told)
        else:
            interview.answer(fact, value)
    else:
        interview.answer(fact, value)


def _seen(question: Question, value: Any) -> list[State] | None:
    """The states that an answer names; None where it names something else: it may be the fact's own value."""
    try:
        words = ", ".join(value) if isinstance(value, list) else str(value)
        return seen_states(question.states, words)
    except (InputError, TypeError):
        return None


def round_of(interview: Interview, most: int) -> Round:
    """Where an interview stands, with at most so many questions."""
    first = interview.next_question()
    asked = [first, *(q for q in interview.remaining if q.fact != first.fact)][:most] if first else []
    return Round(
        case=plain_data(interview.case),
        progress=Progress(asked=interview.sitting, in_a_row=interview.in_a_row),
        questions=[asked_as(q) for q in asked],
        ended=_ENDED[interview.ending] if interview.ending else "",
        diagnosis=interview.diagnosis,
    )


def asked_as(question: Question) -> Asked:
    """A question of the engine as a door gives it."""
    return Asked(
        fact=question.fact,
        question=question.text,
        kind=question.kind,
        choices=list(question.choices),
        unit=question.unit,
        how=[HowToSee(tool=h.tool, text=h.text) for h in question.how],
        settles=list(question.settles),
        covers=list(question.covers),
    )


def why(given: OfCause) -> Why:
    """Why a cause has its verdict, rule by rule. Raises UsageError for an unknown cause."""
    return reason(_from_data(given.case)).why(given.cause)


def what_if(given: Supposed) -> Diagnosis:
    """The diagnosis if these facts were so. Raises InputError for a fact or a value that cannot be."""
    return reason(_from_data(given.case)).what_if(given.facts).diagnosis()


def ticket(given: OfCase) -> Ticket:
    """The diagnosis of a case as Markdown."""
    return Ticket(markdown=markdown.render(reason(_from_data(given.case)).diagnosis()))


def collection_script(given: ScriptWanted) -> Script:
    """The script that collects what a case still needs, or all that the knowledge base can use."""
    reasoning = reason(_from_data(given.case)) if given.case else None
    missing = missing_facts(reasoning) if reasoning else None
    script: Any = given.script
    wanted = choice(script, missing, reasoning.platform if reasoning else None)
    names, _ = names_of({}, reasoning)
    people = for_people(missing or ())
    return Script(
        script=script,
        text=script_text(script, wanted.commands, names, people) if wanted.commands else "",
        run=RUN_IT[script] if wanted.commands else "nothing is missing that this script could tell",
        for_people=people,
    )


def page(name: str) -> Page:
    """The page of a cause or of an error code, also of a code that stands in a text.

    Raises UsageError that names the nearest where there is none.
    """
    kb = knowledge_base()
    cause = kb.by_any_id.get(name.strip())
    if cause is not None:
        lines = [(s.id, s.quote or s.title) for s in supporting(kb, cause)]
        return Page(
            id=cause.id, kind="cause", title=cause.title, text=cause_page(kb, cause, examples_of(cause.id), 80, lines)
        )
    known = recognise(name)
    if known.code:
        code = {**kb.code, **kb.foreign_code}[known.code]
        return Page(id=code.code, kind="code", title=code.title, text=code_page(kb, code))
    near = list(known.candidates) or [guess for guess in [nearest(name, [*kb.by_id, *kb.code])] if guess]
    hint = f"did you mean {', '.join(near[:3])}?" if near else "the lists of causes and of codes have them all"
    raise UsageError(f"no cause or error code {name[:80]!r}; {hint}")


def causes() -> list[Listed]:
    """All causes, in the order of the health checks."""
    kb = knowledge_base()
    return [Listed(id=c.id, title=c.title, family=f.title) for f in kb.families for c in kb.of_family(f.id)]


def codes() -> list[Listed]:
    """All error codes, those of other operations at the end."""
    kb = knowledge_base()
    return [Listed(id=c.code, title=c.title) for c in (*kb.codes, *kb.foreign_codes)]


def facts() -> list[FactListed]:
    """All facts that can be told, by topic; what is derived from them is none of them."""
    return [
        FactListed(
            fact=path,
            title=spec.title,
            question=spec.question,
            kind=spec.kind,
            choices=[*(spec.choices or spec.items)],
            unit=spec.unit,
            os=spec.os or "",
            how=[HowToSee(tool=way.tool, text=way.text) for way in spec.how],
        )
        for path, spec in vocabulary().items()
        if not path.startswith("derived.")
    ]


OPERATIONS: dict[str, tuple[type[Any], Callable[[Any], Any]]] = {
    "diagnose": (Given, diagnose),
    "compare": (Comparing, compare),
    "answers": (Answers, answer),
    "why": (OfCause, why),
    "what-if": (Supposed, what_if),
    "script": (ScriptWanted, collection_script),
    "ticket": (OfCase, ticket),
}
