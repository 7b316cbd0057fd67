"""Attack cases: small cases with the answer of an expert, written from the sources by people who did not see the rules.

They stand beside the causes, in `_attack.yaml` of each area; those that are about no area alone in kb/causes/. A case
that is marked `later` waits for a cause that is not there yet: what must not be said of it is held all the same.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from backupdx.engine.result import Diagnosis
from backupdx.facts.case import Case, validated
from backupdx.library import diagnose, load_all, with_known_code
from backupdx.report.screen import Screen
from backupdx.report.text import TextReport

FOLDER = Path(__file__).parents[1] / "kb" / "causes"
NEGATIVE = ("not_confirmed", "not_likely", "not_ruled_out", "no_text")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where there is one: many times faster
KEYS = ("first", "confirmed", "likely", "ruled_out", "before", "also_wrong", "headline", "text", *NEGATIVE)


@dataclass(frozen=True, slots=True)
class Attack:
    """One case: the facts, texts beside them by file name, and what is expected."""

    area: str
    name: str
    why: str
    source: str
    case: dict[str, Any]
    expect: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict)
    later: bool = False


def attacks() -> list[Attack]:
    """All of them, in the order of their files."""
    found = []
    for file in sorted(FOLDER.rglob("_attack.yaml")):
        area = "" if file.parent == FOLDER else file.parent.name
        found += [Attack(area=area, **{"case": {}, **row}) for row in yaml.load(file.read_text("utf-8"), LOADER)]
    return found


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def case_of(attack: Attack) -> Case:
    """The case as users would give it: the fact file, and the texts beside it where there are any."""
    facts = json.loads(json.dumps(attack.case, default=_as_text))
    if not attack.texts:
        return with_known_code(validated(facts))
    with tempfile.TemporaryDirectory() as folder:
        for name, text in attack.texts.items():
            Path(folder, name).write_text(text, "utf-8")
        if facts:
            Path(folder, "case.json").write_text(json.dumps(facts), "utf-8")
        cases = load_all(folder)
    about = facts.get("vm", {})
    fitting = [c for c in cases if all(str(getattr(c.vm, k) or "") == str(about[k]) for k in about if k in _NAMES)]
    return with_known_code((fitting or cases)[0])


_NAMES = ("name", "resource_group", "subscription_id")


def faults(attack: Attack) -> list[str]:
    """What the diagnosis of a case says that it should not, or does not say."""
    diagnosis = diagnose(case_of(attack))
    expect = attack.expect
    if attack.later:
        expect = {k: v for k, v in expect.items() if k in NEGATIVE}
    return list(_faults(diagnosis, expect))


def _faults(diagnosis: Diagnosis, expect: dict[str, Any]) -> Iterator[str]:
    ranks = {e.cause: e.rank for e in diagnosis.explanations}
    verdicts = {e.cause: e.verdict for e in diagnosis.explanations}
    out = {r.cause for r in diagnosis.ruled_out}
    first = diagnosis.explanations[0].cause if diagnosis.explanations else None
    also = {a.cause for a in diagnosis.also_wrong}
    text = ""
    if "text" in expect or "no_text" in expect:
        text = TextReport(width=200, full=True).diagnosis(diagnosis) + Screen(width=200).diagnosis(diagnosis)
    if "first" in expect and first not in expect["first"]:
        yield f"first is {first} ({verdicts.get(first or '')}), not {' or '.join(expect['first'])}"
    yield from (
        f"{c} is {verdicts.get(c)}, not confirmed"
        for c in expect.get("confirmed", ())
        if verdicts.get(c) != "confirmed"
    )
    standing = ("confirmed", "likely")
    yield from (
        f"{c} is {verdicts.get(c)}, not likely" for c in expect.get("likely", ()) if verdicts.get(c) not in standing
    )
    yield from (f"{c} is confirmed" for c in expect.get("not_confirmed", ()) if verdicts.get(c) == "confirmed")
    yield from (f"{c} is {verdicts[c]}" for c in expect.get("not_likely", ()) if verdicts.get(c) in standing)
    yield from (f"{c} is not ruled out" for c in expect.get("ruled_out", ()) if c not in out)
    yield from (f"{c} is ruled out" for c in expect.get("not_ruled_out", ()) if c in out)
    for one, other in expect.get("before", ()):
        if ranks.get(one, 999) > ranks.get(other, 999) or one not in ranks:
            yield f"{one} ({ranks.get(one)}) is not before {other} ({ranks.get(other)})"
    yield from (f"{c} is not told as also wrong" for c in expect.get("also_wrong", ()) if c not in also)
    headline = diagnosis.headline.kind if diagnosis.headline else "none"
    if "headline" in expect and headline != expect["headline"]:
        yield f"the headline is {headline}, not {expect['headline']}"
    yield from (f"the text has {t!r}" for t in expect.get("no_text", ()) if t in text)
    yield from (f"the text lacks {t!r}" for t in expect.get("text", ()) if t not in text)
