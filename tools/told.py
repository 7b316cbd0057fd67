"""What is told beside the verdicts: evidence, what is missing, chains, remarks, which commands are left open.

Usage: python tools/told.py [--write]
Without --write it tells what is told otherwise than tests/told.json says. Like the atlas, the file is generated and
meant to be read as a difference.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from backupdx.engine.proof import proof_of
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.result import Explanation, RuledOut
from backupdx.facts.case import Case, Source
from backupdx.library import load_all, reason
from backupdx.readers.merging import nested

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "tests" / "told.json"
MOST = 2  # explanations of a case that are written down whole
FAILED_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
AGENT_SILENT = {"error.code": "UserErrorGuestAgentStatusUnavailable", "agent.status": "not_ready"}
ODD: dict[str, dict[str, Any]] = {
    "nothing": {},
    "a name and no fact": {"vm.name": "web01"},
    "a code of another operation": {"error.code": "UserErrorSkuNotAvailable", "vm.exists": False},
    "a code that nobody knows": {"error.code": "SomethingElse", "vm.exists": False},
    "a message without a code": {"error.message": "Something odd happened"},
    "no code, and signs": {"vm.os_type": "linux", "agent.service_state": "stopped", "vm.power_state": "running"},
    "derived both ways": {**AGENT_SILENT, "agent.service_state": "stopped", "agent.process_running": True},
    "a code and a sign of a cause outside its list": {**AGENT_SILENT, "locks.backup_group": True},
    "a root and what follows from it": {
        "error.code": "UserErrorRpCollectionLimitReached", "locks.backup_group": True, "restore_points.count": 18,
        "locks.backup_group_ids": ["/subscriptions/s/locks/keep"], "vm.os_type": "windows",
    },
    "a sign of a cause that the code excludes": {
        "error.code": "UserErrorRpCollectionLimitReached", "extensions.failed": ["(other)"],
    },
    "ready against a stopped service": {
        **AGENT_SILENT, "agent.status": "ready", "agent.service_state": "stopped", "vm.os_type": "linux",
        "vm.power_state": "running",
    },
    "a Linux guest of a known distribution": {
        "error.code": "GuestAgentSnapshotTaskStatusError", "vm.os_type": "linux", "vm.distribution": "ubuntu",
        "agent.version": "2.2.40", "vm.power_state": "running", "vm.name": "web01",
    },
    "a Windows guest": {
        "error.code": "GuestAgentSnapshotTaskStatusError", "vm.os_type": "windows", "vm.power_state": "running",
        "agent.service_state": "stopped", "agent.status": "not_ready", "vm.name": "@web", "vm.resource_group": "-rg",
    },
    "names as long as can be": {**AGENT_SILENT, "vm.name": "n" * 500, "vm.resource_group": "g" * 500},
}  # fmt: skip
OLD = ("a root and what follows from it", "a Windows guest")  # told once more, with facts from before the failure


def cases() -> dict[str, Case]:
    """The cases by name: those of the examples, and odd ones."""
    files = sorted(p for p in (ROOT / "examples").iterdir() if not p.name.startswith("."))
    found = {f"{file.name} {n}": case for file in files for n, case in enumerate(load_all(file), 1)}
    found |= {name: Case.model_validate(nested(facts)) for name, facts in ODD.items()}
    for name in OLD:
        case = found[name]
        times = {fact: FAILED_AT - timedelta(days=7 * n) for n, (fact, _) in enumerate(case.stated())}
        seen = {fact: Source(kind="file", file="old.json", observed_at=time) for fact, time in times.items()}
        found[f"{name}, partly old"] = case.model_copy(update={"failed_at": FAILED_AT, "provenance": seen})
    return found


def told(case: Case) -> dict[str, Any]:
    """What a diagnosis of the case tells, without the texts that are the same for each case of a cause."""
    reasoning = reason(case)
    diagnosis = reasoning.diagnosis()
    return {
        "case": diagnosis.case.model_dump(exclude_none=True),
        "explanations": [_explained(e, reasoning) for e in diagnosis.explanations[:MOST]],
        "ranked": [f"{e.cause}: {e.verdict}" for e in diagnosis.explanations[: 3 * MOST]],
        "outside": [c.id for c in reasoning.outside[: 2 * MOST]],
        "ruled_out": [_excluded(r) for r in diagnosis.ruled_out[: 3 * MOST]],
        "next": [f"{c.fact}: {', '.join(c.settles[: 2 * MOST])}" for c in diagnosis.next_checks[: 3 * MOST]],
        "notes": list(diagnosis.notes),
        "old": list(proof_of(reasoning).old),
    }


def _explained(e: Explanation, reasoning: Reasoning) -> dict[str, Any]:
    why = reasoning.why(e.cause)
    steps = (*e.remedy.steps, e.remedy.verify)
    row = {
        "cause": e.cause,
        "listed": e.listed,
        "health_check": e.health_check,
        "because": [f"{s.fact} = {s.value}" for s in e.because],
        "missing": [m.fact for m in e.missing],
        "leads_to": list(e.leads_to),
        "follows_from": list(e.follows_from),
        "reason": why.reason,
        "rules": [f"{r.rule}: {r.state}" for r in why.rules if r.state != "failed"],
        "only_if": list(filter(None, (part.only_if for step in steps for part in (step, *step.commands)))),
        "to_fill_in": [c.command for step in steps for c in step.commands if not c.complete][: 2 * MOST],
    }
    return {name: value for name, value in row.items() if value not in ([], None)}


def _excluded(r: RuledOut) -> str:
    return f"{r.cause}, {r.reason}: {', '.join(f'{s.fact} = {s.value}' for s in r.because)}"


def all_told() -> dict[str, Any]:
    """What is told of each case, by its name."""
    return {name: json.loads(json.dumps(told(case))) for name, case in cases().items()}


def main() -> int:
    """Compare, or write."""
    now = all_told()
    if "--write" in sys.argv[1:]:
        FILE.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        return 0
    was = json.loads(FILE.read_text("utf-8"))
    found = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    print("\n".join(f"otherwise: {name}" for name in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
