"""The man page: what the commands say, installed where `man` looks, and without a fault in its markup."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import man
import pytest
from backupdx.commands.helping import COMMANDS

ROOT = Path(__file__).parents[1]


def test_it_is_what_the_commands_say() -> None:
    assert man.PAGE.read_text("utf-8") == man.page(), "`make man` writes it anew"


def test_it_has_every_command_and_option_and_is_installed() -> None:
    text = man.page().replace(r"\-", "-")
    missing = [path for path in COMMANDS if path != "kb" and f".SS backupdx {path} [OPTIONS]" not in text]
    assert missing == []
    assert ".B -f, --format text|json|markdown" in text and ".B --redact-map FILE" in text
    assert not [word for word in ("Annotated", "<str>", "Sentinel", "None") if word in text]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    files = project["tool"]["setuptools"]["data-files"]["share/man/man1"]
    assert [ROOT / name for name in files] == [man.PAGE]


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_its_markup_has_no_fault() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(man.PAGE)], capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_line_of_text_is_never_a_request() -> None:
    assert man._text(".hidden") == r"\&.hidden" and man._text("'s") == r"\&'s"
    assert man._text(r"C:\x -y") == r"C:\ex \-y"
