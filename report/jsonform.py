"""A diagnosis as JSON: the published contract, in ASCII so that no escape sequence reaches a terminal."""

from __future__ import annotations

import json

from pydantic import BaseModel


def render(result: BaseModel, compact: bool = False) -> str:
    """The result as one JSON document (indented), or as one line of NDJSON; ends in a newline."""
    data = result.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=True, indent=None if compact else 2) + "\n"
