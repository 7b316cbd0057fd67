"""The summary of a fleet for a terminal: worst first, what is shared, where it is, and what would settle the rest."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from ..fleet.summary import Summary
from .clean import clean
from .text import unstyled

MOST = 10  # entries of a list that are shown
# How a finding of before is gone (fleet/compare.py).
GONE = {
    "fixed": "fixed",
    "unsettled": "not established any more",
    "unreported": "no longer reported",
}
_PLACES = {
    "customer": "customer",
    "vault": "vault",
    "subscription": "subscription",
    "region": "region",
    "os": "operating system",
}


def fleet_text(summary: Summary, width: int = 100, style: Callable[[str, str], str] = unstyled) -> str:
    """The summary in lines of at most this many columns, but for names and commands."""
    lines: list[str] = []
    for part in (_head, _causes, _shared, _places, _steps, _changes, _trend, _accepted):
        section = list(part(summary, width))
        if section:
            lines += [style(clean(section[0]), "head"), *map(clean, section[1:]), ""]
    return "\n".join(lines)


def count(number: int, one: str, several: str = "") -> str:
    """A number with its noun: `1 case`, `1,234 cases`."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def _head(s: Summary, width: int) -> Iterator[str]:
    yield f"{count(s.cases, 'case')} of {count(s.vms, 'VM')}"
    yield f"  {s.confirmed:>9,}  with a confirmed cause"
    yield f"  {s.likely:>9,}  with a likely cause"
    yield f"  {s.inconclusive:>9,}  inconclusive"
    if s.accepted:
        yield f"  {s.accepted:>9,}  accepted as known"
    if s.rejected:
        yield f"  {s.rejected:>9,}  {'line' if s.rejected == 1 else 'lines'} rejected, not counted above"
    if s.disputed:
        yield f"  {s.disputed:>9,}  with contradictions or remarks, which their records tell"


def _causes(s: Summary, width: int) -> Iterator[str]:
    if not s.causes:
        return
    yield "What is wrong, worst first (findings: confirmed + likely)"
    for row in s.causes[:MOST]:
        yield f"  {row.confirmed:>7,} + {row.likely:<7,} {row.title}"
        more = row.confirmed + row.likely - len(row.vms)
        yield from _wrapped(f"{', '.join(row.vms)}{f' and {more:,} more' if more else ''}", width, 20)
        if row.first_step:
            yield from _wrapped(f"First: {row.first_step}", width, 20)
    more_causes = len(s.causes) - MOST + s.more_causes
    if more_causes > 0:
        yield f"  and {count(more_causes, 'further cause')}, in the records"


def _shared(s: Summary, width: int) -> Iterator[str]:
    if not s.shared:
        return
    yield "What they have in common"
    for row in s.shared[:MOST]:
        yield f"  {row.cases:>7,}  {row.title}"
        yield f"           {row.what}: {row.name}"


def _places(s: Summary, width: int) -> Iterator[str]:
    if not s.places:
        return
    yield "Where (cases with a finding, of all)"
    for dimension, words in _PLACES.items():
        rows = [row for row in s.places if row.dimension == dimension][:5]
        for n, row in enumerate(rows):
            yield f"  {words if n == 0 else '':17} {row.findings:>7,} of {row.cases:<7,} {row.name}"


def _steps(s: Summary, width: int) -> Iterator[str]:
    if not s.steps:
        return
    yield "What to collect next (cases without a confirmed cause that lack it)"
    for row in s.steps[:5]:
        yield f"  {row.cases:>7,}  {row.title} ({row.fact})"
        if row.tool in ("ask", "portal"):
            yield from _wrapped(f"{row.tool}: {row.how}", width, 11)
        elif row.how:  # a command is one line, so that it can be copied
            yield f"           {row.tool}: {row.how}"


def _changes(s: Summary, width: int) -> Iterator[str]:
    if s.new is None:
        return
    yield "Against the earlier run (findings: a cause of a VM)"
    yield f"  {s.new:>7,} new, {s.unchanged or 0:,} unchanged; of before: {', '.join(gone_words(s))}"
    for row in (s.new_causes or [])[:5]:
        more = row.findings - len(row.vms)
        names = f"{', '.join(row.vms)}{f' and {more:,} more' if more else ''}"
        yield from _wrapped(f"new: {row.title}: {names}", width, 11)
    for how, words in GONE.items():
        for vm, cause in (getattr(s, f"{how}_findings") or [])[:5]:
            yield f"           {words}: {vm}, {cause}"


def gone_words(s: Summary) -> list[str]:
    """How many findings of the earlier run are gone, in words, by how they are."""
    return [f"{getattr(s, how) or 0:,} {words}" for how, words in GONE.items()]


def _trend(s: Summary, width: int) -> Iterator[str]:
    if not s.history:
        return
    yield "Run by run (cases: all, then confirmed, likely, inconclusive; findings)"
    longest = max(len(clean(run.name)) for run in s.history)
    for run in s.history:
        sums = f"{run.cases:>7,}  {run.confirmed:>7,} {run.likely:>7,} {run.inconclusive:>7,}  {run.findings:>7,}"
        yield f"  {run.name:{longest}} {sums}"


def _accepted(s: Summary, width: int) -> Iterator[str]:
    if s.accepted_findings or s.expired:
        yield "Accepted as known"
        yield f"  {count(s.accepted_findings, 'finding')} not counted above"
        yield from (f"  expired, and counted: {text}" for text in s.expired)


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    blank = " " * indent
    return textwrap.wrap(text, max(width, 60), initial_indent=blank, subsequent_indent=blank, break_on_hyphens=False)
