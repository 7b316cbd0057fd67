"""Reads whole VMs: `az vm get-instance-view`, `az vm show` (also `-d`), `az vm list`, `Get-AzVM`, raw ARM.

What lies under `instanceView` is read in instance_view.py, this module reads the model around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..base import Finding, Node, Reader, about, row_of, rows, some
from .disks import size_of
from .encryption import add_key_vaults, extension_settings, view_settings
from .extensions import ExtensionTable, is_extension
from .instance_view import POWER, PROVISIONING, read_view, read_view_extensions, status_parts

_OS = {"windows": "windows", "linux": "linux"}
_SECURITY = {"standard": "standard", "trustedlaunch": "trusted_launch", "confidentialvm": "confidential"}


def is_vm(row: Node) -> bool:
    """Whether this is a virtual machine, with or without its instance view."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word.endswith("/virtualmachines")
    if row.has("instanceView") and row["id"].word.rpartition("/")[0].endswith("/microsoft.compute/virtualmachines"):
        return True  # an answer to a query of one's own
    whole = row.has("hardwareProfile") or row.has("vmId") or bool(row["storageProfile.osDisk.createOption"])
    return row.has("storageProfile") and whole


def read_vms(node: Node) -> Iterator[Finding]:
    """One finding per VM of the file."""
    found = [row for row in rows(node) if is_vm(row)]
    for row in found:
        finding = _read_vm(row)
        finding.listed = len(found) > 1
        yield finding


def _read_vm(vm: Node) -> Finding:
    finding = about(vm["id"], vm["name"], vm.first("resourceGroup", "resourceGroupName"))
    # Resource Graph keeps a digest of the view under `extended`.
    view = vm.first("instanceView", "extended.instanceView")
    table = ExtensionTable()
    if view:
        read_view(finding, view)
        read_view_extensions(finding, view, table)
    table.add_resources(row for row in vm["resources"] if is_extension(row))
    table.fill(finding)
    _read_model(finding, vm)
    storage = vm["storageProfile"]
    add_key_vaults(finding, (disk["encryptionSettings"] for disk in (storage["osDisk"], *storage["dataDisks"])))
    add_key_vaults(finding, view_settings(view))
    add_key_vaults(finding, (settings for row in vm["resources"] for settings in extension_settings(row)))
    disks = tuple(_disks(vm["storageProfile"], view))
    finding.add("disks.attached", disks or None, vm["storageProfile"].place)
    if storage["osDisk.vhd.uri"].text and not storage["osDisk.managedDisk"]:
        finding.add("disks.unmanaged", True, storage["osDisk.vhd.uri"].place)
    return finding


def _read_model(finding: Finding, vm: Node) -> None:
    parts = {
        "vm_id": "vmId",
        "location": "location",
        "size": "hardwareProfile.vmSize",
        "computer_name": "osProfile.computerName",
        "plan_publisher": "plan.publisher",
    }
    for path, part in parts.items():
        finding.add(f"vm.{path}", vm[part].name, vm[part].place)
    if "vm.provisioning_state" not in finding.facts:
        finding.add_word("vm.provisioning_state", vm["provisioningState"], PROVISIONING)
    if "vm.power_state" not in finding.facts:
        _read_power(finding, vm.first("powerState", "extended.instanceView.powerState.code"))
    finding.add_word("vm.security_type", vm["securityProfile.securityType"], _SECURITY)
    _read_os_profile(finding, vm)
    finding.add("vm.custom_image", custom_image(vm["storageProfile"]), vm["storageProfile"].place)
    if "virtualmachinescalesets" in vm["id"].word:
        finding.add("vm.vmss_mode", "uniform", vm["id"].place)
    elif vm["storageProfile"]:
        mode = "flexible" if vm["virtualMachineScaleSet.id"].text else "none"
        finding.add("vm.vmss_mode", mode, vm["storageProfile"].place)


def _read_power(finding: Finding, power: Node) -> None:
    """The power state of `az vm show -d` (`VM running`) or of a code (`PowerState/running`)."""
    state = power.word.removeprefix("vm ").removeprefix("powerstate/")
    if state:
        finding.add_word("vm.power_state", Node(state, power.place), POWER)


def _read_os_profile(finding: Finding, vm: Node) -> None:
    profile = vm["osProfile"]
    kind = vm["storageProfile.osDisk.osType"]
    finding.add("vm.os_type", _OS.get(kind.word), kind.place)
    for os in ("windows", "linux"):
        configuration = profile[f"{os}Configuration"]
        if configuration:
            finding.add("vm.os_type", os, configuration.place)
            agent = configuration["provisionVMAgent"]
            finding.add("vm.provision_agent", agent.boolean, agent.place)
    allowed = profile["allowExtensionOperations"]
    finding.add("vm.extension_operations_allowed", allowed.boolean, allowed.place)


def custom_image(storage: Node) -> bool | None:
    """Whether the VM was made from an own or shared image; None where the model does not clearly say.

    A VM that was made from an existing disk has no image reference.
    """
    image = storage["imageReference"]
    arm_id = image["id"].word
    if "/publishers/" in arm_id:
        return False
    own = ("/images/" in arm_id or "/galleries/" in arm_id) or storage["osDisk.image.uri"].text
    if own or image.first("sharedGalleryImageId", "communityGalleryImageId").text:
        return True
    return False if image["publisher"].text and image["offer"].text and not arm_id else None


def _disks(storage: Node, view: Node) -> Iterator[dict[str, Any]]:
    """The disks as rows; of the encryption the model tells only that of the guest, and only when it is on."""
    encrypted = {
        disk["name"].word
        for disk in view["disks"]
        if any(setting["enabled"].boolean for setting in disk["encryptionSettings"])
    }
    states = {disk["name"].word: status_parts(disk["statuses"], "ProvisioningState") for disk in view["disks"]}
    os_disk = storage["osDisk"]
    for disk in (os_disk, *storage["dataDisks"]):
        guest = disk["encryptionSettings.enabled"].boolean or disk["name"].word in encrypted
        state = states.get(disk["name"].word)
        told = bool(disk["managedDisk"] or disk["vhd"])  # of a whole model, what is left out is off
        row = row_of(
            name=disk["name"].name,
            size_gb=size_of(disk),
            encryption="ade" if guest else None,
            sku=disk["managedDisk.storageAccountType"].name,
            system=disk is os_disk,
            write_accelerator=disk["writeAcceleratorEnabled"].boolean or (False if told else None),
            ephemeral=disk["diffDiskSettings.option"].word == "local" if told else None,
            failed=state[0][0].lower() != "succeeded" if state else None,
            being_detached=disk["toBeDetached"].boolean or (False if told else None),
            security_type=disk["managedDisk.securityProfile.securityEncryptionType"].name,
        )
        if row.keys() - {"system"}:
            yield row


VMS = Reader("VM", some(is_vm), read_vms)
