"""One compact record per case, and the header that holds once what all of them share.

A record holds what is particular to its case: names, verdicts, the facts that counted, the facts that are missing.
Titles, remedies and sources stand once per cause in the header. Cases that look alike to the rules differ only in
names, values and sources: a `Pattern` holds the rest, made once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from ..engine.conditions import show
from ..engine.domains import used_facts
from ..engine.filling import Filler
from ..engine.headline import headline_of
from ..engine.knowledge import SPEAKS, Cause, KnowledgeBase
from ..engine.reasoning import Reasoning
from ..engine.remarks import contradictions
from ..facts.case import Case, Known
from ..facts.vocabulary import vocabulary
from .stored import SCHEMA_VERSION, count_of

OPEN = 3  # how many causes are named with what they lack where nothing speaks for any

# What names a case, in records: (name, fact).
NAMES: tuple[tuple[str, str], ...] = (
    ("vm", "vm.name"),
    ("resource_group", "vm.resource_group"),
    ("subscription", "vm.subscription_id"),
    ("region", "vm.location"),
    ("os", "vm.os_type"),
    ("vault", "backup.vault"),
    ("policy", "backup.policy"),
)
# What many VMs can share: evidence of these facts is common to the cases that name the same resource by those.
SHARED: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("locks.",), ("locks.backup_group_ids",)),
    (("keyvault.",), ("keyvault.name", "keyvault.resource_group")),
    (
        ("backup.policy_type", "backup.per_day", "backup.interval_hours", "backup.instant_retention_days"),
        ("backup.policy", "backup.vault"),
    ),
    (("backup.overruns_schedule",), ("backup.policy", "backup.vault")),
)
# What people call such a resource, by the first fact that names it.
SHARED_TITLES = {
    "locks.backup_group_ids": "Lock on the restore points",
    "keyvault.name": "Key vault",
    "backup.policy": "Backup policy",
}


class Record(NamedTuple):
    """A record as one line of JSON in ASCII, and what of it is counted, as `counted` reads it from there."""

    text: str
    counted: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Explained:
    """A cause of a pattern: its JSON with slots for what is particular to a case, and what fills them."""

    template: str  # with a slot for each fact by its path, and one by the cause's id for what is shared
    cause: str
    facts: tuple[str, ...]
    shared: tuple[str, ...]
    counted: dict[str, Any]  # what of it is counted, where nothing is shared

    def named(self, known: Known) -> tuple[str, str] | None:
        """The fact that names what the case may share with others, and the name; None where there is none."""
        if not self.shared or self.shared[0] not in known.values:
            return None
        return self.shared[0], ", ".join(show(known.values[fact]) for fact in self.shared if fact in known.values)


class Pattern:
    """All that cases which look alike to the rules have in common. What of it stands in a record is JSON already."""

    def __init__(self, reasoning: Reasoning) -> None:
        conclusion = reasoning.conclusion
        told = [c for c in reasoning.ranked if reasoning.verdicts[c.id] in ("confirmed", "likely")]
        self._explained = [_explained(reasoning, c) for c in told or reasoning.ranked[:OPEN]]
        rest = {
            "possible": [c.id for c in reasoning.ranked if reasoning.verdicts[c.id] == "possible"],
            "ruled_out": [c.id for c in conclusion.excluded],
            "also_wrong": [c.id for c in conclusion.also_wrong],
        }
        headline = headline_of(reasoning)
        self._rest = _json({**rest, **({"headline": headline.kind} if headline else {})})[1:]
        self._template = ",".join(each.template for each in self._explained)
        self._facts = tuple(dict.fromkeys(fact for each in self._explained for fact in each.facts))
        self._counted = [each.counted for each in self._explained]
        self._shares = any(each.shared for each in self._explained)

    def record(
        self, case: Case, known: Known, code: str | None, notes: Iterable[str], doubts: Mapping[str, str]
    ) -> Record:
        """The record of a case with this pattern; `doubts` are the case's, by fact."""
        values = known.values
        names = {} if case.id is None else {"id": case.id}
        for name, fact in NAMES:
            value = values.get(fact)
            if value is not None:
                names[name] = value if value.__class__ is str else show(value)
        if code is not None:
            names["code"] = code
        if case.failed_at is not None:
            names["failed_at"] = case.failed_at.isoformat()
        about = ",".join([f'"{name}":{_text(value)}' for name, value in names.items()])
        slots = {fact: _seen(case, known, fact, doubts) for fact in self._facts}
        explanations = self._counted
        if self._shares:
            shared = [(each, each.named(known)) for each in self._explained]
            slots.update((each.cause, _shared(name)) for each, name in shared)
            explanations = [{**each.counted, "shared": name} if name else each.counted for each, name in shared]
        told = tuple(notes)
        said = ",".join(map(_text, told))
        text = f'{{"case":{{{about}}},"explanations":[{self._template % slots}],"notes":[{said}],{self._rest}'
        return Record(text, {"case": names, "explanations": explanations, "notes": told})


def _explained(reasoning: Reasoning, cause: Cause) -> Explained:
    sides: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for rule in reasoning.fired.get(cause.id, ()):
        if rule.kind == "out_of_scope":
            continue
        for condition in rule.conditions:
            sides[rule.kind in SPEAKS].update((f, None) for f in reasoning.observed(condition.fact))
    shared = (names for facts, names in SHARED if any(fact.startswith(facts) for fact in sides[True]))
    missing = reasoning.missing_facts(cause)
    counted = {"cause": cause.id, "verdict": reasoning.verdicts[cause.id], "missing": missing}
    lacking = f',"missing":{_json(missing)}' if missing else ""
    against = f',"against":[{_slots(sides[False])}]' if sides[False] else ""
    names = next(shared, ())
    return Explained(
        template=f'{{"cause":{_text(cause.id)},"verdict":"{reasoning.verdicts[cause.id]}",'
        f'"because":[{_slots(sides[True])}]{against}{lacking}{_slots([cause.id]) if names else ""}}}',
        cause=cause.id,
        facts=(*sides[True], *sides[False]),
        shared=names,
        counted=counted,
    )


def _slots(names: Iterable[str]) -> str:
    """Slots of these names, as `%` fills them; no text around them has a percent sign of its own."""
    return ",".join(f"%({name})s" for name in names)


def _seen(case: Case, known: Known, fact: str, doubts: Mapping[str, str]) -> str:
    """The JSON of a fact with its value and source."""
    shown = f'"{fact}",{_text(show(known.values[fact]))}'
    source = case.source_in(known, fact)
    told = ", ".join(filter(None, ("" if source.kind == "library" else str(source), doubts.get(fact))))
    return f"[{shown},{_text(told)}]" if told else f"[{shown}]"


def _shared(named: tuple[str, str] | None) -> str:
    """The JSON of what a case may share with others."""
    return f',"shared":[{_text(named[0])},{_text(named[1])}]' if named else ""


def notes_of(reasoning: Reasoning) -> Iterator[str]:
    """What has to be said of one case beside its record: readers' remarks and contradictions."""
    yield from reasoning.case.notes
    yield from contradictions(reasoning)


def header(kb: KnowledgeBase, redacted: bool = False, source: str = "") -> str:
    """The header record: what the ids of causes, facts and codes in the records stand for.

    `source` tells the input from another one; the header is without it where it is empty. How many records follow is
    not known yet, and has its place at the end (`count_of`).
    """
    said = {**({"redacted": True} if redacted else {}), **({"input": source} if source else {})}
    return f"{_json({**_meanings(kb), **said})[:-1]},{count_of(None)}}}"


@lru_cache(maxsize=1)
def _meanings(kb: KnowledgeBase) -> dict[str, Any]:
    """What the header says of a knowledge base, whatever the run."""
    filler = Filler(kb.placeholders, {})
    return {
        "backupdx": "fleet",
        "schema_version": SCHEMA_VERSION,
        "kb_version": kb.version,
        "causes": {c.id: _cause(kb, filler, c) for c in kb.in_order},
        "facts": {
            fact: {
                "title": vocabulary()[fact].title,
                "how": [{"tool": h.tool, "text": h.text} for h in filler.how(vocabulary()[fact].observers(None))],
            }
            for fact in sorted(used_facts(kb))
            if fact in vocabulary() and not fact.startswith("derived.")
        },
        "shared": SHARED_TITLES,
        "codes": {c.code: {"title": c.title, "note": c.note} for c in (*kb.codes, *kb.foreign_codes)},
    }


def shared_titles(header: dict[str, Any]) -> dict[str, str]:
    """What people call the resources that cases share, by fact; the header of an earlier version does not tell."""
    told: dict[str, str] = header.get("shared", {})
    return SHARED_TITLES | told


def _cause(kb: KnowledgeBase, filler: Filler, cause: Cause) -> dict[str, Any]:
    return {
        "title": cause.title,
        "family": kb.family[cause.family].title,
        "explanation": cause.explanation,
        "remedy": filler.remedy(cause.remedy).model_dump(mode="json", exclude_defaults=True),
        "sources": [str(source) for source in cause.sources],
    }


def counted(record: str) -> dict[str, Any]:
    """The data of a record line without what is possible and ruled out: the longest part, and nobody counts it."""
    head, found, _ = record.rpartition(_BEFORE_REST)  # in a text, a quotation mark has a backslash before it
    data: dict[str, Any] = json.loads(f"{head}]}}" if found else record)
    return data


_BEFORE_REST = '],"possible":['


def rejected(reason: str, line: str) -> Record:
    """The record of a line that is no case: the reason, and the beginning of the line."""
    data = {"rejected": reason, "line": line[:300]}
    return Record(_json(data), data)


_json = json.JSONEncoder(separators=(",", ":")).encode
_text = json.encoder.encode_basestring_ascii  # what the encoder does with a text, without the way to it
