"""Outputs: whole or an error, without harm to what stands in their place, and never over what is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.facts.writing import OutputError, grown, written
from backupdx.fleet.store import Store
from backupdx.redaction import Redactor, read_map, write_map
from running import backupdx

ROOT = Path(__file__).parents[1]
CASE = (ROOT / "examples" / "agent-stopped-ubuntu.yaml").read_text()
# Every way to name an output; what it is made from is case.yaml. A map is for its owner and has rules of its own.
OUTPUTS = {
    "import": ["import", "case.yaml", "-o", "OUT"],
    "records": ["fleet", "case.yaml", "bad.ndjson", "-o", "OUT", "--rejects", "other"],
    "rejects": ["fleet", "case.yaml", "bad.ndjson", "--rejects", "OUT"],
    "csv": ["fleet", "case.yaml", "--csv", "OUT"],
    "html": ["fleet", "case.yaml", "--html", "OUT"],
    "script": ["collect", "--for", "case.yaml", "-o", "OUT"],
    "session": ["ask", "--from", "case.yaml", "--plain", "--save", "OUT"],
}
MAPS = {
    "map": ["diagnose", "case.yaml", "--redact-map", "OUT"],
    "map of import": ["import", "case.yaml", "--redact-map", "OUT"],
    "map of a fleet": ["fleet", "case.yaml", "--redact-map", "OUT"],
}
pytestmark = pytest.mark.skipif(os.name == "nt", reason="links, pipes and devices are those of Unix")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "bad.ndjson").write_text("{\n")
    return tmp_path


def run(name: str, out: str, here: Path) -> tuple[int, str]:
    """The exit code, and what was said, of a run with this output."""
    words = [out if word == "OUT" else word for word in {**OUTPUTS, **MAPS}[name]]
    done = backupdx(*words, stdin=b"q\n", cwd=here)
    assert (here / "case.yaml").read_text() == CASE, "what is read stays as it is"
    return done.returncode, done.stderr


@contextmanager
def reader(pipe: Path) -> Iterator[list[bytes]]:
    """Somebody who reads a named pipe to its end."""
    got: list[bytes] = []
    thread = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    thread.start()
    yield got
    thread.join(30)


def device(path: Path, minor: int) -> Path:
    """A device: one of the test's own where that can be made and opened, else a link to that of the system."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, minor))
        path.open("wb").close()
    except OSError:
        path.unlink(missing_ok=True)
        path.symlink_to({3: "/dev/null", 7: "/dev/full"}[minor])
    return path


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_link_is_followed_and_stays(name: str, here: Path) -> None:
    """As `cp` does it. The file behind it keeps its mode; nothing but the output is made, and nothing else changes."""
    (here / "target").write_text("old\n")
    (here / "target").chmod(0o640)
    (here / "link").symlink_to("target")
    (here / "again").symlink_to("link")
    for left in ("again.part", "link.part", "target.part"):
        (here / left).write_text("mine")
    before = {p.name for p in here.iterdir()}
    code, told = run(name, "again", here)
    assert code == 0, told
    assert (here / "again").is_symlink() and (here / "link").is_symlink()
    assert len((here / "target").read_bytes()) > 20
    assert stat.S_IMODE((here / "target").stat().st_mode) == 0o640
    assert all((here / left).read_text() == "mine" for left in ("again.part", "link.part", "target.part"))
    assert {p.name for p in here.iterdir()} - before <= {"other"}


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_pipe_gets_the_whole_output_and_stays(name: str, here: Path) -> None:
    code, told = run(name, "plain", here)
    os.mkfifo(here / "pipe")
    with reader(here / "pipe") as got:
        code, told = run(name, "pipe", here)
    assert code == 0, told
    assert stat.S_ISFIFO((here / "pipe").stat().st_mode)
    assert len(got[0]) > 20 and got[0][:20] == (here / "plain").read_bytes()[:20]


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_device_stays_and_one_that_is_full_is_an_error(name: str, here: Path) -> None:
    for minor in (3, 7):
        path = device(here / f"device{minor}", minor)
        before = (path.lstat().st_mode, path.lstat().st_ino)
        code, told = run(name, path.name, here)
        assert (path.lstat().st_mode, path.lstat().st_ino) == before and stat.S_ISCHR(path.stat().st_mode)
        assert code == (0 if minor == 3 else 3), told
        assert minor == 3 or f"{path.name}: cannot be written: No space left on device" in told


@pytest.mark.parametrize("name", [*OUTPUTS, *MAPS])
def test_what_cannot_be_written_is_told_in_a_sentence(name: str, here: Path) -> None:
    (here / "folder").mkdir()
    (here / "nowhere").symlink_to("absent")
    (here / "loop").symlink_to("loop")
    before = sorted(p.name for p in here.iterdir())
    for out in ("", "x" * 300, "folder", "folder/", "absent/x", "nowhere", "loop", "case.yaml/x"):
        code, told = run(name, out, here)
        assert code == 3 and "cannot be written: " in told, (out, told)
        assert sorted(p.name for p in here.iterdir()) == before, out


@pytest.mark.parametrize("name", [n for n in OUTPUTS if n != "session"])
def test_what_is_read_is_never_written(name: str, here: Path) -> None:
    """By whatever path: a link, a hard link, another spelling."""
    (here / "hard").hardlink_to(here / "case.yaml")
    (here / "soft").symlink_to("case.yaml")
    for out in ("case.yaml", "./case.yaml", "hard", "soft", str(here / "case.yaml")):
        code, told = run(name, out, here)
        assert (code, "is read by this run" in told) == (2, True), (out, told)


def test_a_file_in_a_folder_that_is_read_is_never_written(here: Path) -> None:
    (here / "exports" / "more").mkdir(parents=True)
    inside = here / "exports" / "more" / "backup-item.json"
    inside.write_text('{"vm": {"name": "web"}}')
    (here / "hard").hardlink_to(inside)
    for words in (
        ["import", "exports", "-o"], ["fleet", "exports", "--csv"], ["fleet", "exports", "-o"],
        ["collect", "--for", "exports", "-o"], ["ask", "--from", "exports", "--plain", "--save"],
    ):  # fmt: skip
        for out in ("exports/more/backup-item.json", "hard"):
            done = backupdx(*words, out, stdin=b"q\n", cwd=here)
            assert done.returncode == 2 and "is read by this run" in done.stderr, (words, out, done.stderr)
    assert inside.read_text() == '{"vm": {"name": "web"}}'
    assert backupdx("import", "exports", "-o", "exports/facts.yaml", cwd=here).returncode == 0, "a new file beside them"


def test_a_saved_session_is_gone_on_with_and_an_export_is_not(here: Path) -> None:
    (here / "session.yaml").write_text(f"# what we know\n{CASE}")
    words = ["ask", "--plain", "--from", "session.yaml", "--save", "session.yaml"]
    done = backupdx(*words, stdin=b"s\n", cwd=here)
    assert done.returncode == 2 and (here / "session.yaml").read_text() == f"# what we know\n{CASE}", "by hand"
    (here / "session.yaml").write_text(f"schema_version: 1\n{CASE}")
    assert backupdx(*words, stdin=b"s\n", cwd=here).returncode == 0
    export = '{"name": "web", "storageProfile": {"osDisk": {"osType": "Linux"}}, "hardwareProfile": {}}'
    (here / "session.yaml").write_text(export)
    done = backupdx(*words, stdin=b"s\n", cwd=here)
    assert done.returncode == 2 and (here / "session.yaml").read_text() == export


def test_two_outputs_never_share_a_file(here: Path) -> None:
    (here / "link").symlink_to("t.csv")
    (here / "t.csv").write_text("")
    for one, other in (("t.csv", "t.csv"), ("t.csv", "link"), ("new", "./new"), ("-", "-")):
        done = backupdx("fleet", "case.yaml", "--csv", one, "--html", other, cwd=here)
        assert done.returncode == 2 and "is given for two outputs" in done.stderr


@pytest.mark.parametrize("name", ["import", "records", "rejects", "csv", "html", "script"])
def test_a_dash_is_standard_output_and_carries_that_alone(name: str, here: Path) -> None:
    run(name, "file", here)
    words = ["-" if word == "OUT" else word for word in OUTPUTS[name]]
    done = backupdx(*words, cwd=here)
    assert done.returncode == 0 and not (here / "-").exists()
    kept = (here / "file").read_text()
    if name == "records":  # the input is named in those only that can be gone on with
        assert done.stdout.splitlines()[1:] == kept.splitlines()[1:]
    else:
        assert done.stdout.replace("\r\n", "\n").splitlines()[:3] == kept.splitlines()[:3]


def test_a_map_or_a_session_is_no_standard_output(here: Path) -> None:
    for words in (["ask", "--save", "-"], ["diagnose", "case.yaml", "--redact-map", "-"]):
        assert backupdx(*words, cwd=here).returncode == 2
    assert "is none" in backupdx("fleet", "case.yaml", "-o", "-", "--resume", cwd=here).stderr


def test_a_session_that_could_not_be_saved_there_is_kept_elsewhere_and_an_error(here: Path) -> None:
    device(here / "full", 7)
    code, told = run("session", "full", here)
    assert code == 3 and "full: cannot be written" in told and "Saved: backupdx-" in told
    assert list(here.glob("backupdx-*.yaml"))


def test_a_failure_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old")
    with pytest.raises(RuntimeError), written(path) as stream:
        stream.write("new")
        stream.flush()
        raise RuntimeError
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_one_run_at_a_time_writes_a_file_that_grows(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with grown(path) as stream:
        stream.write(b"one\n")
        for keep in (False, True):
            with pytest.raises(OutputError, match="another run writes it now"):
                grown(path, keep)
        assert path.read_bytes() == b"one\n"
    with grown(path, keep=True) as stream:
        stream.write(b"two\n")
    assert path.read_bytes() == b"one\ntwo\n"
    grown(path).close()
    assert path.read_bytes() == b""


def test_a_run_that_came_no_further_than_its_header_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "records.ndjson"
    Store(path, None).close()
    whole = path.read_bytes()
    for kept in (0, 5, 200):
        path.write_bytes(whole[:kept])
        Store(path, None, resume=True).close()
        assert path.read_bytes() == whole
    path.write_bytes(b"mine")
    with pytest.raises(InputError):
        Store(path, None, resume=True)
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("words", [["diagnose"], ["import"], ["fleet"], ["ask", "--from"]])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_all_of_a_pipe_is_read(pack: Any, words: list[str], here: Path) -> None:
    """As of `<(command)`: it can be read only once, and nothing of it is lost."""
    text = json.dumps({"id": "INC-1", "error": {"code": "UserErrorGuestAgentStatusUnavailable"}}).encode() + b"\n"
    os.mkfifo(here / "pipe")
    thread = threading.Thread(target=lambda: (here / "pipe").write_bytes(pack(text)), daemon=True)
    thread.start()
    done = backupdx(*words, "pipe", stdin=b"q\n", cwd=here)
    thread.join(30)
    assert done.returncode == 0, done.stderr
    assert "UserErrorGuestAgentStatusUnavailable" in done.stdout or "1 case of 1 VM" in done.stdout


def test_runs_that_add_to_one_map_at_the_same_time_lose_no_name(tmp_path: Path) -> None:
    path, redactor = tmp_path / "map.json", Redactor()
    names = [{redactor.name("vm", f"web{n}"): f"web{n}"} for n in range(24)]
    write_map({}, redactor.key, path)
    threads = [threading.Thread(target=write_map, args=(each, redactor.key, path)) for each in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_map(path).names == {pseudonym: name for each in names for pseudonym, name in each.items()}
    assert list(tmp_path.iterdir()) == [path]


def test_a_map_is_a_plain_file(here: Path) -> None:
    os.mkfifo(here / "pipe")
    done = backupdx("diagnose", "case.yaml", "--redact-map", "pipe", cwd=here)
    assert done.returncode == 3 and "pipe: is no plain file. expected a map" in done.stderr


def test_a_map_that_cannot_be_written_whole_is_not_there(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from backupdx.facts import writing

    def full(self: object, data: bytes) -> int:
        raise OutputError("No space left on device", "map.json")

    monkeypatch.setattr(writing.Whole, "write", full)
    with pytest.raises(InputError, match="No space left"):
        write_map({}, Redactor().key, here / "map.json")
    assert not (here / "map.json").exists() and not list(here.glob(".backupdx-*"))


# -- what a second attack found ----------------------------------------------------------------------------------------


def test_a_session_is_not_saved_over_an_export_that_it_was_told(here: Path) -> None:
    """It stands behind no `--from`; a saved session that is told so is gone on with."""
    export = here / "locks.json"
    export.write_text((ROOT / "examples" / "raw-exports" / "locks.json").read_text())
    before = export.read_text()
    done = backupdx("ask", str(export), "--plain", "--save", str(export), stdin=b"q\n", cwd=here)
    assert done.returncode == 2 and "is read by this run" in done.stderr and export.read_text() == before
    (here / "saved.yaml").write_text(f"schema_version: 1\n{CASE}")
    done = backupdx("ask", "saved.yaml", "--plain", "--save", "saved.yaml", stdin=b"q\n", cwd=here)
    assert done.returncode == 0


def test_no_output_goes_over_a_file_of_a_pack_in_use(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "pack").mkdir()
    pack = here / "pack" / "pack.yaml"
    pack.write_text("name: contoso\n")
    monkeypatch.setenv("BACKUPDX_PACK", str(here / "pack"))
    for name in ("import", "html", "script"):
        code, said = run(name, str(pack), here)
        assert code == 2 and "is read by this run" in said and pack.read_text() == "name: contoso\n"


def test_no_room_for_passing_records_is_told_as_that(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.RawIOBase):
        def write(self, data: object) -> int:
            raise OutputError("No space left on device", "elsewhere")

    monkeypatch.setattr("backupdx.fleet.store.grown", lambda path, keep=False: Full())
    code, said = run("html", str(here / "page.html"), here)
    assert code == 3 and "the folder for temporary files" in said and "--resume" not in said
    assert not (here / "page.html").exists()


def test_a_file_that_stands_where_rejected_lines_would_is_spared(here: Path) -> None:
    """Nobody named it: its name is made of that of the records."""
    beside = here / "r.ndjson.rejects"
    beside.write_text("precious\n")
    (here / "more.ndjson").write_text('{"vm": {"name": "web1"}}\n{\n')
    done = backupdx("fleet", "more.ndjson", "-o", "r.ndjson", cwd=here)
    assert done.returncode == 2 and "no list of rejected lines" in done.stderr and beside.read_text() == "precious\n"
    beside.unlink()
    for _ in range(2):  # what an earlier run kept there is of no use any more
        assert backupdx("fleet", "more.ndjson", "-o", "r.ndjson", cwd=here).returncode == 0
        assert "rejected" in beside.read_text()
