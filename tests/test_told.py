"""What is told beside the verdicts stands in told.json; `make atlas` writes it anew, to be looked at."""

from __future__ import annotations

import json

import pytest
from told import FILE, cases, told

WRITTEN = json.loads(FILE.read_text("utf-8"))
CASES = cases()


@pytest.mark.parametrize("name", {**WRITTEN, **CASES})
def test_what_is_told_is_what_is_written(name: str) -> None:
    assert json.loads(json.dumps(told(CASES[name]))) == WRITTEN[name], "make atlas, and look at the difference"


def test_each_part_is_told_somewhere() -> None:
    """A part that no case has would never be compared."""
    parts = {part for row in WRITTEN.values() for part, value in row.items() if value}
    assert parts == {"case", "explanations", "ranked", "outside", "ruled_out", "next", "notes", "old"}
    of_causes = {part for row in WRITTEN.values() for e in row["explanations"] for part in e}
    assert of_causes > {"because", "missing", "leads_to", "follows_from", "only_if", "to_fill_in"}
