"""The readers on recorded answers of Azure; skipped where the recordings are not at hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.facts.sources.azure.disks import disk_row
from backupdx.facts.sources.base import Finding, Node
from backupdx.facts.sources.registry import reader_for

REAL = Path(__file__).parents[1].parent / "shared" / "real" / "azure"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="recorded answers are not at hand")

KINDS = {
    "vm-instance-view": {"VM", "VM instance view", "VM statuses"},
    "vm-show": {"VM"},
    "extension-list": {"VM extensions"},
    "disk-list": {"managed disks"},
    "lock-list": {"management locks"},
    "backup-job-list": {"backup jobs"},
    "backup-job-show": {"backup jobs"},
    "backup-item-list": {"backup items"},
    "backup-item-show": {"backup items"},
    "error-envelope": {"Azure error answer"},
}
NOT_READ = {
    "backup-job-list/powershell-table-2018.txt": "a table with its job ids cut; JSON is needed",
    "vm-instance-view/cli-query-powerstate-table-2021.txt": "a table of one status, not JSON",
}
OTHER_KINDS = {  # in test_sources_real_azure.py
    "backup-status", "keyvault", "log-analytics", "recovery-point-list", "resource-graph",
    "restore-point-collection",
}  # fmt: skip
FILES = sorted(f"{kind}/{file.name}" for kind in KINDS for file in (REAL / kind).glob("*"))


def findings(path: str) -> list[Finding]:
    node = Node(json.loads((REAL / path).read_text(encoding="utf-8")))
    reader = reader_for(node)
    assert reader is not None, path
    return list(reader.read(node))


def facts(path: str, *leave_out: str) -> dict[str, Any]:
    (finding,) = findings(path)
    return {k: v for k, v in finding.facts.items() if not k.startswith(leave_out or ("\0",))}


IDENTITY = ("vm.name", "vm.resource_group", "vm.subscription_id", "vm.id", "vm.vm_id", "vm.computer_name")
MODEL = (*IDENTITY, "vm.location", "vm.size", "vm.custom_image", "disks.", "vm.provision_a", "vm.extension_op")


def test_every_kind_of_file_is_considered() -> None:
    assert {d.name for d in REAL.iterdir() if d.is_dir()} == set(KINDS) | OTHER_KINDS
    assert set(NOT_READ) == {f for f in FILES if not f.endswith(".json")}


@pytest.mark.parametrize("path", [f for f in FILES if f not in NOT_READ])
def test_every_file_is_recognised_and_valid(path: str) -> None:
    node = Node(json.loads((REAL / path).read_text(encoding="utf-8")))
    reader = reader_for(node)
    assert reader is not None
    assert reader.kind in KINDS[path.partition("/")[0]]
    found = list(reader.read(node))
    assert found
    for finding in found:
        case = Case().with_facts(finding.facts)
        assert {p for p, _ in case.stated()} == set(finding.facts)
        assert set(finding.places) == set(finding.facts)
        case.observations()


READY_LINUX = {
    "vm.power_state": "running",
    "vm.provisioning_state": "succeeded",
    "vm.os_type": "linux",
    "agent.status": "ready",
    "agent.message": "Guest Agent is running",
}
UNPOPULATED = "VM status blob is found but not yet populated."


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (
            "cli-flattened-linux-running-2021",
            {
                **READY_LINUX,
                "vm.os_name": "ubuntu",
                "vm.os_version": "18.04",
                "vm.distribution": "ubuntu",
                "agent.version": "2.5.0.2",
                "extensions.installed": (),
            },
        ),
        (
            "linux-colocationstatus",
            {
                **READY_LINUX,
                "vm.os_name": "debian",
                "vm.os_version": "10.4",
                "vm.distribution": "debian",
                "agent.version": "2.2.45",
                "extensions.installed": (),
            },
        ),
        ("linux-running-ready", {**READY_LINUX, "agent.version": "2.2.45", "extensions.installed": ()}),
        (
            "linux-creating-notready",
            {
                "vm.power_state": "running",
                "vm.provisioning_state": "creating",
                "vm.os_type": "linux",
                "agent.status": "not_ready",
                "agent.message": UNPOPULATED,
            },
        ),
        (
            "linux-osprovisioninginprogress-notready",
            {
                "vm.power_state": "running",
                "vm.provisioning_state": "succeeded",
                "vm.os_type": "linux",
                "agent.status": "not_ready",
                "agent.message": UNPOPULATED,
            },
        ),
        (
            "linux-generalized-stopped",
            {"vm.power_state": "stopped", "vm.provisioning_state": "succeeded", "vm.os_type": "linux"},
        ),
        (
            "linux-stopped-agent-still-ready",
            {"vm.power_state": "stopped", "vm.provisioning_state": "succeeded", "vm.os_type": "linux"},
        ),
        (
            "deallocated-agent-unresponsive-bare",
            {"vm.power_state": "deallocated", "vm.provisioning_state": "succeeded"},
        ),
        ("cli-query-statuses-without-powerstate-2026", {"vm.provisioning_state": "succeeded"}),
        (
            "vmss-instance-running-ready",
            {
                "vm.power_state": "running",
                "vm.provisioning_state": "succeeded",
                "agent.status": "ready",
                "agent.message": "Guest Agent is running",
                "agent.version": "2.2.14",
                "extensions.installed": (),
            },
        ),
        (
            "windows-ready-waiting-for-network",
            {
                "vm.power_state": "running",
                "vm.provisioning_state": "succeeded",
                "vm.os_name": "Windows Server 2012 R2 Datacenter",
                "vm.os_version": "6.3.9600.0",
                "vm.os_type": "windows",
                "agent.status": "ready",
                "agent.message": "GuestAgent is running and waiting for network issue to be resolved.",
                "agent.version": "2.7.41491.911",
            },
        ),
    ],
)
def test_instance_views(file: str, expected: dict[str, Any]) -> None:
    got = facts(f"vm-instance-view/{file}.json", *MODEL)
    assert got == expected


def test_stale_agent_is_told_in_a_note() -> None:
    for name in ("linux-deallocated-agent-still-ready", "linux-stopped-agent-still-ready"):
        (finding,) = findings(f"vm-instance-view/{name}.json")
        assert not [f for f in finding.facts if f.startswith("agent.")]
        assert any("old" in note for note in finding.notes)


def test_identity_disks_and_model() -> None:
    (finding,) = findings("vm-instance-view/custodian-linux-running-2020api.json")
    assert finding.vm is not None
    assert (finding.vm.name, finding.vm.resource_group) == ("cctestvm", "test_vm")
    assert finding.facts["vm.id"].endswith("/TEST_VM/providers/Microsoft.Compute/virtualMachines/cctestvm")
    assert finding.facts["vm.size"] == "Standard_A1_v2"
    assert finding.facts["vm.location"] == "southcentralus"
    assert finding.facts["vm.custom_image"] is False
    assert [d["size_gb"] for d in finding.facts["disks.attached"]] == [30, 1023]
    assert finding.observed_at == datetime(2021, 5, 24, 14, 41, 43, tzinfo=UTC)
    assert not finding.listed


@pytest.mark.parametrize(
    ("path", "states"),
    [
        ("vm-instance-view/custodian-linux-running-2020api.json", {"script1": "succeeded"}),
        ("vm-instance-view/linux-deallocated-agent-still-ready.json", {"enablevmaccess": "succeeded"}),
        ("vm-instance-view/linux-running-agent-unresponsive-2016.json", {"newuserscript": "succeeded"}),
        (
            "vm-instance-view/windows-mma-extension-failed-handler-install-failed.json",
            {"MicrosoftMonitoringAgent": "failed"},
        ),
        ("vm-instance-view/windows-mma-handler-notready-21.json", {"MicrosoftMonitoringAgent": "failed"}),
        ("vm-show/extension-failed-in-resources-vm-succeeded.json", {"MicrosoftMonitoringAgent": "failed"}),
        (
            "vm-show/ade-extension-failed-in-resources.json",
            {"AzureDiskEncryption": "failed", "BGInfo": "succeeded"},
        ),
        ("extension-list/list-one-customscript.json", {"script1": "succeeded"}),
    ],
)
def test_extension_states(path: str, states: dict[str, str]) -> None:
    (finding,) = findings(path)
    assert {row["name"]: row["state"] for row in finding.facts["extensions.installed"]} == states
    assert finding.facts.get("vm.provisioning_state", "succeeded") == "succeeded"


def test_handler_and_extension_are_one_row_with_all_parts() -> None:
    (finding,) = findings("vm-instance-view/windows-mma-handler-notready-21.json")
    assert finding.facts["extensions.installed"] == (
        {
            "name": "MicrosoftMonitoringAgent",
            "publisher": "Microsoft.EnterpriseCloud.Monitoring",
            "type": "MicrosoftMonitoringAgent",
            "version": "1.0.18053.0",
            "state": "failed",
            "message": "Checking the connection to Microsoft Operations Management Suite.",
        },
    )


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("extension-ade-instanceview", {}),
        ("extension-vmaccess-instanceview", {}),
        ("extension-guestattestation-autoupgrade", {"extensions.in_transition": ("GuestAttestation",)}),
        ("extension-omsagent-updating", {"extensions.in_transition": ("OmsAgentForLinux",)}),
    ],
)
def test_one_extension_says_nothing_of_the_others(file: str, expected: dict[str, Any]) -> None:
    assert facts(f"extension-list/{file}.json", "vm.") == expected


def test_vm_models() -> None:
    assert facts("vm-show/confidential-vm.json")["vm.security_type"] == "confidential"
    assert "vm.security_type" not in facts("vm-show/encryption-at-host.json")
    no_agent = facts("vm-show/no-agent-provisionvmagent-false.json", *IDENTITY)
    assert no_agent["vm.provision_agent"] is False
    assert no_agent["vm.extension_operations_allowed"] is False
    assert not [f for f in no_agent if f.startswith(("agent.", "vm.power"))]
    unmanaged = facts("vm-show/unmanaged-data-disk-detaching.json")
    assert unmanaged["vm.provisioning_state"] == "updating"
    assert unmanaged["disks.attached"] == (
        {"name": "osdisk_0a534cd158", "size_gb": 30.0},
        {"name": "d7", "size_gb": 8.0},
    )


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("disk-customerkey", {"encryption": "customer", "size_gb": 10, "shared": False}),
        ("disk-double-encryption", {"encryption": "platform_and_customer", "size_gb": 10, "shared": False}),
        (
            "disk-dataaccessauthmode-aad",
            {"encryption": "platform", "size_gb": 10, "entra_data_access": True, "shared": False},
        ),
        ("disk-shared-maxshares2", {"encryption": "platform", "size_gb": 256, "shared": True}),
        ("disk-ultrassd", {"encryption": "platform", "size_gb": 4, "sku": "UltraSSD_LRS", "shared": False}),
        ("disk-readytoupload", {"size_gb": 1, "shared": False}),
    ],
)
def test_disks_without_a_vm(file: str, expected: dict[str, Any]) -> None:
    path = f"disk-list/{file}.json"
    row = disk_row(Node(json.loads((REAL / path).read_text(encoding="utf-8"))))
    assert {k: v for k, v in row.items() if k not in ("name", "sku")} == {
        k: v for k, v in expected.items() if k != "sku"
    }
    assert row["sku"] == expected.get("sku", "Premium_LRS")
    (finding,) = findings(path)
    assert (finding.vm, finding.facts, finding.listed) == (None, {}, True)
    assert finding.notes


@pytest.mark.parametrize(
    ("file", "vm"),
    [
        ("disk-premium-attached-2017", "vm1"),
        ("disk-premium-attached-platformkey", "vm1"),
        ("disk-reserved-trustedlaunch", "vm1000002"),
    ],
)
def test_one_disk_alone_says_nothing_of_the_others(file: str, vm: str) -> None:
    (finding,) = findings(f"disk-list/{file}.json")
    assert finding.vm is not None
    assert finding.vm.name == vm
    assert finding.facts.keys().isdisjoint({"disks.attached"})
    assert any("One disk alone" in note for note in finding.notes)


def test_disks_of_a_vm() -> None:
    (finding,) = findings("disk-list/list-trustedlaunch-2024.json")
    assert finding.vm is not None
    assert finding.vm.name == "vm1000002"
    assert finding.listed
    (row,) = finding.facts["disks.attached"]
    assert row["encryption"] == "platform"


def locks(file: str) -> list[tuple[str, str, str]]:
    return [(r["name"], r["level"], r["scope"]) for r in facts(f"lock-list/{file}.json")["locks.found"]]


def test_locks() -> None:
    assert locks("resource-group-six-locks-mixed-scopes") == [
        ("rglock", "cannot_delete", "resource_group"),
        ("stLock", "cannot_delete", "resource"),
        ("diskLockDel", "cannot_delete", "resource"),
        ("diskLockRO", "read_only", "resource"),
        ("vmlock", "read_only", "resource"),
        ("subnetLock", "read_only", "resource"),
    ]
    assert locks("subscription-one-lock") == [("cli-test-lock000001", "cannot_delete", "subscription")]
    assert locks("resource-group-two-locks") == [
        ("cctestlockfilter", "cannot_delete", "resource_group"),
        ("rglock", "cannot_delete", "resource_group"),
    ]
    of_2017 = locks("subscription-12-locks-2017")
    assert of_2017[:3] == [
        ("cli-test-lock000001", "read_only", "subscription"),
        ("nodel", "cannot_delete", "resource_group"),
        ("sdk-test-lock", "cannot_delete", "resource_group"),
    ]
    assert len(of_2017) == 12
    assert len(locks("subscription-52-locks-2023")) == 52


def test_lock_that_azure_backup_sets_on_storage_accounts() -> None:
    rows = facts("lock-list/subscription-52-locks-2023.json")["locks.found"]
    made = [r for r in rows if (r.get("notes") or "").startswith("Auto-created by Azure Backup")]
    assert made
    assert {r["scope"] for r in made} == {"resource"}
    assert all("/storageaccounts/" in r["target"].lower() for r in made)


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
        ("429-resource-requests-throttled", "ResourceRequestsThrottled"),
    ],
)
def test_error_envelopes(file: str, code: str) -> None:
    (finding,) = findings(f"error-envelope/{file}.json")
    assert finding.vm is None
    assert finding.facts["error.code"] == code
    assert set(finding.facts) == {"error.code", "error.message"}
