"""Where each statement of the document stands: the place named is the place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from backupdx.kb import trace as tracing
from backupdx.kb.codes import PHASES
from backupdx.kb.knowledge import knowledge_base
from backupdx.kb.trace import missing_places, trace, unknown_ids

ROOT = Path(__file__).resolve().parents[1]
PLACES = [(row.id, place) for row in trace() for place in row.places]


def test_each_file_that_is_named_is_there() -> None:
    files = {place.partition(":")[0] for _, place in PLACES}
    assert len(files) > 30
    assert [f for f in files if not (ROOT / f).exists()] == []


def test_a_code_stands_in_the_file_that_is_named() -> None:
    codes = [re.fullmatch(r"(kb/\S+\.py): error code (\w+), in order .+", place) for _, place in PLACES]
    named = [found.groups() for found in codes if found]
    files = {file for file, _ in named}
    assert len(files) > 4 and files <= {f"kb/codes/{phase}.py" for phase in PHASES}
    assert [code for file, code in named if f'"{code}"' not in (ROOT / file).read_text("utf-8")] == []


def test_a_step_has_the_number_that_it_has_for_people() -> None:
    kb = knowledge_base()
    steps = [(i, re.fullmatch(r".+: remedy step (\d+) of (\S+)", place)) for i, place in PLACES]
    named = [(i, int(found[1]), kb.by_id[found[2]].remedy) for i, found in steps if found]
    assert len(named) > 20
    for _, number, remedy in named:
        assert 1 <= number <= len(remedy.steps) + 1


def test_coverage_names_what_is_there() -> None:
    assert missing_places() == [] and [i for i in unknown_ids() if not i.startswith("today.")] == []
    assert {row.id for row in trace() if row.is_gap} == set()


def test_each_id_of_the_catalogues_is_encoded_or_left_out_for_a_reason() -> None:
    rows = {row.id: row for row in trace()}
    assert len([i for i in rows if i.startswith(("cause ", "code ", "entry "))]) > 450
    assert "kb/causes/restore_points/rg_lock.py: cause rg-lock" in rows["cause rg-lock"].places
    assert rows["cause vm-locked"].places == rows["cause readonly-lock"].places
    assert rows["cause vss-hangs"].left_out and not rows["cause vss-hangs"].places
    both = {i for i in tracing._catalogue_ids()["left_out"] if i in knowledge_base().by_id}
    assert both == set(), "what is encoded is not left out"


def test_a_place_or_a_statement_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = ["rule rg-lock/confirms-9", "step rg-lock/5", "cause no-such", "code NoSuch", "family no-such", "fact vm.no"]
    there = ["rule rg-lock/confirms-2", "step rg-lock/4", "cause rg-lock", "fact locks.backup_group"]
    monkeypatch.setattr(tracing, "_coverage", lambda: {"W.4": [*lost, *there], "Z.1": []})
    assert missing_places() == [f"{place} (for W.4)" for place in lost]
    assert "Z.1" in unknown_ids() and "W.4" not in unknown_ids()
    (row,) = (row for row in trace() if row.id == "W.4")
    assert [place.partition(": ")[2] for place in row.places[:4]] == [
        "rule rg-lock/confirms-2",
        "remedy step 4 of rg-lock",
        "cause rg-lock",
        "question locks.backup_group",
    ]


def test_a_note_names_its_causes_or_the_document() -> None:
    notes = [place.partition("note on ")[2] for _, place in PLACES if "deviations.py" in place]
    causes = knowledge_base().by_id.keys()
    assert "the document" in notes
    assert any(set(note.split(", ")) <= causes for note in notes)
    assert all(note == "the document" or set(note.split(", ")) <= causes for note in notes)
