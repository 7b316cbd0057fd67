"""The published JSON Schemas of the fact file, of the diagnosis and of the map of a redaction."""

from __future__ import annotations

from typing import Any

from ..engine.result import Diagnosis
from ..facts.case import Case
from ..facts.redaction import RedactionMap

_BASE = "https://backupdx.example/schemas/"


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas (JSON Schema 2020-12) by name: `case` of a fact file, `diagnosis` of the result, `redaction-map`."""
    return {
        "case": _schema(Case.model_json_schema(), "case-1.json", "backupdx fact file"),
        "diagnosis": _schema(
            Diagnosis.model_json_schema(mode="serialization"), "diagnosis-1.json", "backupdx diagnosis"
        ),
        "redaction-map": _schema(RedactionMap.model_json_schema(), "redaction-map-1.json", "backupdx redaction map"),
    }


def _schema(made: dict[str, Any], name: str, title: str) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _BASE + name,
        **made,
        "title": title,
    }
