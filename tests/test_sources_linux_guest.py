"""The readers of what a Linux guest tells beside its agent: processes, packages, reboots, environment."""

from __future__ import annotations

import pytest
from backupdx.facts.errors import InputError
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import read_content
from readings import findings
from readings import linux_facts as facts

# --- processes

PROCESSES = "list of processes"
PS = "UID          PID    PPID  C STIME TTY          TIME CMD\n"
INIT = "root           1       0  0 Nov03 ?        00:00:10 /sbin/init\n"
INIT += "root           2       0  0 Nov03 ?        00:00:00 [kthreadd]\n"
SSHD = "root         801       1  0 Nov03 ?        00:00:00 /usr/sbin/sshd -D\n"
UPGRADES = "root         803       1  0 Nov03 ?        00:00:00 /usr/bin/python3 /usr/share/unattended-upgrades/x\n"
DAEMON = "root         767       1  0 Nov03 ?        00:00:01 /usr/bin/python3 -u /usr/sbin/waagent -daemon\n"
HANDLER = (
    "root        1093     767  0 Nov03 ?   00:01:01 python3 -u bin/WALinuxAgent-2.12.0.2-py3.9.egg -run-exthandlers\n"
)
ITSELF = "azureus+   9999    9990  0 12:00 pts/0    00:00:00 ps -ef\n"


def test_processes_of_the_agent() -> None:
    found = facts(PS + INIT + DAEMON + HANDLER + ITSELF, PROCESSES)
    assert found == {"agent.process_running": True, "agent.version": "2.12.0.2"}
    grep = "azureus+   9998    9990  0 12:00 pts/0    00:00:00 grep --color=auto -i waagent\n"
    assert facts(DAEMON + grep, PROCESSES) == {"agent.process_running": True}
    aux = "USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND\nroot 767 0.0 0.4 33848 28000 ? Ss Nov03 0:01 "
    assert facts(aux + "/usr/bin/python3 -u /usr/sbin/waagent -daemon\n", PROCESSES) == {"agent.process_running": True}
    assert facts("    PID TTY          TIME CMD\n    767 ?        00:00:01 waagent\n", PROCESSES) == {
        "agent.process_running": True
    }


@pytest.mark.parametrize(
    ("listing", "running"),
    [
        (PS + INIT + SSHD + UPGRADES + ITSELF, False),
        (INIT + SSHD, None),  # no header
        (PS + SSHD + ITSELF, None),  # no process 1: not all of them
        (PS + INIT.split("\n")[0] + "\n" + SSHD + ITSELF, None),  # a container
        (PS + INIT + SSHD, None),  # cut at its end
        (PS + INIT + ITSELF + SSHD * 8, None),
        (PS + INIT + DAEMON.replace("/usr/sbin/waagent -daemon", "/usr/sb") + ITSELF, None),  # cut by the terminal
        (PS + INIT + DAEMON.replace("/usr/bin/python3 -u /usr/sbin/waagent -daemon", "/usr/bin/pyth") + ITSELF, None),
        (PS + INIT + DAEMON.replace("/usr/sbin/waagent -daemon", "").rstrip() + "\n" + ITSELF, None),
        (PS + INIT + SSHD.replace("/usr/sbin/sshd -D", "vi /etc/waagent.conf") + ITSELF, False),
        (PS + INIT + SSHD.replace("/usr/sbin/sshd -D", "tail -f /var/log/waagent.log") + ITSELF, False),
    ],
)
def test_that_no_agent_runs_needs_a_whole_list(listing: str, running: bool | None) -> None:
    if running is None and not listing.startswith(PS):
        with pytest.raises(InputError):
            read_content(of_bytes(listing.encode(), "x.txt"))
    else:
        assert facts(listing, PROCESSES).get("agent.process_running") is running


def test_names_alone_do_not_show_what_python_runs() -> None:
    names = "    PID TTY          TIME CMD\n      1 ?        00:00:10 systemd\n      2 ?        00:00:00 kthreadd\n{}"
    itself = "   9999 pts/0    00:00:00 ps\n"
    assert facts(names.format("    767 ?        00:00:01 python3\n" + itself), PROCESSES) == {}
    assert facts(names.format("    801 ?        00:00:01 sshd\n" + itself), PROCESSES) == {
        "agent.process_running": False
    }


# --- packages and updates

PACKAGE, UPDATES = "package of the Linux agent", "list of updates"
POLICY = "walinuxagent:\n  {}: {}\n  {}: {}\n  Version table:\n     2.11.1.4-0ubuntu0~22.04.1 500\n"


def test_apt_policy() -> None:
    same = POLICY.format("Installed", "2.2.46-0ubuntu5.1", "Candidate", "2.2.46-0ubuntu5.1")
    assert facts(same, PACKAGE) == {
        "agent.installed": True,
        "agent.package_version": "2.2.46",
        "agent.latest": True,
    }
    older = POLICY.format("Installiert", "1:2.2.46-0ubuntu5.1", "Installationskandidat", "2.11.1.4-0ubuntu0~22.04.1")
    assert facts(older, PACKAGE)["agent.latest"] is False
    assert facts(older, PACKAGE)["agent.package_version"] == "2.2.46"
    pinned = facts(POLICY.format("Installed", "2.2.46-0ubuntu5.1", "Candidate", "(none)"), PACKAGE)
    assert pinned == {"agent.installed": True, "agent.package_version": "2.2.46"}
    (finding,) = findings(POLICY.format("Installed", "(none)", "Candidate", "2.11.1.4-0ubuntu0"), PACKAGE)
    assert finding.facts == {"vm.os_type": "linux"}
    assert "may have come another way" in finding.notes[0]


def test_other_package_managers() -> None:
    zypper = "Information for package python-azure-agent:\n-----\nName           : python-azure-agent\n"
    zypper += "Version        : 2.9.1.1-150100.3.47.1\nInstalled      : Yes\nStatus         : {}\n"
    assert facts(zypper.format("up-to-date"), PACKAGE)["agent.package_version"] == "2.9.1.1"
    old = facts(zypper.format("out-of-date (version 2.2.49.2-150100.3.20.1 installed)"), PACKAGE)
    assert (old["agent.latest"], old["agent.package_version"]) == (False, "2.2.49.2")
    assert facts(zypper.format("not installed"), PACKAGE) == {}
    dnf = "Installed Packages\nName         : WALinuxAgent\nVersion      : 2.7.0.6\nFrom repo    : baseos\n"
    assert facts(dnf, PACKAGE) == {"agent.installed": True, "agent.package_version": "2.7.0.6"}
    assert facts(dnf.partition("\n")[2], PACKAGE) == {"agent.installed": True, "agent.package_version": "2.7.0.6"}
    offered = "\nAvailable Packages\nName         : WALinuxAgent\nVersion      : 2.9.1.1\nRelease      : 4.el8\n"
    assert facts(dnf + offered, PACKAGE)["agent.latest"] is False
    assert facts(dnf + offered, PACKAGE)["agent.package_version"] == "2.7.0.6"
    assert facts(offered.lstrip(), PACKAGE) == {}
    assert facts("WALinuxAgent-2.7.0.6-9.el8_8.1.noarch\n", PACKAGE)["agent.package_version"] == "2.7.0.6"
    dpkg = "ii  walinuxagent   2.2.46-0ubuntu5.1 amd64        Windows Azure Linux Agent\n"
    assert facts(dpkg, PACKAGE)["agent.package_version"] == "2.2.46"


def test_updates() -> None:
    apt = "Listing... Done\nlibc6/jammy-updates 2.35-0ubuntu3.6 amd64 [upgradable from: 2.35-0ubuntu3.4]\n"
    assert facts(apt, UPDATES) == {"vm.pending_updates": True}
    agent = "walinuxagent/jammy-updates 2.11.1.4-0ubuntu0 amd64 [upgradable from: 2.2.46-0ubuntu5.1]\n"
    assert facts(apt + agent, UPDATES) == {
        "vm.pending_updates": True,
        "agent.latest": False,
        "agent.package_version": "2.2.46",
    }
    assert facts("Listing... Done\n", UPDATES) == {}  # of what it is a list cannot be seen
    assert facts("root@web01:~# apt list --upgradable\nListing... Done\n", UPDATES) == {"vm.pending_updates": False}
    dnf = "Last metadata expiration check: 0:10:11 ago on Monday.\n\nWALinuxAgent.noarch  2.9.1.1-4.el8  baseos\n"
    assert facts(dnf, UPDATES) == {"vm.pending_updates": True, "agent.latest": False}
    libc = "glibc.x86_64  2.28-236.el8  baseos\n"
    obsoleting = dnf.replace("WALinuxAgent.noarch", "Obsoleting Packages\nWALinuxAgent.noarch")
    assert facts(obsoleting.replace("Obsoleting", libc + "Obsoleting"), UPDATES) == {"vm.pending_updates": True}
    with pytest.raises(InputError):  # a list of what is installed
        findings(dnf.replace("WALinux", "Installed Packages\nWALinux").replace("  baseos", "  @baseos"), UPDATES)
    zypper = "S | Repository | Name | Current Version | Available Version | Arch\n"
    zypper += "v | Main | a | 1.0-1 | 1.1-1 | noarch\n"
    assert facts(zypper, UPDATES) == {"vm.pending_updates": True}
    assert facts("Loading repository data...\nNo updates found.\n", UPDATES) == {"vm.pending_updates": False}


@pytest.mark.parametrize(
    ("text", "pending"),
    [
        ("*** System restart required ***\n", True),
        (
            "Core libraries or services have been updated:\n  kernel -> 4.18\n\nReboot is required to ensure that x\n",
            True,
        ),
        ("No core libraries or services have been updated since boot-up.\nReboot should not be necessary.\n", False),
        ("No core libraries or services have been updated.\nReboot is probably not necessary.\n", False),
    ],
)
def test_pending_reboot(text: str, pending: bool) -> None:
    assert facts(text, "whether a reboot is pending") == {"vm.pending_reboot": pending}


# --- os-release, files of the agent, environment


@pytest.mark.parametrize(
    ("own", "like", "distribution"),
    [
        ("ol", "fedora", "oracle"),
        ("opensuse-leap", "suse opensuse", "opensuse"),
        ("linuxmint", "ubuntu debian", "ubuntu"),
        ("cloudlinux", "rhel fedora centos", "rhel"),
        ("flatcar", "coreos", "other"),
        ("fedora", "", "other"),
    ],
)
def test_distributions(own: str, like: str, distribution: str) -> None:
    text = f'[a@web01 ~]$ cat /etc/os-release\r\nNAME="X"\r\nVERSION_ID="9.1"\r\nID="{own}"\r\nID_LIKE="{like}"\r\n'
    (finding,) = findings(text, "os-release")
    assert finding.facts["vm.distribution"] == distribution
    assert (finding.host, finding.facts["vm.os_version"]) == ("web01", "9.1")


def test_a_system_that_does_not_name_its_distribution() -> None:
    assert facts('NAME="X Linux"\nVERSION_ID="9.1"\nID=""\n', "os-release") == {
        "vm.os_name": "X Linux",
        "vm.os_version": "9.1",
    }


def test_files_of_the_agent() -> None:
    kind = "files of the Linux agent"
    assert facts("/var/lib/waagent/disable_agent\n", kind) == {"agent.disabled_by_file": True}
    absent = "ls: cannot access '/var/lib/waagent/disable_agent': No such file or directory\n"
    assert facts(absent, kind) == {"agent.disabled_by_file": False}
    assert facts("/usr/sbin/waagent\n", kind) == {"agent.installed": True}
    denied = "ls: cannot access '/var/lib/waagent/disable_agent': Permission denied\n"  # not for this user
    assert "agent.disabled_by_file" not in facts(denied, "text about a failure")


def test_a_proxy_in_the_environment() -> None:
    kind = "environment variables with a proxy"
    (finding,) = findings("HOME=/root\nhttps_proxy=http://proxy:3128\nno_proxy=localhost\n", kind)
    assert facts("HOME=/root\nhttps_proxy=http://proxy:3128\n", kind) == {"network.proxy": True}
    login = facts("export HTTP_PROXY=http://backup:secret@proxy:3128/\n", kind)
    assert login == {"network.proxy": True, "network.proxy_authenticated": True}
    assert not any("secret" in place for place in finding.places.values())
    with pytest.raises(InputError):
        findings("HOME=/root\nno_proxy=localhost\nHTTP_PROXY_X=1\n", kind)
