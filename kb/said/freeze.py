"""How people put the causes of kb/causes/freeze/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "fsfreeze-unclean": "file system errors; xfs corruption; ext4 errors; fsck; xfs_repair; metadata i/o error; "
    "failed to freeze; dirty file system; e2fsck; e2fsck is recommended; EXT4-fs error; EXT4-fs warning; "
    "mounting fs with errors; bad inodes; bad inode; inode errors; superblock; structure needs cleaning; EUCLEAN; "
    "Input/output error freeze; tune2fs; dumpe2fs; clean with errors; xfs metadata corruption; xfs internal error; "
    "btrfs checksum errors; offline repair of volume; lost+found; orphan inodes; not cleanly unmounted; "
    "unclean unmount; corrupted volume linux",
    "fsfreeze-duplicate": "mounted twice; bind mount; duplicate mount; same device two mount points; fstab twice; "
    "freezes twice; failed to FIFREEZE device busy; mount --bind; bind mounts; rbind; same partition two paths; "
    "same line twice in fstab; two entries in fstab; duplicate entry fstab; double mounted; mounted two times; "
    "device listed twice; second mount of same device; same path twice; findmnt same source; chroot bind; "
    "sftp chroot; bind9 chroot; docker bind; subvolume mounted twice; one as a bind",
    "fsfreeze-unsupported": "nfs mount freeze; cifs mount; fuse; overlay; vfat cannot be frozen; "
    "operation not supported freeze; new volumes failed to FIFREEZE; EOPNOTSUPP; errno 95; ecryptfs; encfs; "
    "gocryptfs; overlayfs; aufs; unionfs; stacked file system; encrypted home directory; loop mount; loop device; "
    "squashfs; snap mounts; single file mounted; container namespace mount; acfs; gfs2; ocfs2; zfs; veritas vxfs; "
    "inappropriate ioctl for device; ENOTTY; does not support freeze; freeze ioctl refused; cannot quiesce this path; "
    "MountsToSkip; skip mount; Operation not supported FIFREEZE; longhorn volume; csi volume; kubernetes pod mount",
    "fsfreeze-slow": "freeze takes too long; freeze timeout 60; heavy writes at freeze; sync slow; flush takes long; "
    "FsFreezeTimeout; freezeTimeTaken; SafeFreezeWaitInSeconds; freeze timed out; 66 seconds; dirty pages; "
    "dirty_ratio; vm.dirty_ratio; vm.dirty_background_bytes; writeback; page cache flush; "
    "sync takes more than a minute; flushing to disk; disks saturated; iowait; FailedRetryableFsFreezeTimeout",
    "freeze-lock-held": "SafeFreezeLockFile; acquire lock; lock file; site recovery freeze; asr at the same time; "
    "aquire lock retry; MicrosoftRecoverySvcsSafeFreezeLock; failed to acquire lock; unable to acquire lock; "
    "azure site recovery; mobility service; mobility agent; svagents; involflt; vxagent; asr replication; "
    "replication consistency point; already freezed; already frozen; Device or resource busy; EBUSY; FIFREEZE busy; "
    "two freezes at once; both freeze; other freezer; crash-consistent point; qemu-guest-agent freeze; vmware quiesce",
    "mount-unreadable": "cannot open mount; permission on mount; stale file handle; mount point unreadable; "
    "unable to open; FailedRetryableUnableToOpenMount; unable to open mount point; disk detached while mounted; "
    "detached disk still mounted; mount without disk; ghost mount; Transport endpoint is not connected; "
    "ls input/output error; hidden under another mount; mounted over; gvfs; gvfsd-fuse; fuse user; nosuch device; "
    "ESTALE; d?????????; fstab entry of removed disk; removed disk; dead mount",
    "backup-conf-unreadable": "vmbackup.conf; encoding of conf; ConfigParser; MissingSectionHeader; "
    "config file ignored; wrong encoding; wrong charset; charset; UTF-16; UTF-8 BOM; byte order mark; bom; "
    "windows line endings; CRLF; dos2unix; iconv; notepad; edited on windows; File contains no section headers; "
    "MissingSectionHeaderError; DuplicateOptionError; ParsingError; cannot read config file; MountsToSkip ignored; "
    "MountsToSkip no effect; [SnapshotThread]; SnapshotThread section; ini file; typo in conf; UnicodeDecodeError; "
    "non-ascii character; /etc/azure/vmbackup.conf; invisible characters",
    "file-recovery-mounts-left": "file recovery; ilr; iscsi; item level recovery mounted; recovery volumes; "
    "unmount disks; iscsiadm; iscsi session; iscsid; open-iscsi; iqn; restored single files; restored some files; "
    "recovered a file; recovered a folder; file restore script; downloaded recovery script; python recovery script; "
    "ILR script; recovery point mounted; not unmounted; unmount disks button; Volume1 mount; "
    "backup.windowsazure.com target; pod01-rec2; multipath iscsi leftover; mount of last restore; "
    "after restoring files; file level restore; dead mounts of recovery",
    "fs-stays-frozen": "vm hangs during backup; frozen file system; never thawed; unfreeze; "
    "blocked for more than 120 seconds; hung task; d state; only reset helps; freeze never ends; "
    "server unresponsive at backup; stuck frozen; docker freeze; vm freezes; hung_task_timeout; khungtaskd; jbd2; "
    "percpu_rwsem; freeze_super; thaw_super; sb_start_write; __sb_start_write; load average climbs; load skyrockets; "
    "load average rises; ssh does not respond; ssh hangs at backup; hard reset; power cycle; server dead each night; "
    "console frozen; fapolicyd; fanotify; on-access scanner linux; auditd; talpa; safefreeze hangs; "
    "safefreeze never ends; safefreeze process; failing to unfreeze; fsfreeze -u; sysrq; kernel panic hung; "
    "application stalls during snapshot; database freezes at night; cluster node fenced",
    "linux-parallel-snapshot": "many disks linux; parallel snapshot; snapshots in parallel hang; multiprocessing; "
    "seqsnapshot; seqsnapshot = 2; Guest-parallel; Guest-seq; sequential snapshot; snapshots at once; many luns; "
    "14 data disks; 16 data disks; sap hana disks; hana many disks; guestsnapshotter; snapshotall; one by one; "
    "disks at once; multiprocessing pool; Pool hangs; striped volumes lvm many disks; one after another works; "
    "NoExtensionStatusButStatusBlobAvailable many disks; fork hangs",
}
