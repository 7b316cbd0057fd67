"""`--help` as people expect it: -h, commands in order, examples that run, words for values, completion, `python -m`."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main
from backupdx.cli import app
from backupdx.commands.helping import COMMANDS, EXAMPLES, VALUES
from fake_az import RECORDED, FakeAz
from running import backupdx

ROOT = Path(__file__).parents[1]
GROUP: Any = typer.main.get_command(app)


def command(path: str) -> Any:
    """The command of this path, as `kb show`; the group itself for an empty one."""
    found = GROUP
    for word in path.split():
        with_context = found.make_context("backupdx", [], resilient_parsing=True)
        found = found.get_command(with_context, word)
    return found


def paths() -> list[str]:
    kb = command("kb")
    return [*GROUP.commands, *(f"kb {name}" for name in kb.commands)]


def test_every_command_has_its_line_and_its_examples() -> None:
    assert set(COMMANDS) == set(paths())
    assert set(EXAMPLES) == {"", *paths()}
    assert max(map(len, COMMANDS.values())) <= 64, "a line of 80 columns takes no more"


@pytest.mark.parametrize("path", ["", *paths()])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_has_examples_and_no_words_of_python(path: str, option: str) -> None:
    done = backupdx(*path.split(), option, env={**os.environ, "COLUMNS": "80"})
    assert done.returncode == 0 and done.stderr == ""
    assert "Examples:" in done.stdout and EXAMPLES[path][0] in done.stdout
    assert not [word for word in ("<str>", "<path>", "<list[str]>", "None", "<int") if word in done.stdout]


@pytest.mark.parametrize("example", [e for examples in EXAMPLES.values() for e in examples])
def test_examples_have_only_options_that_there_are(example: str) -> None:
    _, *words = shlex.split(example.partition(" > ")[0])
    path = " ".join(words[: 2 if words[0] == "kb" and len(words) > 1 else 1])
    rest = words[len(path.split()) :]
    command(path).make_context(path, rest, resilient_parsing=True)
    assert example.startswith("backupdx ")


def test_commands_are_in_the_order_of_use() -> None:
    shown = backupdx("-h", env={**os.environ, "COLUMNS": "80"}).stdout
    listed = [line.split()[0] for line in shown.partition("Commands:")[2].splitlines() if line.startswith("  ")]
    assert listed[:5] == ["diagnose", "doctor", "ask", "collect", "import"]
    assert "..." not in shown.partition("Commands:")[2].partition("Examples:")[0]


def test_words_for_values_are_of_parameters_that_there_are() -> None:
    names = {p.name for path in paths() for p in command(path).params}
    assert set(VALUES) <= names


def complete(shell: str, words: str) -> str:
    env = {
        **os.environ,
        "_BACKUPDX_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words.split()[-1],
    }
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'backupdx'; from backupdx.cli import main; main()"],
        capture_output=True,
        text=True,
        env=env,
        timeout=120,
    )
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_values_are_completed_in_each_shell(shell: str) -> None:
    assert "rg-lock" in complete(shell, "backupdx diagnose x.yaml --why rg-")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("backupdx diagnose UserErrorRpColl", "UserErrorRpCollectionLimitReached"),
        ("backupdx diagnose --code UserErrorKey", "UserErrorKeyvaultPermissionsNotConfigured"),
        ("backupdx diagnose --fact agent.service_st", "agent.service_state="),
        ("backupdx diagnose --what-if agent.status=not", "agent.status=not_ready"),
        ("backupdx diagnose --what-if agent.installed=", "agent.installed=yes"),
        ("backupdx kb show disk-too", "disk-too-big"),
        ("backupdx doc", "doctor"),
    ],
)
def test_codes_causes_and_facts_are_completed(words: str, offered: str) -> None:
    assert offered in complete("bash", words).split()


def test_it_is_a_module_too() -> None:
    done = subprocess.run([sys.executable, "-m", "backupdx", "--version"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stdout.startswith("backupdx ")
    shown = subprocess.run([sys.executable, "-m", "backupdx", "-h"], capture_output=True, text=True, timeout=120)
    assert shown.stdout.startswith("Usage: python -m backupdx [OPTIONS] COMMAND")


# -- doctor ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def az(tmp_path: Path) -> FakeAz:
    fake = FakeAz(tmp_path / "bin", list(RECORDED))
    fake.place()
    return fake


def test_doctor_collects_diagnoses_and_keeps_the_answers(az: FakeAz, tmp_path: Path) -> None:
    env = {**az.environment, "COLUMNS": "80"}
    done = backupdx("doctor", "--vm", "web01", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    (kept,) = tmp_path.glob("backupdx-web01-*.txt")
    assert f"kept in {kept.name}" in done.stderr and kept.name in done.stdout
    assert done.stdout == backupdx("diagnose", kept.name, "--vm", "web01", cwd=tmp_path, env=env).stdout


def test_doctor_reads_files_beside(az: FakeAz, tmp_path: Path) -> None:
    (tmp_path / "waagent.log").write_text(
        "2026-11-23T22:58:12.123456Z ERROR ExtHandler ExtHandler [Errno 28] No space left on device\n"
    )
    done = backupdx("doctor", "waagent.log", "--vm", "web01", "--no-questions", cwd=tmp_path, env=az.environment)
    (kept,) = tmp_path.glob("backupdx-web01-*.txt")
    both = backupdx("diagnose", "waagent.log", kept.name, "--vm", "web01", cwd=tmp_path, env=az.environment)
    assert done.stdout == both.stdout and "Read: " in done.stdout
    alone = backupdx("diagnose", kept.name, "--vm", "web01", cwd=tmp_path, env=az.environment)
    assert done.stdout != alone.stdout, "what the log says counts"


def test_doctor_without_az_says_what_to_do(tmp_path: Path) -> None:
    done = backupdx("doctor", "--vm", "web01", cwd=tmp_path, env={**os.environ, "PATH": str(tmp_path)})
    assert done.returncode == 2 and "az" in done.stderr and done.stdout == ""
