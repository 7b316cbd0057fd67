"""The public names, complete and sorted; the library is pure."""

from __future__ import annotations

import subprocess
import sys

import backupdx
import pytest


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
