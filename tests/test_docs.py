"""The documents cannot lie: transcripts are the program's output, commands exist, examples run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from transcripts import DOCUMENTS, HINT, Transcript, transcripts

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
FOUND = [t for document in DOCUMENTS for t in transcripts(document)]


@pytest.mark.parametrize("transcript", FOUND, ids=[f"{t.document}: {t.command}" for t in FOUND])
def test_transcripts_are_what_the_program_prints(transcript: Transcript) -> None:
    assert len(transcript.shown.splitlines()) >= 15  # a diagnosis is a screen of at most 22 rows
    assert transcript.printed() == transcript.shown, HINT


def test_the_readme_has_transcripts_and_says_what_they_are_made_with() -> None:
    assert len([t for t in FOUND if t.document == "README.md"]) >= 2
    assert "tools/fixed_knowledge.py" in README


def test_a_transcript_ends_where_it_ended() -> None:
    one = Transcript("README.md", "diagnose", "a\nb\n\nc\n")
    assert one.as_far_as_shown("a\nnew\nb\n\nc\nd\n") == "a\nnew\nb\n\nc\n"
    assert one.as_far_as_shown("c\na\nb\n\nx\nd\n") == "c\n"
    assert one.as_far_as_shown("a\nb\n\nx\nd\n") == "a\nb\n\nx\n"


def test_the_real_knowledge_base_says_first_what_the_transcript_of_the_demo_shows() -> None:
    """The README shows what `make demo` prints: other causes may follow, the first explanation is the same."""
    demo = next(t for t in FOUND if t.command in (ROOT / "Makefile").read_text())
    command = [sys.executable, "-m", "backupdx.cli", *demo.command.split()]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "COLUMNS": "80"}, check=True
    )
    assert done.stdout.startswith(demo.shown)


def test_readme_names_the_make_targets_and_only_real_ones() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert f"\n{target}:" in makefile
    assert "make demo" in README and "make test" in README
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_every_command_is_documented() -> None:
    from backupdx.cli import app
    from backupdx.commands import kb

    names = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]
    names += [f"kb {c.name}" for c in kb.app.registered_commands]
    for name in names:
        words = name.split()
        assert all(word in README for word in words), name


def test_the_readmes_fact_file_is_a_fact_file(tmp_path: Path) -> None:
    from backupdx import diagnose, load

    (tmp_path / "case.yaml").write_text(re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0])
    first = diagnose(load(tmp_path / "case.yaml")).first
    assert first is not None and first.cause == "linux-agent-config"


def test_documents_name_no_path_of_a_machine() -> None:
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")):
        assert not re.search(r"/(work|root|home)/", path.read_text()), path
