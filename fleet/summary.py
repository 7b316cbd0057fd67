"""The summary of a fleet as data: what is wrong, where, in how many VMs, what stands behind it, what to do first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from .compare import Comparison, HowGone
from .history import History, Run, run_of
from .known import Accepted
from .records import shared_titles
from .tally import BESIDE, DIMENSIONS, Shared, Tally

MOST = 20  # entries of each list
THIS_RUN = "this run"
_CHEAP = ("az", "portal", "bash", "powershell", "ask")


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause: for how many cases it is confirmed and likely, some of their VMs, and the first step of its remedy."""

    cause: str
    title: str
    confirmed: int
    likely: int
    vms: list[str]
    first_step: str


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One resource that the same cause of several cases goes back to; `fact` and `what` tell what kind of resource."""

    cause: str
    title: str
    fact: str
    what: str
    name: str
    cases: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One vault, subscription, region or operating system: how many of its cases have a finding."""

    dimension: str
    name: str
    findings: int
    cases: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """One fact that is missing for so many cases without a confirmed cause, and how to find it out."""

    fact: str
    title: str
    cases: int
    tool: str
    how: str


@dataclass(frozen=True, slots=True)
class NewRow:
    """One cause of new findings: how many, some of their VMs, and the first step of its remedy."""

    cause: str
    title: str
    findings: int
    vms: list[str]
    first_step: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a fleet's records say together; each list at most `MOST` long, the most frequent first.

    A *case* is one failed operation of one VM. `confirmed`, `likely`, `inconclusive` and `accepted` count cases by
    their first cause and add up to `cases`; `rejected` lines are none of them. A *finding* is a cause that is confirmed
    or likely for a case, of which a case can have several: `causes`, `places` and what was compared count findings.
    `fixed`, `unsettled` and `unreported` are those of an earlier run that are gone (compare.Gone).
    """

    kb_version: str
    cases: int
    vms: int
    confirmed: int
    likely: int
    inconclusive: int
    accepted: int
    rejected: int
    disputed: int
    causes: list[CauseRow]
    more_causes: int
    shared: list[SharedRow]
    places: list[PlaceRow]
    steps: list[StepRow]
    accepted_findings: int
    expired: list[str]
    history: list[Run] | None = None
    new: int | None = None
    unchanged: int | None = None
    fixed: int | None = None
    unsettled: int | None = None
    unreported: int | None = None
    new_causes: list[NewRow] | None = None
    fixed_findings: list[tuple[str, str]] | None = None
    unsettled_findings: list[tuple[str, str]] | None = None
    unreported_findings: list[tuple[str, str]] | None = None

    def as_data(self) -> dict[str, Any]:
        """The summary as plain data; the fields of what was not asked for (comparison, history) are left out."""
        return {k: v for k, v in asdict(self).items() if v is not None}


def summary_of(
    tally: Tally,
    header: dict[str, Any],
    expired: Iterable[Accepted],
    comparison: Comparison | None,
    history: History | None = None,
) -> Summary:
    """The summary of what was counted; `header` is that of the records, `expired` what was accepted once."""
    worst = tally.worst()
    shared = tally.shared_causes()[:MOST]
    return Summary(
        kb_version=str(header["kb_version"]),
        cases=tally.cases,
        vms=len(tally.vms),
        confirmed=tally.first["confirmed"],
        likely=tally.first["likely"],
        inconclusive=tally.first["possible"],
        accepted=tally.first["accepted"],
        rejected=tally.rejected,
        disputed=tally.disputed,
        causes=[_cause(tally, header, cause) for cause in worst[:MOST]],
        more_causes=max(0, len(worst) - MOST),
        shared=[_shared(header, each, count) for each, count in shared],
        places=[PlaceRow(name, *place) for name in (*BESIDE, *DIMENSIONS) for place in tally.places(name)[:MOST]],
        steps=list(_steps(tally, header)),
        accepted_findings=tally.accepted,
        expired=[expired_words(entry) for entry in expired],
        history=[*history.runs, run_of(tally, THIS_RUN)] if history else None,
        **(_changes(comparison, header) if comparison else {}),
    )


def _changes(comparison: Comparison, header: dict[str, Any]) -> dict[str, Any]:
    """The fields of the summary that tell what a comparison found."""
    gone: dict[HowGone, list[tuple[str, str]]] = {"fixed": [], "unsettled": [], "unreported": []}
    counts: Counter[str] = Counter()
    for each in comparison.gone:
        counts[each.how] += 1
        if len(gone[each.how]) < MOST:
            gone[each.how].append((each.vm, each.cause))
    news = [
        NewRow(each.cause, _title(header, each.cause), each.findings, each.vms, _first_step(header, each.cause))
        for each in comparison.news[:MOST]
    ]
    found = {how: counts[how] for how in gone} | {f"{how}_findings": names for how, names in gone.items()}
    return {"new": comparison.new, "unchanged": comparison.unchanged, "new_causes": news, **found}


def expired_words(entry: Accepted) -> str:
    """What was accepted, until when and why, of an entry that counts no more."""
    return f"{entry.cause} of {entry.vm}, accepted until {entry.until} ({entry.reason})"


def _title(header: dict[str, Any], cause: str) -> str:
    """The title of a cause; its id where the records' knowledge base did not have it."""
    return str(header["causes"].get(cause, {}).get("title", cause))


def _shared(header: dict[str, Any], shared: Shared, count: int) -> SharedRow:
    what = shared_titles(header).get(shared.fact, shared.fact)
    return SharedRow(shared.cause, _title(header, shared.cause), shared.fact, what, shared.name, count)


def _cause(tally: Tally, header: dict[str, Any], cause: str) -> CauseRow:
    counts, first = tally.causes[cause], _first_step(header, cause)
    return CauseRow(cause, _title(header, cause), counts["confirmed"], counts["likely"], tally.examples[cause], first)


def _first_step(header: dict[str, Any], cause: str) -> str:
    steps = header["causes"].get(cause, {}).get("remedy", {}).get("steps", [])
    return str(steps[0]["text"]) if steps else ""


def _steps(tally: Tally, header: dict[str, Any]) -> Iterator[StepRow]:
    for fact, count in sorted(tally.steps.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]:
        about = header["facts"].get(fact, {"title": fact, "how": []})
        ways = sorted(about["how"], key=lambda h: _CHEAP.index(h["tool"]) if h["tool"] in _CHEAP else len(_CHEAP))
        first = ways[0] if ways else {"tool": "", "text": ""}
        yield StepRow(fact, about["title"], count, first["tool"], first["text"])
