"""Writing a case as a fact file, which the loader reads again unchanged."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from .case import Case


def case_text(case: Case, suffix: str = ".yaml") -> str:
    """The case as YAML, or as JSON for the suffix `.json`; unknown facts and defaults are left out."""
    data = case.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    data = {"schema_version": case.schema_version, **{k: v for k, v in data.items() if v not in ({}, [])}}
    if suffix == ".json":
        return json.dumps(data, indent=2) + "\n"
    return str(yaml.safe_dump(data, sort_keys=False, width=10_000, allow_unicode=True))


def save_case(case: Case, path: Path) -> None:
    """Write the case to a file, whole or not at all. Raises OSError."""
    text = case_text(case, path.suffix.lower())
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
