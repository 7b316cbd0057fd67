"""What is done where Azure itself refuses a snapshot: disks left out, other policies, locks, keys, tickets."""

from ..facts import backup, des, disks, error, keyvault, locks, platform, policy, restore_points, vm
from .azure import BACKUP_ITEM, BACKUP_NOW, LOAD_ITEM
from .making import az, azps, change, destroy, how, look, portal

DISKS = (*portal("VM {vm} > Settings > Disks"), *how(disks.shared, "az"))
VM_LOG = (
    *portal("VM {vm} > Activity log, at the time of the failure"),
    *how(vm.model_changed_at_failure, "az"),
)
BACKUP_GROUP_LOG = how(locks.refused_cleanup, "portal", "az")
READONLY_LOCKS = how(locks.readonly_on_vm, "portal", "az")
COLLECTIONS = how(restore_points.foreign, "az")
KEY_VAULT_NETWORK = how(keyvault.firewall, "portal", "az")
ENCRYPTION_SET = (
    *portal("Disk encryption set {encryption_set}"),
    *how(des.has_access, "az"),
    *how(des.identity, "az"),
)

# Whole steps.
TRY_AGAIN = change(
    "Start the backup again when this is over.",
    BACKUP_NOW,
    caution="At most 9 tries on demand are possible in 24 hours (UTC).",
)
# The portal lets one choose disks only when a VM is protected for the first time.
EXCLUDE_DISK = change(
    "Or leave the disk out of the backup: give its LUN.",
    az(
        "az backup protection update-for-vm -g {vault_resource_group} -v {vault} -c {vm} -i {vm} "
        "--disk-list-setting exclude --diskslist {lun}"
    ),
    rights="Backup Contributor on the vault",
    caution="It needs an Enhanced policy: under a Standard one every disk is snapshotted all the same. What is on the "
    "disk is then in no backup; of the others only disks can be restored, no whole VM.",
)
INCLUDE_ALL_DISKS = change(
    "Back up all disks again.",
    az(
        "az backup protection update-for-vm -g {vault_resource_group} -v {vault} -c {vm} -i {vm} "
        "--disk-list-setting resetexclusionsettings"
    ),
    azps(
        LOAD_ITEM + "Enable-AzRecoveryServicesBackupProtection -Item $item -ResetExclusionSettings -VaultId $vault.ID "
        "-Policy $policy"
    ),
    rights="Backup Contributor on the vault",
    caution="The next backup becomes larger, and takes longer.",
)
TO_ENHANCED = change(
    "Move the VM to an Enhanced policy.",
    portal(f"{BACKUP_ITEM} > Backup policy > Enhanced"),
    rights="Backup Contributor on the vault",
    caution="There is no way back to a Standard policy, and snapshots cost more. Detach shared disks before, and "
    "attach them again afterwards.",
    when=backup.policy_type != "enhanced",
)
WITHOUT_AGENT = change(
    "Back it up without an agent: an Enhanced policy that takes crash-consistent snapshots only suits any system.",
    portal("Recovery Services vault {vault} > Backup policies > Add > Enhanced > Only crash consistent snapshot"),
    rights="Backup Contributor on the vault",
    caution="It holds what was on disk only. Not for sizes without premium storage, Azure Boost sizes, and shared, "
    "ephemeral, Ultra, Premium SSD v2 and Write Accelerator disks. There is no way back to a Standard policy.",
)
DETACH_DISK = change(
    "Detach the disk, if the VM can do without it for the time being, and attach it again.",
    portal("VM {vm} > Settings > Disks > Detach"),
    az("az vm disk detach -g {resource_group} --vm-name {vm} --name {disk}"),
    caution="Unmount it in the guest first: what uses the disk stops.",
)
DELETE_BACKUP_LOCK = change(
    "Remove the lock.",
    portal("All resources > {backup_group} > Settings > Locks > ... > Delete"),
    az("az lock delete --ids {lock_ids}"),
    azps("Remove-AzResourceLock -LockId {lock_id}"),
    rights="Owner or User Access Administrator on what is locked",
    caution="Ask who set the lock, and why, before you delete it.",
)
DELETE_READONLY_LOCK = change(
    "Remove the lock, or replace it by one of level Delete (CanNotDelete), which lets snapshots be taken.",
    portal("VM {vm} > Settings > Locks; its group, that of the restore points, and the subscription > Resource locks"),
    az("az lock delete --ids {readonly_lock_ids}"),
    azps("Remove-AzResourceLock -LockId {readonly_lock_id}"),
    rights="Owner or User Access Administrator on what is locked",
    caution="Ask who set the lock, and why, before you delete it. That of a managed application cannot be deleted. On "
    "the group of the restore points no lock may stay, a Delete lock neither: old points could not be cleaned up.",
)
FINISH_DELETION = destroy(
    "If it stands there for hours, delete the collection once more, so that the deletion is finished.",
    portal("{backup_group} > Overview > Show hidden types > {collection} > Delete"),
    az("az restore-point collection delete -g {backup_group} --collection-name {collection}"),
    rights="Contributor on the resource group of the restore points",
    caution="Only for a collection that is being deleted already: its instant restore points are lost, those in the "
    "vault are kept. Large collections take 2 to 3 tries.",
)
TRUST_BACKUP = change(
    "Let trusted Microsoft services through the key vault's firewall: Azure Backup is one of them.",
    portal("Key vault > Settings > Networking > Allow trusted Microsoft services to bypass this firewall"),
    az("az keyvault update -n {keyvault} -g {keyvault_resource_group} --bypass AzureServices"),
    azps(
        "Update-AzKeyVaultNetworkRuleSet -VaultName {keyvault} -ResourceGroupName {keyvault_resource_group} "
        "-Bypass AzureServices"
    ),
    rights="Key Vault Contributor on the key vault",
    caution="It is for those who answer for security to decide. It opens the vault to no other network.",
)
HSM_ROLE = change(
    "Where the key lies in a managed HSM: give the identity its role there.",
    az(
        'az keyvault role assignment create --hsm-name {hsm} --role "Managed HSM Crypto Service Encryption User" '
        "--assignee-object-id {principal} --assignee-principal-type ServicePrincipal --scope /keys"
    ),
    rights="Managed HSM Policy Administrator",
    caution="Confidential VMs need the role Managed HSM Crypto User for Backup Management Service beside it.",
)
RECOVER_KEY_VAULT = change(
    "Recover the key vault, while it is only soft-deleted.",
    portal("Key vaults > Manage deleted vaults > Recover"),
    how(keyvault.deleted, "az"),
    az("az keyvault recover -n {keyvault}"),
    rights="Key Vault Contributor on the subscription",
    caution="A new vault of the same name brings no key back. What was purged is lost.",
)
ADD_TAGS = change(
    "Change its effect from Deny to Modify, so that missing tags are added.",
    portal("Policy > Assignments > (the policy) > Edit assignment > Parameters"),
    rights="Resource Policy Contributor on the policy's scope",
    caution="The policy holds for others too: agree on it with those who answer for governance.",
    when=policy.denied_reason == "tag",
)
EXEMPT_BACKUP_GROUP = change(
    "Exempt the resource group of Azure Backup from it, or exclude it.",
    portal("Policy > Assignments > (the policy) > Create exemption; or Edit assignment > Exclusions"),
    rights="Resource Policy Contributor on the policy's scope",
    caution="Agree on it with those who answer for governance: it is the policy's purpose that is given up there.",
)
OWN_BACKUP_GROUP = change(
    "Or create the resource group yourself, with the tags, name or place that the policy demands. The name in the "
    "backup policy is written without its number: where that says <prefix> and <suffix>, the group <prefix>1<suffix> "
    "has to be there; else it is AzureBackupRG_<region>_1.",
    az("az group create -n {backup_group} -l {location} --tags {tags}"),
    portal("Recovery Services vault > Backup policies > {policy} > Azure Backup Resource Group"),
    rights="Contributor on the subscription, Backup Contributor on the vault",
    caution="Put no lock on it: old restore points could then not be deleted. A group takes 600 collections: with more "
    "VMs than that, the next one (<prefix>2<suffix>) is needed too.",
    when=policy.denied_type.none_of("extension", "snapshot", "disk"),
)
ALLOW_SNAPSHOT_EXTENSION = change(
    "Where the policy allows chosen extensions only, allow those of Azure Backup: publisher "
    "Microsoft.Azure.RecoveryServices, types VMSnapshot and VMSnapshotLinux.",
    portal("Policy > Assignments > (the policy) > Edit assignment > Parameters"),
    rights="Resource Policy Contributor on the policy's scope",
    caution="Agree on it with those who answer for governance.",
    when=policy.denied_type.none_of("resource_group", "collection", "snapshot", "disk"),
)
TICKET = look(
    "If it fails for a third day, while other VMs of the vault are backed up, open a ticket with Azure Support. Give "
    "the job's id and its activity id, the VM's id, the region, and the time of the failure in UTC.",
    portal("Help + support > Create a support request > Backup"),
    how(error.inner_message, "az"),
)
OTHER_VMS = how(platform.others_fail_too, "portal", "az")
