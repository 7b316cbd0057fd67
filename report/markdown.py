"""A diagnosis as Markdown, for a ticket: every name in it is literal text."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine.result import Diagnosis, Explanation, FilledStep
from .clean import clean, code_block, code_span, markdown, table_cell

_LANGUAGE = {
    "az": "Azure CLI",
    "az-powershell": "Az PowerShell",
    "bash": "guest, bash",
    "powershell": "guest, PowerShell",
}


def render(diagnosis: Diagnosis) -> str:
    """The diagnosis as a Markdown document, ending in a newline."""
    case = diagnosis.case
    name = case.vm or case.id or "this case"
    lines = [f"# Backup failure of {markdown(name)}", ""]
    if case.error_code:
        lines += [
            f"Error code {code_span(case.error_code)}: {markdown(case.error_title or 'unknown code')}",
            "",
        ]
    if diagnosis.headline is not None:
        lines += [f"**{markdown(diagnosis.headline.text)}**", ""]
    if diagnosis.changes is not None:
        from .changed import changed_markdown  # few tickets tell it

        lines += changed_markdown(diagnosis.changes)
    shown = [e for e in diagnosis.explanations if e.verdict != "possible"]
    for explanation in shown:
        lines += _explanation(explanation)
    if diagnosis.also_wrong:
        lines += ["## Also wrong, and not behind this failure", ""]
        for each in diagnosis.also_wrong:
            seen = "; ".join(f"{s.fact} is {s.value}" for s in each.because)
            lines.append(f"- {markdown(each.title)} ({code_span(each.cause)}): {markdown(seen)}")
        lines.append("")
    open_ones = [e for e in diagnosis.explanations if e.verdict == "possible"]
    if open_ones:
        lines += ["## Possible", ""]
        lines += [f"{e.rank}. {markdown(e.title)} ({code_span(e.cause)}){_resembling(e)}" for e in open_ones]
        lines.append("")
    if diagnosis.next_checks:
        lines += ["## What to check next", ""]
        for check in diagnosis.next_checks:
            way = f": {code_span(check.how[0].text)}" if check.how else ""
            lines.append(f"- [ ] {markdown(check.question or check.title)}{way}")
        lines.append("")
    if diagnosis.ruled_out:
        lines += ["## Ruled out", ""]
        for r in diagnosis.ruled_out:
            seen = "; ".join(f"{s.fact} is {s.value}" for s in r.because)
            lines.append(
                f"- {markdown(r.title)} ({code_span(r.cause)}): {markdown(r.reason)}"
                + (f" ({markdown(seen)})" if seen else "")
            )
        lines.append("")
    if diagnosis.notes:
        lines += ["## Notes", "", *(f"- {markdown(note)}" for note in diagnosis.notes), ""]
    lines.append(f"Diagnosed by backupdx with knowledge base {markdown(diagnosis.kb_version)}.")
    return "\n".join(lines) + "\n"


def _resembling(e: Explanation) -> str:
    """What words it shares with those that were told: a hint, and no evidence."""
    return f", which your words resemble ({markdown(', '.join(e.resembles))})" if e.resembles else ""


def _explanation(e: Explanation) -> Iterator[str]:
    yield f"## {e.rank}. {markdown(e.title)} ({e.verdict})"
    yield ""
    yield f"{markdown(e.explanation)} Cause {code_span(e.cause)}."
    yield ""
    if e.because:
        yield "| fact | value | source |"
        yield "|---|---|---|"
        for s in e.because:
            yield f"| {code_span(s.fact)} | {table_cell(s.value)} | {table_cell(s.source)} |"
        yield ""
    if e.follows_from:
        yield f"May come of {', '.join(code_span(c) for c in e.follows_from)}: see to that first."
        yield ""
    for n, step in enumerate(e.remedy.steps, 1):
        yield from _step(step, f"{n}. ")
    yield from _step(e.remedy.verify, "To verify: ")
    if e.document_note:
        yield f"> {markdown(e.document_note)}"
        yield ""
    yield "Sources: " + "; ".join(markdown(s) for s in e.sources)
    yield ""


def _step(step: FilledStep, number: str) -> Iterator[str]:
    facts = "; ".join(filter(None, (step.effect if step.effect != "read-only" else "", step.rights)))
    condition = f"If {markdown(step.only_if)}: " if step.only_if else ""
    yield f"{number}{condition}{markdown(step.text)}" + (f" ({markdown(facts)})" if facts else "")
    yield ""
    for command in step.commands:
        only_if = f", if {markdown(command.only_if)}" if command.only_if else ""
        if command.tool == "portal":
            yield f"Portal{only_if}: {markdown(command.command)}"
        else:
            yield f"{_LANGUAGE.get(command.tool, command.tool)}{only_if}:"
            yield ""
            yield from code_block([clean(command.command)])
        yield ""
    if step.caution:
        yield f"**Note:** {markdown(step.caution)}"
        yield ""
