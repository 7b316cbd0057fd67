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


SPACE = "space of file systems"
DF = """\
Filesystem      Size  Used Avail Use% Mounted on
udev            3.9G     0  3.9G   0% /dev
/dev/sda1        29G   {}
/dev/sda15      105M  5.3M  100M   6% /boot/efi
"""
FULL, FREE = "29G     0 100% /", "9G    20G  31% /"


@pytest.mark.parametrize(
    ("text", "fact", "full"),
    [
        (DF.format(FULL), "linux.disk_full", ("/",)),
        (DF.format(FREE), "linux.disk_full", ()),
        (f"azureuser@web01:~$ df -h\n{DF.format(FULL)}", "linux.disk_full", ("/",)),
        (
            "Dateisystem    Größe Benutzt Verf. Verw% Eingehängt auf\n/dev/sda1        29,5G     29G     0  100% /\n",
            "linux.disk_full",
            ("/",),
        ),
        (
            "Filesystem     1K-blocks     Used Available Use% Mounted on\n/dev/mapper/rootvg-varlv\n"
            "                 8378368  8378320        48 100% /var\n",
            "linux.disk_full",
            ("/var",),
        ),
        (
            "Filesystem  Inodes  IUsed  IFree IUse% Mounted on\n/dev/sda1 3870720 3870720 0 100% /\n",
            "linux.inodes_full",
            ("/",),
        ),
        ("# df -Ti\n/dev/sda1 ext4 3870720 3870720 0 100% /\n", "linux.inodes_full", ("/",)),
    ],
)
def test_file_systems_that_are_full(text: str, fact: str, full: tuple[str, ...]) -> None:
    found = facts(text, SPACE)
    assert found.pop("vm.os_type") == "linux"
    assert found == {fact: full}


def test_a_part_of_a_list_of_file_systems_proves_nothing_of_the_others() -> None:
    part = one("$ df -h /\nFilesystem Size Used Avail Use% Mounted on\n/dev/sda1 29G 9G 20G 31% /\n", SPACE)
    assert part.facts == {"vm.os_type": "linux"} and "leaves some out" in part.notes[0]
    headless = one("/dev/sda1        29G   29G     0 100% /\n", SPACE)
    assert headless.facts == {"vm.os_type": "linux"} and "does not show of what" in headless.notes[0]


STATE = "state of the Linux guest"
CLOCK = "               Local time: Thu 2025-06-05 08:12:11 UTC\n{}: {}\n          RTC in local TZ: no\n"


@pytest.mark.parametrize("label", ["System clock synchronized", "     NTP synchronized"])
def test_the_clock_and_openssl(label: str) -> None:
    assert facts(CLOCK.format(label, "no"), STATE)["vm.clock_synchronized"] is False
    assert facts(CLOCK.format(label, "yes"), STATE)["vm.clock_synchronized"] is True
    assert facts("OpenSSL 1.0.1e-fips 11 Feb 2013\n", STATE)["linux.openssl"] == "ok"
    assert facts("$ openssl version\nbash: openssl: command not found\n", STATE)["linux.openssl"] == "missing"


RULES = "rules of the guest's firewall"
OWN = """\
Chain OUTPUT (policy ACCEPT 3 packets, 200 bytes)
 pkts bytes target     prot opt in     out     source               destination
    0     0 ACCEPT     tcp  --  *      *       0.0.0.0/0            168.63.129.16        tcp dpt:53
 1234  5678 ACCEPT     tcp  --  *      *       0.0.0.0/0            168.63.129.16        owner UID match 0
   {n}   720 DROP       tcp  --  *      *       0.0.0.0/0            168.63.129.16        ctstate INVALID,NEW
"""
SAVED = "*filter\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT {} 168.63.129.16/32 {}\nCOMMIT\n"
NFT = (
    "table ip walinuxagent {{\n\tchain output {{\n\t\ttype filter hook {} priority filter; policy accept;\n\t\t{} drop"
    "\n\t}}\n}}\n"
)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (OWN.format(n=0), None),
        (OWN.replace(" 1234  5678 ACCEPT", " 1234  5678 LOG").format(n=0), True),
        (SAVED.format("-d", "-j DROP"), True),
        (SAVED.format("-d", "-p tcp -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable"), True),
        (SAVED.format("-d", "-p tcp -m tcp --dport 443 -j DROP"), None),
        (SAVED.format("-d", "-p udp -j DROP"), None),
        (SAVED.format("-s", "-j DROP"), None),
        (SAVED.format("-d", "-p tcp -m owner ! --uid-owner 0 -j DROP"), None),
        (SAVED.format("-d", "-j ACCEPT").replace("COMMIT", "-A OUTPUT -d 168.63.129.16 -j DROP\nCOMMIT"), None),
        (SAVED.format("-d", "-p tcp -m conntrack --ctstate INVALID -j DROP"), None),
        (NFT.format("output", "ip daddr 168.63.129.16 tcp dport != 53 skuid != 0 ct state invalid,new counter"), None),
        (NFT.format("output", "ip daddr 168.63.129.16 counter"), True),
        (NFT.format("input", "ip daddr 168.63.129.16 counter"), None),
        ("ipv4 security OUTPUT 0 -d 168.63.129.16 -p tcp -m owner --uid-owner 0 -j ACCEPT\n", None),
        ("public (active)\n  target: default\n  interfaces: eth0\n  services: dhcpv6-client ssh\n", None),
    ],
)
def test_rules_about_the_host(text: str, blocks: bool | None) -> None:
    found = one(text, RULES)
    assert found.facts.get("network.firewall_blocks_host") is blocks
    assert blocks or found.notes


def test_packets_that_a_rule_dropped_are_told() -> None:
    assert "line 5: this rule dropped 1187 packets" in one(OWN.format(n=1187), RULES).notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "package WALinuxAgent is not installed\n",
        "rc  walinuxagent   2.2.46-0ubuntu1~18.04.1 amd64        Windows Azure Linux Agent\n",
        "dpkg-query: no packages found matching walinuxagent\n",
    ],
)
def test_that_a_package_is_not_there_is_a_remark(text: str) -> None:
    found = one(text, "package of the Linux agent")
    signs = {"signs.debian_agent_package_unknown", "signs.rpm_agent_package_unknown"}
    assert set(found.facts) - signs == {"vm.os_type"}
    assert "the agent may have come another way" in found.notes[0]


def test_lists_of_files() -> None:
    kind = "files of the Linux agent"
    assert facts("-rwxr-xr-x 1 root root 1234 Jun  5  2025 /usr/sbin/waagent\n", kind)["agent.installed"] is True
    listed = (
        "me@web01:~$ sudo ls -la /var/lib/waagent\ntotal 12\n-rw-r--r-- 1 root root 12 Jun  5 08:00 Certificates.pem\n"
    )
    assert "agent.disabled_by_file" not in facts(listed, kind)
    off = facts(f"{listed}-rw-r--r-- 1 root root    0 Jun  5 08:00 disable_agent\n", kind)
    assert off["agent.disabled_by_file"] is True


@pytest.mark.parametrize(
    "text",
    [
        "reboot   system boot  5.15.0-1064-azur Thu Jun  5 06:00   still running\n\nwtmp begins Mon May 12 06:02:11\n",
        " 09:41:26 up 6 min,  1 user,  load average: 0.08, 0.11, 0.06\n",
        " 09:41:26 up 12 days,  3:02,  1 user,  load average: 0.08, 0.11, 0.06\n",
        "         system boot  2025-06-05 06:00\n",
    ],
)
def test_starts_are_remarks(text: str) -> None:
    found = one(text, "starts of the Linux guest")
    assert set(found.facts) == {"vm.os_type"}
    assert "of its own time" in found.notes[0]
