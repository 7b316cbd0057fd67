"""Writing cases as a fact file, which the loader reads again unchanged."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from .case import Case
from .writing import written

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # right-to-left overrides and the like
LINES = (".ndjson", ".jsonl")  # suffixes of files with one case a line


def case_text(case: Case, suffix: str = ".yaml") -> str:
    """The case as YAML, or as JSON for the suffix `.json`; unknown facts and defaults are left out."""
    return _written(plain_data(case), suffix)


def cases_text(cases: Sequence[Case], suffix: str = ".yaml") -> str:
    """Several cases as one fact file (`cases: [...]`), or one a line for `.ndjson`; a single case as `case_text`."""
    if suffix in LINES:
        return "".join(json.dumps(plain_data(case)) + "\n" for case in cases)
    if len(cases) == 1:
        return case_text(cases[0], suffix)
    return _written({"cases": [plain_data(case) for case in cases]}, suffix)


def save_case(case: Case, path: Path) -> None:
    """Write the case to a file, whole or not at all. Raises OutputError."""
    save_cases([case], path)


def save_cases(cases: Sequence[Case], path: Path) -> None:
    """Write the cases to a file in the form of its suffix, whole or not at all. Raises OutputError."""
    text = cases_text(cases, path.suffix.lower())
    with written(path) as stream:
        stream.write(text)


def plain_data(case: Case) -> dict[str, Any]:
    """The case as plain data: a fact file before it is written."""
    data = case.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return {"schema_version": case.schema_version, **{k: v for k, v in data.items() if v not in ({}, [])}}


def _written(data: dict[str, Any], suffix: str) -> str:
    if suffix == ".json":
        return json.dumps(data, indent=2) + "\n"
    text = str(yaml.safe_dump(data, sort_keys=False, width=10_000, allow_unicode=True))
    if any(unicodedata.category(c) in _HIDDEN for c in set(text) - {"\n"}):
        # What a terminal would act on is written as escapes, and with it everything beyond ASCII.
        text = str(yaml.safe_dump(data, sort_keys=False, width=10_000))
    return text
