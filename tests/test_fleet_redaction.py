"""`backupdx fleet --redact`: nothing that identifies is left in any output, all else stays, and names come back."""

from __future__ import annotations

import csv
import json
import re
import stat
import tempfile
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from backupdx import Case
from backupdx.cli import app
from backupdx.commands.fleet_redacting import Redaction
from backupdx.facts.errors import EngineError
from backupdx.facts.saving import cases_text
from backupdx.fleet.redaction import RecordRedactor
from backupdx.fleet.run import Store
from backupdx.redaction import Redactor, read_map, restored
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from test_fleet import FLEET, KNOWN, LOCK, STOPPED, fleet, line
from typer.testing import CliRunner
from worlds import World, cases, in_one_spelling

BASE = settings(phases=[Phase.explicit, Phase.generate])
FILES = ("records.ndjson", "records.ndjson.rejects", "table.csv", "page.html")
_MADE = re.compile(r"\d{1,2} \w+ 20\d\d, \d\d:\d\d UTC")


def outputs(
    lines: str, *options: str, formats: tuple[str, ...] = ("text", "json", "markdown")
) -> tuple[dict[str, str], dict[str, str]]:
    """Everything that a run in this process writes, by name; and its map."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "fleet.ndjson").write_text(lines, encoding="utf-8")
        names = [str(here / name) for name in FILES]
        written = ["-o", names[0], "--csv", names[2], "--html", names[3]]
        maps = ["--redact-map", str(here / "map.json")] if options else []
        found, talk = {}, ""
        for format_ in formats:
            arguments = ["fleet", str(here / "fleet.ndjson"), *written, "-f", format_, "--jobs", "1", *maps]
            done = CliRunner().invoke(app, arguments, env={"COLUMNS": "100"})
            assert done.exit_code == 0, done.output
            found[format_] = done.stdout
            talk += done.stderr.replace(folder, "")
        found["talk"] = talk
        for name in FILES:
            path = here / name
            found[name] = _MADE.sub("now", path.read_text(encoding="utf-8")) if path.exists() else ""
        found["records.ndjson"] = found["records.ndjson"].replace(',"redacted":true', "")
        return found, read_map(here / "map.json") if maps else {}


fleets = st.lists(cases(), min_size=1, max_size=3)


@settings(BASE, max_examples=8, deadline=None)
@given(fleets)
def test_nothing_that_identifies_is_left_in_any_output(drawn: list[tuple[World, Case]]) -> None:
    lines = cases_text([case for _, case in drawn], ".ndjson")
    broken = "".join(line.replace('"vm"', '"vmm"', 1) for line in lines.splitlines(keepends=True))
    shown, names = outputs(lines + broken + lines[:200], "--redact")
    for format_, text in shown.items():
        plain = text.replace("\\", "").casefold()
        for world, _ in drawn:
            for name in world.identifying:
                assert name.casefold() not in plain, (format_, name)
            assert world.secret not in json.dumps(names)


@settings(BASE, max_examples=8, deadline=None)
@given(fleets)
def test_with_the_map_each_output_is_the_original_to_the_letter(drawn: list[tuple[World, Case]]) -> None:
    lines = cases_text([in_one_spelling(case, world) for world, case in drawn], ".ndjson")
    plain, _ = outputs(lines)
    shown, names = outputs(lines, "--redact")
    for name in (*FILES, "text", "json", "markdown"):
        back, kept = restored(shown[name], names)
        if name == "text":  # lines break elsewhere
            assert back.split() == plain[name].split()
        else:
            assert back == plain[name], name
        assert not kept


@settings(BASE, max_examples=8, deadline=None)
@given(fleets)
def test_the_verdicts_are_the_same(drawn: list[tuple[World, Case]]) -> None:
    lines = cases_text([case for _, case in drawn], ".ndjson")
    runs = (outputs(lines, *options, formats=("json",))[0] for options in ((), ("--redact",)))
    plain, shown = (found["records.ndjson"].splitlines()[1:] for found in runs)
    assert list(map(skeleton, plain)) == list(map(skeleton, shown))


def skeleton(line: str) -> Any:
    record = json.loads(line)
    told = [
        (e["cause"], e["verdict"], [s[0] for s in e["because"]], e.get("missing"), e.get("shared", [""])[0])
        for e in record["explanations"]
    ]
    return told, record["possible"], record["ruled_out"], len(record["notes"]), record["case"].get("failed_at")


# -- the same everywhere --------------------------------------------------------------------------------------------


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    lines = [line(f"web{n}", STOPPED, resource_group=f"rg-{n // 7}") for n in range(1200)]
    lines[3] = lines[3].replace('"error"', '"notes": ["web1100 and other9 are down, see host \'other9\'"], "error"')
    lines[7] = '{"vm": {"nmae": "web1"}}'
    (tmp_path / "fleet.ndjson").write_text("\n".join(lines))
    seen = []
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        folder.mkdir()
        done = fleet(
            "../fleet.ndjson", "-o", "records.ndjson", "--csv", "table.csv", "--html", "page.html",
            "--redact-map", "map.json", "--jobs", jobs, cwd=folder,
        )  # fmt: skip
        seen.append([done.stdout, *(_MADE.sub("", (folder / name).read_text()) for name in (*FILES, "map.json"))])
    assert seen[0] == seen[1]
    records = [json.loads(r) for r in seen[0][1].splitlines()[1:]]
    names = read_map(tmp_path / "1" / "map.json")
    assert [names[r["case"]["vm"]] for r in records if "case" in r] == [f"web{n}" for n in range(1200) if n != 7]
    assert records[3]["notes"] == [f"{records[1100]['case']['vm']} and host-1 are down, see host 'host-1'"]
    assert stat.S_IMODE((tmp_path / "1" / "map.json").stat().st_mode) == 0o600


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "fleet.ndjson").write_text("\n".join(FLEET) + "\n")
    return tmp_path


def test_records_of_an_earlier_run_are_redacted(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "real.ndjson", cwd=here)
    direct = fleet("fleet.ndjson", "--redact", "-o", "direct.ndjson", cwd=here).stdout
    assert fleet("real.ndjson", "--redact", "-o", "later.ndjson", cwd=here).stdout == direct
    assert (here / "later.ndjson").read_text() == (here / "direct.ndjson").read_text()
    assert "rg" in (here / "real.ndjson").read_text() and "web" not in direct
    again = fleet("later.ndjson", cwd=here).stdout
    assert sorted(again.split()) == sorted(direct.split()), "it can be read again; ties are sorted by other names"
    assert "redacted already" in fleet("later.ndjson", "--redact", cwd=here, code=2).stderr
    assert "--redact" in fleet("fleet.ndjson", "--redact", "-o", "x", "--resume", cwd=here, code=2).stderr


def test_no_name_is_left_in_any_output_of_a_comparison(here: Path) -> None:
    """Against names, and against pseudonyms with their map, the comparison is the same."""
    fleet("fleet.ndjson", "-o", "old.ndjson", cwd=here)
    fleet("fleet.ndjson", "-o", "shared.ndjson", "--redact-map", "map.json", cwd=here)
    (here / "now.ndjson").write_text("\n".join([line("new", STOPPED), *FLEET[1:]]))
    plain = json.loads(fleet("now.ndjson", "--compare", "old.ndjson", "-f", "json", cwd=here).stdout)
    counts = [plain[k] for k in ("new", "unchanged", "fixed")]
    assert counts == [1, 7, 1]
    for old in ("old.ndjson", "shared.ndjson"):
        options = ("--redact-map", "map.json", "--csv", "t.csv", "--html", "t.html")
        done = fleet("now.ndjson", "--compare", old, *options, "-f", "json", cwd=here)
        shown = json.loads(done.stdout)
        assert [shown[k] for k in ("new", "unchanged", "fixed")] == counts
        assert shown["fixed_findings"] == [["vm-1 (group-1)", "agent-stopped-linux"]], "web0 has kept its pseudonym"
        assert '"vm-1 (group-1)"' in (here / "t.html").read_text()
        with (here / "t.csv").open(newline="") as stream:
            assert [r["vm"] for r in csv.DictReader(stream) if r["status"] == "new"] == ["vm-10"]
        assert read_map(here / "map.json")["vm-10"] == "new"
        assert not re.search(r"(?<![\w-])(web\d|db\d|rsv|rg)(?![\w-])", done.stdout + (here / "t.csv").read_text())
    assert fleet("now.ndjson", "--compare", "old.ndjson", "--redact", cwd=here).stdout.count("gone: vm-") == 1


def test_names_and_pseudonyms_are_not_compared(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "old.ndjson", cwd=here)
    fleet("fleet.ndjson", "-o", "shared.ndjson", "--redact-map", "map.json", cwd=here)
    told = fleet("fleet.ndjson", "--compare", "shared.ndjson", cwd=here, code=3).stderr
    assert "shared.ndjson: is redacted" in told and "--redact-map" in told
    told = fleet("fleet.ndjson", "--compare", "shared.ndjson", "--redact", cwd=here, code=3).stderr
    assert "pseudonym, vm-1, that the map does not have" in told and "--redact-map FILE" in told
    told = fleet("shared.ndjson", "--compare", "old.ndjson", cwd=here, code=3).stderr
    assert "old.ndjson: is not redacted" in told
    assert "8 unchanged" in fleet("shared.ndjson", "--compare", "shared.ndjson", cwd=here).stdout


def test_accepted_findings_are_told_by_their_real_names(here: Path) -> None:
    old = '  - {cause: rg-lock, vm: "web0*", reason: "web1 was in repair", until: 2020-01-01}\n'
    (here / "known.yaml").write_text(KNOWN.replace("the lock is wanted", "db1 needs it, says ann@contoso.com") + old)
    plain = json.loads(fleet("fleet.ndjson", "--known", "known.yaml", "-f", "json", cwd=here).stdout)
    options = ("--known", "known.yaml", "--redact-map", "map.json", "--csv", "t.csv", "--html", "t.html")
    shown = json.loads(fleet("fleet.ndjson", *options, "-f", "json", cwd=here).stdout)
    for key in ("confirmed", "accepted", "accepted_findings", "inconclusive"):
        assert shown[key] == plain[key]
    assert restored(json.dumps(shown), read_map(here / "map.json"))[0] == json.dumps(plain)
    table = (here / "t.csv").read_text()
    for text in (json.dumps(shown), table, (here / "t.html").read_text()):
        assert not re.search(r"web\d|\bdb\d|contoso", text)
    assert "accepted until 2999-01-01: vm-7 needs it, says user-1@domain-1" in table
    fleet("fleet.ndjson", "--redact", "-o", "shared.ndjson", cwd=here)
    told = fleet("shared.ndjson", "--known", "known.yaml", cwd=here).stderr
    assert "not recognised" in told


# -- hostile input --------------------------------------------------------------------------------------------------

HOSTILE = [
    "=cmd|' /C calc'!A0\x1b[31m\u202e<script>", "zq9, zq8", "zq7 (zq6)", "zq5 (rg) (zq4)", 'zq"3\\',
    "zqü\U0001f600x", "a[12].zq", "zq2; reboot", "zq1: zq0", "web (zq) ",
]  # fmt: skip
WORDS = ["vm-1", "vm-2", "none", "yes", "disk", "linux", "agent.status", "rg", "s"]


def test_hostile_names(tmp_path: Path) -> None:
    lines = [line(name, STOPPED, resource_group=name) for name in (*HOSTILE, *WORDS)]
    lines += [line(name, {"backup": {"vault": name, "policy": name}}, LOCK) for name in (*HOSTILE, *WORDS)]
    shown, names = outputs("\n".join(lines), "--redact")
    for format_, text in shown.items():
        assert "zq" not in text and "calc" not in text, format_
    records = [json.loads(r)["case"] for r in shown["records.ndjson"].splitlines()[1:]]
    first, second = records[: len(records) // 2], records[len(records) // 2 :]
    assert [r["vm"] for r in first] == [r["vm"] for r in second]
    assert len({r["vm"] for r in first}) == len(first)
    behind = {names[r["vm"]] for r in first}
    assert behind == {name.strip() for name in (*HOSTILE, *WORDS)}
    assert all(r["vm"].startswith("vm-") for r in first)


BROKEN = [
    '{"vm": {"nmae": "zqa1"}}',
    '{"vm": {"zqb2": "x"}}',
    '{"vm": {"name": "zqc3", "os_type": "zqd4"}}',
    '{"error": {"code": "zqe5"}, "failed_at": "zqf6"}',
    '{"vm": {"name": "zqg7", "resource_group": "zqh8',
    '{"zqi9": 1, "zqi9": 2}',
    '["zqj1"]',
    "zqk2 is down, says the host 10.1.2.3 (2001:10:20::7)",
    '{"vm": {"name": {"zql3": ["zqm4", 12345678]}}}',
    '{"vm": "zqn5", "notes": ["/subscriptions/zqo6/resourceGroups/zqp7"]}',
    '{"vm": {"name": "\\u007aqq8"}}  x',
]


def test_lines_that_are_no_case(tmp_path: Path) -> None:
    text = "\n".join([*FLEET, *BROKEN])
    plain, _ = outputs(text)
    shown, names = outputs(text, "--redact")
    for format_, out in shown.items():
        assert not re.search("zq|7aqq8|10[.]1[.]2|10:20|12345678", out), format_
    kept = [json.loads(r) for r in shown["records.ndjson.rejects"].splitlines()]
    assert len(kept) == len(BROKEN)
    back, _ = restored(shown["records.ndjson.rejects"], names)
    assert back == plain["records.ndjson.rejects"].replace(r"\\u007a", "z"), "but for ways to write a letter"
    assert kept[0] == {
        "rejected": "vm.word-1: unknown name, did you mean name?", "line": '{"vm": {"word-1": "word-2"}}\n'
    }  # fmt: skip
    reasons = re.sub(r"\bword-\d+\b|'[^']*'", "", " ".join(r["rejected"] for r in kept))
    assert "word-" not in reasons, "our own words stay"


def test_a_record_of_another_shape_is_redacted_too(tmp_path: Path) -> None:
    fleet_ = tmp_path / "fleet.ndjson"
    fleet_.write_text(FLEET[0])
    fleet("fleet.ndjson", "-o", "r.ndjson", cwd=tmp_path)
    header, record = (tmp_path / "r.ndjson").read_text().splitlines()
    data = json.loads(record)
    data["case"]["owner"] = "mail ann@contoso.com"
    data["more"] = {"host": ["10.1.2.3", 5, None, {"x": "/subscriptions/abc"}]}
    data["explanations"][0]["because"] += [["vm.owner", "10.1.2.4", "web0.json"], ["agent.installed", "10.1.2.5"]]
    (tmp_path / "r.ndjson").write_text(f"{header}\n{json.dumps(data)}\n")
    fleet("r.ndjson", "--redact", "-o", "s.ndjson", cwd=tmp_path)
    text = (tmp_path / "s.ndjson").read_text().splitlines()[1]
    assert not re.search(r"contoso|10\.1\.2|/abc|web0", text)
    assert json.loads(text)["more"]["host"][1:3] == [5, None]


def test_names_that_do_not_settle_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = count()
    monkeypatch.setattr(RecordRedactor, "known", property(lambda self: next(found)))
    real = Store(tmp_path / "real.ndjson", None)
    with ExitStack() as stack, pytest.raises(EngineError, match="time and again"):
        Redaction(Redactor()).write(real, tmp_path / "out.ndjson", None, stack)
    assert not (tmp_path / "out.ndjson").exists()
