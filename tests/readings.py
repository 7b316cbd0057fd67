"""What the readers find in a text or an answer: each fact is one that a case can have, and has its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backupdx.facts.case import Case
from backupdx.readers.base import Finding
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import load_paths, read_content


def findings(data: Any, kind: str | None = None) -> list[Finding]:
    """What is found in a text as it is, or in other data as JSON, by the reader of this kind where one is told."""
    text = data if isinstance(data, str | bytes) else json.dumps(data)
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    located, told = read_content(of_bytes(content, "x.txt"))
    assert kind is None or told == kind, told
    for entry in located:
        Case().with_facts(entry.finding.facts)  # raises UnknownFact for one that facts/topics/ does not declare
        assert set(entry.finding.places) == set(entry.finding.facts), entry.finding
    return [entry.finding for entry in located]


def one(data: Any, kind: str | None = None) -> Finding:
    """The only finding."""
    (finding,) = findings(data, kind)
    return finding


def facts(data: Any, kind: str | None = None) -> dict[str, Any]:
    """The facts of the only finding."""
    return one(data, kind).facts


def linux_facts(data: Any, kind: str) -> dict[str, Any]:
    """The facts of the only finding, without what only says that it comes from Linux."""
    return _without_system(facts(data, kind), "linux")


def windows_facts(data: Any, kind: str) -> dict[str, Any]:
    """The facts of all findings together, without what only says that they come from Windows."""
    return _without_system({fact: value for f in findings(data, kind) for fact, value in f.facts.items()}, "windows")


def signs(found: dict[str, Any]) -> tuple[str, ...]:
    """The names of the signs among facts, all of which must be yes, in order."""
    names = sorted(fact.removeprefix("signs.") for fact in found if fact.startswith("signs."))
    assert all(found[f"signs.{name}"] is True for name in names)
    return tuple(names)


def _without_system(found: dict[str, Any], system: str) -> dict[str, Any]:
    assert found.get("vm.os_type", system) == system
    return {fact: value for fact, value in found.items() if fact != "vm.os_type"}


def seen(folder: Path, *answers: Any) -> dict[str, Any]:
    """What is known of the one case that these answers form, summaries included."""
    for n, answer in enumerate(answers):
        text = answer if isinstance(answer, str) else json.dumps(answer)
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    (case,) = load_paths([folder]).cases
    return {fact: observation.value for fact, observation in case.observations().items()}
