"""What a second attack on files, archives and streams found, each as the kind that it stands for."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from backupdx import InputError, load_bytes

CODE = b"UserErrorFsFreezeFailed"
FACTS = b"vm: {name: web1}\nerror: {code: UserErrorFsFreezeFailed}\n"
PACKED: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def zipped(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


def tarred(name: str, data: bytes, mode: str = "w:gz") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        member = tarfile.TarInfo(name)
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("around", [zipped, tarred])
def test_a_compressed_file_in_an_archive_is_read(kind: str, around: Callable[[str, bytes], bytes]) -> None:
    case = load_bytes({"bundle": around(f"logs/facts.yaml.{kind}", PACKED[kind](FACTS))})
    assert (case.vm.name, case.error.code) == ("web1", CODE.decode())


@pytest.mark.parametrize("inner", [zipped, lambda name, data: tarred(name, data, "w")])
@pytest.mark.parametrize("around", [zipped, tarred])
def test_an_archive_in_an_archive_is_read_and_one_in_that_says_that_it_is_one(
    inner: Callable[[str, bytes], bytes], around: Callable[[str, bytes], bytes]
) -> None:
    within = around("inner.bin", inner("a.yaml", FACTS))
    assert load_bytes({"bundle": within}).vm.name == "web1"
    with pytest.raises(InputError, match=r"is an archive that is not opened.*unpack it, and give the folder"):
        load_bytes({"bundle": zipped("outer.bin", zipped("inner.bin", inner("a.yaml", FACTS)))})


def test_a_compressed_file_that_expands_without_end_is_cut_in_an_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backupdx.readers.containers.archives.MAX_EXPANDED", 1024**2)
    bomb = gzip.compress(b"2026-11-20 02:00:00 nothing\n" * 200_000)
    for around in (zipped, tarred):
        with pytest.raises(InputError, match="expands to more than"):
            load_bytes({"bundle": around("a.log.gz", bomb)})


def test_a_compressed_file_that_is_cut_is_told_as_damaged() -> None:
    for kind, pack in PACKED.items():
        whole = pack(FACTS * 500)
        with pytest.raises(InputError, match=r"damaged|cannot be read"):
            load_bytes({"bundle": zipped(f"a.{kind}", whole[: len(whole) // 2])})


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_a_current_folder_that_is_gone_is_no_fault_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(FACTS)
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && exec "{sys.executable}" -m backupdx.cli diagnose ../a.yaml'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=120, cwd=tmp_path)
    assert done.returncode in (0, 3) and "a fault of ours" not in done.stderr


def test_a_number_with_endless_digits_is_told_in_our_words() -> None:
    with pytest.raises(InputError, match=r"the number 9{20}\.\.\. has 5000 digits"):
        load_bytes({"a.json": b'{"error":{"number":' + b"9" * 5000 + b"}}"})
