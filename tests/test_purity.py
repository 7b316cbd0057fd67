"""The library is pure: threads share nothing, nothing is logged or printed or left behind, nothing of the caller's is
touched. Each way of looking is also shown to see a defect."""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from backupdx.engine.experta_import import Fact
from backupdx.facts.case import Case
from backupdx.library import diagnose
from backupdx.report import jsonform
from cases import biased_cases, case_of, examples
from hypothesis import Phase, given, settings

ROOT = Path(__file__).parents[1]


@cache
def some_cases() -> list[Case]:
    found: list[Case] = []

    @settings(max_examples=examples(12), database=None, phases=(Phase.generate,))
    @given(biased_cases())
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    return found


def in_threads(ask: Callable[[Case], str], cases: list[Case], number: int = 2) -> list[list[str]]:
    """What each of several threads is answered, each with the cases in an order of its own, taking turns often."""
    answers: list[list[str]] = [[""] * len(cases) for _ in range(number)]
    start = threading.Barrier(number)

    def work(n: int) -> None:
        order = random.Random(n).sample(range(len(cases)), len(cases))
        start.wait()
        for place in order:
            answers[n][place] = ask(cases[place])

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=work, args=(n,)) for n in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    return answers


def answered(case: Case) -> str:
    return jsonform.render(diagnose(case, proof=True))


def test_threads_with_interleaved_cases_share_nothing() -> None:
    alone = [answered(case) for case in some_cases()]
    assert in_threads(answered, some_cases()) == [alone, alone]


def test_a_shared_thing_is_seen() -> None:
    shared: dict[str, str] = {}

    def leaky(case: Case) -> str:
        shared["last"] = str(id(case))
        for _ in range(200):
            sum(range(50))  # time for the other thread to come in between
        return shared["last"]

    cases = [Case(id=str(n)) for n in range(200)]
    expected = [str(id(c)) for c in cases]
    assert in_threads(leaky, cases) != [expected, expected]


def test_the_case_and_the_order_of_cases_are_left_as_they_were() -> None:
    before = [case.model_dump_json() for case in some_cases()]
    forwards = [answered(case) for case in some_cases()]
    backwards = [answered(case) for case in reversed(some_cases())]
    assert forwards == backwards[::-1]
    assert [case.model_dump_json() for case in some_cases()] == before


# -- what is left in memory ---------------------------------------------------------------------------------------


class Marker(str):
    """A value that can be found again in memory."""

    __slots__ = ()


def alive(kind: type) -> list[Any]:
    """Whatever of this kind is still held, apart from what this function holds."""
    gc.collect()
    return [o for o in gc.get_objects() if type(o) is kind]


def facts_alive() -> set[str]:
    return {type(f).__name__ for f in alive_facts() if f.get("__factid__") is not None}


def alive_facts() -> Iterator[Any]:
    gc.collect()
    return (o for o in gc.get_objects() if isinstance(o, Fact))


def texts_alive(wanted: str) -> list[Any]:
    """The containers in memory that hold this text, as a key, a value or in a tuple (which may itself be unseen)."""
    gc.collect()

    def holds(thing: Any) -> bool:
        if isinstance(thing, str):
            return wanted in thing
        return isinstance(thing, tuple) and any(isinstance(v, str) and wanted in v for v in thing)

    found = []
    for o in gc.get_objects():
        if isinstance(o, dict):
            found += [o] if any(map(holds, o.keys())) or any(map(holds, o.values())) else []
        elif isinstance(o, list | tuple | set | frozenset):
            found += [o] if any(map(holds, o)) else []
    return found


def test_no_fact_of_a_case_is_alive_afterwards() -> None:
    secret = "-".join(("vault", "of", "a", "customer"))  # put together, so that no constant holds it
    for _ in range(3):
        names = dict.fromkeys(("error.code", "error.inner_message", "backup.vault", "vm.name"), secret)
        lists = {f: [secret] for f in ("extensions.failed", "linux.unreadable_mounts", "windows.bad_vss_writers")}
        diagnose(case_of({**names, **lists, "vm.power_state": "running"}))
    del names, lists
    assert facts_alive() <= {"InitialFact"}
    assert not texts_alive(secret)


def test_a_fact_that_is_kept_is_seen() -> None:
    secret = "-".join(("vault", "that", "is", "kept"))
    all_kept = [[secret], {secret: []}, {1: secret, 2: []}, {(secret, "x"): []}, {secret}]
    alive = texts_alive(secret)
    for kept in all_kept:
        assert any(o is kept for o in alive)
    held = type("Kept", (Fact,), {})(a=1)
    held["__factid__"] = 1
    assert "Kept" in facts_alive()


# -- what belongs to the process ----------------------------------------------------------------------------------

WATCH = """
import collections, contextlib, gc, io, json, locale, logging, os, random, signal, sys, threading, warnings
def state():
    root = logging.getLogger()
    return {
        "root": (root.level, list(map(str, root.handlers)), root.disabled, list(map(str, root.filters))),
        "logging": (logging.root.manager.disable, logging.raiseExceptions, logging.lastResort.level),
        "collections": sorted(n for n in vars(collections)),
        "warnings": [str(f) for f in warnings.filters], "hook": warnings.showwarning is SHOW,
        "random": hash(random.getstate()), "locale": locale.setlocale(locale.LC_ALL),
        "limits": (sys.getrecursionlimit(), gc.get_threshold(), gc.isenabled(), sys.getswitchinterval()),
        "hooks": (sys.excepthook is sys.__excepthook__, threading.excepthook is threading.__excepthook__),
        "signals": [str(signal.getsignal(s)) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)],
        "process": (os.getcwd(), sorted(os.environ.items()), os.umask(os.umask(0o77)), sys.path[:]),
        "streams": (id(sys.stdout), id(sys.stderr)), "threads": threading.active_count(),
        "builtins": sorted(vars(__import__("builtins"))),
    }
SHOW = warnings.showwarning
records = []
class Catch(logging.Handler):
    def emit(self, record): records.append(record.getMessage())
logging.getLogger().addHandler(Catch(0)); logging.getLogger().setLevel(1)
out, err = io.StringIO(), io.StringIO()
import socket
def closed(*a, **k): raise AssertionError("the network was touched")
real, socket.socket.connect = socket.socket.connect, closed
before = state()
with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
    inside = state()
    exec(USE)
    after_inside = state()
after = state()
changed = [k for k in before if before[k] != after[k]] + [k for k in inside if inside[k] != after_inside[k]]
print(json.dumps({"changed": changed, "logged": records, "printed": out.getvalue() + err.getvalue()}))
"""


USE = f"""
from backupdx import Interview, diagnose, load, reason
case = load({str(ROOT / "examples" / "agent-stopped-ubuntu.yaml")!r}, error_code="GuestAgentSnapshotTaskStatusError")
for _ in range(2):
    diagnose(case); reason(case).why("rg-lock"); reason(case).what_if({{"agent.status": "ready"}})
interview = Interview(case); interview.next_question()
"""


def watched(use: str) -> dict[str, Any]:
    """What a fresh process saw change while it ran this code, and what was logged and printed."""
    code = f"USE = {use!r}\n{WATCH}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True)
    assert done.stderr == ""
    return dict(json.loads(done.stdout))


def test_nothing_is_logged_or_printed_and_nothing_of_the_process_is_changed() -> None:
    assert watched(USE) == {"changed": [], "logged": [], "printed": ""}


@pytest.mark.parametrize(
    ("defect", "seen"),
    [
        ("logging.basicConfig(force=True)", ["root"]),
        ("logging.getLogger('experta').info('x')", []),
        ("print('x')", []),
        ("random.seed(1)", ["random"]),
        ("warnings.simplefilter('ignore')", ["warnings"]),
        ("collections.Mapping = dict", ["collections"]),
        ("os.environ['X'] = '1'", ["process"]),
        ("sys.setrecursionlimit(5000)", ["limits"]),
        ("signal.signal(signal.SIGTERM, signal.SIG_IGN)", ["signals"]),
        ("gc.disable()", ["limits"]),
    ],
)
def test_what_is_touched_is_seen(defect: str, seen: Iterable[str]) -> None:
    found = watched(defect)
    assert found != {"changed": [], "logged": [], "printed": ""}
    assert set(seen) <= set(found["changed"])
