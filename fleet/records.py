"""One compact record per case, and the header that holds once what all of them share.

A record holds what is particular to its case: names, verdicts, the facts that counted, the facts that are missing.
Titles, remedies and sources stand once per cause in the header. Cases that look alike to the rules differ only in
names, values and sources: a `Pattern` holds the rest, made once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..engine.conditions import show
from ..engine.domains import used_facts
from ..engine.filling import Filler
from ..engine.knowledge import Cause, KnowledgeBase
from ..engine.reasoning import Reasoning, source_in_words
from ..engine.remarks import contradictions
from ..facts.case import Case, Observation, vocabulary

SCHEMA_VERSION = 1
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


@dataclass(frozen=True, slots=True)
class Explained:
    """A cause of a pattern: its verdict, the facts that count, that exclude and that lack, and what may be shared."""

    cause: str
    verdict: str
    because: tuple[str, ...]
    against: tuple[str, ...]
    missing: tuple[str, ...]
    shared: tuple[str, ...]


class Pattern:
    """All that cases which look alike to the rules have in common."""

    def __init__(self, reasoning: Reasoning) -> None:
        conclusion = reasoning.conclusion
        told = [c for c in conclusion.ranked if reasoning.verdicts[c.id] in ("confirmed", "likely")]
        self._explained = [_explained(reasoning, c) for c in told or conclusion.ranked[:OPEN]]
        rest = {
            "possible": [c.id for c in conclusion.ranked if reasoning.verdicts[c.id] == "possible"],
            "ruled_out": [c.id for c in conclusion.excluded],
        }
        self._rest = _json(rest)[1:]

    def record(self, case: Case, observed: Mapping[str, Observation], code: str | None, notes: Iterable[str]) -> str:
        """The record of a case with this pattern, as one line of JSON in ASCII."""
        named = {name: show(observed[fact].value) for name, fact in NAMES if fact in observed}
        about = {"id": case.id, **named, "code": code, "failed_at": case.failed_at and case.failed_at.isoformat()}
        explanations = [_filled(each, case, observed) for each in self._explained]
        head = {
            "case": {k: v for k, v in about.items() if v is not None},
            "explanations": explanations,
            "notes": list(notes),
        }
        return f"{_json(head)[:-1]},{self._rest}"


def _explained(reasoning: Reasoning, cause: Cause) -> Explained:
    sides: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for rule in reasoning.fired.get(cause.id, ()):
        for condition in rule.conditions:
            sides[rule.kind != "rules_out"].update((f, None) for f in reasoning.observed(condition.fact))
    shared = (names for facts, names in SHARED if any(fact.startswith(facts) for fact in sides[True]))
    return Explained(
        cause.id,
        reasoning.verdicts[cause.id],
        tuple(sides[True]),
        tuple(sides[False]),
        reasoning.missing_facts(cause),
        next(shared, ()),
    )


def _filled(each: Explained, case: Case, observed: Mapping[str, Observation]) -> dict[str, Any]:
    filled: dict[str, Any] = {
        "cause": each.cause,
        "verdict": each.verdict,
        "because": [_seen(case, observed[fact]) for fact in each.because],
    }
    if each.against:
        filled["against"] = [_seen(case, observed[fact]) for fact in each.against]
    if each.missing:
        filled["missing"] = each.missing
    named = [show(observed[fact].value) for fact in each.shared if fact in observed]
    if named and each.shared[0] in observed:
        filled["shared"] = [each.shared[0], ", ".join(named)]
    return filled


def _seen(case: Case, observation: Observation) -> list[str]:
    known = [observation.fact, show(observation.value)]
    return known if observation.source.kind == "library" else [*known, source_in_words(case, observation)]


def notes_of(reasoning: Reasoning) -> Iterator[str]:
    """What has to be said of one case beside its record: readers' remarks and contradictions."""
    yield from reasoning.case.notes
    yield from contradictions(reasoning)


def header(kb: KnowledgeBase) -> str:
    """The header record: what the ids of causes, facts and codes in the records stand for."""
    filler = Filler(kb.placeholders, {})
    data = {
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
        "codes": {c.code: {"title": c.title, "note": c.note} for c in (*kb.codes, *kb.foreign_codes)},
    }
    return _json(data)


def _cause(kb: KnowledgeBase, filler: Filler, cause: Cause) -> dict[str, Any]:
    return {
        "title": cause.title,
        "family": kb.family[cause.family].title,
        "explanation": cause.explanation,
        "remedy": filler.remedy(cause.remedy).model_dump(mode="json", exclude_defaults=True),
        "sources": [str(source) for source in cause.sources],
    }


def rejected(reason: str, line: str) -> str:
    """The record of a line that is no case: the reason, and the beginning of the line."""
    return _json({"rejected": reason, "line": line[:300]})


_json = json.JSONEncoder(separators=(",", ":")).encode
