"""A diagnosis as the body with which ServiceNow's Table API makes an incident (`POST /api/now/table/incident`).

Only fields that every instance has are filled: who works on it, and which configuration item it is about, are the
instance's own. `correlation_id` is the same for the same VM and cause, so that a program that asks for it first
(`sysparm_query=correlation_id=...`) opens no second incident.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from ..engine.result import Diagnosis, Explanation, FilledStep
from .clean import clean
from .screen import called, counted
from .text import TOOL

MOST = {"short_description": 160, "description": 4000, "work_notes": 4000, "correlation_id": 100}  # letters
_CODE = re.compile(r"\[(\s*/?\s*code\s*)\]", re.IGNORECASE)  # [code] in a journal field is shown as HTML
_LEFT_OUT = "Left out, for want of room: {}. All of it: backupdx diagnose FILES --full"


def incidents(diagnoses: Sequence[Diagnosis]) -> str:
    """The body of an incident for each diagnosis: one as a document, several with a line each."""
    return "".join(as_json(_incident(d), len(diagnoses) > 1) for d in diagnoses)


def as_json(body: dict[str, str], compact: bool = False) -> str:
    """The body as JSON in ASCII, ending in a newline; in one line if `compact`."""
    return json.dumps(body, indent=None if compact else 2) + "\n"


def incident(
    short: str, description: Sequence[str], notes: Sequence[str], urgency: str, impact: str, *same: str
) -> dict[str, str]:
    """The body, with texts in paragraphs as long as the fields are; `same` tells what makes two incidents one."""
    key = blake2b("\0".join(part.casefold() for part in same).encode("utf-8", "replace"), digest_size=12)
    body = {
        "short_description": _cut(_plain(short), MOST["short_description"]),
        "description": fitted(description, MOST["description"]),
        "work_notes": fitted(notes, MOST["work_notes"]),
        "urgency": urgency,
        "impact": impact,
        "contact_type": "event",
        "correlation_id": f"backupdx-{key.hexdigest()}",
        "correlation_display": "backupdx",
    }
    return {name: text for name, text in body.items() if text}


def fitted(paragraphs: Sequence[str], most: int) -> str:
    """The paragraphs, each of which may have several lines, as long as they fit; the last line tells of the rest."""
    shown = [_plain(each) for each in paragraphs]
    if len("\n\n".join(shown)) <= most:
        return "\n\n".join(shown)
    kept: list[str] = []
    for n, each in enumerate(shown):
        told = _LEFT_OUT.format(counted(len(shown) - n, "paragraph"))
        if len("\n\n".join([*kept, each, told])) > most:
            return "\n\n".join([*kept, told]) if kept else f"{_cut(each, most - len(told) - 2)}\n\n{told}"
        kept.append(each)
    return "\n\n".join(kept)


def _plain(text: str) -> str:
    """The text without control characters and without what a journal field takes for HTML."""
    return _CODE.sub(r"(\1)", "\n".join(clean(line) for line in text.split("\n")))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 4].rstrip()} ..."


def _incident(d: Diagnosis) -> dict[str, str]:
    first = d.leading[0] if d.leading else None
    name = d.case.vm or d.case.id or "a VM"
    said = f"{first.title} ({first.verdict})" if first else d.case.error_code or "cause not established"
    over = d.headline is not None and d.headline.kind in ("recovered", "healthy")
    return incident(
        f"Azure backup of {name} failed: {said}",
        [*_description(d)],
        [*_notes(d, first)],
        "3" if over or first is None else "2",
        "3",
        *(part or "" for part in (d.case.subscription, d.case.resource_group, d.case.vm or d.case.id)),
        first.cause if first else d.case.error_code or "",
    )


def _description(d: Diagnosis) -> Iterator[str]:
    """What happened, and how sure the cause is, for whoever reads the incident."""
    code = d.case.error_code
    title = f": {d.case.error_title}" if d.case.error_title else ""
    yield "\n".join(filter(None, (called(d), f"Error code {code}{title}" if code else "No error code is known.")))
    if d.headline is not None:
        yield d.headline.text
    for e in d.leading:
        reasons = [f"- {r.text}{_beside(r.where, r.when)}" for r in e.reasons]
        yield "\n".join([f"{e.verdict.capitalize()}: {e.title} ({e.cause})", e.explanation, *reasons])
    if not d.leading:
        yield f"Nothing is established yet; {counted(len(d.explanations), 'cause')} would fit."
    for each in d.also_wrong:
        yield f"Also wrong, and not behind this failure: {each.title} ({each.cause})"
    yield f"Diagnosed by backupdx with knowledge base {d.kb_version}."


def _beside(*told: str) -> str:
    said = ", ".join(filter(None, told))
    return f" ({said})" if said else ""


def _notes(d: Diagnosis, first: Explanation | None) -> Iterator[str]:
    """What to do, for whoever works on it."""
    if first is not None:
        yield f"What to do about: {first.title}"
        for n, step in enumerate(first.remedy.steps, 1):
            yield "\n".join(_step(step, f"{n}. "))
        yield "\n".join(_step(first.remedy.verify, "To verify: "))
        if first.links:
            yield "\n".join(["Read more:", *first.links])
    if (first is None or first.verdict != "confirmed") and d.next_checks:
        yield "What to look at next:"
        for check in d.next_checks[:3]:
            yield "\n".join([f"- {check.question or check.title}", *(f"  {how.text}" for how in check.how[:1])])
    yield from d.notes


def _step(step: FilledStep, number: str) -> Iterator[str]:
    told = "; ".join(filter(None, (step.effect if step.effect != "read-only" else "", step.rights)))
    condition = f"If {step.only_if}: " if step.only_if else ""
    yield f"{number}{condition}{step.text}{f' [{told}]' if told else ''}"
    above = ""
    for each in step.commands:
        only_if = f", if {each.only_if}" if each.only_if else ""
        unsure = "" if each.complete else ", fill in what stands in < >"
        label = f"{TOOL.get(each.tool, each.tool.capitalize())}{only_if}{unsure}:"
        if label != above:
            yield label
        above = label
        yield each.command
    if step.caution:
        yield f"Note: {step.caution}"
