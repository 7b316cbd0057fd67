"""A diagnosis as Markdown, for a ticket: every name in it is literal text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..engine.result import Diagnosis, Explanation, FilledCommand, FilledStep
from .clean import code_block, code_span, markdown, table_cell

_WHERE = {
    "az": "Azure CLI",
    "az-powershell": "Az PowerShell",
    "bash": "in the guest",
    "powershell": "in the guest, PowerShell",
    "cmd": "in the guest, cmd",
}
_LANGUAGE = {"az": "sh", "az-powershell": "powershell", "bash": "sh", "powershell": "powershell", "cmd": "bat"}


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
    shown = diagnosis.leading
    for explanation in shown:
        lines += _explanation(explanation)
    if diagnosis.also_wrong:
        lines += ["## Also wrong, and not behind this failure", ""]
        for each in diagnosis.also_wrong:
            seen = "; ".join(f"{s.fact} is {s.value}" for s in each.because)
            lines.append(f"- {markdown(each.title)} ({code_span(each.cause)}): {markdown(seen)}")
        lines.append("")
    open_ones = diagnosis.explanations[len(shown) :]
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
    return f", which the words given resemble ({markdown(', '.join(e.resembles))})" if e.resembles else ""


def _explanation(e: Explanation) -> Iterator[str]:
    yield f"## {e.rank}. {markdown(e.title)} ({e.verdict})"
    yield ""
    yield f"{markdown(e.explanation)} Cause {code_span(e.cause)}."
    yield ""
    if e.reasons:
        yield "| Because | Where | When |"
        yield "|---|---|---|"
        for r in e.reasons:
            yield f"| {cell(r.text)} | {table_cell(r.where) if r.where else ''} | {cell(r.when)} |"
        yield ""
    if e.follows_from:
        yield f"May come of {', '.join(code_span(c) for c in e.follows_from)}: see to that first."
        yield ""
    for n, step in enumerate(e.remedy.steps, 1):
        yield from step_lines(step, f"{n}. ")
    yield from step_lines(e.remedy.verify, "To verify: ")
    if e.document_note:
        yield f"> {markdown(e.document_note)}"
        yield ""
    yield "Sources: " + "; ".join(markdown(s) for s in e.sources)
    yield ""
    if e.links:
        yield "Read more: " + ", ".join(f"<{link}>" for link in e.links)
        yield ""


def cell(text: str) -> str:
    """The text as literal Markdown that can stand in a table cell."""
    return markdown(text).replace("\n", " ")


def step_lines(step: FilledStep, number: str) -> Iterator[str]:
    """A step behind its number: the text, its commands in one block, and what to know before."""
    facts = "; ".join(filter(None, (step.effect if step.effect != "read-only" else "", step.rights)))
    condition = f"If {markdown(step.only_if)}: " if step.only_if else ""
    yield f"{number}{condition}{markdown(step.text)}" + (f" ({markdown(facts)})" if facts else "")
    yield ""
    for command in step.commands:
        if command.tool == "portal":
            only_if = f", if {markdown(command.only_if)}" if command.only_if else ""
            yield f"Portal{only_if}: {markdown(command.command)}"
            yield ""
    typed = [c for c in step.commands if c.tool != "portal"]
    if typed:
        yield from _fence(typed)
        yield ""
    if step.caution:
        yield f"**Note:** {markdown(step.caution)}"
        yield ""


def _fence(commands: Sequence[FilledCommand]) -> list[str]:
    """All commands of a step in one block; comments tell the tool, where it changes, and what could not be checked."""
    languages = {_LANGUAGE.get(c.tool, "") for c in commands}
    language = languages.pop() if len(languages) == 1 else ""
    comment = "rem" if language == "bat" else "#"
    lines: list[str] = []
    above = ""
    for command in commands:
        told = [_WHERE.get(command.tool, command.tool)] if command.tool != above else []
        told += [f"if {command.only_if}"] if command.only_if else []
        told += [] if command.complete else ["fill in what stands in < >"]
        told += [] if command.verified else ["not checked against its documentation"]
        lines += [f"{comment} {', '.join(told)}"] if told else []
        lines += command.command.split("\n")
        above = command.tool
    block = code_block(lines)
    return [f"{block[0]}{language}", *block[1:]]
