"""Summaries speak only where their rows establish it; each case here was once a wrong verdict."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.facts.case import validated
from backupdx.facts.summaries import ALSO_RESTING, SUMMARIES
from backupdx.readers.merging import nested
from hypothesis import given, settings
from hypothesis import strategies as st


def summary(fact: str, data: dict[str, Any]) -> Any:
    found = validated(data).observations().get(fact)
    return found.value if found else None


def lock(**columns: str) -> dict[str, Any]:
    return {"found": [{"name": "keep", "level": "CanNotDelete", **columns}]}


GROUP = {"scope": "resource_group", "resource_group": "AzureBackupRG_westeurope_1"}
COLLECTION = "/subscriptions/s/resourceGroups/AzureBackupRG_x_1/providers/Microsoft.Compute/restorePointCollections/"


@pytest.mark.parametrize(
    ("data", "held"),
    [
        ({"locks": lock(scope="subscription")}, True),
        ({"vm": {"location": "West Europe"}, "locks": lock(**GROUP)}, True),
        ({"vm": {"location": "northeurope"}, "locks": lock(**GROUP)}, None),
        ({"locks": lock(**GROUP)}, None),  # the region of the VM is unknown
        ({"restore_points": {"resource_group": "azurebackuprg_WestEurope_1"}, "locks": lock(**GROUP)}, True),
        ({"vm": {"name": "web1"}, "locks": lock(scope="resource", target=COLLECTION + "AzureBackup_web1_1")}, True),
        ({"vm": {"name": "web1"}, "locks": lock(scope="resource", target=COLLECTION + "AzureBackup_db_1")}, None),
        ({"vm": {"name": "web"}, "locks": lock(scope="resource", target=COLLECTION + "AzureBackup_web_2_1")}, None),
        ({"locks": lock(scope="resource", target=COLLECTION + "AzureBackup_web1_1")}, None),
    ],
)
def test_a_lock_holds_the_restore_points_only_where_it_is_shown_to(data: dict[str, Any], held: bool | None) -> None:
    assert summary("locks.backup_group", data) is held


@pytest.mark.parametrize(
    ("writers", "bad"),
    [
        ([(1, "No error")], ()),
        ([(7, "Retryable error")], ("w0",)),
        ([(9, "No error")], ("w0",)),
        ([(1, "No error"), (8, "Fout")], ("w1",)),
        ([(1, "Geen fout")], None),  # another language: the error is not known
        ([(5, "No error")], None),  # waiting for completion passes by itself
        ([(None, "No error")], None),
        ([(1, None)], None),
    ],
)
def test_only_a_known_bad_writer_is_bad(writers: list[tuple[Any, Any]], bad: tuple[str, ...] | None) -> None:
    rows = [{"name": f"w{n}", "state": state, "last_error": error} for n, (state, error) in enumerate(writers)]
    assert summary("windows.bad_vss_writers", {"windows": {"vss_writers": rows}}) == bad


@pytest.mark.parametrize(("began", "running"), [("2026-07-24T01:00:00Z", True), ("2026-07-25T02:00:00Z", None)])
def test_a_job_that_began_after_the_failure_did_not_block_it(began: str, running: bool | None) -> None:
    jobs = [
        {"name": "failed", "operation": "Backup", "status": "Failed", "started": "2026-07-24T02:00:00Z"},
        {"name": "other", "operation": "Backup", "status": "InProgress", "started": began},
    ]
    assert summary("backup.job_in_progress", {"backup": {"job": "failed", "jobs": jobs}}) is running


def test_a_disk_of_unknown_encryption_leaves_the_largest_encrypted_one_unknown() -> None:
    disks = [{"name": "a", "size_gb": 100, "encryption": "ade"}, {"name": "b", "size_gb": 5000}]
    assert summary("disks.largest_encrypted_gb", {"disks": {"attached": disks}}) is None
    assert summary("disks.encrypted", {"disks": {"attached": disks}}) is True


FAILED = {"failed_at": "2026-07-24T02:10:00Z"}
VM = {"name": "web1", "resource_group": "rg", "subscription_id": "s"}
RICH: dict[str, Any] = {  # one value of each fact that a summary looks at
    "vm.location": "westeurope",
    "vm.os_name": "FreeBSD",
    "extensions.backup_runs": [
        {"name": "agent 1", "started": "2026-07-24T02:02:00Z", "reported": "2026-07-24T02:05:00Z"}
    ],
    "agent.message": "Waiting for network issue",
    "agent.at_work": [{"name": "a", "since": "2026-07-24T01:00:00Z", "until": "2026-07-24T03:00:00Z"}],
    "error.message": "Policy migration from Standard to Enhanced",
    "extensions.installed": [{"name": "VMSnapshot", "type": "VMSnapshot", "state": "failed", "message": "m"}],
    "windows.vss_writers": [{"name": "w", "state": 7}],
    "windows.com_plus_state": "running",
    "windows.com_plus_start_type": "disabled",
    "disks.attached": [
        {"name": "a", "size_gb": 100, "encryption": "ade", "sku": "Premium_LRS", "system": True, "shared": False,
         "ephemeral": False, "entra_data_access": False, "failed": False, "being_detached": False,
         "write_accelerator": False, "network_closed": True},
        {"name": "b", "size_gb": 100, "encryption": "ade", "sku": "UltraSSD_LRS", "system": False, "shared": True,
         "entra_data_access": False, "failed": True, "write_accelerator": False, "encryption_set": "/subscriptions/s/E",
         "security_type": "TrustedLaunch"},
    ],
    "disks.encrypted": False,
    "disks.largest_encrypted_gb": 10,
    "locks.found": [
        {"name": "k", "scope": "subscription", "level": "CanNotDelete",
         "id": "/subscriptions/s/providers/Microsoft.Authorization/locks/k", "target": "/subscriptions/s"},
        {"name": "r", "scope": "subscription", "level": "ReadOnly",
         "id": "/subscriptions/s/providers/Microsoft.Authorization/locks/r", "target": "/subscriptions/s"},
    ],
    "des.found": [{"name": "e", "id": "/subscriptions/s/e", "identity": "system"}],
    "vm.power_events": [{"name": "restarted 1", "done": "restarted", "time": "2026-07-24T02:05:00Z"}],
    "restore_points.found": [
        {"name": "AzureBackup_web1_1", "resource_group": "AzureBackupRG_westeurope_1", "points": 18, "listed": True,
         "state": "Succeeded",
         "source": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web1"}
    ],
    "keyvault.name": "kv",
    "keyvault.of_disks": [{"name": "kv", "resource_group": "rg-kv"}],
    "keyvault.vaults": [{"name": "kv", "resource_group": "rg-kv", "uses_rbac": False, "policies": [],
                         "firewall": "open"}],
    "keyvault.backup_service": [{"id": "b"}],
    "backup.policy": "p",
    "backup.job": "failed",
    "backup.policies": [
        {"name": "p", "type": "enhanced", "interval_hours": 4, "instant_retention_days": 7, "scheduled_per_day": 6,
         "crash_consistent_only": True, "items": 12}
    ],
    "backup.jobs": [
        {"name": "failed", "operation": "Backup", "status": "Failed", "started": "2026-07-24T02:00:00Z"},
        {"name": "other", "operation": "Backup", "status": "InProgress", "vault": "old",
         "started": "2026-07-24T01:00:00Z"},
        {"name": "configuring", "operation": "ConfigureBackup", "status": "InProgress"},
        {"name": "later", "operation": "Backup", "status": "Completed", "started": "2026-07-25T02:00:00Z"},
    ],
    "backup.old_vault": "old",
    "backup.interval_hours": 4,
    "backup.last_duration_hours": 5,
    "restore_points.refused": [
        {"name": "1", "id": "/subscriptions/s/resourceGroups/AzureBackupRG_westeurope_1", "reason": "tag",
         "assignment": "tags"}
    ],
    "linux.failed_mounts": ["/a"],
    "linux.unthawed_mounts": ["/a"],
    "linux.duplicate_mounts": ["/a"],
    "vault.location": "West Europe",
    "vault.subscription_id": "s",
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sets(st.sampled_from(sorted(RICH))))
def test_a_summary_speaks_only_where_something_that_it_rests_on_is_known(left_out: set[str]) -> None:
    data: dict[str, Any] = nested({f: v for f, v in RICH.items() if f not in left_out}) | FAILED
    case = validated(data | {"vm": VM | data.get("vm", {})})
    stated = dict(case.stated())
    for path, (basis, function) in SUMMARIES.items():
        if path not in stated and function(case) is not None:
            assert {basis, *ALSO_RESTING.get(path, ())} & stated.keys()


def test_each_summary_speaks_in_the_case_that_knows_all() -> None:
    data = nested(RICH)
    case = validated(data | FAILED | {"vm": VM | data["vm"]})
    assert [path for path, (_, function) in SUMMARIES.items() if function(case) is None] == []


LOCK = "/subscriptions/{0}/resourceGroups/AzureBackupRG_westeurope_1/providers/Microsoft.Authorization/locks/keep"


@pytest.mark.parametrize(
    ("vm", "lock", "known", "doubt"),
    [
        ({"subscription_id": "s"}, {"id": LOCK.format("s")}, "AzureBackupRG_westeurope_1", ""),
        ({"subscription_id": "s"}, {"id": LOCK.format("S")}, "azurebackuprg_westeurope_1", ""),
        ({"subscription_id": "s"}, {"id": LOCK.format("t")}, "AzureBackupRG_westeurope_1", None),
        ({"subscription_id": "s"}, {"id": LOCK.format("s")}, "AzureBackupRG_westeurope_2", None),
        ({"subscription_id": "s"}, {"id": LOCK.format("s")}, "", "the group is not known to hold the restore points"),
        ({}, {"id": LOCK.format("s")}, "AzureBackupRG_westeurope_1", "the subscription of the lock, or of the VM"),
        ({"subscription_id": "s", "location": "northeurope"}, {"id": LOCK.format("s")}, "", None),
    ],
)
def test_a_lock_counts_as_far_as_it_is_known_to_hold_this_vm(
    vm: dict[str, str], lock: dict[str, str], known: str, doubt: str | None
) -> None:
    """What differs is not joined; what is unknown on one side is doubted, and fills no command."""
    row = {"name": "keep", "scope": "resource_group", "resource_group": "AzureBackupRG_westeurope_1", **lock}
    data = {
        "vm": {"name": "v", "resource_group": "rg", "location": "westeurope", **vm},
        "locks": {"found": [row]},
        "restore_points": {"resource_group": known or None},
    }
    seen = validated(data).known()
    assert ("locks.backup_group" in seen.values) == (doubt is not None)
    assert ("locks.backup_group_ids" in seen.values) == (doubt == "")
    assert doubt is None or seen.doubts["locks.backup_group"].startswith(doubt)
