"""What shows the state of a Linux guest: full file systems, mount options, FIPS mode, OpenSSL, the clock, BSD."""

from __future__ import annotations

import pytest
from backupdx.facts.case import Case
from readings import facts

DF = """\
# df -P / /var
Filesystem     1024-blocks     Used Available Capacity Mounted on
/dev/sda1         30298176 30298176         0     {0}% /
/dev/sdb1         30298176 30298176         0     100% /data
"""
INODES = """\
# df -Pi /
Filesystem      Inodes   IUsed   IFree IUse% Mounted on
/dev/sda1      3870720 3870720       0  {0}% /
"""


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        (DF.format(100), "linux.disk_full", ("/",)),
        (DF.format(99), "linux.disk_full", ()),
        (INODES.format(100), "linux.inodes_full", ("/",)),
        (INODES.format(4), "linux.inodes_full", ()),
        ("root@web01:~# findmnt -no OPTIONS -T /var/lib/waagent\nrw,noexec\n", "linux.lib_noexec", True),
        ("root@web01:~# findmnt -no OPTIONS -T /var/lib/waagent\nrw,relatime\n", "linux.lib_noexec", False),
        ("# cat /proc/sys/crypto/fips_enabled\n0\n", "linux.fips_enabled", False),
        ("# fips-mode-setup --check\nFIPS mode is enabled.\n", "linux.fips_enabled", True),
        ("root@web01:~# openssl version\nbash: openssl: command not found\n", "linux.openssl", "missing"),
        ("root@web01:~# openssl version\n1:error:0E065068:x:conf_def.c:584:line 23\n", "linux.openssl", "broken"),
        ("root@web01:~# openssl version\nOpenSSL 3.0.2 15 Mar 2022\n", "linux.openssl", "ok"),
        ("System time     : 7201.118 seconds slow of NTP time\n", "vm.clock_offset_seconds", 7201),
        ("df -k: 124\nlsblk: 0\nmount: 0\n", "linux.hung_command", "df"),
        ("df -k: 0\nlsblk: 0\nmount: 0\n", "linux.hung_command", "none"),
        ("# uname -a\nFreeBSD mail01 10.2-RELEASE FreeBSD 10.2-RELEASE #0\n", "vm.os_name", "FreeBSD"),
    ],
)
def test_what_is_told(text: str, fact: str, value: object) -> None:
    assert facts(text)[fact] == value


def test_of_several_folders_of_the_extension_the_newest_counts() -> None:
    folder = "/var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.{0}.0\n"
    assert str(facts(folder.format(9220) + folder.format(9217))["extensions.backup_version"]) == "1.0.9220.0"


def test_a_table_without_the_root_tells_nothing_of_what_is_not_full() -> None:
    text = DF.format(50).replace(" /\n", " /backup\n")
    assert "linux.disk_full" not in facts(text)


RUN = """\
2026-11-24T02:00:01Z INFO ExtHandler [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.1] Enable extension: [x]
2026-11-24T02:30:01.000000Z INFO ExtHandler ExtHandler [HEARTBEAT] Agent WALinuxAgent-2.15.0.1 is running
"""
REPORTS = """\
2026-11-24 02:00:05.1 [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0]Enable,success,4,Transitioning state,False
2026-11-24 02:01:05.1 [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0]Enable,error,121,freeze failed,False
"""


@pytest.mark.parametrize(
    ("text", "failed_at", "started", "reported"),
    [
        (RUN, "2026-11-24T02:10:00Z", True, None),
        (RUN, "2026-11-24T09:00:00Z", None, None),
        (REPORTS, "2026-11-24T02:10:00Z", True, True),
        (REPORTS.splitlines()[0], "2026-11-24T02:10:00Z", True, None),
        (REPORTS, "2026-11-23T02:10:00Z", None, None),
    ],
)
def test_whether_the_extension_was_started_and_reported(
    text: str, failed_at: str, started: bool | None, reported: bool | None
) -> None:
    """What a log does not show, it may have lost: it says no more than yes."""
    case = Case.model_validate(
        {"failed_at": failed_at, "extensions": {"backup_runs": facts(text)["extensions.backup_runs"]}}
    )
    known = case.known().values
    assert known.get("extensions.backup_started") is started
    assert known.get("extensions.backup_reported") is reported
