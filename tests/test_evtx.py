"""Event logs as Windows keeps them, read with the parser of the extra.

The sample is Application_no_crc32.evtx of omerbenamram/evtx (MIT or Apache 2.0); one text in it and the machine's name
were replaced by others of the same length.
"""

from __future__ import annotations

import builtins
import io
import lzma
import random
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.contents import read_content
from backupdx.readers.loading import load_paths
from readings import findings

LOG = lzma.decompress((Path(__file__).parent / "samples" / "application.evtx.xz").read_bytes())


def test_the_events_of_a_log_are_read() -> None:
    (found,) = findings(LOG, "Windows events")
    assert found.host == "web01.contoso.x"
    assert str(found.observed_at)[:19] == "2021-03-31 23:54:34"
    assert found.notes == ["event 427: event 15 of securitycenter, which is not known here: 1: WaAppAgent.exe ended"]


def test_a_log_in_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "logs.zip", "w") as archive:
        archive.writestr("Application.evtx", LOG)
    loaded = load_paths([tmp_path / "logs.zip"])
    assert [report.status for report in loaded.files] == ["read"]


def test_without_the_parser_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any, **named: Any) -> Any:
        if name == "evtx":
            raise ImportError(name)
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError) as refused:
        findings(LOG)
    assert "needs the extra" in refused.value.what
    assert "RenderedXml" in refused.value.hint


@pytest.mark.parametrize("length", [8, 100, 4096, 5000, 30_000])
def test_a_log_that_is_cut_off(length: int) -> None:
    with pytest.raises(InputError, match="in which no event can be read"):
        findings(LOG[:length])


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_log_is_read_or_refused(seed: int) -> None:
    chance, damaged = random.Random(seed), bytearray(LOG)
    for _ in range((1, 10, 200)[seed % 3]):
        damaged[chance.randrange(8, len(damaged))] = chance.randrange(256)
    began = time.process_time()
    try:
        found, kind = read_content(of_bytes(bytes(damaged), "x"))
    except InputError:
        pass
    else:
        assert kind == "Windows events"
        assert all(set(entry.finding.facts) <= {"vm.os_type"} for entry in found)
    assert time.process_time() - began < 5
    assert io.BytesIO(LOG).read(7) == b"ElfFile"
