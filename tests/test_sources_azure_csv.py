"""Azure's answers as CSV: of Resource Graph, of the portal, of PowerShell."""

from __future__ import annotations

import json

import pytest
from azure_samples import FAILED, HEADER, VAULT, VM_ID, table
from readings import findings, one


def test_csv_of_resource_graph_has_json_in_its_cells() -> None:
    properties = {"operation": "Backup", "status": "Failed", "errorDetails": [{"errorTitle": "SomeCode"}]}
    properties |= {"dataSourceInfo": {"resourceID": VM_ID}, "note": 'two\nlines, "quoted"'}
    kind = "microsoft.recoveryservices/vaults/backupjobs"
    cells = [[f"{VAULT}/backupJobs/{n}", n, kind, json.dumps(properties)] for n in ("j", "k")]
    finding = one(table(["id", "name", "type", "properties"], *cells))
    assert finding.facts["error.code"] == "SomeCode"
    assert finding.places["error.code"] == "line 2.properties.errorDetails[0].errorTitle"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_portals_list_of_jobs(delimiter: str) -> None:
    files = ["share", "Backup", "Failed", "Azure Files (Azure Storage)", "", "Strongbox", "Other"]
    text = "\ufeff" + table(HEADER, FAILED, files, delimiter=delimiter)
    finding = one(text)
    assert finding.vm is not None
    assert finding.vm.name == "till"
    assert finding.facts["error.code"] == "SomeErrorCode"
    assert finding.facts["backup.vault"] == "Strongbox"
    assert finding.facts["backup.jobs"] == ({"vault": "Strongbox", "operation": "Backup", "status": "failed"},)
    assert finding.places["error.code"] == "line 2"
    assert finding.observed_at is None  # the day and the month of such a time can be mistaken


def test_failures_without_readable_times_do_not_tell_which_is_the_last() -> None:
    finding = one(table(HEADER, FAILED, [*FAILED[:-1], "AnotherErrorCode"]))
    assert finding.failed is True
    assert "error.code" not in finding.facts
    assert any("which is the last" in note for note in finding.notes)
    assert one(table(HEADER, FAILED, FAILED)).facts["error.code"] == "SomeErrorCode"


def test_export_csv_of_powershell() -> None:
    header = '"JobId","Operation","Status","WorkloadName","StartTime","BackupManagementType"'
    finding = one(
        f"#TYPE Microsoft.Azure.Commands.X\n{header}\n"
        + '"j9","Backup","Failed","till","7/25/2026 8:39:18 AM","AzureVM"\n'
    )
    assert finding.facts["backup.job"] == "j9"


def test_rows_that_are_too_long_and_tables_of_other_things() -> None:
    long = [f"{VAULT}/backupJobs/j", "j", "microsoft.recoveryservices/vaults/backupjobs", "x" * 20_000]
    (finding,) = findings(table(["id", "name", "type", "properties"], long))
    assert not finding.facts
    assert "longer than 16 KB" in finding.notes[0]
    with pytest.raises(Exception, match="is not recognised"):
        findings("name,price,colour\nbread,2,brown\n")


def test_a_quote_that_never_ends_ends_the_table() -> None:
    text = table(HEADER, FAILED) + '"till,Backup\n' + f"{'x' * 1000}\n" * 200
    finding, rest = findings(text)
    assert finding.facts["error.code"] == "SomeErrorCode"
    assert "the rest is not read" in rest.notes[0]


def test_a_header_that_is_cut_behind_a_name_is_told_and_no_row_is_read() -> None:
    longest = 16 * 1024
    header = ",".join([*HEADER, *(f"{n:05}" for n in range(3000))])[: longest - 1] + ",more"
    (finding,) = findings(f"{header}\n{','.join(FAILED)}\n")
    assert not finding.facts
    assert "1 line(s) are longer than 16 KB" in finding.notes[0]


def test_the_header_may_stand_below_some_lines_that_are_empty() -> None:
    assert one("\n" * 19 + table(HEADER, FAILED)).places["error.code"] == "line 21"
    with pytest.raises(Exception, match="is not recognised"):
        findings("\n" * 20 + table(HEADER, FAILED))
