"""What the records of a fleet say together: counts that can be added up part by part, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from .known import AcceptedCauses
from .records import counted

DIMENSIONS = ("vault", "subscription", "region", "os")
BESIDE = ("customer",)  # dimensions that the records themselves do not tell
EXAMPLES = 3  # VMs that are named for a cause or a shared one
STANDING = ("confirmed", "likely")


class StandingCause(NamedTuple):
    """A cause that is confirmed or likely for one case; `case` are the names in its record."""

    case: dict[str, Any]
    cause: str
    verdict: str
    shared: tuple[str, str] | None

    @property
    def vm(self) -> str:
        """What a person calls the case."""
        return vm_name(self.case)

    @property
    def key(self) -> bytes:
        """Eight bytes that are the same in every run, for the same VM and cause."""
        return finding_key(vm_key(self.case), self.cause)


class Shared(NamedTuple):
    """One resource (the fact that names it, its name) behind the same cause of several cases."""

    cause: str
    fact: str
    name: str


@dataclass(slots=True)
class Tally:
    """The sums over some records.

    `cases` counts all, `rejected` lines that are no case; a case is `first`-ly confirmed, likely or possible (then it
    is inconclusive) by its best explanation that is not `accepted`. `causes` counts findings by cause and verdict,
    `shared` by the resource that cases have in common, `by` by dimension and value (findings, cases); `steps` counts
    for how many open cases a fact is missing; `vms` holds a hash of each VM.
    """

    cases: int = 0
    rejected: int = 0
    disputed: int = 0
    accepted: int = 0
    first: Counter[str] = field(default_factory=Counter)
    causes: dict[str, Counter[str]] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    shared: Counter[Shared] = field(default_factory=Counter)
    by: dict[str, dict[str, list[int]]] = field(default_factory=lambda: {name: {} for name in (*DIMENSIONS, *BESIDE)})
    steps: Counter[str] = field(default_factory=Counter)
    vms: set[bytes] = field(default_factory=set)

    def add(self, record: dict[str, Any], known: AcceptedCauses) -> list[StandingCause]:
        """Count one record; returns its findings that are not accepted."""
        if "rejected" in record:
            self.rejected += 1
            return []
        self.cases += 1
        self.disputed += bool(record["notes"])
        self.vms.add(vm_key(record["case"]))
        findings = []
        for finding in findings_of(record):
            if known.entries and known.accepts(record["case"], finding.cause):
                self.accepted += 1
            else:
                findings.append(finding)
                self._count(finding)
        verdict = findings[0].verdict if findings else "accepted" if _standing(record) else "possible"
        self.first[verdict] += 1
        for name in DIMENSIONS:
            self.add_place(name, record["case"].get(name, ""), bool(findings))
        if verdict in ("likely", "possible"):
            self.steps.update({fact for e in record["explanations"] for fact in e.get("missing", ())})
        return findings

    def add_place(self, dimension: str, place: str, found: bool) -> None:
        """Count one case in its place, and whether it has a finding."""
        places = self.by[dimension]
        sums = places.get(place) or places.setdefault(place, [0, 0])
        sums[0] += found
        sums[1] += 1

    def _count(self, finding: StandingCause) -> None:
        counts = self.causes.get(finding.cause)
        if counts is None:
            counts = self.causes[finding.cause] = Counter()
            self.examples[finding.cause] = []
        counts[finding.verdict] += 1
        if len(self.examples[finding.cause]) < EXAMPLES:
            self.examples[finding.cause].append(finding.vm)
        if finding.shared:
            self.shared[Shared(finding.cause, *finding.shared)] += 1

    def update(self, other: Tally) -> None:
        """Add the sums over further records."""
        self.cases += other.cases
        self.rejected += other.rejected
        self.disputed += other.disputed
        self.accepted += other.accepted
        self.first += other.first
        self.shared += other.shared
        self.steps += other.steps
        self.vms |= other.vms
        for cause, counts in other.causes.items():
            self.causes.setdefault(cause, Counter()).update(counts)
        for cause, names in other.examples.items():
            self.examples[cause] = [*self.examples.get(cause, []), *names][:EXAMPLES]
        for dimension, values in other.by.items():
            for value, (found, cases) in values.items():
                sums = self.by[dimension].setdefault(value, [0, 0])
                sums[0] += found
                sums[1] += cases

    def worst(self) -> list[str]:
        """The causes, worst first: by the VMs for which they are confirmed, then likely."""
        return sorted(self.causes, key=lambda c: (-self.causes[c]["confirmed"], -self.causes[c]["likely"], c))

    def shared_causes(self) -> list[tuple[Shared, int]]:
        """What stands behind the same cause of more than one case, most cases first."""
        several = [(shared, count) for shared, count in self.shared.items() if count > 1]
        return sorted(several, key=lambda pair: (-pair[1], pair[0]))

    def places(self, dimension: str) -> list[tuple[str, int, int]]:
        """The values of a dimension that have findings, with findings and cases, most findings first."""
        found = [(value, sums[0], sums[1]) for value, sums in self.by[dimension].items() if value and sums[0]]
        return sorted(found, key=lambda place: (-place[1], place[0]))


def tally_of(records: Iterable[str], known: AcceptedCauses) -> Tally:
    """The sums over some record lines."""
    tally = Tally()
    for record in records:
        tally.add(counted(record), known)
    return tally


def findings_of(record: dict[str, Any]) -> Iterator[StandingCause]:
    """The causes that are confirmed or likely for a record's case, best first."""
    case = record.get("case", {})
    for e in record.get("explanations", ()):
        if e["verdict"] in STANDING:
            shared = e.get("shared")
            yield StandingCause(case, e["cause"], e["verdict"], tuple(shared) if shared else None)


def has_finding(line: str, set_aside: Collection[str] = ()) -> bool:
    """Whether a record line has a finding of a cause that is not `set_aside`."""
    return any(finding.cause not in set_aside for finding in findings_of(counted(line)))


def _standing(record: dict[str, Any]) -> bool:
    return any(e["verdict"] in STANDING for e in record["explanations"])


def vm_name(case: dict[str, Any]) -> str:
    """What a person calls the case: its VM with the resource group, else its id."""
    name = case.get("vm")
    group = case.get("resource_group")
    return (f"{name} ({group})" if group else name) if name else case.get("id") or "(unnamed)"


def vm_key(case: dict[str, Any]) -> bytes:
    """Eight bytes that are the same for the same VM in every run; a case without a name goes by its id."""
    parts = (case.get("subscription", ""), case.get("resource_group", ""), case.get("vm") or case.get("id") or "")
    return _hash(*(part.lower().encode("utf-8", "surrogatepass") for part in parts))


def finding_key(vm: bytes, cause: str) -> bytes:
    """Eight bytes that are the same in every run, for the same VM (`vm_key`) and cause."""
    return _hash(vm, cause.encode())


def _hash(*parts: bytes) -> bytes:
    return blake2b(b"\0".join(parts), digest_size=8).digest()
