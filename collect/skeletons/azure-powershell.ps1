# Collects what backupdx can use of what Azure knows about one VM. Read-only: it only gets.
# It needs the Az module, signed in (Connect-AzAccount), and the roles Reader and Backup Reader.
#
#   .\collect-azure.ps1 | Out-File -Encoding utf8 azure.txt
#   backupdx diagnose azure.txt

# The names to ask for; what is empty is found where that is possible.
#@names

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
$mark = '##backupdx##'

# A section with what a command prints; an error stands in its place.
function Write-Section([string] $Name, [scriptblock] $Command) {
    Write-Host "  $Name"
    Write-Output "$mark section $Name"
    try { & $Command } catch { Write-Output "Get-Az : ERROR: $_" }
}

# What a command gives, for use in others; an error becomes a section.
function Get-Found([string] $Name, [scriptblock] $Command) {
    try { & $Command } catch { $script:errors += "$mark section $Name", "Get-Az : ERROR: $_" }
}

$errors = @()
if (-not $vm) { throw 'Fill in the name of the VM at the top of this script.' }
$context = Get-AzContext -ListAvailable |
    Where-Object { -not $subscription -or $subscription -in $_.Subscription.Id, $_.Subscription.Name } |
    Select-Object -First 1
if (-not $subscription) { $context = Get-AzContext }
if (-not $context) { throw 'Not signed in to this subscription: run Connect-AzAccount, then this again.' }
$PSDefaultParameterValues['*-Az*:DefaultProfile'] = $context
$subscriptionId = $context.Subscription.Id

if (-not $resourceGroup) {
    $resourceGroup = Get-Found 'Get-AzResource' {
        (Get-AzResource -Name $vm -ResourceType Microsoft.Compute/virtualMachines | Select-Object -First 1).ResourceGroupName
    }
}
$group = if ($resourceGroup) { $resourceGroup } else { '-' }
$vmId = "/subscriptions/$subscriptionId/resourceGroups/$group/providers/Microsoft.Compute/virtualMachines/$vm"
Write-Output "$mark collected 1 azure $((Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')) $vm $group $subscriptionId"

$vaultId = Get-Found 'Get-AzRecoveryServicesVault' {
    if ($vault) { (Get-AzRecoveryServicesVault -Name $vault | Select-Object -First 1).ID }
    else { (Get-AzRecoveryServicesBackupStatus -ResourceId $vmId).VaultId }
}
$item = $null
$jobs = @()
if ($vaultId) {
    $item = Get-Found 'Get-AzRecoveryServicesBackupItem' {
        Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -VaultId $vaultId |
            Where-Object { $_.SourceResourceId -eq $vmId -or $_.VirtualMachineId -eq $vmId } | Select-Object -First 1
    }
    # The last failed job, the last complete one, and those that run.
    $jobs = @(Get-Found 'Get-AzRecoveryServicesBackupJob' {
        $all = Get-AzRecoveryServicesBackupJob -VaultId $vaultId -BackupManagementType AzureVM `
            -From ((Get-Date).ToUniversalTime().AddDays(-14)) |
            Where-Object { $_.WorkloadName -eq $vm -and $_.Operation -eq 'Backup' } |
            Sort-Object StartTime -Descending
        $all | Where-Object { $_.Status -in 'Failed', 'CompletedWithWarnings' } | Select-Object -First 1
        $all | Where-Object { $_.Status -eq 'Completed' } | Select-Object -First 1
        $all | Where-Object { $_.Status -in 'InProgress', 'Cancelling' } | Select-Object -First 3
    })
} else {
    Write-Output "$mark note no vault says that it protects the VM: if one does or did, name it"
}
# Azure Backup names a collection after its VM; Get-AzRestorePointCollection gives one by its name, and lists none.
$collections = @(Get-Found 'Get-AzResource' {
    Get-AzResource -ResourceType Microsoft.Compute/restorePointCollections |
        Where-Object { $_.Name -like "AzureBackup_${vm}_*" } | Select-Object -First 5
})
$keyVaults = @(Get-Found 'Get-AzVM' {
    (Get-AzVM -ResourceGroupName $group -Name $vm -Status).Disks | ForEach-Object { $_.EncryptionSettings } |
        ForEach-Object { $_.DiskEncryptionKey.SourceVault.Id; $_.KeyEncryptionKey.SourceVault.Id } |
        Where-Object { $_ } | ForEach-Object { ($_ -split '/')[8] } | Sort-Object -Unique | Select-Object -First 3
})
Write-Output $errors

#@sections
Write-Output "$mark end"
Write-Host 'Done: give the output to backupdx diagnose.'
