"""What changed since an earlier run: findings that are new, fixed and unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .tally import StandingCause, findings_of

MOST_NAMED = 1000  # fixed findings that are kept by name


@dataclass(slots=True)
class Comparison:
    """The findings of an earlier run, against which those of this one are held as they come.

    A finding is a cause that is confirmed or likely for a VM; `fixed` ones were there and are not any more, be it that
    the VM's backup does not fail now, or for another reason.
    """

    before: dict[bytes, tuple[str, str]] = field(default_factory=dict)
    new: int = 0
    unchanged: int = 0
    _seen: set[bytes] = field(default_factory=set)

    @classmethod
    def with_records(cls, records: Iterable[str], renamed: Mapping[str, str]) -> Comparison:
        """Hold runs against these records, which have names where the run has, or the same pseudonyms.

        `renamed` are the ids of causes by those that they may have in the records.
        """
        findings = (f for record in records for f in findings_of(_current(json.loads(record), renamed)))
        return cls({f.key: (f.vm, f.cause) for f in findings})

    def status(self, finding: StandingCause) -> str:
        """Whether a finding of this run is `new` or `unchanged`; counted once for each VM and cause."""
        key = finding.key
        old = key in self.before
        if key not in self._seen:
            self._seen.add(key)
            self.new += not old
            self.unchanged += old
        return "unchanged" if old else "new"

    def is_there(self, finding: StandingCause) -> None:
        """Take note of a finding that is not counted, since it is accepted: it is not gone."""
        self._seen.add(finding.key)

    @property
    def fixed(self) -> list[tuple[str, str]]:
        """The (VM, cause) pairs that are gone, in the order of the earlier run."""
        return [named for key, named in self.before.items() if key not in self._seen]


def _current(record: dict[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    """The record with the ids that its causes have now."""
    found = record.get("explanations", ())
    if not any(e["cause"] in renamed for e in found):
        return record
    return {**record, "explanations": [{**e, "cause": renamed.get(e["cause"], e["cause"])} for e in found]}
