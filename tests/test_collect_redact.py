"""`backupdx collect --run --redact`: the facts of Azure's answers, without the names, and nothing else."""

from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from backupdx import Redactor, diagnose, load
from backupdx.library import with_known_code
from backupdx.redaction import read_map, restored
from fake_az import FORBIDDEN, RECORDED, SIGN_IN, FakeAz
from pseudonyms import numbered
from test_collect_run import collect

# What the recorded answers tell of the customer; and what no reader looks at, and a raw bundle would keep.
NAMES = re.compile(
    r"web01|rg-web|rg-safe|\bsafe\b|contoso|\bann\b|kv-|jan\.jansen|tag-of-finance|8\.8\.4\.4", re.IGNORECASE
)


@pytest.fixture
def az(tmp_path: Path) -> FakeAz:
    answers = list(RECORDED)
    for n, (start, within, code, text) in enumerate(answers):
        if start == "vm get-instance-view" and not within:
            data = json.loads(text)
            data |= {"tags": {"owner": "jan.jansen", "tag-of-finance": "8.8.4.4"}}
            answers[n] = (start, within, code, json.dumps(data))
    fake = FakeAz(tmp_path / "bin", answers)
    fake.place()
    return fake


def test_the_facts_are_those_of_the_bundle_but_for_the_names(az: FakeAz, tmp_path: Path) -> None:
    assert collect("--run", "--vm", "web01", "-o", "azure.txt", az=az, cwd=tmp_path).returncode == 0
    assert "tag-of-finance" in (tmp_path / "azure.txt").read_text(), "a raw bundle has what no reader looks at"
    ran = collect("--run", "--vm", "web01", "-o", "case.yaml", "--redact", az=az, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "case.yaml\n")
    assert "next: backupdx diagnose case.yaml" in ran.stderr
    text, map_file = (tmp_path / "case.yaml").read_text(), tmp_path / "case.yaml.names.json"
    assert not NAMES.search(text)
    assert stat.S_IMODE(map_file.stat().st_mode) == 0o600
    back, kept = restored(text, read_map(map_file).names)
    assert set(kept.values()) <= {"0b7a administrator"}, "what a shell could act on does not come back"
    assert "azure.txt [az vm get-instance-view]" in text
    raw, redacted = load(tmp_path / "azure.txt"), load(tmp_path / "case.yaml")
    without_times = {"provenance": {}, "notes": (), "conflicts": ()}
    expected = Redactor(key=read_map(map_file).key).case(with_known_code(raw)).model_copy(update=without_times)
    assert redacted.model_copy(update=without_times) == expected
    found = {path: o.value for path, o in with_known_code(raw).observations().items()}
    (tmp_path / "back.yaml").write_text(back)
    assert {path: o.value for path, o in load(tmp_path / "back.yaml").observations().items()} == found
    told = [[(e.cause, e.verdict) for e in diagnose(case).explanations] for case in (raw, redacted)]
    assert told[0] == told[1]


def test_its_own_names_tell_nothing_and_the_map_can_be_elsewhere(az: FakeAz, tmp_path: Path) -> None:
    ran = collect("--run", "--vm", "web01", "--redact-map", "names.json", az=az, cwd=tmp_path)
    assert re.fullmatch(r"backupdx-\d{8}-\d{6}\.yaml\n", ran.stdout)
    assert "web01" in read_map(tmp_path / "names.json").names.values()
    assert not list(tmp_path.glob("*.names.json"))


def test_what_is_known_already_is_in_it_too(az: FakeAz, tmp_path: Path) -> None:
    """One redacted file: names in another that is not redacted would not fit it."""
    (tmp_path / "known.yaml").write_text(
        "vm: {name: web01, resource_group: rg-web, os_type: linux}\nlinux: {selinux: enforcing}\n"
    )
    ran = collect("--run", "--for", "known.yaml", "--redact", "-o", "case.yaml", az=az, cwd=tmp_path)
    assert "known.yaml" not in ran.stderr.partition("next:")[2]
    case = load(tmp_path / "case.yaml")
    assert (case.linux.selinux, numbered(case.vm.name)) == ("enforcing", "vm-1")


def test_what_is_refused_is_told_without_names(az: FakeAz, tmp_path: Path) -> None:
    FakeAz(az.folder, [("vm get-instance-view", "", 1, FORBIDDEN), *az.answers]).place()
    ran = collect("--run", "--vm", "web01", "--redact", "-o", "case.yaml", az=az, cwd=tmp_path)
    assert ran.returncode == 0
    assert "no answer to `az vm get-instance-view" in ran.stderr and "AuthorizationFailed" in ran.stderr
    assert not NAMES.search(ran.stderr.partition("no answer")[2] + (tmp_path / "case.yaml").read_text())


def test_a_script_cannot_be_redacted(az: FakeAz, tmp_path: Path) -> None:
    for option in (["--redact"], ["--redact-map", "m.json"], ["--script", "linux", "--redact"]):
        done = collect("--vm", "web01", *option, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "a script needs the names" in done.stderr and "import" in done.stderr


def test_nothing_is_asked_where_it_cannot_be_kept(az: FakeAz, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("mine")
    done = collect("--run", "--vm", "web01", "--redact-map", "mine.json", az=az, cwd=tmp_path)
    assert done.returncode == 3 and "is no map" in done.stderr
    done = collect("--run", "--vm", "web01", "--redact", "-o", "absent/case.yaml", az=az, cwd=tmp_path)
    assert done.returncode == 3 and "cannot be written" in done.stderr
    done = collect("--run", "--vm", "web01", "--redact-map", "x", "-o", "x", az=az, cwd=tmp_path)
    assert done.returncode == 2
    assert az.calls == [] and (tmp_path / "mine.json").read_text() == "mine"
    FakeAz(az.folder, [("account show", "", 1, SIGN_IN)]).place()
    done = collect("--run", "--vm", "web01", "--redact", "-o", "case.yaml", az=az, cwd=tmp_path)
    assert done.returncode == 2 and "az login" in done.stderr and not (tmp_path / "case.yaml").exists()
    FakeAz(az.folder, [("account show", "", 0, "s\n"), ("", "", 1, FORBIDDEN)]).place()
    done = collect("--run", "--vm", "web01", "--redact", "-o", "case.yaml", az=az, cwd=tmp_path)
    assert done.returncode == 3 and "Azure answered nothing" in done.stderr and not (tmp_path / "case.yaml").exists()


def test_what_was_collected_until_an_interrupt_is_kept(az: FakeAz, tmp_path: Path) -> None:
    FakeAz(az.folder, [("disk list", "", 0, "WAIT"), *az.answers]).place()
    command = [sys.executable, "-m", "backupdx.cli", "collect", "--run", "--vm", "web01", "--redact", "-o", "case.yaml"]
    started = subprocess.Popen(
        command, cwd=tmp_path, env=az.environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a background job has it ignored
    )  # fmt: skip
    until = time.monotonic() + 60
    while not (az.folder / "waiting").exists():
        assert started.poll() is None and time.monotonic() < until
        time.sleep(0.05)
    started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=60)
    assert started.returncode == 130 and "Traceback" not in told
    assert "what was collected until then: case.yaml" in told
    assert numbered(load(tmp_path / "case.yaml").vm.name) == "vm-1"
    assert not NAMES.search((tmp_path / "case.yaml").read_text())
