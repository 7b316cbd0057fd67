"""Same facts, same bytes: in fresh processes, whatever the hash seed, the order of facts or the order of files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from backupdx.library import diagnose, load_all
from backupdx.report import jsonform
from cases import EFFORT

EXAMPLES = Path(__file__).parents[1] / "examples"
PROCESSES = 20 if EFFORT > 1 else 2  # each with a hash seed of its own
STEP = 1 if EFFORT > 1 else 4
DIAGNOSE_ALL = """
import sys
sys.path.append(sys.argv[1])
from running import backupdx
for file in sys.argv[2:]:
    print(backupdx("diagnose", "--format", "json", file, sys.argv[-1]).stdout)
"""


def test_fresh_processes_give_the_same_bytes() -> None:
    files = [str(p) for p in sorted(EXAMPLES.glob("*.yaml"))][::STEP]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", DIAGNOSE_ALL, str(Path(__file__).parent), *files],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        for seed in range(PROCESSES)
    }
    assert len(outputs) == 1
    assert outputs.pop().count('"explanations"') >= len(files) >= 3


def test_the_order_of_files_is_irrelevant() -> None:
    files = sorted((EXAMPLES / "raw-exports").iterdir())
    forwards = [jsonform.render(diagnose(c)) for c in load_all(*files)]
    backwards = [jsonform.render(diagnose(c)) for c in load_all(*reversed(files))]
    assert forwards == backwards
    assert forwards == [jsonform.render(diagnose(c)) for c in load_all(EXAMPLES / "raw-exports")]
