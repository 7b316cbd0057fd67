"""What PowerShell makes of Azure's answers: numbers for words, cut depths, lists in lists."""

from __future__ import annotations

from azure_samples import VAULT, VM, VM_ID
from readings import findings, one


def test_powershell_writes_numbers_for_words() -> None:
    item = {
        "VirtualMachineId": VM_ID,
        "Name": "VM;iaasvmcontainerv2;shop;till",
        "ProtectionState": 4,
        "LastBackupStatus": "Completed",
        "LatestRecoveryPoint": "/Date(1740826800000)/",
        "ProtectionPolicyName": "Nightly",
        "DeleteState": 1,
        "ContainerName": "iaasvmcontainerv2;shop;till",
        "BackupManagementType": 1,
    }
    finding = one(item)
    assert finding.facts["backup.protection_state"] == "stopped"
    assert finding.facts["backup.first_backup_done"] is True
    assert finding.facts["backup.policy"] == "Nightly"
    assert any("soft-deleted" in note for note in finding.notes)
    assert [f.facts for f in findings([{**item, "BackupManagementType": 5}])] == [{}]
    job = {"JobId": "j", "WorkloadName": "till", "Operation": "Backup", "Status": "Failed", "BackupManagementType": 1}
    assert one(job).failed is True
    assert not findings([{**job, "BackupManagementType": 6}])[0].facts
    schedule = {"ScheduleRunFrequency": 2, "ScheduleRunDays": [0, 3], "ScheduleRunTimes": ["/Date(1740826800000)/"]}
    shown = {
        "Name": "P",
        "SnapshotRetentionInDays": 2,
        "PolicySubType": 1,
        "SchedulePolicy": schedule,
        "RetentionPolicy": {},
        "BackupManagementType": 1,
        "Id": f"{VAULT}/backupPolicies/P",
    }
    (row,) = one(shown).facts["backup.policies"]
    assert (row["type"], row["interval_hours"], row["instant_retention_days"]) == ("standard", 72.0, 2)


def test_what_powershell_cut_in_depth_is_told() -> None:
    shallow = {
        **VM,
        "StorageProfile": "Microsoft.Azure.Management.Compute.Models.StorageProfile",
        "storageProfile": None,
    }
    assert any("-Depth 10" in note for note in one(shallow).notes)
    assert not one(VM).notes


def test_lists_in_the_form_of_powershell_5() -> None:
    statuses = [{"Code": "PowerState/running", "DisplayStatus": "VM running"}]
    view = {"ResourceGroupName": "shop", "Name": "till", "VMAgent": None, "Statuses": {"value": statuses, "Count": 1}}
    assert one(view).facts["vm.power_state"] == "running"
