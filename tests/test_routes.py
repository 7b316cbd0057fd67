"""Which way a guest's routes send what goes to 168.63.129.16, as each tool of each system prints them."""

from __future__ import annotations

import time

import pytest
from backupdx import diagnose, load_bytes, load_text
from test_pasted import zipped

ROUTES: dict[str, tuple[str, bool | None]] = {
    "as Azure's DHCP gives them": (
        "default via 10.0.0.1 dev eth0 proto dhcp src 10.0.0.4 metric 100\n"
        "10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.4 metric 100\n"
        "168.63.129.16 via 10.0.0.1 dev eth0 proto dhcp src 10.0.0.4 metric 100\n"
        "169.254.169.254 via 10.0.0.1 dev eth0 proto dhcp src 10.0.0.4 metric 100\n",
        False,
    ),
    "over a second adapter": (
        "$ ip route\n"
        "default via 10.0.0.1 dev eth0 proto dhcp metric 100\n"
        "168.63.129.16 via 10.1.0.1 dev eth1 proto dhcp metric 50\n"
        "168.63.129.16 via 10.0.0.1 dev eth0 proto dhcp metric 100\n",
        True,
    ),
    "over both, the first is preferred": (
        "default via 10.0.0.1 dev eth0 proto dhcp metric 100\n"
        "168.63.129.16 via 10.1.0.1 dev eth1 proto dhcp metric 200\n"
        "168.63.129.16 via 10.0.0.1 dev eth0 proto dhcp metric 100\n",
        False,
    ),
    "over another gateway": (
        "default via 10.0.0.1 dev eth0\n168.63.129.16 via 10.0.0.254 dev eth0\n",
        True,
    ),
    "to nowhere": (
        "default via 10.0.0.1 dev eth0\nblackhole 168.63.129.16\n",
        True,
    ),
    "into a tunnel that takes both halves": (
        "0.0.0.0/1 via 10.8.0.1 dev tun0\n"
        "default via 10.0.0.1 dev eth0 proto static\n"
        "128.0.0.0/1 via 10.8.0.1 dev tun0\n",
        True,
    ),
    "past such a tunnel": (
        "0.0.0.0/1 via 10.8.0.1 dev tun0\n"
        "default via 10.0.0.1 dev eth0 proto static\n"
        "128.0.0.0/1 via 10.8.0.1 dev tun0\n"
        "168.63.129.16 via 10.0.0.1 dev eth0\n",
        False,
    ),
    "past a tunnel that takes all": (
        "default via 10.8.0.1 dev tun0 metric 1\n"
        "default via 10.0.0.1 dev eth0 metric 100\n"
        "168.63.129.16 via 10.0.0.1 dev eth0 metric 100\n",
        False,
    ),
    "no route of its own": (
        "default via 10.0.0.1 dev eth0 metric 100\n10.0.0.0/24 dev eth0 scope link\n",
        None,
    ),
    "over the second of two adapters with a gateway": (
        "default via 10.0.0.1 dev eth0 metric 100\n"
        "default via 10.1.0.1 dev eth1 metric 101\n"
        "168.63.129.16 via 10.1.0.1 dev eth1 metric 101\n",
        None,
    ),
    "route -n": (
        "Kernel IP routing table\n"
        "Destination     Gateway         Genmask         Flags Metric Ref    Use Iface\n"
        "0.0.0.0         10.0.0.1        0.0.0.0         UG    100    0        0 eth0\n"
        "10.0.0.0        0.0.0.0         255.255.255.0   U     100    0        0 eth0\n"
        "168.63.129.16   10.1.0.1        255.255.255.255 UGH   100    0        0 eth1\n",
        True,
    ),
    "route -n, rejected": (
        "Kernel IP routing table\n"
        "Destination     Gateway         Genmask         Flags Metric Ref    Use Iface\n"
        "0.0.0.0         10.0.0.1        0.0.0.0         UG    100    0        0 eth0\n"
        "168.63.129.16   -               255.255.255.255 !H    0      -        0 -\n",
        True,
    ),
    "netstat -rn of FreeBSD, over the second adapter": (
        "Routing tables\n"
        "\n"
        "Internet:\n"
        "Destination        Gateway            Flags     Netif Expire\n"
        "default            10.0.0.1           UGS         hn0\n"
        "10.0.0.0/24        link#5             U           hn0\n"
        "10.0.0.4           link#5             UHS         lo0\n"
        "168.63.129.16      10.0.1.1           UGHS        hn1\n"
        "\n"
        "Internet6:\n"
        "Destination                       Gateway                       Flags     Netif Expire\n"
        "::1                               link#3                        UHS         lo0\n",
        True,
    ),
    "netstat -rn of FreeBSD, as it should be": (
        "root@fw:~ # netstat -rn4\n"
        "Routing tables\n"
        "\n"
        "Internet:\n"
        "Destination        Gateway            Flags     Netif Expire\n"
        "0.0.0.0            10.0.0.1           UGS         hn0\n"
        "10.0.0.0/24        link#5             U           hn0\n"
        "168.63.129.16      10.0.0.1           UGHS        hn0\n",
        False,
    ),
    "netstat -rn of FreeBSD 9": (
        "Internet:\n"
        "Destination        Gateway            Flags    Refs      Use  Netif Expire\n"
        "default            10.0.0.1           UGS         0    49378    hn0\n"
        "10.0.1.7           00:0d:3a:12:34:56  UHL         0        3    hn1   1198\n"
        "168.63.129.16      10.0.1.1           UGHS        0     1234    hn1\n",
        True,
    ),
    "netstat -rn of OpenBSD, rejected": (
        "Internet:\n"
        "Destination        Gateway            Flags   Refs      Use   Mtu  Prio Iface\n"
        "default            10.0.0.1           UGS        5     1234     -     8 hvn0\n"
        "168.63.129.16      127.0.0.1          UGHRS      0        7 32768     8 lo0\n",
        True,
    ),
    "netstat -rn of FreeBSD, no route of its own": (
        "Internet:\n"
        "Destination        Gateway            Flags     Netif Expire\n"
        "default            10.0.0.1           UGS         hn0\n"
        "127.0.0.1          link#3             UH          lo0\n",
        None,
    ),
    "route print": (
        "===========================================================================\n"
        "Interface List\n"
        " 12...00 0d 3a 12 34 56 ......Microsoft Hyper-V Network Adapter\n"
        "===========================================================================\n"
        "\n"
        "IPv4 Route Table\n"
        "===========================================================================\n"
        "Active Routes:\n"
        "Network Destination        Netmask          Gateway       Interface  Metric\n"
        "          0.0.0.0          0.0.0.0         10.0.0.1         10.0.0.4     10\n"
        "        127.0.0.0        255.0.0.0         On-link         127.0.0.1    331\n"
        "    168.63.129.16  255.255.255.255         10.1.0.1         10.1.0.4     11\n"
        "===========================================================================\n"
        "Persistent Routes:\n"
        "  None\n",
        True,
    ),
    "route print in German, as it should be": (
        "===========================================================================\n"
        "Aktive Routen:\n"
        "     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik\n"
        "          0.0.0.0          0.0.0.0         10.0.0.1         10.0.0.4     10\n"
        "        127.0.0.0        255.0.0.0   Auf Verbindung         127.0.0.1    331\n"
        "    168.63.129.16  255.255.255.255         10.0.0.1         10.0.0.4     11\n",
        False,
    ),
    "Get-NetRoute": (
        "ifIndex DestinationPrefix        NextHop      RouteMetric ifMetric PolicyStore\n"
        "------- -----------------        -------      ----------- -------- -----------\n"
        "12      168.63.129.16/32         10.1.0.1     1           15       ActiveStore\n"
        "5       0.0.0.0/0                10.0.0.1     0           15       ActiveStore\n",
        True,
    ),
    "Get-NetRoute as a list": (
        "ifIndex           : 12\n"
        "DestinationPrefix : 168.63.129.16/32\n"
        "NextHop           : 10.1.0.1\n"
        "RouteMetric       : 1\n"
        "\n"
        "ifIndex           : 5\n"
        "DestinationPrefix : 0.0.0.0/0\n"
        "NextHop           : 10.0.0.1\n"
        "RouteMetric       : 1\n",
        True,
    ),
    "Get-NetRoute as JSON": (
        '[{"ifIndex":12,"DestinationPrefix":"168.63.129.16/32","NextHop":"10.1.0.1","RouteMetric":1,"InterfaceMetric":15},{"ifIndex":5,"DestinationPrefix":"0.0.0.0/0","NextHop":"10.0.0.1","RouteMetric":0,"InterfaceMetric":15}]',
        True,
    ),
    "in a session": (
        "[root@web ~]# hostname\n"
        "web\n"
        "[root@web ~]# ip -4 route\n"
        "default via 10.0.0.1 dev eth0\n"
        "168.63.129.16 via 10.1.0.1 dev eth1\n"
        "[root@web ~]# df -h /\n"
        "Filesystem Size Used Avail Use% Mounted on\n"
        "/dev/sda1 30G 29G 1G 97% /\n",
        True,
    ),
    "in a mail": (
        "Hi,\n"
        "backup fails since Monday, the routes are:\n"
        "\n"
        "default via 10.0.0.1 dev eth0\n"
        "168.63.129.16 via 10.1.0.1 dev eth1\n"
        "\n"
        "any idea?\n",
        True,
    ),
}


@pytest.mark.parametrize("form", ROUTES)
def test_which_way_the_host_is_reached(form: str) -> None:
    text, odd = ROUTES[form]
    for case in (load_text(text), load_bytes({"r.txt": text.encode("utf-16")}), load_bytes({"r.zip": zipped(text)})):
        assert case.network.host_route_odd is odd
        assert any("what the guest sends to 168.63.129.16 goes" in note for note in case.notes) is bool(odd)
        assert case.vm.os_type == ("windows" if "oute print" in form or "NetRoute" in form else "linux")


def test_it_makes_a_blocked_way_likely_and_confirms_nothing() -> None:
    case = load_text(ROUTES["over a second adapter"][0]).with_facts({"error.code": "GuestAgentSnapshotTaskStatusError"})
    first = diagnose(case).explanations[0]
    assert (first.cause, first.verdict) == ("wireserver-blocked", "likely")


@pytest.mark.parametrize(
    "text",
    [
        "168.63.129.16 via 10.0.0.1 dev eth0 src 10.0.0.4 uid 0\n    cache\n",
        "the default via 10.0.0.1 dev eth0 was removed\n",
        "Destination        Gateway            Flags           Netif Expire\n"  # a Mac, on which somebody works
        "default            192.168.1.1        UGScg             en0\n"
        "168.63.129.16      10.8.0.1           UGHSc           utun3\n",
        "Tracing route to 168.63.129.16 over a maximum of 30 hops\n  1  <1 ms  <1 ms  10.1.0.1\n",
    ],
)
def test_other_texts_tell_no_routes(text: str) -> None:
    case = load_text(text)
    assert (case.network.host_route_odd, case.vm.os_type) == (None, None)


@pytest.mark.parametrize("part", ["default via 10.0.0.1 dev eth0", " 1.1.1.1", "default via ", "          0.0.0.0 "])
def test_long_lines_take_no_time(part: str) -> None:
    start = time.process_time()
    load_text("default via 10.0.0.1 dev eth0\n" + part * (40_000 // len(part)) + "\n")
    assert time.process_time() - start < 1
