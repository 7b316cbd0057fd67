"""The readers of backup policies, on small answers of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from azure_samples import DAILY, VAULT, backup_item, backup_policy, hourly, weekly
from readings import one, seen


@pytest.mark.parametrize(
    ("schedule", "interval", "per_day", "kind"),
    [
        (DAILY, 24.0, 1, "standard"),
        ({**DAILY, "scheduleRunTimes": ["x", "y"]}, None, None, "standard"),
        (hourly(4, 24), 4.0, 6, "enhanced"),
        (hourly(4, 12), 4.0, 3, "enhanced"),
        (hourly(6, None), 6.0, None, "enhanced"),
        (hourly(0, 24), None, None, "enhanced"),
        (weekly("Sunday", "Tuesday"), 48.0, None, "standard"),
        (weekly("Sunday", "Saturday"), 24.0, None, "standard"),
        (weekly("Monday"), 168.0, None, "standard"),
        (weekly("zondag"), None, None, "standard"),
        ({"scheduleRunFrequency": "Yearly"}, None, None, None),
    ],
)
def test_schedules(schedule: Any, interval: Any, per_day: Any, kind: Any) -> None:
    (row,) = one(backup_policy("p", schedule)).facts["backup.policies"]
    assert (row.get("interval_hours"), row.get("scheduled_per_day"), row.get("type")) == (interval, per_day, kind)


@pytest.mark.parametrize(
    ("schedule", "more", "only"),
    [
        (DAILY, {}, False),
        (hourly(4, 24), {"snapshotConsistencyType": "OnlyCrashConsistent"}, True),
        (hourly(4, 24), {"snapshotConsistencyType": None}, False),
        (hourly(4, 24), {}, None),
    ],
)
def test_crash_consistent_only(schedule: Any, more: Any, only: Any) -> None:
    (row,) = one(backup_policy("p", schedule, **more)).facts["backup.policies"]
    assert row.get("crash_consistent_only") is only


def test_only_the_policy_of_the_vm_counts(tmp_path: Path) -> None:
    policies = [
        backup_policy("Nightly", DAILY, instantRpRetentionRangeInDays=5),
        backup_policy("Often", hourly(4, 24), policyType="V2", instantRpRetentionRangeInDays=7),
        {**backup_policy("Files", DAILY), "properties": {"backupManagementType": "AzureStorage", "schedulePolicy": {}}},
    ]
    known = seen(tmp_path, backup_item("nightly"), {"value": policies})
    assert known["backup.policy_type"] == "standard"
    assert known["backup.interval_hours"] == 24
    assert known["backup.instant_retention_days"] == 5
    assert "backup.per_day" not in known  # backups on demand are not known
    assert not {
        f for f in seen(tmp_path, backup_item(None), policies) if f.startswith(("backup.policy", "backup.inter"))
    }
    often = seen(tmp_path, backup_item("Often"), policies)
    assert (often["backup.policy_type"], often["backup.per_day"]) == ("enhanced", 6)


def test_a_policy_of_the_same_name_in_another_vault_is_another(tmp_path: Path) -> None:
    other = backup_policy("Nightly", hourly(4, 24), policyType="V2")
    other["id"] = other["id"].replace("Strongbox", "Elsewhere")
    assert "backup.policy_type" not in seen(tmp_path, backup_item("Nightly"), [other])
    both = [other, backup_policy("Nightly", DAILY)]
    assert seen(tmp_path, backup_item("Nightly"), both)["backup.policy_type"] == "standard"


def test_the_schedule_of_the_policy_tells_whether_a_backup_overran_it(tmp_path: Path) -> None:
    job = {
        "id": f"{VAULT}/backupJobs/j",
        "name": "j",
        "type": "Microsoft.RecoveryServices/vaults/backupJobs",
        "properties": {
            "operation": "Backup",
            "status": "Completed",
            "entityFriendlyName": "till",
            "startTime": "2026-07-24T20:00:00Z",
            "endTime": "2026-07-25T02:00:00Z",
        },
    }
    answers = (backup_item("Often"), [job], [backup_policy("Often", hourly(4, 24))])
    assert seen(tmp_path, *answers)["backup.overruns_schedule"] is True
