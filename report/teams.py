"""A diagnosis as a card for Teams: what failed, how sure the cause is, why, what to do, and how to verify it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..engine.result import Diagnosis, Explanation, FilledStep
from .cards import ALWAYS, MOST_OF_A_NAME, STYLE, Part, block, box, command, message, run
from .screen import called, page_of
from .text import LABEL, TOOL

_MORE = "All of it: backupdx diagnose FILES --full"
_REASONS = 3
_MOST_ROWS = 40
# What is given up first has the highest number; steps are added to theirs, so that the last one goes first.
_SPARE = {"checks": 10, "others": 20, "why": 25, "reasons": 30, "verify": 40, "notes": 50, "wrong": 60, "steps": 100}


def teams_message(diagnoses: Sequence[Diagnosis]) -> str:
    """The message for one case, or one that lists several."""
    return _one(diagnoses[0]) if len(diagnoses) == 1 else _several(diagnoses)


def _one(d: Diagnosis) -> str:
    title = called(d) or "A backup failed"
    standing = d.leading
    parts = [Part("", [*_head(d, title)])]
    if standing:
        parts += _established(d, standing)
    else:
        parts += _open(d)
    if d.also_wrong:
        rows = [block(run(f"{each.title} ({each.cause})")) for each in d.also_wrong[:5]]
        head = block(run("Also wrong, and not behind this failure", weight="bolder"))
        parts.append(Part("what is also wrong", [head, *rows], _SPARE["wrong"]))
    if d.notes:
        notes = [block(run(note, isSubtle=True)) for note in d.notes[:5]]
        parts.append(Part("notes", notes, _SPARE["notes"]))
    parts.append(Part("", [block(run(f"backupdx, knowledge base {d.kb_version}", isSubtle=True, size="small"))]))
    page = page_of(standing)
    return message(parts, [("Microsoft's page", page)] if page else [], _sentence(d, title), _MORE)


def _head(d: Diagnosis, title: str) -> Iterator[dict[str, object]]:
    yield block(run(title, MOST_OF_A_NAME, size="large", weight="bolder"))
    if d.case.error_code:
        said = f": {d.case.error_title}" if d.case.error_title else " (unknown code)"
        yield block(run(d.case.error_code, MOST_OF_A_NAME, fontType="monospace"), run(said, MOST_OF_A_NAME))
    else:
        yield block(run("No error code is known."))
    if d.headline is not None:
        yield block(run(d.headline.text, weight="bolder"))


def _sentence(d: Diagnosis, title: str) -> str:
    """The card in one sentence."""
    said = f"{d.leading[0].verdict}: {d.leading[0].title}" if d.leading else "nothing is established yet"
    return f"{title}: {said}"


def _established(d: Diagnosis, standing: Sequence[Explanation]) -> Iterator[Part]:
    first = standing[0]
    label = run(f"{LABEL[first.verdict]}  ", weight="bolder")
    yield Part(
        "", [box(STYLE[first.verdict], block(label, run(first.title, weight="bolder"), run(f" ({first.cause})")))]
    )
    yield Part("how it makes a backup fail", [block(run(first.explanation))], _SPARE["why"])
    reasons = [block(run("Because ", weight="bolder"), run(_reason(r.text, r.where, r.when))) for r in first.reasons]
    if reasons:
        yield Part("reasons", reasons[:_REASONS], _SPARE["reasons"])
    yield Part("", [block(run("What to do", weight="bolder", size="medium"))])
    steps = first.remedy.steps
    for n, step in enumerate(steps, 1):
        spare = ALWAYS if n == 1 and not step.commands else _SPARE["steps"] + n
        yield Part(f"step {n} of {len(steps)}", [*_step(step, f"{n}. ")], spare)
    yield Part("how to verify it", [*_step(first.remedy.verify, "To verify: ")], _SPARE["verify"])
    others = [block(run(f"{LABEL[e.verdict]}  ", weight="bolder"), run(f"{e.title} ({e.cause})")) for e in standing[1:]]
    if others:
        head = block(run("Established as well", weight="bolder"))
        yield Part("further causes", [head, *others[:5]], _SPARE["others"])
    if first.verdict != "confirmed":
        yield from _checks(d)


def _reason(text: str, where: str, when: str) -> str:
    beside = ", ".join(filter(None, (where, when)))
    return f"{text}{f' ({beside})' if beside else ''}"


def _step(step: FilledStep, number: str) -> Iterator[dict[str, object]]:
    told = "; ".join(filter(None, (step.effect if step.effect != "read-only" else "", step.rights)))
    condition = f"If {step.only_if}: " if step.only_if else ""
    yield block(run(f"{number}{condition}{step.text}"), *([run(f" [{told}]", isSubtle=True)] if told else []))
    above = ""
    for each in step.commands:
        only_if = f"If {each.only_if}: " if each.only_if else ""
        if each.tool == "portal":
            yield block(run(f"{only_if}Portal: ", isSubtle=True), run(each.command))
            continue
        unsure = "" if each.complete else ", fill in what stands in < >"
        label = f"{only_if}{TOOL.get(each.tool, each.tool)}{unsure}"
        if label != above:
            yield block(run(label, isSubtle=True, size="small"), spacing="small")
        above = label
        yield command(each.command)
    if step.caution:
        yield block(run("Note: ", weight="bolder"), run(step.caution))


def _open(d: Diagnosis) -> Iterator[Part]:
    if d.headline is not None and d.headline.kind == "healthy":
        return
    said = "nothing is established yet" if d.explanations else "no known cause fits these facts"
    label = run(f"{LABEL['possible']}  " if d.explanations else "", weight="bolder")
    number = (
        f"{len(d.explanations)} {'cause' if len(d.explanations) == 1 else 'causes'}, and " if d.explanations else ""
    )
    yield Part("", [box(STYLE["possible"], block(label, run(f"{number}{said}", weight="bolder")))])
    yield from _checks(d)


def _checks(d: Diagnosis) -> Iterator[Part]:
    if not d.next_checks:
        return
    yield Part("", [block(run("What to look at next", weight="bolder", size="medium"))])
    for n, check in enumerate(d.next_checks[:3], 1):
        items = [block(run(f"{n}. {check.question or check.title}"))]
        if check.how and check.how[0].tool in ("portal", "ask"):
            items.append(block(run(check.how[0].text)))
        elif check.how:
            items.append(command(check.how[0].text))
        yield Part(f"check {n}", items, _SPARE["checks"] + n)


def _several(diagnoses: Sequence[Diagnosis]) -> str:
    """A row for each case, those that are established first."""
    order = {"confirmed": 0, "likely": 1}
    rows = sorted(diagnoses, key=lambda d: order.get(d.first.verdict, 2) if d.first else 2)
    parts = [Part("", [block(run(f"{len(rows)} failed backups", size="large", weight="bolder"))])]
    for n, d in enumerate(rows):
        first = d.first
        label = LABEL[first.verdict] if first else "NO CAUSE FITS"
        said = first.title if first and d.leading else "nothing is established yet"
        name = called(d) or "a case without a name"
        items = [block(run(f"{label}  ", weight="bolder"), run(f"{name}: ", MOST_OF_A_NAME), run(said))]
        if n < _MOST_ROWS:
            parts.append(Part(f"row {n + 1}", items, 100 + n))
    if len(rows) > _MOST_ROWS:
        parts.append(Part("", [block(run(f"and {len(rows) - _MOST_ROWS} more: backupdx fleet FILES", isSubtle=True))]))
    return message(parts, (), f"{len(rows)} failed backups", "All of them: backupdx fleet FILES")
