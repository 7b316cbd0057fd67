"""Facts that rules use and no command collects, each with the reason: a person has to say them."""

from __future__ import annotations

_METRICS = "metrics have to be looked at for the time of the failure"
_ANSWER = "it stands in the answer to the command, template or portal that configured backup, and in no log of Azure"
_CALLER = "roles come through groups and scopes above too, and who made the call a person has to say"
_IN_REMARKS = "the activity log is collected and told in remarks; a person compares the times"
_KEY_VAULT_LOG = "a key vault writes its log only where somebody set that up, to a place of their choice"

NOT_COLLECTABLE: dict[str, str] = {
    "vm.os_supported": "a person compares name and version with the page of the support matrix of Azure Backup",
    "vm.exists": "that Azure shows a VM of this name does not say that it is the one the backup item means: it may "
    "have been moved or made again",
    "signs.clock_told_wrong": "it is what a person says; the difference itself is collected",
    "vm.overloaded": f"{_METRICS}, and of memory they tell bytes only",
    "vm.changed_state_at_failure": _IN_REMARKS,
    "vm.shut_down_from_guest": "the activity log only shows that nobody stopped it in Azure; who shut it down knows",
    "vm.reported_state_correct": "a person has to look at the console of the VM (boot diagnostics)",
    "extensions.backup_started": "the logs are collected; whether it was then takes the time of the failure",
    "extensions.backup_reported": "the logs are collected; whether it was then takes the time of the failure",
    "agent.alive_at_failure": "the agent's log is collected; whether it was at work then takes the time of the failure",
    "signs.scripts_named": "it is what somebody tells of the failure",
    "signs.told_vm_hangs": "whoever uses the VM can tell",
    "signs.host_named": "it is what somebody tells of the failure",
    "agent.restart_tried": "a restart changes the machine, so no script does it",
    "linux.file_recovery_mounts_left": "whether a mount or a session is one of a file recovery, a person has to say",
    "linux.fanotify_guards": "which of the programs that run watch files is known by their names only",
    "linux.failed_mount_unclean": "the kernel's messages are collected and told in remarks; whether they are of the "
    "file system that could not be frozen, a person has to say",
    "network.storage_reachable": "which storage accounts the extension uses is not told to users of the guest, so no "
    "script knows which name to try",
    "network.primary_ip_matches": "it takes a comparison of the addresses in the guest with those of the network "
    "interface in Azure",
    "disks.throttled": _METRICS,
    "disks.leftover_snapshots": "only disks in storage accounts have such snapshots; to list them takes the name of "
    "the account and rights on its data",
    "restore_points.collection_deleted": _IN_REMARKS,
    "backup.moved_from_other_vault": "no vault tells what another one did; whoever set up the backup knows",
    "vm.model_changed_at_failure": _IN_REMARKS,
    "signs.backup_group_not_created": "it is the title of a failed deployment, which the portal alone shows",
    "keyvault.firewall_refused": _KEY_VAULT_LOG,
    "signs.keyvault_firewall_refused": _KEY_VAULT_LOG,
    "signs.delete_lock_told": "a person tells of it; the locks themselves are collected",
    "signs.readonly_lock_told": "a person tells of it; the locks themselves are collected",
    "signs.no_lock_told": "a person tells of it; the locks themselves are collected",
    "signs.keyvault_firewall_told": "a person tells of it; the key vault's networking is collected",
    "signs.keyvault_secret_gone_told": "a person tells of it; whether the secret is there is collected",
    "signs.key_of_certificate_told": "a person tells of it; whether the key is managed is collected",
    "signs.classic_migrated_told": "only who migrated the VM knows; where its disks lie is collected",
    "signs.overrun_told": "a person tells of it; the jobs with their times are collected",
    "signs.outbound_closed_told": "a person tells of it; whether the storage answers is collected",
    "signs.vm_off_told": "a person tells of it; the power state and its changes are collected",
    "signs.restart_at_backup_told": "a person tells of it; the changes of power are collected",
    "signs.backup_group_deleted_told": "a person tells of it; the activity log with the deletion is collected",
    "signs.data_rewritten_told": "only who runs the VM knows what was written on it",
    "signs.job_over_a_day_told": "a person tells of it; the jobs with their times are collected",
    "signs.auto_shutdown_told": "a person tells of it; its schedule is a resource that is asked for by hand",
    "signs.vm_seen_between_states": "the state passes within minutes: only who saw it at that time can tell",
    "signs.classic_storage_account": "it stands in a list of storage accounts, which is asked for by hand",
    "restore_points.group_deleted": "the log of a group that was deleted is asked for at the subscription, by its name",
    "disks.classic_storage": "which storage account the disks lie in, their address tells; a person looks at its kind",
    "disks.other_snapshots": "whose snapshot it was, and whether it fell into the job, a person has to compare",
    "des.has_access": "whether an identity may use a key takes the key vault's policies, roles and firewall together",
    "des.key_state": "keys of a vault are shown only to who has rights on its data",
    "des.keyvault_gone": "deleted vaults are listed for the whole subscription; which one the set used, "
    "a person has to "
    "say",
    "keyvault.deleted": "deleted vaults are listed for the whole subscription; which one held the keys, "
    "a person has to "
    "say",
    "keyvault.secret_gone": "deleted secrets are shown only to who has rights on the vault's data",
    "keyvault.key_of_certificate": "keys of a vault are shown only to who has rights on its data",
    "keyvault.ade_modes_mixed": "the settings of today show one way only; whoever set up the encryption "
    "knows the other",
    "platform.incident": "incidents are shown in Service Health, for the subscriptions that they touch",
    "platform.others_fail_too": "jobs of other VMs are none of this case; a person looks at the vault's list",
    "platform.vault_key_accessible": "whether the identity may use the key takes the key vault's policies and firewall",
    "backup.other_product_at_failure": "whoever runs other backups of this machine knows their times; events of a "
    "second "
    "snapshot are collected",
    "windows.restart_helped_once": "who restarted the VM, and how backups went then, a person knows",
    "backup.policy_migrated": "the vault shows today's policy only; who changed it knows since when backups fail",
    "backup.protected_elsewhere": "the check names the vault that holds the VM; which one was meant, a person knows",
    "backup.policy_fault": "what was sent stands in a template or a command, and nowhere in Azure",
    "backup.policy_workload": "of policies for other workloads only names are read",
    "backup.left_trusted_launch": "Azure shows today's security type only; whoever changed it knows",
    "backup.on_demand_today": "a list of jobs does not tell which backups were started on demand",
    "backup.disk_added": "the disks of two jobs have to be compared, and a job tells them in words",
    "backup.last_done": "it takes whoever runs the VM; the activity log forgets after 90 days",
    "error.operation": "the vault's jobs tell of backups; that a configuration failed, whoever did it knows",
    "error.request_fault": "what was sent stands in a template or a command, and nowhere in Azure",
    "vault.vm_count": "a number alone does not say of what it is, and the list of a full vault is long",
    "vault.paired_region_access": "access to a restricted region is given on request, and shows in no command",
    "vault.deleted": "which of the deleted vaults held the VM, a person has to say",
    "vault.tenant_changed": "Azure shows today's tenant only; whoever administers the subscription knows",
    "vault.registrations_today": "the jobs of a whole vault would have to be counted, other VMs' included",
    "caller.has_roles": _CALLER,
    "caller.has_linked_role": _CALLER,
    "caller.roles_fresh": _CALLER,
    "caller.deny_assignment": "the portal shows it; the Azure CLI lists none of them before 2026-04",
    **dict.fromkeys(
        (
            "signs.vm_registered_elsewhere",
            "signs.vm_not_found_three_causes",
            "signs.protected_item_exists",
            "signs.destroy_waits_for_item",
            "signs.policy_refused_by_client",
            "signs.redundancy_change_told",
            "signs.vault_not_found",
            "signs.cli_item_not_found",
            "signs.cli_several_items",
            "signs.cli_crashed",
            "signs.policy_full",
            "signs.instant_days_refused",
            "signs.trusted_vm_needs_enhanced",
            "signs.resource_guard_request",
            "signs.arguments_refused",
            "signs.suspending_asked",
            "signs.retention_reduction_refused",
            "signs.vm_not_in_group",
            "signs.backup_policy_assigned",
            "signs.other_subscription_told",
            "signs.other_region_told",
            "signs.other_group_told",
            "signs.stopped_before_told",
            "signs.immutability_told",
        ),
        _ANSWER,
    ),
}
