"""How many questions the interview needs, against asking in the document's order.

For every error code and every cause that the document lists for it, for every example of a cause, and for every file
in examples/, a person who knows the truth is simulated: the facts of an example that fires, completed with what is
usual on a healthy VM. Asked until the true cause is first, with the verdict that the whole truth gives it. Once the
person knows every answer, once a third of the answers is "unknown" (seeded).

The document's order walks the page: candidate by candidate, it asks for everything that a candidate is about, in the
order of its rules; it passes over what does not fit the guest and what is known already, and stops as soon as the
true cause is found. No answer changes what comes next.

Run with `make bench-questions`. Targets (issue of the interview): mean at least 40 % fewer, worse in none, median at
most 4, the next question within 50 ms.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backupdx.engine.interview import Interview
from backupdx.engine.plan import model_of
from backupdx.engine.reasoning import Reasoning
from backupdx.facts.case import Case, validated, vocabulary
from backupdx.facts.merging import nested
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import load_all, with_known_code

KB = knowledge_base()
MODEL = model_of(KB)
EXAMPLES = Path(__file__).parents[1] / "examples"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who knows the truth: `facts` by path, `given` from the start, `cause` and `verdict` to be found."""

    name: str
    facts: dict[str, Any]
    given: dict[str, Any]
    cause: str
    verdict: str


HEALTHY = {
    "vm.os_type": "windows",
    "vm.power_state": "running",
    "vm.provisioning_state": "succeeded",
    "agent.status": "ready",
    "agent.installed": True,
    "agent.service_state": "running",
    "agent.rdagent_state": "running",
    "agent.in_programs": True,
    "agent.process_running": True,
    "extensions.backup_state": "succeeded",
    "windows.com_plus_start_type": "manual",
    "windows.vss_service_start_type": "manual",
    "network.dhcp_enabled": True,
    "error.inner_message": "",
}


def healthy(fact: str) -> Any:
    """What a fact is where nothing is wrong: as in the table, else the most usual value by the rules."""
    if fact in HEALTHY:
        return HEALTHY[fact]
    usual = MODEL.usual[fact]
    best = max(n for n, u in enumerate(usual) if u == max(usual))  # of equals the last: the newest version
    return MODEL.values[fact][best]


def truth_of(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts, completed with healthy ones where the guest can have them."""
    os = facts.get("vm.os_type", "windows")
    if facts.get("agent.service_state", "running") not in ("running", "starting"):
        facts = {"agent.status": "not_ready", "agent.process_running": False, **facts}
    if facts.get("agent.installed") is False:
        facts = {"agent.service_state": "missing", "agent.in_programs": False, "agent.status": "not_ready", **facts}
    rest = {
        f: healthy(f)
        for f in MODEL.values
        if f != "error.code" and vocabulary()[f].askable and vocabulary()[f].os in (None, os)
    }
    full = {f: v for f, v in {**rest, "vm.os_type": os, **facts}.items() if v != "" and (f in facts or f in rest)}
    if os == "windows":
        full.pop("agent.process_running", None)
    return dict(Case.model_validate(nested(full)).stated())


def people() -> Iterator[Person]:
    """Every person, each with the error code (or the message) as the only thing known at the start."""
    seen = set()
    for name, case in cases():
        known = {p: o.value for p, o in with_known_code(case).observations().items()}
        facts = truth_of({f: v for f, v in known.items() if vocabulary()[f].askable})
        whole = Reasoning(KB, Case.model_validate(nested(facts)))
        if not whole.ranked:
            continue
        best = whole.ranked[0]
        verdict = whole.verdicts[best.id]
        given = {f: v for f, v in facts.items() if f == "error.code"}
        key = (best.id, given.get("error.code"), tuple(sorted(map(str, facts.items()))))
        if verdict in ("confirmed", "likely") and key not in seen:
            seen.add(key)
            yield Person(name, facts, given, best.id, verdict)


def cases() -> Iterator[tuple[str, Case]]:
    """For each code and each cause it lists every firing example under that code; all examples; all example files."""
    for code in KB.codes:
        for cause in (c for family in code.families for c in KB.of_family(family)):
            for example in examples_of(cause.id):
                if example.verdict in ("confirmed", "likely"):
                    data = {**example.data, "error": {**example.data.get("error", {}), "code": code.code}}
                    yield f"{code.code} {cause.id}: {example.name}", validated(data)
    for cause in KB.in_order:
        for example in examples_of(cause.id):
            yield f"{cause.id}: {example.name}", example.case
    for path in sorted(EXAMPLES.iterdir()):
        for case in load_all(path):
            yield path.name, case


Chooser = Callable[[Interview], str | None]


def by_saving(interview: Interview) -> str | None:
    """The fact that the interview asks for next."""
    question = interview.next_question()
    return question.fact if question else None


def by_document(interview: Interview) -> str | None:
    """Walking the page: cause by cause in its order, everything that a cause is about, where it fits the guest."""
    reasoning = interview.reasoning
    for cause in reasoning.candidates:
        about = (f for r in cause.numbered_rules for c in r.conditions for f in KB.basis_of(c.fact))
        for fact in dict.fromkeys(about):
            spec = vocabulary()[fact]
            fits = spec.os is None or reasoning.platform in (None, spec.os)
            if spec.askable and fits and fact not in reasoning.known and fact not in interview.case.unanswered:
                return fact
    return None


def found(interview: Interview, person: Person) -> bool:
    """Whether the true cause is first, as sure as it can get."""
    ranked = interview.reasoning.ranked
    return (
        bool(ranked) and ranked[0].id == person.cause and interview.reasoning.verdicts[person.cause] == person.verdict
    )


def questions(person: Person, choose: Chooser, silent: frozenset[str], times: list[float]) -> tuple[int, bool]:
    """How many questions until the cause is found, or until nothing is left to ask; and whether it was found."""
    interview = Interview(KB, Case.model_validate(nested(person.given)))
    asked = 0
    while not found(interview, person):
        begun = time.perf_counter()
        fact = choose(interview)
        times.append((time.perf_counter() - begun) * 1000)
        if fact is None:
            return asked, False
        asked += 1
        if fact in silent or fact not in person.facts:
            interview.unknown(fact)
        else:
            interview.answer(fact, person.facts[fact])
    return asked, True


def compare(doubt: float, show: bool) -> None:
    """Print the figures for people who do not know this share of the answers."""
    ours, theirs, worse, times, open_ends = [], [], [], [], 0
    for person in people():
        rng = random.Random(person.name)
        silent = frozenset(f for f in sorted(vocabulary()) if rng.random() < doubt)
        mine, done = questions(person, by_saving, silent, times)
        other, other_done = questions(person, by_document, silent, [])
        open_ends += not done
        if done != other_done:
            print(f"  only one finds it: {person.name} (ours {done}, document {other_done})")
        if not done and not other_done:
            continue  # what settles it is among the unknown: both ask all there is
        ours.append(mine)
        theirs.append(other)
        if mine > other:
            worse.append(f"{mine} against {other}: {person.name} -> {person.cause}")
    print(f"{len(ours)} cases with {doubt:.0%} unknown ({open_ends} cannot be settled then)")
    print(
        f"  mean    ours {statistics.mean(ours):6.2f}   document {statistics.mean(theirs):6.2f}"
        f"   saved {1 - statistics.mean(ours) / statistics.mean(theirs):.0%} (target 40 %)"
    )
    print(f"  median  ours {statistics.median(ours):6.1f}   document {statistics.median(theirs):6.1f}   (target 4)")
    print(f"  most    ours {max(ours):4}     document {max(theirs):4}")
    print(f"  worse in {len(worse)} (target 0)")
    print(f"  next question: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms (target 50)")
    if show:
        print("\n".join(f"    {line}" for line in worse))


if __name__ == "__main__":
    for share in (0.0, 1 / 3):
        compare(share, "-v" in sys.argv)
