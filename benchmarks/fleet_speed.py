"""What a fleet costs a case: reading and validating alone, ours, and one run of experta each; and the memory of a run.

Run with `make bench-fleet`. All in one process and one run, so that the ratios hold on any machine. Targets (DESIGN,
speed): with repetition, at most 2 times reading and validating, 3 times with the records written; with no two cases
alike, at least 5 times faster than experta for each; memory flat in the number of cases.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from backupdx.fleet.lines import Batch, case_in, plainly
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import with_known_code
from fleets import all_different, realistic

KB = knowledge_base()
PLAIN = 300  # cases that experta is run for: it is slow


def cost(function: Callable[[str], Any], lines: Iterable[str]) -> float:
    """Processor time for each line, in microseconds."""
    count, begun = 0, time.process_time()
    for line in lines:
        function(line)
        count += 1
    return (time.process_time() - begun) / count * 1e6


def compare(name: str, lines: list[str]) -> None:
    """Print one row for a fleet."""
    floor = cost(case_in, lines)
    batch, plain = Batch(KB), plainly(KB)
    half = len(lines) // 2
    first, later = cost(batch.record, lines[:half]), cost(batch.record, lines[half:])
    ours = (first + later) / 2
    for line in lines[:3]:
        plain(line)
    experta = cost(plain, lines[:PLAIN])
    print(
        f"{name:10} {len(lines):7,} cases   read {floor:4.0f} us   ours {ours:5.0f} us ({ours / floor:.1f} times; "
        f"second half {later:5.0f} us, {later / floor:.1f} times)   experta {experta:6.0f} us "
        f"({experta / ours:.1f} times ours)   runs of experta {batch.recall.runs}"
    )


def memory(count: int) -> None:
    """Print the most memory that a run over so many cases takes, one process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fleet.ndjson"
        with path.open("w") as stream:
            stream.writelines(line + "\n" for line in realistic(count))
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "backupdx.cli", "fleet", str(path), "-o", str(path) + ".out", "--jobs", "1"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        took = time.perf_counter() - begun
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{count:9,} cases through the command, one process: {took:6.1f} s, at most {most:.0f} MB so far")


def main() -> None:
    """Print the table; the number of cases may be given (default 10,000)."""
    gc.set_threshold(100_000, 20, 20)  # as the command has it
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with_known_code(case_in(next(realistic(1))))
    for cases in (count // 10, count, count * 10):  # first: a process begins as large as the one that starts it
        memory(cases)
    compare("realistic", list(realistic(count)))
    compare("realistic", list(realistic(count * 10)))
    compare("different", list(islice(all_different(min(count, 5000)), count)))


if __name__ == "__main__":
    main()
