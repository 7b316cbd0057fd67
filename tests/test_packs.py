"""Packs: knowledge of others, as data. It is checked, it is told as a pack's, and it changes nothing of ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from backupdx.engine.conditions import as_condition
from backupdx.engine.export import rule_base
from backupdx.facts.added import Found
from backupdx.facts.errors import InputError
from backupdx.facts.packdata import Pack, PackCause
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.kb.packs import _clashes, _Maker
from backupdx.library import reason
from backupdx.readers.packs import lock_text, read_pack, read_packs
from running import backupdx

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples" / "pack-contoso"
CODE = "UserErrorGuestAgentStatusUnavailable"
CAUSE = "contoso-proxy-blocks-platform"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "pack"))


def changed(folder: Path, file: str, act: Callable[[dict[str, Any]], Any]) -> Path:
    data = yaml.safe_load((folder / file).read_text("utf-8"))
    act(data)
    (folder / file).write_text(yaml.safe_dump(data), "utf-8")
    return folder


def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own: packs are chosen before anything else."""
    command = [sys.executable, "-m", "backupdx", *args]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **env})


# -- what can be wrong with one ------------------------------------------------------------------------------------


def pack_of(**more: Any) -> dict[str, Any]:
    return {"schema_version": 1, "name": "contoso", "version": "1", "title": "t", **more}


SIGNATURE = yaml.safe_load((SAMPLE / "pack.yaml").read_text("utf-8"))["signatures"][0]
CAUSE_DATA = yaml.safe_load((SAMPLE / "proxy.yaml").read_text("utf-8"))["causes"][0]
SOURCES = yaml.safe_load((SAMPLE / "pack.yaml").read_text("utf-8"))["sources"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "has no name"),
        ([1], "is no part of a pack"),
        (pack_of(name="Contoso!"), "name: string should match"),
        (pack_of(version="../x"), "version"),
        (pack_of(schema_version=2), "schema_version"),
        (pack_of(rules=[]), "rules: unknown name"),
        (pack_of(causes={}), "causes is no list"),
        (pack_of(sha256="0"), "sha256 is no name"),
        (pack_of(signatures=[{**SIGNATURE, "pattern": "(a+)+$"}]), "take for ever"),
        (pack_of(signatures=[{**SIGNATURE, "gives": {"agent.status": "ready"}}]), "a fact of its own only"),
        (pack_of(signatures=[{**SIGNATURE, "has": ["the"]}]), "at least 8 characters"),
        (pack_of(signatures=[{**SIGNATURE, "id": "agent-log"}], sources=SOURCES), "does not begin with contoso-"),
        (pack_of(signatures=[SIGNATURE, SIGNATURE], sources=SOURCES), "stands twice"),
        (pack_of(signatures=[SIGNATURE]), "cites 'runbook'"),
        (pack_of(causes=[{**CAUSE_DATA, "id": "rg-lock"}], sources=SOURCES), "does not begin with contoso-"),
        (pack_of(causes=[{**CAUSE_DATA, "family": "vm-health"}], sources=SOURCES), "alone in its own"),
        (pack_of(causes=[{**CAUSE_DATA, "rules": []}], sources=SOURCES), "causes.0.rules"),
        (pack_of(codes=[{"code": "UserErrorX1", "title": "t", "sources": []}]), "codes.0.sources"),
        (pack_of(codes=[{"code": "Contosox", "messages": ["VM"], "title": "t", "sources": []}]), "by its name only"),
        (pack_of(facts=[{"name": "contoso_x", "title": "t", "question": "q", "lasts": "state", "how": []}]), "how"),
        (pack_of(facts=[{"name": "contoso_x", "kind": "text"}]), "facts.0.kind"),
    ],
)
def test_a_broken_pack_says_what_is_wrong_and_where(tmp_path: Path, data: Any, said: str) -> None:
    (tmp_path / "pack.yaml").write_text(json.dumps(data, default=str), "utf-8")
    with pytest.raises(InputError) as error:
        read_pack(tmp_path)
    assert said.lower() in str(error.value).lower() and str(tmp_path) in str(error.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("b.yaml", b"name: other\n", "name stands in b.yaml too"),
        ("b.yaml", b"x: &a [1]\ny: *a\n", "b.yaml"),
        ("b.yaml", b"a: 1\na: 2\n", "b.yaml"),
        ("b.yaml", b"!!python/object/apply:os.system [id]\n", "b.yaml"),
        ("b.yaml", b"\xff\xfe\x00", "b.yaml"),
        ("b.yaml", b"# " + b"x" * (2 * 1024**2), "more than 2 MB"),
        ("b.yaml", b"[" * 5000, "b.yaml"),
    ],
)
def test_a_hostile_file_of_a_pack_is_refused_by_name(sample: Path, name: str, content: bytes, said: str) -> None:
    (sample / name).write_bytes(content)
    with pytest.raises(InputError) as error:
        read_pack(sample)
    assert said in str(error.value) and str(sample) in str(error.value)


def test_what_lies_outside_and_too_many_files_are_refused(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no folder"):
        read_pack(sample / "pack.yaml")
    (tmp_path / "secret.yaml").write_text("causes: []")
    (sample / "b.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(InputError, match="is a link or no plain file"):
        read_pack(sample)
    (sample / "b.yaml").unlink()
    for number in range(200):
        (sample / f"n{number}.yaml").write_text("causes: []")
    with pytest.raises(InputError, match="more than 200 files"):
        read_pack(sample)


def made(act: Callable[[dict[str, Any]], Any], sample: Path) -> Any:
    pack = read_pack(changed(sample, "proxy.yaml", lambda data: act(data["causes"][0])))
    return _Maker(pack, pack.causes[0], knowledge_base().placeholders).cause()


def in_step(command: str, tool: str = "bash", **step: Any) -> Callable[[dict[str, Any]], Any]:
    told = {"text": "t", "commands": [{"tool": tool, "text": command}], **step}
    return lambda cause: cause["remedy"]["steps"].insert(0, told)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda c: c["rules"][0]["conditions"][0].update(fact="agent.statsu"), "did you mean agent.status"),
        (lambda c: c["rules"][0]["conditions"][0].update(fact="vm.os_type", literal="beos"), "cannot be 'beos'"),
        (lambda c: c["rules"][0]["conditions"][0].update(fact="agent.version", operator=">", literal="x"), "version"),
        (lambda c: c["rules"][0]["conditions"][0].update(fact="vm.os_type", operator="<", literal="x"), "compares"),
        (lambda c: c["rules"][0]["conditions"][0].update(fact="vm.os_type", operator="in"), "list of values"),
        (in_step("sudo rm -rf /var/lib/waagent"), "is said to be read-only"),
        (in_step("az vm delete -g {resource_group} -n {vm}", "az"), "'delete'"),
        (in_step("Remove-Item C:\\x", "powershell"), "read-only"),
        (in_step("echo > /etc/hosts"), "read-only"),
        (in_step("cat '{vm}'"), "does not stand alone"),
        (in_step("cat {nonsense}"), "which is none"),
        (in_step("cat a\nid"), "several lines"),
        (in_step("cat \x1b[2J"), "terminal acts on"),
    ],
)
def test_what_a_cause_of_a_pack_cannot_say_is_refused(sample: Path, act: Any, said: str) -> None:
    def look(cause: dict[str, Any]) -> None:  # the facts of the pack are no facts in this process
        cause["rules"] = [
            {"kind": "suggests", "conditions": [{"fact": "agent.status", "operator": "==", "literal": "not_ready"}]}
        ]
        act(cause)

    with pytest.raises(InputError) as error:
        made(look, sample)
    assert said in str(error.value) and CAUSE in str(error.value) and str(sample) in str(error.value)


def test_conditions_of_plain_texts_have_the_types_of_their_facts() -> None:
    assert as_condition("agent.version", ">=", "2.10").literal > as_condition("agent.version", ">=", "2.9").literal
    assert as_condition("network.port_80", "==", "no").literal is False
    assert as_condition("restore_points.count", ">=", "18").literal == 18
    assert as_condition("vm.os_type", "in", ["linux"]).literal == ("linux",)


def test_a_cause_as_kb_export_writes_it_is_one_of_a_pack() -> None:
    """Whoever begins with an exported cause adds what the export leaves out; each condition comes back as it was."""
    kb = knowledge_base()
    rest = {key: CAUSE_DATA[key] for key in ("explanation", "remedy", "sources", "examples")}
    for told in rule_base(kb).causes:
        data = json.loads(told.model_dump_json())
        made = PackCause.model_validate({**data, **rest, "id": "contoso-x", "family": ""})
        rules = kb.rules_of(kb.by_id[told.id])
        assert [r.kind for r in made.rules] == [r.kind for r in rules]
        for rule, packed in zip(rules, made.rules, strict=True):
            texts = json.loads(json.dumps([c.literal for c in packed.conditions]), parse_int=str, parse_float=str)
            again = [
                as_condition(c.fact, c.operator, literal)
                for c, literal in zip(packed.conditions, texts, strict=True)
                if packed.kind != "out_of_scope"
            ]
            assert again == ([] if packed.kind == "out_of_scope" else list(rule.conditions)), (told.id, rule.id)


def test_a_clash_names_both() -> None:
    kb = knowledge_base()
    names = {name: cause.id for cause in kb.causes for name in (cause.id, cause.family, *cause.aliases)}
    told = read_pack(SAMPLE)
    _clashes(told, names)
    with pytest.raises(InputError, match="the name agent of the pack clashes with agent-"):
        _clashes(Pack.model_validate({**pack_of(name="agent"), "where": "x"}), names)
    with pytest.raises(InputError, match=f"the cause {CAUSE} clashes with the cause rg-lock of backupdx"):
        _clashes(told, {**names, CAUSE: "rg-lock"})


def test_two_packs_of_one_name_and_what_the_lock_does_not_name(sample: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(sample, tmp_path / "other"))
    here, there = Found(folder=str(sample)), Found(folder=str(other))
    (pack,) = read_packs((here, there), "")  # the same files
    lock = tmp_path / "packs.lock"
    lock.write_text(lock_text((pack,)))
    assert read_packs((here,), str(lock)) == (pack,)
    changed(other, "pack.yaml", lambda data: data.update(version="1.0.1"))
    with pytest.raises(InputError, match=r"contoso 1\.0\.1 clashes with contoso 1\.0\.0 in .*pack"):
        read_packs((here, there), "")
    with pytest.raises(InputError, match=r"names the pack contoso 1\.0\.0 with the hash .* is 1\.0\.1 with"):
        read_packs((there,), str(lock))
    with pytest.raises(InputError, match="names the pack contoso, which is not there"):
        read_packs((), str(lock))
    lock.write_text(lock_text(()))
    with pytest.raises(InputError, match="does not name the pack contoso"):
        read_packs((here,), str(lock))
    lock.write_text("x: 1\n")
    with pytest.raises(InputError, match="is no lock file"):
        read_packs((here,), str(lock))


# -- what one adds -------------------------------------------------------------------------------------------------

EVERY = 19  # of the examples of our causes: what a pack does to them is tried on one of so many
SAID = """
import json, sys
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx import InputError, load, reason
said = {}
for cause in [c for c in knowledge_base().causes if not c.pack]:
    said[cause.id] = examples_of(cause.id)
cases = [e.case for cause in sorted(said) for e in said[cause]][::%d]
rows = []
for case in cases:
    found = reason(case)
    rows.append([{c: v for c, v in sorted(found.verdicts.items()) if c in said},
                 [c.id for c in found.ranked if c.id in said]])
try:
    load(pack__contoso_proxy_policy="r99")
except InputError as error:
    rows.append(str(error))
json.dump(rows, sys.stdout)
"""
LOUD = {  # everything that a pack can do to be heard: it speaks wherever anything is known, and leads to all effects
    **CAUSE_DATA,
    "id": "contoso-loud",
    "codes": None,
    "needs_agent": False,
    "rules": [
        {"kind": "confirms", "because": "b", "rival": "r", "conditions": [c]}
        for c in (
            {"fact": "vm.os_type", "operator": "in", "literal": ["linux", "windows"]},
            {"fact": "error.code", "operator": "!=", "literal": "x"},
        )
    ],
    "examples": [],
}


def test_a_pack_changes_no_verdict_and_no_order_of_ours(sample: Path) -> None:
    effects = sorted(c.id for c in knowledge_base().causes if c.effect)
    loud = {k: v for k, v in LOUD.items() if v is not None} | {"leads_to": effects}
    (sample / "loud.yaml").write_text(yaml.safe_dump({"causes": [loud]}), "utf-8")
    script = SAID % EVERY
    with_pack = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "BACKUPDX_PACK": str(sample)},
    )
    assert with_pack.returncode == 0, with_pack.stderr
    kb = knowledge_base()
    cases = [e.case for cause in sorted(c.id for c in kb.causes) for e in examples_of(cause)][::EVERY]
    assert len(cases) > 20
    rows = []
    for case in cases:
        found = reason(case)
        rows.append([dict(sorted(found.verdicts.items())), [c.id for c in found.ranked]])
    *told, refused = json.loads(with_pack.stdout)
    assert "one of r41, r42, r43" in refused
    for case, ours, theirs in zip(cases, rows, told, strict=True):
        assert ours[0] == theirs[0], case
        standing = [[c for c in row[1] if row[0][c] in ("confirmed", "likely")] for row in (ours, theirs)]
        assert standing[0] == standing[1], case


def test_the_sample_passes_every_check_and_its_examples_count(sample: Path) -> None:
    changed(sample, "proxy.yaml", lambda d: d["causes"][0]["examples"][1]["expect"].update(verdict="confirmed"))
    wrong = run("kb", "check", f"--pack={sample}", "-f", "json")
    report = json.loads(wrong.stdout)
    assert wrong.returncode == 1 and report["kb_version"].endswith("+contoso-1.0.0")
    (found,) = [finding for finding in report["findings"] if finding["level"] == "anomaly"]
    assert found["check"] == "example-fails" and "is likely, and confirmed is expected" in found["text"]


def test_what_a_pack_says_is_told_as_its_own(tmp_path: Path) -> None:
    log = tmp_path / "waagent.log"
    log.write_text("2026-11-28T02:00:00.0Z ERROR ExtHandler HTTP failed: CONTOSO-PROXY denied 168.63.129.16\n")
    given = ("diagnose", CODE, str(log), "--fact", "pack.contoso_proxy_policy=R42")
    told = json.loads(run(*given, "-f", "json", "--pack", str(SAMPLE)).stdout)
    first = told["explanations"][0]
    assert (first["cause"], first["verdict"], first["pack"]) == (CAUSE, "confirmed", "contoso 1.0.0")
    assert first["title"].endswith("[pack contoso]") and told["kb_version"].endswith("+contoso-1.0.0")
    assert all("[pack contoso]" in source for source in first["sources"])
    without = backupdx(*given)
    assert without.returncode == 3 and "unknown fact 'pack.contoso_proxy_policy'" in without.stderr


def test_an_installed_pack_is_found_without_running_anything_of_it(tmp_path: Path) -> None:
    package = Path(shutil.copytree(SAMPLE, tmp_path / "contoso_backupdx"))
    (package / "__init__.py").write_text("raise SystemExit('it was run')\n")
    info = tmp_path / "contoso_backupdx-1.0.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[x]\na = b\n\n[backupdx.packs]\ncontoso = contoso_backupdx\n\n[y]\nc = d\n")
    show = "from backupdx.facts.added import packs; print([(p.name, p.where) for p in packs()])"

    def found(**env: str) -> str:
        run = [sys.executable, "-c", show]
        done = subprocess.run(
            run, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(tmp_path), **env}
        )
        return done.stdout + done.stderr

    assert found() == "[('contoso', 'the installed pack contoso of contoso_backupdx-1.0.0')]\n"
    assert found(BACKUPDX_INSTALLED_PACKS="no") == "[]\n"
    shutil.rmtree(package)
    assert "names 'contoso_backupdx', which is no package with files" in found()


def test_options_of_packs_that_make_no_sense_are_told() -> None:
    assert "--pack needs a folder" in backupdx("kb", "list", "--pack").stderr
    assert "before the knowledge is used" in backupdx("kb", "list", "--pack", str(SAMPLE)).stderr
    gone = run("diagnose", CODE, "--pack", "/nonexistent")
    assert gone.returncode == 3 and "is no folder" in gone.stderr and "Traceback" not in gone.stderr
