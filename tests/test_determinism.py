"""Same facts, same bytes: in fresh processes, whatever the hash seed, the order of facts or the order of files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from backupdx.library import diagnose, load_all
from backupdx.report import jsonform

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_twenty_fresh_processes_give_the_same_bytes() -> None:
    files = [str(p) for p in sorted(EXAMPLES.glob("*.yaml"))]
    outputs = set()
    for seed in range(20):
        done = subprocess.run(
            [sys.executable, "-m", "backupdx.cli", "diagnose", "--format", "json", files[seed % 3], files[-1]],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            timeout=60,
            check=True,
        )
        outputs.add((seed % 3, done.stdout))
    assert len(outputs) == 3


def test_the_order_of_files_is_irrelevant() -> None:
    files = sorted((EXAMPLES / "raw-exports").iterdir())
    forwards = [jsonform.render(diagnose(c)) for c in load_all(*files)]
    backwards = [jsonform.render(diagnose(c)) for c in load_all(*reversed(files))]
    assert forwards == backwards
    assert forwards == [jsonform.render(diagnose(c)) for c in load_all(EXAMPLES / "raw-exports")]
