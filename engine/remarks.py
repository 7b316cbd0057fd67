"""What has to be said beside the explanations: contradictions, codes that are not known."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.declaration import nearest
from ..facts.vocabulary import vocabulary
from .assessment import Assessment

_ALL = "All causes are considered, in the order of the health checks."


def notes(reasoning: Assessment) -> Iterator[str]:
    """The remarks on a case, each in a sentence or two."""
    yield from reasoning.case.notes
    yield from contradictions(reasoning)
    if reasoning.given and reasoning.code is None and reasoning.foreign is None:
        guess = nearest_code(reasoning)
        meant = f"; did you mean {guess}?" if guess else "."
        yield f"{reasoning.given} is not among the error codes that backupdx knows{meant} {_ALL}"
    if reasoning.foreign is not None:
        yield reasoning.foreign.note
    phase = reasoning.text(reasoning.kb.phase_fact)
    if phase is not None and phase in reasoning.kb.phase_notes:
        yield reasoning.kb.phase_notes[phase]
    if reasoning.code is not None and reasoning.code.note:
        yield reasoning.code.note
    if not reasoning.known:
        yield "No fact is known: every cause is possible and none is shown to be the one."


def nearest_code(reasoning: Assessment) -> str:
    """The known error code that was probably meant by one that is not known, or an empty string."""
    return nearest(reasoning.given or "", list(reasoning.kb.code), 0.85)


def contradictions(reasoning: Assessment) -> Iterator[str]:
    """What contradicts itself: sources that disagree, and facts that cannot all be true."""
    kb, known = reasoning.kb, reasoning.known
    yield from map(str, reasoning.case.conflicts)
    for each in reasoning.conclusion.contradictions:
        if not reasoning.past.isdisjoint(c.fact for c in each.conditions):
            continue  # what was otherwise at another time contradicts nothing
        yield f"{each.text} ({', '.join(_said(reasoning, c.fact) for c in each.conditions)})"
    platform, code = reasoning.platform, reasoning.code
    if code is not None and code.platform not in ("", platform):
        yield f"{code.code} comes from a {code.platform} guest, yet {_said(reasoning, kb.platform_fact)}"
    for fact in known if platform else ():
        implied = known[fact].source.kind == "summary"  # what it rests on is named, where that cannot be
        if not implied and vocabulary()[fact].os not in (None, platform):
            yield f"Only a {vocabulary()[fact].os} guest has {fact}, yet {_said(reasoning, kb.platform_fact)}"
    for cause in reasoning.candidates:
        if cause.id in reasoning.fired and {"confirms", "rules_out"} <= {r.kind for r in reasoning.fired[cause.id]}:
            yield f"{cause.id}: {reasoning.reason(cause)}"
    told = {c.fact for each in kb.contradictions for c in each.conditions}
    for fact in sorted(set(reasoning.clashes)):
        if not set(kb.basis_of(fact)) & told:
            behind = ", ".join(_said(reasoning, each) for each in kb.basis_of(fact) if each in known)
            yield f"Facts disagree on: {vocabulary()[fact].title} ({behind}); it counts as unknown"


def _said(reasoning: Assessment, fact: str) -> str:
    seen = reasoning.sight(fact)
    return f"{fact} is {seen.value}" + (f", {seen.source}" if seen.source else "")
