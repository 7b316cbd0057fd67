"""What changed since an earlier export, for people: changed facts that a rule looks at first."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine.changes import Change, Changes
from ..engine.result import Diagnosis
from ..facts.vocabulary import vocabulary
from .clean import clean, code_span, markdown, table_cell
from .screen import counted
from .text import Style, TextReport, unstyled

MOST = 5  # changes that one screen tells
_NOT_LISTED = "not listed"


def changed(diagnosis: Diagnosis, width: int = 80, style: Style = unstyled, full: bool = False) -> str:
    """What changed, with an empty line behind it; empty where nothing was compared. Without `full` a few lines."""
    told = diagnosis.changes
    if told is None:
        return ""
    report = TextReport(width, style, full)
    shown = told.changes if full else [c for c in told.changes if c.of_rules][:MOST]
    lines = [style(line, "head") for line in report.wrapped(_head(told), "", "  ")]
    for change in shown:
        role = "bold" if change.carries else ""
        lines += report.wrapped(f"{_what(change)}{_carries(change)}", "  * ", "      ", role=role)
        if full:
            lines += report.wrapped(_sources(change), "      ", "      ") if _sources(change) else []
    rest = _rest(told, len(shown))
    lines += [style(line, "dim") for line in report.wrapped(rest, "  ", "  ")] if rest else []
    for note in told.notes if full or not shown else told.notes[:1]:
        lines += [style(line, "caution") for line in report.wrapped(note, "  ", "  ")]
    return "\n".join(line.rstrip() for line in lines) + "\n\n"


def _head(told: Changes) -> str:
    since = f"{told.taken_at:%Y-%m-%d %H:%M} UTC" if told.taken_at else "the earlier facts"
    code = f", when the error code was {clean(told.error_code)}" if told.error_code else ""
    if not told.changes:
        return f"Nothing that both tell has changed since {since}{code} ({counted(told.same, 'fact')})"
    return f"Changed since {since}{code}"


def _what(change: Change) -> str:
    item = f" {clean(change.item)}" if change.item else ""
    before, now = (_value(change, value) for value in (change.before, change.now))
    return f"{change.title}{item}: {before} -> {now}"


def _value(change: Change, value: str) -> str:
    words = value.replace("_", " ") if vocabulary()[change.fact].kind == "choice" else value
    return clean(words) or _NOT_LISTED


def _carries(change: Change) -> str:
    return f" [{', '.join(change.carries)}]" if change.carries else ""


def _sources(change: Change) -> str:
    pairs = (("then", change.source_before), ("now", change.source_now))
    places = ((when, source.removesuffix(f": {change.fact}")) for when, source in pairs)  # in a fact file: the fact
    return "; ".join(f"{when}: {clean(source)}" for when, source in places if source)


def _rest(told: Changes, shown: int) -> str:
    """What is not told one by one."""
    of_rules = sum(change.of_rules for change in told.changes)
    more, others = max(0, of_rules - shown), len(told.changes) - max(of_rules, shown)
    parts = [
        f"{more} more that rules look at" if more else "",
        f"{others} more that no rule looks at" if others > 0 else "",
        f"{counted(len(told.only_now), 'fact')} known only now" if told.only_now else "",
        f"{len(told.only_before)} only then" if told.only_before else "",
    ]
    return "; ".join(filter(None, parts)) + (": no changes" if not (more or others > 0) and any(parts) else "")


def changed_markdown(told: Changes) -> Iterator[str]:
    """The section of a ticket."""
    yield f"## {markdown(_head(told))}"
    yield ""
    if told.changes:
        yield "| fact | then | now | causes that rest on it |"
        yield "|---|---|---|---|"
        for change in told.changes:
            name = f"{change.title} {change.item}".strip()
            values = (table_cell(_value(change, value)) for value in (change.before, change.now))
            causes = ", ".join(code_span(cause) for cause in change.carries)
            yield f"| {table_cell(name)} | {' | '.join(values)} | {causes or '-'} |"
        yield ""
    for note in told.notes:
        yield f"> {markdown(note)}"
        yield ""
