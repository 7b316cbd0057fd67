"""A diagnosis as text, with nothing left out (`--full`): ranked, what to do first, then what is still open.

What fits one screen of it is made by screen.py.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..engine.result import Diagnosis, Explanation, FilledCommand, FilledStep, How, NextCheck, Seen, Why
from .clean import clean

Style = Callable[[str, str], str]  # (text, role) -> text with colours, or without
LABEL = {
    "confirmed": "CONFIRMED",
    "likely": "LIKELY",
    "possible": "POSSIBLE",
    "ruled_out": "RULED OUT",
    "out_of_scope": "NOT BEHIND THIS FAILURE",
}
SHORT = (
    "other_operation",
    "unknown_code",
    "nothing_known",
)  # headlines with which a list of all that is possible would help nobody
TOOL = {
    "az": "Azure CLI",
    "az-powershell": "Az PowerShell",
    "bash": "in the guest",
    "powershell": "in the guest, PowerShell",
    "cmd": "in the guest, cmd",
}


def unstyled(text: str, role: str) -> str:
    """The style without colours."""
    return text


class TextReport:
    """Renders for one width in columns (at least 40) and one style."""

    def __init__(self, width: int = 80, style: Style = unstyled, full: bool = False) -> None:
        self.width = max(40, width)
        self.style = style
        self.full = full

    def diagnosis(self, diagnosis: Diagnosis) -> str:
        """The whole report, ending in a newline."""
        shown = diagnosis.leading
        open_ones = diagnosis.explanations[len(shown) :]
        lines = [*self._head(diagnosis), ""]
        if diagnosis.headline is not None:
            lines += [*self.wrapped(diagnosis.headline.text, "", "  ", role="head"), ""]
        if shown:
            lines += self._explanation(shown[0], first=True)
            lines += self._after(diagnosis.after_repair)
        elif open_ones:
            lines += self._resembling(open_ones)
            lines += [self.style("Nothing is established yet. What to look at first:", "head"), ""]
            lines += self._checks(diagnosis.next_checks[:3])
        else:
            said = "No known cause fits these facts: each was excluded, or its signs are absent."
            lines += [*self.wrapped(said, "", "  ", role="head"), ""]
        for explanation in shown[1:]:
            lines += self._explanation(explanation, first=self.full)
        lines += self._resembling(open_ones) if shown else []
        lines += self._also_wrong(diagnosis)
        if open_ones and (self.full or shown or diagnosis.headline is None or diagnosis.headline.kind not in SHORT):
            lines += self._possible(open_ones)
        elif open_ones:
            lines += [*self.wrapped(f"{len(open_ones)} causes are possible: --full lists them.", "", "  "), ""]
        checks = diagnosis.next_checks[: 8 if self.full else 3]
        if checks and shown:
            lines += [self.style("What would tell more, best first", "head"), "", *self._checks(checks)]
        if diagnosis.ruled_out:
            lines += self._ruled_out(diagnosis)
        if diagnosis.notes:
            lines += [self.style("Notes", "head"), ""]
            for note in diagnosis.notes:
                lines += self.wrapped(note, "  - ", "    ")
            lines.append("")
        return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"

    def why(self, why: Why) -> str:
        """Why a cause has its verdict: each rule, condition by condition."""
        head = f"{clean(why.title)} ({why.cause})"
        lines = [self.style(head, "head"), ""]
        lines += self.wrapped(f"{LABEL[why.verdict]}: {why.reason}", "  ", "  ")
        for rule in why.rules:
            lines += ["", f"  {rule.kind.replace('_', ' ')}, {rule.state}  {self.style(rule.rule, 'dim')}"]
            for c in rule.conditions:
                mark = {"holds": "yes", "fails": "no ", "unknown": " ? "}[c.truth]
                seen = "unknown" if c.value is None else f"seen: {c.value}"
                source = f" ({c.source})" if c.source else ""
                lines += self.wrapped(f"{c.fact} {c.needed}; {seen}{source}", f"    [{mark}] ", "          ")
        if why.missing:
            lines += ["", "  What could change this:"]
            for missing in why.missing:
                lines += self.wrapped(f"{missing.fact}: {missing.title}", "    - ", "      ")
                lines += self._how(missing.how[:2], "      ")
        lines += ["", *self._sources(why.sources)]
        return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"

    def _head(self, diagnosis: Diagnosis) -> Iterator[str]:
        case = diagnosis.case
        name = " ".join(filter(None, (case.vm, f"({case.resource_group})" if case.resource_group else "")))
        title = ": ".join(filter(None, (case.id, name))) or "This case"
        yield from self.wrapped(clean(title), "", "  ", role="head")
        if case.error_code:
            tail = f": {case.error_title}" if case.error_title else " (unknown code)"
            yield from self.wrapped(clean(case.error_code) + tail, "", "  ")
        else:
            yield "no error code known"

    def _explanation(self, e: Explanation, first: bool) -> Iterator[str]:
        label = self.style(LABEL[e.verdict], e.verdict)
        yield from self.wrapped(f"{e.rank}. {clean(e.title)}", f"{label}  ", "           ", role="bold")
        yield f"  {self.style(e.cause, 'dim')}"
        if e.was_so:
            text = "The error code says that it was so when the backup failed. It is seen to be well now."
            yield from self.wrapped(text, "  ", "  ")
        if e.kind == "effect" and not e.follows_from:
            yield from self.wrapped("An effect: what made it so is still open.", "  ", "  ")
        if e.listed is False:
            other = "Microsoft's page does not list this for the error code."
            text = "One of the page's general health checks." if e.health_check else other
            yield from self.wrapped(text, "  ", "  ")
        yield from self.wrapped(e.explanation, "  ", "  ")
        yield from self._seen(e.because)
        if e.follows_from:
            yield from self.wrapped(f"may come of {', '.join(e.follows_from)}: see to that first", "  ", "    ")
        if e.leads_to:
            yield from self.wrapped(f"may be why it also looks like {', '.join(e.leads_to)}", "  ", "    ")
        if e.verdict == "likely" and e.missing:
            yield from self.wrapped("to be sure: " + "; ".join(m.title for m in e.missing[:3]), "  ", "    ")
        if not first:
            step = next((s for s in e.remedy.steps if s.effect != "read-only"), e.remedy.steps[0])
            yield from self.wrapped(f"remedy: {step.text} (`backupdx kb show {e.cause}`)", "  ", "    ")
        else:
            yield ""
            yield self.style("  What to do", "head")
            for n, step in enumerate(e.remedy.steps, 1):
                yield from self.step(step, f"{n}. ")
            yield from self.step(e.remedy.verify, "To verify: ")
            yield from self._sources(e.sources if self.full else e.sources[:1])
        if e.document_note:
            yield from self.wrapped(e.document_note, "  The document and today: ", "    ")
        yield ""

    def _seen(self, seen: Iterable[Seen]) -> Iterator[str]:
        for n, s in enumerate(seen):
            where = s.source.removesuffix(f": {s.fact}")  # in a fact file, the place is the fact
            source = f"  ({where})" if where else ""
            yield from self.wrapped(
                f"{clean(s.fact)} is {clean(s.value)}{clean(source)}",
                "  because " if n == 0 else "          ",
                " " * 12,
            )

    def step(self, step: FilledStep, number: str) -> Iterator[str]:
        """The lines of one step of a remedy."""
        facts: list[str] = [step.effect] if step.effect != "read-only" else []
        facts += [step.rights] if step.rights else []
        tail = f" [{'; '.join(facts)}]" if facts else ""
        condition = f"If {step.only_if}: " if step.only_if else ""
        yield from self.wrapped(f"{condition}{step.text}{tail}", f"  {number}", "     ")
        above = ""
        for command in step.commands:
            label = self._label(command)
            yield from self._command(command, label if label != above or command.only_if else "")
            above = label
        if step.caution:
            yield from self.wrapped(step.caution, "     " + self.style("Note: ", "caution"), "           ")

    def _label(self, command: FilledCommand) -> str:
        unverified = "" if command.verified else ", not checked against its documentation"
        return f"# {TOOL.get(command.tool, command.tool)}{unverified}"

    def _command(self, command: FilledCommand, label: str) -> Iterator[str]:
        if command.only_if:
            yield from self.wrapped(f"if {command.only_if}:", "     ", "       ")
        text = clean(command.command)
        if command.tool == "portal":
            yield from self.wrapped(text, "     Portal: ", "             ")
            return
        if label:
            yield self.style(f"     {label}", "dim")
        yield "     " + self.style(text, "command")  # never wrapped: it is there to be pasted

    def _also_wrong(self, diagnosis: Diagnosis) -> Iterator[str]:
        """What is established and not behind this failure: the next run will meet it."""
        if not diagnosis.also_wrong:
            return
        yield self.style("ALSO WRONG, and not behind this failure: a later backup will meet it", "likely")
        for each in diagnosis.also_wrong:
            yield from self.wrapped(f"{each.title} ({each.cause})", "  - ", "    ")
            yield from self._seen(each.because)
            step = next((s for s in each.remedy.steps if s.effect != "read-only"), each.remedy.steps[0])
            yield from self.wrapped(f"remedy: {step.text} (`backupdx kb show {each.cause}`)", "    ", "      ")
        yield ""

    def _resembling(self, explanations: Sequence[Explanation]) -> Iterator[str]:
        """The possible causes that the words resemble which were told."""
        like = [e for e in explanations if e.resembles]
        if not like:
            return
        yield self.style("The words given resemble (a hint, and no evidence)", "head")
        for e in like:
            yield from self.wrapped(f"{e.title} ({e.cause}): {', '.join(e.resembles)}", f"  {e.rank}. ", "     ")
        yield ""

    def _after(self, step: FilledStep | None) -> Iterator[str]:
        if step is not None:
            yield from self.step(step, "Then: ")
            yield ""

    def _possible(self, explanations: Sequence[Explanation]) -> Iterator[str]:
        yield self.style(f"POSSIBLE: {len(explanations)} causes that no sign speaks for or against yet", "possible")
        families: dict[str, list[Explanation]] = {}
        for e in explanations:
            families.setdefault(e.family, []).append(e)
        for members in families.values():
            ranks = f"{members[0].rank}" if len(members) == 1 else f"{members[0].rank}-{members[-1].rank}"
            marks = "" if members[0].listed is not False else " (health check)"
            names = ", ".join(m.cause for m in members)
            yield from self.wrapped(f"{members[0].family_title}{marks}: {names}", f"  {ranks:>5}  ", " " * 9)
        yield ""

    def _checks(self, checks: Iterable[NextCheck]) -> Iterator[str]:
        for n, check in enumerate(checks, 1):
            yield from self.wrapped(check.question or check.title, f"  {n}. ", "     ")
            yield from self._how(check.how[:2], "     ")
            if self.full:
                yield from self.wrapped(f"settles or nears: {', '.join(check.settles)}", "     ", "       ")
        yield ""

    def _how(self, ways: Iterable[How], indent: str) -> Iterator[str]:
        for way in ways:
            if way.tool in ("portal", "ask"):
                yield from self.wrapped(
                    way.text, f"{indent}{'Portal: ' if way.tool == 'portal' else ''}", indent + "  "
                )
            else:
                yield indent + self.style(clean(way.text), "command")

    def _ruled_out(self, diagnosis: Diagnosis) -> Iterator[str]:
        yield self.style(f"RULED OUT: {len(diagnosis.ruled_out)}", "ruled_out")
        if self.full:
            for r in diagnosis.ruled_out:
                seen = ", ".join(f"{s.fact} is {s.value}" for s in r.because)
                yield from self.wrapped(f"{r.cause}: {r.reason}" + (f" ({seen})" if seen else ""), "  - ", "    ")
        else:
            yield from self.wrapped(", ".join(r.cause for r in diagnosis.ruled_out), "  ", "  ")
        yield ""

    def _sources(self, sources: Iterable[str]) -> Iterator[str]:
        for n, source in enumerate(sources):
            yield from self.wrapped(source, "  Source: " if n == 0 else "          ", "          ", role="dim")

    def wrapped(self, text: str, first: str, rest: str, role: str = "") -> list[str]:
        """The text, cleaned and wrapped; `first` stands before its first line and `rest` before the others."""
        before = len(bare(first))
        lines = textwrap.wrap(
            clean(text),
            self.width,
            initial_indent=" " * before,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [" " * before]
        show = (lambda line: self.style(line, role)) if role else str
        return [first + show(lines[0][before:]), *(rest + show(line[len(rest) :]) for line in lines[1:])]


def bare(text: str) -> str:
    """The text without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
