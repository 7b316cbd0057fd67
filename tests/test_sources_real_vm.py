"""The readers of VM, extensions, disks and locks on recorded answers; skipped where none are at hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from backupdx.readers.azure.disks import disk_row
from backupdx.readers.base import Node
from recordings import REAL, facts, findings

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="recorded answers are not at hand")

IDENTITY = ("vm.name", "vm.resource_group", "vm.subscription_id", "vm.id", "vm.vm_id", "vm.computer_name")
MODEL = (
    *IDENTITY,
    "vm.location",
    "vm.size",
    "vm.custom_image",
    "disks.",
    "vm.provision_a",
    "vm.extension_op",
    "vm.vmss_mode",
    "vm.generalized",
)
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
    changed = got.pop("vm.changed_at", None)
    assert (changed and changed.replace(microsecond=0)) == _provisioned_at(json.loads(_text(file)))
    assert got == expected


def _text(file: str) -> str:
    return (REAL / "vm-instance-view" / f"{file}.json").read_text(encoding="utf-8-sig")


def _provisioned_at(answer: Any) -> datetime | None:
    """The time of the VM's own provisioning state, looked up where the recording has its statuses."""
    model = {} if isinstance(answer, list) else answer.get("properties") or answer
    view = model.get("instanceView") or answer
    for status in view if isinstance(view, list) else view.get("statuses") or []:
        if status["code"].startswith("ProvisioningState/") and status.get("time"):
            return datetime.fromisoformat(status["time"][:19] + "+00:00")
    return None


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
    assert [(d["name"], d["size_gb"], d["being_detached"]) for d in unmanaged["disks.attached"]] == [
        ("osdisk_0a534cd158", 30.0, False),
        ("d7", 8.0, True),
    ]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("disk-customerkey", {"encryption": "customer", "size_gb": 10, "shared": False}),
        ("disk-double-encryption", {"encryption": "platform_and_customer", "size_gb": 10, "shared": False}),
        (
            "disk-dataaccessauthmode-aad",
            {
                "encryption": "platform",
                "size_gb": 10,
                "entra_data_access": True,
                "network_closed": False,
                "shared": False,
            },
        ),
        ("disk-shared-maxshares2", {"encryption": "platform", "size_gb": 256, "shared": True}),
        ("disk-ultrassd", {"encryption": "platform", "size_gb": 4, "sku": "UltraSSD_LRS", "shared": False}),
        ("disk-readytoupload", {"size_gb": 1, "shared": False}),
    ],
)
def test_disks_without_a_vm(file: str, expected: dict[str, Any]) -> None:
    path = f"disk-list/{file}.json"
    row = disk_row(Node(json.loads((REAL / path).read_text(encoding="utf-8"))))
    assert {k: v for k, v in row.items() if k not in ("name", "sku", "encryption_set")} == {
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
