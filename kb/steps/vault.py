"""What is looked at and done around a vault before a first backup: who protects the VM, policies, rights."""

from ..facts import backup, caller, vault, vm
from .azure import BACKUP_ITEM, STOP_PROTECTION
from .making import az, azps, change, how, look, portal

CHECK_VM = how(backup.protected_elsewhere)
ITEMS = how(backup.soft_deleted)
# Whether the VM is protected by now.
PROTECTED = az(
    "az backup item list -g {vault_resource_group} -v {vault} --backup-management-type AzureIaasVM -o table",
)
ROLES = how(caller.has_roles)
POLICY = az("az backup policy show -g {vault_resource_group} -v {vault} -n {policy}")
DEFAULT_POLICY = how(backup.policy_fault, "az")
NEW_POLICY = portal("Recovery Services vault {vault} > Backup policies > Add")

# Whole steps.
SEE_WHO_PROTECTS = look(
    "See which vault protects the VM, if any.",
    CHECK_VM,
    caution="It can name a vault too where an earlier attempt to configure failed, and it sees only vaults of the "
    "subscription: no answer does not exclude a vault elsewhere.",
)
SEE_REGIONS = look(
    "Compare the regions.",
    how(vm.location, "az"),
    how(vault.same_region),
)
MAKE_VAULT = change(
    "Make a vault in the VM's region, and protect the VM there.",
    portal("Recovery Services vaults > Create"),
    az("az backup vault create -g {new_vault_resource_group} -n {new_vault} --location {location}"),
    azps(
        "New-AzRecoveryServicesVault -ResourceGroupName {new_vault_resource_group} -Name {new_vault} "
        "-Location {location}"
    ),
    rights="Backup Contributor on the resource group of the new vault",
    caution="On a vault that exists already, the command resets its properties: choose a new name. Set the storage "
    "redundancy before the first VM is protected: it cannot be changed later.",
)
STOP_THERE = change(
    "Stop the protection in the old vault, and keep its recovery points.",
    STOP_PROTECTION,
    rights="Backup Contributor on the old vault",
    caution="The old recovery points stay in the old vault, do not move, and go on costing money.",
)
GIVE_ROLES = change(
    "Have an owner give the missing roles: Backup Operator on the vault's resource group, and Virtual Machine "
    "Contributor on the VM (Backup Contributor to change policies, or to stop a backup).",
    portal("Resource group of the vault > Access control (IAM) > Add role assignment, and the same on the VM"),
    az(
        'az role assignment create --role "Backup Operator" --assignee {caller} --scope {vault_id}',
        'az role assignment create --role "Virtual Machine Contributor" --assignee {caller} --scope {vm_id}',
    ),
    rights="Owner, User Access Administrator or Role Based Access Control Administrator",
    caution="Give the smallest role that does. It takes 5 to 10 minutes, and a new sign-in.",
)
WAIT_FOR_CHANGE = look(
    "Wait 5 to 15 minutes until the other operation has ended, then try once more.",
    how(backup.protection_change_running),
    caution="In a pipeline, make vault, settings and items one after the other.",
)
UNDELETE = change(
    "In the same vault: undelete the item; it is then stopped, with its data.",
    portal(BACKUP_ITEM + " > Undelete"),
    az(
        "az backup protection undelete -g {vault_resource_group} -v {vault} -c {vm} -i {vm} --backup-management-type "
        "AzureIaasVM --workload-type VM"
    ),
    azps(
        "$vault = Get-AzRecoveryServicesVault -ResourceGroupName {vault_resource_group} -Name {vault}; "
        "$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -Name {vm} "
        "-VaultId $vault.ID; Undo-AzRecoveryServicesBackupItemDeletion -Item $item -VaultId $vault.ID"
    ),
    rights="Backup Contributor on the vault",
)
RESUME = change(
    "Resume its protection, with a policy.",
    portal(BACKUP_ITEM + " > Resume backup"),
    az(
        "az backup protection resume -g {vault_resource_group} -v {vault} -c {vm} -i "
        "{item} --policy-name {policy} --backup-management-type AzureIaasVM",
        when=backup.protection_state != "suspended",
    ),
    rights="Backup Contributor on the vault",
    caution="From now on the policy's retention applies to the old recovery points too: older ones may be removed. Set "
    "disk exclusions again.",
)
MOVE_TO_POLICY = change(
    "Give the VM a policy that fits.",
    portal(BACKUP_ITEM + " > Backup policy"),
    az(
        "az backup item set-policy -g {vault_resource_group} -v {vault} -c {vm} -n {item} --policy-name {policy} "
        "--backup-management-type AzureIaasVM"
    ),
    rights="Backup Contributor on the vault",
    caution="From a Standard to an Enhanced policy there is no way back, and snapshots cost more.",
)
VM_ID = az("az vm show -g {resource_group} -n {vm} --query [id]")
