"""The readers of a Linux guest's network: leases, configurations, probes."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import read_content
from readings import findings
from readings import linux_facts as facts

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
        ("# This is private data. Do not parse.\nADDRESS=10.1\nSERVER_ADDRESS=168.63.129.16\nCLIENTID=ff\n", False),
        ("# This is private data. Do not parse.\nADDRESS=10.0.1.4\nSERVER_ADDRESS=168.63.129.16\n", None),  # cut off
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
        ("[connection]\ninterface-name=eth0\n\n[ipv4]\naddress1=10.0.0.5/24\nmethod=manual\n", False, True),
        ("[Match]\nName=eth0\n\n[Network]\nDHCP=no\nAddress=10.0.0.5/24\n", False, True),
    ],
)
def test_network_configurations(text: str, dhcp: bool | None, static: bool | None) -> None:
    found = facts(text, NETWORK)
    assert (found.get("network.dhcp_enabled"), found.get("network.guest_static_ip")) == (dhcp, static)


@pytest.mark.parametrize(
    ("text", "dhcp", "static"),
    [
        ("BOOTPROTO=dhcp\nDEVICE=eth0\nBOOTPROTO=none\nDEVICE=eth1\nIPADDR=10.1.0.5\n", True, None),
        ("DEVICE=eth0\nBOOTPROTO=dhcp\nDEVICE=eth0\nBOOTPROTO=none\n", None, None),
        ("[Match]\nName=eth1\n[Network]\nDHCP=yes\n[Match]\nName=eth0\n[Network]\nAddress=10.0.0.5/24\n", None, None),
        ("[Match]\nName=eth0\n[Network]\nDHCP=yes\n[Match]\nName=eth1\n[Network]\nAddress=10.1.0.5/24\n", True, None),
        ("connection.interface-name: eth0\nipv4.method: auto\nconnection.interface-name: --\nipv4.method: manual\n",
         True, None),
    ],
)  # fmt: skip
def test_files_one_after_another_are_of_one_adapter_each(text: str, dhcp: bool | None, static: bool | None) -> None:
    found = facts(text, NETWORK)
    assert (found.get("network.dhcp_enabled"), found.get("network.guest_static_ip")) == (dhcp, static)


def test_lines_of_grep_that_tell_nothing_of_addresses_are_said_to_do_so() -> None:
    (finding,) = findings("/etc/netplan/50-cloud-init.yaml:    ethernets:\n", NETWORK)
    assert finding.facts == {"vm.os_type": "linux"}
    assert "cannot be seen here" in finding.notes[0]


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
