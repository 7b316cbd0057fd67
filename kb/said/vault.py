"""How people put the causes of kb/causes/vault/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "job-running": "already in progress; another backup running; backup job still running; cannot start backup; "
    "previous job running; in progress job; wait until job ends",
    "job-running-old-vault": "job in old vault; switched vault while running; backup running in the former vault",
    "backup-overruns-schedule": "backup takes longer than a day; not finished when next starts; overlaps schedule; "
    "next scheduled backup skipped",
    "inner-error": "compute platform error; see inner error; crp error",
    "not-protected": "not protected; backup stopped; protection stopped; stop backup delete data; "
    "vm is not protected; removed from vault; disabled protection",
    "policy-migration": "changed standard to enhanced policy; policy migration; moved to enhanced",
    "copy-timed-out": "transfer timed out; transfer data to vault runs for hours; 24 hours then cancelled; "
    "slow storage; iops limit; throttled disk; transfer never ends; hdd storage slow; vault copy phase; copy to vault "
    "fails; transfer to vault fails",
    "high-churn": "a lot of changed data; reindex; dumps on disk; database dump; changed gigabytes daily; defrag; "
    "churn; much data written; incremental large",
    "initial-or-new-disk": "enabled backup yesterday; first job runs for days; first backup; initial backup; new "
    "disk attached; added disk; initial replica; full copy; "
    "just enabled backup",
    "queue-at-peak": "transfer starts late; waits in queue; many vms same time; transfer pending; peak; "
    "vault transfer waiting",
}
