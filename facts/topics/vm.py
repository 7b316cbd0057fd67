"""What can be observed about the failure's error (`error`) and about the virtual machine (`vm`)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import field_validator

from ..declaration import Row, Topic, ask, az, fact, linux, portal, windows
from ..quantities import Name, Text

_INSTANCE_VIEW = az("az vm get-instance-view -g {resource_group} -n {vm}")
_OVERVIEW = portal("VM > Overview")


class ErrorFacts(Topic):
    """How the backup failed, in the words of Azure Backup."""

    code: Name | None = fact(
        "Error code",
        "Which error code does the failed backup job show?",
        portal("Recovery Services vault > Monitoring > Backup jobs > (the failed job) > Error code"),
        az("az backup job list -g {vault_resource_group} -v {vault} --status Failed"),
        holds="code",
        lasts="fixed",
    )
    operation: Literal["backup", "on_demand", "enable", "change_policy", "stop", "vault_settings", "restore"] | None = (
        fact(
            "Operation that failed",
            "What failed: a scheduled backup, a backup on demand, enabling the backup of a VM, changing "
            "a policy or the "
            "policy of a VM, stopping or deleting a backup, changing settings of the vault, or a restore?",
            portal("Recovery Services vault > Monitoring > Backup jobs > (the failed job) > Operation"),
            az("az backup job list -g {vault_resource_group} -v {vault} --status Failed"),
            words={
                "scheduled": "backup",
                "scheduled_backup": "backup",
                "ondemand": "on_demand",
                "backup_now": "on_demand",
                "configure": "enable",
                "configurebackup": "enable",
                "configure_backup": "enable",
                "enable_backup": "enable",
                "enable_protection": "enable",
                "modify_policy": "change_policy",
                "update_policy": "change_policy",
                "disablebackup": "stop",
                "disable_backup": "stop",
                "deletebackupdata": "stop",
                "delete_backup_data": "stop",
                "stop_backup": "stop",
            },
            lasts="fixed",
        )
    )
    request_fault: Literal["policy_missing", "name_wrong", "id_wrong", "type_missing", "old_api", "none"] | None = fact(
        "What is wrong in the call that was sent",
        "What is wrong in the command, template or call: no policy or an empty one (policy_missing), a wrong name of "
        "container or item (name_wrong), a wrong id of VM or policy (id_wrong), no backup management type where names "
        "are friendly ones (type_missing), an older API or client than the vault was set by before (old_api), or none "
        "of this?",
        ask("compare the call with the documentation of the client, variables filled in"),
        lasts="fixed",
    )
    outer_code: Name | None = fact(
        "Error code of the job, where it only points to the inner text", holds="code", lasts="fixed"
    )
    other_codes: tuple[Name, ...] | None = fact(
        "Error codes of further failures that the same text names", holds="code", lasts="fixed"
    )
    number: int | None = fact("Numeric error code, as `errorDetails[].errorCode` of the job", lasts="fixed")
    message: Text | None = fact("Error message of the job, as shown", holds="text", lasts="event")
    inner_message: Text | None = fact(
        "Inner error text of the job (Job Error Message Details)",
        "What does 'Job Error Message Details' of the failed job say?",
        portal("Recovery Services vault > Monitoring > Backup jobs > (filter: Failed) > the job > Error details"),
        az("az backup job show -g {vault_resource_group} -v {vault} -n {job}"),
        holds="text",
        lasts="event",
    )
    words: tuple[Text, ...] | None = fact(
        "What was told of the failure in words: a message, an e-mail, a part of the portal", holds="text", lasts="event"
    )
    printed: tuple[Text, ...] | None = fact(
        "What outputs and logs beside it say of trouble: a hint, where nothing else tells", holds="text", lasts="event"
    )
    says_policy_migration: bool | None = fact(
        "Message says that the backups failed after a migration from Standard to Enhanced policy",
        "Does the error message say that the backups have failed 'after the policy migration from Standard to "
        "Enhanced policy'?",
        portal("Recovery Services vault > Monitoring > Backup jobs > (the failed job) > Error details"),
        az("az backup job show -g {vault_resource_group} -v {vault} -n {job}"),
        lasts="event",
    )
    recommendations: tuple[Text, ...] | None = fact(
        "Recommendations that the job itself gives", holds="text", lasts="fixed"
    )
    failed_task: Literal["take_snapshot", "transfer_to_vault", "validate_backup"] | None = fact(
        "Task of the job that failed",
        "Which task of the job failed?",
        portal("Recovery Services vault > Monitoring > Backup jobs > the job > Sub tasks"),
        az("az backup job show -g {vault_resource_group} -v {vault} -n {job}"),
        words={
            "snapshot": "take_snapshot",
            "transfer": "transfer_to_vault",
            "validate": "validate_backup",
            "transfer_data_to_vault": "transfer_to_vault",
        },
        lasts="fixed",
    )


class PowerEvent(Row):
    """One change of the VM's power, as the activity log tells it."""

    name: Name | None = fact("What was done and when, which tells one from another", holds="word")
    done: Name | None = fact("What was done: started, restarted, stopped in Azure, deallocated, ...", holds="word")
    time: datetime | None = fact("When")


class VmFacts(Topic):
    """The virtual machine as Azure and its owner see it."""

    name: Name | None = fact("Name of the VM", holds="vm", lasts="fixed")
    resource_group: Name | None = fact("Resource group of the VM", holds="group", lasts="fixed")
    subscription_id: Name | None = fact("Subscription id", holds="subscription", lasts="fixed")
    id: Name | None = fact("ARM resource id of the VM", holds="arm_id", lasts="fixed")
    vm_id: Name | None = fact("Unique vmId (GUID) of the VM", holds="id", lasts="fixed")
    computer_name: Name | None = fact("Name of the machine inside, as Azure knows it", holds="host", lasts="fixed")
    location: Name | None = fact(
        "Azure region, as `westeurope`",
        "In which Azure region is the VM (as westeurope)?",
        _OVERVIEW,
        az("az vm show -g {resource_group} -n {vm} --query location"),
        holds="word",
        lasts="fixed",
    )
    size: Name | None = fact("VM size, as `Standard_D2s_v5`", holds="word", lasts="configured")
    security_type: Literal["standard", "trusted_launch", "confidential"] | None = fact(
        "Security type",
        "Which security type has the VM: Standard, Trusted launch or Confidential?",
        _OVERVIEW,
        az("az vm show -g {resource_group} -n {vm} --query securityProfile.securityType"),
        words={"confidentialvm": "confidential"},
        lasts="fixed",
    )
    os_type: Literal["linux", "windows"] | None = fact(
        "Operating system family",
        "Is it a Windows or a Linux VM?",
        _OVERVIEW,
        az("az vm show -g {resource_group} -n {vm} --query storageProfile.osDisk.osType"),
        words={"win": "windows", "lin": "linux"},
        lasts="fixed",
    )
    os_name: Name | None = fact(
        "Name of the operating system, as `Windows Server 2022` or `ubuntu`",
        "Which operating system does Azure show for the guest (as Windows Server 2012 R2 Datacenter)?",
        _OVERVIEW,
        az("az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.osName"),
        holds="text",
        lasts="fixed",
    )
    os_version: Name | None = fact(
        "Version of the operating system, as `22.04` or `10.0.20348`", holds="word", lasts="fixed"
    )
    distribution: (
        Literal[
            "ubuntu",
            "debian",
            "rhel",
            "centos",
            "alma",
            "rocky",
            "oracle",
            "sles",
            "opensuse",
            "azurelinux",
            "other",
        ]
        | None
    ) = fact(
        "Linux distribution",
        "Which Linux distribution is it?",
        linux("cat /etc/os-release"),
        os="linux",
        words={
            "red_hat": "rhel",
            "redhat": "rhel",
            "suse": "sles",
            "oracle_linux": "oracle",
            "ol": "oracle",
            "mariner": "azurelinux",
            "almalinux": "alma",
            "rockylinux": "rocky",
        },
        lasts="fixed",
    )
    os_supported: bool | None = fact(
        "Operating system is in the support matrix of Azure Backup",
        "Is the guest's operating system (64-bit) listed in the Azure Backup support matrix for VMs?",
        ask("compare OS name and version with 'Support matrix for Azure VM backup', operating system support"),
        lasts="fixed",
    )
    exists: bool | None = fact(
        "The VM exists, in the resource group that the backup item names",
        "Does the VM still exist, with the name and in the resource group that the backup item names?",
        portal("Virtual machines > (the VM), and its resource group"),
        az("az vm show -g {resource_group} -n {vm} --query id"),
        lasts="state",
    )
    clock_synchronized: bool | None = fact(
        "The guest's clock is synchronised with a time source",
        "Does `timedatectl` show 'System clock synchronized: yes' (older: 'NTP synchronized')?",
        linux("timedatectl"),
        os="linux",
        lasts="state",
    )
    plan_publisher: Name | None = fact(
        "Publisher of the marketplace plan of the VM, as `fortinet`",
        "Which publisher does the plan of the VM's marketplace image have (none where it has no plan)?",
        portal("VM > Overview > JSON View: plan.publisher"),
        holds="word",
        lasts="fixed",
    )
    clock_offset_seconds: int | None = fact(
        "By how many seconds the guest's clock is wrong (in either direction)",
        "By how many seconds does the guest's clock differ from the true time (0 where it is right)?",
        linux("date -u; chronyc tracking; timedatectl"),
        windows("w32tm /stripchart /computer:time.windows.com /samples:1 /dataonly"),
        unit="s",
        lasts="state",
    )

    @field_validator("clock_offset_seconds")
    @classmethod
    def _either_direction(cls, seconds: int | None) -> int | None:
        """How far the clock is off: one that is behind is as wrong as one that is ahead."""
        return seconds if seconds is None else abs(seconds)

    overloaded: bool | None = fact(
        "CPU or memory was used up (above 90 %) when the backup failed",
        "Was CPU or memory of the VM used to more than 90 % when the backup failed?",
        portal("VM > Monitoring > Metrics > Percentage CPU, and Available Memory Bytes"),
        az("az monitor metrics list --resource {vm_id} --metrics 'Percentage CPU' --interval PT1M"),
        lasts="fixed",
    )
    power_state: Literal["running", "starting", "stopping", "stopped", "deallocating", "deallocated"] | None = fact(
        "Power state",
        "Which state does the portal show for the VM (Running, Stopped, Stopped (deallocated), ...)?",
        _OVERVIEW,
        _INSTANCE_VIEW,
        words={
            "vm_running": "running",
            "vm_stopped": "stopped",
            "vm_deallocated": "deallocated",
            "stopped_(deallocated)": "deallocated",
            "on": "running",
            "off": "stopped",
            "started": "running",
        },
        lasts="state",
        hours=12,
        passing=("starting", "stopping", "deallocating"),
    )
    power_events: tuple[PowerEvent, ...] | None = fact("Changes of the VM's power, as listed", lasts="fixed")
    changed_state_at_failure: bool | None = fact(
        "VM was being started, stopped or restarted when the backup failed",
        "Was the VM being started, stopped or restarted at the time when the backup failed?",
        portal("VM > Activity log, at the time of the failure: Start, Restart, Power Off, Deallocate Virtual Machine"),
        az("az monitor activity-log list --resource-id {vm_id} --offset 2d -o table"),
        lasts="fixed",
    )
    provisioning_state: Literal["succeeded", "creating", "updating", "failed", "deleting", "migrating"] | None = fact(
        "Provisioning state",
        "Which provisioning state does the VM have (Succeeded, Updating, Failed, ...)?",
        portal("VM > Overview > JSON View > provisioningState"),
        _INSTANCE_VIEW,
        words={"success": "succeeded", "ok": "succeeded"},
        lasts="state",
        hours=24,
        passing=("updating", "creating", "deleting", "migrating"),
    )
    generalized: bool | None = fact(
        "The VM is generalized (sysprep, or captured into an image): it cannot run again",
        "Was the VM generalized (sysprep, or captured into an image)?",
        portal("VM > Overview > JSON View > instanceView.statuses: OSState/generalized"),
        _INSTANCE_VIEW,
        lasts="fixed",
    )
    model_changed_at_failure: bool | None = fact(
        "The VM was changed (disk, extension, size, tags) while the snapshot was taken",
        "Was the VM changed, by others than Azure Backup (a disk attached, an extension written, tags or size set), "
        "within a quarter of an hour of the failure?",
        portal("VM > Activity log, at the time of the failure: Create or Update Virtual Machine, ... Extension"),
        az("az monitor activity-log list --resource-id {vm_id} --offset 2d"),
        lasts="fixed",
    )
    vmss_mode: Literal["none", "flexible", "uniform"] | None = fact(
        "The VM belongs to a scale set, and how that is orchestrated",
        "Is the VM an instance of a scale set, and is that Flexible or Uniform? Say none where it is not.",
        portal("VM > Overview: Virtual machine scale set"),
        az("az vm show -g {resource_group} -n {vm} --query virtualMachineScaleSet"),
        lasts="fixed",
    )
    changed_at: datetime | None = fact("When an operation on the VM ended last, as Azure tells", lasts="fixed")
    provisioning_error: Name | None = fact(
        "Error code in a failed provisioning state, as `AllocationFailed`",
        "Which code stands behind the failed provisioning state (ProvisioningState/failed/...), as AllocationFailed?",
        portal("VM > Overview > JSON View, or VM > Activity log > the failed operation"),
        _INSTANCE_VIEW,
        holds="word",
        lasts="state",
    )
    shut_down_from_guest: bool | None = fact(
        "VM was shut down from inside the guest (RDP or shell), not in the portal",
        "Was the VM shut down from inside (Start > Shut down in RDP, or `shutdown`) instead of in the portal?",
        ask("whoever shut it down knows; VM > Activity log then shows no 'Deallocate Virtual Machine'"),
        lasts="state",
    )
    reported_state_correct: bool | None = fact(
        "Power state that Azure reports is the real one",
        "Does the state that the portal shows match the real state of the VM?",
        portal("VM > Overview, compared with VM > Help > Boot diagnostics"),
        lasts="state",
    )
    pending_updates: bool | None = fact(
        "Operating system updates are pending",
        "Are operating system updates waiting to be installed in the guest?",
        portal("VM > Operations > Updates"),
        linux("sudo apt list --upgradable 2>/dev/null || sudo dnf check-update || sudo zypper list-updates"),
        lasts="state",
    )
    pending_reboot: bool | None = fact(
        "A reboot is pending",
        "Is the guest waiting for a reboot (after updates or installations)?",
        linux("cat /run/reboot-required || sudo needs-restarting -r || sudo zypper needs-rebooting"),
        windows(
            "Test-Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update"
            "\\RebootRequired','HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion"
            "\\Component Based Servicing\\RebootPending'",
            verified=False,
        ),
        lasts="state",
    )
    custom_image: bool | None = fact(
        "VM was made from a custom image",
        "Was the VM created from a custom (own) image rather than from the Marketplace?",
        az("az vm show -g {resource_group} -n {vm} --query storageProfile.imageReference"),
        ask("whoever built the VM knows"),
        lasts="fixed",
    )
    provision_agent: bool | None = fact(
        "`provisionVMAgent` of the VM model",
        "Was the VM made with the agent (provisionVMAgent in its model)?",
        az("az vm show -g {resource_group} -n {vm} --query osProfile"),
        lasts="configured",
    )
    extension_operations_allowed: bool | None = fact(
        "`osProfile.allowExtensionOperations` of the VM model",
        "Does the VM allow extension operations (osProfile.allowExtensionOperations)?",
        az("az vm show -g {resource_group} -n {vm} --query osProfile.allowExtensionOperations"),
        lasts="configured",
    )
