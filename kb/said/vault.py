"""How people put the causes of kb/causes/vault/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "job-running": "already in progress; another backup running; backup job still running; cannot start backup; "
    "previous job running; in progress job; wait until job ends; BackupOperationInProgress; another backup operation "
    "currently in progress; unable to initiate backup; manual and scheduled at once; triggered by hand while "
    "schedule; on demand while scheduled; two jobs at once; job already queued; cancel the running job; Cancel "
    "backup; job list InProgress; az backup job list; az backup job stop; job stuck in progress; duplicate trigger; "
    "take snapshot still running; double run; cancelling",
    "job-running-old-vault": "job in old vault; switched vault while running; backup running in the former vault; "
    "changed vault today; switched vaults; moved to new vault; old vault still transferring; former vault job; "
    "re-protected in new vault same day; no job visible in new vault; job list of new vault empty; stopped in old "
    "vault during transfer; vault consolidation; vault migration; cannot start in new vault; job of previous vault; "
    "still running there; changed machine over to new vault; switched to other vault this day; new vault shows no "
    "job; backup refused in new vault; until yesterday other vault; new vault says in progress but no job",
    "backup-overruns-schedule": "backup takes longer than a day; not finished when next starts; overlaps schedule; "
    "next scheduled backup skipped; next run due; previous job not complete; overlapping jobs; job overlaps next; "
    "scheduled job skipped; scheduled run dropped; missed run; every other day missing; every second backup missing; "
    "longer than interval; hourly policy 4 hours too short; duration exceeds; runs into the next window; did not "
    "trigger since previous; job longer than 24 hours then next fails; backup window; previous run unfinished; "
    "earlier run not done; skipped because running; alternate days missing; takes 27 hours with daily schedule",
    "inner-error": "compute platform error; see inner error; crp error; CrpReportedUserError; BCMCrpInternalError; "
    "reported by compute; compute resource provider; crp; innererror; inner error; innerError code; error details "
    "blade; recommended action; see details; underlying error; nested error; vague message; generic compute error; "
    "compute reported; job details; inner details",
    "not-protected": "not protected; backup stopped; protection stopped; stop backup delete data; vm is not "
    "protected; removed from vault; disabled protection; ProtectionStopped; stopped with retain data; stop "
    "protection retain; last recovery point months ago; no backup since; no recent recovery point; no jobs since; "
    "someone pressed stop backup; protection state stopped; BackupsSuspended state; DatasourceNotPresent; never "
    "configured; not configured; not enrolled; backup not enabled; resume backup; forgotten vm; protection disabled "
    "by someone; paused; vm has no policy; no schedule; item not active; backup pre-check not configured; terraform "
    "destroy retained data",
    "policy-migration": "changed standard to enhanced policy; policy migration; moved to enhanced; fails after "
    "switching to enhanced; after switch from standard to enhanced; policy subtype changed; standard to enhanced "
    "switched; migrated to V2 policy; migration V1 to V2; after change policy to enhanced; moved machines to "
    "multiple per day policy; retention applied to old recovery points; retention tag; old recovery points wrong "
    "retention; policy switch; change of policy type; since changing to enhanced; enhanced migration fails; hourly "
    "since; changed plan; support ticket needed; backup fails after policy switch",
    "copy-timed-out": "transfer timed out; transfer data to vault runs for hours; 24 hours then cancelled; slow "
    "storage; iops limit; throttled disk; transfer never ends; hdd storage slow; vault copy phase; copy to vault "
    "fails; transfer to vault fails; Transfer data to vault failed; snapshot completed then transfer failed; second "
    "phase failed; second task fails; transfer phase cancelled; copy phase; data transfer timeout; CopyTimedOut; "
    "standard hdd; spinning disks; Standard_LRS; storage account throttled; IOPS at maximum; consumed percentage "
    "100; disk iops consumed; bandwidth cap; cached bandwidth; server busy 503; throughput limit; shared storage "
    "account; too slow to read; read of disks slow; transfer cancelled after 24 hours",
    "high-churn": "a lot of changed data; reindex; dumps on disk; database dump; changed gigabytes daily; defrag; "
    "churn; much data written; incremental large; churn rate; changed blocks; nightly sql dump; .bak files; full "
    "dump each night; index rebuild; index maintenance; reorganise; defragmentation; robocopy; file migration; file "
    "server migrated; data moved between drives; database rewrite; rewritten; compaction; dedup job; deduplication; "
    "etl; transferred terabytes instead of gigabytes; amount transferred jumped; temp files; log files grow; video "
    "recordings; Data Transferred MB; encryption of all files; tb copied; tb transferred",
    "initial-or-new-disk": "enabled backup yesterday; first job runs for days; first backup; initial backup; new "
    "disk attached; added disk; initial replica; full copy; just enabled backup; first job; first run; initial copy; "
    "initial full; initial backup pending; IRPending; protected since monday; new protection; data disk added; "
    "attached a new volume; new lun; added terabyte disk; disk swapped; all data copied; how long does first backup "
    "take; progress of first backup; just protected; full instead of incremental after disk; resized disk; multi "
    "terabyte first; tb; several tb in total; put under protection; added to protection this week; still running "
    "after two days; is that normal; large server first time",
    "queue-at-peak": "transfer starts late; waits in queue; many vms same time; transfer pending; peak; vault "
    "transfer waiting; transfer not started; transfer waits for hours; transfer at 0; zero MB; 0 % transfer; little "
    "data takes long; small incremental takes hours; pending transfer; not moving; queued; backend queue; midnight "
    "rush; start at full hour; many jobs at midnight; service backlog; idle transfer; transfer stalls then fast; "
    "delay before transfer; few gb but many hours; little changed but transfer late",
}
