"""The error code of a case, in its canonical spelling, from whatever was told of the failure."""

from __future__ import annotations

from ..facts.case import Case, Conflict, Source
from ..facts.failure_texts import unquoted
from ..facts.inner_texts import INNER_TEXTS, facts_in, facts_of
from .codes import POINTING
from .recognition import (
    COLLECTIVE,
    GONE,
    code_of,
    is_another,
    is_known,
    names_another_resource,
    recognise,
    unknown_code,
)

_MOST_FAILURES = 6
# Codes of the platform that mean one thing or another by their wording.
_WORDED = frozenset(
    code.partition(".")[0]
    for row in INNER_TEXTS
    if not (code := str(row.gives.get("error.code", "UserError"))).startswith("UserError")
)


def with_known_code(case: Case) -> Case:
    """The case with its error code in the canonical spelling, found from code, number or message where it can be.

    Where the code only points to an inner text, that is read: its code is taken, and what it tells beside that. A near
    match and a text that fits several codes are told in the case's notes; a code and a number that mean different
    errors contradict each other, and neither counts.
    """
    return _with_inner_text(_without_contradiction(_named(_refused(case))))


def _refused(case: Case) -> Case:
    """The case with the code by which Azure refuses to protect the VM, where nothing else is told of a failure."""
    code, error = case.backup.refusal_code, case.error
    if code is None or error.code or error.number is not None or _texts(case) or error.inner_message:
        return case
    source = case.source_of("backup.refusal_code")
    told = {"error.code": code, "error.message": case.backup.refusal_message, "error.operation": "enable"}
    known = case.known().values
    return case.with_facts({fact: value for fact, value in told.items() if value and fact not in known}, source)


def _named(case: Case) -> Case:
    """The case with the code that its error's code, number, message or recommendations tell."""
    error = case.error
    if any(c.fact == "error.code" and c.chosen is None for c in case.conflicts):
        return case
    if is_known(error.code):
        return _unless_of_another(case)  # as nearly always in a fleet
    if error.code:
        found = recognise(error.code)
        if found.code == error.code:
            return _unless_of_another(case)
        if found.how in ("code", "message", "number") and found.code:
            return _coded(_with_message(case, error.code), found.code, case.source_of("error.code"))
        if " " in error.code.strip() and found.code:
            note = f"{error.code!r} was taken for {found.code}, which reads nearly the same."
            return _coded(_with_message(case, error.code), found.code, case.source_of("error.code"), note)
        if found.how == "several" and found.candidates:
            return _first_of(_with_message(case, error.code), "error.code", found.candidates)
        if found.how != "none" or error.code in COLLECTIVE:
            return case
        return _offered(case, "error.code", found.candidates)
    offered: Case | None = None
    for fact, text in _texts(case):
        if offered is not None and fact != "error.words":
            continue
        found = recognise(text, error.number if fact == "error.number" else None)
        if found.code:
            near = found.how == "near"
            note = f"The error code {found.code} was taken from {fact}, which is nearly its message." if near else ""
            source = Source(kind="summary", file=case.source_of(fact).file, place=fact)
            return _coded(case, found.code, source, note)
        if found.how == "several" and offered is None:
            offered = _first_of(case, fact, found.candidates)
        elif found.candidates:
            offered = offered or _offered(case, fact, found.candidates)
        elif offered is None and (word := unknown_code(text)) and not facts_in(text):
            source = Source(kind="summary", file=case.source_of(fact).file, place=fact)
            return _coded(case, word, source)
    if offered is not None:
        return offered
    if not case.extensions.backup_code:
        return case
    reported = recognise(case.extensions.backup_code)  # by the extension itself: a word, so no near match counts
    if reported.code and reported.how == "code":
        seen = case.source_of("extensions.backup_code")
        source = Source(kind="summary", file=seen.file, place="extensions.backup_code", observed_at=seen.observed_at)
        return _coded(case, reported.code, source)
    return case


def _unless_of_another(case: Case) -> Case:
    """The case without a code that says that the VM is gone, where its message says so of another resource."""
    told = f"{case.error.message or ''} {case.error.inner_message or ''}"
    if case.error.code not in GONE or not names_another_resource(told):
        return case
    note = f"{case.error.code} is said of another resource than a VM: it is not taken for a VM that no longer exists."
    return _noted(case.with_facts({"error.code": None}), note)


def _without_contradiction(case: Case) -> Case:
    """The case with neither code nor number where they mean different errors: one is of another job."""
    code, number = case.error.code, case.error.number
    if code is None or number is None or not is_another(code, number):
        return case
    other = recognise("", number).code or ""
    conflict = Conflict(
        fact="error.code",
        values=(
            (code, case.source_of("error.code")),
            (f"{other} by its number {number}", case.source_of("error.number")),
        ),
    )
    unsure = case.with_facts({"error.code": None, "error.number": None})
    return unsure.model_copy(update={"conflicts": (*unsure.conflicts, conflict)})


def _with_inner_text(case: Case) -> Case:
    """The case with what its inner text tells, read like a code where the job's code only points to it."""
    error = case.error
    pointing = error.code is None or error.code in POINTING or error.code in COLLECTIVE
    # Of a code of the platform that is not known here the message is all there is.
    pointing = pointing or ((error.inner_message or error.message) is not None and not is_known(error.code))
    if error.inner_message is None and not pointing and error.code not in _WORDED and not error.words:
        return case  # as nearly every case of a fleet
    fact, text = _inner_text(case)
    if not pointing and error.code is not None and error.inner_message is None:  # its wording tells what it was about
        told = facts_of(error.code, text)
        inner = told.get("error.code")
        if inner is None:
            return case
        if inner != error.code:
            case = _coded(case, inner, Source(kind="summary", file=case.source_of(fact).file, place=fact))
    else:
        told = facts_in(text, words=fact == "error.words" and error.code not in POINTING)
    inner = told.pop("error.code", None) or (code_of(text) if fact != "error.words" else None)
    logged = case.restore_points.create_error
    if pointing and logged and (inner is None or inner in POINTING):  # the platform's log says it, where the job points
        fact, told = "restore_points.create_error", facts_in(logged)
        inner = told.pop("error.code", None) or code_of(logged)
    if pointing:
        case = _read_as(case, inner, fact)
    known = case.known().values
    new = {path: value for path, value in told.items() if path not in known}
    source = Source(kind="summary", file=case.source_of(fact).file, place=fact, observed_at=case.failed_at)
    return case.with_facts(new, source) if new else case


def _inner_text(case: Case) -> tuple[str, str]:
    """The text that is nearest to the reason: the inner one, else the first of message, recommendations and words that
    tells something; the platform's own error can stand in each of them.
    """
    error = case.error
    if error.inner_message is not None:
        return "error.inner_message", error.inner_message
    texts = [(fact, unquoted(text)) for fact, text in _texts(case) if fact != "error.number"]
    told = (each for each in texts if facts_in(each[1]) or code_of(each[1]) not in (None, *POINTING))
    return next(told, texts[0] if texts else ("error.words", ""))


def _read_as(case: Case, inner: str | None, fact: str) -> Case:
    """The case with the code that its inner text is that of, where there is one; the job's own is kept beside it."""
    outer = case.error.code
    if inner is None or inner in POINTING or any(c.fact == "error.code" for c in case.conflicts):
        return case
    source = Source(kind="summary", file=case.source_of(fact).file, place=fact)
    if outer is None:
        return _coded(case, inner, source)
    kept = case.with_facts({"error.outer_code": outer}, case.source_of("error.code"))
    return _coded(kept, inner, source, f"{outer} only points to the inner text, which is read as {inner}.")


def _offered(case: Case, fact: str, candidates: tuple[str, ...]) -> Case:
    """The case with a note of the codes that a text could mean, where there are several or it is a sentence."""
    if len(candidates) < 2 and " " not in (case.error.code or " "):
        return case  # a single word that resembles a code: the reasoning itself says which was perhaps meant
    return (
        _noted(case, f"{fact} could mean {' or '.join(candidates)}: give the code to be sure.") if candidates else case
    )


def _first_of(case: Case, fact: str, codes: tuple[str, ...]) -> Case:
    """The case with the first of several failures that a text names; the others are kept beside it.

    From so many codes on that no ticket has them, it is a list of codes, and they are only offered.
    """
    if len(codes) > _MOST_FAILURES:
        return _offered(case, fact, codes[:_MOST_FAILURES])
    first, others = codes[0], codes[1:]
    source = Source(kind="summary", file=case.source_of(fact).file, place=fact)
    return _coded(case.with_facts({"error.other_codes": others}, source), first, source)


def _texts(case: Case) -> list[tuple[str, str]]:
    error = case.error
    texts = [
        ("error.message", error.message or ""),
        ("error.recommendations", " ".join(error.recommendations or ())),
        ("error.words", "\n".join(error.words or ())),
    ]
    if error.number is not None:
        texts.insert(0, ("error.number", str(error.number)))
    return [(fact, text) for fact, text in texts if text]


def _with_message(case: Case, given: str) -> Case:
    """The case with its message kept, where one was given in place of the code: it may say more than the code."""
    if case.error.message or " " not in given.strip():
        return case
    return case.with_facts({"error.message": given}, case.source_of("error.code"))


def _coded(case: Case, code: str, source: Source, note: str = "") -> Case:
    coded = case.with_facts({"error.code": code}, source)
    return _noted(coded, note) if note else coded


def _noted(case: Case, note: str) -> Case:
    return case if note in case.notes else case.model_copy(update={"notes": (*case.notes, note)})
