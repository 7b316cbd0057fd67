"""How one diagnosis of an incident is judged, and what many judgements say together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from backupdx.engine.conditions import show
from backupdx.engine.result import Diagnosis, Explanation, Seen
from incident_files import Incident, RawText, flat


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one incident in one way of asking.

    `place` is the rank of the first right cause (None: it is not shown); `wrong_above` counts the explanations before
    it that are neither right nor effects of it. `abstained` is whether nothing was confirmed and nothing likely.
    """

    incident: str
    first: str = ""
    verdict: str = ""
    place: int | None = None
    wrong_above: int | None = None
    grounded: bool = False
    wrong_confirmed: tuple[str, ...] = ()
    wrong_likely: tuple[str, ...] = ()
    abstained: bool = True
    questions: int | None = None
    refused: str = ""


def score(incident: Incident, diagnosis: Diagnosis, texts: Iterable[RawText], questions: int | None = None) -> Score:
    """The judgement of a diagnosis, given the texts that it was made from."""
    shown = diagnosis.explanations
    right, beside = set(incident.right), {*incident.right, *incident.effects}
    place = next((e.rank for e in shown if e.cause in right), None)
    first = shown[0] if shown else None
    return Score(
        incident=incident.id,
        first=first.cause if first else "",
        verdict=first.verdict if first else "",
        place=place,
        wrong_above=None if place is None else sum(e.cause not in beside for e in shown[: place - 1]),
        grounded=first is not None and first.cause in right and is_grounded(incident, first, list(texts)),
        wrong_confirmed=tuple(e.cause for e in shown if e.verdict == "confirmed" and e.cause not in beside),
        wrong_likely=tuple(e.cause for e in shown if e.verdict == "likely" and e.cause not in beside),
        abstained=not any(e.verdict in ("confirmed", "likely") for e in shown),
        questions=questions,
    )


def is_grounded(incident: Incident, explanation: Explanation, texts: list[RawText]) -> bool:
    """Whether the evidence that is shown holds one of the very facts that the source named as decisive.

    A fact counts by its path and value, or by its place: the line, or the file where no line is told, of a decisive
    literal; or by its value, which has the literal in it.
    """
    return any(_is_decisive(incident, seen, texts) for seen in explanation.because)


_LINE = re.compile(r"\bline (\d+)\b")


def _is_decisive(incident: Incident, seen: Seen, texts: list[RawText]) -> bool:
    named = flat(incident.decisive.facts)
    if seen.fact in named and _same(named[seen.fact], seen.value):
        return True
    for literal in incident.decisive.text:
        plain = literal.casefold()
        if plain in seen.value.casefold() or (len(seen.value) > 12 and seen.value.casefold() in plain):
            return True
        for text in texts:
            if text.name not in seen.source or plain not in text.text.casefold():
                continue
            line = _LINE.search(seen.source)
            if line is None:
                return True
            parts = text.text.casefold().split(plain)[:-1]
            at = accumulate(part.count("\n") + n * plain.count("\n") for n, part in enumerate(parts))
            if any(
                abs(int(line[1]) - each - 1) <= literal.count("\n") + 1 for each in at
            ):  # it may begin a line before
                return True
    return False


def _same(wanted: object, shown: str) -> bool:
    told = show(tuple(wanted) if isinstance(wanted, list) else wanted)
    return told.casefold().replace(" ", "_") == shown.casefold().replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of some incidents, with its 95 % interval (Wilson, 1927)."""

    hits: int
    of: int

    @property
    def percent(self) -> float:
        """The share in per cent; 0 of nothing."""
        return 100 * self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval in per cent."""
        if not self.of:
            return 0.0, 100.0
        z, n, p = 1.96, self.of, self.hits / self.of
        middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)
        return 100 * max(0.0, low), 100 * min(1.0, high)

    def __str__(self) -> str:
        """The share and its interval, as `12 of 40, 30 % (18 to 45)`."""
        if not self.of:
            return "-"
        low, high = self.interval
        return f"{self.hits} of {self.of}, {self.percent:.0f} % ({low:.0f} to {high:.0f})"


def shares(scores: Iterable[tuple[Incident, Score]], known: set[str]) -> dict[str, Share]:
    """The figures of some incidents: those with a right cause, those whose cause the knowledge base has, and the rest.

    `known` are the ids of the knowledge base's causes.
    """
    pairs = list(scores)
    fitting = [(i, s) for i, s in pairs if not i.fits_none]
    encoded = [(i, s) for i, s in fitting if known & set(i.right)]
    none = [s for i, s in pairs if i.fits_none]
    first = [(i, s) for i, s in fitting if s.place == 1]
    sure = [s for _, s in first if s.verdict in ("confirmed", "likely")]
    return {
        "right first": Share(len(first), len(fitting)),
        "right first, and at least likely": Share(len(sure), len(fitting)),
        "right in the first three": Share(sum(s.place is not None and s.place <= 3 for _, s in fitting), len(fitting)),
        "right first, of those in the knowledge base": Share(sum(s.place == 1 for _, s in encoded), len(encoded)),
        "grounded, of those right first": Share(sum(s.grounded for _, s in first), len(first)),
        "a wrong cause confirmed": Share(sum(bool(s.wrong_confirmed) for _, s in pairs), len(pairs)),
        "abstained, where no cause fits": Share(sum(not s.wrong_confirmed for s in none), len(none)),
        "not even likely, where no cause fits": Share(sum(s.abstained for s in none), len(none)),
    }
