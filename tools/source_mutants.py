"""Defects in the source of engine/ and of the code in kb/, and the part of the tests that has to notice them."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import cache_from_source
from multiprocessing import get_context
from pathlib import Path
from typing import Any

# Imported before the runs are forked, so that each has them; not what engine/ imports in ways of its own.
import hypothesis.strategies  # noqa: F401
import jsonschema  # noqa: F401
import pydantic  # noqa: F401
import pytest
import typer.testing  # noqa: F401
import yaml  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]
FORK = get_context("fork")
LONGEST = 900  # seconds for a group of tests, on a machine that has other work too
Mutant = tuple[str, str, str]

# Each module with the tests that stand nearest to it, which are run first. Not here: answers.py, bundles.py, plan.py
# and interview.py, which choose what to ask and conclude nothing, and modules of data alone.
NEAR = {
    "engine/checks/causes": ("kb_check",),
    "engine/checks/facts": ("kb_check",),
    "engine/checks/model": ("kb_check",),
    "engine/checks/rules": ("kb_check",),
    "engine/assessment": ("truth", "proof", "examples", "meant_root"),
    "engine/clips": ("agreement",),
    "engine/compiled": ("knowledge", "experta_traps", "interview"),
    "engine/conclusion": ("broken_rule_bases", "decisions", "experta_traps", "codes"),
    "engine/conditions": ("conditions", "experta_traps", "packs"),
    "engine/data": ("proof", "public_api"),
    "engine/domains": ("satisfying", "kb_check"),
    "engine/experta_import": ("experta_traps",),
    "engine/export": ("proof", "agreement"),
    "engine/filling": ("filling", "decisions"),
    "engine/headline": ("configuring", "pasted", "truth", "examples"),
    "engine/inference": ("experta_traps", "proof"),
    "engine/likeness": ("likeness",),
    "engine/links": ("knowledge", "decisions"),
    "engine/knowledge": ("knowledge", "kb_check"),
    "engine/matching": ("matching", "agreement", "fleet_lines"),
    "engine/page": ("page", "questions"),
    "engine/proof": ("proof",),
    "engine/reasoning": ("decisions", "broken_rule_bases", "experta_traps", "cli"),
    "engine/reasons": ("screen",),
    "engine/reference": ("satisfying", "proof", "agreement"),
    "engine/remarks": ("decisions", "broken_rule_bases", "cli"),
    "engine/result": ("public_api", "cli"),
    "engine/satisfying": ("satisfying", "kb_check"),
    "engine/weighing": ("truth", "properties"),
    "kb/check": ("kb_check",),
    "kb/commands": ("kb_check", "verified_commands"),
    "kb/examples": ("kb_check", "examples_of_causes"),
    "kb/known_code": ("recognition", "codes", "inner_texts", "pasted"),
    "kb/recognition": ("recognition", "codes", "codes_sibling", "inner_texts"),
    "kb/authoring": ("authoring", "examples_of_causes"),
    "kb/families": ("authoring", "codes"),
    "kb/steps/making": ("authoring", "decisions"),
    "kb/trace": ("trace", "kb_check"),
}
FAST = ("conditions", "knowledge", "public_api", "filling", "satisfying", "kb_check", "proof", "experta_traps", "codes",
        "interview", "documents", "broken_rule_bases", "recognition", "decisions", "trace", "truth",
        "likeness", "screen")  # fmt: skip
SLOW = ("examples_of_causes", "exclusive", "properties", "invariants", "agreement", "cli", "fleet_lines",
        "purity")  # fmt: skip
# Few examples do not show a defect of a property, and other processes say what this one does, and take long.
LEFT_OUT = "not a_defect_is_found and not fresh_process and not test_all_examples_together and not two_threads"
SWAPS: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


def changed_sources() -> Iterator[Mutant]:
    """Each mutant: what was changed, the module, and its whole source."""
    for module in NEAR:
        source = (ROOT / f"{module}.py").read_text("utf-8")
        count = sum(1 for _ in _places(ast.parse(source)))
        for n in range(count):
            tree = ast.parse(source)
            what = list(_places(tree))[n]()
            yield f"{module}.py ({n + 1}) {what}", module, ast.unparse(tree)


def unchanged() -> Mutant:
    """A module written anew from its syntax tree, without a defect: the tests have to pass."""
    module = next(iter(NEAR))
    return "nothing", module, ast.unparse(ast.parse((ROOT / f"{module}.py").read_text("utf-8")))


def _places(tree: ast.Module) -> Iterator[Any]:
    """What can be changed in a module: functions that change it, and say what they did."""
    annotations = {id(n) for a in ast.walk(tree) for n in _beside_the_point(a)}
    for node in ast.walk(tree):
        if id(node) in annotations:
            continue
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            yield lambda node=node, line=line: _swap(node.ops, 0, line)
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
            yield lambda node=node, line=line: _operator(node, line)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield lambda node=node, line=line: _no_not(node, line)
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
            yield lambda node=node, line=line: _constant(node, line)


def _beside_the_point(node: ast.AST) -> Iterator[ast.AST]:
    """Types, decorators (frozen, slots, sizes of caches) and the limits of caches: no conclusion depends on them."""
    for name in ("annotation", "returns"):
        if getattr(node, name, None) is not None:
            yield from ast.walk(getattr(node, name))
    for decorator in getattr(node, "decorator_list", ()):
        yield from ast.walk(decorator)
    if isinstance(node, ast.Assign) and any(getattr(t, "id", "").startswith("MOST_") for t in node.targets):
        yield from ast.walk(node)


def _swap(ops: list[Any], n: int, line: int) -> str:
    old, ops[n] = type(ops[n]).__name__, SWAPS[type(ops[n])]()
    return f"line {line}: {old} -> {type(ops[n]).__name__}"


def _operator(node: Any, line: int) -> str:
    old, node.op = type(node.op).__name__, SWAPS[type(node.op)]()
    return f"line {line}: {old} -> {type(node.op).__name__}"


def _no_not(node: Any, line: int) -> str:
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    return f"line {line}: not left out"


def _constant(node: Any, line: int) -> str:
    old, node.value = node.value, not node.value if isinstance(node.value, bool) else node.value + 1
    return f"line {line}: {old} -> {node.value}"


_COPIES: Any = FORK.SimpleQueue()  # those that no run is using


def copies(number: int) -> None:
    """Make so many copies of the working tree that are imported as backupdx, for as many runs side by side."""
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for n in range(number):
        copy = ROOT / "build" / "mutation" / str(n)
        shutil.rmtree(copy, ignore_errors=True)
        for name in filter(None, files.split("\0")):
            target = copy / "backupdx" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
        _COPIES.put(copy)


def noticed_by_tests(mutant: Mutant) -> str:
    """The tests that notice a mutant: the nearest, fast or slow ones; empty where none does."""
    _, module, source = mutant
    copy = _COPIES.get()
    path = copy / "backupdx" / f"{module}.py"
    own = path.read_text("utf-8")
    path.write_text(source, encoding="utf-8")
    near = NEAR[module]
    groups = {"near tests": near, "other tests": tuple(n for n in (*FAST, *SLOW) if n not in near)}
    try:
        return next((group for group, names in groups.items() if _fail(copy, names)), "")
    finally:
        path.write_text(own, encoding="utf-8")
        Path(cache_from_source(str(path))).unlink(missing_ok=True)
        _COPIES.put(copy)


def _fail(copy: Path, names: Iterable[str]) -> bool:
    """Whether tests fail in a copy; those that never end do."""
    run = FORK.Process(target=_run_tests, args=(copy, tuple(names)))
    run.start()
    run.join(LONGEST)
    if run.exitcode is None:
        os.killpg(run.pid, signal.SIGKILL)
        run.join()
    return run.exitcode != 0


def _run_tests(copy: Path, names: tuple[str, ...]) -> None:
    """Run tests, the quickest first, and end the process with what pytest says; what it prints is dropped."""
    os.setsid()
    os.environ |= {"PYTHONPATH": str(copy), "BACKUPDX_CASES": "60", "BACKUPDX_EFFORT": "0.2"}
    sys.path.insert(0, str(copy))
    os.chdir(copy / "backupdx")
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:xdist", "-k", LEFT_OUT,
               "-W", "ignore::pytest.PytestAssertRewriteWarning"]  # fmt: skip
    tests = [f"tests/test_{name}.py" for name in names]
    os._exit(int(pytest.main([*options, *tests], plugins=[QuickestFirst(copy / "durations.json")])))


class QuickestFirst:
    """For pytest: runs the tests by how long they took before, and writes down how long they take."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, float] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        self._took: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """The quickest first."""
        items.sort(key=lambda item: self._known.get(item.nodeid, 0))

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Setting up, calling and taking down a test."""
        self._took[report.nodeid] = self._took.get(report.nodeid, 0) + report.duration

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Nothing is written where one failed."""
        if exitstatus == 0:
            self._path.write_text(json.dumps(self._known | self._took), encoding="utf-8")
