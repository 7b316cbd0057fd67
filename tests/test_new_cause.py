"""What a new cause touches: its own files. CONTRIBUTING promises it; throw-away causes show it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from backupdx.engine.knowledge import ErrorCode, Family, KnowledgeBase, confirms, rules_out, suggests
from backupdx.kb.facts import agent, error, extensions, network, restore_points, vm
from backupdx.kb.knowledge import cause_modules, knowledge_base
from cases import EFFORT
from generated import changed_tables, decided_anew, file_of_cause, written_files, written_tables
from small_kb import SOURCE, cause

ROOT = Path(__file__).parents[1]
KB = knowledge_base()
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "build", "benchmarks", "*.egg-info", ".*_cache", "__pycache__")
RIVAL_OF = "agent_stopped_linux"  # the cause of the transcripts: who copies it disturbs as much as can be


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with one more cause: the rival of another one, with the same rules and examples."""
    root = tmp_path_factory.mktemp("copy") / "backupdx"
    shutil.copytree(ROOT, root, ignore=NOT_COPIED)
    module = cause_modules()[RIVAL_OF].relative_to(ROOT)
    for suffix in (".py", ".yaml"):
        text = (root / module).with_suffix(suffix).read_text("utf-8").replace(RIVAL_OF.replace("_", "-"), "thrown-away")
        (root / module).with_name(f"thrown_away{suffix}").write_text(text, encoding="utf-8")
    return root


def in_copy(copy: Path, tool: str, *args: str) -> list[str]:
    env = {**os.environ, "PYTHONPATH": str(copy.parent)}
    command = [sys.executable, str(copy / "tools" / tool), *args]
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()


def test_a_new_cause_adds_its_own_generated_file_and_changes_no_other(copy: Path) -> None:
    area = cause_modules()[RIVAL_OF].parent.name
    own = f"tests/decisions/causes/{area}/thrown-away.json"
    near = [n.replace("_", "-") for n, p in cause_modules().items() if p.parent.name == area]
    far = [c.id for c in KB.in_order if c.id not in near][::12]  # test_decisions.py makes all of them
    assert in_copy(copy, "generated.py", "--write", *(() if EFFORT > 1 else ("thrown-away", *near, *far))) == [
        f"written: {own}"
    ]
    assert json.loads((copy / own).read_text("utf-8"))["cause"] == "thrown-away"
    assert in_copy(copy, "generated.py", "thrown-away") == ["all are as generated"]


@pytest.mark.skipif(EFFORT <= 1, reason="it takes long: `make test-long`")
def test_a_new_cause_changes_no_transcript(copy: Path) -> None:
    assert in_copy(copy, "transcripts.py") == ["all are what is printed"]


def with_more(kb: KnowledgeBase) -> KnowledgeBase:
    """The knowledge base with a family, causes that compare what others compare with other values, and a code."""
    rules = (
        confirms(agent.version < "9.9.9", restore_points.count >= 7, error.code == "ThrownAway"),
        suggests(agent.status == "not_ready", extensions.failed.includes("ThrownAway")),
        suggests(network.dhcp_enabled == False, vm.power_state == "starting"),
    )
    new = cause("thrown-away", *rules, family="thrown-away", leads_to=("vm-failed-state",))
    first = cause("a-first-step", *rules, rules_out(error.code.one_of(*kb.code)), family=kb.in_order[0].family, step=0)
    return replace(
        kb,
        causes=(first, *kb.causes, new),
        families=(*kb.families, Family("thrown-away", "Thrown away", (SOURCE,))),
        codes=(*kb.codes, ErrorCode("ThrownAway", "Thrown away", ("thrown-away",), sources=(SOURCE,))),
    )


def test_no_table_depends_on_other_causes_families_codes_or_thresholds() -> None:
    kb = with_more(KB)
    assert list(changed_tables(kb, written_tables()[:: 1 if EFFORT > 1 else 3])) == []
    assert decided_anew(kb, {"code": "ThrownAway"})["families"][0] == "thrown-away"


def test_contributing_names_the_files_that_a_cause_can_touch() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition("### What a cause can touch")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    named = [name.partition("<")[0] for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    assert len(named) >= 20, section
    assert not [name for name in named if not (ROOT / name).exists()]
    unnamed = {
        n.partition("/")[0] for n in written_files() if not any(f"tests/decisions/{n}".startswith(x) for x in named)
    }
    assert unnamed == {"no-code.json", "odd-cases"}, "these are made with the fixed knowledge base"
    assert file_of_cause("rg-lock") == "causes/restore_points/rg-lock.json"
    for target in re.findall(r"`make ([\w-]+)", text):
        assert f"\n{target}:" in (ROOT / "Makefile").read_text("utf-8"), target
