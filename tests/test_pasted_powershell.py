"""What Azure PowerShell prints of its objects: lists, nested lists and tables, by every way in."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx import InputError, load_bytes, load_text
from backupdx.library import load_all_bytes
from test_pasted import zipped

# As `Get-AzVM -Status` shows one VM (Az.Compute): what lies in something else stands below it, indented.
STATUS = """
PS C:\\Users\\me> Get-AzVM -ResourceGroupName rg -Name web-02 -Status


ResourceGroupName         : rg
Name                      : web-02
BootDiagnostics           :
  ConsoleScreenshotBlobUri : https://x.blob.core.windows.net/a.bmp
ComputerName              : web-02
Disks[0]                  :
  Name                    : web-02_OsDisk_1_abc
  Statuses[0]             :
    Code                  : ProvisioningState/succeeded
    Level                 : Info
    DisplayStatus         : Provisioning succeeded
    Time                  : 11/20/2026 2:11:09 AM
Extensions[0]             :
  Name                    : VMSnapshot
  Type                    : Microsoft.Azure.RecoveryServices.VMSnapshot
  TypeHandlerVersion      : 1.0.97.0
  Statuses[0]             :
    Code                  : ProvisioningState/failed/1
    Level                 : Error
    DisplayStatus         : Provisioning failed
    Message               : Snapshot failed, because the disk
                            is not there
OsName                    : Windows Server 2019 Datacenter
OsVersion                 : Microsoft Windows NT 10.0.17763.0
HyperVGeneration          : V1
VMAgent                   :
  VmAgentVersion          : 2.7.41491.1010
  ExtensionHandlers[0]    :
    Type                  : Microsoft.Azure.RecoveryServices.VMSnapshot
    TypeHandlerVersion    : 1.0.97.0
    Status                :
      Code                : ProvisioningState/succeeded
      Level               : Info
      DisplayStatus       : Ready
      Message             : Plugin enabled
  Statuses[0]             :
    Code                  : ProvisioningState/succeeded
    Level                 : Info
    DisplayStatus         : Ready
    Message               : GuestAgent is running and processing the extensions.
    Time                  : 11/20/2026 2:12:09 AM
Statuses[0]               :
  Code                    : ProvisioningState/failed/VMExtensionProvisioningError
  Level                   : Error
  DisplayStatus           : Provisioning failed
  Time                    : 11/19/2026 9:12:09 AM
Statuses[1]               :
  Code                    : PowerState/running
  Level                   : Info
  DisplayStatus           : VM running

"""
VMS = """
ResourceGroupName   Name   Location          VmSize  OsType        NIC ProvisioningState Zone     PowerState MaintenanceAllowed
-----------------   ----   --------          ------  ------        --- ----------------- ----     ---------- ------------------
RG                web-01 westeurope Standard_D2s_v3   Linux web-01-nic         Succeeded          VM running
RG                web-02 westeurope Standard_D2s_v3 Windows web-02-nic            Failed      VM deallocated
"""  # noqa: E501  as wide as it is
JOBS = """
WorkloadName     Operation            Status               StartTime                 EndTime                   JobID
------------     ---------            ------               ---------                 -------                   -----
web-02           Backup               Failed               11/20/2026 2:01:11 AM     11/20/2026 2:14:12 AM     cf4b3ef5
"""
JOB = """
DynamicErrorMessage  :
Properties           : {[VM Name, web-02]}
ErrorDetails         : {Microsoft.Azure.Commands.RecoveryServices.Backup.Cmdlets.Models.AzureVmJobErrorInfo}
JobId                : cf4b3ef5
Operation            : Backup
Status               : Failed
WorkloadName         : web-02
StartTime            : 20-11-2026 02:01:11
BackupManagementType : AzureVM
"""
LOCK = """
Name                  : no-delete
ResourceId            : /subscriptions/1-1/resourceGroups/AzureBackupRG_westeurope_1/providers/Microsoft.Authorization/locks/no-delete
ResourceType          : Microsoft.Authorization/locks
ResourceGroupName     : AzureBackupRG_westeurope_1
SubscriptionId        : 1-1
Properties            : @{level=CanNotDelete; notes=do not touch}
LockId                : /subscriptions/1-1/resourceGroups/AzureBackupRG_westeurope_1/providers/Microsoft.Authorization/locks/no-delete
"""  # noqa: E501
EXTENSION = """
ResourceGroupName       : rg
VMName                  : web-02
Name                    : VMSnapshot
Publisher               : Microsoft.Azure.RecoveryServices
ExtensionType           : VMSnapshot
TypeHandlerVersion      : 1.0
PublicSettings          : {}
ProvisioningState       : Failed
"""
ITEM = """
VirtualMachineId     : /subscriptions/1-1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web-02
HealthStatus         : Passed
Name                 : VM;iaasvmcontainerv2;rg;web-02
LatestRecoveryPoint  : 11/18/2026 2:02:12 AM
ContainerName        : iaasvmcontainerv2;rg;web-02
ProtectionState      : ProtectionStopped
LastBackupStatus     : Failed
ProtectionPolicyName : DefaultPolicy
BackupManagementType : AzureVM
"""
STATES = """
Code          : ProvisioningState/failed/VMExtensionProvisioningError
Level         : Error
DisplayStatus : Provisioning failed
Message       : VM has reported a failure when processing extension 'VMSnapshot'.
Time          : 11/19/2026 9:12:09 AM

Code          : PowerState/running
Level         : Info
DisplayStatus : VM running
Message       :
"""
STATES_TABLE = """
Code                        Level DisplayStatus          Message Time
----                        ----- -------------          ------- ----
ProvisioningState/succeeded  Info Provisioning succeeded         11/19/2026 9:12:09 AM
PowerState/deallocated       Info VM deallocated
"""
AGENT = """
Code          : ProvisioningState/Unavailable
Level         : Warning
DisplayStatus : Not Ready
Message       : VM status blob is found but not yet populated.
"""
VM = """
ResourceGroupName : rg
Id                : /subscriptions/1-1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web-02
Name              : web-02
Type              : Microsoft.Compute/virtualMachines
Location          : westeurope
HardwareProfile   : {VmSize}
ProvisioningState : Failed
StorageProfile    : {ImageReference, OsDisk, DataDisks}
"""
PRINTS: dict[str, tuple[str, dict[str, Any]]] = {
    "Get-AzVM -Status": (
        STATUS,
        {
            "vm.name": "web-02",
            "vm.power_state": "running",
            "vm.provisioning_state": "failed",
            "vm.provisioning_error": "VMExtensionProvisioningError",
            "vm.os_type": "windows",
            "agent.status": "ready",
            "extensions.failed": ("VMSnapshot",),
            "extensions.backup_message": "Snapshot failed, because the disk is not there",
        },
    ),
    "a job in a table": (JOBS, {"vm.name": "web-02", "backup.job": "cf4b3ef5"}),
    "a job": (JOB, {"vm.name": "web-02", "backup.job": "cf4b3ef5", "error.code": None}),
    "an extension": (EXTENSION, {"vm.name": "web-02", "extensions.backup_state": "failed"}),
    "an item": (
        ITEM,
        {"vm.name": "web-02", "backup.protection_state": "stopped", "backup.last_status": "failed"},
    ),
    "statuses": (STATES, {"vm.power_state": "running", "vm.provisioning_error": "VMExtensionProvisioningError"}),
    "statuses in a table": (STATES_TABLE, {"vm.power_state": "deallocated", "vm.provisioning_state": "succeeded"}),
    "the agent": (AGENT, {"agent.status": "not_ready", "vm.power_state": None}),
    "a model": (VM, {"vm.provisioning_state": "failed", "vm.vmss_mode": None, "disks.attached": None}),
}


@pytest.mark.parametrize("name", PRINTS)
def test_a_print_is_read_by_every_way_in(name: str) -> None:
    text, facts = PRINTS[name]
    quoted = "".join(f"> {line}\n" for line in text.splitlines())
    mail = f"Hello,\n\nthis is what I get of the VM, whose backup does not work since Tuesday:\n{text}\nThank you\n"
    for given in (text, f"PS /home/me> $vm.Statuses | fl\n{text}", quoted, mail):
        for read in (
            load_text,
            lambda t: load_bytes({"x.txt": t.encode()}),
            lambda t: load_bytes({"x.txt": t.replace("\n", "\r\n").encode("utf-16")}),
            lambda t: load_bytes({"x.zip": zipped(t)}),
        ):
            case = read(given)
            assert {fact: case.known().values.get(fact) for fact in facts} == facts


def test_a_lock_tells_its_level_and_place() -> None:
    (lock,) = load_text(LOCK).locks.found or ()
    assert (lock.level, "AzureBackupRG_westeurope_1" in (lock.id or "")) == ("cannot_delete", True)


def test_a_table_of_vms_is_one_of_many() -> None:
    cases = load_all_bytes({"x.txt": VMS.encode()})
    found = {c.vm.name: (c.vm.power_state, c.vm.provisioning_state, c.vm.os_type, c.vm.vmss_mode) for c in cases}
    assert found == {
        "web-01": ("running", "succeeded", "linux", None),
        "web-02": ("deallocated", "failed", "windows", None),
    }


@pytest.mark.parametrize("text", [JOB, JOBS, VM, EXTENSION])
def test_what_a_print_leaves_out_is_said_with_the_command_that_tells_it(text: str) -> None:
    assert any("`Get-Az" in note for note in load_text(text).notes)


def test_what_lies_deeper_is_unknown_and_not_empty() -> None:
    agent = "VmAgentVersion    : Unknown\nExtensionHandlers : {}\nStatuses          : {Microsoft.Azure.Management.X}\n"
    with pytest.raises(InputError, match=r"is a list of Azure PowerShell.*Get-AzVM .* -Status"):
        load_text(agent)
    assert load_text(EXTENSION).extensions.installed is None


@pytest.mark.parametrize(
    "text",
    [
        "name : value\nother : value\n",
        "Name                : WindowsAzureGuestAgent\nStatus              : Stopped\nServiceType         : x\n",
        "Name  Status\n----  ------\na     b\n",
    ],
)
def test_prints_of_other_things_are_none_of_azure(text: str) -> None:
    try:
        case = load_text(text)
    except InputError:
        return
    assert case.vm.name is None and case.backup.jobs is None
