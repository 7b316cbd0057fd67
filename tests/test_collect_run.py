"""`backupdx collect` as a user meets it: scripts and `--run` against a stand-in for `az`, and what goes wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from backupdx.kb.collection import COLLECTIONS, FINDS
from backupdx.kb.verified import verified_commands
from backupdx.readers.loading import load_paths
from collection_samples import AZURE
from fake_az import FORBIDDEN, RECORDED, SIGN_IN, FakeAz
from running import backupdx
from shell_calls import az_calls

ROOT = Path(__file__).parents[1]
STOPPED = str(ROOT / "examples" / "agent-stopped-ubuntu.yaml")
LOCKED = ROOT / "examples" / "subscription-lock-and-18-restore-points.yaml"
HEAD = re.compile(r"^##backupdx## collected 1 azure .*\n", re.MULTILINE)


@pytest.fixture
def az(tmp_path: Path) -> FakeAz:
    fake = FakeAz(tmp_path / "bin", list(RECORDED))
    fake.place()
    return fake


def collect(*args: str, az: FakeAz | None = None, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = az.environment if az else {**os.environ, "PATH": str(cwd), "COLUMNS": "80"}
    return backupdx("collect", *args, cwd=cwd, env=env)


def run_script(text: str, az: FakeAz, cwd: Path) -> subprocess.CompletedProcess[str]:
    (cwd / "collect.sh").write_text(text, encoding="utf-8")
    return subprocess.run(
        ["bash", "collect.sh"], capture_output=True, encoding="utf-8", env=az.environment, cwd=cwd, timeout=120
    )


def facts(path: Path) -> dict[str, object]:
    (case,) = load_paths([path]).cases
    return {fact: o.value for fact, o in case.observations().items()}


def sections(text: str) -> list[str]:
    return re.findall(r"^##backupdx## section (.+)$", text, re.MULTILINE)


# -- what is asked, and what comes of it ---------------------------------------------------------------------------


def same_call(template: str, call: list[str]) -> bool:
    (words,) = az_calls(template)
    return len(words) == len(call) and all(
        w == c or re.fullmatch(r"\{\w+\}", w) for w, c in zip(words, call, strict=True)
    )


@pytest.mark.parametrize("options", [["--vm", "web01"], ["--vm", "web01", "--subscription", "s"]])
def test_script_and_run_ask_only_what_the_real_cli_is_known_to_accept(
    options: list[str], az: FakeAz, tmp_path: Path
) -> None:
    verified = [command for command in verified_commands().listed if "$" not in command and ">" not in command]
    script = collect(*options, "--old-vault", "old", "--old-vault-resource-group", "rg-old", cwd=tmp_path)
    assert run_script(script.stdout, az, tmp_path).returncode == 0
    by_script = az.calls
    assert collect("--run", *options, "--old-vault=old", "--old-vault-resource-group=rg-old", az=az, cwd=tmp_path)
    by_run = az.calls[len(by_script) :]
    assert by_script == by_run
    for call in by_run:
        assert any(same_call(command, call) for command in verified), call
    declared = [c.command.text for c in COLLECTIONS if c.script == "azure"] + [find.command for find in FINDS]
    plain = [call[:-2] if call[-2] == "--subscription" else call for call in by_run]
    unused = [command for command in declared if not any(same_call(command, call) for call in plain)]
    assert unused == [FINDS[2].command], "all but the look-up of a vault's group, which takes the vault's name"
    assert ("--subscription" in options) == any("--subscription" in call for call in by_run)


def test_script_and_run_collect_the_same(az: FakeAz, tmp_path: Path) -> None:
    printed = collect("--vm", "web01", cwd=tmp_path)
    assert (printed.returncode, printed.stderr) == (0, "")
    done = run_script(printed.stdout, az, tmp_path)
    assert done.returncode == 0 and "Done" in done.stderr
    ran = collect("--run", "--vm", "web01", "-o", "run.txt", az=az, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "run.txt\n")
    bundle = (tmp_path / "run.txt").read_text()
    assert re.sub(r"\n+", "\n", HEAD.sub("", done.stdout)) == re.sub(r"\n+", "\n", HEAD.sub("", bundle))
    (tmp_path / "script.txt").write_text(done.stdout)
    found = facts(tmp_path / "run.txt")
    assert found == facts(tmp_path / "script.txt")
    given = {fact for c in COLLECTIONS if c.script == "azure" for fact in c.gives}
    # The VM's one policy leaves no room for an overrun, nobody named an old vault; and where a command has several
    # samples, the stand-in answers with the first.
    others = {fact for c in COLLECTIONS if c.script == "azure" and len(AZURE[c.name]) > 1 for fact in c.gives}
    others |= {"backup.overruns_schedule", "backup.job_in_old_vault", "backup.protection_change_running"}
    assert given - set(found) <= {*others, "vault.subscription_disabled", "des.identity"}
    assert found["error.code"] == "BackUpOperationFailedV2"
    assert found["backup.job"] == "f1", "the last failed job of this VM, not that of a namesake"


def test_a_bundle_is_diagnosed(az: FakeAz, tmp_path: Path) -> None:
    ran = collect("--run", "--vm", "web01", az=az, cwd=tmp_path)
    name = ran.stdout.strip()
    assert re.fullmatch(r"backupdx-web01-\d{8}-\d{6}\.txt", name)
    assert f"next: backupdx diagnose {name}" in ran.stderr
    assert "az vm get-instance-view" in ran.stderr, "the progress"
    done = subprocess.run(
        [sys.executable, "-m", "backupdx.cli", "diagnose", name, "-f", "json"], capture_output=True, cwd=tmp_path
    )
    diagnosis = json.loads(done.stdout)
    assert done.returncode == 0
    assert diagnosis["case"]["vm"] == "web01"
    assert diagnosis["explanations"][0]["cause"] == "policy-migration"


def test_for_a_case_only_what_it_still_needs(az: FakeAz, tmp_path: Path) -> None:
    whole = sections(run_script(collect("--vm", "web01", cwd=tmp_path).stdout, az, tmp_path).stdout)
    policy = ("policy_type:", "per_day:", "instant_retention_days:")
    case = tmp_path / "case.yaml"
    rows = LOCKED.read_text(encoding="utf-8").splitlines()
    case.write_text("\n".join(row for row in rows if not row.strip().startswith(policy)), encoding="utf-8")
    printed = collect("--for", str(case), cwd=tmp_path)
    done = run_script(printed.stdout, az, tmp_path)
    needed = ["az backup item show", "az backup policy show"]
    assert sections(done.stdout) == needed
    assert len(whole) > 15
    ran = collect("--run", "--for", str(case), "-o", "b.txt", az=az, cwd=tmp_path)
    assert sections((tmp_path / "b.txt").read_text()) == needed
    assert f"next: backupdx diagnose {case} b.txt" in ran.stderr


def test_for_a_case_its_names_are_used_and_others_are_told_of(tmp_path: Path) -> None:
    done = collect("--for", STOPPED, cwd=tmp_path)
    assert "vm='web-prod-07'\nresource_group='rg-shop-prod'\n" in done.stdout
    assert "more fact(s) with --script linux: " in done.stderr
    assert "with --script windows" not in done.stderr and "with --script azure" not in done.stderr
    assert "only a person can tell" in done.stderr and "vm.overloaded" in done.stderr
    assert "# - vm.overloaded: metrics have to be looked at" in done.stdout
    for script, section in (("linux", "\nsection "), ("azure-powershell", "Write-Section '")):
        part = collect("--for", STOPPED, "--script", script, cwd=tmp_path).stdout
        assert 0 < part.count(section) < collect("--script", script, cwd=tmp_path).stdout.count(section)
    wrong = collect("--for", STOPPED, "--script", "windows", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (0, "")
    assert "the VM runs linux: use --script linux" in wrong.stderr


def test_what_was_collected_is_not_asked_for_again(az: FakeAz, tmp_path: Path) -> None:
    collect("--run", "--vm", "web01", "-o", "b.txt", az=az, cwd=tmp_path)
    before = sections((tmp_path / "b.txt").read_text())
    again = sections(run_script(collect("--for", "b.txt", cwd=tmp_path).stdout, az, tmp_path).stdout)
    assert len(again) < len(before) / 2, again


@pytest.mark.parametrize("name", ["it's", "$(touch${IFS}hacked)", 'a";touch${IFS}hacked;"', "a&b|c", "*", "web01'"])
def test_hostile_names_reach_az_as_they_are(name: str, az: FakeAz, tmp_path: Path) -> None:
    options = ["--vm", name, "--resource-group", name, "--vault", name, "--vault-resource-group", name]
    before = sorted(p.name for p in tmp_path.iterdir())
    run_script(collect(*options, cwd=tmp_path).stdout, az, tmp_path)
    assert ["vm", "get-instance-view", "-g", name, "-n", name, "-o", "json", "--only-show-errors"] in az.calls
    (az.folder / "calls").unlink()
    assert collect("--run", *options, "-o", "b.txt", az=az, cwd=tmp_path).returncode == 0
    assert ["vm", "get-instance-view", "-g", name, "-n", name, "-o", "json", "--only-show-errors"] in az.calls
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*before, "b.txt", "collect.sh"])


@pytest.mark.parametrize("name", ["--debug", "@/etc/passwd", "-x"])
def test_names_that_azure_tells_are_no_options_and_no_files(name: str, tmp_path: Path) -> None:
    told = [("resource list", "", 0, f"{name}\n"), *RECORDED]
    az = FakeAz(tmp_path / "bin", told)
    az.place()
    run_script(collect("--vm", "web01", cwd=tmp_path).stdout, az, tmp_path)
    collect("--run", "--vm", "web01", az=az, cwd=tmp_path)
    assert len(az.calls) > 10
    assert not any(name in call for call in az.calls)


def test_warnings_before_an_answer_do_not_hide_it(tmp_path: Path) -> None:
    view = next(text for start, within, _, text in RECORDED if (start, within) == ("vm get-instance-view", ""))
    warned = f"WARNING: You are using cryptography on a 32-bit Python.\n{view}"
    az = FakeAz(tmp_path / "bin", [("vm get-instance-view", "-o json", 0, warned), *RECORDED])
    az.place()
    collect("--run", "--vm", "web01", "-o", "b.txt", az=az, cwd=tmp_path)
    assert facts(tmp_path / "b.txt")["vm.power_state"] == "running"


# -- what goes wrong ----------------------------------------------------------------------------------------------


def test_without_az(tmp_path: Path) -> None:
    done = collect("--run", "--vm", "web01", cwd=tmp_path)
    assert done.returncode == 2
    assert "`az` is not on the PATH" in done.stderr and "Cloud Shell" in done.stderr
    text = collect("--vm", "web01", cwd=tmp_path).stdout
    bash = shutil.which("bash")
    assert bash
    script = subprocess.run([bash, "-c", text], capture_output=True, encoding="utf-8", env={"PATH": str(tmp_path)})
    assert (script.returncode, script.stdout) == (2, "")
    assert "not on the PATH" in script.stderr
    assert list(tmp_path.iterdir()) == []


def test_not_signed_in(tmp_path: Path) -> None:
    az = FakeAz(tmp_path / "bin", [("", "", 1, SIGN_IN)])
    az.place()
    done = collect("--run", "--vm", "web01", "-o", "b.txt", az=az, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "run `az login`" in done.stderr
    script = run_script(collect("--vm", "web01", cwd=tmp_path).stdout, az, tmp_path)
    assert (script.returncode, script.stdout) == (2, "")
    assert "Please run 'az login'" in script.stderr
    assert not (tmp_path / "b.txt").exists()


def test_a_command_that_is_refused_costs_its_own_answer_only(tmp_path: Path) -> None:
    az = FakeAz(tmp_path / "bin", [("lock list", "", 1, FORBIDDEN), ("backup item", "-o tsv", 1, FORBIDDEN), *RECORDED])
    az.place()
    ran = collect("--run", "--vm", "web01", "-o", "b.txt", az=az, cwd=tmp_path)
    assert ran.returncode == 0
    assert "no answer to `az lock list`: (AuthorizationFailed)" in ran.stderr
    assert "no answer to `az backup item show`: (AuthorizationFailed)" in ran.stderr
    (case,) = load_paths([tmp_path / "b.txt"]).cases
    assert case.vm.power_state == "running" and case.locks.found is None
    assert any("[az lock list] is an error of `az`" in note for note in case.notes), case.notes
    script = run_script(collect("--vm", "web01", cwd=tmp_path).stdout, az, tmp_path)
    (tmp_path / "s.txt").write_text(script.stdout)
    assert facts(tmp_path / "s.txt") == facts(tmp_path / "b.txt")


def test_nothing_but_refusals(tmp_path: Path) -> None:
    az = FakeAz(tmp_path / "bin", [RECORDED[0], ("", "", 1, FORBIDDEN)])
    az.place()
    done = collect("--run", "--vm", "web01", "-o", "b.txt", az=az, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "b.txt: Azure answered nothing" in done.stderr
    assert "AuthorizationFailed" in (tmp_path / "b.txt").read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_keeps_what_was_collected(number: signal.Signals, tmp_path: Path) -> None:
    az = FakeAz(tmp_path / "bin", [("disk list", "", 0, "WAIT"), *RECORDED])
    az.place()
    with subprocess.Popen(
        [sys.executable, "-m", "backupdx.cli", "collect", "--run", "--vm", "web01", "-o", "b.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=az.environment,
        cwd=tmp_path,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # tests in the background have it ignored
    ) as process:
        try:
            while not (az.folder / "waiting").exists():
                assert process.poll() is None
                time.sleep(0.05)
            assert "section az vm extension list" in (tmp_path / "b.txt").read_text(), "written as it is collected"
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, out) == (130, "")
    assert "interrupted; what was collected until then: b.txt" in err and "Traceback" not in err
    (case,) = load_paths([tmp_path / "b.txt"]).cases
    assert case.vm.power_state == "running"
    assert any("interrupted" in note for note in case.notes)


def test_a_command_that_never_answers_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from backupdx.collect.running import Run

    az = FakeAz(tmp_path / "bin", [("disk list", "", 0, "WAIT"), *RECORDED])
    az.place()
    monkeypatch.setenv("PATH", az.environment["PATH"])
    chosen = [c for c in COLLECTIONS if c.name in ("az disk list", "az lock list")]
    running = Run(chosen, {"vm": "web01", "resource_group": "rg-web"}, slow=0.05)
    with (tmp_path / "b.txt").open("w") as file:
        running.run(file, lambda done, step: None)
    assert running.failed == {"az disk list": "no answer within 3 seconds"}
    assert running.answered == 1
    assert "section az lock list" in (tmp_path / "b.txt").read_text()


def test_the_case_is_not_overwritten(az: FakeAz, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("vm: {name: web01}\n")
    done = collect("--run", "--for", "case.yaml", "-o", "./case.yaml", az=az, cwd=tmp_path)
    assert done.returncode == 2 and "is read by this run" in done.stderr
    assert (tmp_path / "case.yaml").read_text() == "vm: {name: web01}\n" and not az.calls


def test_a_file_that_cannot_be_written_is_told_before_azure_is_asked(az: FakeAz, tmp_path: Path) -> None:
    done = collect("--run", "--vm", "web01", "-o", "no/such/folder.txt", az=az, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "no/such/folder.txt: cannot be written: No such file or directory" in done.stderr
    assert not az.calls, "not even whether somebody is signed in"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--run"], 2, "--run needs to know the VM: give --vm"),
        (["--run", "--vm", "x", "--script", "linux"], 2, "--run is for `az` only"),
        (["--run", "--vm", "-x"], 2, "what is given as --vm is no name"),
        (["--for", "nope.yaml"], 3, "nope.yaml: no such file"),
        (["--for", STOPPED, "--vm", "web-prod-08"], 3, "did you mean web-prod-07?"),
        (["--for", str(ROOT / "examples" / "patch-night-four-vms.yaml")], 2, "choose one with --vm"),
        (["--script", "perl"], 2, "'perl' is not one of"),
    ],
)
def test_wrong_usage(args: list[str], code: int, said: str, az: FakeAz, tmp_path: Path) -> None:
    done = collect(*args, az=az, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert az.calls == []


def test_a_script_without_a_name_says_where_to_fill_it_in(az: FakeAz, tmp_path: Path) -> None:
    done = run_script(collect(cwd=tmp_path).stdout, az, tmp_path)
    assert (done.returncode, done.stdout, az.calls) == (2, "", [])
    assert "Fill in the name of the VM" in done.stderr


def test_output_goes_into_a_file(tmp_path: Path) -> None:
    done = collect("--script", "linux", "-o", "guest.sh", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "run it: sudo sh guest.sh > guest.txt, in the VM" in done.stderr
    assert (tmp_path / "guest.sh").read_text() == collect("--script", "linux", cwd=tmp_path).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at the Linux that it runs on")
def test_the_linux_script_runs_here_and_is_read_back(tmp_path: Path) -> None:
    text = collect("--script", "linux", cwd=tmp_path).stdout
    (tmp_path / "guest.sh").write_text(text)
    long = f"{'x' * 100}/waagent-stand-in"
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", long]) as other:
        done = subprocess.run(
            ["sh", "guest.sh"], capture_output=True, env={**os.environ, "COLUMNS": "80"}, cwd=tmp_path, timeout=600
        )
        other.kill()
    assert done.returncode == 0
    assert long in done.stdout.decode(), "the terminal's width cuts no line"
    (tmp_path / "guest.txt").write_bytes(done.stdout)
    found = facts(tmp_path / "guest.txt")
    assert found["vm.os_type"] == "linux"
    assert found.get("agent.process_running") is not True
