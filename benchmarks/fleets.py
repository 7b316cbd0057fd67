"""Made-up fleets: as real ones are, with few kinds of trouble many times over, and ones with no two cases alike.

A realistic fleet of n cases (seeded): what is wrong is drawn from the examples of all causes with weights 1/rank (a
few causes make most of the trouble); 1 VM in 8 shows no cause. Of each case's facts a part is missing, by which of
four sets of exports its customer has. Names, groups, subscriptions (one for 200 VMs), vaults (one for 50), policies,
regions, times and sizes differ from case to case; each fact names its file, its place there and its time, as
`backupdx import` writes them. In the other fleet each case has about a third of all facts that rules look at, each
with a random one of its distinguishable values.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from typing import Any

from backupdx.engine.answers import answers_of
from backupdx.facts.quantities import Version
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.readers.merging import nested

KB = knowledge_base()
REGIONS = ("westeurope", "northeurope", "eastus", "eastus2", "germanywestcentral", "southeastasia")
POLICIES = ("DefaultPolicy", "EnhancedPolicy", "daily-30d", "prod-4h")
EXPORTS: tuple[tuple[str, ...], ...] = (  # topics that a customer's exports tell of
    (
        "vm",
        "agent",
        "extensions",
        "backup",
        "locks",
        "disks",
        "restore_points",
        "keyvault",
        "windows",
        "linux",
        "network",
    ),
    ("vm", "agent", "extensions", "backup", "locks", "disks"),
    ("vm", "agent", "backup"),
    ("vm", "agent", "extensions", "disks", "restore_points", "keyvault", "network", "windows", "linux"),
)


def realistic(count: int, seed: int = 1) -> Iterator[str]:
    """The lines of a fleet as real ones are."""
    rng = random.Random(seed)
    troubles = [e for cause in KB.in_order for e in examples_of(cause.id) if e.verdict in ("confirmed", "likely")]
    rng.shuffle(troubles)
    weights = [1 / rank for rank in range(1, len(troubles) + 1)]
    for n in range(count):
        trouble = rng.choices(troubles, weights)[0] if rng.random() > 0.125 else None
        topics = EXPORTS[(n // 50) % len(EXPORTS)]
        stated = dict(trouble.case.stated()) if trouble else {"error.code": "UserErrorGuestAgentStatusUnavailable"}
        facts = {f: v for f, v in stated.items() if f.startswith("error.") or f.partition(".")[0] in topics}
        facts |= {
            "vm.name": f"vm{n:07}",
            "vm.resource_group": f"rg-{n // 20:06}",
            "vm.subscription_id": f"00000000-0000-4000-8000-{n // 200:012}",
            "vm.location": REGIONS[(n // 200) % len(REGIONS)],
            "backup.vault": f"rsv-{n // 50:05}",
            "backup.policy": rng.choices(POLICIES, (6, 3, 2, 1))[0],
        }
        minute = rng.randrange(600)
        yield _line(n, facts, f"2026-11-24T{minute // 60:02}:{minute % 60:02}:00Z", "2026-11-24T12:00:00Z")


def all_different(count: int, seed: int = 2) -> Iterator[str]:
    """The lines of a fleet in which each case has facts of its own."""
    rng = random.Random(seed)
    answers = answers_of(KB)
    for n in range(count):
        os = rng.choice(("linux", "windows"))
        facts = {
            f: rng.choice(values)
            for f, values in answers.values.items()
            if rng.random() < 0.35 and vocabulary()[f].os in (None, os) and not f.startswith("derived.")
        }
        facts |= {"vm.os_type": os, "vm.name": f"vm{n:07}", "error.code": rng.choice(KB.codes).code}
        yield _line(n, facts, "2026-11-24T04:00:00Z", "2026-11-24T12:00:00Z")


def _line(n: int, facts: dict[str, Any], failed: str, seen: str) -> str:
    data = {"schema_version": 1, "id": f"job-{n}", "failed_at": failed, **nested(facts)}
    data["provenance"] = {
        f: {"kind": "file", "file": f"export-{n // 50}.json", "place": f"[{n % 50}].{f}", "observed_at": seen}
        for f in facts
    }
    return json.dumps(data, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Version):
        return str(value)
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", exclude_none=True)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


if __name__ == "__main__":
    kind, count = sys.argv[1], int(sys.argv[2])
    for line in {"realistic": realistic, "different": all_different}[kind](count):
        print(line)
