"""The readers of restore points and their collections, on small answers of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from azure_samples import BACKUP_GROUP, FIRST, LISTED, OTHER_VM, OTHERS, SECOND, VM, S, collection
from backupdx.facts.summaries_azure import RESTORE_POINTS
from backupdx.kb import limits
from readings import findings, one, seen


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        ([LISTED], None),  # a list does not show points
        ([collection(FIRST)], None),  # nor does `show` without --restore-points
        ([collection(FIRST, 17)], None),  # there may be other collections
        ([collection(FIRST, 18)], 18),  # more cannot be needed to reach the limit
        ([LISTED, collection(FIRST, 10)], None),  # the second one was not shown
        ([LISTED, collection(FIRST, 19)], 19),
        ([LISTED, collection(FIRST, 10), collection(SECOND, 9), collection(OTHERS, 30, OTHER_VM)], 19),
        ([LISTED, collection(FIRST, 10), collection(SECOND, 0)], 10),
        ([[collection(FIRST, 4), collection(SECOND, 5)]], 9),  # a list that shows points
        ([[collection(FIRST, source=None), collection(SECOND, source=None)], collection(FIRST, 5)], None),
        ([{"value": [collection(FIRST)], "nextLink": "https://x"}, collection(FIRST, 5)], None),
        ([{"count": 1, "data": [collection(FIRST)]}, collection(FIRST, 5)], None),  # a query may have chosen
    ],
)
def test_restore_points_are_counted_only_where_all_are_known(answers: list[Any], count: Any, tmp_path: Path) -> None:
    assert seen(tmp_path, VM, *answers).get("restore_points.count") == count


def test_the_limit_is_that_of_the_knowledge_base() -> None:
    assert limits.RESTORE_POINTS.value == RESTORE_POINTS


def test_points_that_are_being_deleted_do_not_count(tmp_path: Path) -> None:
    shown = collection(FIRST, 18)
    shown["properties"]["restorePoints"][0]["properties"]["provisioningState"] = "Deleting"
    assert "restore_points.count" not in seen(tmp_path, VM, shown)


def test_collections_and_their_group(tmp_path: Path) -> None:
    known = seen(tmp_path, VM, LISTED)
    assert known["restore_points.collections"] == (FIRST, SECOND)
    assert known["restore_points.resource_group"] == "AzureBackupRG_westeurope_1"


@pytest.mark.parametrize(("own", "backups", "count"), [(20, 5, None), (5, 20, 25), (5, 5, 10)])
def test_the_users_own_points_do_not_prove_that_the_limit_is_reached(
    own: int, backups: int, count: Any, tmp_path: Path
) -> None:
    mine = collection("nightly", own, group=f"{S}/resourceGroups/Shop")
    assert seen(tmp_path, VM, [mine, collection(FIRST, backups)]).get("restore_points.count") == count


def test_the_users_own_collections_do_not_tell_the_group(tmp_path: Path) -> None:
    own = collection("nightly", 3, group=f"{S}/resourceGroups/Shop")
    known = seen(tmp_path, VM, own)
    assert "restore_points.resource_group" not in known
    assert "restore_points.collections" not in known


@pytest.mark.parametrize(("location", "group"), [("West Europe", "AzureBackupRG_westeurope_1"), ("northeurope", None)])
def test_a_list_of_resources_tells_the_group_by_name_and_region(location: str, group: Any, tmp_path: Path) -> None:
    resources = [collection(FIRST, source=None), collection(OTHERS, source=None)]
    known = seen(tmp_path, {**VM, "location": location}, resources)
    assert known.get("restore_points.resource_group") == group
    assert "restore_points.collections" not in known  # a VM of the same name may exist: commands delete these


def test_a_single_restore_point_counts_nothing() -> None:
    arm_id = f"{BACKUP_GROUP}/providers/Microsoft.Compute/restorePointCollections/{FIRST}"
    finding = one({"id": f"{arm_id}/restorePoints/p1", "name": "p1", "properties": {"sourceMetadata": {"vmId": "x"}}})
    assert finding.vm is not None
    assert finding.vm.name == "till"
    (row,) = finding.facts["restore_points.found"]
    assert row == {"name": FIRST, "id": arm_id, "resource_group": "AzureBackupRG_westeurope_1"}
    assert "do not tell how many" in finding.notes[0]


def test_a_lock_on_the_group_of_the_collections_counts_without_the_region(tmp_path: Path) -> None:
    here = {k: v for k, v in VM.items() if k != "location"}
    lock = {"id": f"{BACKUP_GROUP}/providers/Microsoft.Authorization/locks/keep", "name": "keep", "level": "ReadOnly"}
    assert "locks.backup_group" not in seen(tmp_path, here, [lock])
    assert seen(tmp_path, here, [lock], LISTED)["locks.backup_group"] is True


def test_yaml_of_the_cli_is_read_like_its_json(tmp_path: Path) -> None:
    text = yaml.safe_dump([collection(FIRST), collection(SECOND)])
    shown = [yaml.safe_dump(collection(name, points)) for name, points in ((FIRST, 8), (SECOND, 11))]
    assert seen(tmp_path, VM, text, *shown)["restore_points.count"] == 19


@pytest.mark.parametrize(
    ("collection", "told"),
    [("AzureBackup_till_123", "VMAgentStatusCommunicationError : VM has not reported status."), ("other", None)],
)
def test_a_restore_point_of_the_backup_tells_why_it_failed(collection: str, told: str | None) -> None:
    code = "ProvisioningState/failed/VMAgentStatusCommunicationError"
    point = {
        "id": f"/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/restorePointCollections/{collection}"
        "/restorePoints/p",
        "name": "p",
        "provisioningState": "Failed",
        "instanceView": {"statuses": [{"code": code, "message": "VM has not reported status."}]},
    }
    (finding,) = findings(point)
    assert finding.facts.get("error.inner_message") == told
    assert all("error.inner_message" not in each.facts for each in findings([point, {**point, "name": "q"}]))
