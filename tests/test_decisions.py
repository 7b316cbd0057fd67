"""tests/decisions/ says what each cause and code decides, and what is said; `make decisions` writes it anew."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest
from backupdx.engine.knowledge import KnowledgeBase
from backupdx.engine.reasoning import Reasoning
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import cause_modules, knowledge_base
from backupdx.library import with_known_code
from cases import EFFORT
from decision_tables import Table, alone, judged
from fixed_knowledge import CAUSES, fixed_knowledge_base, reduced
from generated import (
    FOLDER,
    HINT,
    ROOT,
    Made,
    changed_tables,
    differing,
    file_of_cause,
    generated,
    text_of,
    without_code,
    write,
    written_files,
    written_tables,
)

KB = knowledge_base()
MADE = generated(KB)
TABLES = written_tables()
OF_CAUSES = {table["cause"]: table for table in TABLES if "cause" in table}


@pytest.mark.parametrize("name", sorted({*MADE, *written_files()}))
def test_files_are_as_generated(name: str) -> None:
    assert name in MADE, f"{name} is of something that is gone. {HINT}"
    assert (FOLDER / name).exists(), f"tests/decisions/{name} is missing. {HINT}"
    assert (FOLDER / name).read_text("utf-8") == text_of(MADE[name]()), HINT


def test_the_layout_is_json_without_loss() -> None:
    content = {"a": [1, "x" * 90, {"b": ["y" * 50, "z" * 90, None, True]}], "empty": [{}, []], "é": "ü"}
    assert json.loads(text_of(content)) == content
    assert max(map(len, text_of(content).splitlines())) <= 120


# -- nothing is left out -----------------------------------------------------------------------------------------------


def test_every_rule_has_its_row() -> None:
    for cause in KB.causes:
        assert [r["rule"] for r in OF_CAUSES[cause.id]["rules"]] == [r.id for r in KB.rules_of(cause)]
    derived = {table["derived"]: len(table["rules"]) for table in TABLES if "derived" in table}
    assert derived == {fact: len(found) for fact, found in KB.deriving.items()}


def test_every_code_has_its_table() -> None:
    assert {t["code"] for t in TABLES if "code" in t} == {*KB.code, *KB.foreign_code}
    assert [t for t in TABLES if t.keys() == {"families"}] == [without_code(KB)]


def test_every_example_is_told() -> None:
    for cause, table in OF_CAUSES.items():
        assert [said["example"] for said in table["examples"]] == [e.name for e in examples_of(cause)]


def test_each_part_is_told_somewhere() -> None:
    """A part that no case has would never be compared."""
    files = [json.loads((FOLDER / n).read_text("utf-8")) for n in written_files() if n.startswith(("exa", "odd"))]
    cases = [case for content in files for case in (content if isinstance(content, list) else [content])]
    parts = {part for row in cases for part, value in row.items() if value}
    assert parts == {"case", "explanations", "ranked", "outside", "ruled_out", "next", "notes", "doubted"}
    of_causes = {part for row in cases for e in row["explanations"] for part in e}
    assert of_causes > {"because", "missing", "leads_to", "follows_from", "only_if", "to_fill_in"}
    said = {part for table in OF_CAUSES.values() for row in table["examples"] for part in row}
    assert said > {"because", "missing", "only_if", "left_open", "seen", "rules", "reason"}


# -- one cause alone decides as it does among all ----------------------------------------------------------------------


@pytest.mark.parametrize("cause", KB.by_id)
def test_a_cause_alone_says_what_it_says_among_all(cause: str) -> None:
    """In its first example, in which it fires, and its last; `make test-long` tries all."""
    its = examples_of(cause)
    for example in its if EFFORT > 1 else (its[0], its[-1]):
        case = with_known_code(example.case)
        assert Reasoning(KB, case).why(cause) == Reasoning(alone(KB, cause), case).why(cause), example.name


@pytest.mark.parametrize("code", ["", *KB.code])
def test_the_tables_tell_what_a_code_leaves_open_and_in_which_order(code: str) -> None:
    """By verdict, then by the families' order, then by the step: what the tables of all causes and codes say."""
    judgement = judged(KB, {KB.code_fact: code} if code else {})
    verdicts = {c: _of_code(table, code) if code else "possible" for c, table in OF_CAUSES.items()}
    assert judgement.verdicts == verdicts
    order = next(t for t in TABLES if t.get("code", "") == code and "families" in t)["families"]
    placed = {c: t["place"] for c, t in OF_CAUSES.items() if t["place"]["family"] in order and _open(verdicts[c])}
    expected = sorted(placed, key=lambda c: (order.index(placed[c]["family"]), placed[c]["step"], c))
    assert [c for c in judgement.ranked if c in placed and verdicts[c] == "possible"] == [
        c for c in expected if verdicts[c] == "possible"
    ]


def _of_code(table: Table, code: str) -> str:
    groups = table["by_code"].items()
    return next((verdict for verdict, codes in groups if verdict != "else" and code in codes), table["by_code"]["else"])


def _open(verdict: str) -> bool:
    return verdict != "ruled_out"


# -- a change is seen, and the files follow ----------------------------------------------------------------------------


def test_a_changed_rule_is_seen() -> None:
    from rule_mutants import changed_rules

    first, other = next(changed_rules())
    assert isinstance(other, KnowledgeBase)
    about = first.partition(",")[0]
    tables = [OF_CAUSES[c] for c in (about, "rg-lock", "policy-deny")] + [t for t in TABLES if "code" in t]
    assert [t.get("cause") for t in changed_tables(other, tables)] == [about]


def test_each_kind_of_rule_can_be_changed_and_each_mutant_has_tests() -> None:
    from rule_mutants import KINDS
    from source_mutants import FAST, NEAR, SLOW

    assert KINDS.keys() == {rule.kind for cause in KB.causes for rule in cause.rules}
    assert [m for m in NEAR if not (ROOT / f"{m}.py").exists()] == []
    assert [t for t in (*FAST, *SLOW, *chain(*NEAR.values())) if not (ROOT / f"tests/test_{t}.py").exists()] == []


def test_a_cause_that_is_gone_is_seen() -> None:
    other = reduced(KB, CAUSES)
    gone = KB.by_id.keys() - other.by_id.keys()
    assert {t["cause"] for t in changed_tables(other, TABLES) if "cause" in t} >= gone
    made = generated(other)
    assert {file_of_cause(cause) for cause in gone}.isdisjoint(made)


def test_the_fixed_knowledge_base_names_what_is_gone() -> None:
    with pytest.raises(ValueError, match=r"tools/fixed_knowledge.py.*: no-such-cause"):
        reduced(KB, [*CAUSES, "no-such-cause"])
    assert fixed_knowledge_base().by_id.keys() == set(CAUSES)
    assert {c.family for c in fixed_knowledge_base().causes} <= KB.family.keys()


def test_files_are_written_and_deleted(tmp_path: Path) -> None:
    made: Made = {"causes/a/one.json": lambda: {"one": 1}, "codes/Two.json": lambda: ["two"]}
    assert write(made, tmp_path) == differing(made, FOLDER, gone=False) == [*made]
    assert write(made, tmp_path) == []
    (tmp_path / "codes" / "Two.json").write_text("[]\n")
    old = tmp_path / "causes" / "gone" / "old.json"
    old.parent.mkdir()
    old.write_text("{}")
    assert differing(made, tmp_path) == ["causes/gone/old.json", "codes/Two.json"]
    assert write(made, tmp_path, gone=False) == ["codes/Two.json"] and old.exists()
    assert write(made, tmp_path) == ["causes/gone/old.json"] and not old.parent.exists()
    assert written_files(tmp_path) == [*made]


def test_each_area_has_its_folder() -> None:
    areas = {path.parent.name for path in cause_modules().values()}
    assert {p.name for p in (FOLDER / "causes").iterdir()} == areas
    assert (ROOT / "kb" / "causes").is_dir()
