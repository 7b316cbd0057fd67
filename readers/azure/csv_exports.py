"""Reads CSV exports: the portal's lists of backup jobs, answers of Resource Graph and Log Analytics, `Export-Csv`.

Rows of Resource Graph have their `properties` as JSON text in a cell. The portal's names for the columns of jobs differ
from page to page, and its times are written as the browser's country does: those are not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from ..base import Finding, Line, Node, Reader, Rows, TextReader
from ..tables import HEADER_WITHIN, header_of, table_rows, to_rows

KIND = "CSV export of Azure"
Readings = Callable[[Node], list[tuple[Reader, Node]]]
_JOB_COLUMNS = {  # what the portal and Export-Csv call the parts of a job, letters and digits only
    "entityFriendlyName": (
        "entityfriendlyname", "workloadname", "backupinstance", "backupitem", "protecteditem", "itemname",
        "backupinstancename", "datasource", "datasourcename", "vmname", "virtualmachine",
    ),
    "operation": ("operation", "joboperation", "operationtype"),
    "status": ("status", "jobstatus"),
    "jobId": ("jobid", "jobname", "id"),
    "startTime": ("starttime", "starttimeutc", "started"),
    "endTime": ("endtime", "endtimeutc", "ended"),
    "errorTitle": ("errorcode", "failurecode", "jobfailurecode"),
    "errorString": ("errormessage", "error", "errordetails"),
    "kind": ("datasourcetype", "type", "workloadtype", "backupmanagementtype", "solution"),
    "vault": ("vault", "vaultname", "backupvault", "recoveryservicesvault"),
}  # fmt: skip
_SIGNS = (  # columns that together make a kind that is read
    {"id", "type", "properties"},
    {"jobstatus", "joboperation"},
    {"protectionstate", "lastbackupstatus"},
)
_VM = re.compile(r"azure ?(?:iaas)?vm|azure virtual machines?|(?:azure )?virtual machines?|vm", re.IGNORECASE)
_SYMBOL = re.compile(r"[A-Za-z][A-Za-z0-9]{5,99}")
_STATUSES = re.compile(r"(?:in ?progress|completed(?: ?with ?warnings)?|failed|cancell?ing|cancell?ed)", re.IGNORECASE)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"(?: \[utc\]|_[sgdtb])$", "", name.lower()))


def is_export(head: str) -> bool:
    """Whether this is a table of a kind that is read."""
    header = header_of(head)
    if header is None:
        return False
    names = {_plain(name) for name in header[0]}
    return any(signs <= names for signs in _SIGNS) or _is_job_list(names)


def _is_job_list(names: set[str]) -> bool:
    told = {part for part, spellings in _JOB_COLUMNS.items() if not names.isdisjoint(spellings)}
    return {"entityFriendlyName", "operation", "status"} <= told and not told.isdisjoint(
        {"startTime", "jobId", "vault"}
    )


def exports_reader(readings_of: Readings) -> TextReader:
    """The reader of such tables, whose rows are read by what `readings_of` names."""
    return TextReader(KIND, is_export, lambda lines: _read(lines, readings_of))


def _read(lines: Iterable[Line], readings_of: Readings) -> Iterator[Finding]:
    """What the readers of its rows find."""
    source = iter(lines)
    opening = list(islice(source, HEADER_WITHIN))
    # None where the header is longer than a line may be: then it is cut here, and the remark on that is all there is.
    names, delimiter = header_of("\n".join(line.text for line in opening)) or ([], ",")
    table, notes = table_rows(chain(opening, source), names, delimiter)
    plain = {_plain(name) for name in names}
    as_jobs = not any(signs <= plain for signs in _SIGNS)
    rows = _as_jobs(table) if as_jobs else table
    found = [finding for reader, mine in readings_of(rows) for finding in reader.read(mine)]
    known = {row.place for row in rows}
    for finding in found:
        yield to_rows(finding, known) if as_jobs else finding
    if notes or not found:
        yield Finding(None, shared=True, notes=notes or ["no row of this table is of a kind that is read"])


def _as_jobs(table: Node) -> Node:
    """The rows of a list of jobs in the form that the vault's own answer has; rows of other things fall out."""
    made: list[dict[str, Any]] = []
    places: list[str] = []
    for row in table:
        cells = {_plain(name): Node(value).text for name, value in row.value.items()}
        told = {part: _first(cells, spellings) for part, spellings in _JOB_COLUMNS.items()}
        status = told["status"] or ""
        if not _STATUSES.fullmatch(status) or (told["kind"] and not _VM.fullmatch(told["kind"])):
            continue
        code = told["errorTitle"]
        vault = told["vault"]
        made.append(
            {
                "entityFriendlyName": told["entityFriendlyName"],
                "operation": (told["operation"] or "").replace(" ", ""),
                "status": status.replace(" ", ""),
                "jobId": told["jobId"],
                "id": f"/vaults/{vault}" if vault and "/" not in vault else vault,
                "startTime": told["startTime"],
                "endTime": told["endTime"],
                "errorDetails": [
                    {
                        "errorTitle": code if code and _SYMBOL.fullmatch(code) else None,
                        "errorCode": code if code and code.isdecimal() else None,
                        "errorString": told["errorString"] if len(told["errorString"] or "") > 4 else None,
                    }
                ],
            }
        )
        places.append(row.place)
    return Node(Rows(made, places, True))


def _first(cells: dict[str, str | None], spellings: Iterable[str]) -> str | None:
    return next((cells[name] for name in spellings if cells.get(name)), None)
