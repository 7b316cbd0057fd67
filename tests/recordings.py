"""Recorded answers of Azure, where they are at hand, and what the readers find in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backupdx.readers.base import Finding, Node
from backupdx.readers.registry import reader_for

REAL = Path(__file__).parents[1].parent / "shared" / "real" / "azure"


def findings(path: str) -> list[Finding]:
    node = Node(json.loads((REAL / path).read_text(encoding="utf-8")))
    reader = reader_for(node)
    assert reader is not None, path
    return list(reader.read(node))


def facts(path: str, *leave_out: str) -> dict[str, Any]:
    (finding,) = findings(path)
    return {k: v for k, v in finding.facts.items() if not k.startswith(leave_out or ("\0",))}
