"""A cause or an error code that was renamed: its former name keeps working, wherever a name is given."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from backupdx import library
from backupdx.cli import app
from backupdx.engine.knowledge import KnowledgeBase
from backupdx.facts.case import validated
from backupdx.facts.errors import UsageError
from backupdx.kb import knowledge
from typer.testing import CliRunner

OLD, NEW = "rg-locked", "rg-lock"
OLD_CODE, NEW_CODE = "FailedRetryableFsFreezeFailed", "UserErrorFsFreezeFailed"  # as the Linux extension names it
LOCKED = {
    "vm": {"name": "web1", "resource_group": "rg"},
    "error": {"code": "UserErrorRpCollectionLimitReached"},
    "locks": {"backup_group": True},
}


@pytest.fixture(autouse=True)
def renamed(monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    """The knowledge base in which a cause was renamed."""
    kb = knowledge.knowledge_base()
    causes = tuple(replace(c, aliases=(OLD,)) if c.id == NEW else c for c in kb.causes)
    made = replace(kb, causes=causes)
    for module in (library, knowledge):
        monkeypatch.setattr(module, "knowledge_base", lambda: made)
    return made


@pytest.fixture
def case(tmp_path: Path) -> str:
    """A fact file about a lock."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps(LOCKED))
    return str(path)


def run(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == code, (done.output, done.exception)
    return done.stdout


def test_both_names_are_one_cause(renamed: KnowledgeBase) -> None:
    assert renamed.by_any_id[OLD] is renamed.by_any_id[NEW] is renamed.by_id[NEW]
    assert renamed.renamed == {OLD: NEW} and OLD not in renamed.by_id


def test_a_page_is_shown_under_either_name() -> None:
    assert run("kb", "show", OLD) == run("kb", "show", NEW)
    assert run("kb", "show", OLD_CODE) == run("kb", "show", NEW_CODE)


@pytest.mark.parametrize("option", ["--why", "--why-not"])
def test_why_is_asked_under_either_name(option: str, case: str) -> None:
    assert run("diagnose", case, option, OLD) == run("diagnose", case, option, NEW)


def test_the_library_answers_under_either_name() -> None:
    reasoning = library.reason(validated(LOCKED))
    assert reasoning.why(OLD) == reasoning.why(NEW)
    assert reasoning.why(OLD).cause == NEW
    with pytest.raises(UsageError, match="did you mean rg-lock"):
        reasoning.why("rg-lok")


def test_a_fact_file_may_have_the_former_name_of_a_code() -> None:
    former, current = (validated({**LOCKED, "error": {"code": code}}) for code in (OLD_CODE, NEW_CODE))
    assert library.diagnose(former).case.error_code == NEW_CODE
    assert library.diagnose(former).explanations == library.diagnose(current).explanations


def fleet(folder: Path, *options: str, records: str = "now.ndjson", code: int = 0) -> str:
    source = folder / "fleet.ndjson"
    source.write_text(json.dumps(LOCKED) + "\n")
    return run("fleet", str(source), "-o", str(folder / records), "--jobs", "1", *options, code=code)


@pytest.mark.parametrize("name", [OLD, NEW])
def test_a_finding_is_accepted_under_either_name(name: str, tmp_path: Path) -> None:
    known = tmp_path / "known.yaml"
    known.write_text(f"known: [{{cause: {name}, reason: agreed, until: 2999-01-01}}]")
    assert fleet(tmp_path, "--fail-on", "confirmed", code=1)
    assert fleet(tmp_path, "--known", str(known), "--fail-on", "confirmed", records="accepted.ndjson")


@pytest.mark.parametrize("name", [OLD, NEW])
def test_an_earlier_run_is_compared_under_either_name(name: str, tmp_path: Path) -> None:
    fleet(tmp_path, records="now.ndjson")
    earlier = tmp_path / "earlier.ndjson"
    earlier.write_text((tmp_path / "now.ndjson").read_text().replace(f'"{NEW}"', f'"{name}"'))
    told = " ".join(fleet(tmp_path, "--compare", str(earlier), records="later.ndjson").split())
    same = " ".join(fleet(tmp_path, "--compare", str(tmp_path / "now.ndjson"), records="again.ndjson").split())
    assert told.replace("earlier.ndjson", "now.ndjson").replace("later", "again") == same
    assert "unchanged" in told
