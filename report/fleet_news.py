"""A fleet for Teams and for ServiceNow: what is new against an earlier run, or without one, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..fleet.summary import CauseRow, NewRow, Summary
from .cards import STYLE, Part, block, box, message, run
from .fleet_text import count, gone_words
from .servicenow import as_json, incident

_MORE = "All of it: backupdx fleet FILES"
_NOTHING = "Nothing is new against the earlier run."
_MANY = 10  # VMs from which on an incident is more than one machine's


def fleet_message(s: Summary) -> str:
    """The message for Teams."""
    title = _title(s)
    style = "good" if s.new == 0 else STYLE["confirmed"] if s.new or s.confirmed else STYLE["likely"]
    parts = [Part("", [box(style, block(run(title, size="large", weight="bolder")), block(run(_sums(s))))])]
    if s.new_causes:
        parts.append(Part("", [_head("New")]))
        parts += _rows(s.new_causes, 10, "new cause")
    if s.new is not None:
        parts.append(Part("", [block(run(f"{s.unchanged or 0:,} findings are unchanged; of before: {_gone(s)}."))]))
    if s.causes:
        parts.append(Part("", [_head("What is wrong, worst first")]))
        parts += _rows(s.causes, 200, "cause")
    for n, row in enumerate(s.shared, 1):
        said = f"{count(row.cases, 'case')} share {row.what} {row.name}: {row.title}"
        parts.append(Part(f"shared resource {n}", [block(run(said))], 300 + n))
    parts.append(Part("", [block(run(f"backupdx, knowledge base {s.kb_version}", isSubtle=True, size="small"))]))
    return message(parts, [], title, _MORE)


def _head(text: str) -> dict[str, object]:
    return block(run(text, weight="bolder", size="medium"), separator=True)


def _rows(rows: Sequence[NewRow | CauseRow], spare: int, what: str) -> Iterator[Part]:
    for n, row in enumerate(rows, 1):
        items = [
            block(run(f"{_findings(row)}  ", weight="bolder"), run(row.title)),
            block(run(_names(row), isSubtle=True), spacing="none"),
        ]
        items += [block(run("First: ", weight="bolder"), run(row.first_step), spacing="none")] if row.first_step else []
        yield Part(f"{what} {n}", items, spare + n)


def _number(row: NewRow | CauseRow) -> int:
    return row.findings if isinstance(row, NewRow) else row.confirmed + row.likely


def _findings(row: NewRow | CauseRow) -> str:
    if isinstance(row, NewRow):
        return f"{row.findings:,}"
    return f"{row.confirmed:,} confirmed{f', {row.likely:,} likely' if row.likely else ''}"


def _names(row: NewRow | CauseRow) -> str:
    more = _number(row) - len(row.vms)
    return f"{', '.join(row.vms)}{f' and {more:,} more' if more else ''}"


def _title(s: Summary) -> str:
    if s.new is None:
        return f"Failed backups: {count(s.cases, 'case')} of {count(s.vms, 'VM')}"
    return f"Failed backups: {count(s.new, 'new finding')}" if s.new else "Failed backups: nothing new"


def _sums(s: Summary) -> str:
    apart = f", {s.accepted:,} accepted as known" if s.accepted else ""
    return (
        f"{count(s.cases, 'case')} of {count(s.vms, 'VM')}: {s.confirmed:,} with a confirmed cause, {s.likely:,} with "
        f"a likely one, {s.inconclusive:,} inconclusive{apart}."
    )


def _gone(s: Summary) -> str:
    return ", ".join(gone_words(s))


def fleet_incident(s: Summary) -> str:
    """The body of one incident for ServiceNow, ending in a newline."""
    rows: Sequence[NewRow | CauseRow] = s.causes if s.new is None else s.new_causes or []
    description = [_sums(s)]
    if s.new is not None:
        description.append(f"Against the earlier run: {s.new:,} new, {s.unchanged or 0:,} unchanged; {_gone(s)}.")
        description += [_NOTHING] if not s.new else []
    description += [f"{_findings(row)}: {row.title} ({row.cause})\n{_names(row)}" for row in rows]
    description.append(f"Diagnosed by backupdx with knowledge base {s.kb_version}.")
    notes = [f"{row.title}\nFirst: {row.first_step}" for row in rows if row.first_step]
    notes += [f"{count(row.cases, 'case')} share {row.what} {row.name}: {row.title}" for row in s.shared]
    return as_json(
        incident(
            _title(s),
            description,
            notes,
            "2" if rows else "3",
            "2" if sum(map(_number, rows)) >= _MANY else "3",
            "fleet",
            *(f"{row.cause} {_findings(row)} {_names(row)}" for row in rows),
        )
    )
