"""What the Azure CLI prints of an answer to a query, in each of its formats, as knack's `output.py` makes them."""

from __future__ import annotations

import json
from typing import Any

import yaml

FORMATS = ("json", "jsonc", "yaml", "yamlc", "table", "tsv")
_SKIPPED = {"id", "type", "etag", "revision"}
_BLUE, _END = "\x1b[94m", "\x1b[39;49;00m"


def printed(value: Any, form: str) -> str:
    """The text of a value in a format. The keys of rows stand in the order of the query."""
    if form == "json":
        return json.dumps(value, indent=2) + "\n"
    if form == "jsonc":
        return json.dumps(value, indent=2).replace('":', f'"{_END}:').replace('  "', f'  {_BLUE}"') + "\n"
    if form == "yaml":
        return str(yaml.safe_dump(value, default_flow_style=False, sort_keys=False))
    if form == "yamlc":
        text = str(yaml.safe_dump(value, default_flow_style=False, sort_keys=False))
        return "".join(f"{_BLUE}{line.replace(':', f'{_END}:', 1)}\n" for line in text.splitlines())
    return _tsv(value) if form == "tsv" else _table(value)


def _tsv(value: Any) -> str:
    def cell(each: Any) -> str:
        return str(len(each)) if isinstance(each, list) else "" if isinstance(each, dict) else str(each)

    def row(each: Any) -> str:
        values = each.values() if isinstance(each, dict) else each if isinstance(each, list) else [each]
        return "\t".join(map(cell, values)) + "\n"

    return "".join(map(row, value if isinstance(value, list) else [value]))


def _table(value: Any) -> str:
    rows: list[dict[str, Any]] = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            shown = {k[:1].upper() + k[1:]: v for k, v in each.items() if k not in _SKIPPED}
            rows.append({k: v for k, v in shown.items() if v is not None and not isinstance(v, dict | list)})
        elif isinstance(each, list):
            rows.append({f"Column{n}": v for n, v in enumerate(each, 1)})
        else:
            rows.append({"Result": each})
    heads = list(dict.fromkeys(name for each in rows for name in each))
    wide = {h: max(len(h), *(len(str(each.get(h, ""))) for each in rows)) for h in heads}
    lines = ["  ".join(h.ljust(wide[h]) for h in heads), "  ".join("-" * wide[h] for h in heads)]
    lines += ["  ".join(str(each.get(h, "")).ljust(wide[h]) for h in heads) for each in rows]
    return "".join(f"{line.rstrip()}\n" for line in lines)
