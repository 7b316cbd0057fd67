"""Why a cause has its verdict, for people: the facts that speak for it or against it in words, the strongest first.

A line of a log says more of one cause than "the agent is not ready", which many share, and "the VM runs", which is so
nearly everywhere: these come last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..facts.case import Source
from ..facts.timing import distance, in_words
from ..facts.vocabulary import vocabulary
from .assessment import Assessment
from .conditions import Truth, show
from .data import STANDING
from .knowledge import SPEAKS, Cause
from .result import Read, Reason
from .weighing import speaks, weight

_EXAMPLE = re.compile(r", as `[^`]*`(?: or `[^`]*`)?$")
MOST_WORDS = 6  # that are named of those that a person's words share with a cause
_NO_PLACE = (
    "stated",
    "answer",
    "option",
    "request",
    "supposed",
    "library",
    "summary",
    "derived",
)  # kinds of sources that name no line


def titled(fact: str) -> str:
    """What a fact is, for people who do not know its name: its title without examples of values.

    Of a known line it leaves out where such a line stands: beside it stands where it was read.
    """
    title = _EXAMPLE.sub("", vocabulary()[fact].title).replace("`", '"')
    return title.partition(" (")[0] if fact.startswith("signs.") and title.endswith(")") else title


def stated(fact: str, value: Any) -> str:
    """A known fact in words, as `Agent status as Azure sees it: not ready`."""
    spec = vocabulary()[fact]
    if value is True and fact.startswith("signs."):
        return titled(fact)
    text = show(value).replace("_", " ") if spec.kind == "choice" else show(value)
    return f"{titled(fact)}: {text}{f' {spec.unit}' if spec.unit else ''}"


def reasons_of(found: Assessment, cause: Cause) -> tuple[Reason, ...]:
    """The facts that speak for the cause: firmer evidence first, then signs of its own, then in the order of its rules.

    The error code is among them only where nothing else is, and the platform only where the code is not either.
    """
    strength: dict[str, int] = {}
    code_known = speaks(found.code)
    for rule in found.fired.get(cause.id, ()):
        if rule.kind in SPEAKS and (counts_as := weight(rule, found.conclusion.doubted, code_known)) is not None:
            for fact in (f for c in rule.conditions for f in found.observed(c.fact)):
                strength[fact] = min(strength.get(fact, len(SPEAKS)), SPEAKS.index(counts_as))
    if not strength:  # as for most causes
        return tuple(_meant(found, cause))
    ordinary = {c.fact: n for n, c in enumerate(found.kb.ordinary, 1) if c.truth(found.known) is Truth.HOLDS}
    code, platform = found.kb.code_fact, found.kb.platform_fact
    facts = [fact for fact in strength if fact not in (code, platform)] or [code if code in strength else platform]
    facts.sort(key=lambda f: (f in found.doubts, strength[f], ordinary.get(f, 0), vocabulary()[f].lasts != "event"))
    return (*(_reason(found, fact) for fact in facts), *_meant(found, cause))


def _meant(found: Assessment, cause: Cause) -> Iterator[Reason]:
    """The words that put a possible cause before what is likely."""
    words = found.resembling.get(cause.id, ())
    first = words and found.ranked[0].id == cause.id
    if first and [found.verdicts[c.id] in STANDING for c in found.ranked[:2]] == [False, True]:
        text = f"The words given resemble it (a hint, and no evidence): {', '.join(words[:MOST_WORDS])}"
        yield Reason(fact="error.words", text=text)


def against_of(found: Assessment, cause: Cause) -> tuple[Reason, ...]:
    """The facts that speak against the cause: what excludes it, or takes it out of question; else its absent signs."""
    fired = [r for r in found.fired.get(cause.id, ()) if r.kind not in SPEAKS]
    facts = [f for rule in fired for c in rule.conditions for f in found.observed(c.fact)]
    if not fired and found.verdicts[cause.id] == "ruled_out":
        facts = [*absent_signs(found, cause)]
    return tuple(_reason(found, fact) for fact in dict.fromkeys(facts))


def absent_signs(found: Assessment, cause: Cause) -> Iterator[str]:
    """The facts that each sign of the cause fails on."""
    signs = [rule for rule in found.kb.rules_of(cause) if rule.kind in SPEAKS]
    failing = (c for rule in signs for c in rule.conditions if c.truth(found.known) is Truth.FAILS)
    yield from dict.fromkeys(fact for c in failing for fact in found.observed(c.fact))


def said_of(found: Assessment, cause: Cause) -> str:
    """Why the cause has its verdict, in a sentence for people who do not know the names of facts."""
    verdict = found.verdicts[cause.id]
    kinds = {rule.kind for rule in found.fired.get(cause.id, ())}
    signs = kinds.intersection(SPEAKS)
    if found.conclusion.weighed[cause.id].was_so:
        return "The error code says that it was so when the backup failed; it is seen to be well now."
    if verdict == "out_of_scope":
        if found.code is not None and not found.kb.in_scope(cause, found.code):
            return f"{found.code.code} is not one of the codes that this cause leads to."
        return "What failed is not something that this cause can make fail."
    if verdict == "ruled_out":
        return "What is known excludes it." if "rules_out" in kinds else "Each sign of it was checked, and is absent."
    if verdict in ("confirmed", "likely"):
        sure = "The code and what is known establish it" if verdict == "confirmed" else "A sign of it is there"
        return f"{sure}." if verdict == "confirmed" else f"{sure}, and another explanation is still open."
    if signs and "rules_out" in kinds:
        return "What is known speaks for it and against it."
    if signs:
        return "What speaks for it is common, of another time, or in doubt: it proves nothing."
    return "No sign of it is known, and nothing excludes it."


def _reason(found: Assessment, fact: str) -> Reason:
    seen = found.known[fact]
    return Reason(
        fact=fact,
        text=stated(fact, seen.value),
        where=where(seen.source),
        when=found.doubts.get(fact) or _when(found, fact, seen.source),
    )


def where(source: Source) -> str:
    """Where a fact was read: the file with the place in it, or who said so."""
    if source.kind == "file" or not source.kind:
        return str(source)
    return source.file or (str(source).partition(":")[0] if source.kind in _NO_PLACE[1:4] else "")


def _when(found: Assessment, fact: str, source: Source) -> str:
    """In words, when it was seen against the failure, or at which time; empty where that is not known, or any time."""
    if vocabulary()[fact].lasts == "fixed" or source.kind in _NO_PLACE[:4] or source.observed_at is None:
        return ""
    away = distance(found.case, source)
    if away is None:
        told = f"{source.observed_at:%Y-%m-%d %H:%M}" in source.place  # of a line in a log
        return "" if told else f"seen {moment(source.observed_at)}"
    return "seen at the failure" if abs(away).total_seconds() < 60 else f"seen {in_words(away)}"


def moment(time: datetime) -> str:
    """A time to the minute, as `2026-11-20 05:31 UTC`."""
    return f"{time:%Y-%m-%d %H:%M %Z}".rstrip()


def read_of(found: Assessment) -> Read:
    """What was read of the case: how many facts, from which files, and when the backup failed."""
    case = found.case
    stated = (fact for fact, _ in case.stated() if fact != "error.printed")  # a hint, and no fact
    sources = [source for fact in stated if (source := case.source_of(fact)).kind != "summary"]
    return Read(
        failed_at=case.failed_at,
        facts=len(sources),
        files=tuple(dict.fromkeys(source.file for source in sources if source.file)),
        told=tuple(_told(sources)),
    )


def _told(sources: list[Source]) -> Iterator[str]:
    said = {
        "answer": "your answers",
        "option": "the command line",
        "request": "the request",
        "supposed": "what is supposed",
        "library": "the caller",
    }
    yield from dict.fromkeys(said[source.kind] for source in sources if source.kind in said and not source.file)
