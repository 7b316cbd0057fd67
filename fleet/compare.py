"""What changed since an earlier run: findings that are new, unchanged, fixed, or not seen any more."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Any, Literal, NamedTuple

from .history import WELL
from .tally import EXAMPLES, StandingCause, finding_key, findings_of, vm_key

# How a finding of before is gone. Only the first is good news that somebody has seen.
HowGone = Literal["fixed", "unsettled", "unreported"]


class Gone(NamedTuple):
    """A finding of the earlier run that is none of this one.

    `fixed`: the VM is in this run, and its cause is excluded there, or its backup works again. `unsettled`: the VM is
    in this run, and fails for another reason, or the cause is not established any more. `unreported`: no case of this
    run is of that VM; its backup may work again, or nobody has looked.
    """

    vm: str
    cause: str
    how: HowGone


class News(NamedTuple):
    """A cause of new findings: how many there are, and some of their VMs."""

    cause: str
    findings: int
    vms: list[str]


@dataclass(slots=True)
class Comparison:
    """The findings of an earlier run, against which those of this one are held as they come.

    A finding is a cause that is confirmed or likely for a VM.
    """

    before: dict[bytes, tuple[str, str]] = field(default_factory=dict)
    new: int = 0
    unchanged: int = 0
    _new: Counter[str] = field(default_factory=Counter)
    _examples: dict[str, list[str]] = field(default_factory=dict)
    _causes: dict[bytes, str] = field(default_factory=dict)  # ids of the earlier run's causes with blanks, by VM
    _seen: set[bytes] = field(default_factory=set)
    _there: set[bytes] = field(default_factory=set)  # VMs of both runs
    _open: set[bytes] = field(default_factory=set)  # earlier findings that a case of this run does not exclude

    @classmethod
    def with_records(cls, records: Iterable[str], renamed: Mapping[str, str]) -> Comparison:
        """Hold runs against these records, which have names where the run has, or the same pseudonyms.

        `renamed` are the ids of causes by those that they may have in the records.
        """
        made = cls()
        for record in records:
            for finding in findings_of(_current(json.loads(record), renamed)):
                if finding.key not in made.before:
                    vm, cause = vm_key(finding.case), intern(finding.cause)
                    made.before[finding.key] = (finding.vm, cause)
                    made._causes[vm] = f"{made._causes[vm]} {cause}" if vm in made._causes else cause
        return made

    def take(self, record: Mapping[str, Any]) -> None:
        """Take note of a record of this run: of what it says of the earlier findings of its VM."""
        vm = vm_key(record.get("case", {}))
        if "rejected" in record or vm not in self._causes:
            return
        self._there.add(vm)
        well = record.get("headline") in WELL
        for cause in self._causes[vm].split():
            if not well and cause not in record["ruled_out"]:
                self._open.add(finding_key(vm, cause))

    def status(self, finding: StandingCause) -> str:
        """Whether a finding of this run is `new` or `unchanged`; counted once for each VM and cause."""
        key = finding.key
        old = key in self.before
        if key not in self._seen:
            self._seen.add(key)
            self.unchanged += old
            if not old:
                self.new += 1
                self._new[finding.cause] += 1
                names = self._examples.setdefault(finding.cause, [])
                if len(names) < EXAMPLES:
                    names.append(finding.vm)
        return "unchanged" if old else "new"

    def is_there(self, finding: StandingCause) -> None:
        """Take note of a finding that is not counted, since it is accepted: it is not gone."""
        self._seen.add(finding.key)

    @property
    def news(self) -> list[News]:
        """The causes of the new findings, the most frequent first."""
        ordered = sorted(self._new.items(), key=lambda pair: (-pair[1], pair[0]))
        return [News(cause, count, self._examples[cause]) for cause, count in ordered]

    @property
    def gone(self) -> Iterator[Gone]:
        """The findings that are gone, in the order of the earlier run's VMs."""
        for vm, causes in self._causes.items():
            for key in (finding_key(vm, cause) for cause in causes.split()):
                if key not in self._seen:
                    how: HowGone = "unsettled" if key in self._open else "fixed"
                    yield Gone(*self.before[key], how if vm in self._there else "unreported")


def _current(record: dict[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    """The record with the ids that its causes have now."""
    found = record.get("explanations", ())
    if not any(e["cause"] in renamed for e in found):
        return record
    return {**record, "explanations": [{**e, "cause": renamed.get(e["cause"], e["cause"])} for e in found]}
