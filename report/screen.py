"""A diagnosis on one screen: what happened, how sure that is, and what to do now. `--full` shows the rest (text.py).

What does not fit is left out part by part, the least needed first; a command is shown whole or not at all.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ..engine.result import Diagnosis, Explanation, FilledCommand, FilledStep, NextCheck, Reason
from .clean import clean
from .text import LABEL, TOOL, Style, TextReport, bare, unstyled

SPARE = 2  # rows of a terminal that the command and the next prompt take
WHOLE = 99
SHORT = 44  # characters of a place that is always told whole, as a line of a log with its time
MOST_FILES = 2  # that are named
STANDING = ("confirmed", "likely")
_IN_GUEST = ("bash", "powershell", "cmd")
_DO = {
    "recovered": "If it fails again",
    "contradiction": "What to do, once that is clear",
}
_DETAILS = re.compile(r": ([a-z_]+\.[a-z_0-9]+)(?=,|\))|, contradicted by other facts")  # that the file's name tells


class Detail(NamedTuple):
    """How much of each part is shown.

    `titled`: the code's whole title. `reasons`: how many, with their `places` in files. `steps`: how many with their
    `commands`; `outlined`: the others in a row each. `verify`: how many of its commands. `rows`: causes that are
    established; `roots`: that may be behind an effect. `checks`: how many, and the `way` to look: always, where the
    cause is not settled, or never. `spaced`: blank lines between the parts.
    """

    titled: bool = True
    explained: bool = True
    reasons: int = 3
    places: bool = True
    steps: int = WHOLE
    outlined: int = WHOLE
    commands: int = WHOLE
    verify: int = WHOLE
    retry: bool = True
    rows: int = 4
    roots: int = 3
    checks: int = 3
    way: int = 2
    spaced: bool = True


# What is given up, in this order, until the rest fits. What fits again after all is given back, the last one first.
_GIVEN_UP: tuple[dict[str, Any], ...] = (
    {"explained": False},
    {"retry": False},
    {"titled": False},
    {"verify": 1},
    {"steps": 4},
    {"steps": 3},
    {"places": False},
    {"steps": 2},
    {"way": 1},
    {"checks": 2},
    {"steps": 1},
    {"verify": 0},
    {"outlined": 2},
    {"spaced": False},
    {"commands": 3},
    {"outlined": 0},
    {"reasons": 2},
    {"rows": 3},
    {"commands": 2},
    {"checks": 1},
    {"reasons": 1},
    {"rows": 2},
    {"roots": 1},
    {"commands": 1},
    {"way": 0},
    {"steps": 0, "outlined": 3},
)


class Screen:
    """Renders for a terminal of so many columns and rows; `left_out` files were not recognised."""

    def __init__(self, width: int = 80, style: Style = unstyled, height: int = 24, left_out: int = 0) -> None:
        self._text = TextReport(width, style)
        self._lines_of: dict[tuple[str, str, str, str], list[str]] = {}
        self.width = self._text.width
        self.style = style
        self.most = height - SPARE
        self.left_out = left_out

    def diagnosis(self, diagnosis: Diagnosis) -> str:
        """The report, ending in a newline."""
        detail = Detail()
        undo: list[dict[str, Any]] = []
        lines = self._lines(diagnosis, detail)
        for given_up in _GIVEN_UP:
            if self.rows(lines) <= self.most:
                break
            undo.append({name: getattr(detail, name) for name in given_up})
            detail = detail._replace(**given_up)
            lines = self._lines(diagnosis, detail)
        for given_back in reversed(undo):
            fuller = self._lines(diagnosis, detail._replace(**given_back))
            if self.rows(fuller) <= self.most:
                detail, lines = detail._replace(**given_back), fuller
        return "\n".join(lines) + "\n"

    def rows(self, lines: Iterable[str]) -> int:
        """How many rows of the terminal these lines take."""
        return sum(max(1, -(-len(bare(line)) // self.width)) for line in lines)

    def _lines(self, d: Diagnosis, detail: Detail) -> list[str]:
        standing = d.leading
        parts = [[*self._head(d, detail)]]
        if standing:
            parts.append([*self._verdicts(d, standing, detail)])
            parts.append([*self._remedy(d, standing[0], detail)])
        else:
            parts.append([*self._open(d, detail)])
        parts.append([*self._rest(d, standing, detail)])
        space = [""] if detail.spaced else []
        lines = [line for part in parts if part for line in (*part, *space)]
        return [line.rstrip() for line in lines[: len(lines) - len(space)]]

    # -- what failed, and what was read ----------------------------------------------------------------------------

    def _head(self, d: Diagnosis, detail: Detail) -> Iterator[str]:
        title = called(d)
        if title:
            yield self.style(self.one_row(title), "head")
        if d.headline is not None and d.headline.kind == "healthy":
            yield from self.wrapped(d.headline.text, "", "  ", "bold")
            yield self.style(self.one_row(f"Read: {self._read(d)}"), "dim")
            return
        if d.case.error_code:
            tail = f": {d.case.error_title}" if d.case.error_title else " (unknown code)"
            said = clean(d.case.error_code) + tail
            yield from self.wrapped(said, "", "  ") if detail.titled else [self.one_row(said)]
        elif d.read.failed_at is None and d.first is not None and d.first.verdict == "possible":
            yield "No error code is known, nor when a backup failed."
        else:
            yield "No error code is known."
        yield self.style(self.one_row(f"Read: {self._read(d)}"), "dim")
        if d.headline is not None and d.headline.kind != "effect_without_root":  # which stands beside its verdict
            contradiction = d.headline.kind == "contradiction"
            said = _DETAILS.sub("", d.headline.text) if contradiction else d.headline.text
            yield from self.wrapped(said, "", "  ", "caution")

    def _read(self, d: Diagnosis) -> str:
        files = len(d.read.files)
        names = ", ".join(d.read.files) if files <= MOST_FILES else f"{files} files"
        whence = " and ".join(filter(None, (names, *d.read.told)))
        unread = f"; {counted(self.left_out, 'file')} not recognised" if self.left_out else ""
        return f"{counted(d.read.facts, 'fact')}{' from ' if whence else ''}{whence}{unread}"

    # -- what is established, and why ------------------------------------------------------------------------------

    def _verdicts(self, d: Diagnosis, standing: Sequence[Explanation], detail: Detail) -> Iterator[str]:
        """A row for each cause that is established; below it, the reasons of the first."""
        first = standing[0]
        place = {e.cause: e.rank for e in standing}
        labelled = max(len(LABEL[e.verdict]) for e in standing[: detail.rows])
        for e in standing[: detail.rows]:
            label = f"{self.style(LABEL[e.verdict], e.verdict)}{' ' * (labelled - len(LABEL[e.verdict]))}  "
            number = f"{e.rank}. " if len(standing) > 1 else ""
            if e is first:
                yield from self.wrapped(f"{number}{e.title} ({e.cause})", label, " " * (labelled + 2), "bold")
            else:
                roots = [str(place[c]) for c in e.follows_from if c in place]
                tail = f": follows from {' and '.join(roots)}" if roots else ""
                yield label + self.one_row(f"{number}{e.title}", labelled + 2 + len(tail)) + tail
        if detail.explained:
            yield from self.wrapped(first.explanation, "  ", "  ")
        yield from self._reasons(d, first, detail)
        if d.headline is not None and d.headline.kind == "effect_without_root":
            roots = [e.title for e in d.explanations if e.verdict == "possible" and e.kind == "root"]
            behind = f" Behind it may be: {'; '.join(roots[: detail.roots])}" if roots else ""
            yield from self.wrapped(f"An effect: what made it so is still open.{behind}", "  ", "    ", "caution")

    def _reasons(self, d: Diagnosis, e: Explanation, detail: Detail) -> Iterator[str]:
        first = "  because "
        if e.was_so:
            said = "the code says that it was so when the backup failed; it is seen to be well now"
            yield from self.wrapped(said, first, " " * 12)
            first = " " * 10
        for reason in e.reasons[: detail.reasons]:
            alone = len(d.read.files) == 1 and reason.where == d.read.files[0]
            whole = detail.places or len(reason.where) <= SHORT
            place = "" if alone else reason.where if whole else reason.where.partition(":")[0]
            yield from self.wrapped(self._reason(reason, place), first, " " * 12)
            first = " " * 10

    def _reason(self, reason: Reason, place: str) -> str:
        beside = ", ".join(filter(None, (place, reason.when)))
        text = textwrap.shorten(clean(reason.text), 2 * self.width, placeholder=" ...")
        return f"{text}{f' ({beside})' if beside else ''}"

    # -- what to do ------------------------------------------------------------------------------------------------

    def _remedy(self, d: Diagnosis, e: Explanation, detail: Detail) -> Iterator[str]:
        steps = e.remedy.steps
        kind = d.headline.kind if d.headline is not None else ""
        said = "What to do" if e.verdict in STANDING else "What to do, if it is that"
        yield self.style(_DO.get(kind, said), "head") + self.style(self._left(len(steps), detail), "dim")
        if e.was_so and d.after_repair is not None:
            yield from self._step(d.after_repair, "First: ", detail)
        for n, step in enumerate(steps[: detail.steps], 1):
            yield from self._step(step, f"{n}. ", detail)
        for n, step in enumerate(steps[detail.steps :][: detail.outlined], detail.steps + 1):
            yield self._outline(step, f"  {n}. ")
        yield from self._quiet(e.remedy.verify, "To verify: ", detail.verify)
        if detail.retry and d.after_repair is not None and not e.was_so and kind != "recovered":
            yield from self._quiet(d.after_repair, "Then: ", 1)

    @staticmethod
    def _left(steps: int, detail: Detail) -> str:
        """What is left out of so many steps, in words behind the heading."""
        if steps <= detail.steps:
            return ""
        if steps > detail.steps + detail.outlined:
            return f" (step {detail.steps} of {steps}; all: --full)" if detail.steps else " (all: --full)"
        rest = f"steps {detail.steps + 1}-{steps}" if steps > detail.steps + 1 else f"step {steps}"
        return f" (commands of {rest}: --full)"

    def _outline(self, step: FilledStep, number: str) -> str:
        """The step in one row, with what it does to the machine, and without its commands."""
        tail = f" [{step.effect}]" if step.effect != "read-only" else ""
        return number + self.one_row(step.text, len(number) + len(tail)) + tail

    def _step(self, step: FilledStep, number: str, detail: Detail) -> Iterator[str]:
        facts = filter(None, (step.effect if step.effect != "read-only" else "", step.rights))
        told = "; ".join(facts)
        tail = f" [{told}]" if told else ""
        condition = f"If {step.only_if}: " if step.only_if else ""
        yield from self.wrapped(f"{condition}{step.text}{tail}", f"  {number}", "     ")
        above = ""
        for command in step.commands[: detail.commands]:
            label = self._label(command, step.commands, step)
            if command.only_if:
                yield from self.wrapped(f"if {command.only_if}:", "     ", "       ")
            if command.tool == "portal":
                yield from self.wrapped(command.command, "     Portal: ", "             ")
                continue
            if label and (label != above or command.only_if):
                yield self.style(f"     # {label}", "dim")
            above = label
            yield from self.command(command.command)
        more = len(step.commands) - detail.commands
        if more > 0:
            yield self.style(f"     and {counted(more, 'more command')}: --full", "dim")
        if step.caution:
            yield from self.wrapped(step.caution, "     " + self.style("Note: ", "caution"), "           ")

    def _quiet(self, step: FilledStep, first: str, most: int) -> Iterator[str]:
        """A step that is told beside the remedy: what to do, and commands that can be copied, where there are any."""
        text = f"{'If ' + step.only_if + ': ' if step.only_if else ''}{step.text}"
        if most > 1:
            yield from self.wrapped(text, f"  {first}", "     ")
        else:
            yield f"  {first}{self.one_row(text, len(first) + 2)}"
        typed = [c for c in step.commands if c.tool != "portal"]
        for command in typed[:most]:
            yield from self.command(command.command)
        if most and not typed:
            for command in step.commands[:1]:
                yield from self.wrapped(command.command, "     Portal: ", "             ")

    def command(self, text: str) -> Iterator[str]:
        """A command, in a line of its own that is never broken: it is there to be copied."""
        yield "     " + self.style(clean(text), "command")

    @staticmethod
    def _label(command: FilledCommand, all_: Sequence[FilledCommand], step: FilledStep) -> str:
        """Where a command is run, unless that is plain; and what has to be filled in before."""
        tools = {c.tool for c in all_ if c.tool != "portal"}
        plain = tools == {"az"} or (len(tools) == 1 and tools <= {"bash"} and "in the guest" in step.rights)
        parts = [] if plain else [TOOL.get(command.tool, command.tool)]
        parts += [] if command.complete else ["fill in what stands in < >"]
        parts += [] if command.verified else ["not checked against its documentation"]
        return ", ".join(parts)

    # -- where nothing is established ------------------------------------------------------------------------------

    def _open(self, d: Diagnosis, detail: Detail) -> Iterator[str]:
        if d.headline is not None and d.headline.kind == "healthy":
            said = "If a backup has failed all the same, give its error code or message too."
            yield from self.wrapped(said, "", "  ")
            return
        if not d.explanations:
            said = "No known cause fits these facts: each was excluded, or its signs are absent."
            yield from self.wrapped(said, "", "  ", "head")
            return
        label = self.style(LABEL["possible"], "possible")
        number = f"{counted(len(d.explanations), 'cause')}, and nothing is established yet"
        yield from self.wrapped(number, f"{label}  ", " " * 10, "bold")
        yield from self._like(d)
        yield self.style("What to look at first", "head")
        for n, check in enumerate(d.next_checks[: detail.checks], 1):
            yield from self.check(check, f"  {n}. ")
        yield "Or be asked for the rest: backupdx ask FILES. Or collect it: backupdx collect"

    def _like(self, d: Diagnosis) -> Iterator[str]:
        like = [e for e in d.explanations if e.resembles][:3]
        if like:
            yield "  the words given resemble (a hint, and no evidence):"
            for e in like:
                yield "    " + self.one_row(f"{e.rank}. {e.title}: {', '.join(e.resembles)}", 4)
        elif d.case.error_title and d.explanations:
            names = "; ".join(e.family_title for e in _one_of_each_family(d.explanations)[:3])
            yield from self.wrapped(f"first on Microsoft's page: {names}", "  ", "    ")

    # -- the rest --------------------------------------------------------------------------------------------------

    def _rest(self, d: Diagnosis, standing: Sequence[Explanation], detail: Detail) -> Iterator[str]:
        if standing and d.next_checks:
            settled = standing[0].verdict == "confirmed" and standing[0].kind == "root"
            shown = {c.command for step in standing[0].remedy.steps[: detail.steps] for c in step.commands}
            told = any(how.text in shown for how in d.next_checks[0].how[:1])
            yield from self.check(d.next_checks[0], "Next check: ", detail.way > settled and not told)
        for each in d.also_wrong[:2]:
            yield self.one_row(f"Also wrong, not behind this failure: {each.title} ({each.cause})")
        well = d.headline is not None and d.headline.kind == "healthy"
        link = "" if well else page_of(d.explanations)
        yield self.style(self.one_row(f"More with --full: {', '.join(self._more(d, standing, detail))}"), "dim")
        if link:
            yield self.style(link.partition("#")[0], "dim")

    @staticmethod
    def _more(d: Diagnosis, standing: Sequence[Explanation], detail: Detail) -> Iterator[str]:
        numbers = (
            (len(standing) - detail.rows, "more", ""),
            (len(d.also_wrong) - 2, "also wrong", ""),
            (len(standing[0].reasons) - detail.reasons if standing else 0, "reason", "s"),
            (len(d.explanations) - len(standing), "possible", ""),
            (len(d.ruled_out), "ruled out", ""),
            (len(d.notes), "note", "s"),
        )
        told = [f"{n} {what}{'' if n == 1 else several}" for n, what, several in numbers if n > 0]
        yield from told or ["each reason and every remedy"]

    def check(self, check: NextCheck, first: str, way: bool = True) -> Iterator[str]:
        """A fact to look at, with the cheapest way to do so where wanted."""
        how = check.how[0] if check.how else None
        inside = " (in the guest)" if how is not None and how.tool in _IN_GUEST else ""
        asked = f"{check.question or check.title}{inside}"
        if how is None or not way:
            yield first + self.one_row(asked, len(first))
            return
        yield from self.wrapped(asked, first, "     ")
        if how.tool in ("portal", "ask"):
            label = "Portal: " if how.tool == "portal" else ""
            yield from self.wrapped(f"{label}{how.text}", "     ", "       ")
        else:
            yield from self.command(how.text)

    def wrapped(self, text: str, first: str, rest: str, role: str = "") -> list[str]:
        """The text in lines of the screen's width; `first` stands before the first, `rest` before the others."""
        key = (text, first, rest, role)
        if key not in self._lines_of:  # the same parts are tried with more and with less beside them
            self._lines_of[key] = self._text.wrapped(text, first, rest, role)
        return self._lines_of[key]

    def one_row(self, text: str, taken: int = 0) -> str:
        """The text in one row of which some columns are taken, cut where it is longer: never for commands."""
        room = max(self.width - taken, 10)
        shown = clean(text)
        return shown if len(shown) <= room else textwrap.shorten(shown, room, placeholder=" ...")


def called(d: Diagnosis) -> str:
    """What failed, and when, as `INC-40417: web-prod-07 (rg-shop-prod), failed 2026-11-20 05:31 UTC`; may be empty."""
    case = d.case
    name = " ".join(filter(None, (case.vm, f"({case.resource_group})" if case.resource_group else "")))
    return ", ".join(filter(None, (": ".join(filter(None, (case.id, name))), failed(d))))


def failed(d: Diagnosis) -> str:
    """When the backup failed, as `failed 2026-11-20 05:31 UTC`; empty where that is not known."""
    return f"failed {d.read.failed_at:%Y-%m-%d %H:%M %Z}".rstrip() if d.read.failed_at else ""


def counted(number: int, one: str) -> str:
    """A number with its noun, as `3 files`."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def page_of(explanations: Iterable[Explanation]) -> str:
    """The page to read on: Microsoft's for the first cause, where it has one."""
    links = [link for e in explanations for link in e.links]
    return next((link for link in links if link.startswith("https://learn.microsoft.com/")), next(iter(links), ""))


def _one_of_each_family(explanations: Iterable[Explanation]) -> list[Explanation]:
    return list({e.family: e for e in reversed([*explanations])}.values())[::-1]
