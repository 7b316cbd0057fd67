"""Where each statement of the document stands: the place named is the place."""

from __future__ import annotations

import re
from pathlib import Path

from backupdx.kb.codes import PHASES
from backupdx.kb.knowledge import knowledge_base
from backupdx.kb.trace import trace

ROOT = Path(__file__).resolve().parents[1]
PLACES = [(row.id, place) for row in trace() for place in row.places]


def test_each_file_that_is_named_is_there() -> None:
    files = {place.partition(":")[0] for _, place in PLACES}
    assert len(files) > 30
    assert [f for f in files if not (ROOT / f).exists()] == []


def test_a_code_stands_in_the_file_that_is_named() -> None:
    codes = [re.fullmatch(r"(kb/\S+\.py): error code (\w+), in order .+", place) for _, place in PLACES]
    named = [found.groups() for found in codes if found]
    assert {file for file, _ in named} == {f"kb/codes/{phase}.py" for phase in PHASES}
    assert [code for file, code in named if f'"{code}"' not in (ROOT / file).read_text("utf-8")] == []


def test_a_step_has_the_number_that_it_has_for_people() -> None:
    kb = knowledge_base()
    steps = [(i, re.fullmatch(r".+: remedy step (\d+) of (\S+)", place)) for i, place in PLACES]
    named = [(i, int(found[1]), kb.by_id[found[2]].remedy) for i, found in steps if found]
    assert len(named) > 20
    for i, number, remedy in named:
        assert i in (*remedy.steps, remedy.verify)[number - 1].covers


def test_a_note_names_its_causes_or_the_document() -> None:
    notes = [place.partition("note on ")[2] for _, place in PLACES if "deviations.py" in place]
    causes = knowledge_base().by_id.keys()
    assert "the document" in notes
    assert any(set(note.split(", ")) <= causes for note in notes)
    assert all(note == "the document" or set(note.split(", ")) <= causes for note in notes)
