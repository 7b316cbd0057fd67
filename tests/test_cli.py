"""The command line: results on stdout, talk on stderr, exit codes, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from backupdx.facts.vocabulary import vocabulary
from backupdx.report.schemas import schemas
from running import backupdx

ROOT = Path(__file__).parents[1]
DEMO = str(ROOT / "examples" / "agent-stopped-ubuntu.yaml")


def run(*args: str, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return backupdx(*args, stdin=stdin or b"", env={**os.environ, "COLUMNS": "80", **env})


def test_the_first_screen_holds_the_first_thing_to_do() -> None:
    done = run("diagnose", DEMO)
    assert done.returncode == 0
    assert done.stderr == ""
    screen = done.stdout.splitlines()
    assert "CONFIRMED" in "\n".join(screen[:6])
    assert any("systemctl" in line for line in screen)
    assert len(screen) < 24 and screen[-1].startswith("https://learn.microsoft.com/")
    assert max(len(line) for line in screen[:-1]) <= 80
    full = run("diagnose", DEMO, "--full").stdout
    assert "RULED OUT" in full and "linux-agent-not-autorestart" in full and "RULED OUT" not in done.stdout


def test_no_colours_without_a_terminal() -> None:
    assert "\x1b" not in run("diagnose", DEMO).stdout


def test_json_fits_its_schema() -> None:
    done = run("diagnose", DEMO, "--format", "json")
    data = json.loads(done.stdout)
    jsonschema.validate(data, schemas()["diagnosis"])
    assert data["explanations"][0]["cause"] == "agent-stopped-linux"
    assert data["explanations"][0]["rank"] == 1
    assert {"fact", "value", "source"} == set(data["explanations"][0]["because"][0])


def test_code_alone_will_do() -> None:
    done = run("diagnose", "--code", "UserErrorUnsupportedDiskSize", "-f", "json")
    assert json.loads(done.stdout)["case"]["error_code"] == "UserErrorUnsupportedDiskSize"


def test_facts_on_the_command_line() -> None:
    done = run(
        "diagnose", "--code", "GuestAgentSnapshotTaskStatusError", "--fact", "vm.os_type=Linux",
        "--fact", "agent.extensions_enabled=n", "--fact", "vm.power_state=running", "-f", "json",
    )  # fmt: skip
    assert json.loads(done.stdout)["explanations"][0]["cause"] == "linux-agent-config"
    assert "command line" in done.stdout


def test_standard_input() -> None:
    done = run("diagnose", "-", "-f", "json", stdin=Path(DEMO).read_bytes())
    assert json.loads(done.stdout)["explanations"][0]["cause"] == "agent-stopped-linux"
    assert "standard input" in done.stdout


def test_fail_on() -> None:
    assert run("diagnose", DEMO, "--fail-on", "confirmed").returncode == 1
    assert run("diagnose", "--code", "UserErrorRpCollectionLimitReached", "--fail-on", "likely").returncode == 0
    assert run("diagnose", "--code", "UserErrorRpCollectionLimitReached", "--fail-on", "possible").returncode == 1


def test_why_and_why_not_and_what_if() -> None:
    why = run("diagnose", DEMO, "--why", "agent-stopped-linux", "--full")
    assert "agent.service_state" in why.stdout and "[yes]" in why.stdout
    why_not = run("diagnose", DEMO, "--why-not", "agent-stopped-windows", "--full")
    assert "RULED OUT" in why_not.stdout and "vm.os_type" in why_not.stdout
    scope = " ".join(run("diagnose", DEMO, "--why-not", "rg-lock", "--full").stdout.split())
    assert "UserErrorGuestAgentStatusUnavailable is not a code that this causes" in scope
    assert "[yes] error.code is not a code that this causes; seen: UserErrorGuestAgentStatusUnavailable" in scope
    assert "ExtensionSnapshotFailedCOM" not in scope, "not the 34 codes that it does not cause"
    running = ("agent.service_state=running", "agent.process_running=yes", "agent.restart_tried=not_tried")
    healthy = [word for fact in running for word in ("--what-if", fact)]
    changed = run("diagnose", DEMO, *healthy, "-f", "json")
    assert "agent-stopped-linux" in {r["cause"] for r in json.loads(changed.stdout)["ruled_out"]}
    unknown = run("diagnose", DEMO, "--what-if", "agent.service_state=unknown", "-f", "json")
    assert unknown.returncode == 0


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["diagnose"], 2, "nothing to diagnose"),
        (["diagnose", "no-such-file.json"], 3, "no such file"),
        (["diagnose", DEMO, "--why", "agent-stoped-linux"], 2, "did you mean agent-stopped-linux?"),
        (["diagnose", "--fact", "agent.status"], 2, "FACT=VALUE"),
        (["diagnose", "--fact", "agent.statu=ready"], 3, "did you mean agent.status?"),
        (["diagnose", "--fact", "agent.status=perhaps"], 3, "'ready' or 'not_ready'"),
        (["diagnose", "--fact", "derived.vm_off=yes"], 3, "unknown fact"),
        (["diagnose", DEMO, "--vm", "nope"], 3, "no VM 'nope'"),
        (["kb", "show", "rg-lok"], 2, "did you mean rg-lock?"),
        (["diagnose", DEMO, "--format", "xml"], 2, "xml"),
        (["frobnicate"], 2, "frobnicate"),
        (["diagnose", DEMO, "--proof"], 2, "--format json"),
        (["diagnose", DEMO, "--proof", "-f", "json", "--why", "rg-lock"], 2, "no --why"),
        (["check-proof", "no-such-file.json"], 3, "no such file"),
        (["check-proof", DEMO], 3, "has no proof"),
    ],
)
def test_wrong_usage_and_bad_input(args: list[str], code: int, says: str) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr


def test_control_sequences_never_reach_the_terminal(tmp_path: Path) -> None:
    name = "web\x1b[2J\x1b]0;owned\x07\u202e\u009b31m\nrm"
    case = {"vm": {"name": name, "resource_group": name}, "error": {"code": name, "message": name},
            "extensions": {"failed": [name]}, "notes": [name], "id": name}  # fmt: skip
    (tmp_path / "evil.json").write_text(json.dumps(case))
    for format in ("text", "json", "markdown"):
        out = run("diagnose", str(tmp_path / "evil.json"), "--full", "-f", format).stdout
        assert out
        assert not set(out) & {"\x1b", "\x07", "\u202e", "\u009b"}, format
    for option in (["--fact", f"vm.{name}=1"], ["--vm", name], ["--why", name]):
        assert not set(run("diagnose", DEMO, *option).stderr) & {"\x1b", "\x07", "\u202e", "\u009b"}


def test_markdown_is_literal(tmp_path: Path) -> None:
    name = "<script>alert(1)</script> [x](http://evil) | @all ```"
    (tmp_path / "evil.json").write_text(json.dumps({"vm": {"name": name}, "locks": {"backup_group": True}}))
    out = run("diagnose", str(tmp_path / "evil.json"), "-f", "markdown").stdout
    literal = re.sub(r"(?s)(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", "", out)  # code blocks and spans are literal anyway
    assert "<script>" not in literal and "@all" not in literal and "http:" not in literal
    heading = out.splitlines()[0].replace("<!-- -->", "")
    assert not re.search(r"(?<!\\)[\[\]<`|]", heading)


def test_kb_commands() -> None:
    listing = run("kb", "list").stdout
    assert "UserErrorBcmDatasourceNotPresent" in listing and "rg-lock" in listing
    page = run("kb", "show", "rg-lock").stdout
    assert "What to do" in page and "near miss" in page and "Sources" in page
    assert "document's order" in run("kb", "show", "backupoperationfailedv2").stdout


def test_every_fact_is_listed() -> None:
    listing = run("kb", "facts").stdout
    for path in vocabulary():
        assert path.startswith("derived.") or f"{path}: " in listing


def test_trace_shows_no_gap() -> None:
    done = run("kb", "trace")
    assert done.returncode == 0, done.stdout[-500:]
    assert "NOWHERE" not in done.stdout


@pytest.mark.parametrize("which", schemas())
def test_schemas_are_schemas(which: str) -> None:
    made = json.loads(run("schema", which).stdout)
    jsonschema.Draft202012Validator.check_schema(made)
    assert made == schemas()[which]
    published = ROOT / "docs" / "schemas" / Path(made["$id"]).name
    current = json.loads(published.read_text()) == made
    assert current, f"a fact or a field has changed: run `make schemas`, it writes docs/schemas/{published.name}"


def test_every_command_has_help() -> None:
    for args in (
        [],
        ["diagnose"],
        ["kb"],
        ["kb", "list"],
        ["kb", "show"],
        ["kb", "facts"],
        ["kb", "trace"],
        ["kb", "check"],
        ["kb", "export"],
        ["check-proof"],
        ["schema"],
        ["ask"],
    ):
        assert run(*args, "--help").returncode == 0


def test_a_closed_pipe_is_quiet() -> None:
    done = subprocess.run(
        f"{shlex.quote(sys.executable)} -m backupdx.cli kb list | head -1; exit ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.stdout == "ERROR CODES\n"


def test_a_fault_of_ours_has_its_own_exit_code() -> None:
    code = (
        "import backupdx.library, backupdx.cli as c, sys\n"
        "def boom(*a): raise KeyError('x')\n"
        "backupdx.library.reason = boom\n"
        "sys.argv[1:] = ['diagnose', '--code', 'x']\n"
        "c.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 4
    assert "a fault of ours" in done.stderr and "Traceback" not in done.stderr
