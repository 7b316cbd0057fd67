"""Result formats: registered once, offered by their commands, and an unknown one is refused by name."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from backupdx.facts.errors import UsageError
from backupdx.report import formats
from backupdx.report.formats import FORMATS, Format
from running import backupdx

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
DEMO = str(EXAMPLES / "agent-stopped-ubuntu.yaml")
ARGUMENTS = {
    "diagnose": ["diagnose", DEMO],
    "diagnose --why": ["diagnose", DEMO, "--why", "rg-lock"],
    "ask": ["ask", "--from", DEMO, "--answers", str(ROOT / "docs" / "session-answers.txt")],
    "fleet": ["fleet", str(EXAMPLES / "patch-night-four-vms.yaml")],
    "kb check": ["kb", "check", "--as-of", "2026-12-01"],
    "kb export": ["kb", "export"],
    "kb signatures": ["kb", "signatures"],
}
OFFERED = [(command, f.name) for f in FORMATS for command in f.commands]


@cache
def written(command: str, name: str) -> CompletedProcess[str]:
    return backupdx(*ARGUMENTS[command], "--format", name)


def test_each_format_is_registered_once_for_known_commands() -> None:
    assert Counter(OFFERED).most_common(1)[0][1] == 1
    assert {command for command, _ in OFFERED} == ARGUMENTS.keys()


@pytest.mark.parametrize(("command", "name"), OFFERED)
def test_each_command_writes_each_of_its_formats(command: str, name: str) -> None:
    done = written(command, name)
    assert done.returncode == 0, done.stderr
    starts = {"json": "{", "markdown": "#", "clips": ";", "teams": "{", "servicenow": "{"}
    assert done.stdout.startswith(starts[name]) if name in starts else done.stdout[0] not in "{#;"


@pytest.mark.parametrize("command", ARGUMENTS)
def test_the_first_format_is_the_one_that_is_written_unless_told_otherwise(command: str) -> None:
    plain = backupdx(*ARGUMENTS[command])
    assert plain.stdout == written(command, formats.names(command)[0]).stdout != ""


@pytest.mark.parametrize("command", ARGUMENTS)
@pytest.mark.parametrize("name", ["xml", "", "Text", "clips", "markdown", "text\x1b[2J"])
def test_another_format_is_wrong_usage_that_names_those_that_fit(command: str, name: str) -> None:
    if name in formats.names(command):
        return
    done = backupdx(*ARGUMENTS[command], "--format", name)
    assert (done.returncode, done.stdout) == (2, "")
    fitting = formats.names(command) if command != "diagnose --why" or name == "markdown" else formats.names("diagnose")
    assert done.stderr.rstrip().endswith("give --format " + " or ".join(", ".join(fitting).rsplit(", ", 1)))
    assert "\x1b" not in done.stderr


def test_it_is_refused_before_anything_is_read() -> None:
    for why in ([], ["--why", "rg-lock"]):
        done = backupdx("diagnose", "no-such-file.yaml", *why, "--format", "clips")
        assert done.returncode == 2 and "clips" in done.stderr and "no-such-file" not in done.stderr


@pytest.mark.parametrize("command", ["diagnose", "ask", "fleet", "kb check", "kb export"])
def test_help_names_the_formats(command: str) -> None:
    shown = re.sub(r"\s+", "", backupdx(*command.split(), "--help").stdout)
    assert f"[{'|'.join(formats.names(command))}]" in shown


def test_a_new_format_needs_its_function_and_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Format("count", ("diagnose", "ask"), lambda diagnoses, look: f"{len(diagnoses)} of {look.width}\n")
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, new))
    for command in new.commands:
        done = backupdx(*ARGUMENTS[command], "-f", "count")
        assert done.returncode == 0 and re.fullmatch(r"1 of \d+\n", done.stdout)
    with pytest.raises(UsageError, match=r"`backupdx fleet` writes no 'count': give --format text, .*or servicenow"):
        formats.renderer("fleet", "count")


def test_a_format_that_one_command_takes_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "FORMATS", (Format("json", ("fleet",), lambda summary, look: ""),))
    with pytest.raises(UsageError, match=r"give --format json$"):
        formats.renderer("fleet", "text")
