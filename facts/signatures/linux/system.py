"""Lines of the kernel and of the audit log."""

from __future__ import annotations

from ...documents import RECORDINGS, SEED
from ..declaration import Signature
from ..places import AUDIT_LOG, KERNEL

SIGNATURES: tuple[Signature, ...] = (
    Signature(
        "file-system-errors",
        "The kernel tells of errors in a file system",
        where=KERNEL,
        has=("EXT4-fs error", "EXT4-fs (", "XFS (", "BTRFS error", "BTRFS critical"),
        pattern=r"EXT4-fs (?:error|\(\S{1,40}\): (?:error|warning: mounting (?:unchecked )?fs with errors))|"
        r"XFS \(\S{1,40}\): .{0,40}(?:corruption|shutting down|Internal error)|BTRFS (?:error|critical)",
        context="whether it is a file system that could not be frozen, a person has to say",
        remark=True,
        source=RECORDINGS.section("Messages of Linux 6: ext4, xfs, btrfs"),
        example="EXT4-fs error (device sdc1): ext4_lookup:1855: inode #2: comm ls: deleted inode referenced: 12",
        silent="EXT4-fs (sda1): mounted filesystem with ordered data mode",
    ),
    Signature(
        "selinux-denies-agent",
        "SELinux denied the agent or the backup extension something",
        where=AUDIT_LOG,
        has="denied",
        beside=("waagent", "VMSnapshotLinux"),
        # Settings of the kernel that it looks at, and does without; AppArmor denies in lines of the same type.
        without=('dev="proc"', 'dev="sysfs"', "apparmor="),
        pattern=r"type=(?:AVC|1400)\b.{0,80}\bdenied\b",
        gives="linux.selinux_denies_agent",
        within=None,
        source=SEED.section("UserErrorVmNotInDesirableState"),
        example='type=AVC msg=audit(1.2:3): avc:  denied  { read } for  pid=1 comm="waagent" name="shadow"',
        silent='type=AVC msg=audit(1.2:3): avc:  denied  { read } for  pid=1 comm="nginx" name="shadow"',
    ),
)
