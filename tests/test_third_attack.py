"""What a third attack on the ways in found, each as the kind that it stands for: what is lost, and what is spared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from backupdx.fleet.input import source_of
from backupdx.readers.loading import load_paths
from running import backupdx

FACTS = "vm: {name: web1}\nerror: {code: UserErrorFsFreezeFailed}\n"
LINE = '{"vm": {"name": "%s"}, "error": {"code": "UserErrorFsFreezeFailed"}}\n'
# Every way to name an output, without its place.
OUTPUTS = {
    "import": ["import", "case.yaml", "-o"],
    "records": ["fleet", "case.yaml", "-o"],
    "rejects": ["fleet", "case.yaml", "--rejects"],
    "csv": ["fleet", "case.yaml", "--csv"],
    "html": ["fleet", "case.yaml", "--html"],
    "script": ["collect", "--vm", "web1", "-o"],
    "session": ["ask", "case.yaml", "--plain", "--save"],
    "lock": ["kb", "lock", "-o"],
    "map": ["diagnose", "case.yaml", "--redact-map"],
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(FACTS)
    (tmp_path / "cases.ndjson").write_text(LINE % "web1")
    return tmp_path


NO_FILES = ("new/", "./new//", "new/.", "case.yaml/", "", " ", "case.json.gz", "exports.ZIP")


@pytest.mark.parametrize(
    ("name", "out"), [*((name, "new/") for name in OUTPUTS), *(("import", out) for out in NO_FILES[1:])]
)
def test_what_names_no_file_that_is_written_makes_none(name: str, out: str, here: Path) -> None:
    done = backupdx(*OUTPUTS[name], out, cwd=here)
    assert done.returncode == 3 and "cannot be written" in done.stderr, done.stderr
    assert sorted(p.name for p in here.iterdir()) == ["case.yaml", "cases.ndjson"]
    assert (here / "case.yaml").read_text() == FACTS


@pytest.mark.parametrize(
    "command",
    [
        ["import", "case.yaml", "-o", "one.json", "--redact-map", "./one.json"],
        ["ask", "case.yaml", "--plain", "--save", "one.json", "--redact-map", "one.json"],
        ["fleet", "case.yaml", "-o", "one", "--redact-map", "one.rejects"],
        ["fleet", "case.yaml", "-o", "one", "--csv", "one.rejects"],
        ["fleet", "case.yaml", "-o", "one", "--html", "./one.rejects"],
    ],
)
def test_two_outputs_in_one_place_are_refused_before_either_is_there(command: list[str], here: Path) -> None:
    done = backupdx(*command, cwd=here)
    assert done.returncode == 2 and "two outputs" in done.stderr
    assert not [p for p in here.iterdir() if p.name.startswith("one")]


def test_rejected_lines_that_are_read_again_are_not_written_over(here: Path) -> None:
    kept = json.dumps({"rejected": "is no valid JSON", "line": "x\n"}, separators=(",", ":")) + "\n"
    (here / "r.rejects").write_text(kept)
    done = backupdx("fleet", "cases.ndjson", "r.rejects", "-o", "r", cwd=here)
    assert done.returncode == 2 and "is read by this run" in done.stderr
    assert (here / "r.rejects").read_text() == kept and not (here / "r").exists()


@pytest.mark.skipif(os.name == "nt", reason="two streams of one file are one there too, but the shell differs")
@pytest.mark.parametrize("command", [["diagnose", "case.yaml"], ["import", "-"], ["fleet", "case.yaml", "-f", "json"]])
def test_a_result_is_not_added_to_what_it_is_made_from(command: list[str], here: Path) -> None:
    with (here / "case.yaml").open("a") as out, (here / "case.yaml").open() as given:
        done = subprocess.run(
            [sys.executable, "-m", "backupdx.cli", *command], cwd=here, stdin=given, stdout=out, stderr=subprocess.PIPE
        )
    assert done.returncode == 2 and b"stdout goes to it" in done.stderr
    assert (here / "case.yaml").read_text() == FACTS


def test_a_folder_of_cases_is_read_with_the_folders_in_it(here: Path) -> None:
    (here / "case.yaml").unlink()
    (here / "monday" / "late").mkdir(parents=True)
    (here / "monday" / "late" / "more.ndjson").write_text(LINE % "web2")
    (here / "link.ndjson").symlink_to(here / "cases.ndjson")  # whoever packed a folder chose where a link leads
    source = source_of([str(here)])
    lines = list(source.lines())
    assert [(Path(f.file).name, f.detail) for f in source.files] == [("link.ndjson", "is a link")]
    assert [json.loads(line)["vm"]["name"] for line in lines] == ["web1", "web2"]


def test_what_a_fleet_wrote_is_no_input_of_a_folder(here: Path) -> None:
    (here / "bad.ndjson").write_text("{\n")
    assert backupdx("fleet", "cases.ndjson", "bad.ndjson", "-o", "out.ndjson", cwd=here).returncode == 0
    (here / "bad.ndjson").unlink()
    for command in ("fleet", "diagnose", "import"):
        done = backupdx(command, ".", cwd=here)
        assert done.returncode == 0 and "no case" not in done.stderr
        assert "out.ndjson: holds the records" in " ".join((done.stdout + done.stderr).split())
    loaded = load_paths([str(here)])
    assert [Path(f.file).name for f in loaded.files if f.status == "ignored"] == ["out.ndjson", "out.ndjson.rejects"]
    assert backupdx("diagnose", "out.ndjson", cwd=here).returncode == 3


def test_a_folder_that_nobody_may_look_into_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    barred = here / "sub" / "secret"
    barred.mkdir(parents=True)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != barred)  # whoever is root may look everywhere
    told = [(f.file, f.status) for f in load_paths([str(here)]).files if f.status != "read"]
    assert told == [(str(barred), "unreadable")]
    (here / "case.yaml").unlink()
    source = source_of([str(here)])
    assert [(f.file, f.status) for f in source.files] == [(str(barred), "unreadable")] and list(source.lines())
