"""What is done or looked at from outside the guest, with Azure's own tools."""

from ..facts import agent, backup, disks, extensions, locks, vm
from .making import az, azps, change, destroy, how, portal

# With the agent's version and the state of its extensions; `AGENT_STATUSES` shows only whether it is Ready.
AGENT = how(agent.status, "az")
AGENT_STATUSES = how(agent.waits_for_network, "az")
PROPERTIES = portal("VM > Settings > Properties: Status and Agent status")
AGENT_READY = (*PROPERTIES, *AGENT)
# Power state and provisioning state.
VM_STATUSES = az("az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.statuses")
PROVISIONING_STATE = (*portal("VM > Overview > JSON View: provisioningState"), *VM_STATUSES)
EXTENSION_HANDLERS = how(extensions.backup_state, "az")
EXTENSIONS = (*how(extensions.failed, "portal"), *how(extensions.failed, "az"))

START_VM = (
    *portal("VM > Overview > Start"),
    *az("az vm start -g {resource_group} -n {vm}"),
    *azps("Start-AzVM -ResourceGroupName {resource_group} -Name {vm}"),
)
RESTART_VM = (
    *portal("VM > Overview > Restart"),
    *az("az vm restart -g {resource_group} -n {vm}"),
    *azps("Restart-AzVM -ResourceGroupName {resource_group} -Name {vm}"),
)
# Needs effect "needs restart": in rare cases it restarts the VM.
REAPPLY = (
    *portal("VM > Help > Redeploy + reapply > Reapply"),
    *az("az vm reapply -g {resource_group} -n {vm}"),
    *azps("Set-AzVM -ResourceGroupName {resource_group} -Name {vm} -Reapply"),
)
# A whole step, for a VM that Azure takes to be without an agent.
ALLOW_EXTENSIONS = change(
    "Allow extension operations on the VM.",
    az("az vm update -g {resource_group} -n {vm} --set osProfile.allowExtensionOperations=true"),
    azps(
        "$vm = Get-AzVM -ResourceGroupName {resource_group} -Name {vm}; "
        "$vm.OSProfile.AllowExtensionOperations = $true; $vm | Update-AzVM"
    ),
    caution="Some owners forbid extensions on purpose: ask first.",
    when=vm.extension_operations_allowed == False,
)

# Routes and rules that hold for a network interface; Azure tells them only while the VM runs.
ROUTES = (
    *portal("VM > Networking > Network interface > Help > Effective routes", verified=False),
    *az(
        "az network nic show-effective-route-table -g {resource_group} -n {nic}",
        "az network nic list-effective-nsg -g {resource_group} -n {nic}",
    ),
    *azps("Get-AzEffectiveRouteTable -ResourceGroupName {resource_group} -NetworkInterfaceName {nic}"),
)

# A whole step, for a VM whose address was typed in inside the guest.
STATIC_ADDRESS = change(
    "Set this address as static on the network interface in Azure, before anything else.",
    portal("VM > Networking > Network interface > IP configurations > Static"),
    az(
        "az network nic ip-config update -g {resource_group} --nic-name {nic} -n {ip_config} "
        "--private-ip-address {private_ip}"
    ),
    azps(
        "$nic = Get-AzNetworkInterface -ResourceGroupName {resource_group} -Name {nic}; "
        "$nic.IpConfigurations[0].PrivateIpAllocationMethod = 'Static'; "
        "Set-AzNetworkInterface -NetworkInterface $nic"
    ),
    rights="Network Contributor",
    caution="Give the address that the guest has now: another one cuts it off. It belongs here only.",
)
SERIAL_CONSOLE = portal("VM > Help > Serial console")

BACKUP_JOBS = az("az backup job list -g {vault_resource_group} -v {vault} -o table")
RECOVERY_POINTS = (
    *portal("Recovery Services vault > Backup items > Azure Virtual Machine > {vm}"),
    *az(
        "az backup recoverypoint list -g {vault_resource_group} -v {vault} -c {vm} -i {vm} --backup-management-type "
        "AzureIaasVM"
    ),
)
BACKUP_NOW = (
    *portal("VM > Backup > Backup now"),
    *az(
        "az backup protection backup-now -g {vault_resource_group} -v {vault} -c {vm} -i {vm} "
        "--backup-management-type AzureIaasVM"
    ),
)
# Opens an az-powershell command: the cmdlets of Azure Backup ask for the vault's id.
GET_VAULT = "$vault = Get-AzRecoveryServicesVault -ResourceGroupName {vault_resource_group} -Name {vault}; "
BACKUP_GROUP_LOCKS = how(locks.backup_group, "az")[:1]  # not those of the whole subscription
# Moves the schedule; every VM of the policy follows.
SCHEDULE = portal("Recovery Services vault {vault} > Backup policies > {policy} > Modify > Schedule")

# The backed-up item of a VM, as the vault lists it.
BACKUP_ITEM = "Recovery Services vault {vault} > Backup items > Azure Virtual Machine > {vm}"
# `resume` refuses every other state than stopped; `set-policy` takes those.
_SUSPENDED = backup.protection_state.one_of("paused", "suspended")
_NEVER = backup.protection_state == "not_protected"
_LOAD = GET_VAULT + "$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name {policy} -VaultId $vault.ID; "
# With the policy and the item.
LOAD_ITEM = (
    _LOAD + "$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -Name {vm} "
    "-VaultId $vault.ID; "
)
STOP_PROTECTION = (
    *portal(f"{BACKUP_ITEM} > Stop backup > Retain backup data"),
    *az(
        "az backup protection disable -g {vault_resource_group} -v {vault} -c {vm} -i {vm} --backup-management-type "
        "AzureIaasVM --delete-backup-data false"
    ),
    *azps(
        GET_VAULT + "$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM "
        "-Name {vm} -VaultId $vault.ID; Disable-AzRecoveryServicesBackupProtection -Item $item -VaultId $vault.ID"
    ),
)
# Whole steps, for an item that is not protected.
RESUME_PROTECTION = change(
    "Resume the protection, with a backup policy.",
    portal(BACKUP_ITEM + " > Resume backup"),
    az(
        "az backup protection resume -g {vault_resource_group} -v {vault} -c {vm} -i "
        "{item} --policy-name {policy} --backup-management-type AzureIaasVM",
        when=~_SUSPENDED,
    ),
    az(
        "az backup item set-policy -g {vault_resource_group} -v {vault} -c {vm} -n "
        "{item} --policy-name {policy} --backup-management-type AzureIaasVM",
        when=_SUSPENDED,
    ),
    azps(LOAD_ITEM + "Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -VaultId $vault.ID"),
    rights="Backup Contributor on the vault",
    caution="A soft-deleted item has to be undeleted first. From now on the policy's retention "
    "applies to the recovery points that were kept: older ones may be removed.",
    when=~_NEVER,
)
ENABLE_PROTECTION = change(
    "Enable the backup of the VM, with a backup policy.",
    portal("VM {vm} > Backup > Enable backup"),
    az("az backup protection enable-for-vm -g {vault_resource_group} -v {vault} --vm {vm_id} --policy-name {policy}"),
    azps(
        _LOAD + "Enable-AzRecoveryServicesBackupProtection -Policy $policy -Name {vm} "
        "-ResourceGroupName {resource_group} -VaultId $vault.ID"
    ),
    rights="Backup Operator on the vault's resource group, Virtual Machine Contributor on the VM",
    caution="Vault and VM must be in the same region and tenant; another subscription takes the newest clients.",
    when=_NEVER,
)

# A whole step, for restore points that were not cleaned up.
CLEAN_UP = change(
    "Start a backup on demand. It triggers the clean-up, and is expected to fail the first time.",
    BACKUP_NOW,
    caution="The clean-up runs some hours after it was triggered. Do not repeat it: the next scheduled backup "
    "should succeed. At most 9 tries on demand are possible in 24 hours (UTC).",
)

# A whole step, where the clean-up did not help.
DELETE_COLLECTIONS = destroy(
    "Delete the restore point collections of this VM, and of no other.",
    portal("{backup_group} > Overview > Show hidden types > {collection} > Delete"),
    az("az restore-point collection delete -g {backup_group} --collection-name {collection}"),
    azps("Remove-AzRestorePointCollection -ResourceGroupName {backup_group} -Name {collection}"),
    rights="Contributor on the resource group of the restore points",
    caution="All instant restore points of the VM are lost. Copies in the vault survive; points that are still in the "
    "snapshot phase are lost for good, application-consistent ones too: see first that the vault holds a point of "
    "the consistency that you need. Let no backup or restore run meanwhile. The portal may time out: try 2 to 3 times.",
)

# A whole step, for a schedule that makes too many restore points.
FEWER_POINTS = change(
    "Back up once a day, stop on-demand backups that a script or runbook starts, or keep "
    "instant restore points for fewer days.",
    portal(
        "Recovery Services vault > Backup policies > {policy} > Modify: Backup schedule, and Retain instant recovery "
        "snapshot(s) for"
    ),
    rights="Backup Contributor on the vault",
    caution="The policy holds for every VM that uses it. Fewer days mean that older points can be "
    "restored only from the vault, which takes longer.",
)

# A whole step, for a guest without a way to Azure Storage.
OPEN_STORAGE = change(
    "Allow the guest outbound TCP 443 to Azure Storage of its region.",
    portal(
        "VM > Networking > Create port rule > Outbound: service tag Storage.<region>, port 443, Allow",
        verified=False,
    ),
    rights="Network Contributor",
    caution="Ask who closed it. The service tag opens the whole storage of the region, all customers'.",
)

# A whole step, for unmanaged disks.
SHORTER_SOFT_DELETE = change(
    "If soft delete is on for the storage account, keep deleted snapshots for fewer days.",
    portal("Storage account > Data management > Data protection > soft delete for blobs"),
    az("az storage account blob-service-properties show --account-name {storage_account}", effect="read-only"),
    rights="Storage Account Contributor",
    caution="What was deleted can then be brought back for a shorter time only.",
    when=disks.unmanaged == True,
)
