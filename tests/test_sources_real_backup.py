"""The readers of jobs, items and errors on recorded answers; skipped where none are at hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from backupdx.facts.case import Case
from recordings import REAL, facts, findings

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="recorded answers are not at hand")

GONE = "Could not perform the operation as VM no longer exists."


@pytest.mark.parametrize(
    ("path", "failed", "expected"),
    [
        (
            "backup-job-show/backup-failed-vm-not-found-2021.json",
            True,
            ("UserErrorVmNotFoundV2", 400136, "Virtual machine doesn't exist.", "take_snapshot"),
        ),
        (
            "backup-job-show/backup-completedwithwarnings-resourcenotfound-2021.json",
            True,
            ("ResourceNotFound", 320001, GONE, "transfer_to_vault"),
        ),
        (
            "backup-job-show/backup-completedwithwarnings-cancelled-2022.json",
            True,
            ("UserErrorJobSuccessfullyCancelled", 400158, "Job is cancelled.", None),
        ),
        (
            "backup-job-show/ps2016-backup-failed-400001-another-operation.json",
            True,
            (None, 400001, "Command execution failed.", "take_snapshot"),
        ),
        ("backup-job-list/list-2020-with-warning-job.json", True, ("ResourceNotFound", 320001, GONE, None)),
        ("backup-job-show/restore-failed-internal-error-2024.json", None, (None, None, None, None)),
        ("backup-job-show/ps2016-backup-cancelled.json", None, (None, None, None, None)),
        ("backup-job-show/backup-inprogress-three-tasks-2026.json", None, (None, None, None, None)),
        ("backup-job-show/configurebackup-completed.json", None, (None, None, None, None)),
        ("backup-job-show/backup-completed-2021.json", False, (None, None, None, None)),
        ("backup-job-list/list-2021-completed.json", False, (None, None, None, None)),
    ],
)
def test_jobs(path: str, failed: bool | None, expected: tuple[Any, ...]) -> None:
    (finding,) = findings(path)
    assert finding.failed is failed
    got = finding.facts
    assert tuple(got.get(f"error.{f}") for f in ("code", "number", "message", "failed_task")) == expected
    assert ("backup.job" in got) is bool(failed)


def test_failed_job_in_full() -> None:
    (finding,) = findings("backup-job-show/backup-failed-vm-not-found-2021.json")
    started = datetime(2021, 6, 14, 9, 57, 6, 610980, tzinfo=UTC)
    ended = datetime(2021, 6, 14, 9, 57, 8, 546573, tzinfo=UTC)
    job = "4da1a3cd-64d5-4ad2-b2d6-9ad3bf44d230"
    assert finding.observed_at == ended
    advice = finding.facts.pop("error.recommendations")
    assert advice[0].startswith("Please make sure that virtual machine exists")
    assert finding.facts == {
        "vm.name": "clitest-vm000003",
        "vm.resource_group": "clitest.rg000001",
        "backup.jobs": (
            {
                "name": job,
                "vault": "clitest-vault000002",
                "operation": "Backup",
                "status": "failed",
                "started": started,
                "ended": ended,
            },
        ),
        "backup.job": job,
        "error.code": "UserErrorVmNotFoundV2",
        "error.number": 400136,
        "error.message": "Virtual machine doesn't exist.",
        "error.failed_task": "take_snapshot",
        "backup.vault": "clitest-vault000002",
        "backup.vault_resource_group": "clitest.rg000001",
        "backup.container": "iaasvmcontainerv2;clitest.rg000001;clitest-vm000003",
    }


def test_number_400001_carries_its_meaning_in_the_recommendation() -> None:
    got = facts("backup-job-show/ps2016-backup-failed-400001-another-operation.json")
    assert got["error.recommendations"][0].startswith("Another operation is currently in progress")


def test_running_job_makes_job_in_progress() -> None:
    got = facts("backup-job-show/backup-inprogress-transfer.json")
    assert Case().with_facts(got).observations()["backup.job_in_progress"].value is True


def test_list_of_failed_jobs_is_split_by_vm() -> None:
    found = findings("backup-job-list/ps2016-list-failed-jobs.json")
    numbers = {f.vm.name: f.facts["error.number"] for f in found if f.vm}
    assert numbers == {
        "dc1vm0": 400136,
        "v1prjai1": 400002,
        "anbhavm": 400002,
        "oraclevm": 400001,
        "opcvm": 400160,
        "mylinux1": 400002,
    }
    assert all(f.listed and f.failed for f in found)
    assert sum(len(f.facts["backup.jobs"]) for f in found) == 10


AGENT = "UserErrorGuestAgentStatusUnavailable"


@pytest.mark.parametrize(
    ("file", "failed", "error", "state", "last", "precheck"),
    [
        (
            "actionrequired-extensionsnapshotfailednonetwork-2019",
            True,
            ("ExtensionSnapshotFailedNoNetwork", 400206),
            "protected",
            "failed",
            "action_required",
        ),
        (
            "actionrequired-vmnotfoundv2-2019",
            True,
            ("UserErrorVmNotFoundV2", 400136),
            "protected",
            "failed",
            "action_required",
        ),
        (
            "actionsuggested-crpreportedusererror-2019",
            True,
            ("UserErrorCrpReportedUserError", 400349),
            "protected",
            "failed",
            "action_suggested",
        ),
        (
            "actionsuggested-rpcollectiondeleted-2021",
            True,
            ("UserErrorRpCollectionDeleted", 400288),
            "stopped",
            "failed",
            "action_suggested",
        ),
        (
            "protectionerror-green-precheck-kpi-backupoperationfailed-2020",
            True,
            ("BackUpOperationFailed", 400002),
            "protection_error",
            "failed",
            "passed",
        ),
        ("protectionerror-last-failed-2019", True, (None, None), "protection_error", "failed", "passed"),
        ("healthy-2024-without-kpis", False, (None, None), "protected", "completed", "passed"),
        ("healthy-completed", False, (None, None), "protected", "completed", "passed"),
        ("spec-example-items-list", False, (None, None), "protected", "completed", "passed"),
        ("irpending-before-first-backup", None, (None, None), "first_backup_pending", "none", "passed"),
    ],
)
def test_items(file: str, failed: bool | None, error: tuple[Any, Any], state: str, last: str, precheck: str) -> None:
    (finding,) = findings(f"backup-item-list/{file}.json")
    got = finding.facts
    assert finding.failed is failed
    assert (got.get("error.code"), got.get("error.number")) == error
    assert got["backup.protection_state"] == state
    assert got["backup.last_status"] == last
    assert got["backup.precheck"] == precheck
    assert not finding.listed


def test_items_of_many_vms() -> None:
    found = findings("backup-item-list/actionsuggested-guestagentstatusunavailable-2021.json")
    assert [(f.vm.name, f.facts.get("error.code"), f.facts["backup.last_status"], f.failed) for f in found if f.vm] == [
        ("asebvtseavm2", "UserErrorGenericResourceNotFound", "completed_with_warnings", True),
        ("sdsadsad", AGENT, "failed", True),
        ("mkheranisd02", "UserErrorVmNotFoundV2", "failed", True),
        ("v2pstestvm", None, "none", None),
    ]
    assert all(f.listed for f in found)
    assert found[1].facts["backup.vault"] == "NilayVault"
    assert found[1].facts["backup.vault_resource_group"] == "Nilay-RG"
    assert found[1].facts["backup.policy"] == "DefaultPolicy"
    assert found[1].facts["vm.resource_group"] == "DinosRGUR1"
    assert found[1].observed_at == datetime(2021, 6, 13, 16, 2, 52, 942490, tzinfo=UTC)
    assert len(findings("backup-item-list/actionrequired-keyvault-permissions-24-items.json")) == 24


def test_item_whose_precheck_complains_although_the_backup_completed() -> None:
    found = findings("backup-item-list/actionsuggested-guestagentversionunsupported-2019.json")
    assert [(f.facts.get("error.number"), f.failed) for f in found] == [
        (380016, True),
        (320001, True),
        (None, False),
    ]
    assert found[0].facts["backup.last_status"] == "completed"
    assert any("pre-check" in note for note in found[0].notes)


def test_item_with_a_malformed_id_takes_the_group_from_its_container() -> None:
    (finding,) = findings("backup-item-show/spec-example-compute-item.json")
    assert finding.vm is not None
    assert (finding.vm.name, finding.vm.resource_group) == ("iaasvm-1", "iaasvm-rg")
    assert finding.facts["backup.policy"] == "testPolicy1"
    assert "vm.id" not in finding.facts


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("400-limit-on-operations", "CloudDosAbsoluteLimitReached"),
        ("400-softdeleted-item", "BMSUserErrorDataSourceInDeferredDeleteState"),
        ("400-vault-not-empty-softdeleted", "ServiceResourceNotEmptyWithBackendMessage"),
        ("429-resource-requests-throttled", None),  # it says why a call was refused, not why a backup failed
    ],
)
def test_error_envelopes(file: str, code: str | None) -> None:
    (finding,) = findings(f"error-envelope/{file}.json")
    assert finding.vm is None
    assert finding.facts.get("error.code") == code
    assert set(finding.facts) == ({"error.code", "error.message"} if code else set())
