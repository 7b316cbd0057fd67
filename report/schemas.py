"""The published JSON Schemas of the fact file and of what backupdx writes."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter

from ..engine.checks.model import CheckReport
from ..engine.export import RuleBase
from ..engine.result import Diagnosis, SignatureList, Why
from ..facts.case import Case
from ..fleet.stored import FleetLine
from ..fleet.summary import Summary
from ..redaction import RedactionMap

_VERSIONS = {"redaction-map": 2}  # of those that have had another one before
_BASE = "https://backupdx.example/schemas/"


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas (JSON Schema 2020-12) by name: `case` of a fact file, the others of what is written.

    `diagnosis` and `why` are written by `diagnose`, `rules` by `kb export`, `check` by `kb check`,
    `signatures` by `kb signatures`, `redaction-map` by --redact-map. `fleet` is of each line of the records that
    `fleet --output` keeps: the first is the header, the others are cases or rejected lines. `summary` is what
    `fleet --format json` writes.
    """
    written: dict[str, type[BaseModel]] = {
        "diagnosis": Diagnosis,
        "why": Why,
        "rules": RuleBase,
        "check": CheckReport,
        "signatures": SignatureList,
        "redaction-map": RedactionMap,
    }
    titles = {
        "diagnosis": "diagnosis",
        "why": "explanation of a verdict",
        "rules": "rule base",
        "check": "verification",
        "signatures": "list of known lines",
        "redaction-map": "redaction map",
    }
    made = {"case": _schema(Case.model_json_schema(), "case", "fact file")} | {
        name: _schema(model.model_json_schema(mode="serialization"), name, titles[name])
        for name, model in written.items()
    }
    fleet: dict[str, tuple[Any, str]] = {
        "fleet": (FleetLine, "line of a fleet's records"),
        "summary": (Summary, "summary of a fleet"),
    }
    return made | {
        name: _schema(TypeAdapter(kind).json_schema(mode="serialization"), name, title)
        for name, (kind, title) in fleet.items()
    }


def _schema(made: dict[str, Any], name: str, title: str) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{_BASE}{name}-{_VERSIONS.get(name, 1)}.json",
        **made,
        "title": f"backupdx {title}",
    }
