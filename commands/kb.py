"""`backupdx kb`: what the knowledge base holds."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..facts.errors import UsageError
from ..report import formats
from .completing import causes_and_codes
from .helping import Commands
from .output import format_option, look, out, say, width
from .packing import lock

if TYPE_CHECKING:
    from ..engine.knowledge import Cause

app = typer.Typer(cls=Commands, help="Look into the knowledge base.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def kb_list() -> None:
    """List the error codes and the causes, by family."""
    from ..kb.knowledge import knowledge_base
    from ..report.pages import listing

    out(listing(knowledge_base()))


@app.command("show")
def kb_show(
    cause: Annotated[str, typer.Argument(help="The id of a cause, or an error code.", autocompletion=causes_and_codes)],
) -> None:
    """Show the page of a cause (what it is, its rules, its remedy, its examples) or of an error code."""
    from ..kb.examples import examples_of
    from ..kb.knowledge import knowledge_base
    from ..kb.recognition import recognise
    from ..kb.signs import supporting
    from ..report.pages import cause_page, code_page

    kb = knowledge_base()
    known = recognise(cause)
    found = kb.by_any_id.get(cause)
    if found is not None:
        known_lines = [(s.id, s.quote or s.title) for s in supporting(kb, found)]
        out(cause_page(kb, found, examples_of(found.id), width(), known_lines))
    elif known.code and known.how == "code":
        out(code_page(kb, {**kb.code, **kb.foreign_code}[known.code], width()))
    else:
        from ..facts.declaration import nearest

        guess = nearest(cause, [*kb.by_id, *kb.code])
        hint = f"did you mean {guess}?" if guess else "`backupdx kb list` shows them"
        raise UsageError(f"no cause or error code {cause!r}; {hint}")


@app.command("pages")
def kb_pages(
    folder: Annotated[Path, typer.Option("--out", help="The folder to write to; it is made where it is missing.")],
) -> None:
    """Write a page for each cause and each error code, as Markdown with links, and an index of them.

    Pages of the same name are replaced; nothing else in the folder is touched.
    """
    from ..facts.saving import case_text
    from ..facts.writing import folder_for, written
    from ..kb.examples import examples_of
    from ..kb.knowledge import knowledge_base
    from ..kb.signs import supporting
    from ..report.kb_pages import Shown
    from ..report.kb_pages import kb_pages as pages

    kb = knowledge_base()

    def beside(cause: Cause) -> Shown:
        examples = [(example, case_text(example.case)) for example in examples_of(cause.id)]
        return Shown(examples, [(s.id, s.quote or s.title) for s in supporting(kb, cause)])

    count = 0
    for name, text in pages(kb, beside):
        path = folder / name
        folder_for(path)
        with written(path) as stream:
            stream.write(text)
        count += 1
    say(f"{count} pages are in {folder}: begin with {folder / 'index.md'}")


@app.command("facts")
def kb_facts() -> None:
    """List the facts that can be observed: what each means, its values, and how to find out."""
    from ..report.pages import facts_listing

    out(facts_listing(width()))


@app.command("signatures")
def kb_signatures(
    format: Annotated[str, format_option("kb signatures", "the list")] = "text",
) -> None:
    """List the known lines of logs, events and messages, by place: what each gives, and the causes it speaks for."""
    from ..kb.knowledge import knowledge_base
    from ..kb.signs import all_signatures

    out(formats.renderer("kb signatures", format)(all_signatures(knowledge_base()), look()))


@app.command("trace")
def kb_trace() -> None:
    """Show where each statement of the seed document, and each id of the catalogues, is encoded, or why it is not.

    Exits with 1 if one is nowhere, and nothing says why.
    """
    from ..kb.trace import trace

    rows = trace()
    lines = []
    for row in rows:
        lines.append(f"{row.id}  {row.text}")
        lines += [f"    {place}" for place in row.places] or [
            f"    left out: {row.left_out}" if row.left_out else "    NOWHERE"
        ]
    gaps, left_out = [row.id for row in rows if row.is_gap], sum(bool(row.left_out) for row in rows)
    lines.append(
        f"{len(rows)} statements and ids, {left_out} left out, {len(gaps)} encoded nowhere"
        + (f": {', '.join(gaps)}" if gaps else "")
    )
    out("\n".join(lines) + "\n")
    if gaps:
        raise typer.Exit(1)


app.command("lock")(lock)


@app.command("check")
def kb_check(
    format: Annotated[str, format_option("kb check", "the result")] = "text",
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to compare review dates with; else today.")
    ] = None,
) -> None:
    """Verify the knowledge base: rules, facts, codes, remedies, sources; exit with 1 on anomalies."""
    from ..kb.check import check

    report = check(as_of.date() if as_of else date.today())
    out(formats.renderer("kb check", format)(report, look()))
    if report.anomalies:
        raise typer.Exit(1)


@app.command("export")
def kb_export(
    format: Annotated[str, format_option("kb export", "the rule base: plain data, or source for CLIPS 6.4")] = "json",
) -> None:
    """Write the rule base for other engines: all that verdicts and ranks rest on."""
    from ..engine.export import rule_base
    from ..kb.knowledge import knowledge_base

    out(formats.renderer("kb export", format)(rule_base(knowledge_base()), look()))
