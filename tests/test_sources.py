"""The readers on small answers of our own, one per trap."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.facts.sources.base import Finding, Node, VmKey, id_parts, parsed_time, rows
from backupdx.facts.sources.registry import READERS, reader_for

VM_ID = "/subscriptions/s-1/resourceGroups/Shop/providers/Microsoft.Compute/virtualMachines/Till"
KEY = VmKey("till", "shop", "s-1")
VAULT = "/subscriptions/s-1/resourceGroups/Safe/providers/Microsoft.RecoveryServices/vaults/Strongbox"


def read(data: Any) -> list[Finding]:
    node = Node(data)
    reader = reader_for(node)
    assert reader is not None
    found = list(reader.read(node))
    for finding in found:
        Case().with_facts(finding.facts)
    return found


def one(data: Any) -> Finding:
    (finding,) = read(data)
    return finding


def status(code: str, shown: str = "", message: str | None = None, time: str | None = None) -> dict[str, Any]:
    return {"code": code, "level": "Info", "displayStatus": shown, "message": message, "time": time}


RUNNING = status("PowerState/running", "VM running")
SUCCEEDED = status("ProvisioningState/succeeded", "Provisioning succeeded", time="2025-03-01T10:00:00.1234567Z")
READY = status("ProvisioningState/succeeded", "Ready", "Guest Agent is running", "2025-03-01T11:00:00+00:00")
NOT_READY = status("ProvisioningState/Unavailable", "Not Ready", "VM Agent is unresponsive.")


def agent(*statuses: dict[str, Any], version: str = "2.11.1.4", **more: Any) -> dict[str, Any]:
    return {"vmAgentVersion": version, "statuses": list(statuses or (READY,)), **more}


def vm(view: dict[str, Any] | None = None, **model: Any) -> dict[str, Any]:
    model.setdefault("storageProfile", {"osDisk": {"name": "c", "osType": "Linux", "diskSizeGb": None}})
    return {
        "id": VM_ID,
        "name": "Till",
        "resourceGroup": "SHOP",
        "type": "Microsoft.Compute/virtualMachines",
        "hardwareProfile": {"vmSize": "Standard_B2s"},
        "instanceView": view,
        **model,
    }


# --- VM and instance view


@pytest.mark.parametrize(
    "statuses",
    [
        [SUCCEEDED, RUNNING],
        [RUNNING, SUCCEEDED],
        [status("OSState/generalized"), SUCCEEDED, status("ColocationStatus/Aligned"), RUNNING],
    ],
)
def test_order_of_statuses_does_not_matter(statuses: list[dict[str, Any]]) -> None:
    finding = one(vm({"statuses": statuses, "vmAgent": agent()}))
    assert finding.vm == KEY
    assert finding.facts["vm.power_state"] == "running"
    assert finding.facts["vm.provisioning_state"] == "succeeded"
    assert finding.facts["agent.status"] == "ready"
    assert finding.facts["agent.version"] == "2.11.1.4"
    assert finding.facts["vm.resource_group"] == "Shop"
    assert finding.observed_at == datetime(2025, 3, 1, 11, tzinfo=UTC)
    assert finding.places["agent.status"] == "instanceView.vmAgent.statuses[0]"


def test_missing_power_state_stays_unknown() -> None:
    finding = one(vm({"statuses": [SUCCEEDED], "vmAgent": agent(NOT_READY, version="Unknown")}))
    assert "vm.power_state" not in finding.facts
    assert finding.facts["agent.status"] == "not_ready"
    assert "agent.version" not in finding.facts
    assert any("power state is unknown" in note for note in finding.notes)


@pytest.mark.parametrize("state", ["deallocated", "stopped", "stopping", "deallocating"])
@pytest.mark.parametrize("last", [READY, NOT_READY])
def test_agent_of_a_stopped_vm_is_stale(state: str, last: dict[str, Any]) -> None:
    handlers = [{"type": "Contoso.Ext", "typeHandlerVersion": "1.0", "status": NOT_READY}]
    view = {
        "statuses": [SUCCEEDED, status(f"PowerState/{state}")],
        "vmAgent": agent(last, extensionHandlers=handlers),
    }
    finding = one(vm(view))
    assert finding.facts["vm.power_state"] == state
    assert not [f for f in finding.facts if f.startswith(("agent.", "extensions."))]
    assert any("old" in note for note in finding.notes)


@pytest.mark.parametrize(
    ("code", "state", "error"),
    [
        ("ProvisioningState/succeeded/osProvisioningComplete", "succeeded", None),
        ("ProvisioningState/creating/osProvisioningInProgress", "creating", None),
        ("ProvisioningState/failed/AllocationFailed", "failed", "AllocationFailed"),
        ("ProvisioningState/failed", "failed", None),
        ("provisioningstate/UPDATING", "updating", None),
        ("ProvisioningState/dreaming", None, None),
        ("ProvisioningState", None, None),
    ],
)
def test_second_part_of_the_provisioning_code_counts(code: str, state: str | None, error: str | None) -> None:
    finding = one({"statuses": [status(code), RUNNING]})
    assert finding.facts.get("vm.provisioning_state") == state
    assert finding.facts.get("vm.provisioning_error") == error
    assert any("dreaming" in note for note in finding.notes) == ("dreaming" in code)


def test_agent_without_a_state_is_not_taken_for_a_bad_one() -> None:
    finding = one(vm({"statuses": [SUCCEEDED, RUNNING], "vmAgent": None}))
    assert not [f for f in finding.facts if f.startswith("agent.")]
    assert any("never reported" in note for note in finding.notes)


def test_get_azvm_status() -> None:
    finding = one(
        {
            "ResourceGroupName": "Shop",
            "Name": "Till",
            "OsName": "Windows Server 2022 Datacenter",
            "OsVersion": "Microsoft Windows NT 10.0.20348.0",
            "VMAgent": {
                "VmAgentVersion": "2.7.41491.1095",
                "Statuses": [{"Code": "ProvisioningState/succeeded", "DisplayStatus": "Ready",
                              "Time": "/Date(1740826800000)/"}],
                "ExtensionHandlers": [
                    {"Type": "Microsoft.Azure.RecoveryServices.VMSnapshot", "TypeHandlerVersion": "1.0.88.0",
                     "Status": {"Code": "ProvisioningState/NotReady/1007", "Level": 0, "Message": "broken"}}
                ],
            },
            "Statuses": [{"Code": "ProvisioningState/succeeded", "Time": "2025-03-01T10:59:00Z"},
                         {"Code": "PowerState/running", "DisplayStatus": "VM running"}],
        }
    )  # fmt: skip
    assert finding.vm == VmKey("till", "shop")
    assert finding.observed_at == datetime(2025, 3, 1, 11, tzinfo=UTC)
    assert finding.facts == {
        "vm.name": "Till",
        "vm.resource_group": "Shop",
        "vm.power_state": "running",
        "vm.provisioning_state": "succeeded",
        "vm.os_name": "Windows Server 2022 Datacenter",
        "vm.os_version": "10.0.20348.0",
        "vm.os_type": "windows",
        "agent.status": "ready",
        "agent.version": "2.7.41491.1095",
        "extensions.installed": (
            {
                "publisher": "Microsoft.Azure.RecoveryServices",
                "type": "VMSnapshot",
                "version": "1.0.88.0",
                "state": "failed",
                "message": "broken",
            },
        ),
    }
    assert Case().with_facts(finding.facts).observations()["extensions.backup_state"].value == "failed"


@pytest.mark.parametrize(
    ("extension", "handler", "resource", "state"),
    [
        ("failed/1", "succeeded", "Succeeded", "failed"),
        ("succeeded", "NotReady/21", "Succeeded", "failed"),
        ("succeeded", "NotReady", "Succeeded", "transitioning"),
        ("succeeded", "succeeded", "Failed", "failed"),
        ("transitioning", "succeeded", "Updating", "transitioning"),
        ("succeeded", "succeeded", "Succeeded", "succeeded"),
    ],
)
def test_the_worst_state_of_an_extension_counts(extension: str, handler: str, resource: str, state: str) -> None:
    view = {
        "statuses": [SUCCEEDED, RUNNING],
        "vmAgent": agent(
            extensionHandlers=[
                {"type": "Contoso.Ext", "typeHandlerVersion": "1.0.5",
                 "status": status(f"ProvisioningState/{handler}")}
            ]
        ),
        "extensions": [
            {"name": "mine", "type": "Contoso.Ext", "typeHandlerVersion": "1.0.5",
             "statuses": [status(f"ProvisioningState/{extension}")],
             "substatuses": [status("ComponentStatus/StdErr/failed")]}
        ],
    }  # fmt: skip
    resources = [
        {
            "name": "mine",
            "type": "Microsoft.Compute/virtualMachines/extensions",
            "publisher": "Contoso",
            "typePropertiesType": "Ext",
            "typeHandlerVersion": "1.0",
            "provisioningState": resource,
        }
    ]
    (row,) = one(vm(view, resources=resources)).facts["extensions.installed"]
    assert row == {"name": "mine", "publisher": "Contoso", "type": "Ext", "version": "1.0.5", "state": state}


def test_extension_without_statuses_has_no_state() -> None:
    finding = one(vm({"statuses": [RUNNING], "vmAgent": agent(), "extensions": [{"name": "mine"}]}))
    assert finding.facts["extensions.installed"] == ({"name": "mine"},)
    assert "extensions.failed" not in Case().with_facts(finding.facts).observations()


@pytest.mark.parametrize(
    ("view", "known"),
    [
        ({"vmAgent": agent(extensionHandlers=[]), "extensions": None}, True),
        ({"vmAgent": agent(NOT_READY, extensionHandlers=[])}, False),
        ({"vmAgent": agent()}, False),
    ],
)
def test_only_a_ready_agent_establishes_that_there_are_no_extensions(view: dict[str, Any], known: bool) -> None:
    finding = one(vm({"statuses": [SUCCEEDED, RUNNING], **view}))
    assert finding.facts.get("extensions.installed") == (() if known else None)


def test_flattened_power_state_of_vm_show_d_and_lists() -> None:
    finding = one(vm(powerState="VM deallocated", provisioningState="Succeeded"))
    assert finding.facts["vm.power_state"] == "deallocated"
    assert finding.facts["vm.provisioning_state"] == "succeeded"
    assert not finding.listed
    other = {**vm(), "id": VM_ID + "2", "name": "Till2"}
    assert [(f.vm.name, f.listed) for f in read([vm(), other]) if f.vm] == [("till", True), ("till2", True)]


def test_parts_of_an_instance_view() -> None:
    assert one([RUNNING]).facts == {"vm.power_state": "running"}
    assert one(RUNNING).facts == {"vm.power_state": "running"}
    assert one(agent(version="9.9")).facts["agent.version"] == "9.9"
    handler = {"type": "Contoso.Ext", "typeHandlerVersion": "1", "status": NOT_READY}
    assert one([handler]).facts["extensions.installed"][0]["type"] == "Ext"


@pytest.mark.parametrize(
    ("image", "custom"),
    [
        ({"publisher": "Canonical", "offer": "ubuntu", "sku": "x", "id": None}, False),
        ({"id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Compute/images/mine"}, True),
        ({"id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Compute/galleries/g/images/i"}, True),
        ({"communityGalleryImageId": "/CommunityGalleries/g/Images/i"}, True),
        (None, None),
        ({}, None),
    ],
)
def test_custom_image(image: dict[str, Any] | None, custom: bool | None) -> None:
    storage = {"osDisk": {"name": "c"}, "imageReference": image}
    assert one(vm(storageProfile=storage)).facts.get("vm.custom_image") is custom


def test_model_facts() -> None:
    finding = one(
        vm(
            {"statuses": [RUNNING], "disks": [{"name": "d", "encryptionSettings": [{"enabled": True}]}]},
            storageProfile={
                "osDisk": {"name": "c", "diskSizeGB": 64, "encryptionSettings": {"enabled": True}},
                "dataDisks": [{"name": "d", "diskSizeGb": 128}, {"name": "e", "diskSizeGB": None}],
            },
            securityProfile={"securityType": "TrustedLaunch"},
            osProfile={
                "windowsConfiguration": {"provisionVmAgent": False},
                "linuxConfiguration": None,
                "allowExtensionOperations": False,
            },
        )
    )
    assert finding.facts["vm.security_type"] == "trusted_launch"
    assert finding.facts["vm.os_type"] == "windows"
    assert finding.facts["vm.provision_agent"] is False
    assert finding.facts["vm.extension_operations_allowed"] is False
    assert finding.facts["disks.attached"] == (
        {"name": "c", "size_gb": 64.0, "encryption": "ade"},
        {"name": "d", "size_gb": 128.0, "encryption": "ade"},
        {"name": "e"},
    )


@pytest.mark.parametrize(
    ("name", "distribution"),
    [
        ("redhat", "rhel"),
        ("SLES", "sles"),
        ("openSUSE Leap", "opensuse"),
        ("AlmaLinux", "alma"),
        ("mariner", "azurelinux"),
        ("gaia", None),
    ],
)
def test_distribution(name: str, distribution: str | None) -> None:
    finding = one(vm({"statuses": [RUNNING], "osName": name, "osVersion": "9"}))
    assert finding.facts.get("vm.distribution") == distribution


# --- extensions, disks, locks


def extension(name: str, state: str, vm_id: str = VM_ID) -> dict[str, Any]:
    return {
        "id": f"{vm_id}/extensions/{name}",
        "name": name,
        "type": "Microsoft.Compute/virtualMachines/extensions",
        "publisher": "Microsoft.Azure.RecoveryServices",
        "typePropertiesType": name,
        "typeHandlerVersion": "1.0",
        "provisioningState": state,
        "instanceView": None,
    }


def test_extension_list_and_show() -> None:
    finding = one([extension("VMSnapshotLinux", "Failed"), extension("Other", "Succeeded")])
    assert finding.vm == KEY
    assert finding.facts["vm.id"] == VM_ID
    seen = Case().with_facts(finding.facts).observations()
    assert seen["extensions.failed"].value == ("VMSnapshotLinux",)
    assert seen["extensions.backup_state"].value == "failed"
    shown = one(extension("VMSnapshotLinux", "Succeeded"))
    assert shown.facts["extensions.backup_state"] == "succeeded"
    assert "extensions.failed" not in Case().with_facts(shown.facts).observations()
    assert one(extension("Other", "Failed")).facts["extensions.failed"] == ("Other",)


def disk(name: str, owner: str | None = VM_ID, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": "Microsoft.Compute/disks", "managedBy": owner, "diskState": "Attached", **more}


@pytest.mark.parametrize("spelling", ["diskSizeGB", "diskSizeGb"])
def test_disk_list(spelling: str) -> None:
    ade = {"encryptionSettingsCollection": {"enabled": True}}
    found = read(
        [
            disk("c", **{spelling: 128}, encryption={"type": "EncryptionAtRestWithPlatformKey"}, **ade),
            disk("d", **{spelling: 32767}, maxShares=1, dataAccessAuthMode="None"),
            disk("e", VM_ID + "2", **{spelling: 4}),
            disk("f", None, **{spelling: 8}),
            {**disk("g", None, **{spelling: 65536}), "diskState": "Unattached"},
        ]
    )
    assert [f.vm.name if f.vm else None for f in found] == ["till", "till2", None]
    assert all(f.listed for f in found)
    assert found[0].facts["disks.attached"] == (
        {"name": "c", "size_gb": 128.0, "encryption": "ade"},
        {"name": "d", "size_gb": 32767.0, "shared": False, "entra_data_access": False},
    )
    assert not found[2].facts
    assert "of which VM disk f is (managedBy) is not told" in found[2].notes[0]
    assert "attached to no VM" in found[2].notes[1]


def lock(scope: str, level: str = "CanNotDelete") -> dict[str, Any]:
    return {
        "id": f"{scope}/providers/Microsoft.Authorization/locks/keep",
        "name": "keep",
        "level": level,
        "notes": None,
        "type": "Microsoft.Authorization/locks",
    }


def test_locks_of_all_scopes() -> None:
    group = "/subscriptions/s-1/resourceGroups/Shop"
    account = f"{group}/providers/Microsoft.Storage/storageAccounts/a"
    finding = one([lock("/subscriptions/s-1"), lock(group, "ReadOnly"), lock(account, "NotSpecified")])
    assert finding.vm is None
    rows_found = finding.facts["locks.found"]
    assert [(r["scope"], r.get("level"), r.get("resource_group"), r["target"]) for r in rows_found] == [
        ("subscription", "cannot_delete", None, "/subscriptions/s-1"),
        ("resource_group", "read_only", "Shop", group),
        ("resource", None, "Shop", account),
    ]
    assert len(finding.notes) == 1
    assert Case().with_facts(finding.facts).observations()["locks.backup_group"].value is True


# --- jobs


def job(name: str, state: str, ended: str | None, operation: str = "Backup", **more: Any) -> dict[str, Any]:
    return {
        "id": f"{VAULT}/backupJobs/{name}",
        "name": name,
        "type": "Microsoft.RecoveryServices/vaults/backupJobs",
        "properties": {
            "jobType": "AzureIaaSVMJob",
            "containerName": "iaasvmcontainerv2;shop;till",
            "entityFriendlyName": "Till",
            "backupManagementType": "AzureIaasVM",
            "operation": operation,
            "status": state,
            "startTime": "2025-03-01T00:00:00Z",
            "endTime": ended,
            **more,
        },
    }


def error(code: str, number: int = 1, message: str = "Broken.") -> list[dict[str, Any]]:
    return [{"errorTitle": code, "errorCode": number, "errorString": message, "recommendations": ["Mend it."]}]


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


def tasks(*states: str) -> dict[str, Any]:
    names = ("Take Snapshot", "Transfer Data to Vault", "Validate Backup")
    return {"tasksList": [{"taskId": n, "status": s} for n, s in zip(names, states, strict=False)]}


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
    assert [f.facts for f in read([other])] == [{}]


# --- items


GREEN = [{"code": 400239, "title": "IaasVmHealthGreenDefault", "message": "OK", "recommendations": []}]


def item(state: str = "Protected", last: str = "Completed", **more: Any) -> dict[str, Any]:
    return {
        "id": f"{VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/i",
        "name": "VM;iaasvmcontainerv2;shop;till",
        "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
        "properties": {
            "friendlyName": "Till",
            "sourceResourceId": VM_ID,
            "containerName": "iaasvmcontainerv2;shop;till",
            "backupManagementType": "AzureIaasVM",
            "protectionState": state,
            "healthStatus": "Passed",
            "healthDetails": GREEN,
            "lastBackupStatus": last,
            "lastBackupTime": "2025-03-01T03:00:00Z",
            "policyName": "Nightly",
            **more,
        },
    }


def kpi(name: str, code: int, title: str) -> dict[str, Any]:
    return {name: {"resourceHealthDetails": [{"code": code, "title": title, "message": "M"}]}}


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


# --- envelopes, recognition, tolerance


def test_error_envelope_opens_a_failed_deployment() -> None:
    inner = {"code": "UserErrorGuestAgentStatusUnavailable", "message": "No agent."}
    finding = one({"error": {"code": "DeploymentFailed", "message": "See details.", "details": [inner]}})
    assert finding.facts == {
        "error.code": "UserErrorGuestAgentStatusUnavailable",
        "error.message": "No agent.",
    }


ODD: list[Any] = [
    None,
    [],
    {},
    "text",
    7,
    {"value": []},
    {"value": {"a": 1}},
    [[1], None, "x"],
    {"error": "text"},
    {"error": {"code": None}},
    {"data": {"rows": []}},
    {1: 2},
]


@pytest.mark.parametrize("data", ODD)
def test_unknown_content_has_no_reader(data: Any) -> None:
    assert reader_for(Node(data)) is None


WHOLE: list[dict[str, Any]] = [
    vm({"statuses": [SUCCEEDED, RUNNING], "vmAgent": agent(extensionHandlers=[])}, resources=[], osProfile={}),
    {"statuses": [RUNNING], "vmAgent": agent()},
    extension("a", "Failed"),
    disk("c", diskSizeGB=1, sku={"name": "x"}),
    lock("/subscriptions/s"),
    job("j", "Failed", "2025-03-01T01:00:00Z", errorDetails=error("X"), extendedInfo=tasks("Failed")),
    item(last="Failed", kpisHealths=kpi("BackupOperationStatusKPI", 1, "X")),
    {"error": {"code": "X", "message": "m", "details": [{"code": "Y"}]}},
]
JUNK = [None, "", 5, -1.5, float("nan"), 10**400, True, [], [None], {}, {"code": []}, "x" * 600, "\ud800", "/a/b//"]


def broken(data: Any, junk: Any) -> list[Any]:
    """The data once for every place in it, with junk in that place."""
    made: list[Any] = []
    if isinstance(data, dict):
        for key, value in data.items():
            made += [{**data, key: part} for part in (junk, *broken(value, junk))]
    elif isinstance(data, list):
        for at, value in enumerate(data):
            made += [[*data[:at], part, *data[at + 1 :]] for part in (junk, *broken(value, junk))]
    return made


@pytest.mark.parametrize("junk", JUNK, ids=[repr(j)[:12] for j in JUNK])
@pytest.mark.parametrize("data", WHOLE, ids=range(len(WHOLE)))
def test_odd_parts_never_raise_and_never_give_invalid_facts(data: dict[str, Any], junk: Any) -> None:
    for odd in broken(data, junk):
        for form in (odd, [data, odd, junk], {"value": [odd]}):
            node = Node(form)
            for reader in READERS:
                if reader.recognises(node):
                    for finding in reader.read(node):
                        Case().with_facts(finding.facts).observations()


def test_node_walks_without_case_and_through_properties() -> None:
    node = Node({"Properties": {"StatUs": {"A": [1, None]}}, "status": None})
    assert node["STATUS.a"].value == [1, None]
    assert node["status.a"].place == "Properties.StatUs.A"
    assert [n.place for n in node["status.a"]] == ["Properties.StatUs.A[0]", "Properties.StatUs.A[1]"]
    assert not node["nothing.at.all"]
    assert node.first("nothing", "status").value == {"A": [1, None]}
    assert rows(Node({"data": [{"a": 1}, 2]}))[0].place == "data[0]"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2025-03-01T10:00:00.1234567Z", datetime(2025, 3, 1, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2025-03-01T12:00:00+02:00", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("2025-03-01T10:00:00", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("/Date(1740823200000)/", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("2001-01-01T00:00:00Z", None),
        ("/Date(999999999999999)/", None),
        ("yesterday at noon", None),
        (None, None),
    ],
)
def test_times(text: Any, time: datetime | None) -> None:
    assert parsed_time(text) == time


def test_id_parts_skips_a_missing_group() -> None:
    parts = id_parts("/subscriptions/s/resourceGroups/providers/Microsoft.Compute/virtualMachines/v")
    assert parts["virtualmachines"] == "v"
    assert "resourcegroups" not in parts
