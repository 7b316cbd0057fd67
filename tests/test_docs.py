"""The documents cannot lie: transcripts are the program's output, commands exist, examples run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
TRANSCRIPTS = re.findall(r"<!-- transcript: backupdx (.+?) -->\n```\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), TRANSCRIPTS, ids=[c for c, _ in TRANSCRIPTS])
def test_transcripts_in_the_readme_are_what_the_program_prints(command: str, shown: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "backupdx.cli", *command.split()],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "80"},
        timeout=60,
        check=True,
    )
    assert len(shown.splitlines()) >= 20
    assert done.stdout.startswith(shown)


def test_the_readme_has_a_transcript() -> None:
    assert TRANSCRIPTS


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
