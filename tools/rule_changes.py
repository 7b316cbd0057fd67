"""The log of changed rules: a line for each change, with the real incidents whose verdict moved by it.

Each cause has a file in docs/rule-changes/, each incident its last outcome in benchmarks/incidents/outcomes/: so two
authors never meet in one file. `--write` compares the rules with the last line of each cause's file, runs the
incidents, adds the lines that are due and writes the outcomes anew. Of the half that nobody looks at, only the number
is told.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from backupdx.engine.knowledge import Cause, KnowledgeBase  # noqa: E402
from backupdx.kb.knowledge import cause_modules, knowledge_base  # noqa: E402
from incident_files import FOLDER, HALVES, Half, incidents_of  # noqa: E402
from incidents import judged  # noqa: E402

LOG = ROOT / "docs" / "rule-changes"
OUTCOMES = FOLDER / "outcomes"
WAYS = ("raw texts as files", "facts alone", "all found later")
HEAD = """# Changes of the rules of {0}

A line for each change: the day, the mark of the rules, and the real incidents that moved.

"""


def mark_of(kb: KnowledgeBase, cause: Cause) -> str:
    """A mark of what a cause's rules say: ten hexadecimal digits, other ones where a verdict could be another."""
    rules = [(rule.kind, rule.words) for rule in kb.rules_of(cause) if not rule.needed]
    said = [cause.family, cause.step, cause.codes, cause.needs_agent, cause.effect, cause.leads_to, rules]
    return sha256(json.dumps(said).encode()).hexdigest()[:10]


def log_of(cause: str) -> Path:
    """The file of a cause."""
    area = cause_modules()[cause.replace("-", "_")].parent.name
    return LOG / area / f"{cause}.md"


def last_mark(cause: str) -> str:
    """The mark in the last line of a cause's file; empty where it has none yet."""
    file = log_of(cause)
    lines = [line for line in file.read_text("utf-8").splitlines() if line.startswith("- ")] if file.exists() else []
    return lines[-1].split("`")[1] if lines else ""


def due(kb: KnowledgeBase) -> list[Cause]:
    """The causes whose rules have changed since their last line."""
    return [cause for cause in kb.causes if last_mark(cause.id) != mark_of(kb, cause)]


def outcomes(half: Half) -> Iterator[tuple[str, dict[str, Any]]]:
    """What becomes of each incident of a half now: by way, the first cause and what stands wrongly beside it."""
    for incident in incidents_of(half):
        told = {}
        for way in WAYS:
            found = judged(incident, way)
            told[way] = [found.first, found.verdict, found.place, sorted(found.wrong_confirmed)]
        if half == "held_out":  # that it moved may be told, and no more
            told = {"mark": sha256(json.dumps(told).encode()).hexdigest()[:16]}
        yield incident.id, told


def write(today: str) -> None:
    """Add the lines that are due, and write down the outcomes."""
    kb = knowledge_base()
    changed = due(kb)
    moved: dict[str, list[str]] = {}
    unseen = 0
    first = not OUTCOMES.exists()
    OUTCOMES.mkdir(exist_ok=True)
    for half in HALVES:
        for incident, told in outcomes(half):
            file = OUTCOMES / f"{incident}.json"
            before = json.loads(file.read_text("utf-8")) if file.exists() else None
            if before != told:
                file.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
                if before is not None and half == "held_out":
                    unseen += 1
                elif before is not None:
                    for cause, text in _moves(incident, before, told):
                        moved.setdefault(cause, []).append(text)
    for cause in changed:
        lines = sorted(set(moved.get(cause.id, ())))
        said = "first recorded" if first else "; ".join(lines) or "no incident of the building half moved to or from it"
        hidden = f"; {unseen} of the held-out half moved with the changes of that day" if unseen else ""
        file = log_of(cause.id)
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text("utf-8") if file.exists() else HEAD.format(cause.id)
        file.write_text(f"{text}- {today} `{mark_of(kb, cause)}`: {said}{hidden}\n", "utf-8")
        print(f"{cause.id}: {said}{hidden}")


def _moves(incident: str, before: dict[str, Any], now: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """For each cause that came or went as the first, what moved."""
    for way in WAYS:
        if before[way] != now[way]:
            text = f"{incident} ({way}): {before[way][0]} {before[way][1]} -> {now[way][0]} {now[way][1]}"
            yield from (
                (cause, text) for cause in {before[way][0], now[way][0], *before[way][3], *now[way][3]} if cause
            )


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        write(f"{datetime.now(UTC):%Y-%m-%d}")
    else:
        print("\n".join(cause.id for cause in due(knowledge_base())) or "every change of a rule has its line")
