"""What the snapshot needs of a Linux guest (`linux`); the agent's own configuration stands under `agent`."""

from __future__ import annotations

from typing import Literal

from ..declaration import Topic, fact, linux
from ..quantities import Name

_LOG = "/var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux"


class LinuxFacts(Topic):
    """Mount points and security policy, as the backup extension meets them."""

    failed_mounts: tuple[Name, ...] | None = fact(
        "Mount points that the backup extension could not freeze, as its log names them",
        os="linux",
        holds="path",
        lasts="event",
    )
    unthawed_mounts: tuple[Name, ...] | None = fact(
        "Mount points that the backup extension's log names at the thaw only: not frozen, or never reached",
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
    )
    failed_mount_duplicate: bool | None = fact(
        "A mount point that could not be frozen is mounted more than once",
        "Does `mount` show a mount point that the extension could not freeze (its log: 'Failed to FITHAW: ...') more "
        "than once?",
        linux(f"sudo grep -rh 'Failed to FI' {_LOG}"),
        linux("findmnt -rn -o TARGET | sort | uniq -d"),
        os="linux",
        lasts="state",
    )
    unreadable_mounts: tuple[Name, ...] | None = fact(
        "Mount points that cannot be opened",
        "Which mount points cannot be opened, even by root (none, or their paths)?",
        linux('findmnt -rn -o TARGET | while read -r m; do sudo timeout 5 ls -d "$m/." >/dev/null || echo "$m"; done'),
        os="linux",
        holds="path",
        lasts="state",
    )
    selinux: Literal["enforcing", "permissive", "disabled"] | None = fact(
        "Mode of SELinux (disabled where the guest has none)",
        "In which mode is SELinux (disabled where the guest has none)?",
        linux("getenforce || echo disabled"),
        os="linux",
        words={"none": "disabled", "absent": "disabled"},
        lasts="configured",
    )
    selinux_denies_agent: bool | None = fact(
        "SELinux denied the agent or the backup extension something",
        "Does the audit log show that SELinux denied waagent, or something under /var/lib/waagent?",
        linux("sudo ausearch -m avc -ts this-week | grep -i waagent"),
        os="linux",
        lasts="event",
    )
