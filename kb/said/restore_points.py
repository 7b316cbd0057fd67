"""How people put the causes of kb/causes/restore_points/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "rg-lock": "delete lock; CanNotDelete; no delete lock; lock on resource group; AzureBackupRG lock; lock "
    "subscription; cannot clean up restore points; resource lock; locked resource group; governance lock; "
    "CanNotDelete lock; cannot perform delete operation; following scope(s) are locked; delete lock inherited; lock "
    "on subscription; azurerm_management_lock; lock_level CanNotDelete; do not delete lock; ScopeLocked delete; "
    "locks everywhere; locks by policy; lock on AzureBackupRG; clean up of old restore points blocked; old points "
    "pile up; snapshots cannot be removed because lock; remove lock; accidental deletion protection; lock script; "
    "applied locks to all groups; restorePoints/delete; failed delete restore point collection; az lock list; "
    "Remove-AzResourceLock",
    "multiple-backups": "several backups a day; on demand many times; every 2 hours; script triggers backups; many "
    "manual backups; instant restore retention; backup more than once a day; several on-demand a day; backup before "
    "each deployment; hourly runbook; backup every hour; instant points pile up from manual runs; "
    "instant_restore_retention_days times backups; schedule plus on-demand; extra backups by script; pre-deployment "
    "backup; twice daily; backup-now every two hours; frequent manual; keeps snapshots 5 days; many times a day; "
    "before every deploy",
    "rpc-limit": "restore point collection limit; max limit has reached; 18 restore points; too many restore points; "
    "old restore points not removed; number of restore points exceeds; max restore points reached; maximum of "
    "instant restore points; RpCollectionLimitReached; collection max limit; maximum reached; cannot exceed 18; "
    "restore points across restore point collections; 18 instant points; points do not expire; old recovery points "
    "not cleaned; no lock but limit; stale restore points; leftover points after moving vault; points from earlier "
    "protection; expired points still there; delete restore points manually; restore point count; delete collection "
    "by hand; hidden types; show hidden types; clean up restore points; maximum of restore points; eighteen",
    "snapshot-limit": "too many snapshots of disk; snapshot limit; 500 snapshots; blob snapshots; unmanaged "
    "snapshots; SnapshotCountExceeded; SnapshotLimitReached; number of snapshots exceeds; snapshot quota of disk; "
    "200 snapshots; 450 snapshots; old blob snapshots; include snapshots; leftover snapshots of vhd; blob soft "
    "delete; soft delete for blobs keeps snapshots; deleted blobs retained; snapshots accumulated; incremental "
    "snapshots limit; 500 incremental snapshots; never deleted snapshots; az storage blob list include; asr "
    "snapshots pile up",
    "policy-deny": "azure policy; RequestDisallowedByPolicy; policy denies; tag required; allowed locations; naming "
    "policy; deny effect; disallowed by policy; governance policy; required tag on resource group; deny public "
    "network; policyDefinitionEffect deny; policyAssignmentName; policy identifiers; require a tag on resource "
    "groups; mandatory tags; costcenter tag; missing tag; tag on AzureBackupRG; naming convention; resource group "
    "name pattern; allowed resource types; not allowed resource types; allowed regions; restorePointCollections "
    "denied; snapshots must be private; networkAccessPolicy AllowAll denied; disk public network access policy; "
    "management group policy; compliance policy blocks; policy exemption; notScopes; exclude AzureBackupRG from "
    "policy; modify instead of deny; invalid policy configured preventing snapshot; landing zone policy; guardrail; "
    "instant_restore_resource_group prefix; custom backup resource group; creation of resource group refused; "
    "initiative deny; cmk required policy",
    "rpc-deleted": "restore point collection deleted; deleted restorePointCollections; cleaned up snapshots; "
    "collection removed by user; someone removed collection; deleted during transfer; RpCollectionDeleted; Delete "
    "Restore Point Collections; restorePointCollections/delete; activity log delete by; orphaned snapshot cleanup; "
    "cost cleanup; cost optimisation script deletes snapshots; unattached resources cleanup; deleted AzureBackup_ "
    "collection; someone deleted snapshots; finops; advisor cleanup; collection got deleted; deleted by service "
    "principal; hidden resources deleted; deleted in the middle of backup; collection vanished",
    "readonly-lock": "ReadOnly lock; read only lock; cannot perform write operation; scope is locked; read-only; "
    "lock on vm; lock level ReadOnly; ReadOnly on resource group; ScopeLocked write; cannot perform write operation "
    "because following scope(s) are locked; please remove the lock and try again; azurerm_management_lock ReadOnly; "
    "lock_level; CreateLock; extension cannot be installed because of lock; locked vm; production locked read-only; "
    "accidental change lock; write blocked by lock; freeze of changes; change freeze; lock inherited from "
    "subscription read; cannot modify vm locked; Microsoft.Authorization/locks",
    "rpc-being-deleted": "collection being deleted; marked for deletion; restore points removal running; "
    "RpCollectionMarkedForDeletion; provisioningState Deleting; deletion in progress; deleting collection; still "
    "deleting; stuck deleting; collection deletion hangs; deletion started this morning; removed snapshots before "
    "move and still deleting; stop protection delete data running; deleting state; snapshot container still "
    "deleting; restore point collection deletion started by hand; deleting since morning; collection removal not "
    "finished",
    "restore-point-access-open": "sas still open; disk export active; revoke access; endgetaccess; active sas; "
    "active shared access signature; outstanding sas; sas url; BeginGetAccess; Revoke-AzDiskAccess; grant access; "
    "revoke-access; disk export url; exported from restore point; copied snapshot to other region; azcopy from "
    "restore point; DiskRestorePointUsedByCustomer; download of disk from restore point; export link not expired; "
    "ActiveSAS; cannot delete restore point in use; sas duration; mount of restore point by other product",
    "restore-point-concurrent": "other product makes restore points at the same time; commvault restore points; two "
    "products create restore points; parallel restore point; concurrent restore point; another restore point "
    "creation in progress; restore point conflict; veeam; commvault; rubrik; cohesity; nakivo; druva; hycu; "
    "netbackup; acronis; third-party backup same vm; two backup tools; second backup product; application consistent "
    "restore point by other tool; two vaults for one vm; both at 22:00; schedules collide; "
    "Microsoft.Compute/restorePointCollections/restorePoints/write; parallel run with old backup; old vault still "
    "makes points; VMRestorePointClientError",
    "snapshot-collision": "snapshot collision; snapshot rate; another snapshot of the disk; other product snapshots "
    "disks; snapshot script at the same time; SnapshotRateExceeded; SnapshotOperationRateExceeded; rate of snapshot "
    "blob calls; snapshot too frequent; one snapshot per minute; same minute; collision; asr crash consistent "
    "snapshot; site recovery snapshot; disaster recovery replication; app-consistent at the same time; simultaneous "
    "snapshots; two snapshots at once; snapshot conflict; other backup at same minute; shift schedule by 15 minutes; "
    "replication and backup clash; azure automation snapshot",
    "rpc-limit-platform": "500 restore points; limit of collections; platform limit restore points; 500 restore "
    "points per vm; limit of 500; five hundred; hourly points of other product; SnapshotLimit; across all "
    "collections; more than 200 points; other product keeps too many; max number of restore points; unlimited "
    "retention; retention never expires; foreign collections",
    "backup-group-gone": "backup resource group deleted; AzureBackupRG deleted; resource group is being deleted; "
    "cleanup runbook; deletes resource groups; someone deleted the backup group; ResourceGroupBeingDeleted; "
    "deprovisioning state; in deprovisioning; resource group deprovisioning; nuke; azure-nuke; aws nuke like "
    "cleanup; auto cleanup of untagged groups; untagged resource groups removed; janitor; AzureBackupRG removed; "
    "sandbox cleanup; weekly cleanup; scheduled deletion of groups; ttl tag; deletes AzureBackupRG; group of "
    "snapshots deleted; expiring groups",
    "arm-throttled": "429; too many requests; throttled; rate limit; api calls exceeded; arm limits; "
    "TooManyRequests; request limit; Retry-After; retry after seconds; x-ms-ratelimit-remaining; HighCostGet; "
    "throttling; OperationNotAllowed throttled; subscription request limit; monitoring tool polls; polling; hundreds "
    "of jobs at midnight; api call quota; SubscriptionRequestsThrottled; rate limited; quota of calls; reads per "
    "hour; terraform refresh storm; client throttled",
    "platform-transient": "internal error once; worked the next night; retry succeeded; only once; many vms same "
    "night; region outage; passed by itself; azure incident; rca; other vms too; CloudInternalError; unexpected "
    "internal error; retry in few minutes; retry worked; succeeded on retry; succeeded without change; second "
    "attempt succeeded; nothing changed on our side; temporary; transient; glitch; service health; service issue; "
    "degraded; health advisory; mitigated; microsoft outage; platform issue; several vms in the region at the same "
    "time; intermittent; sporadic; one night only; resolved itself; storage incident; AllocationPending; maintenance "
    "by microsoft; bunch of servers same time; on the next try; next attempt; whole group failed same hour",
}
