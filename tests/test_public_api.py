"""The public names, complete and sorted; the library is pure."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import backupdx
import pytest
from backupdx.report.schemas import schemas

ROOT = Path(__file__).parents[1]


def test_public_names() -> None:
    assert backupdx.__all__ == sorted(backupdx.__all__)
    assert set(backupdx._HOME) == set(backupdx.__all__)
    for name in backupdx.__all__:
        assert getattr(backupdx, name) is not None
        assert name in dir(backupdx)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        _ = backupdx.nope


def test_the_exception_tree() -> None:
    assert issubclass(backupdx.UnknownFact, backupdx.InputError)
    for error in (backupdx.InputError, backupdx.UsageError, backupdx.EngineError):
        assert issubclass(error, backupdx.BackupdxError)


def test_load_and_diagnose(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "case.yaml").write_text("vm: {name: web, os_type: linux, power_state: deallocated}\n")
    case = backupdx.load(
        tmp_path / "case.yaml", error_code="userErrorGuestAgentStatusUnavailable", agent__status="ready"
    )
    assert case.agent.status == "ready"
    diagnosis = backupdx.diagnose(case)
    assert diagnosis.first is not None
    assert (diagnosis.first.cause, diagnosis.first.verdict) == ("vm-not-running", "confirmed")
    assert diagnosis.verdict("vm-not-running") == "confirmed"
    assert backupdx.reason(case).why("vm-not-running").verdict == "confirmed"
    (tmp_path / "two.yaml").write_text("cases: [{vm: {name: a}}, {vm: {name: b}}]\n")
    assert [c.vm.name for c in backupdx.load_all(tmp_path / "two.yaml")] == ["a", "b"]
    with pytest.raises(backupdx.InputError, match="2 VMs"):
        backupdx.load(tmp_path / "two.yaml")


def test_help_does_not_load_the_knowledge_base() -> None:
    code = "import sys, backupdx.cli; print([m for m in sys.modules if m.startswith('backupdx.kb') or m == 'experta'])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_the_library_prints_and_logs_nothing() -> None:
    code = "from backupdx import *\nfrom backupdx import Case, diagnose\ndiagnose(Case())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


# -- for those who write against it ----------------------------------------------------------------------------------


def test_the_readmes_python_fits_its_types_strictly_from_the_development_install(tmp_path: Path) -> None:
    snippets = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert snippets
    for n, snippet in enumerate(snippets):
        (tmp_path / f"snippet_{n}.py").write_text(snippet)
    files = sorted(str(path) for path in tmp_path.glob("*.py"))
    cache = str(ROOT / "build" / "mypy-of-readme")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", cache, *files],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout


def test_the_readmes_python_runs(tmp_path: Path) -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    view = (ROOT / "examples" / "raw-exports" / "vm-instance-view.json").read_text("utf-8")
    (tmp_path / "vm-instance-view.json").write_text(view)
    done = subprocess.run(
        [sys.executable, "-c", snippet], capture_output=True, text=True, cwd=tmp_path, timeout=120, check=True
    )
    assert "Azure does not hear from the guest agent confirmed" in done.stdout and "What to do" in done.stdout


@pytest.mark.parametrize("name", ["diagnosis", "why", "signatures"])
def test_every_public_field_is_described_in_the_schema(name: str) -> None:
    schema = schemas()[name]
    models = {"": schema, **schema["$defs"]}
    lacking = [
        f"{model}.{field}"
        for model, told in models.items()
        for field, about in told.get("properties", {}).items()
        if not about.get("description")
    ]
    assert lacking == []


@pytest.mark.parametrize("given", [{"vm": {"name": "web"}}, "UserErrorRpCollectionLimitReached", [], None, 4])
def test_what_is_no_case_is_an_error_that_says_how_to_make_one(given: object) -> None:
    for take in (backupdx.diagnose, backupdx.reason):
        with pytest.raises(backupdx.UsageError, match=r"a case is expected here, not .*load_data"):
            take(given)  # type: ignore[operator]


def test_a_case_shows_what_is_known_of_it_and_nothing_else() -> None:
    case = backupdx.Case().with_facts({"vm.os_type": "linux", "locks.found": []})
    shown = repr(case)
    assert "os_type='linux'" in shown and "found=()" in shown
    assert "None" not in re.sub("observed_at=None", "", shown) and "AgentFacts" not in shown


def test_a_diagnosis_is_shown_as_the_command_line_does() -> None:
    case = backupdx.load(ROOT / "examples" / "agent-stopped-ubuntu.yaml")
    diagnosis = backupdx.diagnose(case)
    assert backupdx.to_text(diagnosis).splitlines()[0].startswith("INC-40417: web-prod-07")
    assert "RULED OUT" in backupdx.to_text(diagnosis, full=True)
    assert len(backupdx.to_text(diagnosis, width=100, height=60)) > len(backupdx.to_text(diagnosis))
    assert backupdx.to_text(diagnosis, diagnosis).startswith("2 cases of 1 VM: 2 confirmed")
    assert backupdx.to_markdown(diagnosis).startswith("# Backup failure of web")
    for show in (backupdx.to_text, backupdx.to_markdown):
        with pytest.raises(backupdx.UsageError, match="a diagnosis is expected"):
            show()
        with pytest.raises(backupdx.UsageError, match="a diagnosis is expected"):
            show(case)  # type: ignore[arg-type]


def test_the_help_of_the_package_names_all_that_is_public() -> None:
    told = backupdx.__doc__ or ""
    missing = [name for name in backupdx.__all__ if name not in told and name not in ("Explanation", "UnknownFact")]
    assert missing == []
