"""The explanation texts: what is said beside the verdicts.

Of each cause, what is said of it in its own examples: the evidence, what is missing, what its rules did, which commands
are left open. It is made with this cause alone, so that no other cause can change it. Of each file of examples/ and of
some odd cases, the whole diagnosis; it is made with the fixed knowledge base, so that no new cause changes it.
`generated.py` writes both to tests/decisions/.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from backupdx.engine.knowledge import Cause, KnowledgeBase
from backupdx.engine.proof import proof_of
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.result import Explanation, RuledOut
from backupdx.facts.case import Case, Source
from backupdx.kb.examples import examples_of
from backupdx.library import load_all, with_known_code
from backupdx.readers.merging import nested
from decision_tables import alone

ROOT = Path(__file__).resolve().parents[1]
OPEN = re.compile(r"<([a-z-]+)>")  # what stands in a command for a name that is not known
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
OLD = ("a root and what follows from it", "a Windows guest")  # said once more, with facts from before the failure


def cases_of_files() -> dict[str, list[Case]]:
    """The cases of each file and folder of examples/, by its name."""
    files = sorted(p for p in (ROOT / "examples").iterdir() if not p.name.startswith((".", "pack-")))
    return {file.name: load_all(file) for file in files}


def odd_cases() -> dict[str, Case]:
    """Cases that no example shows, by what is odd about them."""
    found = {name: Case.model_validate(nested(facts)) for name, facts in ODD.items()}
    for name in OLD:
        case = found[name]
        times = {fact: FAILED_AT - timedelta(days=7 * n) for n, (fact, _) in enumerate(case.stated())}
        seen = {fact: Source(kind="file", file="old.json", observed_at=time) for fact, time in times.items()}
        found[f"{name}, partly old"] = case.model_copy(update={"failed_at": FAILED_AT, "provenance": seen})
    return found


# -- one cause, in its examples ----------------------------------------------------------------------------------------


def texts_of_cause(kb: KnowledgeBase, cause: Cause) -> list[dict[str, Any]]:
    """What is said of a cause in each of its examples, where it is the only one that there is."""
    own = alone(kb, cause.id)
    return [
        {"example": example.name, **said_of_cause(Reasoning(own, with_known_code(example.case)), cause.id)}
        for example in examples_of(cause.id)
    ]


def said_of_cause(reasoning: Reasoning, cause: str) -> dict[str, Any]:
    """The verdict on a cause and all that is said of it; `no candidate` where it is not even listed."""
    why = reasoning.why(cause)
    found = reasoning.diagnosis().of(cause)
    said: dict[str, Any] = {"verdict": why.verdict, "reason": why.reason}
    if isinstance(found, Explanation):
        explained = _explained(found, reasoning)
        left_open = dict.fromkeys(name for command in explained.pop("to_fill_in", ()) for name in OPEN.findall(command))
        return {**said, **explained, **({"left_open": list(left_open)} if left_open else {})}
    return {**said, "seen": [f"{s.fact} = {s.value}" for s in found.because] if found else "no candidate"}


# -- whole diagnoses ---------------------------------------------------------------------------------------------------


def said_of_case(kb: KnowledgeBase, case: Case) -> dict[str, Any]:
    """What a diagnosis of the case says, without the texts that are the same for each case of a cause."""
    reasoning = Reasoning(kb, with_known_code(case))
    diagnosis = reasoning.diagnosis()
    return {
        "case": diagnosis.case.model_dump(exclude_none=True),
        "explanations": [_of_case(e, reasoning) for e in diagnosis.explanations[:MOST]],
        "ranked": [f"{e.cause}: {e.verdict}" for e in diagnosis.explanations[: 3 * MOST]],
        "outside": [c.id for c in reasoning.outside[: 2 * MOST]],
        "ruled_out": [_excluded(r) for r in diagnosis.ruled_out[: 3 * MOST]],
        "next": [f"{c.fact}: {', '.join(c.settles[: 2 * MOST])}" for c in diagnosis.next_checks[: 3 * MOST]],
        "notes": list(diagnosis.notes),
        "doubted": list(proof_of(reasoning).doubted),
    }


def _of_case(e: Explanation, reasoning: Reasoning) -> dict[str, Any]:
    explained = {"cause": e.cause, "reason": reasoning.why(e.cause).reason, **_explained(e, reasoning)}
    return {**explained, "to_fill_in": explained.get("to_fill_in", [])[: 2 * MOST]}


def _explained(e: Explanation, reasoning: Reasoning) -> dict[str, Any]:
    why = reasoning.why(e.cause)
    steps = (*e.remedy.steps, e.remedy.verify)
    row = {
        "listed": e.listed,
        "health_check": e.health_check,
        "because": [f"{s.fact} = {s.value}" for s in e.because],
        "missing": [m.fact for m in e.missing],
        "leads_to": list(e.leads_to),
        "follows_from": list(e.follows_from),
        "rules": [f"{r.rule}: {r.state}" for r in why.rules if r.state != "failed"],
        "only_if": list(filter(None, (part.only_if for step in steps for part in (step, *step.commands)))),
        "to_fill_in": [c.command for step in steps for c in step.commands if not c.complete],
    }
    return {name: value for name, value in row.items() if value not in ([], None)}


def _excluded(r: RuledOut) -> str:
    return f"{r.cause}, {r.reason}: {', '.join(f'{s.fact} = {s.value}' for s in r.because)}"
