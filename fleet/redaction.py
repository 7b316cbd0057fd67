"""Records with pseudonyms: one stage from record to record, in the order of the input, after all work is done.

Verdicts, sums, accepted findings and comparisons are worked out on the real names; what leaves the program is redacted
here, in the process that leads, so that no pseudonym depends on who worked on what. A record tells which of its parts
are names and of which kind. For its free texts (remarks, messages) a worker puts beside it what its case told (`told`):
a text may name what no other part of the record does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..facts.case import Case
from ..facts.declaration import FactSpec, Holds
from ..facts.vocabulary import vocabulary
from ..kb.knowledge import knowledge_base
from ..redaction import Redactor
from ..redaction.cases import held
from ..redaction.kinds import NameKind
from .known import Accepted, Known
from .records import NAMES, SHARED
from .redacted_rejects import Rejects
from .redacted_sources import Sources
from .summary import Summary, expired_words

_FACT_OF: Mapping[str, str] = dict(NAMES)
_SHARED_FACTS = {facts[0]: facts for _, facts in SHARED}
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:\d\d)?")
_FIXED = {  # how values look that are no text, by the kind of fact
    "bool": re.compile("yes|no"),
    "integer": re.compile(r"-?\d+"),
    "number": re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"),
    "version": re.compile(r"\d+(?:\.\d+)*"),
    "time": _TIME,
}
_VERDICTS = ("confirmed", "likely", "possible", "ruled_out")
_MOST_WORDS = 1000
ROUNDS = 5  # more than names have ever needed to settle


def with_told(record: str, case: Case) -> str:
    """The record with what its case told beside it, where its texts may name that."""
    data = json.loads(record)
    if "case" not in data or not any(_free_texts(data)):
        return record
    return _json({**data, "told": [*held(case), *(("file", file) for file in _files(case))]})


def _files(case: Case) -> Iterable[str]:
    seen = (source for conflict in case.conflicts for _, source in conflict.values)
    return dict.fromkeys(source.file for source in (*case.provenance.values(), *seen) if source.file)


def _free_texts(data: Mapping[str, Any]) -> Iterator[str]:
    yield from data["notes"]
    for explanation in data["explanations"]:
        for fact, value, *_ in (*explanation["because"], *explanation.get("against", ())):
            spec = vocabulary().get(fact)
            if spec is not None and spec.holds == "text" and spec.kind in ("text", "list") and not _fixed(spec, value):
                yield value


def _fixed(spec: FactSpec, value: str) -> bool:
    """Whether a value is one of those that such a fact can have, and that tell nobody's name."""
    match spec.kind:
        case "choice":
            return value in spec.choices
        case "list":
            return value == "none" or (bool(spec.items) and all(each in spec.items for each in value.split(", ")))
        case "text" | "rows":
            return False
        case kind:
            return _FIXED[kind].fullmatch(value) is not None


def redacted_header(header: Mapping[str, Any]) -> str:
    """The header of redacted records: it says so."""
    return _json({**header, "redacted": True})


class RecordRedactor:
    """Redacts the records and sums of one run with the names of one redactor.

    Give each record to `record` until `known` stays: a text may have a name that only a later record tells.
    """

    def __init__(self, redactor: Redactor) -> None:
        self.redactor = redactor
        self._sources = Sources(redactor)
        self._rejects = Rejects(redactor)
        kb = knowledge_base()
        self._words = frozenset((*kb.by_id, *vocabulary(), *_VERDICTS))
        self._seen_words: dict[str, str] = {}
        self._free = False  # whether the record at hand has free text

    @property
    def known(self) -> int:
        """How many names are known."""
        return self.redactor.known[0]

    def record(self, line: str) -> str:
        """The record with pseudonyms, without a line end."""
        data = json.loads(line)
        told = data.pop("told", ())
        head = line.partition(',"possible":[')[0]  # behind it stand our own words only
        self.redactor.begin((head,), told)
        if "rejected" in data:
            return _json(self._rejects.record(data))
        self._free = False
        shown = self._record(data)
        for _ in range(ROUNDS if self._free else 0):
            known = self.redactor.known
            shown = self._record(data)
            if self.redactor.known == known:
                break
        return _json(shown)

    def _record(self, data: dict[str, Any]) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for key, value in data.items():
            if key == "case":
                shown[key] = {name: self._of_case(name, text) for name, text in value.items()}
            elif key == "explanations":
                shown[key] = [self._explanation(each) for each in value]
            else:
                shown[key] = self._any(value)
        return shown

    def _of_case(self, name: str, text: Any) -> Any:
        fact = "error.code" if name == "code" else _FACT_OF.get(name)
        if fact is not None and isinstance(text, str):
            return self._value(fact, text)
        if name == "id" and isinstance(text, str):
            return self.redactor.name("case", text)
        return text if name == "failed_at" and _TIME.fullmatch(str(text)) else self._any(text)

    def _explanation(self, explanation: dict[str, Any]) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for key, value in explanation.items():
            if key in ("because", "against"):
                shown[key] = [self._seen(*each) for each in value]
            elif key == "shared":
                shown[key] = [value[0], self.shared(*value)]
            else:
                shown[key] = self._any(value)
        return shown

    def _seen(self, fact: str, value: str, *sources: str) -> list[str]:
        return [self._any(fact), self._value(fact, value), *map(self._sources.shown, sources)]

    def _value(self, fact: str, value: str) -> str:
        spec = vocabulary().get(fact)
        if spec is None:
            return self._text(value)
        if _fixed(spec, value):
            return value
        if spec.kind not in ("text", "list"):
            return self._text(value)
        if spec.holds == "word":  # few and the same for many: a region, a kind of system
            if value not in self._seen_words:
                if len(self._seen_words) >= _MOST_WORDS:
                    self._seen_words.clear()
                self._seen_words[value] = self._list("word", value)
            return self._seen_words[value]
        self._free |= spec.holds == "text"
        if spec.kind == "list" and spec.holds != "text":
            return self._list(spec.holds, value)
        return self.redactor.value(spec.holds, value)

    def _list(self, holds: Holds, value: str) -> str:
        return ", ".join(self.redactor.value(holds, part) for part in value.split(", "))

    def _any(self, value: Any) -> Any:
        """Whatever else a record holds: our own words stay, any other text is free."""
        if isinstance(value, str):
            return value if value in self._words else self._text(value)
        if isinstance(value, list):
            return value if _all_in(value, self._words) else [self._any(each) for each in value]
        if isinstance(value, dict):
            return {self._any(key): self._any(each) for key, each in value.items()}
        return value

    def _text(self, text: str) -> str:
        self._free = True
        return self.redactor.text(text)

    # -- what is said of all records together ----------------------------------------------------------------------

    def shared(self, fact: str, name: str) -> str:
        """The name of a shared resource, as records and the summary have it: by one fact, or by two."""
        first, *others = _SHARED_FACTS.get(fact, (fact,))
        spec = vocabulary().get(first)
        if spec is None or spec.kind == "list" or not others or ", " not in name:
            return self._value(first, name)
        head, _, tail = name.rpartition(", ")
        return f"{self._value(first, head)}, {self._value(others[0], tail)}"

    def vm(self, shown: str) -> str:
        """The VM as `tally.vm_name` has it: `name (group)`, `name`, or the id of a case without a name."""
        if shown.endswith(")") and " (" in shown:
            cuts = [found.start() for found in re.finditer(r" \(", shown)]
            told = [at for at in cuts if self._is_known(shown[:at], shown[at + 2 : -1])]
            at = (told or cuts)[-1]
            return f"{self.redactor.name('vm', shown[:at])} ({self.redactor.name('group', shown[at + 2 : -1])})"
        kind: NameKind = "case" if self.redactor.has("case", shown) and not self.redactor.has("vm", shown) else "vm"
        return self.redactor.name(kind, shown)

    def _is_known(self, vm: str, group: str) -> bool:
        return self.redactor.has("vm", vm) and self.redactor.has("group", group)

    def accepted(self, entry: Accepted) -> Accepted:
        """An accepted finding to show: its patterns name VMs, and its reason is free text."""
        return entry.model_copy(
            update={
                "vm": self._pattern("vm", entry.vm),
                "resource_group": self._pattern("group", entry.resource_group),
                "subscription": self._pattern("subscription", entry.subscription),
                "reason": self.redactor.text(entry.reason),
            }
        )

    def _pattern(self, kind: NameKind, pattern: str) -> str:
        if self.redactor.has(kind, pattern):
            return self.redactor.name(kind, pattern)
        return re.sub(r"[^*?\[\]!]+", lambda m: self.redactor.name("name", m.group()), pattern)

    def summary(self, summary: Summary, known: Known) -> Summary:
        """The summary with pseudonyms, in the order that the real names have."""
        fixed = summary.fixed_findings
        return replace(
            summary,
            causes=[replace(row, vms=[self.vm(vm) for vm in row.vms]) for row in summary.causes],
            shared=[replace(row, name=self.shared(row.fact, row.name)) for row in summary.shared],
            places=[replace(row, name=self._value(_FACT_OF[row.dimension], row.name)) for row in summary.places],
            expired=[expired_words(self.accepted(entry)) for entry in known.expired],
            fixed_findings=None if fixed is None else [(self.vm(vm), cause) for vm, cause in fixed],
        )


def _all_in(values: list[Any], words: frozenset[str]) -> bool:
    try:
        return words.issuperset(values)
    except TypeError:  # lists in it
        return False


_json = json.JSONEncoder(separators=(",", ":")).encode
