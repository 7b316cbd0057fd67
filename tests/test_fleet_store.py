"""Records of a fleet on disk: one run at a time, of one input, checked as they are read, and read only."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import random
import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from backupdx.facts.writing import grown
from backupdx.fleet import input as fleet_input
from backupdx.fleet.store import Store
from backupdx.report.schemas import schemas
from cases import examples
from running import backupdx
from test_fleet import FLEET, STOPPED, fleet, line


@pytest.fixture
def here(tmp_path: Path) -> Path:
    lines = [*FLEET, "{", '{"vm": {"name": "x\\ud800"}}']
    (tmp_path / "fleet.ndjson").write_text("\n".join(lines) + "\n")
    return tmp_path


def state(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), path.stat().st_mtime_ns


# -- read only ------------------------------------------------------------------------------------------------------


def test_records_that_are_read_are_not_changed(here: Path) -> None:
    """A run may still write them: its incomplete line is left out, and left there."""
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here)
    with (here / "r.ndjson").open("a") as stream:
        stream.write('{"case":{"vm":')
    before = state(here / "r.ndjson")
    with grown(here / "r.ndjson", keep=True):  # as the run that writes it
        assert json.loads(fleet("r.ndjson", "-f", "json", "--csv", "t.csv", cwd=here).stdout)["cases"] == 9
        fleet("fleet.ndjson", "--compare", "r.ndjson", cwd=here)
    assert state(here / "r.ndjson") == before


def test_records_with_a_mark_of_byte_order_are_records(here: Path) -> None:
    """As editors and PowerShell save them."""
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here)
    told = fleet("r.ndjson", "-f", "json", cwd=here).stdout
    content = (here / "r.ndjson").read_bytes()
    (here / "m.ndjson").write_bytes(b"\xef\xbb\xbf" + content)
    assert fleet("m.ndjson", "-f", "json", cwd=here).stdout == told
    (here / "m.ndjson").write_bytes(b"\xef\xbb\xbf" + b"".join(content.splitlines(keepends=True)[:4]))
    fleet("fleet.ndjson", "-o", "m.ndjson", "--resume", cwd=here)
    assert (here / "m.ndjson").read_bytes() == b"\xef\xbb\xbf" + content


@pytest.mark.parametrize("content", ["foreign\n", '{"a": 1}\nb', '{"case":{"vm":"x"}}'])
def test_what_is_no_file_of_records_is_not_changed_by_resume(content: str, here: Path) -> None:
    (here / "notes.txt").write_text(content)
    before = state(here / "notes.txt")
    assert "is no file of records" in fleet("fleet.ndjson", "-o", "notes.txt", "--resume", cwd=here, code=3).stderr
    assert state(here / "notes.txt") == before


# -- one run, one input ---------------------------------------------------------------------------------------------


def test_two_runs_do_not_write_one_file(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here)
    before = state(here / "r.ndjson"), state(here / "r.ndjson.rejects")
    with grown(here / "r.ndjson", keep=True):
        for options in ((), ("--resume",)):
            told = fleet("fleet.ndjson", "-o", "r.ndjson", *options, cwd=here, code=3).stderr
            assert "r.ndjson: cannot be written: another run writes it now" in told
    with grown(here / "r.ndjson.rejects", keep=True):
        told = fleet("fleet.ndjson", "-o", "other.ndjson", "--rejects", "r.ndjson.rejects", cwd=here, code=3).stderr
        assert "another run writes it now" in told
    assert (state(here / "r.ndjson"), state(here / "r.ndjson.rejects")) == before
    fleet("fleet.ndjson", "-o", "r.ndjson", "--resume", cwd=here)
    assert (here / "r.ndjson").read_bytes() == before[0][0]


@pytest.mark.parametrize("linked", [False, True])
def test_records_of_an_earlier_run_are_there_until_the_new_ones_are_whole(
    linked: bool, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if linked:
        (here / "elsewhere").mkdir()
        (here / "r.ndjson").symlink_to("elsewhere/real.ndjson")
        (here / "elsewhere" / "real.ndjson").touch()
    real = here / "elsewhere" / "real.ndjson" if linked else here / "r.ndjson"
    aside = real.with_name(f"{real.name}.before-this-run")
    (here / "yesterday.ndjson").write_text(line("old") + "\n")
    fleet("yesterday.ndjson", "-o", "r.ndjson", cwd=here)
    real.chmod(0o640)
    yesterday = real.read_bytes()
    fleet("fleet.ndjson", "-o", "other.ndjson", cwd=here)
    write = Store.write

    def cut(store: Store, chunks: Any) -> Iterator[Any]:
        yield from islice(write(store, chunks), 1)
        raise KeyboardInterrupt

    monkeypatch.setattr("backupdx.fleet.run.CHUNK_LINES", 3)
    with monkeypatch.context() as patched:
        patched.setattr(Store, "write", cut)
        for _ in range(2):  # the second finds a part only, and does not take it for what is to be kept
            told = fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here, code=130).stderr
            assert aside.name in "".join(told.split())
            assert aside.read_bytes() == yesterday and len(real.read_bytes().splitlines()) == 4
    fleet("fleet.ndjson", "-o", "r.ndjson", "--resume", cwd=here)
    assert real.read_bytes() == (here / "other.ndjson").read_bytes() and not aside.exists()
    assert (here / "r.ndjson").is_symlink() == linked
    assert os.name == "nt" or real.stat().st_mode & 0o777 == 0o640
    fleet("yesterday.ndjson", "-o", "r.ndjson", cwd=here)
    assert real.read_bytes() == yesterday and not aside.exists()


@pytest.mark.parametrize("change", ["another VM", "one more", "one letter", "in between", "another order", "none"])
@pytest.mark.parametrize("kind", ["lines", "standard input", "exports"])
def test_resume_goes_on_with_the_same_input_only(kind: str, change: str, here: Path) -> None:
    lines = [*FLEET]
    changed = {
        "another VM": [line("other", STOPPED), *lines[1:]], "one more": [*lines, line("more")],
        "one letter": [each.replace("web3", "web9") for each in lines], "in between": lines[:4] + lines[5:],
        "another order": lines[::-1], "none": lines,
    }[change]  # fmt: skip

    def write(them: list[str]) -> tuple[list[str], str]:
        if kind == "exports":
            for n, each in enumerate(them):
                (here / "in").mkdir(exist_ok=True)
                (here / "in" / f"{n}.json").write_text(json.dumps(json.loads(each), indent=1))
            return ["in"], ""
        (here / "in.ndjson").write_text("\n".join(them) + "\n")
        return (["-"], "\n".join(them) + "\n") if kind == "standard input" else (["in.ndjson"], "")

    paths, stdin = write(lines)
    fleet(*paths, "-o", "r.ndjson", cwd=here, stdin=stdin)
    whole = (here / "r.ndjson").read_bytes()
    (here / "r.ndjson").write_bytes(b"".join(whole.splitlines(keepends=True)[:4]) + b'{"case":')
    before = state(here / "r.ndjson")
    for path in (here / "in").glob("*"):
        path.unlink()
    paths, stdin = write(changed)
    done = fleet(*paths, "-o", "r.ndjson", "--resume", cwd=here, stdin=stdin, code=0 if change == "none" else 2)
    if change == "none":
        assert (here / "r.ndjson").read_bytes() == whole
    else:
        assert "was made from another input" in done.stderr and state(here / "r.ndjson") == before


def test_resume_notices_where_a_long_stream_has_fewer_lines(here: Path) -> None:
    """Of standard input only the beginning is known when a run begins."""
    lines = [line(f"vm{n}", STOPPED, location="x" * 40) for n in range(700)]
    assert len("\n".join(lines[:600])) > fleet_input.HEAD_BYTES
    fleet("-", "-o", "r.ndjson", cwd=here, stdin="\n".join(lines))
    told = fleet("-", "-o", "r.ndjson", "--resume", cwd=here, stdin="\n".join(lines[:600]), code=2).stderr
    assert "700 lines are done, and this input has 600" in told


@pytest.mark.parametrize("options", [(), ("--redact-map", "map.json")], ids=["names", "pseudonyms"])
def test_resume_goes_on_with_records_of_these_cases_only(options: tuple[str, ...], here: Path) -> None:
    """A line that is missing, doubled, moved or of another case is told by its number, and nothing is added."""
    times = [f"2026-11-{day:02}T02:00:00Z" for day in range(1, 5)]
    same_vm = [json.dumps({**json.loads(line("same", STOPPED)), "failed_at": time}) for time in times]
    nameless = [json.dumps({"agent": STOPPED["agent"], "vm": {"os_type": os}}) for os in ("linux", "linux", "windows")]
    given = [*FLEET[:3], "{ broken", '{"vm": 1}', *same_vm, *nameless, *FLEET[3:], line("Upper", code="usererrorx")]
    (here / "in.ndjson").write_text("\n".join(given) + "\n")
    fleet("in.ndjson", "-o", "whole.ndjson", *options, cwd=here)
    head, *rows = (here / "whole.ndjson").read_text().splitlines(keepends=True)

    def resumed(kept: list[str], code: int) -> str:
        (here / "r.ndjson").write_text("".join([head, *kept]))
        done = fleet("in.ndjson", "-o", "r.ndjson", "--resume", *options, cwd=here, code=code)
        assert code or (here / "r.ndjson").read_text() == "".join([head, *rows])
        assert not code or (here / "r.ndjson").read_text() == "".join([head, *kept])
        return done.stderr

    for count in (0, 4, 9, len(rows)):
        resumed(rows[:count], 0)
    wrong = {
        2: rows[:1] + rows[2:6],  # one is missing
        3: rows[:2] + rows[1:6],  # one is doubled
        4: rows[:3] + rows[4:8],  # a rejected line is missing
        5: rows[:4] + rows[3:4],  # one is doubled, at the end
        7: rows[:6] + rows[7:9],  # of the same VM
        8: rows[:7] + rows[6:7],
        12: rows[:11] + rows[10:11],  # without a name
        14: [*rows[:13], rows[13].replace("ErrorGuestAgent", "ErrorOtherAgent")],
        len(rows): [*rows[:-1], rows[-1].replace("rg", "gr", 1) if not options else rows[0]],
    }
    for number, kept in wrong.items():
        told = resumed(kept, 3)
        assert f", line {number + 1}: is no record of the case" in " ".join(told.split()), (number, told)
        assert "begin anew without --resume, or cut the file back" in " ".join(told.split())


def test_the_input_of_redacted_records_is_known_to_the_owner_of_the_map_alone(here: Path) -> None:
    heads = []
    for options in ((), ("--redact-map", "a.json"), ("--redact-map", "b.json"), ("--redact-map", "a.json")):
        fleet("fleet.ndjson", "-o", "r.ndjson", *options, cwd=here)
        heads.append(json.loads((here / "r.ndjson").read_text().splitlines()[0])["input"])
    assert heads[1] == heads[3] and len(set(heads)) == 3


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_compressed_lines_are_streamed(pack: Any, here: Path) -> None:
    data = "\n".join(FLEET).encode() + b"\n"
    (here / "f.packed").write_bytes(pack(data))
    assert fleet_input.source_of([str(here / "f.packed")]).streamed
    assert json.loads(fleet("f.packed", "-f", "json", cwd=here).stdout)["cases"] == 9
    done = backupdx("fleet", "-", "-f", "json", stdin=pack(data), cwd=here)
    assert json.loads(done.stdout)["cases"] == 9
    (here / "cut.packed").write_bytes(pack(data * 50)[:-40])
    assert backupdx("fleet", "cut.packed", cwd=here).returncode in (0, 3)


# -- checked --------------------------------------------------------------------------------------------------------


def test_every_line_is_as_the_schema_has_it(here: Path) -> None:
    check = jsonschema.Draft202012Validator(schemas()["fleet"])
    for options in ((), ("--redact",)):
        fleet("fleet.ndjson", Path(__file__).parents[1] / "examples", "-o", "r.ndjson", *options, cwd=here)
        rows = [json.loads(row) for row in (here / "r.ndjson").read_text().splitlines()]
        assert len(rows) > 25
        for row in rows:
            check.validate(row)


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, (*place, key))


def mutant(row: str, rng: random.Random) -> str:
    """A line of records with one thing in it removed, renamed, doubled, cut or of another type."""
    data = json.loads(row)
    if rng.random() < 0.15:
        return row[: rng.randrange(len(row))]
    top = rng.choice(list(data))  # else nearly all would be in the longest part
    place = rng.choice([p for p in places(data) if p and p[0] == top])
    parent = data
    for key in place[:-1]:
        parent = parent[key]
    how = rng.choice(["removed", "renamed", None, 7, -1.5, [], [1], {}, {"a": 1}, "", "zz", True, "\x1b[31m\u202e"])
    if how == "removed":
        del parent[place[-1]]
    elif how == "renamed" and isinstance(parent, dict):
        parent[f"{place[-1]}x"] = parent.pop(place[-1])
    else:
        parent[place[-1]] = how
    return json.dumps(data, separators=(",", ":"))


READ = (
    ["fleet", "m.ndjson", "--csv", "t.csv", "--html", "t.html"],
    ["fleet", "fleet.ndjson", "--compare", "m.ndjson", "-f", "json"],
    ["fleet", "fleet.ndjson", "-o", "m.ndjson", "--resume", "-f", "markdown"],
    ["fleet", "fleet.ndjson", "--compare", "m.ndjson", "--redact-map", "map.json"],
)


def test_records_that_were_changed_are_refused_with_line_and_reason(here: Path) -> None:
    """No line, however it was changed, is a fault of ours; what is refused is told by file, line and place."""
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here)
    rows = (here / "r.ndjson").read_text().splitlines()
    rng = random.Random(15)
    refused = 0
    for n in range(examples(60)):
        number = rng.choice([0, 1, 6, 9, 10, 11])
        changed = [*rows]
        changed[number] = mutant(rows[number], rng)
        (here / "m.ndjson").write_text("\n".join(changed) + "\n")
        done = backupdx(*READ[n % len(READ)], cwd=here)
        assert done.returncode in (0, 2, 3), (changed[number][-300:], done.stderr)
        if done.returncode == 3:
            place = r"(m\.ndjson|file-\w+)"  # with a map the file has a pseudonym
            assert re.search(rf"{place}, line {number + 1}: is no record|{place}: ", done.stderr), done.stderr
            refused += 1
    assert refused > 0.6 * examples(60)


def test_the_reason_names_the_place(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here)
    text = (here / "r.ndjson").read_text()
    for old, new, says in (
        ('"verdict":"confirmed"', '"verdict":"certain"', "line 2: is no record of a fleet: explanations.0.verdict: "),
        ('"notes":[]', '"nots":[]', "line 2: is no record of a fleet: notes: field required"),
        ('"kb_version":"', '"kb_version":1,"x":"', "line 1: is no record of a fleet: kb_version: "),
        ('"schema_version":1', '"schema_version":2', "has schema_version 2, and this program reads 1 only"),
    ):
        (here / "m.ndjson").write_text(text.replace(old, new, 1))
        assert says in fleet("m.ndjson", cwd=here, code=3).stderr


@pytest.mark.parametrize("lost", ["a line", "the end", "added"])
def test_records_of_which_some_are_lost_are_told(lost: str, here: Path) -> None:
    """The sums of a thinned file would be those of another fleet. One of an earlier version tells no count."""
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here)
    text = (here / "r.ndjson").read_text()
    rows = text.splitlines(keepends=True)
    assert json.loads(rows[0])["count"] == len(rows) - 1
    changed = {"a line": [*rows[:2], *rows[3:]], "the end": [text[: len(text) - 60]], "added": [*rows, rows[-1]]}[lost]
    (here / "m.ndjson").write_text("".join(changed))
    told = fleet("m.ndjson", cwd=here, code=3)
    assert not told.stdout and "its header counts" in told.stderr and "null" in told.stderr
    assert "its header counts" in fleet("fleet.ndjson", "--compare", "m.ndjson", cwd=here, code=3).stderr
    for instead in ('"count":null', '"input":"x"'):
        header = re.sub(r'"count":\d+ *', instead, changed[0], count=1)
        (here / "m.ndjson").write_text("".join([header, *changed[1:]]))
        fleet("m.ndjson", cwd=here)


def test_a_run_that_goes_on_counts_anew(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here)
    whole = (here / "r.ndjson").read_bytes()
    (here / "r.ndjson").write_bytes(b"".join(whole.splitlines(keepends=True)[:5]))
    fleet("fleet.ndjson", "-o", "r.ndjson", "--resume", cwd=here)
    assert (here / "r.ndjson").read_bytes() == whole


def test_checking_a_record_costs_little(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here)
    rows = (here / "r.ndjson").read_text().splitlines(keepends=True)
    (here / "many.ndjson").write_text(rows[0].replace('"count":11', '"count":9000') + "".join(rows[1:10]) * 1000)
    before = time.process_time()
    fleet("many.ndjson", cwd=here)
    assert time.process_time() - before < 5, "9,000 records: one takes some 30 microseconds"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anything; folders are those of Unix")
def test_records_on_a_medium_that_cannot_be_written_are_read(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=here)
    (here / "r.ndjson").chmod(0o400)
    here.chmod(0o500)
    try:
        fleet("r.ndjson", cwd=here)
    finally:
        here.chmod(0o700)
