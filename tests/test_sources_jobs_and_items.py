"""The readers of backup jobs and backup items on small answers of our own, one per trap."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from backupdx.readers.base import VmKey
from readings import findings, one
from vm_samples import KEY, error, item, job, kpi, tasks

# --- jobs


def test_latest_failed_backup_is_the_failure() -> None:
    finding = one(
        {
            "value": [
                job("j1", "Failed", "2025-03-01T01:00:00Z", errorDetails=error("Old")),
                job("j2", "Failed", "2025-03-01T03:00:00Z", errorDetails=error("New", 7)),
                job("j3", "Failed", "2025-03-01T09:00:00Z", "Restore", errorDetails=error("Restoring")),
                job("j4", "Completed", "2025-03-01T06:00:00Z"),
                job("j5", "InProgress", "0001-01-01T00:00:00"),
            ]
        }
    )
    assert finding.vm == VmKey("till", "shop")
    assert finding.failed is True
    assert finding.observed_at == datetime(2025, 3, 1, 3, tzinfo=UTC)
    assert finding.facts["error.code"] == "New"
    assert finding.facts["error.number"] == 7
    assert finding.facts["error.recommendations"] == ("Mend it.",)
    assert finding.facts["backup.job"] == "j2"
    assert finding.facts["backup.vault"] == "Strongbox"
    assert finding.facts["backup.vault_resource_group"] == "Safe"
    assert finding.facts["backup.last_duration_hours"] == 6.0
    assert [r["status"] for r in finding.facts["backup.jobs"]].count("failed") == 3
    assert "ended" not in finding.facts["backup.jobs"][4]
    assert any("j4" in note for note in finding.notes)
    assert any("Restore" in note for note in finding.notes)


def test_failed_restore_is_no_failed_backup() -> None:
    finding = one(job("j", "Failed", "2025-03-01T01:00:00Z", "Restore", errorDetails=error("Restoring")))
    assert finding.failed is None
    assert not [f for f in finding.facts if f.startswith("error.")]
    assert "backup.job" not in finding.facts


@pytest.mark.parametrize(
    ("state", "info", "task"),
    [
        ("Failed", tasks("Failed", "NotStarted"), "take_snapshot"),
        ("Failed", tasks("InProgress", "NotStarted"), "take_snapshot"),
        ("CompletedWithWarnings", tasks("Completed", "Failed", "NotStarted"), "transfer_to_vault"),
        ("CompletedWithWarnings", tasks("Completed", "Cancelled"), None),
        ("Failed", tasks(), None),
        ("Failed", None, None),
    ],
)
def test_failed_task(state: str, info: dict[str, Any] | None, task: str | None) -> None:
    finding = one(job("j", state, "2025-03-01T01:00:00Z", errorDetails=error("X"), extendedInfo=info))
    assert finding.failed is True
    assert finding.facts.get("error.failed_task") == task


def test_old_job_with_an_empty_title_has_number_and_message() -> None:
    finding = one(job("j", "Failed", "2025-03-01T01:00:00Z", errorDetails=error("", 400001)))
    assert "error.code" not in finding.facts
    assert finding.facts["error.number"] == 400001
    assert finding.facts["error.message"] == "Broken."


def test_job_with_warnings_but_without_errors_has_not_failed() -> None:
    finding = one(job("j", "CompletedWithWarnings", "2025-03-01T01:00:00Z", errorDetails=None))
    assert finding.failed is None


def test_powershell_job_and_jobs_of_other_workloads() -> None:
    shown = {
        "JobId": "j9",
        "WorkloadName": "till",
        "Operation": "Backup",
        "Status": "Failed",
        "EndTime": "/Date(1740826800000)/",
        "ErrorDetails": [{"ErrorCode": 400196, "ErrorMessage": "No agent.", "Recommendations": None}],
    }
    finding = one(shown)
    assert finding.facts["error.number"] == 400196
    assert finding.facts["error.message"] == "No agent."
    assert finding.facts["backup.job"] == "j9"
    other = job("j", "Failed", None)
    other["properties"].update(backupManagementType="AzureStorage", jobType="AzureStorageJob")
    assert [f.facts for f in findings([other])] == [{}]


# --- items


def test_failed_item_with_a_green_precheck_has_its_code_from_the_kpi() -> None:
    kpis = {
        **kpi("RestoreOperationStatusKPI", 400003, "RestoreOperationFailed"),
        **kpi("BackupOperationStatusKPI", 400002, "BackUpOperationFailed"),
    }
    finding = one([item(last="Failed", kpisHealths=kpis)])
    assert finding.vm == KEY
    assert finding.failed is True
    assert finding.facts["error.code"] == "BackUpOperationFailed"
    assert finding.facts["error.number"] == 400002
    assert finding.facts["backup.precheck"] == "passed"
    assert finding.facts["backup.policy"] == "Nightly"
    assert finding.facts["backup.vault"] == "Strongbox"
    assert finding.observed_at == datetime(2025, 3, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kpis", "failed"),
    [
        (kpi("RestoreOperationStatusKPI", 400003, "RestoreOperationFailed"), False),
        (kpi("BackupOperationStatusKPI", 0, "Success"), False),
        ({}, False),
        (None, False),
    ],
)
def test_healthy_item(kpis: Any, failed: bool | None) -> None:
    finding = one(item(kpisHealths=kpis))
    assert finding.failed is failed
    assert not [f for f in finding.facts if f.startswith("error.")]
    assert finding.facts["backup.first_backup_done"] is True


def test_item_before_its_first_backup() -> None:
    finding = one(item("IRPending", "", lastBackupTime="2001-01-01T00:00:00Z", healthDetails=None))
    assert finding.failed is None
    assert finding.facts["backup.protection_state"] == "first_backup_pending"
    assert finding.facts["backup.last_status"] == "none"
    assert finding.facts["backup.first_backup_done"] is False
    assert "backup.last_time" not in finding.facts
    assert finding.observed_at is None


def test_stopped_soft_deleted_item_keeps_its_error() -> None:
    health = [{"code": 400136, "title": "UserErrorVmNotFoundV2", "message": "Gone.", "recommendations": []}]
    finding = one(item("ProtectionStopped", "Failed", healthDetails=health, isScheduledForDeferredDelete=True))
    assert finding.facts["backup.protection_state"] == "stopped"
    assert finding.facts["error.code"] == "UserErrorVmNotFoundV2"
    assert any("soft-deleted" in note for note in finding.notes)
