"""The verification of a knowledge base as text: what was checked, and what was found; what is wrong comes last."""

from __future__ import annotations

from ..engine.checks.model import CheckReport
from .text import TextReport


def check_report(report: CheckReport, width: int = 80) -> str:
    """Every check with what it found and what to do; those with anomalies come last, then the line that counts them."""
    text = TextReport(width)
    lines: list[str] = []
    for check in sorted(report.checks, key=lambda each: bool(each.found) and each.level == "anomaly"):
        kind = "" if check.level == "anomaly" else f" ({check.level})"
        mark = "ok" if not check.found else str(check.found)
        lines += text.wrapped(f"{check.title}{kind}", f"{mark:>4}  {check.check}: ", "        ")
        for finding in report.findings:
            if finding.check == check.check:
                lines += text.wrapped(f"{finding.where} {finding.text}".strip(), "        - ", "          ")
        if check.found and check.advice:
            lines += text.wrapped(check.advice, "        What to do: ", "          ")
    found = len(report.anomalies)
    noun = "anomaly" if found == 1 else "anomalies"
    lines.append(
        f"Knowledge base {report.kb_version}, review dates as of {report.as_of}: {len(report.checks)} checks, "
        f"{found} {noun}"
    )
    return "\n".join(lines) + "\n"
