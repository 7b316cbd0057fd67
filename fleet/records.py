"""One compact record per case, and the header that holds once what all of them share.

A record holds what is particular to its case: names, verdicts, the facts that counted, the facts that are missing.
Titles, remedies and sources stand once per cause in the header. Cases that look alike to the rules differ only in
names, values and sources: a `Pattern` holds the rest, made once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..engine.assessment import source_in_words
from ..engine.conditions import show
from ..engine.domains import used_facts
from ..engine.filling import Filler
from ..engine.knowledge import Cause, KnowledgeBase
from ..engine.reasoning import Reasoning
from ..engine.remarks import contradictions
from ..facts.case import Case, Known
from ..facts.vocabulary import vocabulary

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
# What people call such a resource, by the first fact that names it.
SHARED_TITLES = {
    "locks.backup_group_ids": "Lock on the restore points",
    "keyvault.name": "Key vault",
    "backup.policy": "Backup policy",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A cause of a pattern: the facts that count and that exclude, what may be shared, and the JSON around them."""

    begin: str
    because: tuple[str, ...]
    against: tuple[str, ...]
    missing: str
    shared: tuple[str, ...]

    def filled(self, case: Case, known: Known, perhaps_stale: bool) -> str:
        """The JSON of the cause for one case."""
        parts = [self.begin, _seen(case, known, self.because, perhaps_stale), "]"]
        if self.against:
            parts += [',"against":[', _seen(case, known, self.against, perhaps_stale), "]"]
        parts.append(self.missing)
        if self.shared and self.shared[0] in known.values:
            named = ", ".join(show(known.values[fact]) for fact in self.shared if fact in known.values)
            parts.append(f',"shared":[{_text(self.shared[0])},{_text(named)}]')
        parts.append("}")
        return "".join(parts)


class Pattern:
    """All that cases which look alike to the rules have in common. What of it stands in a record is JSON already."""

    def __init__(self, reasoning: Reasoning) -> None:
        conclusion = reasoning.conclusion
        told = [c for c in conclusion.ranked if reasoning.verdicts[c.id] in ("confirmed", "likely")]
        self._explained = [_explained(reasoning, c) for c in told or conclusion.ranked[:OPEN]]
        rest = {
            "possible": [c.id for c in conclusion.ranked if reasoning.verdicts[c.id] == "possible"],
            "ruled_out": [c.id for c in conclusion.excluded],
        }
        self._rest = _json(rest)[1:]

    def record(
        self, case: Case, known: Known, code: str | None, notes: Iterable[str], perhaps_stale: bool = True
    ) -> str:
        """The record of a case with this pattern, as one line of JSON in ASCII.

        Where it is known that nothing in the case is stale, it need not be looked for.
        """
        about = [] if case.id is None else [f'"id":{_text(case.id)}']
        about += [f'"{name}":{_text(show(known.values[fact]))}' for name, fact in NAMES if fact in known.values]
        if code is not None:
            about.append(f'"code":{_text(code)}')
        if case.failed_at is not None:
            about.append(f'"failed_at":"{case.failed_at.isoformat()}"')
        filled = ",".join([each.filled(case, known, perhaps_stale) for each in self._explained])
        said = ",".join(map(_text, notes))
        return f'{{"case":{{{",".join(about)}}},"explanations":[{filled}],"notes":[{said}],{self._rest}'


def _explained(reasoning: Reasoning, cause: Cause) -> Explained:
    sides: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for rule in reasoning.fired.get(cause.id, ()):
        for condition in rule.conditions:
            sides[rule.kind != "rules_out"].update((f, None) for f in reasoning.observed(condition.fact))
    shared = (names for facts, names in SHARED if any(fact.startswith(facts) for fact in sides[True]))
    missing = reasoning.missing_facts(cause)
    return Explained(
        begin=f'{{"cause":{_text(cause.id)},"verdict":"{reasoning.verdicts[cause.id]}","because":[',
        because=tuple(sides[True]),
        against=tuple(sides[False]),
        missing=f',"missing":{_json(missing)}' if missing else "",
        shared=next(shared, ()),
    )


def _seen(case: Case, known: Known, facts: Iterable[str], perhaps_stale: bool) -> str:
    """The JSON of facts with their values and sources."""
    seen = []
    for fact in facts:
        shown = f'"{fact}",{_text(show(known.values[fact]))}'
        source = case.source_in(known, fact)
        if source.kind == "library":
            seen.append(f"[{shown}]")
        else:
            told = source_in_words(case, fact, source) if perhaps_stale else str(source)
            seen.append(f"[{shown},{_text(told)}]")
    return ",".join(seen)


def notes_of(reasoning: Reasoning) -> Iterator[str]:
    """What has to be said of one case beside its record: readers' remarks and contradictions."""
    yield from reasoning.case.notes
    yield from contradictions(reasoning)


def header(kb: KnowledgeBase, redacted: bool = False) -> str:
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
        "shared": SHARED_TITLES,
        "codes": {c.code: {"title": c.title, "note": c.note} for c in (*kb.codes, *kb.foreign_codes)},
    }
    return _json({**data, "redacted": True} if redacted else data)


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


def rejected(reason: str, line: str) -> str:
    """The record of a line that is no case: the reason, and the beginning of the line."""
    return _json({"rejected": reason, "line": line[:300]})


_json = json.JSONEncoder(separators=(",", ":")).encode
_text = json.encoder.encode_basestring_ascii  # what the encoder does with a text, without the way to it
