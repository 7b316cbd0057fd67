"""The readers of a VM and its instance view on small answers of our own, one per trap."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.readers.base import VmKey
from readings import findings, one
from vm_samples import KEY, NOT_READY, READY, RUNNING, SUCCEEDED, VM_ID, agent, status, vm


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


@pytest.mark.parametrize(
    "states", [[RUNNING, SUCCEEDED], [status("PowerState/starting")], [status("PowerState/stopped")], []]
)
def test_only_of_a_running_vm_it_is_told_that_no_agent_ever_reported(states: list[dict[str, Any]]) -> None:
    finding = one(vm({"statuses": states}))
    assert any("never reported" in note for note in finding.notes) == (RUNNING in states)


def test_a_view_that_names_no_vm_tells_what_the_guest_calls_itself() -> None:
    finding = one({"computerName": "TILL01", "statuses": [RUNNING], "vmAgent": agent()})
    assert finding.vm is None
    assert finding.host == "TILL01"
    assert finding.facts["vm.computer_name"] == "TILL01"
    assert "the guest calls itself TILL01" in finding.notes[0]


def test_an_instance_of_a_scale_set_has_the_name_that_azure_shows_not_its_number() -> None:
    arm_id = f"{VM_ID.rpartition('/virtualMachines/')[0]}/virtualMachineScaleSets/web/virtualMachines/3"
    kind = "Microsoft.Compute/virtualMachineScaleSets/virtualMachines"
    finding = one({**vm({"statuses": [RUNNING]}), "id": arm_id, "name": "web_3", "type": kind})
    assert finding.vm == VmKey("web_3", "shop", "s-1")
    assert finding.facts["vm.name"] == "web_3"
    assert finding.facts["vm.id"] == arm_id


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
        "vm.changed_at": datetime(2025, 3, 1, 10, 59, tzinfo=UTC),
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


def test_what_a_component_of_an_extension_says_is_no_state_of_it() -> None:
    told = [status("ComponentStatus/StdOut/failed", message="x"), status("ProvisioningState/succeeded")]
    view = {"statuses": [RUNNING], "vmAgent": agent(), "extensions": [{"name": "mine", "statuses": told}]}
    assert one(vm(view)).facts["extensions.installed"] == ({"name": "mine", "state": "succeeded"},)


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
    assert [(f.vm.name, f.listed) for f in findings([vm(), other]) if f.vm] == [("till", True), ("till2", True)]


def test_parts_of_an_instance_view() -> None:
    assert one([RUNNING]).facts == {"vm.power_state": "running"}
    assert one(RUNNING).facts == {"vm.power_state": "running"}
    assert one(agent(version="9.9")).facts["agent.version"] == "9.9"
    handler = {"type": "Contoso.Ext", "typeHandlerVersion": "1", "status": NOT_READY}
    assert one([handler]).facts["extensions.installed"][0]["type"] == "Ext"


PLATFORM = "/Subscriptions/s/Providers/Microsoft.Compute/Locations/westeurope/Publishers"


@pytest.mark.parametrize(
    ("image", "custom"),
    [
        ({"publisher": "Canonical", "offer": "ubuntu", "sku": "x", "id": None}, False),
        ({"id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Compute/images/mine"}, True),
        ({"id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Compute/galleries/g/images/i"}, True),
        ({"id": f"{PLATFORM}/Canonical/ArtifactTypes/VMImage/Offers/o/Skus/s/Versions/1"}, False),
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
        {"name": "c", "size_gb": 64.0, "encryption": "ade", "system": True},
        {"name": "d", "size_gb": 128.0, "encryption": "ade", "system": False},
        {"name": "e", "system": False},
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
