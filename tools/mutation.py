"""Mutation testing: defects are put into rules and engine one at a time, and the tests have to notice.

Usage: python tools/mutation.py rules|engine [--sample N] [--seed S]
`rules` changes the knowledge base as data (operator, literal, kind, a condition or rule left out, the order of
families) and asks the examples of all causes, the atlas (atlas.py) and `kb check`. `engine` changes the
source of engine/ in a copy and runs a fast part of the tests. It prints every survivor and the share that was killed.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from atlas import changes, read
from backupdx.engine.checks.causes import CAUSE_CHECKS
from backupdx.engine.checks.model import run_checks
from backupdx.engine.checks.rules import RULE_CHECKS
from backupdx.engine.conditions import Condition
from backupdx.engine.knowledge import Cause, Derivation, KnowledgeBase, Rule
from backupdx.engine.reference import opinion
from backupdx.facts.case import vocabulary
from backupdx.facts.errors import EngineError
from backupdx.kb.check import newest_review
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import with_known_code

ROOT = Path(__file__).resolve().parents[1]
KB = knowledge_base()
OTHER = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "in": "not in", "not in": "in",
         "includes": "not empty", "empty": "not empty", "not empty": "empty"}  # fmt: skip
KINDS = {"confirms": "suggests", "suggests": "confirms", "rules_out": "suggests"}

# -- the rules, as data -------------------------------------------------------------------------------------------


def changed_conditions(conditions: tuple[Condition, ...]) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """The conditions with one operator changed, one literal changed, or one condition left out."""
    for n, c in enumerate(conditions):
        before, after = conditions[:n], conditions[n + 1 :]
        yield f"{c.words}: operator", (*before, replace(c, operator=OTHER[c.operator]), *after)  # type: ignore[arg-type]
        for literal in other_literals(c):
            yield f"{c.words}: literal {literal}", (*before, replace(c, literal=literal), *after)
        if len(conditions) > 1:
            yield f"{c.words}: left out", (*before, *after)


def other_literals(c: Condition) -> Iterator[Any]:
    """Another literal of the condition: the other truth, a neighbouring number, one word of several fewer."""
    if isinstance(c.literal, bool):
        yield not c.literal
    elif isinstance(c.literal, int | float):
        yield c.literal + 1
    elif isinstance(c.literal, tuple) and len(c.literal) > 1:
        yield from (tuple(v for v in c.literal if v != gone) for gone in c.literal[:6])
    elif isinstance(c.literal, str) and vocabulary()[c.fact].choices:
        yield next(v for v in vocabulary()[c.fact].choices if v != c.literal)


def changed_rules() -> Iterator[tuple[str, KnowledgeBase]]:
    """Each mutant of the rule base, with what was changed."""
    for cause in KB.causes:
        for n, rule in enumerate(cause.rules):

            def made(new: tuple[Rule, ...], cause: Cause = cause, n: int = n) -> KnowledgeBase:
                rules = (*cause.rules[:n], *new, *cause.rules[n + 1 :])
                return replace(KB, causes=tuple(replace(c, rules=rules) if c is cause else c for c in KB.causes))

            name = f"{cause.id}, rule {n + 1} ({rule.kind})"
            for what, conditions in changed_conditions(rule.conditions):
                yield f"{name}: {what}", made((replace(rule, conditions=conditions),))
            yield f"{name}: is {KINDS[rule.kind]}", made((replace(rule, kind=KINDS[rule.kind]),))  # type: ignore[arg-type]
            with suppress(EngineError):  # the knowledge base itself refuses a cause without rules
                yield f"{name}: left out", made(())
    for n, derivation in enumerate(KB.derivations):

        def derived(new: tuple[Derivation, ...], n: int = n) -> KnowledgeBase:
            return replace(KB, derivations=(*KB.derivations[:n], *new, *KB.derivations[n + 1 :]))

        for what, conditions in changed_conditions(derivation.conditions):
            yield f"{derivation.fact}, derivation: {what}", derived((replace(derivation, conditions=conditions),))
        yield f"{derivation.fact}, derivation left out", derived(())
    for n in range(len(KB.families) - 1):
        order = [*KB.families[:n], KB.families[n + 1], KB.families[n], *KB.families[n + 2 :]]
        yield f"families {KB.families[n].id} and the next: order", replace(KB, families=tuple(order))
    for code in KB.codes:
        for n in range(len(code.families) - 1):
            families = [*code.families[:n], code.families[n + 1], code.families[n], *code.families[n + 2 :]]
            new = tuple(replace(c, families=tuple(families)) if c is code else c for c in KB.codes)
            yield f"{code.code}, families {n + 1} and {n + 2}: order", replace(KB, codes=new)


class Examples:
    """What the examples of all causes expect."""

    def __init__(self) -> None:
        self._of: dict[str, list[tuple[dict[str, Any], Any]]] = {}
        for cause in KB.causes:
            for example in examples_of(cause.id):
                seen = with_known_code(example.case).observations()
                self._of.setdefault(cause.id, []).append(({f: o.value for f, o in seen.items()}, example))

    def fails(self, kb: KnowledgeBase, first: str) -> bool:
        """Whether an example is not as expected; those of the cause `first` are tried first."""
        order = sorted(self._of, key=lambda c: c != first)
        return any(self._wrong(kb, cause, facts, example) for cause in order for facts, example in self._of[cause])

    @staticmethod
    def _wrong(kb: KnowledgeBase, cause: str, facts: dict[str, Any], example: Any) -> bool:
        found = opinion(kb, facts)
        if found.verdicts[cause] != example.verdict:
            return True
        if example.rank is not None and found.ranked.index(cause) + 1 != example.rank:
            return True
        return example.first is not None and found.ranked[0] != example.first


def elsewhere(kb: KnowledgeBase, name: str, written: list[Any]) -> bool:
    """Whether the atlas says otherwise: the rows of the cause or fact that was changed first, then those of codes."""
    about = name.partition(",")[0]
    own = [row for row in written if row.get("about") == about] + [row for row in written if "code" in row]
    return next(changes(kb, own), None) is not None


def anomalous(kb: KnowledgeBase) -> bool:
    """Whether `backupdx kb check` finds an anomaly in the rules or causes of a mutant."""
    return bool(run_checks(kb, (*RULE_CHECKS, *CAUSE_CHECKS), newest_review()).anomalies)


# -- the engine, as source ----------------------------------------------------------------------------------------

MODULES = ("conditions", "compiled", "conclusion", "inference", "knowledge", "reference", "recall", "proof", "witness")
TESTS = ("test_examples_of_causes", "test_agreement", "test_witness", "test_proof", "test_experta_traps", "test_purity")
MORE = ("test_fleet_lines", "test_invariants", "test_properties", "test_exclusive", "test_kb_check", "test_interview",
        "test_determinism", "test_public_api", "test_filling", "test_conditions")  # fmt: skip
SWAPS: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


def changed_sources() -> Iterator[tuple[str, str, str]]:
    """Each mutant of the engine: module, what was changed, and its whole source."""
    for module in MODULES:
        source = (ROOT / "engine" / f"{module}.py").read_text("utf-8")
        count = sum(1 for _ in _places(ast.parse(source)))
        for n in range(count):
            tree = ast.parse(source)
            what = list(_places(tree))[n]()
            yield module, what, ast.unparse(tree)


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


def noticed(copy: Path, module: str, source: str) -> bool:
    """Whether the tests notice that a module of the copy has this source instead of its own."""
    path = copy / "backupdx" / "engine" / f"{module}.py"
    own = path.read_text("utf-8")
    path.write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    env = {**os.environ, "PYTHONPATH": str(copy), "BACKUPDX_CASES": "60", "BACKUPDX_EFFORT": "0.2",
           "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    try:
        for names in (TESTS, MORE):
            tests = [f"tests/{name}.py" for name in names]
            done = subprocess.run([*command, *tests], cwd=copy / "backupdx", env=env, capture_output=True, timeout=1800)
            if done.returncode:
                return True
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(own, encoding="utf-8")
    return False


def copied() -> Path:
    """A copy of the working tree that is imported as backupdx."""
    copy = ROOT / "build" / "mutation"
    shutil.rmtree(copy, ignore_errors=True)
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, files.split("\0")):
        target = copy / "backupdx" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return copy


def main() -> int:
    """Run the mutants and tell what survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["rules", "engine"])
    parser.add_argument("--sample", type=int, default=0, help="only so many, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    mutants: list[Any] = list(changed_rules() if given.what == "rules" else changed_sources())
    total = len(mutants)
    if given.sample and given.sample < total:
        mutants = rng.sample(mutants, given.sample)
    survivors, tried, by_examples = [], 0, 0
    written = read()
    examples = Examples() if given.what == "rules" else None
    copy = copied() if given.what == "engine" else None
    if copy is not None and noticed(
        copy, "conditions", ast.unparse(ast.parse((ROOT / "engine/conditions.py").read_text()))
    ):
        print("the tests fail without a defect")
        return 1
    for mutant in mutants:
        tried += 1
        if examples is not None:
            name, kb = mutant
            by_examples += examples.fails(kb, name.partition(",")[0])
            if not elsewhere(kb, name, written) and not examples.fails(kb, "") and not anomalous(kb):
                survivors.append(name)
        elif copy is not None:
            module, what, source = mutant
            name = f"{module}.py {what}"
            if not noticed(copy, module, source):
                survivors.append(name)
            print(f"{tried}/{len(mutants)} {name}: {'survived' if name in survivors else 'killed'}", flush=True)
    print("\n".join(f"survived: {s}" for s in survivors))
    killed = tried - len(survivors)
    if examples is not None:
        print(f"by the examples alone: {by_examples}")
    print(f"{given.what}: {killed} of {tried} killed ({killed / tried:.1%}); "
          f"{total} mutants in all, seed {given.seed}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
