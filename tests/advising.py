"""What `backupdx kb check` says of anomalies, for the tests that find some."""

from __future__ import annotations

from backupdx.engine.checks.model import CheckReport
from backupdx.report.checks import check_report


def told_of(report: CheckReport) -> str:
    """What is wrong, and what to do, as the command prints it; without the checks that found nothing."""
    wrong = tuple(c for c in report.checks if c.found and c.level == "anomaly")
    return check_report(report.model_copy(update={"checks": wrong}), 120)
