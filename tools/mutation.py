"""Mutation testing: defects are put into rules and code one at a time, and the tests have to notice.

Usage: python tools/mutation.py rules|engine [--sample N] [--seed S] [--jobs J] [--log FILE]
`rules` changes the knowledge base as data (rule_mutants.py) and asks the examples of all causes, the decision tables
(decision_tables.py) and `kb check`. `engine` changes the source of engine/ and of the code in kb/ in a copy
(source_mutants.py) and runs a part of the tests. It prints every survivor and the share that was killed. With --log it
writes down each mutant as it is tried, and leaves out those that stand there already: an interrupted run goes on, as
long as nothing was changed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

Tried = tuple[str, str]  # what was changed, and who noticed it; nobody: ""


def chosen(mutants: Iterable[Any], sample: int, seed: int) -> tuple[list[Any], int]:
    """The mutants to try, and how many there are in all."""
    found = list(mutants)
    names = Counter(m[0] for m in found)
    assert names.most_common(1)[0][1] == 1, "two mutants of one name"
    few = random.Random(seed).sample(found, sample) if 0 < sample < len(found) else found
    return few, len(found)


def tried(mutants: list[Any], try_one: Callable[[Any], str], pool: Executor, log: Path | None) -> Iterator[Tried]:
    """What became of each mutant: read from the log, or found out and written there."""
    known: dict[str, str] = {}
    if log is not None and log.exists():
        known = dict(json.loads(line) for line in log.read_text("utf-8").splitlines())
    yield from ((m[0], known[m[0]]) for m in mutants if m[0] in known)
    running = {pool.submit(try_one, m): m[0] for m in mutants if m[0] not in known}
    for done in as_completed(running):
        name, by = running[done], done.result()
        if log is not None:
            with log.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps([name, by]) + "\n")
        yield name, by


def main() -> int:
    """Run the mutants and tell what survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["rules", "engine"])
    parser.add_argument("--sample", type=int, default=0, help="only so many, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="so many side by side")
    parser.add_argument("--log", type=Path, help="where each result is written down, and read again")
    given = parser.parse_args()
    pool = ProcessPoolExecutor(given.jobs, get_context("fork"))
    try_one: Callable[[Any], str]
    if given.what == "rules":
        from rule_mutants import changed_rules, noticed_by_rules_tests

        mutants, total = chosen(changed_rules(), given.sample, given.seed)
        try_one = noticed_by_rules_tests
    else:
        from source_mutants import changed_sources, copies, noticed_by_tests, unchanged

        mutants, total = chosen(changed_sources(), given.sample, given.seed)
        try_one = noticed_by_tests
        copies(given.jobs)
        if any(pool.map(try_one, [unchanged()] * given.jobs)):
            print("the tests fail without a defect")
            return 1
    noticed: Counter[str] = Counter()
    with pool:
        for n, (name, by) in enumerate(tried(mutants, try_one, pool, given.log), 1):
            noticed[by] += 1
            if not by or given.what == "engine":
                print(f"{n}/{len(mutants)} {name}: {f'noticed by {by}' if by else 'survived'}", flush=True)
    print("\n".join(f"noticed by {by}: {count}" for by, count in noticed.most_common() if by))
    killed = len(mutants) - noticed[""]
    print(f"{given.what}: {killed} of {len(mutants)} noticed ({killed / len(mutants):.1%}); "
          f"{total} mutants in all, seed {given.seed}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
