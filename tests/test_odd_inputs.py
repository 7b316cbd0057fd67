"""Inputs that look like something else, names that are none, and texts that would turn into markup or formulas."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import tarfile
from pathlib import Path
from typing import Any

import pytest
from backupdx import load, load_bytes, load_text
from backupdx.facts.errors import InputError
from backupdx.facts.vocabulary import vocabulary
from backupdx.readers.loading import load_paths
from backupdx.report.clean import markdown
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from running import backupdx

CASE = Path(__file__).parents[1] / "examples" / "agent-stopped-ubuntu.yaml"
CODE = "UserErrorGuestAgentStatusUnavailable"

# -- a fact file with only an error ---------------------------------------------------------------------------------


def test_a_fact_file_with_only_an_error_keeps_every_fact(tmp_path: Path) -> None:
    facts: dict[str, Any] = {"code": CODE, "message": "m", "inner_message": "i", "failed_task": "take_snapshot",
                             "number": 400003, "outer_code": "BCMCrpInternalError"}  # fmt: skip
    for kept in (
        [*facts],
        ["code", "number"],
        ["code", "message", "inner_message"],
        ["number"],
        ["code", "failed_task"],
    ):
        error = {name: facts[name] for name in kept}
        for suffix, text in (
            ("json", json.dumps({"error": error})),
            ("json", json.dumps([{"error": error}])),
            ("yaml", "error:\n" + "".join(f"  {name}: {json.dumps(value)}\n" for name, value in error.items())),
        ):
            (tmp_path / f"case.{suffix}").write_text(text)
            found = load(tmp_path / f"case.{suffix}").error
            assert {name: getattr(found, name) for name in kept} == {
                name: tuple(v) if isinstance(v, list) else v for name, v in error.items()
            }


@pytest.mark.parametrize("wrong", ["mesage", "inner_mesage", "nummer", "codes", "vm_name"])
def test_a_misspelt_key_beside_an_error_code_is_told(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(f"error:\n  code: {CODE}\n  message: m\n  {wrong}: x\n")
    done = backupdx("diagnose", "case.yaml", cwd=tmp_path)
    assert done.returncode == 3 and f"error.{wrong}" in done.stderr


@pytest.mark.parametrize(
    "text",
    ["errors: {code: x}\nvm: {os_type: linux}", f"idd: INC-1\nerror: {{code: {CODE}}}",
     f"failedat: 2026-11-19\nerror: {{code: {CODE}}}", f"Error: {{Code: {CODE}}}\nVM: {{os_type: linux}}",
     f"case:\n- error: {{code: {CODE}}}", "agent.statuss: ready\nvm.os_type: linux"],
)  # fmt: skip
def test_a_fact_file_with_a_misspelt_first_name_is_no_prose(text: str) -> None:
    """Its facts would be lost in silence."""
    with pytest.raises(InputError, match="unknown name, did you mean"):
        load_text(text)
    with pytest.raises(InputError, match="unknown name, did you mean"):
        load_bytes({"case.yaml": text.encode()})


def test_facts_may_stand_in_one_with_their_topic() -> None:
    case = load_text(f"error.code: {CODE}\nagent.status: not ready\nagent: {{installed: y}}")
    assert (case.error.code, case.agent.status, case.agent.installed) == (CODE, "not_ready", True)


@pytest.mark.parametrize(
    "more",
    [{}, {"details": []}, {"innererror": {"code": "x"}}, {"innerError": {"message": "inner"}}, {"target": "vm"},
     {"additionalInfo": [], "details": []}, {"@type": "Kusto"}],
)  # fmt: skip
def test_an_error_answer_of_azure_is_one(more: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_text(json.dumps({"error": {"code": CODE, "message": "m", **more}}))
    loaded = load_paths([tmp_path / "answer.json"])
    assert loaded.files[0].detail == "Azure error answer" and loaded.cases[0].error.message == "m"


# -- what looks like an archive, and is one -------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["PK", "PK\n", "PKCS#12 ", "BZh", "BZh9", "BZh is a word. ", "PK\x03"])
def test_a_text_that_begins_like_an_archive_is_read_as_text(start: str, tmp_path: Path) -> None:
    log = "2026-11-24T12:00:01.1Z INFO Daemon Daemon Agent WALinuxAgent-2.9.1.1 is running as the current agent\n"
    for text in (f"{start}\n{log * 3}", f"{start} {CODE} happened\n"):
        (tmp_path / "a.txt").write_text(text)
        (tmp_path / "b.txt").write_text("x" + text)
        told = [backupdx("diagnose", name, cwd=tmp_path) for name in ("a.txt", "b.txt")]
        assert "archive" not in told[0].stderr
        assert told[0].returncode == told[1].returncode


def tarred(data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:bz2") as archive:
        entry = tarfile.TarInfo("case.yaml")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


PACKED = {
    "gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress,
    "bzip2, quick": lambda data: bz2.compress(data, 1),
    "bzip2 in parts": lambda data: bz2.compress(data[:200]) + bz2.compress(data[200:]),
}  # fmt: skip


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED)
def test_compressed_input_is_read_from_files_and_streams(pack: Any, tmp_path: Path) -> None:
    data = CASE.read_bytes()
    (tmp_path / "a").write_bytes(pack(data))
    plain = backupdx("diagnose", str(CASE), "-f", "json").stdout
    for done in (
        backupdx("diagnose", "a", "-f", "json", cwd=tmp_path),
        backupdx("diagnose", "-", "-f", "json", stdin=pack(data), cwd=tmp_path),
    ):
        shown = json.loads(done.stdout)
        assert [e["cause"] for e in shown["explanations"]] == [e["cause"] for e in json.loads(plain)["explanations"]]
    for cut in (11, 40, len(pack(data)) // 2):
        (tmp_path / "cut").write_bytes(pack(data)[:cut])
        assert backupdx("diagnose", "cut", cwd=tmp_path).returncode == 3
        assert backupdx("diagnose", "-", stdin=pack(data)[:cut], cwd=tmp_path).returncode == 3


def test_a_tar_archive_in_bzip2_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.tbz").write_bytes(tarred(CASE.read_bytes()))
    assert load(tmp_path / "a.tbz").vm.name == "web-prod-07"
    (tmp_path / "empty.bz2").write_bytes(bz2.compress(b""))
    assert "is empty" in backupdx("diagnose", "empty.bz2", cwd=tmp_path).stderr


# -- names that are none --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [["diagnose"], ["import"], ["fleet"], ["ask", "--plain", "--from"], ["collect", "--for"], ["check-proof"],
     ["unredact", "case.yaml", "--map"], ["fleet", "case.yaml", "--compare"], ["fleet", "case.yaml", "--known"],
     ["ask", "--answers"], ["check-proof", "case.yaml", "--rules"]],
    ids=lambda words: " ".join(words),
)  # fmt: skip
def test_an_empty_or_endless_name_is_no_folder_and_no_fault(words: list[str], tmp_path: Path) -> None:
    """An empty name, as of a variable that is not set, is not the folder that one is in."""
    (tmp_path / "case.yaml").write_text(CASE.read_text())
    for name in ("", "x" * 300, "y" * 5000, f"{'z/' * 3000}a", "case.yaml/x"):
        done = backupdx(*words, name, cwd=tmp_path)
        assert done.returncode in (2, 3) and done.stdout == "", (name[:20], done.stderr[-300:])
    assert [p.name for p in tmp_path.iterdir()] == ["case.yaml"]


def test_an_empty_path_of_the_library_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case.yaml").write_text(CASE.read_text())
    monkeypatch.chdir(tmp_path)
    assert [f.status for f in load_paths(["", "case.yaml"]).files] == ["unreadable", "read"]


# -- texts that would be markup, formulas, or broken ----------------------------------------------------------------

MARKS = st.text(alphabet="-=+*_#>|`~<&\\[](){}!:.0123456789 \tabx\n\r@$'\"", min_size=1, max_size=12)
BEFORE = ("- ", "", "> ", "words\n", "1. ", "# ", "a\n\n", "- [ ] ")


@given(MARKS)
@example("---")
@example("===")
@example("- x")
@example("12) y")
@example("    x")
def test_no_text_becomes_markup(text: str) -> None:
    """Neither by itself nor behind the mark of a list, a quotation or a heading: the same blocks come of a word."""
    reader = MarkdownIt("commonmark").enable("table")
    for before in BEFORE:
        tokens = reader.parse(f"{before}{markdown(text) or 'word'}\n\nend\n")
        expected = reader.parse(f"{before}word\n\nend\n")
        assert [t.type for t in tokens] == [t.type for t in expected], (before, text)
        shown = [child for t in tokens for child in t.children or ()]
        assert {t.type for t in shown} <= {"text", "softbreak", "text_special", "html_inline"}
        assert {t.content for t in shown if t.type == "html_inline"} <= {"<!-- -->"}


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹦﹢﹣﹫−⁼⁺")
def test_no_cell_of_a_table_is_a_formula(sign: str, tmp_path: Path) -> None:
    case = {"id": f"{sign}1", "vm": {"name": f"{sign}cmd|calc", "resource_group": f" {sign}x"}, "error": {"code": CODE}}
    (tmp_path / "f.ndjson").write_text(json.dumps(case) + "\n")
    assert backupdx("fleet", "f.ndjson", "--csv", "t.csv", cwd=tmp_path).returncode == 0
    with (tmp_path / "t.csv").open(newline="", encoding="utf-8") as stream:
        _, row = csv.reader(stream)
    assert [cell[0] for cell in row[:3]] == ["'", "'", "'"]


@pytest.mark.parametrize("columns", ["20", "80"])
def test_commands_in_the_list_of_facts_are_whole(columns: str) -> None:
    lines = backupdx("kb", "facts", env={**os.environ, "COLUMNS": columns}).stdout.splitlines()
    shown = {line.partition(": ")[2] if line.startswith("    ") else line for line in lines}
    for spec in vocabulary().values():
        for way in spec.how if not spec.path.startswith("derived.") else ():
            if way.tool not in ("portal", "ask"):
                assert way.text.splitlines()[0] in shown, way.text


def test_colours_can_be_asked_for_and_forbidden() -> None:
    for names, coloured in (
        ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": ""}, False), ({}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
    ):  # fmt: skip
        env = {**os.environ, **names}
        assert ("\x1b[" in backupdx("diagnose", str(CASE), env=env).stdout) is coloured
        for format_ in ("json", "markdown"):
            assert "\x1b" not in backupdx("diagnose", str(CASE), "-f", format_, env=env).stdout


@pytest.mark.parametrize(
    "words",
    [["diagnose"], ["ask", "--plain", "--from"], ["collect", "--run", "--for"]],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("vm", [["--vm", "nope"], ["--vm", "web-prod-08"], []])
def test_an_error_of_a_redacted_run_names_nobody(words: list[str], vm: list[str], tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text("cases: [{vm: {name: web-prod-07}}, {vm: {name: erp-01}}]\n")
    if words == ["diagnose"] and not vm:
        return  # it takes them all
    done = backupdx(*words, "two.yaml", *vm, "--redact", cwd=tmp_path)
    assert done.returncode in (2, 3) and "vm-" in done.stderr
    assert not {"web-prod", "erp-01"} & {name for name in ("web-prod", "erp-01") if name in done.stdout + done.stderr}


@pytest.mark.parametrize(
    "words",
    [["diagnose", "wrong.yaml"], ["diagnose", "odd.yaml"], ["import", "."], ["fleet", "."],
     ["import", "contosoq.yaml", "-o", "x.yaml"], ["fleet", "case.yaml", "--known", "contosoq.yaml"],
     ["diagnose", "contosoq.yaml", "--redact-map", "map.json"]],
)  # fmt: skip
def test_an_error_of_a_redacted_run_repeats_nothing_that_is_no_name_of_ours(words: list[str], tmp_path: Path) -> None:
    """Of inputs: an output is named as it was typed (test_redaction_maps.py)."""
    (tmp_path / "case.yaml").write_text(f"error: {{code: {CODE}}}")
    (tmp_path / "wrong.yaml").write_text("vm: {name: w, hunter22-jansenq: x}\nerror: {code: x}")
    (tmp_path / "odd.yaml").write_text("vm: {os_type: hunter22-jansenq}\nerror: {code: x}")
    done = backupdx(*words, "--redact", cwd=tmp_path)
    assert not [name for name in ("hunter22", "jansenq", "contosoq") if name in done.stdout + done.stderr]
