"""What is asked of Azure with the Azure CLI, and how the names that the commands need are found.

Every command says its own output format (a configured `table` would cut most of it off) and keeps warnings out of it.
Of vaults, jobs and collections only what is the VM's is shown, where the CLI can tell it apart.
"""

from __future__ import annotations

from .declaration import Collection, Find, Found, run_by

_JSON = "-o json --only-show-errors"
_TSV = "-o tsv --only-show-errors"
_VAULT = "-g {vault_resource_group} -v {vault}"
_ITEM = f"az backup item show {_VAULT} -c {{vm}} -n {{vm}} --backup-management-type AzureIaasVM"
# Disks name their key vault so, whether the extension or the VM's model tells it.
_KEY_VAULTS = (
    "instanceView.disks[].encryptionSettings[][diskEncryptionKey.sourceVault.id,keyEncryptionKey.sourceVault.id][]"
)
_JOBS = "[].[properties.startTime,properties.containerName,properties.status,name]"
# Asked first: it fails where nobody is signed in, or not to the subscription that is given.
SIGNED_IN = f'az account show --query "[id]" {_TSV}'
_OF_VM = (1, ("*;{resource_group};{vm}",))

# In this order: a later one may need what an earlier one gives.
FINDS: tuple[Find, ...] = (
    Find(
        SIGNED_IN,
        "The subscription, for the ids of its resources.",
        1,
        (Found("subscription_id", 0),),
        missing="the subscription is not known",
    ),
    Find(
        "az resource list --name {vm} --resource-type Microsoft.Compute/virtualMachines "
        f'--query "[].[resourceGroup]" {_TSV}',
        "The resource group of the VM, where it was not given.",
        1,
        (Found("resource_group", 0),),
        missing="no VM of this name was found in the subscription",
    ),
    Find(
        f'az backup vault list --query "[].[name,resourceGroup]" {_TSV}',
        "The resource group of the vault, where only its name was given.",
        2,
        (Found("vault_resource_group", 1, ((0, ("{vault}",)),)),),
        missing="no vault of this name was found in the subscription",
    ),
    Find(
        f"az backup protection check-vm -g {{resource_group}} --vm {{vm}} {_TSV}",
        "The Recovery Services vault that protects the VM.",
        1,
        (
            Found("vault", 0, ((0, ("/subscriptions/*",)),), part=8),
            Found("vault_resource_group", 0, ((0, ("/subscriptions/*",)),), part=4),
        ),
        missing="no vault says that it protects the VM: if one does or did, name it with --vault",
    ),
    Find(
        f'{_ITEM} --query "[properties.policyId]" {_TSV}',
        "The backup policy of the VM.",
        1,
        (Found("policy", 0, part=10),),
        missing="the answer does not name the backup policy of the VM",
    ),
    Find(
        f'az backup job list {_VAULT} --operation Backup --start-date {{since}} --query "{_JOBS}" {_TSV}',
        "Which jobs of the last two weeks are of the VM: the last failed one, the last complete one, running ones.",
        4,
        (
            Found("failed_job", 3, (_OF_VM, (2, ("Failed", "CompletedWithWarnings")))),
            Found("completed_job", 3, (_OF_VM, (2, ("Completed",)))),
            Found("running_job", 3, (_OF_VM, (2, ("InProgress", "Cancelling"))), most=3),
        ),
        sorted=True,
        missing="no failed backup job of the VM was found in the last two weeks",
        seconds=180,
    ),
    Find(
        f'az restore-point collection list-all --query "[].[source.id,id]" {_TSV}',
        "The restore point collections that Azure Backup keeps for the VM, and their resource group.",
        2,
        (
            Found("backup_group", 1, ((0, ("{vm_id}",)), (1, ("*/AzureBackup_*",))), part=4),
            Found("collection", 1, ((0, ("{vm_id}",)), (1, ("*/AzureBackup_*",))), part=8, most=5),
        ),
        missing="no restore point collection of Azure Backup was found for the VM",
    ),
    Find(
        f'az vm get-instance-view -g {{resource_group}} -n {{vm}} --query "{_KEY_VAULTS}" {_TSV}',
        "The key vaults that hold the keys of the VM's disks.",
        1,
        (
            Found("keyvault", 0, ((0, ("/subscriptions/*",)),), part=8, most=3),
            Found("keyvault_id", 0, ((0, ("/subscriptions/*",)),), most=3),
        ),
    ),
)


def _az(
    command: str,
    why: str,
    *gives: str,
    name: str = "",
    helps: tuple[str, ...] = (),
    seconds: int = 60,
    output: str = _JSON,
    beside: tuple[str, ...] = (),
) -> Collection:
    name = name or command.partition(" -")[0]
    return Collection(
        "azure", name, run_by("azure", f"{command} {output}"), why, gives, helps, seconds=seconds, beside=beside
    )


AZURE: tuple[Collection, ...] = (
    _az(
        "az vm get-instance-view -g {resource_group} -n {vm}",
        "The state of the VM, of its agent and of its extensions, and how it was made.",
        "vm.os_type",
        "vm.power_state",
        "vm.provisioning_state",
        "vm.provisioning_error",
        "vm.custom_image",
        "vm.plan_publisher",
        "vm.provision_agent",
        "vm.extension_operations_allowed",
        "agent.status",
        "agent.version",
        "agent.waits_for_network",
        "extensions.failed",
        "extensions.in_transition",
        "extensions.backup_state",
        "disks.largest_gb",
        "disks.total_gb",
        "disks.unmanaged",
        "disks.write_accelerator",
        "disks.ephemeral_os",
        "disks.failed",
        "disks.data_count",
        "vm.location",
        "vm.os_name",
        "vm.security_type",
        "vm.vmss_mode",
        "vm.generalized",
        helps=("vm.exists",),
    ),
    _az(
        "az vm extension list -g {resource_group} --vm-name {vm}",
        "Extensions that failed or are being changed: they can block the snapshot.",
        "extensions.failed",
        "extensions.in_transition",
        "extensions.backup_state",
    ),
    _az(
        "az disk list -g {resource_group}",
        "Size, kind, settings and encryption of the disks: Azure Backup has limits for each.",
        "disks.largest_gb",
        "disks.largest_encrypted_gb",
        "disks.total_gb",
        "disks.encrypted",
        "disks.shared",
        "disks.fast_kinds",
        "disks.entra_auth",
        "disks.network_closed",
        "disks.secure_data_disk",
        beside=("az vm get-instance-view",),
    ),
    _az(
        "az disk-encryption-set list",
        "The identity of the disk encryption set that encrypts the disks.",
        "des.identity",
        beside=("az disk list",),
    ),
    _az(
        "az vm encryption show -g {resource_group} -n {vm}",
        "Whether Azure Disk Encryption is on, and which key vault holds its keys.",
        "disks.encrypted",
        output="-o json",  # that it is not enabled, the CLI says in a warning
    ),
    _az(
        _ITEM,
        "Whether a vault protects the VM, with which policy, and how its last backup ended.",
        "backup.protection_state",
        "backup.first_backup_done",
        "disks.excluded",
        "backup.soft_deleted",
        "backup.policy_inconsistent",
        "error.code",
    ),
    _az(
        f"az backup policy show {_VAULT} -n {{policy}}",
        "Type, schedule and retention of the backup policy.",
        "backup.policy_type",
        "backup.crash_consistent_only",
        "backup.instant_retention_days",
        "backup.interval_hours",
        "backup.per_day",
        "backup.policy_items",
        beside=("az backup item show",),
    ),
    _az(
        f"az backup job show {_VAULT} -n {{failed_job}}",
        "The error of the last failed backup, its details, and which of its tasks failed.",
        "error.code",
        "error.inner_message",
        "error.says_policy_migration",
        "signs.antivirus_restricts",
        "signs.backup_lacks_permissions",
        "error.failed_task",
        "backup.transferred_gb",
    ),
    _az(
        f"az backup job show {_VAULT} -n {{completed_job}}",
        "When a backup was last complete, and how long it took.",
        "backup.first_backup_done",
        "backup.last_duration_hours",
        "backup.overruns_schedule",
        name="az backup job show (complete)",
        beside=("az backup item show", "az backup policy show"),
    ),
    _az(
        f"az backup job show {_VAULT} -n {{running_job}}",
        "A backup that is still running keeps another one from being started.",
        "backup.job_in_progress",
        name="az backup job show (running)",
    ),
    _az(
        "az backup job list -g {old_vault_resource_group} -v {old_vault} --status InProgress",
        "A job that still runs in the vault that protected the VM before.",
        "backup.job_in_old_vault",
        name="az backup job list (old vault)",
    ),
    _az(
        f"az backup job list {_VAULT} --operation ConfigureBackup --status InProgress",
        "Another change of the protection that still runs keeps a new one out.",
        "backup.protection_change_running",
        name="az backup job list (configure)",
    ),
    _az(
        "az backup vault show -g {vault_resource_group} -n {vault}",
        "Region and subscription of the vault, and the settings that refuse changes.",
        "vault.same_region",
        "vault.same_subscription",
        "vault.soft_delete",
        "vault.immutability",
        "vault.public_access",
        beside=("az vm get-instance-view",),
    ),
    _az(
        "az backup vault resource-guard-mapping show -g {vault_resource_group} -n {vault}",
        "Whether a Resource Guard protects operations of the vault.",
        "vault.resource_guard",
    ),
    _az(
        "az provider show -n Microsoft.RecoveryServices --query "
        '"{namespace:namespace,registrationState:registrationState}"',
        "Whether the subscription is registered for Azure Backup.",
        "vault.provider_registered",
        name="az provider show",
    ),
    _az(
        "az account show",
        "Whether the subscription is enabled.",
        "vault.subscription_disabled",
    ),
    _az(
        "az lock list",
        "A lock on the resource group of the restore points, or on the subscription, stops their "
        "clean-up; a read-only one on the VM, its "
        "snapshots.",
        "locks.backup_group",
        "locks.readonly_on_vm",
    ),
    _az(
        "az restore-point collection list-all",
        "All restore point collections: the VM's own can stand in several groups, and another product's beside them.",
        "restore_points.count",
        "restore_points.foreign",
    ),
    _az(
        "az restore-point collection show -g {backup_group} --collection-name {collection} --restore-points",
        "How many restore points the VM has, for there is a limit, and how their collection is.",
        "restore_points.count",
        "restore_points.collections",
        "restore_points.provisioning_state",
    ),
    _az(
        "az keyvault show -n {keyvault}",
        "Who may read the keys of encrypted disks.",
        "keyvault.uses_rbac",
        "keyvault.backup_has_access",
        "keyvault.firewall",
        beside=("az vm encryption show",),
    ),
    _az(
        "az ad sp show --id 262044b1-e2ce-469f-a196-69ab7ada62d3",
        "The object id of Backup Management Service, by which a key vault's access policies name it.",
        "keyvault.backup_has_access",
    ),
    _az(
        "az role assignment list --scope {keyvault_id} --include-inherited",
        "Roles on the key vault, in place of access policies.",
        "keyvault.backup_has_access",
    ),
    _az(
        "az monitor activity-log list --resource-id {vm_id} --offset 14d --max-events 200",
        "What was done to the VM, and when: compare it with the time of the failure.",
        helps=("vm.changed_state_at_failure", "vm.shut_down_from_guest", "vm.model_changed_at_failure"),
        name="az monitor activity-log list (VM)",
        seconds=120,
    ),
    _az(
        "az monitor activity-log list -g {backup_group} --offset 14d --max-events 200",
        "Whether somebody deleted a restore point collection, and whether old points could be deleted.",
        "locks.refused_cleanup",
        "restore_points.access_open",
        helps=("restore_points.collection_deleted",),
        name="az monitor activity-log list (restore points)",
        seconds=120,
    ),
    _az(
        "az monitor activity-log list --offset 14d --status Failed --max-events 500",
        "What an Azure Policy refused to Azure Backup, and whether calls were refused for their number.",
        "restore_points.group_denied",
        "policy.denied_type",
        "platform.throttled",
        name="az monitor activity-log list (failed)",
        seconds=120,
    ),
)
