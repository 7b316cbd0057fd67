"""What is asked of Azure with Azure PowerShell, for people who have that and no Azure CLI.

The names (`$vm`, `$resourceGroup`, `$vault`, ...) are found at the top of the script, which stands in
collect/skeletons/azure-powershell.ps1. None of it could be tried: there is no PowerShell where backupdx is built.
"""

from __future__ import annotations

from .declaration import Collection, run_by


def _azure(
    command: str,
    why: str,
    *gives: str,
    name: str = "",
    needs: str = "",
    helps: tuple[str, ...] = (),
    depth: int = 10,
    beside: str = "",
) -> Collection:
    return Collection(
        "azure-powershell",
        name or command.split()[0],
        run_by("azure-powershell", f"{command} | ConvertTo-Json -Depth {depth}"),
        why,
        gives,
        helps,
        tuple(needs.split()),
        beside=tuple(beside.split()),
    )


AZURE_POWERSHELL: tuple[Collection, ...] = (
    _azure(
        "Get-AzVM -ResourceGroupName $resourceGroup -Name $vm",
        "How the VM was made, and its disks.",
        "vm.os_type",
        "vm.provisioning_state",
        "vm.custom_image",
        "vm.provision_agent",
        "vm.extension_operations_allowed",
        name="Get-AzVM",
        helps=("vm.exists",),
    ),
    _azure(
        "Get-AzVM -ResourceGroupName $resourceGroup -Name $vm -Status",
        "The state of the VM, of its agent and of its extensions.",
        "vm.power_state",
        "vm.provisioning_state",
        "agent.status",
        "agent.version",
        "agent.waits_for_network",
        "extensions.failed",
        "extensions.in_transition",
        "extensions.backup_state",
        name="Get-AzVM -Status",
    ),
    _azure(
        "Get-AzDisk -ResourceGroupName $resourceGroup",
        "Size and encryption of the disks: Azure Backup has limits for both.",
        "disks.largest_gb",
        "disks.largest_encrypted_gb",
        "disks.total_gb",
        "disks.encrypted",
    ),
    _azure(
        "Get-AzVMDiskEncryptionStatus -ResourceGroupName $resourceGroup -VMName $vm",
        "Whether Azure Disk Encryption is on, and which key vault holds its keys.",
        "disks.encrypted",
    ),
    _azure(
        "$item | Select-Object *",
        "Whether a vault protects the VM, with which policy, and how its last backup ended.",
        "backup.protection_state",
        "backup.first_backup_done",
        name="Get-AzRecoveryServicesBackupItem",
        needs="item",
    ),
    _azure(
        "Get-AzRecoveryServicesBackupProtectionPolicy -Name $item.ProtectionPolicyName -VaultId $vaultId",
        "Type, schedule and retention of the backup policy.",
        "backup.policy_type",
        "backup.crash_consistent_only",
        "backup.instant_retention_days",
        "backup.interval_hours",
        name="Get-AzRecoveryServicesBackupProtectionPolicy",
        needs="item vaultId",
        beside="Get-AzRecoveryServicesBackupItem",
    ),
    _azure(
        "$jobs | ForEach-Object { Get-AzRecoveryServicesBackupJobDetail -JobId $_.JobId -VaultId $vaultId }",
        "The jobs of the VM: the error of the last failed one, and whether one is running.",
        "error.code",
        "error.failed_task",
        "error.says_policy_migration",
        "signs.antivirus_restricts",
        "backup.job_in_progress",
        "backup.last_duration_hours",
        "backup.first_backup_done",
        name="Get-AzRecoveryServicesBackupJobDetail",
        needs="jobs vaultId",
    ),
    _azure(
        "Get-AzResourceLock",
        "A lock on the resource group of the restore points, or on the subscription, stops their clean-up.",
        "locks.backup_group",
        depth=5,
    ),
    _azure(
        "$collections | ForEach-Object { Get-AzRestorePointCollection -ResourceGroupName $_.ResourceGroupName "
        "-Name $_.Name } | Where-Object { $_.Source.Id -eq $vmId }",
        "How many restore points the VM has: there is a limit.",
        "restore_points.count",
        name="Get-AzRestorePointCollection",
        needs="collections",
    ),
    _azure(
        "$keyVaults | ForEach-Object { Get-AzKeyVault -VaultName $_ }",
        "Who may read the keys of encrypted disks.",
        "keyvault.uses_rbac",
        "keyvault.backup_has_access",
        name="Get-AzKeyVault",
        needs="keyVaults",
        beside="Get-AzVMDiskEncryptionStatus",
    ),
    _azure(
        "Get-AzADServicePrincipal -ApplicationId 262044b1-e2ce-469f-a196-69ab7ada62d3 | "
        "Select-Object Id,AppId,DisplayName,ServicePrincipalType",
        "The object id of Backup Management Service, by which a key vault's access policies name it.",
        "keyvault.backup_has_access",
        name="Get-AzADServicePrincipal",
        needs="keyVaults",
    ),
    _azure(
        "Get-AzActivityLog -ResourceId $vmId -StartTime ((Get-Date).AddDays(-14)) -MaxRecord 200",
        "What was done to the VM, and when: compare it with the time of the failure.",
        name="Get-AzActivityLog (VM)",
        helps=("vm.changed_state_at_failure", "vm.shut_down_from_guest"),
        depth=5,
    ),
    _azure(
        "Get-AzActivityLog -Status Failed -StartTime ((Get-Date).AddDays(-14)) -MaxRecord 500",
        "Whether an Azure Policy refused the resource group of the restore points.",
        "restore_points.group_denied",
        name="Get-AzActivityLog (failed)",
        depth=5,
    ),
)
