"""Why a cause has its verdict, for people: the facts that speak for it in words, the strongest first.

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
from .knowledge import SPEAKS, Cause
from .result import Read, Reason
from .weighing import speaks, weight

_EXAMPLE = re.compile(r", as `[^`]*`(?: or `[^`]*`)?$")
_NO_PLACE = ("stated", "answer", "option", "library", "summary", "derived")  # kinds of sources that name no line


def titled(fact: str) -> str:
    """What a fact is, for people who do not know its name: its title without examples of values."""
    return _EXAMPLE.sub("", vocabulary()[fact].title).replace("`", '"')


def stated(fact: str, value: Any) -> str:
    """A known fact in words, as `Agent status as Azure sees it: not ready`."""
    spec = vocabulary()[fact]
    if value is True and fact.startswith("signs."):
        return titled(fact)
    text = show(value).replace("_", " ") if spec.kind == "choice" else show(value)
    return f"{titled(fact)}: {text}{f' {spec.unit}' if spec.unit else ''}"


def reasons_of(found: Assessment, cause: Cause) -> tuple[Reason, ...]:
    """The facts that speak for the cause: firmer evidence first, then signs of its own, then in the order of its rules.

    The platform and the error code are among them only where there is nothing else.
    """
    strength: dict[str, int] = {}
    code_known = speaks(found.code)
    for rule in found.fired.get(cause.id, ()):
        if rule.kind in SPEAKS and (counts_as := weight(rule, found.conclusion.doubted, code_known)) is not None:
            for fact in (f for c in rule.conditions for f in found.observed(c.fact)):
                strength[fact] = min(strength.get(fact, len(SPEAKS)), SPEAKS.index(counts_as))
    ordinary = {c.fact: n for n, c in enumerate(found.kb.ordinary, 1) if c.truth(found.known) is Truth.HOLDS}
    general = (found.kb.platform_fact, found.kb.code_fact)
    facts = [fact for fact in strength if fact not in general] or [*strength]
    facts.sort(key=lambda f: (f in found.doubts, strength[f], ordinary.get(f, 0), vocabulary()[f].lasts != "event"))
    return tuple(_reason(found, fact) for fact in facts)


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
        return f"seen {moment(source.observed_at)}"
    return "seen at the failure" if abs(away).total_seconds() < 60 else f"seen {in_words(away)}"


def moment(time: datetime) -> str:
    """A time to the minute, as `2026-11-20 05:31 UTC`."""
    return f"{time:%Y-%m-%d %H:%M %Z}".rstrip()


def read_of(found: Assessment) -> Read:
    """What was read of the case: how many facts, from which files, and when the backup failed."""
    case = found.case
    sources = [source for fact, _ in case.stated() if (source := case.source_of(fact)).kind != "summary"]
    return Read(
        failed_at=case.failed_at,
        facts=len(sources),
        files=tuple(dict.fromkeys(source.file for source in sources if source.file)),
        told=tuple(_told(sources)),
    )


def _told(sources: list[Source]) -> Iterator[str]:
    said = {"answer": "your answers", "option": "the command line", "library": "the caller"}
    yield from dict.fromkeys(said[source.kind] for source in sources if source.kind in said and not source.file)
