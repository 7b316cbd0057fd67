"""Linux outputs as people paste them: consoles, cut files, command outputs in their natural form."""

from __future__ import annotations

import pytest
from readings import facts, one

CONSOLE = "[   12.345678] sd 0:0:0:0: [sda] Attached SCSI disk\n[  OK  ] Started Journal Service.\n" * 1500
STARTS = (
    "2025-06-03T17:36:50.485596Z INFO Daemon Daemon Azure Linux Agent Version: 2.2.47\n"
    "2025-06-03T17:36:50.490000Z INFO Daemon Daemon OS: suse\n"
    "2025-06-03T17:36:51.000000Z INFO ExtHandler ExtHandler Agent WALinuxAgent-2.9.1.1 is running as the goal state "
    "agent\n"
)


def test_a_serial_console_in_which_the_agent_begins_late() -> None:
    found = facts(CONSOLE + STARTS + CONSOLE, "log of the Linux agent")
    assert (found["vm.os_name"], found["vm.distribution"]) == ("suse", "sles")
    assert "vm.os_version" not in found
    assert found["agent.version"] == "2.9.1.1"


def test_what_a_console_shows_between_entries_is_no_part_of_them() -> None:
    error = "2025-06-03T17:36:52.000000Z ERROR ExtHandler ExtHandler Something\n"
    other = "[   13.000000] app[1]: No module named 'crypt', [Errno 28] No space left on device\n"
    assert facts(STARTS + error + other, "log of the Linux agent") == facts(STARTS + error, "log of the Linux agent")


CONF = """\
#
# Microsoft Azure Linux Agent Configuration
#

# Enable extension handling.
# Extensions.Enabled=y
Extensions.GoalStatePeriod=6
Provisioning.Agent=auto
Provisioning.DeleteRootPassword=y
Provisioning.RegenerateSshHostKeyPair=y
Provisioning.SshHostKeyPairType=rsa
Provisioning.MonitorHostName=y
ResourceDisk.Format=y
ResourceDisk.Filesystem=ext4
ResourceDisk.MountPoint=/mnt/resource
"""
END = "# AutoUpdate.UpdateToLatestVersion=y\nOS.EnableFirewall=y\n"
CONF_KIND = "configuration of the Linux agent"


def test_only_a_whole_configuration_proves_defaults() -> None:
    whole = facts(CONF + END, CONF_KIND)
    assert (whole["agent.extensions_enabled"], whole["agent.auto_update"]) == (True, True)
    for cut in (CONF, f"$ head -20 /etc/waagent.conf\n{CONF}", f"# grep -v zzz /etc/waagent.conf\n{CONF}{END}"):
        found = one(cut, CONF_KIND)
        assert not {"agent.extensions_enabled", "agent.auto_update", "agent.verbose_logging"} & set(found.facts)
        assert found.facts["agent.provisioning_agent"] == "auto"
        assert "only a part" in found.notes[0]


EXTENSION = "2023/08/01 04:12:09 [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9198.0] {}\n"
EXTENSION_KIND = "log of the Linux backup extension"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("Enable,error,2,T:S Enable failed\n StatusCode.FailedRetryableFsFreezeFailed, errorcode: 409", True),
        ("Enable failed with exception in safe freeze or snapshot\n StatusCode.FailedRetryableFsFreezeFailed,", True),
        (
            "Triggering File System Consistent Backup because of code\n StatusCode.FailedRetryableFsFreezeFailed,",
            False,
        ),
    ],
)
def test_a_code_in_the_line_in_which_an_entry_goes_on(lines: str, code: bool) -> None:
    found = facts(EXTENSION.format(lines), EXTENSION_KIND)
    assert (found.get("extensions.backup_code") == "FailedRetryableFsFreezeFailed") is code


MOUNTS = """\
sysfs on /sys type sysfs (rw,nosuid,nodev,noexec,relatime,seclabel)
proc on /proc type proc (rw,nosuid,nodev,noexec,relatime)
systemd-1 on /proc/sys/fs/binfmt_misc type autofs (rw,relatime,fd=28,pgrp=1,timeout=0)
binfmt_misc on /proc/sys/fs/binfmt_misc type binfmt_misc (rw,relatime)
/dev/sda1 on / type ext4 ({},relatime,errors=remount-ro)
/dev/sdc1 on /data type xfs (rw,relatime)
"""
TREE = """\
TARGET SOURCE FSTYPE OPTIONS
/ /dev/sda1 ext4 rw,relatime
├─/proc proc proc rw,nosuid
├─/data /dev/sdc1 xfs rw,relatime
└─/data /dev/sdd1 xfs rw,relatime
"""


def test_mounted_file_systems() -> None:
    kind, twice = "mounted file systems", "linux.duplicate_mounts"
    assert facts(MOUNTS.format("rw"), kind)[twice] == ()
    assert facts(MOUNTS.format("rw") + "/dev/sdd1 on /data type xfs (rw,relatime)\n", kind)[twice] == ("/data",)
    assert facts(TREE, kind)[twice] == ("/data",)
    assert twice not in facts("/dev/sdc1 on /data type xfs (rw,relatime)\n", kind)
    assert twice not in facts(f"root@web01:~# mount | grep -v zzz\n{MOUNTS.format('rw')}", kind)
    assert "line 5: / is mounted read-only" in one(MOUNTS.format("ro"), kind).notes[0]
    table = "sysfs /sys sysfs rw,nosuid 0 0\nproc /proc proc rw 0 0\n/dev/sda1 / ext4 rw,relatime 0 0\n"
    assert facts(table, kind)[twice] == ()
