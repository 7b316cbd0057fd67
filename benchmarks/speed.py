"""What one diagnosis costs, and what a cold start costs against importing the needed libraries alone.

Run with `make bench`; with `PYTHONPATH=build/threefold`, on three times the knowledge (`threefold.py`). All is measured
in one run and interleaved, in processor time, so that the ratios hold on any machine that has other work too. Targets
(DESIGN, speed): a warm diagnosis at most 10 ms, a cold start at most 1.5 times the imports.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from backupdx import diagnose, load_all
from backupdx.engine.inference import Network
from backupdx.kb.knowledge import knowledge_base

EXAMPLES = Path(__file__).parents[1] / "examples"
DEMO = str(EXAMPLES / "agent-stopped-ubuntu.yaml")
SHIM = "import collections, collections.abc; collections.Mapping = collections.abc.Mapping; "
# pydantic imports most of itself when a name is used: the bare statement is no measure of needing it.
NAMES = "BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator"
IMPORTS = f"{SHIM}import experta, typer, yaml; from pydantic import {NAMES}"
COLD = {
    "python alone": ["-c", "pass"],
    "import statements alone": ["-c", f"{SHIM}import experta, pydantic, typer, yaml"],
    "the needed libraries": ["-c", IMPORTS],
    "backupdx --help": ["-m", "backupdx.cli", "--help"],
    "backupdx diagnose FILE": ["-m", "backupdx.cli", "diagnose", DEMO],
}


def cold(rounds: int = 15) -> dict[str, float]:
    """The least processor time of each command over the rounds, in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in COLD}
    for _ in range(rounds):
        for name, arguments in COLD.items():
            with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
                run.stdout.read()
                _, status, used = os.wait4(run.pid, 0)
                run.returncode = os.waitstatus_to_exitcode(status)
            assert run.returncode == 0, arguments
            times[name].append((used.ru_utime + used.ru_stime) * 1000)
    return {name: min(values) for name, values in times.items()}


def warm(rounds: int = 20) -> list[float]:
    """The time of each diagnosis of each example, engine warm, nothing cached, in milliseconds."""
    cases = load_all(*sorted(EXAMPLES.glob("*.yaml")))
    for case in cases:
        diagnose(case)
    times = []
    for _ in range(rounds):
        for case in cases:
            begun = time.process_time()
            diagnose(case)
            times.append((time.process_time() - begun) * 1000)
    return times


def building(rounds: int = 5) -> float:
    """The least time to build the network, in milliseconds."""
    kb = knowledge_base()
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        Network(kb)
        times.append((time.process_time() - begun) * 1000)
    return min(times)


def main() -> None:
    """Print the table."""
    times = sorted(warm())
    print(f"one warm diagnosis, median     {statistics.median(times):8.2f} ms   (target 10)")
    print(f"one warm diagnosis, 99 of 100  {times[int(len(times) * 0.99)]:8.2f} ms")
    print(f"building the network, once     {building():8.2f} ms")
    least = cold()
    base = least["the needed libraries"]
    for name, value in least.items():
        print(f"{name:30} {value:8.1f} ms   {value / base:5.2f} times the imports")


if __name__ == "__main__":
    main()
