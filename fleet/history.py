"""Earlier runs beside this one: how many cases each had, and since when a VM has been failing without a gap."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from .held import File
from .known import AcceptedCauses
from .stored import checked_records, header_of
from .tally import Tally, vm_key

WELL = ("recovered", "healthy")  # headlines: a backup has completed since, or nothing tells of a failure


@dataclass(frozen=True, slots=True)
class Run:
    """One run: the day of its last failure (or what its file is called), and its sums, counted as those of any run."""

    name: Annotated[str, Field(description="The day of its last failure, or what its file is called.")]
    cases: Annotated[int, Field(description="Failed operations.")]
    vms: Annotated[int, Field(description="VMs that they are about.")]
    confirmed: Annotated[int, Field(description="Cases whose first cause is confirmed.")]
    likely: Annotated[int, Field(description="Cases whose first cause is likely.")]
    inconclusive: Annotated[int, Field(description="Cases without a confirmed or likely cause.")]
    accepted: Annotated[int, Field(description="Cases of which all that was found is accepted.")]
    findings: Annotated[int, Field(description="Causes that are confirmed or likely for a case.")]


@dataclass(slots=True)
class History:
    """The earlier runs, oldest first, and for each VM of the last one the time since when it is in every run."""

    runs: list[Run] = field(default_factory=list)
    _since: dict[bytes, str] = field(default_factory=dict)

    def since(self, record: Mapping[str, Any]) -> str:
        """When the VM of this record failed first, in ISO format, in a row of runs that ends with this one.

        It is the time of the case itself where the run before has no failure of the VM; empty where no time is known,
        and where a backup has completed since. What was before that time, no run tells.
        """
        if record.get("headline") in WELL:
            return ""
        at = str(record["case"].get("failed_at", ""))
        return min(filter(None, (at, self._since.get(vm_key(record["case"]), ""))), default="")

    def add(self, name: str, records: Iterable[str], known: AcceptedCauses) -> None:
        """Take the next run. Raises InputError for what is no record."""
        tally, failing = Tally(), dict[bytes, str]()
        latest = ""
        for line in records:
            record = json.loads(line)
            tally.add(record, known)
            if "rejected" in record:
                continue
            latest = max(latest, str(record["case"].get("failed_at", "")))
            since = self.since(record)
            if since:
                vm = vm_key(record["case"])
                failing[vm] = min(since, failing.get(vm, since))
        self._since = failing
        self.runs.append(run_of(tally, latest[:10] or name))


def run_of(tally: Tally, name: str) -> Run:
    """The sums of one run under a name."""
    first = tally.first
    findings = sum(sum(counts.values()) for counts in tally.causes.values())
    return Run(
        name, tally.cases, len(tally.vms), first["confirmed"], first["likely"], first["possible"], first["accepted"],
        findings,
    )  # fmt: skip


def read_history(paths: Sequence[File], known: AcceptedCauses, named: bool = True) -> History:
    """The runs in these files of records, oldest first; a run without times is called after its file where `named`.

    Raises InputError for a file that holds no records.
    """
    history = History()
    for n, path in enumerate(paths, 1):
        header_of(path)
        history.add(path.stem if named else f"run {n}", checked_records(path), known)
    return history
