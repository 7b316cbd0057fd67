"""Reads what Azure Backup writes to Log Analytics: rows of AddonAzureBackupJobs and CoreAzureBackup, and the older
AzureDiagnostics with the same columns and a letter for their type behind (`JobStatus_s`, `JobUniqueId_g`).

Columns: azure-docs, backup-azure-reports-data-model and the reference of the tables (2023). A job has several rows over
time, the latest counts. `JobFailureCode` is the symbolic code, `Success` where there was no failure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from ..base import Finding, Node, Reader, Rows, VmKey, row_of, rows, some
from ..tables import to_rows
from .backup import add_vault, container_parts
from .items import PROTECTION
from .jobs import read_jobs

_SUFFIX = re.compile(r"(?: \[utc\]|_[sgdtb])$")
_LONGEST_JOB = 10_000_000  # seconds; longer ones are no durations


def columns_of(row: Node) -> dict[str, Node]:
    """The columns of a row by their plain names in lower case; of two with one name, the one that is filled."""
    found: dict[str, Node] = {}
    for key, value in row.value.items():
        plain = _SUFFIX.sub("", str(key).strip().lower())
        node = Node(value, f"{row.place}.{key}".lstrip("."))
        if plain not in found or (node.text and not found[plain].text):
            found[plain] = node
    return found


def _names(row: Node, start: str) -> bool:
    return isinstance(row.value, dict) and any(str(key).lower().startswith(start) for key in row.value)


def is_log_job(row: Node) -> bool:
    """Whether this row tells of a job."""
    if not _names(row, "jobstatus"):
        return False
    columns = columns_of(row)
    return {"jobstatus", "joboperation"} <= columns.keys() and not {"jobuniqueid", "jobfailurecode"}.isdisjoint(columns)


def read_log_jobs(node: Node) -> Iterator[Finding]:
    """The same as from the jobs themselves: each job in the form that the vault's own answer has."""
    latest: dict[str, tuple[str, Node]] = {}
    for row in rows(node):
        if not is_log_job(row):
            continue
        columns = columns_of(row)
        job = _text(columns, "jobuniqueid") or row.place
        written = str(columns["timegenerated"].time or "") if "timegenerated" in columns else ""
        if job not in latest or written >= latest[job][0]:
            latest[job] = (written, row)
    found = [row for _, row in latest.values()]
    made = Node(Rows((_as_job(columns_of(row)) for row in found), (row.place for row in found), True))
    known = {row.place for row in made}
    for finding in read_jobs(made):
        yield to_rows(finding, known)


def _as_job(columns: dict[str, Node]) -> dict[str, Any]:
    start = columns["jobstartdatetime"].time if "jobstartdatetime" in columns else None
    seconds = columns["jobdurationinsecs"].number if "jobdurationinsecs" in columns else None
    status = _text(columns, "jobstatus") or ""
    running = status.lower() in ("inprogress", "in progress")
    took = seconds if seconds is not None and 0 <= seconds <= _LONGEST_JOB and not running else None
    code = _text(columns, "jobfailurecode")
    parts = _container(columns)
    return row_of(
        type="Microsoft.RecoveryServices/vaults/backupJobs",
        name=_text(columns, "jobuniqueid"),
        id=_text(columns, "resourceid") or _text(columns, "_resourceid"),
        operation=_text(columns, "joboperation"),
        status=status.replace(" ", ""),
        startTime=start.isoformat() if start else None,
        endTime=(start + timedelta(seconds=took)).isoformat() if start and took is not None else None,
        backupManagementType=(_text(columns, "backupmanagementtype") or "").replace("IaaSVM", "AzureIaasVM") or None,
        containerName=";".join(("iaasvmcontainerv2", *parts)) if parts else None,
        entityFriendlyName=parts[1] if parts else _text(columns, "backupitemfriendlyname"),
        dataSourceInfo={"resourceID": _text(columns, "datasourceresourceid")},
        errorDetails=[{"errorTitle": code}] if code else None,
    )


def _text(columns: dict[str, Node], name: str) -> str | None:
    return columns[name].text if name in columns else None


def _container(columns: dict[str, Node]) -> tuple[str, str] | None:
    """Resource group and VM behind `...;iaasvmcontainerv2;<group>;<vm>`."""
    for name in ("backupitemuniqueid", "protectedcontaineruniqueid", "backupitemname"):
        found = container_parts(_text(columns, name))
        if found:
            return found
    return None


def is_log_item(row: Node) -> bool:
    """Whether this row tells of a backup item."""
    if not _names(row, "backupitemprotectionstate"):
        return False
    columns = columns_of(row)
    return "backupitemprotectionstate" in columns and "backupitemuniqueid" in columns


def read_log_items(node: Node) -> Iterator[Finding]:
    """How each VM was protected when the latest row about it was written."""
    latest: dict[VmKey | None, tuple[str, Finding]] = {}
    for row in rows(node):
        columns = columns_of(row)
        parts = _container(columns) if is_log_item(row) else None
        if parts is None:
            continue
        finding = Finding(VmKey(parts[1].lower(), parts[0].lower()), listed=True)
        finding.add("vm.name", parts[1], columns["backupitemuniqueid"].place)
        finding.add("vm.resource_group", parts[0], columns["backupitemuniqueid"].place)
        finding.observed_at = columns["timegenerated"].time if "timegenerated" in columns else None
        if finding.observed_at:  # a row that may be of any day does not tell how the VM is protected
            finding.add_word("backup.protection_state", columns["backupitemprotectionstate"], PROTECTION)
        if "latestrecoverypointtime" in columns and columns["latestrecoverypointtime"].time:
            finding.add("backup.first_backup_done", True, columns["latestrecoverypointtime"].place)
        if "resourceid" in columns:
            add_vault(finding, columns["resourceid"])
        written = str(finding.observed_at or "")
        if finding.vm not in latest or written >= latest[finding.vm][0]:
            latest[finding.vm] = (written, finding)
    yield from (finding for _, finding in latest.values())


LOG_JOBS = Reader("backup jobs in Log Analytics", some(is_log_job), read_log_jobs)
LOG_ITEMS = Reader("backup items in Log Analytics", some(is_log_item), read_log_items)
