"""Limits and refusals at the edges of reading, each met from both sides: what is just allowed, and what is not."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import pytest
from backupdx.facts.case import validated
from backupdx.facts.errors import InputError
from backupdx.facts.quantities import gibibytes
from backupdx.readers import tables
from backupdx.readers.containers import archives, parsing
from backupdx.readers.containers.content import Line
from backupdx.readers.containers.parsing import parse, read_bytes
from backupdx.readers.fact_files import read_fact_file
from backupdx.readers.loading import load_paths
from backupdx.readers.tables import table_rows

FACTS = "vm: {name: web01}\n"


def test_a_file_that_is_wanted_and_not_there_a_folder_or_without_content_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text(" \n")
    for path, what in (
        (tmp_path / "none.yaml", "no such file"),
        (tmp_path, "is a folder, not a file"),
        (empty, "is empty"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(InputError, match=what):
            read_bytes(path)


def test_a_file_may_have_as_many_bytes_as_the_limit_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(FACTS)
    monkeypatch.setattr(parsing, "MAX_BYTES", len(FACTS))
    assert read_bytes(path) == FACTS.encode()
    monkeypatch.setattr(parsing, "MAX_BYTES", len(FACTS) - 1)
    with pytest.raises(InputError, match="is larger than"):
        read_bytes(path)


def test_yaml_may_be_as_long_as_its_limit_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MAX_YAML_BYTES", len(FACTS))
    assert parse(FACTS.encode(), "case.yaml") == {"vm": {"name": "web01"}}
    monkeypatch.setattr(parsing, "MAX_YAML_BYTES", len(FACTS) - 1)
    with pytest.raises(InputError, match="is YAML of more than"):
        parse(FACTS.encode(), "case.yaml")


def test_a_folder_may_hold_as_many_files_as_the_limit_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        (tmp_path / f"{n}.yaml").write_text(FACTS)
    monkeypatch.setattr(archives, "MAX_FILES", 3)
    assert len(load_paths([str(tmp_path)]).files) == 3
    monkeypatch.setattr(archives, "MAX_FILES", 2)
    with pytest.raises(InputError, match="holds more than 2 files"):
        load_paths([str(tmp_path)])


def test_a_pipe_in_a_folder_is_passed_over_and_never_opened(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(FACTS)
    os.mkfifo(tmp_path / "pipe.yaml")
    loaded = load_paths([str(tmp_path)])
    assert [(f.status, f.detail) for f in loaded.files if f.file.endswith("pipe.yaml")] == [
        ("ignored", "is no ordinary file")
    ]
    assert loaded.cases


def test_folders_and_hidden_members_of_an_archive_tell_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bundle.tar"
    with tarfile.open(path, "w") as archive:
        folder = tarfile.TarInfo("exports")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name in ("exports/case.yaml", "exports/.secret.yaml"):
            member = tarfile.TarInfo(name)
            member.size = len(FACTS)
            archive.addfile(member, io.BytesIO(FACTS.encode()))
    loaded = load_paths([str(path)])
    assert {f.file.rpartition(": ")[2]: f.status for f in loaded.files} == {
        "exports/case.yaml": "read",
        "exports/.secret.yaml": "ignored",
    }


@pytest.mark.parametrize(
    ("text", "size"),
    [("4 TB", 4096), ("1,024 GB", 1024), ("1,5 TiB", 1536), ("512", 512), ("a lot", "a lot"), (7, 7), ("", "")],
)
def test_sizes(text: object, size: object) -> None:
    assert gibibytes(text) == size


def test_a_size_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="largest_gb"):
        validated({"disks": {"largest_gb": "1.2.3 TB"}})


@pytest.mark.parametrize(("data", "what"), [([], "holds no case"), (["x"], "must be a mapping")])
def test_a_list_without_cases_is_refused(data: object, what: str) -> None:
    with pytest.raises(InputError, match=what):
        list(read_fact_file({"cases": data}, "cases.json"))


def test_a_table_is_read_as_far_as_the_limit_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [Line(n, f"vm{n},{{broken") for n in range(2, 6)]
    rows, notes = table_rows(lines, ["name", "more"], ",")
    assert [row["more"].text for row in rows] == ["{broken"] * 4  # what begins like JSON and is none stays text
    assert notes == []
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    rows, notes = table_rows(lines, ["name", "more"], ",")
    assert len(list(rows)) == 2
    assert notes == ["only the first 2 rows are read"]
