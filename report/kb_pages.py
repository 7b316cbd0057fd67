"""The knowledge base as plain Markdown: an index, a page for each cause and one for each error code, linked.

They are made from what is known and kept nowhere: a new cause is a new page, and changes no file of the repository.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ..engine.filling import Filler
from ..engine.knowledge import Cause, ErrorCode, KnowledgeBase
from ..facts.references import Reference
from .clean import code_block, code_span, markdown
from .markdown import step_lines
from .pages import KINDS, ExampleLike


class Shown(NamedTuple):
    """What a cause's page shows beside what the knowledge base says of it.

    `examples` are examples with their facts as a fact file; `lines` the known lines that speak for it, by id.
    """

    examples: Sequence[tuple[ExampleLike, str]]
    lines: Sequence[tuple[str, str]]


def kb_pages(kb: KnowledgeBase, beside: Callable[[Cause], Shown]) -> Iterator[tuple[str, str]]:
    """The pages as (path, text), with `/` in paths; `beside` tells what else belongs to a cause."""
    codes = (*kb.codes, *kb.foreign_codes)
    yield "index.md", _text(_index(kb))
    for code in codes:
        yield f"codes/{code.code}.md", _text(_code(kb, code))
    for cause in kb.in_order:
        yield f"causes/{cause.id}.md", _text(_cause(kb, cause, beside(cause)))


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _cause_link(cause: Cause, up: str = "") -> str:
    return f"[{markdown(cause.title)}]({up}{cause.id}.md)"


def _code_link(code: ErrorCode, up: str = "") -> str:
    return f"[{markdown(code.code)}]({up}{code.code}.md)"


def _index(kb: KnowledgeBase) -> Iterator[str]:
    yield "# Why a backup of an Azure VM fails"
    yield ""
    yield (
        f"{len(kb.causes)} causes and {len(kb.codes)} error codes, of the knowledge base {markdown(kb.version)} of "
        "backupdx. Made by `backupdx kb pages`."
    )
    yield from ("", "## Error codes", "", "| Code | What it says |", "|---|---|")
    yield from (f"| {_code_link(code, 'codes/')} | {markdown(code.title)} |" for code in kb.codes)
    if kb.foreign_codes:
        yield from ("", "## Error codes of other operations", "", "They say nothing of the causes below.", "")
        yield from ("| Code | What it says |", "|---|---|")
        yield from (f"| {_code_link(code, 'codes/')} | {markdown(code.title)} |" for code in kb.foreign_codes)
    yield from ("", "## Causes", "")
    for family in kb.families:
        members = list(kb.of_family(family.id))
        if len(members) == 1 and members[0].title == family.title:
            yield f"- {_cause_link(members[0], 'causes/')}"
        elif members:
            yield f"- {markdown(family.title)}"
            yield from (f"  - {_cause_link(cause, 'causes/')}" for cause in members)


def _cause(kb: KnowledgeBase, cause: Cause, shown: Shown) -> Iterator[str]:
    yield f"# {markdown(cause.title)}"
    yield ""
    yield f"{markdown(cause.explanation)}"
    yield ""
    yield f"Cause {code_span(cause.id)}, since {markdown(cause.since)}. [All causes and codes](../index.md)"
    yield ""
    yield from _its_codes(kb, cause)
    for kind, head in KINDS.items():
        rules = [r for r in kb.rules_of(cause) if r.kind == kind]
        if rules:
            yield from (f"## {head}" if len(rules) == 1 else f"## {head} one of these holds", "")
            yield from (f"- {markdown(rule.words)}" for rule in rules)
            yield ""
    yield from ("It is also ruled out if each of its signs is known to be absent.", "")
    if shown.lines:
        yield from ("## Known lines that speak for it", "")
        yield from (f"- {code_span(name)}: {code_span(quote)}" for name, quote in shown.lines)
        yield ""
    yield from ("## What to do", "")
    remedy = Filler(kb.placeholders, {}).remedy(cause.remedy)
    for n, step in enumerate(remedy.steps, 1):
        yield from step_lines(step, f"{n}. ")
    yield from step_lines(remedy.verify, "To verify: ")
    for head, ids in (("Leads to", cause.leads_to), ("Comes of", _above(kb, cause))):
        if ids:
            yield f"{head}: {', '.join(_cause_link(kb.by_id[each]) for each in ids)}."
            yield ""
    if cause.today:
        yield from (f"> {markdown(cause.today)}", "")
    yield from _sources(cause.sources)
    yield from ("## Examples", "")
    for example, facts in shown.examples:
        near = ", a near miss" if example.near_miss else ", a rival with the same symptoms" if example.rival else ""
        yield from (f"{markdown(example.name)}: **{example.verdict.replace('_', ' ')}**{near}.", "")
        opened, *rest = code_block(facts.rstrip("\n").split("\n"))
        yield from (f"{opened}yaml", *rest, "")


def _its_codes(kb: KnowledgeBase, cause: Cause) -> Iterator[str]:
    listed = [code for code in kb.codes if cause.family in code.families]
    if listed:
        yield f"Microsoft's page lists it for: {', '.join(_code_link(code, '../codes/') for code in listed)}."
        yield ""
    if cause.codes is None:
        yield "It can be behind any error code of its kind of operation."
    else:
        others = [c for c in kb.codes if c not in listed and kb.in_scope(cause, c)]
        if others:
            yield f"It can be behind: {', '.join(_code_link(code, '../codes/') for code in others)}."
    yield ""


def _above(kb: KnowledgeBase, cause: Cause) -> list[str]:
    return [each.id for each in kb.in_order if cause.id in each.leads_to]


def _code(kb: KnowledgeBase, code: ErrorCode) -> Iterator[str]:
    yield f"# {markdown(code.code)}"
    yield ""
    yield f"{markdown(code.title)}. [All causes and codes](../index.md)"
    yield ""
    seen: list[Any] = [*code.messages, *(f"as number {number}" for number in code.numbers)]
    seen += [f"written as {alias}" for alias in code.aliases]
    if seen:
        yield from ("## Seen with", "", *(f"- {markdown(str(text))}" for text in seen), "")
    if code.families:
        yield from ("## Causes in the order of Microsoft's page", "")
        for n, family in enumerate(code.families, 1):
            members = list(kb.of_family(family))
            if len(members) == 1 and members[0].title == kb.family[family].title:
                yield f"{n}. {_cause_link(members[0], '../causes/')}"
            else:
                yield f"{n}. {markdown(kb.family[family].title)}"
                yield from (f"   - {_cause_link(cause, '../causes/')}" for cause in members)
        yield ""
    if code.code in kb.code:
        others = [c for c in kb.in_order if c.family not in code.families and kb.in_scope(c, code)]
        if others:
            yield from ("## Other causes that can be behind it", "")
            yield from (f"- {_cause_link(cause, '../causes/')}" for cause in others)
            yield ""
    if code.note:
        yield from (markdown(code.note), "")
    yield from _sources(code.sources)


def _sources(sources: Iterable[Reference]) -> Iterator[str]:
    told = [f"- {markdown(str(s))}" + (f": <{s.url}>" if s.url else "") for s in sources]
    if told:
        yield from ("## Sources", "", *told, "")
