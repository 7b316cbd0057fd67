"""Reports of fleets, for the tests of the page: lines of facts, hostile ones too, and the page of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from backupdx.fleet.lines import diagnose_lines
from backupdx.fleet.records import header as header_line
from backupdx.kb.knowledge import knowledge_base
from backupdx.report.fleet_html import PageRow, fleet_html

KB = knowledge_base()
HEADER = json.loads(header_line(KB))
MADE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CODE = "UserErrorGuestAgentStatusUnavailable"
HOSTILE = (
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<!--<script>",
    "';window.hit=1//",
    "{{script}}",
    "$(touch hit)",
    "abc\u202egpj.exe",
    "line\u2028end\u2029\u0085",
    "\x1b[31mred\x00",
    "=HYPERLINK(1)",
    "__proto__",
    "&lt;b&gt;",
)


def line(n: int, **facts: Any) -> str:
    """A fact line: every third VM is stopped, which confirms a cause; the rest tell nothing."""
    about: dict[str, Any] = {"id": f"job-{n}", "schema_version": 1, "error": {"code": CODE}, "vm": {}, "agent": {}}
    about["vm"] = {"name": f"vm{n:05}", "resource_group": f"rg-{n // 20}", "location": ("westeurope", "eastus")[n % 2]}
    about["backup"] = {"vault": f"rsv-{n // 50}"}
    if n % 3 == 0:
        about["vm"] |= {"os_type": "linux", "power_state": "deallocated"}
    return json.dumps({**about, **facts})


def hostile_lines() -> Iterator[str]:
    for n, text in enumerate(HOSTILE):
        names = {
            "name": text,
            "resource_group": text,
            "location": text,
            "os_type": "linux",
            "power_state": "deallocated",
        }
        sources = {"vm.power_state": {"kind": "file", "file": text, "place": f"{text}.vm.power_state"}}
        yield line(n, id=text, vm=names, backup={"vault": text, "policy": text}, notes=[text], provenance=sources)


def records(lines: Iterator[str] | list[str]) -> list[str]:
    return list(diagnose_lines(lines))


def page_of(rows: list[str] | list[PageRow], **options: Any) -> str:
    return "".join(fleet_html(HEADER, rows, made=MADE, **options))
