"""A folder of recorded files leads to the right cause, with the source of each fact; skipped where there are none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REAL = Path(__file__).parents[1].parent / "shared" / "real"
FILES = (
    "azure/vm-instance-view/linux-running-notready-blob-not-populated.json",
    "azure/lock-list/resource-group-two-locks.json",
    "linux/waagent.conf/chainguard.conf",
)


@pytest.mark.skipif(not REAL.is_dir(), reason="recorded files are not at hand")
def test_an_instance_view_a_lock_list_and_a_configuration(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(REAL / name, tmp_path / Path(name).name)
    code = "GuestAgentSnapshotTaskStatusError"
    done = subprocess.run(
        [sys.executable, "-m", "backupdx.cli", "diagnose", str(tmp_path), "--code", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    first = done.stdout[done.stdout.index("CONFIRMED  1.") : done.stdout.index("What to do")]
    assert "linux-agent-config" in first
    assert "Extensions.Enabled in waagent.conf: no (chainguard.conf" in first.replace('"', "")
    assert "linux-running-notready" in first
