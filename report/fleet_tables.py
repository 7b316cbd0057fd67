"""A fleet as tables for other programs and for tickets: CSV with one row a case, and Markdown of the summary."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import IO, Any, NamedTuple

from ..fleet.summary import Summary
from ..fleet.tally import findings_of
from .clean import clean, code_span, markdown, table_cell
from .fleet_text import count, gone_words

COLUMNS = (
    "id", "vm", "resource_group", "subscription", "region", "os", "vault", "policy", "code", "failed_at",
    "cause", "title", "verdict", "because", "missing", "further_causes", "shared", "status", "customer",
    "failing_since",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\N{MINUS SIGN}")
_NAMES = COLUMNS[: COLUMNS.index("cause")]


class CsvRow(NamedTuple):
    """A record line with what a run says of it beside."""

    record: str
    status: str = ""
    customer: str = ""
    since: str = ""


def write_csv(header: dict[str, Any], rows: Iterable[CsvRow], stream: IO[str]) -> None:
    """Write one row for each record that is no reject: its case, and its best explanation.

    A cell that a spreadsheet would take for a formula gets a quote before it.
    """
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in rows:
        record = json.loads(row.record)
        if "rejected" not in record:
            writer.writerow([_cell(value) for value in _row(header, record, row)])


def _row(header: dict[str, Any], record: dict[str, Any], row: CsvRow) -> Iterator[str]:
    yield from (record["case"].get(name, "") for name in _NAMES)
    first: dict[str, Any] = next(iter(record["explanations"]), {})
    found = list(findings_of(record))
    known = [f"{seen[0]} is {seen[1]}" for seen in first.get("because", ())]
    yield first.get("cause", "") if found else ""
    yield header["causes"].get(first.get("cause"), {}).get("title", "") if found else ""
    yield first.get("verdict", "") if found else "inconclusive"
    yield "; ".join(known)
    yield " ".join(first.get("missing", ()))
    yield " ".join(f.cause for f in found[1:])
    yield " ".join(first.get("shared", [])[1:])
    yield from row[1:]


def _cell(value: str) -> str:
    shown = clean(value)
    first = unicodedata.normalize("NFKC", shown.lstrip()[:1])  # some take a fullwidth sign for the narrow one
    return f"'{shown}" if first in _FORMULA else shown


def fleet_markdown(summary: Summary) -> str:
    """The summary as a Markdown document for a ticket."""
    return "\n".join(_markdown(summary)) + "\n"


def _markdown(s: Summary) -> Iterator[str]:
    yield f"# Failed backups: {count(s.cases, 'case')} of {count(s.vms, 'VM')}"
    yield ""
    yield (
        f"{s.confirmed:,} with a confirmed cause, {s.likely:,} with a likely one, {s.inconclusive:,} inconclusive"
        f"{f', {s.accepted:,} accepted as known' if s.accepted else ''}"
        f"{f'; {s.rejected:,} lines rejected' if s.rejected else ''}."
    )
    if s.new is not None:
        told = f"{s.new:,} new findings, {s.unchanged:,} unchanged; of before: {', '.join(gone_words(s))}"
        yield f"\nAgainst the earlier run: {told}."
    if s.new_causes:
        yield from ("", "## What is new", "", "| Findings | Cause | VMs | First step |", "|--:|---|---|---|")
        for new in s.new_causes:
            vms = ", ".join(table_cell(vm) for vm in new.vms)
            yield f"| {new.findings:,} | {markdown(new.title)} | {vms} | {markdown(new.first_step)} |"
    if s.causes:
        yield from (
            "",
            "## What is wrong",
            "",
            "| Confirmed | Likely | Cause | VMs | First step |",
            "|--:|--:|---|---|---|",
        )
        for row in s.causes:
            vms = ", ".join(table_cell(vm) for vm in row.vms)
            yield f"| {row.confirmed:,} | {row.likely:,} | {markdown(row.title)} | {vms} | {markdown(row.first_step)} |"
    if s.shared:
        yield from ("", "## What they have in common", "", "| Cases | Cause | What | Name |", "|--:|---|---|---|")
        for each in s.shared:
            yield f"| {each.cases:,} | {markdown(each.title)} | {markdown(each.what)} | {table_cell(each.name)} |"
    if s.places:
        yield from ("", "## Where", "", "| | Name | With a finding | Cases |", "|---|---|--:|--:|")
        for place in s.places:
            yield f"| {place.dimension} | {table_cell(place.name)} | {place.findings:,} | {place.cases:,} |"
    if s.steps:
        yield from ("", "## What to collect next", "")
        for step in s.steps[:5]:
            yield f"- {count(step.cases, 'case')}: {markdown(step.title)}" + (
                f": {code_span(step.how)}" if step.how else ""
            )
    if s.history:
        head = "| Run | Cases | Confirmed | Likely | Inconclusive | Findings |"
        yield from ("", "## Run by run", "", head, "|---|--:|--:|--:|--:|--:|")
        for run in s.history:
            sums = " | ".join(f"{n:,}" for n in (run.cases, run.confirmed, run.likely, run.inconclusive, run.findings))
            yield f"| {markdown(run.name)} | {sums} |"
    if s.expired:
        yield from ("", "## Accepted, and expired", "", *(f"- {markdown(text)}" for text in s.expired))
    yield ""
    yield f"Diagnosed by backupdx with knowledge base {markdown(s.kb_version)}."
