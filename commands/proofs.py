"""`backupdx check-proof`: whether the verdicts in a diagnosis follow from the facts and rules that it names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .output import out, say, spare_inputs


def check_proof(
    file: Annotated[
        str,
        typer.Argument(help="What `diagnose --proof -f json` printed, for one case or for many, or - for stdin."),
    ],
    rules: Annotated[
        Path | None, typer.Option(help="The rule base that `kb export` printed; else that of this installation.")
    ] = None,
) -> None:
    """Derive the verdicts of a diagnosis again, from its JSON and without the engine; exit with 1 where they differ."""
    from ..facts.errors import InputError
    from ..proofcheck import faults
    from ..readers.containers.parsing import parse, read_bytes, read_stream
    from ..report.clean import clean

    spare_inputs((), (file, rules))
    name = "standard input" if file == "-" else file
    content = read_stream(sys.stdin.buffer, name) if file == "-" else read_bytes(Path(file))
    found = parse(content, name)
    diagnoses = found if isinstance(found, list) else [found]
    base = _rule_base() if rules is None else parse(read_bytes(rules), str(rules))
    if not isinstance(base, dict):
        raise InputError("is no rule base", where=str(rules), expected="what `backupdx kb export` prints")
    if not diagnoses:
        raise InputError("has no proof", where=name, expected="a diagnosis made with --proof")
    wrong = 0
    for n, diagnosis in enumerate(diagnoses, 1):
        place = f"{name}: " if len(diagnoses) == 1 else f"{name}, diagnosis {n}: "
        if not isinstance(diagnosis, dict) or not diagnosis.get("proof"):
            raise InputError("has no proof", where=place.rstrip(": "), expected="a diagnosis made with --proof")
        if diagnosis.get("kb_version") != base.get("kb_version"):
            say(f"{place}made with knowledge base {diagnosis.get('kb_version')}, checked with {base.get('kb_version')}")
        told = faults(diagnosis, base)
        wrong += bool(told)
        out("".join(clean(f"{place}{fault}") + "\n" for fault in told or ["the proof holds"]))
    if wrong:
        raise typer.Exit(1)


def _rule_base() -> object:
    import json

    from ..engine.export import rule_base
    from ..kb.knowledge import knowledge_base
    from ..report import jsonform

    return json.loads(jsonform.render(rule_base(knowledge_base()), compact=True))
