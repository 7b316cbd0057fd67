"""What a fleet costs a case, by ways of doing it, and what memory it takes: a table, a plot, and the figures as JSON.

`make bench-fleet SIZES="1000 10000"` runs it; without SIZES, with 1,000, 10,000 and 100,000 cases. A million takes some
minutes. Needs the extra `bench`. With `PYTHONPATH=build/threefold`, on three times the knowledge (`threefold.py`).
Ways, each in a fresh process, with the processor time of its work (its start not counted, but for the last two) and its
peak memory:

- pydantic: what pydantic makes of each line by itself, without bounds and with keys that stand twice
- read: parsing and validating each line, and nothing else; all others do this too
- reason: from the line to all that follows from it, no record made
- ours: from the line to its written record, `diagnose_lines`
- reader: a program that only reads, with its start: imports, models, and each line
- command: `backupdx fleet` in one process, with its start, the summary and the records on disk
- experta, clips, zen: a run of that engine for each case; on a sample, their cost does not depend on the size

Targets (DESIGN, speed): reading at most 2 times pydantic; the command at most 2.5 times reading for 100,000 cases, and
at most 4 times for 1,000, where both count their start; with no two cases alike, at least 5 times faster than experta;
below 500 MB for a million cases.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # CLIPS, as the tests run it

SIZES = (1_000, 10_000, 100_000)
READER = """
import gc
import sys
from backupdx.facts.case import validated
from backupdx.readers.containers.strict_json import MAX_CASE_NODES, json_within
gc.set_threshold(100_000, 20, 20)
with open(sys.argv[1]) as stream:
    for line in stream:
        validated(json_within(line, MAX_CASE_NODES))
"""
# Programs that count with their start.
WHOLE = {
    "reader": [sys.executable, "-c", READER, "{}"],
    "command": [sys.executable, "-m", "backupdx.cli", "fleet", "{}", "-o", "{}.out", "--jobs", "1"],
}
SAMPLES = {"experta": 300, "clips": 300, "zen": 1_000}
DIFFERENT = 5_000
DOCS = Path(__file__).parents[1] / "docs"


@dataclass(frozen=True, slots=True)
class Figure:
    """What one way took for a fleet: processor time for each case in microseconds, the most memory in MB."""

    way: str
    fleet: str
    size: int
    measured: int  # cases; fewer than `size` for a sample
    cost: float
    memory: float


# -- in a process of its own


def work(way: str, lines: Iterable[str]) -> float:
    """Do the work; returns the processor time for each case, in microseconds."""
    from backupdx.facts.case import Case
    from backupdx.fleet.lines import case_in, diagnose_lines, plainly
    from backupdx.kb.knowledge import knowledge_base
    from backupdx.library import with_known_code

    kb = knowledge_base()
    do: dict[str, Callable[[], Callable[[str], Any]]] = {
        "pydantic": lambda: Case.model_validate_json,
        "read": lambda: case_in,
        "reason": _to_the_pattern,
        "experta": lambda: plainly(kb),
        "clips": lambda: _after_reading("clips"),
        "zen": lambda: _after_reading("zen"),
    }
    gc.set_threshold(100_000, 20, 20)  # as the command has it
    stream = iter(lines)
    with_known_code(case_in(next(stream)))  # the models are built with the first case
    count = 0
    if way == "ours":
        with open(os.devnull, "w") as out:  # noqa: PTH123
            begun = time.process_time()
            for record in diagnose_lines(stream):
                out.write(record + "\n")
                count += 1
    else:
        function = do[way]()
        if way in SAMPLES:
            for line in islice(stream, 3):
                function(line)  # networks are built with the first cases
        begun = time.process_time()
        for line in stream:
            function(line)
            count += 1
    return (time.process_time() - begun) / count * 1e6


def _to_the_pattern() -> Callable[[str], Any]:
    from backupdx.engine.assessment import rule_input
    from backupdx.fleet.lines import Batch, case_in
    from backupdx.kb.knowledge import knowledge_base
    from backupdx.library import with_known_code

    kb = knowledge_base()
    batch = Batch(kb)

    def reason(line: str) -> None:
        case = with_known_code(case_in(line))
        given = rule_input(kb, case)
        key = batch._key(case, given)
        if key not in batch._patterns:
            batch._learn(key, batch._reasoning(case, given))

    return reason


def _after_reading(engine: str) -> Callable[[str], Any]:
    from backupdx.engine.assessment import rule_input
    from backupdx.fleet.lines import case_in
    from backupdx.kb.knowledge import knowledge_base
    from backupdx.library import with_known_code
    from other_engines import Zen, clips_verdicts

    kb = knowledge_base()
    if engine == "clips":
        verdicts = clips_verdicts(kb)
        return lambda line: verdicts(with_known_code(case_in(line)))
    zen = Zen(kb)
    return lambda line: zen.verdicts(rule_input(kb, with_known_code(case_in(line))).known.values)


def agree(path: Path, count: int) -> None:
    """Check that zen-engine says the same as experta of the first cases. Raises AssertionError where it does not."""
    from backupdx.engine.assessment import observed_in, rule_input
    from backupdx.engine.inference import infer
    from backupdx.fleet.lines import case_in
    from backupdx.kb.knowledge import knowledge_base
    from backupdx.library import with_known_code
    from other_engines import Zen, by_evidence

    kb = knowledge_base()
    zen = Zen(kb)
    for line in lines_in(path, count):
        case = with_known_code(case_in(line))
        told = by_evidence(kb, infer(kb, observed_in(kb, case, rule_input(kb, case))))
        assert zen.verdicts(rule_input(kb, case).known.values) == told


def lines_in(path: Path, count: int) -> Iterator[str]:
    """The first lines of a file."""
    with path.open() as stream:
        yield from islice(stream, count)


# -- measuring


def measured(ways: Iterable[str], fleet: str, path: Path, size: int, times: int = 1) -> list[Figure]:
    """The figures of some ways, in fresh processes, in turns; the least cost of several times."""
    found: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    for _ in range(times):
        for way, taken in found.items():
            taken.append(_once(way, path, size))
    return [
        Figure(way, fleet, size, min(size, SAMPLES.get(way, size)), min(c for c, _ in taken), max(m for _, m in taken))
        for way, taken in found.items()
    ]


def _once(way: str, path: Path, size: int) -> tuple[float, float]:
    """Cost of a case and most memory of one run."""
    if way in WHOLE:
        with tempfile.TemporaryDirectory() as folder:
            part = Path(folder) / "fleet.ndjson"
            with part.open("w") as stream:
                stream.writelines(lines_in(path, size))
            _, seconds, most = _run([text.format(part) for text in WHOLE[way]], subprocess.DEVNULL)
        return seconds / size * 1e6, most
    count = min(size, SAMPLES.get(way, size))
    output, _, most = _run([sys.executable, __file__, "--way", way, "--file", str(path), str(count)], subprocess.PIPE)
    return json.loads(output), most


def _run(program: list[str], stdout: int) -> tuple[bytes, float, float]:
    """Output, processor time and most memory (MB) of a program; it begins with the memory that this process has."""
    with subprocess.Popen(program, stdout=stdout) as process:
        output = process.stdout.read() if process.stdout else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, program)
    return output, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def figures(path: Path, sizes: Iterable[int], folder: Path) -> Iterator[Figure]:
    """All figures: the realistic fleet at each size, then the one with no two cases alike."""
    _run([sys.executable, __file__, "--way", "agree", "--file", str(path), "200"], subprocess.DEVNULL)
    engines = [figure for way in SAMPLES for figure in measured([way], "realistic", path, SAMPLES[way], 2)]
    for size in sizes:
        times = 7 if size <= 10_000 else 3 if size <= 100_000 else 1
        yield from measured(("pydantic", "read", "reason", "ours", "reader", "command"), "realistic", path, size, times)
        for figure in engines:
            yield replace(figure, size=size, measured=min(size, figure.measured))
    different = folder / "different.ndjson"
    _write(different, "different", DIFFERENT)
    yield from measured(("pydantic", "read", "ours", "experta"), "different", different, DIFFERENT, 3)


def _write(path: Path, kind: str, count: int) -> None:
    program = [sys.executable, str(Path(__file__).with_name("fleets.py")), kind, str(count)]
    with path.open("w") as stream:
        subprocess.run(program, stdout=stream, check=True)


# -- showing


def table(found: list[Figure]) -> str:
    """The figures as a Markdown table."""
    names = ("fleet", "cases", "way", "us a case", "times reading", "times the reader", "peak MB")
    rows = [f"| {' | '.join(names)} |", "|---" * len(names) + "|"]
    read = {(f.fleet, f.size): f.cost for f in found if f.way == "read"}
    reader = {(f.fleet, f.size): f.cost for f in found if f.way == "reader"}
    for f in found:
        sample = f", from {f.measured:,}" if f.measured < f.size else ""
        times = f"{f.cost / read[f.fleet, f.size]:.2f}"
        whole = f"{f.cost / reader[f.fleet, f.size]:.2f}" if f.way in WHOLE else ""
        row = (f.fleet, f"{f.size:,}", f"{f.way}{sample}", f"{f.cost:,.0f}", times, whole, f"{f.memory:.0f}")
        rows.append(f"| {' | '.join(row)} |")
    return "\n".join(rows)


def plot(found: list[Figure], path: Path) -> None:
    """The cost of each way over the size of the realistic fleet, as SVG."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "backupdx", "font.size": 10})
    from matplotlib import pyplot

    named = {
        "experta": "experta, each case",
        "clips": "CLIPS, each case",
        "zen": "zen-engine, each case (a part of the work)",
        "command": "backupdx fleet, the whole command",
        "ours": "ours, records written",
        "read": "reading and validating alone",
    }
    figure, axes = pyplot.subplots(figsize=(7.5, 4.5), layout="constrained")
    for way, label in named.items():
        points = sorted((f.size, f.cost) for f in found if f.way == way and f.fleet == "realistic")
        axes.plot(*zip(*points, strict=True), "--" if way in SAMPLES else "o-", label=label)
    axes.set(xscale="log", yscale="log", xlabel="cases in the fleet", ylabel="processor time a case, microseconds")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=9)
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Measure, print the table, and write the plot and the figures."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", type=int, nargs="*")
    options.add_argument("--way")
    options.add_argument("--file", type=Path, help="a realistic fleet that was made before")
    options.add_argument("--figures", type=Path, help="draw the plot from figures that were measured before")
    given = options.parse_args()
    if given.way:
        if given.way == "agree":
            agree(given.file, *given.sizes)
        else:
            warming = 1 + 3 * (given.way in SAMPLES)
            print(json.dumps(work(given.way, lines_in(given.file, given.sizes[0] + warming))))
        return
    kept = given.figures or Path("build/bench-fleet.json")
    if given.figures:
        found = [Figure(**each) for each in json.loads(kept.read_text())]
    else:
        sizes = given.sizes or SIZES
        with tempfile.TemporaryDirectory() as folder:
            path = given.file or Path(folder) / "fleet.ndjson"
            if not given.file:
                _write(path, "realistic", max(*sizes, *SAMPLES.values()) + 4)
            found = list(figures(path, sizes, Path(folder)))
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps([asdict(f) for f in found], indent=1))
    print(table(found))
    plot(found, DOCS / "fleet-cost.svg")


if __name__ == "__main__":
    main()
