"""Facts that rules use and no command collects, each with the reason: a person has to say them."""

from __future__ import annotations

_METRICS = "metrics have to be looked at for the time of the failure"
_IN_REMARKS = "the activity log is collected and told in remarks; a person compares the times"

NOT_COLLECTABLE: dict[str, str] = {
    "vm.os_supported": "a person compares name and version with the page of the support matrix of Azure Backup",
    "vm.exists": "that Azure shows a VM of this name does not say that it is the one the backup item means: it may "
    "have been moved or made again",
    "vm.overloaded": f"{_METRICS}, and of memory they tell bytes only",
    "vm.changed_state_at_failure": _IN_REMARKS,
    "vm.shut_down_from_guest": "the activity log only shows that nobody stopped it in Azure; who shut it down knows",
    "vm.reported_state_correct": "a person has to look at the console of the VM (boot diagnostics)",
    "extensions.backup_started": "the logs are collected; whether it was then takes the time of the failure",
    "extensions.backup_reported": "the logs are collected; whether it was then takes the time of the failure",
    "agent.alive_at_failure": "the agent's log is collected; whether it was at work then takes the time of the failure",
    "agent.restart_tried": "a restart changes the machine, so no script does it",
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
    "backup.other_product_at_failure": "whoever runs other backups of this machine knows their times; events of a "
    "second "
    "snapshot are collected",
    "windows.restart_helped_once": "who restarted the VM, and how backups went then, a person knows",
    "backup.policy_migrated": "the vault shows today's policy only; who changed it knows since when backups fail",
}
