"""How people put the causes of kb/causes/freeze/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "fsfreeze-unclean": "file system errors; xfs corruption; ext4 errors; fsck; xfs_repair; metadata i/o error; "
    "failed to freeze; dirty file system",
    "fsfreeze-duplicate": "mounted twice; bind mount; duplicate mount; same device two mount points; fstab twice; "
    "freezes twice; failed to FIFREEZE device busy",
    "fsfreeze-unsupported": "nfs mount freeze; cifs mount; fuse; overlay; vfat cannot be frozen; "
    "operation not supported freeze; new volumes failed to FIFREEZE",
    "fsfreeze-slow": "freeze takes too long; freeze timeout 60; heavy writes at freeze; sync slow; flush takes long",
    "freeze-lock-held": "SafeFreezeLockFile; acquire lock; lock file; site recovery freeze; asr at the same time; "
    "aquire lock retry",
    "mount-unreadable": "cannot open mount; permission on mount; stale file handle; mount point unreadable; "
    "unable to open",
    "backup-conf-unreadable": "vmbackup.conf; encoding of conf; ConfigParser; MissingSectionHeader; "
    "config file ignored",
    "file-recovery-mounts-left": "file recovery; ilr; iscsi; item level recovery mounted; recovery volumes; "
    "unmount disks",
    "fs-stays-frozen": "vm hangs during backup; frozen file system; never thawed; unfreeze; "
    "blocked for more than 120 seconds; hung task; d state; only reset helps; freeze never ends; "
    "server unresponsive at backup; stuck frozen; docker freeze; vm freezes",
    "linux-parallel-snapshot": "many disks linux; parallel snapshot; snapshots in parallel hang; multiprocessing",
}
