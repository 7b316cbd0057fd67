"""The generated files of tests/decisions/: one for each cause, code, derived fact and file of examples/.

Usage: python tools/generated.py [--write] [CAUSE ...]
Without --write it tells which files are not as they would be generated, and exits with 1 where there are any. With it,
it writes them anew, and deletes those of what is gone. Ids of causes limit it to these. The files are read as a
difference: who changes a rule sees which cases get another verdict, reason or remedy, and nothing else may change.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from backupdx.engine.knowledge import KnowledgeBase
from backupdx.kb.knowledge import cause_modules, knowledge_base
from decision_tables import (
    decided_of_cause,
    decided_of_derived,
    order_without_code,
    table_of_cause,
    table_of_code,
    table_of_derived,
)
from explanation_texts import cases_of_files, odd_cases, said_of_case, texts_of_cause
from fixed_knowledge import CAUSES, reduced

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "decisions"
WIDTH = 120  # what fits into a line stands in one
Made = dict[str, Callable[[], Any]]  # the files, by their names, and what gives their contents
HINT = "`make decisions` writes them anew; then look at the difference"


def generated(kb: KnowledgeBase, causes: Iterable[str] = ()) -> Made:
    """Each file below FOLDER with the function that gives its content; of some causes only, where they are named."""
    of_causes = [c.id for c in kb.in_order if not causes or c.id in causes]
    made: Made = {file_of_cause(cause): partial(of_cause, kb, cause) for cause in of_causes}
    if causes:
        return made
    fixed = reduced(kb, CAUSES)
    made["no-code.json"] = partial(without_code, kb)
    for code in (*kb.codes, *kb.foreign_codes):
        made[f"codes/{code.code}.json"] = partial(table_of_code, kb, code.code)
    for fact in kb.deriving:
        made[f"derived/{fact.removeprefix('derived.')}.json"] = partial(table_of_derived, kb, fact)
    for name, cases in cases_of_files().items():
        made[f"examples/{name}.json"] = lambda cases=cases: [said_of_case(fixed, case) for case in cases]
    for name, case in odd_cases().items():
        made[f"odd-cases/{name.replace(' ', '-').replace(',', '')}.json"] = partial(said_of_case, fixed, case)
    return made


def file_of_cause(cause: str) -> str:
    """The file about a cause, below FOLDER: its area and its id. Raises KeyError for a cause without a module."""
    return f"causes/{cause_modules()[cause.replace('-', '_')].parent.name}/{cause}.json"


def of_cause(kb: KnowledgeBase, cause: str) -> dict[str, Any]:
    """What is written down about a cause: its decision table, and what is said of it in its examples."""
    return {**table_of_cause(kb, kb.by_id[cause]), "examples": texts_of_cause(kb, kb.by_id[cause])}


def text_of(content: Any) -> str:
    """The content as JSON that is read as a difference: what is short stands in one line, the rest a part a line."""
    return _laid_out(content, "", 0) + "\n"


def _laid_out(value: Any, indent: str, before: int) -> str:
    """A value as JSON; `before` are the columns that its key takes in the line where it begins."""
    if not isinstance(value, dict | list) or not value:
        return json.dumps(value, ensure_ascii=True)
    inner = indent + " "
    if isinstance(value, list):
        opening, closing = "[]"
        parts = [_laid_out(part, inner, 1) for part in value]
    else:
        opening, closing = "{}"
        names = {key: f"{json.dumps(key)}: " for key in value}
        parts = [names[key] + _laid_out(part, inner, len(names[key]) + 1) for key, part in value.items()]
    short = f"{opening}{', '.join(parts)}{closing}"
    if "\n" not in short and len(indent) + before + len(short) < WIDTH:
        return short
    lines = ",\n".join(inner + part for part in parts)
    return f"{opening}\n{lines}\n{indent}{closing}"


def written_files(folder: Path = FOLDER) -> list[str]:
    """The files that are there, by their names below the folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def differing(made: Made, folder: Path = FOLDER, gone: bool = True) -> list[str]:
    """The files that are not as generated: changed, missing, or (with `gone`) of what is gone."""
    there = set(written_files(folder))
    found = {
        name
        for name, content in made.items()
        if name not in there or (folder / name).read_text("utf-8") != text_of(content())
    }
    return sorted(found | (there - made.keys()) if gone else found)


def write(made: Made, folder: Path = FOLDER, gone: bool = True) -> list[str]:
    """Write the files that differ, and (with `gone`) delete those of what is gone. Returns their names."""
    names = differing(made, folder, gone)
    for name in names:
        path = folder / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text_of(made[name]()), encoding="utf-8")
        else:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
    return names


def written_tables(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The decision tables as they were written down: of causes, derived facts, codes and of no code."""
    names = [n for n in written_files(folder) if n.startswith(("causes/", "derived/", "codes/", "no-code"))]
    return [json.loads((folder / name).read_text("utf-8")) for name in names]


def changed_tables(kb: KnowledgeBase, written: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each decision table that says otherwise than this rule base decides on its facts; texts are not compared."""
    for table in written:
        plain = {name: value for name, value in table.items() if name != "examples"}
        try:
            now = json.loads(json.dumps(decided_anew(kb, plain)))
        except (KeyError, ValueError):  # what it is about is gone
            now = {}
        if now != plain:
            yield table


def decided_anew(kb: KnowledgeBase, table: dict[str, Any]) -> dict[str, Any]:
    """A table with what this rule base decides on its facts. Raises KeyError where what it is about is gone."""
    if "cause" in table:
        return decided_of_cause(kb, table)
    if "derived" in table:
        return decided_of_derived(kb, table)
    return table_of_code(kb, table["code"]) if "code" in table else without_code(kb)


def without_code(kb: KnowledgeBase) -> dict[str, Any]:
    """The families of the fixed knowledge base in their order where nothing is known, not even a code."""
    return {"families": order_without_code(reduced(kb, CAUSES))}


def main() -> int:
    """Compare, or write."""
    kb = knowledge_base()
    causes = [a for a in sys.argv[1:] if a != "--write"]
    for cause in causes:
        if cause not in kb.by_id:
            print(f"there is no cause {cause}; `backupdx kb list` shows them")
            return 2
    made = generated(kb, causes)
    if "--write" in sys.argv[1:]:
        names = write(made, gone=not causes)
        print("\n".join(f"written: tests/decisions/{name}" for name in names) or "all are as they were")
        return 0
    names = differing(made, gone=not causes)
    told = [f"not as generated: tests/decisions/{name}" for name in names]
    print("\n".join([*told, HINT] if told else ["all are as generated"]))
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
