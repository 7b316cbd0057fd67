"""The documents cannot lie: transcripts are the program's output, commands exist, examples run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import screenshots
from running import backupdx
from transcripts import DOCUMENTS, HINT, Transcript, output, transcripts

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


@pytest.mark.parametrize("name", screenshots.SHOTS)
def test_pictures_show_what_the_program_prints(name: str) -> None:
    path = screenshots.FOLDER / f"{name}.svg"
    svg = path.read_text("utf-8")
    assert screenshots.shown(svg) == screenshots.plain(output(screenshots.SHOTS[name])), (
        "`make screenshots` draws it anew"
    )
    assert len(svg) < 30_000 and "@font-face" not in svg and "cdn" not in svg
    assert f"docs/screenshots/{name}.svg" in "".join((ROOT / d).read_text("utf-8") for d in DOCUMENTS)


def documented_commands() -> list[tuple[str, str]]:
    """Every line of a code block that calls backupdx, with its document."""
    return [
        (document, line.split(" #")[0].partition(" > ")[0].strip())
        for document in DOCUMENTS
        for block in re.findall(
            r"^```(?:sh)?\n(.*?)^```", (ROOT / document).read_text("utf-8"), re.DOTALL | re.MULTILINE
        )
        for line in block.replace("\\\n", " ").splitlines()
        if line.startswith("backupdx ") and "|" not in line and ";" not in line and "$" not in line
    ]


def test_every_command_in_the_documents_is_one_that_there_is() -> None:
    """Its options are known, and it has what it needs."""
    import shlex

    import typer.main
    from backupdx.cli import app

    group: Any = typer.main.get_command(app)
    found = documented_commands()
    assert len(found) > 30
    for document, line in found:
        words = shlex.split(line)[1:]
        if words[0].startswith("-"):
            continue
        command = group.get_command(group.make_context("backupdx", [], resilient_parsing=True), words[0])
        assert command is not None, (document, line)
        if hasattr(command, "commands"):
            command, words = command.commands.get(words[1]), words[1:]
            assert command is not None, (document, line)
        try:
            command.make_context(words[0], words[1:], resilient_parsing=True)
        except Exception as error:
            raise AssertionError(f"{document}: {line}: {error}") from None


def scripts() -> list[tuple[str, str]]:
    return [
        (document, block)
        for document in DOCUMENTS
        for block in re.findall(
            r"^```sh\n(#!/bin/sh\n.*?)^```", (ROOT / document).read_text("utf-8"), re.DOTALL | re.MULTILINE
        )
    ]


def test_scripts_in_the_documents_have_no_fault(tmp_path: Path) -> None:
    files = []
    for document, script in scripts():
        files.append(tmp_path / f"{Path(document).stem}.sh")
        files[-1].write_text(script)
    assert len(files) == 2
    done = subprocess.run([Path(sys.executable).with_name("shellcheck"), *files], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def programs_in(folder: Path, **programs: str) -> dict[str, str]:
    """An environment in which these shell scripts stand before the programs of their names."""
    for name, text in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize(("open_ones", "said"), [("", "made"), ('{"number": "INC1"}', "there is one already")])
def test_the_ticket_bot_opens_one_incident_only(tmp_path: Path, open_ones: str, said: str) -> None:
    """The script of docs/ticket-bot.md, with stand-ins for curl and for what it has printed here."""
    (script,) = [script for document, script in scripts() if document == "docs/ticket-bot.md"]
    (tmp_path / "ticket.sh").write_text(script)
    case = str(ROOT / "examples" / "agent-stopped-ubuntu.yaml")
    printed = backupdx("diagnose", case, "--format", "servicenow").stdout
    (tmp_path / "printed").write_text(printed)
    answer = f"""echo "$*" > asked; echo '{{"result": [{open_ones}]}}'"""
    curl = f'case "$*" in *--data*) echo made ;; *) {answer} ;; esac'
    env = programs_in(tmp_path, backupdx="cat printed", curl=curl)
    env |= {"INSTANCE": "acme", "TOKEN": "t"}
    done = subprocess.run(["sh", "ticket.sh", case], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stdout.startswith(said), done.stderr
    assert f"correlation_id={json.loads(printed)['correlation_id']}&" in (tmp_path / "asked").read_text()


def test_the_night_run_posts_what_is_new_and_keeps_the_records(tmp_path: Path) -> None:
    """The script of docs/night-run.md, with a stand-in for curl, the night after another one."""
    (script,) = [script for document, script in scripts() if document == "docs/night-run.md"]
    (tmp_path / "night.sh").write_text(script)
    env = programs_in(
        tmp_path,
        backupdx=f'exec "{sys.executable}" -m backupdx.cli "$@"',
        curl='for word; do :; done; echo "posted to $word"',
        date="echo 2026-11-29",
    )
    env["TEAMS_URL"] = "https://channel.example"
    (tmp_path / "exports").mkdir()
    case = (ROOT / "examples" / "patch-night-four-vms.yaml").read_text("utf-8")
    (tmp_path / "exports" / "night.yaml").write_text(case)
    (tmp_path / "runs").mkdir()
    before = ("fleet", str(ROOT / "examples" / "agent-stopped-ubuntu.yaml"), "-o", "runs/2026-11-28.ndjson")
    assert backupdx(*before, cwd=tmp_path).returncode == 0
    done = subprocess.run(["sh", "night.sh"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "posted to https://channel.example\n"), done.stderr
    assert '"type": "message"' in (tmp_path / "message.json").read_text()
    assert {p.name for p in (tmp_path / "runs").iterdir()} == {
        "2026-11-28.ndjson",
        "2026-11-29.ndjson",
        "2026-11-29.html",
    }


def test_documents_name_no_path_of_a_machine() -> None:
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")):
        assert not re.search(r"/(work|root|home)/", path.read_text()), path
