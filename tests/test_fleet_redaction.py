"""`backupdx fleet --redact`: nothing that identifies is left in any output, all else stays, and names come back."""

from __future__ import annotations

import csv
import json
import re
import stat
import tempfile
from pathlib import Path
from typing import Any

import pytest
from backupdx import Case
from backupdx.cli import app
from backupdx.facts.errors import InputError
from backupdx.facts.saving import cases_text
from backupdx.fleet import run
from backupdx.fleet.known import AcceptedCauses
from backupdx.redaction import Redactor, read_map, restored, write_map
from backupdx.redaction.pseudonyms import Pseudonyms, is_pseudonym
from cases import examples
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pseudonyms import numbered, pseudonym_of
from test_fleet import FLEET, KNOWN, LOCK, STOPPED, fleet, line
from typer.testing import CliRunner
from worlds import World, cases, in_one_spelling

BASE = settings(phases=[Phase.explicit, Phase.generate])
FILES = ("records.ndjson", "records.ndjson.rejects", "table.csv", "page.html")
_TOLD = re.compile(r',"redacted":true|,"input":"[0-9a-f]{32}"')  # of the run, and by its key
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
        found["records.ndjson"] = _TOLD.sub("", found["records.ndjson"])
        return found, read_map(here / "map.json").names if maps else {}


fleets = st.lists(cases(), min_size=1, max_size=3)


@settings(BASE, max_examples=examples(25), deadline=None)
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


@settings(BASE, max_examples=examples(25), deadline=None)
@given(fleets)
def test_with_the_map_each_output_is_the_original_to_the_letter(drawn: list[tuple[World, Case]]) -> None:
    lines = cases_text([in_one_spelling(case, world) for world, case in drawn], ".ndjson")
    plain, _ = outputs(lines)
    shown, names = outputs(lines, "--redact")
    for name in (*FILES, "text", "json", "markdown"):
        back, kept = restored(shown[name], names)
        if name == "text":  # lines break elsewhere
            assert sorted(back.split()) == sorted(plain[name].split())
        elif name == "json":
            assert by_name(json.loads(back)) == by_name(json.loads(plain[name]))
        elif name == "markdown":
            assert sorted(back.splitlines()) == sorted(plain[name].splitlines())
        else:
            assert back == plain[name], name
        assert not kept


def by_name(summary: dict[str, Any]) -> dict[str, Any]:
    """The summary with what stands in it equally often in the order of its (real) names: pseudonyms sort otherwise."""
    shared = sorted(summary["shared"], key=lambda row: (-row["cases"], row["cause"], row["fact"], row["name"]))
    places = sorted(summary["places"], key=lambda row: (row["dimension"], -row["findings"], row["name"]))
    assert [row["cases"] for row in shared] == [row["cases"] for row in summary["shared"]]
    return {**summary, "shared": shared, "places": places}


@settings(BASE, max_examples=examples(25), deadline=None)
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
    key = Redactor().key
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        folder.mkdir()
        write_map({}, key, folder / "map.json")
        done = fleet(
            "../fleet.ndjson", "-o", "records.ndjson", "--csv", "table.csv", "--html", "page.html",
            "--redact-map", "map.json", "--jobs", jobs, cwd=folder,
        )  # fmt: skip
        seen.append([done.stdout, *(_MADE.sub("", (folder / name).read_text()) for name in (*FILES, "map.json"))])
    assert seen[0] == seen[1]
    records = [json.loads(r) for r in seen[0][1].splitlines()[1:]]
    names = read_map(tmp_path / "1" / "map.json").names
    assert [names[r["case"]["vm"]] for r in records if "case" in r] == [f"web{n}" for n in range(1200) if n != 7]
    other = pseudonym_of("other9", names)
    assert records[3]["notes"] == [f"{records[1100]['case']['vm']} and {other} are down, see host '{other}'"]
    assert stat.S_IMODE((tmp_path / "1" / "map.json").stat().st_mode) == 0o600


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "fleet.ndjson").write_text("\n".join(FLEET) + "\n")
    return tmp_path


def test_records_with_names_are_not_redacted_afterwards(here: Path) -> None:
    """What stands in them is shown text: of the cases it is known what is a name."""
    fleet("fleet.ndjson", "-o", "real.ndjson", cwd=here)
    told = fleet("real.ndjson", "--redact", "-o", "later.ndjson", cwd=here, code=2).stderr
    assert "without --output" in told
    told = fleet("real.ndjson", "--redact", cwd=here, code=2).stderr
    assert "give what they were made from, with --redact" in told and not (here / "later.ndjson").exists()
    direct = fleet("fleet.ndjson", "--redact", "-o", "direct.ndjson", cwd=here).stdout
    assert "rg" in (here / "real.ndjson").read_text() and not re.search(r"(?<![\w-])web\d", direct)
    assert fleet("direct.ndjson", cwd=here).stdout == direct, "redacted ones can be read again"
    assert "redacted already" in fleet("direct.ndjson", "--redact", cwd=here, code=2).stderr


def test_an_interrupted_run_goes_on_with_its_map(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "whole.ndjson", "--redact-map", "map.json", cwd=here)
    whole, names = (here / "whole.ndjson").read_bytes(), (here / "map.json").read_text()
    (here / "part.ndjson").write_bytes(b"".join(whole.splitlines(keepends=True)[:4]) + b'{"case":')
    options = ("-o", "part.ndjson", "--resume")
    assert "needs the --redact-map" in fleet("fleet.ndjson", *options, "--redact", cwd=here, code=2).stderr
    told = fleet("fleet.ndjson", *options, "--redact-map", "other.json", cwd=here, code=3).stderr
    assert "part.ndjson: has a pseudonym" in told and "that the map does not have" in told
    assert "do not go into one file" in fleet("fleet.ndjson", *options, cwd=here, code=2).stderr
    fleet("fleet.ndjson", *options, "--redact-map", "map.json", cwd=here)
    assert (here / "part.ndjson").read_bytes() == whole and (here / "map.json").read_text() == names
    fleet("fleet.ndjson", "-o", "real.ndjson", cwd=here)
    told = fleet("fleet.ndjson", "-o", "real.ndjson", "--resume", "--redact-map", "map.json", cwd=here, code=2).stderr
    assert "real.ndjson is not redacted" in told


def test_the_map_is_kept_however_a_run_ends(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that are written have pseudonyms: without the map, nobody could tell what stands behind them."""
    whole = run.diagnosed

    def interrupted(*given: Any) -> Any:
        yield next(whole(*given))
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "diagnosed", interrupted)
    options = ("-o", "part.ndjson", "--redact-map", "map.json")
    assert "go on with --resume" in fleet("fleet.ndjson", *options, cwd=here, code=130).stderr
    records = [json.loads(r) for r in (here / "part.ndjson").read_text().splitlines()[1:]]
    names = read_map(here / "map.json").names
    assert records and {names[r["case"]["vm"]] for r in records} <= {json.loads(each)["vm"]["name"] for each in FLEET}


def test_two_names_with_one_pseudonym_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes billions of names; so that it happens here, the key makes the same of all."""
    monkeypatch.setattr(Pseudonyms, "made", lambda self, kind, family, folded: f"{kind}-00000000000000")
    one, other = Redactor(), Redactor()
    with pytest.raises(InputError, match="two names"):  # within a worker's part
        run.diagnose_chunk(FLEET, AcceptedCauses(), one.pseudonyms)
    parts = [run.diagnose_chunk([each], AcceptedCauses(), other.pseudonyms) for each in FLEET[:2]]
    other.take(parts[0].names)
    with pytest.raises(InputError, match="two names"):  # between the parts of two
        other.take(parts[1].names)


def test_a_case_is_redacted_the_same_in_any_company() -> None:
    """What another case tells changes nothing: chunks may be cut anywhere."""
    lines = [line(f"web{n}", STOPPED, {"error": {"message": f"web{n + 1} and web{n} are down"}}) for n in range(4)]
    pseudonyms = Redactor().pseudonyms
    together = run.diagnose_chunk(lines, AcceptedCauses(), pseudonyms)
    apart = [run.diagnose_chunk([each], AcceptedCauses(), pseudonyms) for each in lines]
    assert together.records == "".join(chunk.records for chunk in apart)
    assert together.names == {p: name for chunk in apart for p, name in chunk.names.items()}


def test_no_name_is_left_in_any_output_of_a_comparison(here: Path) -> None:
    """Against names, and against pseudonyms with their map, the comparison is the same."""
    fleet("fleet.ndjson", "-o", "old.ndjson", cwd=here)
    fleet("fleet.ndjson", "-o", "shared.ndjson", "--redact-map", "map.json", cwd=here)
    (here / "now.ndjson").write_text("\n".join([line("new", STOPPED), *FLEET[1:]]))
    plain = json.loads(fleet("now.ndjson", "--compare", "old.ndjson", "-f", "json", cwd=here).stdout)
    counts = [plain[k] for k in ("new", "unchanged", "unreported")]
    assert counts == [1, 7, 1]
    before = read_map(here / "map.json").names
    gone = f"{pseudonym_of('web0', before)} ({pseudonym_of('rg', before)})"
    for old in ("old.ndjson", "shared.ndjson"):
        options = ("--redact-map", "map.json", "--csv", "t.csv", "--html", "t.html")
        done = fleet("now.ndjson", "--compare", old, *options, "-f", "json", cwd=here)
        shown = json.loads(done.stdout)
        assert [shown[k] for k in ("new", "unchanged", "unreported")] == counts
        assert shown["unreported_findings"] == [[gone, "agent-stopped-linux"]], "web0 has kept its pseudonym"
        assert f'"{gone}"' in (here / "t.html").read_text()
        with (here / "t.csv").open(newline="") as stream:
            (new,) = [r["vm"] for r in csv.DictReader(stream) if r["status"] == "new"]
        assert read_map(here / "map.json").names[new] == "new"
        assert not re.search(r"(?<![\w-])(web\d|db\d|rsv|rg)(?![\w-])", done.stdout + (here / "t.csv").read_text())
    assert fleet("now.ndjson", "--compare", "old.ndjson", "--redact", cwd=here).stdout.count("reported: vm-") == 1


def test_names_and_pseudonyms_are_not_compared(here: Path) -> None:
    fleet("fleet.ndjson", "-o", "old.ndjson", cwd=here)
    fleet("fleet.ndjson", "-o", "shared.ndjson", "--redact-map", "map.json", cwd=here)
    told = fleet("fleet.ndjson", "--compare", "shared.ndjson", cwd=here, code=3).stderr
    assert "shared.ndjson: is redacted" in told and "--redact-map" in told
    told = fleet("fleet.ndjson", "--compare", "shared.ndjson", "--redact", cwd=here, code=3).stderr
    assert "pseudonym, vm-1, that the map does not have" in numbered(told) and "--redact-map FILE" in told
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
    back = restored(json.dumps(shown), read_map(here / "map.json").names)[0]
    assert by_name(json.loads(back)) == by_name(plain)
    table = (here / "t.csv").read_text()
    for text in (json.dumps(shown), table, (here / "t.html").read_text()):
        assert not re.search(r"web\d|(?<![\w-])db\d|contoso", text)
    told = next(row["status"] for row in csv.DictReader(table.splitlines()) if "accepted" in row["status"])
    assert numbered(told) == "accepted until 2999-01-01: vm-1 needs it, says user-1@domain-1"
    assert restored(told, read_map(here / "map.json").names)[0].endswith("db1 needs it, says ann@contoso.com")
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
        assert "zq" not in numbered(text) and "calc" not in numbered(text), format_
    records = [json.loads(r)["case"] for r in shown["records.ndjson"].splitlines()[1:]]
    first, second = records[: len(records) // 2], records[len(records) // 2 :]
    assert [r["vm"] for r in first] == [r["vm"] for r in second]
    assert len({r["vm"] for r in first}) == len(first)
    behind = {names[r["vm"]] for r in first}
    assert behind == {name.strip() for name in (*HOSTILE, *WORDS)}
    assert all(is_pseudonym(r["vm"]) and r["vm"].startswith("vm-") for r in first)


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
        assert not re.search("zq|7aqq8|10[.]1[.]2|10:20|12345678", numbered(out)), format_
    kept = [json.loads(r) for r in shown["records.ndjson.rejects"].splitlines()]
    assert len(kept) == len(BROKEN)
    back, _ = restored(shown["records.ndjson.rejects"], names)
    assert back == plain["records.ndjson.rejects"].replace(r"\\u007a", "z"), "but for ways to write a letter"
    assert numbered(f"{kept[0]['rejected']} {kept[0]['line']}") == (
        'vm.word-1: unknown name, did you mean name? {"vm": {"word-1": "word-2"}}\n'
    )
    reasons = re.sub(r"\bword-\w{14}\b|'[^']*'", "", " ".join(r["rejected"] for r in kept))
    assert "word-" not in reasons, "our own words stay"
