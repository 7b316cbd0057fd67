"""The house rules: who may import whom, and how large a module, also of the tests, may be."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from backupdx.facts.vocabulary import vocabulary

ROOT = Path(__file__).parents[1]
FOLDERS = ("facts", "readers", "engine", "kb", "redaction", "report", "collect", "fleet", "service", "commands")
MAY_IMPORT = {
    "facts": {"facts"},
    "readers": {"readers", "facts"},
    "engine": {"engine", "facts"},
    "kb": {"kb", "engine", "readers", "facts"},
    "redaction": {"redaction", "readers", "facts"},
    "report": {"report", "fleet", "redaction", "engine", "readers", "facts"},
    "collect": {"collect", "kb", "engine", "readers", "facts"},
    "fleet": {"fleet", "library", "kb", "redaction", "engine", "readers", "facts"},
    "service": {
        "service",
        "library",
        "understanding",
        "report",
        "fleet",
        "collect",
        "kb",
        "engine",
        "readers",
        "facts",
        "",
    },
    "commands": {
        "commands",
        "service",
        "fleet",
        "collect",
        "report",
        "kb",
        "engine",
        "readers",
        "redaction",
        "facts",
        "library",
        "proofcheck",
        "session",
        "",
    },
}
MODULES = sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """The syntax of a module, all nodes of it."""
    return tuple(ast.walk(ast.parse(path.read_text())))


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_go_one_way(folder: str) -> None:
    for path, node in ((p, node) for p in MODULES if p.relative_to(ROOT).parts[0] == folder for node in nodes_of(p)):
        here = path.relative_to(ROOT).parts
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            assert "experta" not in {n.split(".")[0] for n in names} or path.name == "experta_import.py", path
            assert not any(n.startswith("backupdx") for n in names), (path, "inside the package, imports are relative")
        if isinstance(node, ast.ImportFrom) and node.level:
            base = here[: len(here) - node.level]
            target = (*base, *(node.module or "").split("."))
            assert target[0] in MAY_IMPORT[folder], (path, target)


def test_modules_are_small() -> None:
    paths = [*ROOT.glob("*.py"), *ROOT.glob("tools/*.py"), *ROOT.glob("tests/*.py"), *MODULES]
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in paths}
    assert len(lines) > 500
    assert {path: number for path, number in lines.items() if number > 400} == {}


WRITES = {"write_text", "write_bytes", "mkstemp", "NamedTemporaryFile"}
OF_SYSTEM = {"os.open", "os.replace", "os.rename", "os.link", "os.symlink"}


@pytest.mark.parametrize("folder", ["", *FOLDERS])
def test_one_module_writes_files(folder: str) -> None:
    """What is whole or an error, and spares links, devices and inputs, is so for every output."""
    paths = [p for p in MODULES if p.relative_to(ROOT).parts[0] == folder] if folder else [*ROOT.glob("*.py")]
    writing = ROOT / "facts" / "writing.py"
    for path, node in ((p, node) for p in paths if p != writing for node in nodes_of(p)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute | ast.Name):
            continue
        name = ast.unparse(node.func)
        words = [a.value for a in [*node.args, *(k.value for k in node.keywords)] if isinstance(a, ast.Constant)]
        modes = [word for word in words if isinstance(word, str) and set(word) & set("wax+") and len(word) < 4]
        last = name.rpartition(".")[2]
        assert last not in WRITES and name not in OF_SYSTEM, (path, node.lineno, name)
        assert not (last in ("open", "fdopen") and modes), (path, node.lineno, modes)


CAUSES = sorted((ROOT / "kb" / "causes").rglob("[!_]*.py"))


@pytest.mark.parametrize("area", sorted({path.parent.name for path in CAUSES}))
def test_a_cause_has_one_import_and_at_most_sixty_lines(area: str) -> None:
    for path in (p for p in CAUSES if p.parent.name == area):
        imports = [ast.unparse(n) for n in nodes_of(path) if isinstance(n, ast.Import | ast.ImportFrom)]
        assert imports == ["from ...authoring import *"], (path, "what causes share stands in kb/steps/")
        lines = len(path.read_text().splitlines())
        assert lines <= 60, (path, "a step or a condition that others will need too can stand in kb/steps/")


def test_causes_are_short() -> None:
    lengths = sorted(len(path.read_text().splitlines()) for path in CAUSES)
    assert len(lengths) > 60 and lengths[len(lengths) // 2] <= 55  # two lines of each are the argument of a `confirms`


def test_a_command_that_a_fact_declares_stands_nowhere_else() -> None:
    """`how(fact)` gives it: what is changed in one place is changed in all."""
    declared = {way.text for spec in vocabulary().values() for way in spec.how}
    for path in [*CAUSES, *(ROOT / "kb" / "steps").glob("*.py")]:
        constants = {n.value for n in nodes_of(path) if isinstance(n, ast.Constant)}
        assert declared.isdisjoint(constants), (path, declared & constants)


def imports_of(path: Path) -> set[str]:
    """The modules of the package that a module imports, wherever in it: at the top, in a function, for types only."""
    here = path.relative_to(ROOT).parts[:-1]
    found = set()
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*here[: len(here) - node.level + 1], *(node.module or "").split(".")]
            whole = ".".join(filter(None, base))
            found |= {f"{whole}.{alias.name}".lstrip(".") for alias in node.names} | {whole}
    return found


def test_no_module_imports_itself_over_others() -> None:
    """No cycle, hidden ones included: an import in a function or under TYPE_CHECKING ties modules together as well."""
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in [*ROOT.glob("*.py"), *MODULES]
        if path != ROOT / "__init__.py"
    }
    graph = {name: imports_of(path) & (modules.keys() - {name}) for name, path in modules.items()}
    while leaves := {name for name, targets in graph.items() if not targets}:
        graph = {name: targets - leaves for name, targets in graph.items() if name not in leaves}
    assert graph == {}, "these import each other, or what does"


@pytest.mark.parametrize(
    "path", [ROOT / "facts" / "documents.py", *sorted((ROOT / "kb").glob("*.py"))], ids=lambda p: p.name
)
def test_no_name_is_given_twice(path: Path) -> None:
    """Two authors who add a source or a list of the same name would each cite the other's."""
    names = [
        target.id
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    ]
    assert [name for name in names if names.count(name) > 1] == []
