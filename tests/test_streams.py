"""The standard streams of a process of its own: a result arrives whole or is an error, whatever the streams are."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import backupdx

ROOT = Path(__file__).parents[1]
CASE = ROOT / "examples" / "agent-stopped-ubuntu.yaml"
BACKUPDX = [sys.executable, "-m", "backupdx.cli"]
UNBUFFERED = {**os.environ, "PYTHONUNBUFFERED": "1"}
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
pytestmark = pytest.mark.skipif(os.name == "nt", reason="closed streams and limits are those of Unix")


def shell(script: str, cwd: Path, env: dict[str, str] = BUFFERED) -> subprocess.CompletedProcess[str]:
    """Run a script of bash in which RUN is the command line."""
    env = {**env, "PYTHON": sys.executable, "CASE": str(CASE), "CHECKER": str(ROOT / "proofcheck.py")}
    whole = f'RUN() {{ "$PYTHON" -m backupdx.cli "$@"; }}\n{script}'
    done = subprocess.run(["bash", "-c", whole], cwd=cwd, env=env, capture_output=True, text=True, timeout=120)
    assert "Traceback" not in done.stderr and "a fault of ours" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize("env", [BUFFERED, UNBUFFERED], ids=["buffered", "unbuffered"])
def test_a_part_is_not_taken_for_the_whole(env: dict[str, str], tmp_path: Path) -> None:
    done = shell("ulimit -f 100; RUN kb export > export.json", tmp_path, env)
    assert done.returncode == 3
    assert "standard output: cannot be written: File too large" in done.stderr


@pytest.mark.parametrize("words", ["kb list", "--version", "--help", "schema"])
def test_a_full_disk_is_an_error(words: str, tmp_path: Path) -> None:
    done = shell(f"RUN {words} > /dev/full", tmp_path, UNBUFFERED)
    assert done.returncode == 3 and "standard output: cannot be written: No space left on device" in done.stderr


def test_a_pipe_that_does_not_wait_gets_all(tmp_path: Path) -> None:
    whole = shell("RUN kb export", tmp_path).stdout
    read, write = os.pipe()
    os.set_blocking(write, False)
    with subprocess.Popen([*BACKUPDX, "kb", "export"], stdout=write, env=UNBUFFERED) as process:
        os.close(write)
        time.sleep(1.5)  # until the pipe is full
        with os.fdopen(read, "rb") as stream:
            assert stream.read().decode() == whole
    assert process.returncode == 0


def test_who_stops_reading_hears_nothing(tmp_path: Path) -> None:
    done = shell("RUN schema | head -n 1; exit ${PIPESTATUS[0]}", tmp_path)
    assert done.returncode == 141 and done.stderr == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("kb list >&-; echo $? >&2", 3), ("--help >&-; echo $? >&2", 3), ("nosuch >&-; echo $? >&2", 2),
        ("diagnose \"$CASE\" >&-; echo $? >&2", 3), ("import \"$CASE\" -o x.yaml >&-; echo $? >&2", 3),
        ("diagnose - <&-; echo $? >&2", 3), ("fleet - <&-; echo $? >&2", 3), ("ask --plain <&-; echo $? >&2", 0),
        ("unredact - --map x <&-; echo $? >&2", 3),
        ("diagnose \"$CASE\" 2>&- ; echo $? >&2", 0), ("import \"$CASE\" 2>&- ; echo $? >&2", 0),
        ("import \"$CASE\" 2>/dev/full ; echo $? >&2", 0), ("diagnose \"$CASE\" >&- 2>&- ; echo $? >&2", 3),
        ("fleet \"$CASE\" -o r.ndjson --csv t.csv <&- >&- 2>&- ; echo $? >&2", 3),
    ],
)  # fmt: skip
def test_a_closed_stream_is_no_fault_of_ours(words: str, code: int, tmp_path: Path) -> None:
    """Nothing is read from it, talk is lost, a result is an error; and no file that is opened takes its number."""
    done = shell(f"RUN {words}", tmp_path)
    assert done.stderr.splitlines()[-1] == str(code), done.stderr
    if code == 3 and "2>&-" not in words and ">&-" in words:
        assert "standard output: cannot be written: it is closed" in done.stderr
    if (tmp_path / "t.csv").exists():
        assert (tmp_path / "t.csv").read_text().startswith("id,vm,")


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"{", 3, "is no JSON"), (b"\xff\xfe\0", 3, "is no JSON"), (b"[" * 100_000, 3, "is nested too deeply"),
        (b"1" * 10_000, 3, "is no JSON"), (b"[1]", 1, ""), (b"{}", 1, ""), (b'{"proof": 1}', 1, ""),
    ],
)  # fmt: skip
def test_the_checker_of_proofs_says_what_is_wrong(content: bytes, code: int, says: str, tmp_path: Path) -> None:
    (tmp_path / "d.json").write_bytes(content)
    done = subprocess.run(
        [sys.executable, str(ROOT / "proofcheck.py"), "d.json"], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert done.stderr.startswith(f"d.json: {says}") if says else "not well formed" in done.stdout


@pytest.mark.parametrize("words", ["", "a b c", "none.json", "d.json >&-", "d.json >/dev/full", "none.json 2>&-"])
def test_the_checker_of_proofs_has_no_traceback(words: str, tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text("{}")
    done = shell(f'"$PYTHON" "$CHECKER" {words}', tmp_path)
    assert done.returncode == (2 if words in ("", "a b c") else 3)


def test_a_proof_is_checked_from_standard_input(tmp_path: Path) -> None:
    case = str(ROOT / "examples" / "agent-stopped-ubuntu.yaml")
    proof = backupdx("diagnose", case, "--proof", "-f", "json").stdout
    done = backupdx("check-proof", "-", stdin=proof.encode(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "standard input: the proof holds\n"), done.stderr
    done = backupdx("check-proof", "-", stdin=b"{}", cwd=tmp_path)
    assert done.returncode == 3 and "standard input: has no proof" in done.stderr
