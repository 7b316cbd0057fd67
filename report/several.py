"""Several diagnoses on one screen: a VM a row while they fit, a cause a row where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..engine.result import VERDICTS, Diagnosis, Explanation, FilledStep
from .clean import clean
from .screen import Screen, counted, failed
from .text import LABEL

_OPEN = "OPEN"
_SAID = {  # what a headline says, in a few words
    "recovered": "has recovered since",
    "contradiction": "facts contradict each other",
    "other_operation": "another kind of operation",
    "unknown_code": "unknown error code",
    "several_failures": "further failures were told of",
    "effect_without_root": "what made it so is open",
    "healthy": "no failed backup is told of",
    "nothing_known": "nothing is known",
}
_LONGEST = len(LABEL["confirmed"])


def several(diagnoses: Sequence[Diagnosis], screen: Screen) -> str:
    """The diagnoses of several cases, with the fullest of the forms that fit the screen; ends in a newline."""
    forms: tuple[Callable[[], list[str]], ...] = (
        lambda: [line for d in diagnoses for line in (*_block(d, screen, True), "")],
        lambda: [line for d in diagnoses for line in _block(d, screen, False)],
        lambda: [row for d in diagnoses for row in _row(d, screen)],
        lambda: _by_cause(diagnoses, screen, True),
        lambda: _by_cause(diagnoses, screen, False),
    )
    lines: list[str] = []
    for form in forms:
        lines = [*_head(diagnoses, screen), "", *form(), *_foot(screen)]
        if screen.rows(lines) <= screen.most:
            return "\n".join(lines) + "\n"
    room = screen.most - len(_foot(screen)) - 1
    return "\n".join([*lines[:room], "  ...", *_foot(screen)]) + "\n"


def _head(diagnoses: Sequence[Diagnosis], screen: Screen) -> list[str]:
    firsts = [_first(d) for d in diagnoses]
    counts: list[tuple[int, str]] = [(sum(1 for e in firsts if e and e.verdict == v), v) for v in VERDICTS]
    counts.append((firsts.count(None), "with nothing established"))
    told = ", ".join(f"{number} {what}" for number, what in counts if number)
    files = len({file for d in diagnoses for file in d.read.files})
    unread = f"; {counted(screen.left_out, 'file')} not recognised" if screen.left_out else ""
    read = f"Read: {counted(sum(d.read.facts for d in diagnoses), 'fact')} from {counted(files, 'file')}{unread}"
    names = {(d.case.vm, d.case.resource_group) for d in diagnoses if d.case.vm}
    of = f" of {counted(len(names), 'VM')}" if 0 < len(names) < len(diagnoses) else ""
    what = counted(len(diagnoses), "case" if of else "VM")
    return [screen.style(f"{what}{of}: {told}", "head"), screen.style(read, "dim")]


def _foot(screen: Screen) -> list[str]:
    said = "One of them: --vm NAME. All: --full. Sums and a page: backupdx fleet FILES"
    return [screen.style(line, "dim") for line in screen.wrapped(said, "", "  ")]


def _first(d: Diagnosis) -> Explanation | None:
    return d.leading[0] if d.leading else None


def _name(d: Diagnosis) -> str:
    return d.case.vm or d.case.id or "a VM without a name"


def _finding(d: Diagnosis) -> tuple[str, str, str]:
    """The label, its role, and what is found, in words."""
    first = _first(d)
    said = _SAID.get(d.headline.kind, "") if d.headline is not None else ""
    beside = f": {said}" if said else ""
    if first is not None:
        return LABEL[first.verdict], first.verdict, f"{first.title} ({first.cause}){beside}"
    if not said:
        said = f"{counted(len(d.explanations), 'cause')} possible" if d.explanations else "no known cause fits"
    return _OPEN, "possible", said


def _step_of(e: Explanation) -> FilledStep:
    return e.remedy.steps[0] if e.remedy.steps else e.remedy.verify


def _block(d: Diagnosis, screen: Screen, commands: bool) -> Iterator[str]:
    """A VM in a few lines: name, finding, and the first thing to do."""
    said = (_name(d), failed(d), d.case.error_code or "no error code is known")
    yield screen.style(screen.one_row(", ".join(filter(None, said))), "head")
    label, role, found = _finding(d)
    yield from screen.wrapped(found, f"  {screen.style(label, role)}{' ' * (_LONGEST - len(label))}  ", " " * 13)
    like = next((e for e in d.explanations if label == _OPEN and e.resembles), None)
    if like is not None:
        yield "  a hint:    " + screen.one_row(like.title, 13)
    first = _first(d)
    if first is not None:
        step = _step_of(first)
        tail = f" [{step.effect}]" if step.effect != "read-only" else ""
        if commands:
            yield from screen.wrapped(f"{step.text}{tail}", "  do first:  ", " " * 13)
            shown = [c for c in step.commands if c.tool != "portal"][:1]
            yield from (line for c in shown for line in screen.command(c.command))
        else:
            yield "  do first:  " + screen.one_row(step.text, 13 + len(tail)) + tail
    elif d.next_checks:
        check = d.next_checks[0]
        if commands:
            yield from screen.check(check, "  look at:   ")
        else:
            yield "  look at:   " + screen.one_row(check.question or check.title, 13)


def _coded(d: Diagnosis) -> tuple[str, str, str]:
    """The finding, with the error code where nothing is established."""
    label, role, found = _finding(d)
    return label, role, f"{d.case.error_code}: {found}" if label == _OPEN and d.case.error_code else found


def _row(d: Diagnosis, screen: Screen) -> Iterator[str]:
    label, role, found = _coded(d)
    name = clean(_name(d))
    name = name if len(name) <= 24 else f"{name[:21]}..."
    room = 24 + 2 + _LONGEST + 2
    yield f"{name:24}  {screen.style(label, role)}{' ' * (_LONGEST - len(label))}  {screen.one_row(found, room)}"


def _by_cause(diagnoses: Sequence[Diagnosis], screen: Screen, steps: bool) -> list[str]:
    """A finding a row, the most frequent first, with the VMs that have it."""
    groups: dict[tuple[str, str, str], list[Diagnosis]] = {}
    for d in diagnoses:
        groups.setdefault(_coded(d), []).append(d)
    order = (LABEL["confirmed"], LABEL["likely"], _OPEN)
    lines: list[str] = []
    for (label, role, found), members in sorted(groups.items(), key=lambda g: (order.index(g[0][0]), -len(g[1]))):
        head = f"{screen.style(label, role)}{' ' * (_LONGEST - len(label))}  "
        lines.append(head + screen.one_row(found, _LONGEST + 2))
        names = ", ".join(clean(_name(d)) for d in members)
        lines.append("           " + screen.one_row(f"{counted(len(members), 'VM')}: {names}", 11))
        first = _first(members[0])
        if steps and first is not None:
            lines.append("           " + screen.one_row(f"do first: {_step_of(first).text}", 11))
        elif steps and members[0].next_checks:
            check = members[0].next_checks[0]
            lines.append("           " + screen.one_row(f"look at: {check.question or check.title}", 11))
    return lines
