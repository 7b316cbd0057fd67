"""The pages of the knowledge base: its listing, a cause's page, an error code's page. Plain text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ..engine.filling import Filler
from ..engine.knowledge import Cause, ErrorCode, KnowledgeBase
from ..facts.vocabulary import vocabulary
from .text import TextReport

KINDS = {
    "confirms": "With an error code that fits, it is confirmed if",
    "suggests": "It is likely if",
    "hints": "Common where it is at work, and no proof",
    "rules_out": "It is ruled out if",
    "out_of_scope": "It is not the reason of the failure if",
}


class ExampleLike(Protocol):
    """What a page shows of an example."""

    @property
    def name(self) -> str:
        """What it is about."""

    @property
    def verdict(self) -> str:
        """The verdict that it shows."""

    @property
    def rival(self) -> bool:
        """Whether the same symptoms fit another cause here."""

    @property
    def near_miss(self) -> bool:
        """Whether it only looks like the cause."""


def listing(kb: KnowledgeBase) -> str:
    """All error codes and all causes, by family, in order."""
    lines = ["ERROR CODES"]
    lines += [f"  {code.code}\n      {code.title}" for code in kb.codes]
    if kb.foreign_codes:
        lines += ["", "CODES OF OTHER OPERATIONS, which say nothing of the causes below"]
        lines += [f"  {code.code}\n      {code.title}" for code in kb.foreign_codes]
    lines += ["", "CAUSES, in health-check order"]
    for family in kb.families:
        step = f" (health check, step {family.health_step})" if family.health_step else ""
        lines.append(f"  {family.title}{step}")
        lines += [f"    {cause.id:28} {cause.title}" for cause in kb.of_family(family.id)]
    return "\n".join(lines) + "\n"


def facts_listing(width: int = 80) -> str:
    """Every fact that a case can state, by topic: its meaning, its values, and the ways to observe it."""
    text = TextReport(width)
    lines: list[str] = []
    for path, spec in vocabulary().items():
        if path.startswith("derived."):
            continue
        values = ", ".join(spec.choices) or {"bool": "yes or no", "list": "a list of words"}.get(spec.kind, spec.kind)
        unit = f", in {spec.unit}" if spec.unit else ""
        guest = f"; {spec.os} guests only" if spec.os else ""
        lines += text.wrapped(f"{spec.title} ({values}{unit}{guest})", f"{path}: ", "    ")
        for way in spec.how:
            if way.tool in ("portal", "ask"):
                lines += text.wrapped(way.text, f"    {way.tool}: ", "      ")
            else:  # a command is one line, so that it can be copied
                lines += [
                    f"    {way.tool}: {line}" if n == 0 else f"      {line}"
                    for n, line in enumerate(way.text.splitlines())
                ]
    return "\n".join(lines) + "\n"


def cause_page(
    kb: KnowledgeBase,
    cause: Cause,
    examples: Iterable[ExampleLike],
    width: int = 80,
    signatures: Iterable[tuple[str, str]] = (),
) -> str:
    """What a cause is, its rules in words, its remedy, its sources and its examples.

    `signatures` are the known lines that speak for it, each with what stands in it.
    """
    text = TextReport(width)
    family = kb.family[cause.family]
    codes = [c.code for c in kb.codes if cause.family in c.families]
    lines = [cause.title, f"{cause.id}, since {cause.since}", ""]
    lines += text.wrapped(cause.explanation, "", "")
    lines += ["", *text.wrapped(f"Family: {family.title}", "", "  ")]
    lines += text.wrapped(
        f"Listed for: {', '.join(codes) or 'no error code; a health check or newer knowledge'}", "", "  "
    )
    for kind, head in KINDS.items():
        rules = [r for r in kb.rules_of(cause) if r.kind == kind]
        if rules:
            lines += ["", f"{head} (one of)" if len(rules) > 1 else head]
            for rule in rules:
                lines += text.wrapped(rule.words, "  - ", "    ")
    signatures = list(signatures)
    lines += ["", "Known lines that speak for it"] if signatures else []
    for name, quote in signatures:
        lines += text.wrapped(quote, f"  - {name}: ", "    ")
    lines += ["", "It is also ruled out if each of its signs is known to be absent.", "", "What to do"]
    remedy = Filler(kb.placeholders, {}).remedy(cause.remedy)
    for n, step in enumerate(remedy.steps, 1):
        lines += text.step(step, f"{n}. ")
    lines += text.step(remedy.verify, "To verify: ")
    if cause.leads_to:
        lines += ["", f"Leads to: {', '.join(cause.leads_to)}"]
    if cause.today:
        lines += ["", *text.wrapped(cause.today, "The document and today: ", "  ")]
    lines += ["", "Sources"]
    for source in cause.sources:
        lines += text.wrapped(str(source), "  - ", "    ")
        lines += [f"    {source.url}"] if source.url else []
    lines += ["", "Examples"]
    for example in examples:
        near = ", near miss" if example.near_miss else ", a rival" if example.rival else ""
        lines += text.wrapped(f"{example.name}: {example.verdict.replace('_', ' ')}{near}", "  - ", "    ")
    return "\n".join(lines) + "\n"


def code_page(kb: KnowledgeBase, code: ErrorCode, width: int = 80) -> str:
    """What an error code means, the messages it comes with, and its causes in the document's order."""
    text = TextReport(width)
    lines = [code.code, *text.wrapped(code.title, "", ""), "", "Seen with"]
    for message in code.messages:
        lines += text.wrapped(message, "  - ", "    ")
    if code.numbers:
        lines.append(f"  - as number {', '.join(map(str, code.numbers))}")
    lines += ["", "Causes in the document's order"] if code.families else []
    for n, family in enumerate(code.families, 1):
        lines += text.wrapped(kb.family[family].title, f"  {n}. ", "     ")
        lines += [f"       {cause.id}" for cause in kb.of_family(family)]
    if code.note:
        lines += ["", *text.wrapped(code.note, "", "")]
    lines += ["", *(f"Source: {source}" for source in code.sources)]
    return "\n".join(lines) + "\n"
