"""The summary of a fleet as data: what is wrong, where, in how many VMs, what stands behind it, what to do first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from pydantic import Field

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

    cause: Annotated[str, Field(description="The id of the cause.")]
    title: Annotated[str, Field(description="What it is called.")]
    confirmed: Annotated[int, Field(description="Cases for which it is confirmed.")]
    likely: Annotated[int, Field(description="Cases for which it is likely.")]
    vms: Annotated[list[str], Field(description="Some of their VMs.")]
    first_step: Annotated[str, Field(description="What to do first.")]


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One resource that the same cause of several cases goes back to; `fact` and `what` tell what kind of resource."""

    cause: Annotated[str, Field(description="The id of the cause.")]
    title: Annotated[str, Field(description="What it is called.")]
    fact: Annotated[str, Field(description="The fact that names the resource.")]
    what: Annotated[str, Field(description="What kind of resource it is.")]
    name: Annotated[str, Field(description="The name of the resource.")]
    cases: Annotated[int, Field(description="Cases that go back to it.")]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One vault, subscription, region or operating system: how many of its cases have a finding."""

    dimension: Annotated[str, Field(description="customer, vault, subscription, region or os.")]
    name: Annotated[str, Field(description="Its name.")]
    findings: Annotated[int, Field(description="Cases in it that have a finding.")]
    cases: Annotated[int, Field(description="All cases in it.")]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One fact that is missing for so many cases without a confirmed cause, and how to find it out."""

    fact: Annotated[str, Field(description="The fact that is missing.")]
    title: Annotated[str, Field(description="What it means.")]
    cases: Annotated[int, Field(description="Cases without a confirmed cause that lack it.")]
    tool: Annotated[str, Field(description="With what to find it out: az, portal, bash, powershell or ask.")]
    how: Annotated[str, Field(description="The command, the place in the portal, or what to ask.")]


@dataclass(frozen=True, slots=True)
class NewRow:
    """One cause of new findings: how many, some of their VMs, and the first step of its remedy."""

    cause: Annotated[str, Field(description="The id of the cause.")]
    title: Annotated[str, Field(description="What it is called.")]
    findings: Annotated[int, Field(description="How many findings of it are new.")]
    vms: Annotated[list[str], Field(description="Some of their VMs.")]
    first_step: Annotated[str, Field(description="What to do first.")]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a fleet's records say together; each list at most `MOST` long, the most frequent first.

    A *case* is one failed operation of one VM. `confirmed`, `likely`, `inconclusive` and `accepted` count cases by
    their first cause and add up to `cases`; `rejected` lines are none of them. A *finding* is a cause that is confirmed
    or likely for a case, of which a case can have several: `causes`, `places` and what was compared count findings.
    `fixed`, `unsettled` and `unreported` are those of an earlier run that are gone (compare.Gone).
    """

    kb_version: Annotated[str, Field(description="The version of the knowledge base.")]
    cases: Annotated[int, Field(description="Failed operations.")]
    vms: Annotated[int, Field(description="VMs that they are about.")]
    confirmed: Annotated[int, Field(description="Cases whose first cause is confirmed.")]
    likely: Annotated[int, Field(description="Cases whose first cause is likely.")]
    inconclusive: Annotated[int, Field(description="Cases without a confirmed or likely cause.")]
    accepted: Annotated[int, Field(description="Cases of which all that was found is accepted.")]
    rejected: Annotated[int, Field(description="Lines of the input that are no case.")]
    disputed: Annotated[int, Field(description="Cases with contradictions or remarks, which their records tell.")]
    causes: Annotated[list[CauseRow], Field(description="What is wrong, worst first.")]
    more_causes: Annotated[int, Field(description="Causes that are left out of the list.")]
    shared: Annotated[list[SharedRow], Field(description="What several cases have in common.")]
    places: Annotated[list[PlaceRow], Field(description="Where it is wrong.")]
    steps: Annotated[list[StepRow], Field(description="What to collect next.")]
    accepted_findings: Annotated[int, Field(description="Findings that are accepted.")]
    expired: Annotated[list[str], Field(description="What was accepted until a day that is past.")]
    history: Annotated[list[Run] | None, Field(description="The runs, oldest first, this one at the end.")] = None
    new: Annotated[int | None, Field(description="Findings that the earlier run had not.")] = None
    unchanged: Annotated[int | None, Field(description="Findings of both runs.")] = None
    fixed: Annotated[int | None, Field(description="Findings that are excluded now, or whose VM works again.")] = None
    unsettled: Annotated[int | None, Field(description="Findings that are not established any more.")] = None
    unreported: Annotated[int | None, Field(description="Findings whose VM is not in this run.")] = None
    new_causes: Annotated[list[NewRow] | None, Field(description="What is new, the most frequent first.")] = None
    fixed_findings: Annotated[list[tuple[str, str]] | None, Field(description="VM and cause of each.")] = None
    unsettled_findings: Annotated[list[tuple[str, str]] | None, Field(description="VM and cause of each.")] = None
    unreported_findings: Annotated[list[tuple[str, str]] | None, Field(description="VM and cause of each.")] = None

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
