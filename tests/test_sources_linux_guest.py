"""The readers of what a Linux guest tells beside its agent: processes, packages, network, reboots, whole sessions."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.facts.content import of_bytes
from backupdx.facts.errors import InputError
from backupdx.facts.loading import read_content
from backupdx.facts.sources.base import Finding


def findings(text: str, kind: str) -> list[Finding]:
    located, told = read_content(of_bytes(text.encode(), "x.txt"))
    assert told == kind
    for entry in located:
        Case().with_facts(entry.finding.facts)
        assert set(entry.finding.places) == set(entry.finding.facts)
    return [entry.finding for entry in located]


def facts(text: str, kind: str) -> dict[str, Any]:
    (finding,) = findings(text, kind)
    return {path: value for path, value in finding.facts.items() if path != "vm.os_type"}


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


def test_files_of_the_agent() -> None:
    kind = "files of the Linux agent"
    assert facts("/var/lib/waagent/disable_agent\n", kind) == {"agent.disabled_by_file": True}
    absent = "ls: cannot access '/var/lib/waagent/disable_agent': No such file or directory\n"
    assert facts(absent, kind) == {"agent.disabled_by_file": False}
    assert facts("/usr/sbin/waagent\n", kind) == {"agent.installed": True}
    with pytest.raises(InputError):  # not for this user
        findings("ls: cannot access '/var/lib/waagent/disable_agent': Permission denied\n", kind)


def test_a_proxy_in_the_environment() -> None:
    kind = "environment variables with a proxy"
    (finding,) = findings("HOME=/root\nhttps_proxy=http://proxy:3128\nno_proxy=localhost\n", kind)
    assert facts("HOME=/root\nhttps_proxy=http://proxy:3128\n", kind) == {"network.proxy": True}
    login = facts("export HTTP_PROXY=http://backup:secret@proxy:3128/\n", kind)
    assert login == {"network.proxy": True, "network.proxy_authenticated": True}
    assert not any("secret" in place for place in finding.places.values())
    with pytest.raises(InputError):
        findings("HOME=/root\nno_proxy=localhost\nHTTP_PROXY_X=1\n", kind)


# --- network

LEASES, NETWORK, PROBE = "DHCP leases", "network configuration of Linux", "test of the way to 168.63.129.16"


def lease(option: bool, expires: str = "0 2152/07/23 23:27:10", server: str = "168.63.129.16", end: str = "}\n") -> str:
    told = "  option unknown-245 a8:3f:81:10;\n" if option else ""
    return (
        'lease {\n  interface "eth0";\n  fixed-address 10.0.1.4;\n'
        f"  option dhcp-server-identifier {server};\n{told}  expire {expires};\n{end}"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (lease(True), True),
        (lease(False), False),
        (lease(True, "4 2015/06/16 16:58:54") + lease(False), False),
        (lease(False) + lease(True, "4 2015/06/16 16:58:54"), False),
        (lease(False, "4 2015/06/16 16:58:54") + lease(True), True),
        (lease(True, "never"), True),
        (lease(False, server="192.168.0.1"), None),  # not Azure's DHCP
        (lease(False, end=""), None),  # cut off
        (
            "# This is private data. Do not parse.\nADDRESS=10.1\nSERVER_ADDRESS=168.63.129.16\nOPTION_245=a83f8110\n",
            True,
        ),
        ("# This is private data. Do not parse.\nADDRESS=10.0.1.4\nSERVER_ADDRESS=168.63.129.16\n", False),
        ("# This is private data. Do not parse.\nADDRESS=10.0.1.4\n", None),  # NetworkManager writes no more
        ("/var/lib/dhcp/dhclient.eth0.leases:  option unknown-245 a8:3f:81:10;\n", True),
    ],
)
def test_option_245(text: str, expected: bool | None) -> None:
    assert facts(text, LEASES).get("network.dhcp_option_245") is expected


@pytest.mark.parametrize(
    ("text", "dhcp", "static"),
    [
        ("DEVICE=eth0\nONBOOT=yes\nBOOTPROTO=dhcp\nTYPE=Ethernet\n", True, None),
        ('DEVICE="eth0"\nBOOTPROTO="none"\nIPADDR=10.0.0.5\nPREFIX=24\n', False, True),
        ("DEVICE=eth0\nBOOTPROTO=none\nONBOOT=yes\n", False, None),
        ("DEVICE=eth1\nBOOTPROTO=static\nIPADDR=10.0.0.5\n", None, None),  # not the primary adapter
        ("BOOTPROTO='dhcp'\nSTARTMODE='auto'\n", None, None),  # of which adapter?
        ("/etc/sysconfig/network-scripts/ifcfg-eth0:BOOTPROTO=static\n", False, True),
        ("/etc/sysconfig/network-scripts/ifcfg-lo:BOOTPROTO=none\n", None, None),
        ("/etc/netplan/50-cloud-init.yaml:            dhcp4: true\n", True, None),
        ("/etc/netplan/50-cloud-init.yaml:            dhcp4: true\n/etc/netplan/60.yaml:   dhcp4: no\n", None, None),
        ("auto lo\niface lo inet loopback\nauto eth0\niface eth0 inet dhcp\n", True, None),
        ("iface eth0 inet static\n    address 10.0.0.5\n", False, True),
        ("GENERAL.DEVICE:    eth0\nDHCP4.OPTION[1]:   ip_address = 10.0.0.4\n", True, None),
        ("GENERAL.DEVICE:    eth0\nDHCP4.OPTION[1]:   requested_routers = 1\n", None, None),
        ("connection.interface-name:    eth0\nipv4.method:    manual\nipv4.addresses:  10.0.0.5/24\n", False, True),
        ("connection.interface-name:    --\nipv4.method:    manual\n", None, None),
        ("[connection]\nid=a\ninterface-name=eth0\n\n[ipv4]\nmethod=auto\n\n[ipv6]\nmethod=ignore\n", True, None),
        ("[Match]\nName=eth0\n\n[Network]\nDHCP=ipv4\n", True, None),
    ],
)
def test_network_configurations(text: str, dhcp: bool | None, static: bool | None) -> None:
    found = facts(text, NETWORK)
    assert (found.get("network.dhcp_enabled"), found.get("network.guest_static_ip")) == (dhcp, static)


def test_nmcli_names_option_245() -> None:
    text = "GENERAL.DEVICE: eth0\nDHCP4.OPTION[1]: private_245 = a8:3f:81:10\nDHCP4.OPTION[2]: expiry = 1\n"
    assert facts(text, NETWORK) == {"network.dhcp_enabled": True, "network.dhcp_option_245": True}


@pytest.mark.parametrize(
    ("adapters", "dhcp", "static"),
    [
        ("eth0: {dhcp4: true}", True, None),
        ("eth0: {dhcp4: no, addresses: [10.0.0.5/24]}", False, True),
        ("eth0: {dhcp4: no, addresses: ['fe80::5/64']}", False, None),
        ("eth0: {addresses: [10.0.0.5/24]}", None, None),  # beside a file in which dhcp4 stands
        ("id0: {dhcp4: true, set-name: eth0}, eth1: {dhcp4: no}", True, None),
        ("ens1: {dhcp4: yes}", True, None),
        ("ens1: {dhcp4: yes}, ens2: {dhcp4: no}", None, None),
    ],
)
def test_netplan(adapters: str, dhcp: bool | None, static: bool | None) -> None:
    text = f"# This file is generated\nnetwork:\n  version: 2\n  ethernets: {{{adapters}}}\n"
    found = facts(text, "netplan configuration")
    assert (found.get("network.dhcp_enabled"), found.get("network.guest_static_ip")) == (dhcp, static)


def test_a_fact_file_about_the_network_is_still_one() -> None:
    assert facts("network:\n  dhcp_enabled: true\n", "fact file") == {"network.dhcp_enabled": True}


XML = '<?xml version="1.0"?>\n<Versions xmlns:xsi="x">\n  <Preferred>\n    <Version>2015-04-05</Version>\n'
XML += "  </Preferred>\n  <Supported>\n    <Version>2015-04-05</Version>\n  </Supported>\n</Versions>"


@pytest.mark.parametrize(
    ("text", "port", "reached"),
    [
        (XML, "80", True),
        ("$ curl 'http://168.63.129.16/?comp=versions'\n" + XML, "80", True),
        ("Connection to 168.63.129.16 32526 port [tcp/*] succeeded!\n", "32526", True),
        ("Ncat: Connected to 168.63.129.16:32526.\n", "32526", True),
        ("168.63.129.16:32526 open\n", "32526", True),
        ("* Connected to 168.63.129.16 (168.63.129.16) port 80 (#0)\n", "80", True),
        (
            "root@web01:~# nc -vz 168.63.129.16 32526\nnc: connect to 168.63.129.16 port 32526 (tcp) timed out\n",
            "32526",
            False,
        ),
        ("$ nc -vz 168.63.129.16 32526\nnc: connect to 168.63.129.16 port 32526 (tcp) timed out\n", "32526", None),
        (
            "a@web01:~$ sudo curl -m 5 'http://168.63.129.16/?comp=versions'\n"
            "curl: (7) Failed to connect to 168.63.129.16 port 80 after 1 ms: Connection refused\n",
            "80",
            False,
        ),
        ("bash: connect: x\nbash: line 1: /dev/tcp/168.63.129.16/32526: Connection refused\n", "32526", None),
    ],
)
def test_probes(text: str, port: str, reached: bool | None) -> None:
    (finding,) = findings(text, PROBE)
    assert finding.facts.get(f"network.port_{port}") is reached
    assert bool(finding.notes) is (reached is None)


def test_a_time_out_that_names_no_port_belongs_to_the_command() -> None:
    text = (
        "root@web01:~# curl -m 5 http://168.63.129.16/?comp=versions\ncurl: (28) Connection timed out after 5001 ms\n"
    )
    text += "root@web01:~# nc -vz 168.63.129.16 32526\nConnection to 168.63.129.16 32526 port [tcp/*] succeeded!\n"
    found: dict[str, Any] = {}
    for finding in findings(text, "terminal session"):
        found |= finding.facts
    assert (found.get("network.port_80"), found["network.port_32526"]) == (False, True)


def test_open_alone_says_nothing() -> None:
    with pytest.raises(InputError):
        read_content(of_bytes(b"open\n", "x.txt"))


# --- VMAssist

ASSIST = """\
------ vmassist.py results ------
Please see \x1b[94mhttps://aka.ms/vmassistlinux \x1b[00m for guidance on the information in the above output
OS family        : debian
Agent service    : walinuxagent.service
=> status        : \x1b[92mactive(running) \x1b[00m
=> config state  : \x1b[92menabled \x1b[00m
=> source pkg    : walinuxagent
Agent version from running /usr/sbin/waagent --version
=> Main version  : 2.2.46
=> Goal state    : \x1b[92m2.11.1.4 \x1b[00m
Wire Server
  port 80        : \x1b[92m200 \x1b[00m
  port 32526     : \x1b[91mFalse \x1b[00m
IMDS             : 200
- Findings from all checks:
--- Extensions are disabled in WAA config : False
------ END vmassist.py output ------
"""


def test_vmassist() -> None:
    kind = "report of VMAssist for Linux"
    assert facts(ASSIST, kind) == {
        "agent.service_state": "running",
        "agent.service_start_type": "automatic",
        "agent.installed": True,
        "agent.package_version": "2.2.46",
        "agent.version": "2.11.1.4",
        "network.port_80": True,
        "network.port_32526": False,
        "agent.extensions_enabled": False,
    }
    other = facts("Not running as root, logging may fail and some checks will not run\n" + ASSIST, kind)
    assert "network.port_32526" not in other
    same = facts(ASSIST.replace("2.11.1.4", "2.2.46"), kind)
    assert "agent.version" not in same
    bash = "Distro Family:   redhat\nAgent Service:   waagent.service\n- status:        inactive\npython path:  /x\n"
    bash += "- version:       3.6.8\nWIRE HTTP CODE:  Timeout\nWIRE EXTN PORT:  open\n"
    bash += "Extensions:      true (actual value)\n"
    assert facts(bash, kind) == {
        "agent.service_state": "stopped",
        "agent.python_version": "3.6.8",
        "network.port_80": False,
        "network.port_32526": True,
        "agent.extensions_enabled": True,
    }
    log = "2025-11-24T12:00:00+0000 bash: DISTRO=redhat|SERVICE=waagent.service|SRVSTAT=failed|PYVERS=3.6.8|WIRE=200|"
    log += "WIREEXTPORT=socat/nc not present - skipped|EXTN=false|AUTOUP=true|FULLFS=none\n"
    assert facts(log, kind)["agent.service_state"] == "failed"
    assert "network.port_32526" not in facts(log, kind)


# --- a session of several commands

SESSION = """\
azureuser@web01:~$ systemctl status walinuxagent
Unit walinuxagent.service could not be found.
azureuser@web01:~$ systemctl status waagent
Unit waagent.service could not be found.
azureuser@web01:~$ waagent --version
WALinuxAgent-2.2.46 running on centos 7.9
Python: 2.7.5
Goal state agent: 2.9.1.1
azureuser@web01:~$ python3 --version
Python 3.6.8
azureuser@web01:~$ cat waagent_status.json
{"aggregateStatus": {"guestAgentStatus": {"status": "Ready", "osname": "centos", "version": "2.9.1.1"}}}
azureuser@web01:~$
"""


def test_a_session_is_read_command_by_command() -> None:
    found: dict[str, Any] = {}
    for finding in findings(SESSION, "terminal session"):
        assert not set(found) & set(finding.facts) - {"vm.os_type", "agent.version", "vm.distribution", "vm.os_name"}
        found |= finding.facts
    assert found["agent.service_state"] == "missing"
    assert found["agent.python_version"] == "2.7.5"  # what the agent runs on, not what else is installed
    assert found["agent.status"] == "ready"


def test_in_a_session_the_later_output_stands() -> None:
    status = "root@web01:~# systemctl status waagent\n● waagent.service - Azure Linux Agent\n"
    status += "   Loaded: loaded (/x/waagent.service; enabled; vendor preset: enabled)\n   Active: {}\n"
    text = (
        status.format("inactive (dead)") + "root@web01:~# systemctl start waagent\n" + status.format("active (running)")
    )
    states = [
        f.facts["agent.service_state"] for f in findings(text, "terminal session") if "agent.service_state" in f.facts
    ]
    assert states == ["running"]
    places = [
        f.places["agent.service_state"] for f in findings(text, "terminal session") if "agent.service_state" in f.facts
    ]
    assert places == ["line 9"]
