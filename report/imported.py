"""What an import read: a table of the files, and what of the cases should be looked at. Plain text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from ..facts.case import Case
from ..readers.loading import Loaded
from .text import TextReport

_MARK = {"read": "read", "ignored": "ignored", "unreadable": "UNREADABLE"}
_WHOLE = "\N{NO-BREAK SPACE}"


def imported(loaded: Loaded, width: int = 80) -> str:
    """The files with what became of each, the cases with their facts, contradictions and notes."""
    text = TextReport(width)
    lines: list[str] = []
    for file in loaded.files:
        facts = f", {file.facts} facts" if file.status == "read" else ""
        name = file.file.replace(" ", _WHOLE)  # a path that is broken over lines cannot be copied
        told = text.wrapped(f"{name}: {file.detail}{facts}", f"{_MARK[file.status]:10}  ", " " * 12)
        lines += [line.replace(_WHOLE, " ") for line in told]
    lines += [line for remark in loaded.remarks for line in text.wrapped(remark, f"{'note':10}  ", " " * 12)]
    lines.append("")
    lines += [line for case in loaded.cases for line in _case(case, text)]
    return "\n".join(lines) + "\n"


def _case(case: Case, text: TextReport) -> Sequence[str]:
    name = case.vm.name or case.id or "one VM, not named"
    failed = f", failed at {case.failed_at:%Y-%m-%d %H:%M %Z}".rstrip() if case.failed_at else ""
    lines = text.wrapped(f"{name}: {sum(1 for _ in case.stated())} facts{failed}", "", "  ")
    for conflict in case.conflicts:
        lines += text.wrapped(str(conflict), "  ! ", "    ")
    for note in case.notes:
        lines += text.wrapped(note, "  - ", "    ")
    return lines
