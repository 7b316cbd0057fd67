"""The reader of what Log Analytics keeps of jobs and items, on small answers of our own."""

from __future__ import annotations

import pytest
from azure_samples import LOG, VAULT, log_row
from readings import findings, one

NAMES = list(LOG[0])


@pytest.mark.parametrize("order", [1, -1])
def test_the_latest_row_of_a_job_counts(order: int) -> None:
    finding, rest = findings(LOG[::order])
    assert finding.failed is True
    assert finding.facts["error.code"] == "UserErrorGuestAgentStatusUnavailable"
    assert finding.facts["backup.job"] == "1"
    assert {(j["name"], j["status"]) for j in finding.facts["backup.jobs"]} == {("1", "failed"), ("0", "completed")}
    assert finding.facts["backup.last_duration_hours"] == 1
    assert not rest.facts


def test_older_columns_and_the_form_of_the_query_api() -> None:
    old = {"JobUniqueId": "JobUniqueId_g", "TimeGenerated": "TimeGenerated", "ResourceId": "ResourceId"}
    columns = [{"name": old.get(name, f"{name}_s"), "type": "string"} for name in NAMES]
    rows = [[row[name] for name in NAMES] for row in LOG]
    finding = findings({"tables": [{"name": "PrimaryResult", "columns": columns, "rows": rows}]})[0]
    assert finding.facts["error.code"] == "UserErrorGuestAgentStatusUnavailable"
    assert finding.places["error.code"] == "tables[0].rows[1]"


def test_a_failure_code_of_success_is_none() -> None:
    finding = one(log_row("1", "2026-07-24T20:10:00Z", JobFailureCode="Success"))
    assert finding.failed is True
    assert "error.code" not in finding.facts


def test_items_in_log_analytics() -> None:
    row = {
        "TimeGenerated": "2026-07-24T20:00:00Z",
        "OperationName": "BackupItem",
        "BackupItemUniqueId": "westeurope;1;VM;iaasvmcontainerv2;shop;till",
        "BackupItemProtectionState": "ProtectionStopped",
    }
    newer = {**row, "TimeGenerated": "2026-07-25T20:00:00Z", "BackupItemProtectionState": "Protected"}
    assert one([newer, row]).facts["backup.protection_state"] == "protected"
    assert "backup.protection_state" not in one({**row, "TimeGenerated": None}).facts


@pytest.mark.parametrize("filled", ["JobFailureCode", "JobFailureCode_s"])
def test_of_two_columns_with_one_name_the_filled_one_counts(filled: str) -> None:
    both = {"JobFailureCode": "", "JobFailureCode_s": "", filled: "SomeErrorCode"}
    assert one({**log_row("1", "2026-07-24T20:10:00Z"), **both}).facts["error.code"] == "SomeErrorCode"


def test_the_row_of_an_item_tells_its_vault_and_that_there_was_a_backup() -> None:
    row = {
        "BackupItemUniqueId": "westeurope;1;VM;iaasvmcontainerv2;shop;till",
        "BackupItemProtectionState": "Protected",
        "LatestRecoveryPointTime": "2026-07-24T20:00:00Z",
        "ResourceId": VAULT,
    }
    found = one(row).facts
    assert (found["backup.vault"], found["backup.first_backup_done"]) == ("Strongbox", True)
    assert "backup.first_backup_done" not in one({**row, "LatestRecoveryPointTime": None}).facts


def test_items_that_are_no_vm_are_passed_over() -> None:
    row = {"BackupItemUniqueId": "westeurope;1;SQLDataBase;db", "BackupItemProtectionState": "Protected"}
    assert findings(row) == []
