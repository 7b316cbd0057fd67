"""How people put the causes of kb/causes/restore_points/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "rg-lock": "delete lock; CanNotDelete; no delete lock; lock on resource group; AzureBackupRG lock; "
    "lock subscription; cannot clean up restore points; resource lock; locked resource group; governance lock",
    "multiple-backups": "several backups a day; on demand many times; every 2 hours; script triggers backups; "
    "many manual backups; instant restore retention; backup more than once a day",
    "rpc-limit": "restore point collection limit; max limit has reached; 18 restore points; too many restore points; "
    "old restore points not removed; number of restore points exceeds",
    "snapshot-limit": "too many snapshots of disk; snapshot limit; 500 snapshots; blob snapshots; unmanaged snapshots",
    "policy-deny": "azure policy; RequestDisallowedByPolicy; policy denies; tag required; allowed locations; "
    "naming policy; deny effect; disallowed by policy; governance policy; required tag on resource group; "
    "deny public network",
    "rpc-deleted": "restore point collection deleted; deleted restorePointCollections; cleaned up snapshots; "
    "collection removed by user; someone removed collection; deleted during transfer",
    "readonly-lock": "ReadOnly lock; read only lock; cannot perform write operation; scope is locked; read-only; "
    "lock on vm",
    "rpc-being-deleted": "collection being deleted; marked for deletion; restore points removal running",
    "restore-point-access-open": "sas still open; disk export active; revoke access; endgetaccess; active sas",
    "restore-point-concurrent": "other product makes restore points at the same time; commvault restore points; "
    "two products create restore points; parallel restore point; concurrent restore point",
    "snapshot-collision": "snapshot collision; snapshot rate; another snapshot of the disk; "
    "other product snapshots disks; snapshot script at the same time; SnapshotRateExceeded",
    "rpc-limit-platform": "500 restore points; limit of collections; platform limit restore points",
    "backup-group-gone": "backup resource group deleted; AzureBackupRG deleted; resource group is being deleted; "
    "cleanup runbook; deletes resource groups; someone deleted the backup group",
    "arm-throttled": "429; too many requests; throttled; rate limit; api calls exceeded; arm limits",
    "platform-transient": "internal error once; worked the next night; retry succeeded; only once; "
    "many vms same night; region outage; passed by itself; azure incident; rca; other vms too",
}
