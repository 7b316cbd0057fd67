"""What the snapshot needs of a Linux guest (`linux`); the agent's own configuration stands under `agent`."""

from __future__ import annotations

from typing import Literal

from ..declaration import Topic, fact, linux
from ..quantities import Name

_WRITTEN = "/ /var /var/lib/waagent /var/log /etc /tmp"
_LOG = "/var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux"


class LinuxFacts(Topic):
    """Mount points and security policy, as the backup extension meets them."""

    failed_mounts: tuple[Name, ...] | None = fact(
        "Mount points that the backup extension could not freeze, as its log names them",
        "Which mount points does extension.log of the last backup name in lines 'Failed to FIFREEZE' (none, or their "
        "paths)?",
        linux(f"sudo grep -rh 'Failed to FIFREEZE' {_LOG}"),
        os="linux",
        holds="path",
        lasts="event",
    )
    unthawed_mounts: tuple[Name, ...] | None = fact(
        "Mount points that the backup extension's log names at the thaw only: not frozen, or never reached",
        "Where extension.log of the last backup has no line 'Failed to FIFREEZE': which mount points do its lines "
        "'Failed to FITHAW' name (none, or their paths)?",
        linux(f"sudo grep -rh 'Failed to FITHAW' {_LOG}"),
        os="linux",
        holds="path",
        lasts="event",
    )
    duplicate_mounts: tuple[Name, ...] | None = fact(
        "Mount points that are mounted more than once",
        os="linux",
        holds="path",
        lasts="state",
    )
    failed_mount_unclean: bool | None = fact(
        "A file system that could not be frozen has errors",
        "Does a file system that the extension could not freeze (its log: 'Failed to FITHAW: ...') have errors, or "
        "does it need fsck?",
        linux(f"sudo grep -rh 'Failed to FI' {_LOG}"),
        linux("sudo dmesg | grep -iE '(ext4|xfs|btrfs).*(error|corrupt|unclean|fsck|shutdown)'"),
        os="linux",
        lasts="state",
        mended=False,
    )
    failed_mount_duplicate: bool | None = fact(
        "A mount point that could not be frozen is mounted more than once",
        "Does `mount` show a mount point that the extension could not freeze (its log: 'Failed to FITHAW: ...') more "
        "than once?",
        linux(f"sudo grep -rh 'Failed to FI' {_LOG}"),
        linux("findmnt -rn -o TARGET | sort | uniq -d"),
        os="linux",
        lasts="state",
        mended=False,
    )
    unreadable_mounts: tuple[Name, ...] | None = fact(
        "Mount points that cannot be opened",
        "Which mount points of local disks cannot be opened, even by root (none, or their paths)?",
        linux(
            "findmnt -rn -t ext3,ext4,xfs,btrfs -o TARGET | while read -r m; do "
            'sudo timeout 5 ls -d "$m/." >/dev/null || echo "$m"; done'
        ),
        os="linux",
        holds="path",
        lasts="state",
    )
    file_recovery_mounts_left: bool | None = fact(
        "The volumes of a file recovery are still mounted in the guest",
        "Was a file recovery from a backup of this VM done, and are its volumes still mounted (a path with a time of "
        "14 digits in it), or its iSCSI sessions still open?",
        linux("findmnt -rn -o TARGET,SOURCE | grep -E -- '-[0-9]{14}/'"),
        linux("sudo iscsiadm -m session"),
        os="linux",
        lasts="state",
        mended=False,
    )
    selinux: Literal["enforcing", "permissive", "disabled"] | None = fact(
        "Mode of SELinux (disabled where the guest has none)",
        "In which mode is SELinux (disabled where the guest has none)?",
        linux("getenforce || echo disabled"),
        os="linux",
        words={"none": "disabled", "absent": "disabled"},
        lasts="configured",
        mended=frozenset(("permissive", "disabled")),
    )
    selinux_denies_agent: bool | None = fact(
        "SELinux denied the agent or the backup extension something",
        "Does the audit log show that SELinux denied waagent, or something under /var/lib/waagent?",
        linux("sudo ausearch -m avc -ts this-week | grep -i waagent"),
        os="linux",
        lasts="event",
    )
    disk_full: tuple[Name, ...] | None = fact(
        "Mount points without free space, of those that agent and extension write to",
        "Which of /, /var, /var/lib/waagent, /var/log, /etc and /tmp are at 100 % in `df -P` (none, or their paths)?",
        linux(f"df -P {_WRITTEN}"),
        os="linux",
        holds="path",
        lasts="state",
        mended=(),
    )
    inodes_full: tuple[Name, ...] | None = fact(
        "Mount points without free inodes, of those that agent and extension write to",
        "Which of /, /var, /var/lib/waagent, /var/log, /etc and /tmp are at 100 % in `df -Pi` (none, or their paths)?",
        linux(f"df -Pi {_WRITTEN}"),
        os="linux",
        holds="path",
        lasts="state",
        mended=(),
    )
    lib_noexec: bool | None = fact(
        "The disk of the agent's folder is mounted noexec",
        "Does the file system of /var/lib/waagent have the option noexec?",
        linux("findmnt -no OPTIONS -T /var/lib/waagent"),
        os="linux",
        lasts="configured",
        mended=False,
    )
    fips_enabled: bool | None = fact(
        "The guest runs in FIPS mode",
        "Is FIPS mode on in the guest (/proc/sys/crypto/fips_enabled is 1)?",
        linux("cat /proc/sys/crypto/fips_enabled"),
        os="linux",
        lasts="configured",
        mended=False,
    )
    openssl: Literal["ok", "missing", "broken"] | None = fact(
        "Whether OpenSSL of the guest starts",
        "Does `openssl version` print a version (ok), is there no such program (missing), or does it end with an "
        "error (broken)?",
        linux("openssl version"),
        os="linux",
        lasts="configured",
        mended="ok",
    )
    hung_command: Literal["none", "df", "lsblk", "mount"] | None = fact(
        "A program that the backup extension calls does not come back",
        "Which of `timeout 20 df -k`, `timeout 20 lsblk` and `timeout 20 mount` ends with 124, that is, hangs (none, "
        "or its name)?",
        linux("for c in 'df -k' lsblk mount; do sudo timeout 20 $c >/dev/null; echo \"$c: $?\"; done"),
        os="linux",
        lasts="state",
    )
    fanotify_guards: tuple[Name, ...] | None = fact(
        "Programs that watch every access to files, as fapolicyd or an on-access scanner",
        "Which programs watch each access to files (none, or their names: fapolicyd, mdatp, falcon-sensor, ds_agent)?",
        linux("systemctl list-units --state=running | grep -iE 'fapolicyd|mdatp|falcon|ds_agent|clamonacc'"),
        os="linux",
        holds="word",
        lasts="configured",
    )
