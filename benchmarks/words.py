"""What free words alone achieve: how often the cause that a composed report is about comes first (benchmarks/reports/).

Run with `make bench-words`. *By words* is the order of the index alone (engine/likeness.py), *by all* that of the whole
diagnosis. `--list` names the reports whose cause does not come first. The weights of the index were chosen with these
figures and those of the building half of the incidents in view: they tell of a change for the worse, and not how good a
diagnosis is.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from backupdx.engine.likeness import index_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import diagnose, load_text

REPORTS = Path(__file__).parent / "reports" / "composed.yaml"


def places() -> dict[str, tuple[int | None, int | None]]:
    """The places of the right cause by words and by all, by cause; None where it is not among them."""
    index = index_of(knowledge_base())
    found: dict[str, tuple[int | None, int | None]] = {}
    for cause, text in yaml.safe_load(REPORTS.read_text("utf-8")).items():
        by_words = [each.cause for each in index.like(text)]
        by_all = [each.cause for each in diagnose(load_text(text)).explanations]
        found[cause] = _place(cause, by_words), _place(cause, by_all)
    return found


def _place(cause: str, among: list[str]) -> int | None:
    return among.index(cause) + 1 if cause in among else None


def main() -> None:
    """Print both shares, and with --list what is missed."""
    found = places()
    for n, way in enumerate(("by words", "by all")):
        first, three = (sum(1 for each in found.values() if (each[n] or 999) <= most) for most in (1, 3))
        print(f"{way}: first {first} of {len(found)}, in the first three {three}")
    if "--list" in sys.argv[1:]:
        for cause, (by_words, by_all) in found.items():
            if by_all != 1:
                print(f"{cause}: {by_words} by words, {by_all} by all")


if __name__ == "__main__":
    main()
