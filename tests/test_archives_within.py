"""An archive in an archive is opened, one in that is refused with a sentence, and all of one file has one bound."""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.readers.containers import archives
from backupdx.readers.loading import load_named

LOG = b"2024-05-01T00:00:00.000000Z INFO Daemon Azure Linux Agent Version: 2.9.0.4\n"


def zipped(members: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def tarred(members: Mapping[str, bytes], mode: Any = "w:gz") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, content in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return held.getvalue()


IN_ZIP, IN_TGZ = zipped({"log/waagent.log": LOG * 300}), tarred({"waagent.log": LOG * 300})


@pytest.mark.parametrize(
    ("name", "data", "file"),
    [
        ("a.zip", zipped({"b.zip": IN_ZIP}), "a.zip: b.zip: log/waagent.log"),
        ("a.zip", zipped({"b.tgz": IN_TGZ}), "a.zip: b.tgz: waagent.log"),
        ("a.tgz", tarred({"x/b.zip": IN_ZIP}), "a.tgz: x/b.zip: log/waagent.log"),
        ("a.tar", tarred({"b.tar": tarred({"waagent.log": LOG}, "w")}, "w"), "a.tar: b.tar: waagent.log"),
        (
            "a.zip",
            zipped({"b.zip": zipped({"waagent.log.1.gz": gzip.compress(LOG)})}),
            "a.zip: b.zip: waagent.log.1.gz",
        ),
        ("a.tar", tarred({"waagent.log": LOG * 300}, "w"), "a.tar: waagent.log"),
    ],
)
def test_an_archive_in_an_archive_is_read(name: str, data: bytes, file: str) -> None:
    loaded = load_named({name: data})
    assert [(f.file, f.status, f.detail) for f in loaded.files] == [(file, "read", "log of the Linux agent")]
    assert loaded.cases[0].vm.os_type == "linux"


def test_each_machine_in_an_archive_of_its_own_is_a_case_of_its_own() -> None:
    given = {f"vm{n}.zip": zipped({"case.yaml": b"vm: {name: web%d}" % n, "waagent.log": LOG}) for n in (1, 2)}
    assert [case.vm.name for case in load_named({"all.zip": zipped(given)}).cases] == ["web1", "web2"]


def test_what_lies_deeper_or_is_damaged_is_told_and_the_rest_is_read() -> None:
    odd = {"deep.zip": zipped({"c.zip": IN_ZIP}), "cut.zip": IN_ZIP[:-30], "report.docx": IN_ZIP, "waagent.log": LOG}
    told = {f.file: (f.status, f.detail) for f in load_named({"a.zip": zipped(odd)}).files}
    assert "lies in one that lies in another one" in told["a.zip: deep.zip: c.zip"][1]
    assert told["a.zip: cut.zip"] == ("unreadable", "is a damaged archive: File is not a zip file")
    assert told["a.zip: report.docx"][0] == "ignored" and told["a.zip: waagent.log"][0] == "read"


def test_names_that_lead_out_lead_nowhere_from_within_either() -> None:
    with pytest.raises(InputError, match="a name that leads out of the archive"):
        load_named({"a.zip": zipped({"b.zip": zipped({"../../etc/waagent.log": LOG})})})


def test_all_that_lies_in_one_file_has_one_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILES", 50)
    bundle = zipped({f"m{n}.log": b"" for n in range(20)})
    with pytest.raises(InputError) as error:
        load_named({"a.zip": zipped({f"b{n}.zip": bundle for n in range(10)})})
    assert "holds more than 50 files" in str(error.value) or "more" in str(error.value)
    monkeypatch.setattr(archives, "MAX_WITHIN", 1000)
    large = load_named({"a.zip": zipped({"b.zip": zipped({"x": bytes(range(256)) * 40}) * 20, "waagent.log": LOG})})
    assert "of more than 0 MB in another one: unpack it" in large.files[0].detail


def test_a_bomb_within_ends_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_EXPANDED", 4 * 1024**2)
    bomb = zipped({"waagent.log": LOG + b" " * (3 * 1024**2)})
    start = time.process_time()
    loaded = load_named({"a.zip": zipped({f"b{n:02}.zip": bomb for n in range(20)} | {"a.log": LOG})})
    assert time.process_time() - start < 20
    assert sum(f.status == "unreadable" and "expands to more than" in f.detail for f in loaded.files) >= 15
