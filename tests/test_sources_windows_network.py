"""The readers of a Windows guest's network and system, of its antivirus and its application control."""

from __future__ import annotations

from typing import Any

import pytest
from readings import findings, one
from readings import windows_facts as facts

IPCONFIG = """
Windows IP Configuration

   Host Name . . . . . . . . . . . . : web01
   Primary Dns Suffix  . . . . . . . : vpn.contoso.com

Ethernet adapter Ethernet:

   Connection-specific DNS Suffix  . : vpn.internal.cloudapp.net
   Description . . . . . . . . . . . : Microsoft Hyper-V Network Adapter
   Physical Address. . . . . . . . . : 00-0D-3A-12-34-56
   DHCP Enabled. . . . . . . . . . . : {dhcp}
   Autoconfiguration Enabled . . . . : Yes
   Link-local IPv6 Address . . . . . : fe80::9595:e8d9:b190:ecac%11(Preferred)
   IPv4 Address. . . . . . . . . . . : 10.0.0.4(Preferred)
   Subnet Mask . . . . . . . . . . . : 255.255.255.0
   Default Gateway . . . . . . . . . : {gateway}

Ethernet adapter vEthernet (nat):

   Description . . . . . . . . . . . : Hyper-V Virtual Ethernet Adapter
   Physical Address. . . . . . . . . : 00-15-5D-12-34-56
   DHCP Enabled. . . . . . . . . . . : No
   IPv4 Address. . . . . . . . . . . : 172.20.0.1(Preferred)
   Default Gateway . . . . . . . . . : 172.20.0.254

Tunnel adapter isatap.x:

   Media State . . . . . . . . . . . : Media disconnected
   DHCP Enabled. . . . . . . . . . . : No
"""
KIND = "answer of ipconfig"
STATIC = {"network.dhcp_enabled": False, "network.guest_static_ip": True}


def ipconfig(dhcp: str = "Yes", gateway: str = "10.0.0.1") -> str:
    return IPCONFIG.format(dhcp=dhcp, gateway=gateway)


@pytest.mark.parametrize(
    ("dhcp", "gateway", "expected"),
    [
        ("Yes", "10.0.0.1", {"network.dhcp_enabled": True}),
        ("No", "10.0.0.1", STATIC),
        ("No", "fe80::1%11\n                                       10.0.0.1", STATIC),
        ("No", "", {}),
        ("n\x86o", "10.0.0.1", {}),
    ],
)
def test_only_the_adapter_with_the_gateway_counts(dhcp: str, gateway: str, expected: dict[str, Any]) -> None:
    assert facts(ipconfig(dhcp, gateway), KIND) == expected
    assert facts(ipconfig(dhcp, gateway).replace("\n", "\r\n"), KIND) == expected
    assert one(ipconfig(dhcp, gateway), KIND).host == "web01"


def test_adapters_that_disagree_leave_it_open() -> None:
    second = ipconfig("No").partition("Ethernet adapter Ethernet:")[2].partition("Ethernet adapter vEthernet")[0]
    finding = one(ipconfig() + "\nEthernet adapter Ethernet 2:" + second, KIND)
    assert "network.dhcp_enabled" not in finding.facts
    assert "several adapters" in finding.notes[0]


GERMAN = """
Windows-IP-Konfiguration

   Hostname  . . . . . . . . . . . . : web01
   Primäres DNS-Suffix . . . . . . . :

Ethernet-Adapter Ethernet:

   Verbindungsspezifisches DNS-Suffix:
   Beschreibung. . . . . . . . . . . : Microsoft Hyper-V Network Adapter
   Physische Adresse . . . . . . . . : 00-0D-3A-12-34-56
   DHCP aktiviert. . . . . . . . . . : Nein
   IPv4-Adresse  . . . . . . . . . . : 10.0.0.4(Bevorzugt)
   Subnetzmaske  . . . . . . . . . . : 255.255.255.0
   Standardgateway . . . . . . . . . : 10.0.0.1
   DHCPv6-IAID . . . . . . . . . . . : 168427559
"""
FRENCH = """
Configuration IP de Windows

   Nom de l'hôte . . . . . . . . . . : web01

Carte Ethernet Ethernet :

   Description. . . . . . . . . . . . . . : Microsoft Hyper-V Network Adapter
   Adresse physique . . . . . . . . . . . : 00-0D-3A-12-34-56
   DHCP activé. . . . . . . . . . . . . . : Oui
   Configuration automatique activée. . . : Oui
   Adresse IPv6 de liaison locale. . . . .: fe80::142a:7980:caa9:8be4%10(préféré)
   Adresse IPv4. . . . . . . . . . . . . .: 10.0.0.4(préféré)
   Masque de sous-réseau. . . . . . . . . : 255.255.255.0
   Passerelle par défaut. . . . . . . . . : 10.0.0.1
   Serveur DHCP . . . . . . . . . . . . . : 168.63.129.16
"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850"])
def test_other_languages(encoding: str) -> None:
    assert facts(GERMAN.encode(encoding), KIND) == STATIC
    assert facts(FRENCH.encode(encoding), KIND) == {"network.dhcp_enabled": True}
    assert one(FRENCH.encode(encoding), KIND).host == "web01"


def test_a_dhcp_server_means_yes_in_any_language() -> None:
    assert facts(FRENCH.replace(": Oui\n", ": S¡\n", 1), KIND) == {"network.dhcp_enabled": True}


def test_npcap_and_ipconfig_without_all() -> None:
    text = ipconfig().replace("vEthernet (nat)", "Npcap Loopback Adapter")
    assert facts(text, KIND)["network.npcap_adapter"] is True
    described = ipconfig().replace("Hyper-V Virtual Ethernet Adapter", "Npcap Loopback Adapter")
    assert facts(described, KIND)["network.npcap_adapter"] is True
    short = "\n".join(x for x in ipconfig().split("\n") if "DHCP" not in x and "Physical" not in x)
    assert facts(short, KIND) == {}
    assert "without /all" in one(short, KIND).notes[0]


# --- cmdlets of the network

ADAPTERS = "network adapters of Windows"


def interface(alias: str, dhcp: Any, **more: Any) -> dict[str, Any]:
    return {"InterfaceAlias": alias, "Dhcp": dhcp, **more}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([interface("Ethernet", 1, AddressFamily=2), interface("Ethernet", 0, AddressFamily=23),
          interface("Loopback Pseudo-Interface 1", 0, AddressFamily=2)], True),
        ([interface("Ethernet 2", "Disabled"), interface("vEthernet (nat)", "Enabled")], False),
        ([interface("Ethernet", 0, ConnectionState=0), interface("Ethernet 2", 1, ConnectionState=1)], True),
        ([interface("Ethernet", "Enabled"), interface("Ethernet 2", "Disabled")], None),
        ([interface("Contoso VPN", "Disabled")], None),
    ],
)  # fmt: skip
def test_net_ip_interface(rows: list[Any], expected: bool | None) -> None:
    assert facts(rows, ADAPTERS).get("network.dhcp_enabled") is expected


def test_net_ip_interface_as_table() -> None:
    text = """
ifIndex InterfaceAlias                  AddressFamily NlMtu(Bytes) InterfaceMetric Dhcp     ConnectionState PolicyStore
------- --------------                  ------------- ------------ --------------- ----     --------------- -----------
5       Ethernet                        IPv6                  1500              10 Enabled  Connected       ActiveStore
1       Loopback Pseudo-Interface 1     IPv6            4294967295              75 Disabled Connected       ActiveStore
5       Ethernet                        IPv4                  1500              10 Disabled Connected       ActiveStore
1       Loopback Pseudo-Interface 1     IPv4            4294967295              75 Disabled Connected       ActiveStore
"""
    assert facts(text, ADAPTERS) == {"network.dhcp_enabled": False}


def address(ip: str | None, origin: Any, alias: str = "Ethernet") -> dict[str, Any]:
    row = {"InterfaceAlias": alias, "PrefixOrigin": origin}
    return row if ip is None else {**row, "IPAddress": ip}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([address("10.0.0.4", 3), address("127.0.0.1", 2, "Loopback Pseudo-Interface 1")],
         {"network.dhcp_enabled": True, "network.guest_static_ip": False}),
        ([address("10.0.0.4", "Manual"), address("fe80::1", "WellKnown")], {"network.guest_static_ip": True}),
        ([address("10.0.0.4", 3), address("10.0.0.5", 1)], {"network.dhcp_enabled": True}),
        ([address("172.20.0.1", "Manual", "vEthernet (nat)")], {}),
        ([address("169.254.3.4", "Manual")], {}),
        ([address(None, "Dhcp")], {"network.dhcp_enabled": True, "network.guest_static_ip": False}),
    ],
)  # fmt: skip
def test_net_ip_address(rows: list[Any], expected: dict[str, Any]) -> None:
    assert facts(rows, ADAPTERS) == expected


@pytest.mark.parametrize(
    ("rows", "npcap"),
    [
        ([("Npcap Loopback Adapter", "Up")], True),
        ([("Npcap Loopback Adapter", "Disabled"), ("Microsoft Hyper-V Network Adapter", "Up")], False),
        ([("Microsoft Hyper-V Network Adapter", "Up")], None),  # only physical ones may be listed
    ],
)
def test_net_adapter(rows: list[tuple[str, str]], npcap: bool | None) -> None:
    data = [{"Name": f"Ethernet {n}", "InterfaceDescription": d, "Status": s} for n, (d, s) in enumerate(rows)]
    assert facts(data, ADAPTERS).get("network.npcap_adapter") is npcap


def test_win32_configuration() -> None:
    rows = [
        {"DHCPEnabled": False, "IPAddress": ["10.0.0.4"], "DefaultIPGateway": ["10.0.0.1"],
         "Description": "Microsoft Hyper-V Network Adapter", "PSComputerName": "web01"},
        {"DHCPEnabled": True, "IPAddress": ["172.20.0.1"], "DefaultIPGateway": None, "Description": "other"},
    ]  # fmt: skip
    assert facts(rows, ADAPTERS) == STATIC
    assert one(rows, ADAPTERS).host == "web01"
    text = "DHCPEnabled      : True\nIPAddress        : {10.0.0.4, fe80::1}\nDefaultIPGateway : {10.0.0.1}\n"
    assert facts(text, ADAPTERS) == {"network.dhcp_enabled": True}


# --- system

SYSTEMINFO = """
Host Name:                 WEB01
OS Name:                   Microsoft Windows Server 2022 Datacenter
OS Version:                10.0.20348 N/A Build 20348
BIOS Version:              Microsoft Corporation Hyper-V UEFI Release v4.1, 1/1/2024
Hotfix(s):                 1 Hotfix(s) Installed.
                           [01]: KB5000001
Network Card(s):           2 NIC(s) Installed.
                           [01]: Microsoft Hyper-V Network Adapter
                                 Connection Name: Ethernet
                                 DHCP Enabled:    {dhcp}
                                 IP address(es)
                                 [01]: 10.0.0.4
                                 [02]: fe80::1
                           [02]: Hyper-V Virtual Ethernet Adapter
                                 Connection Name: vEthernet (nat)
                                 DHCP Enabled:    No
                                 IP address(es)
                                 [01]: 172.20.0.1
Hyper-V Requirements:      A hypervisor has been detected.
"""
SYSTEM = {"vm.os_name": "Microsoft Windows Server 2022 Datacenter", "vm.os_version": "10.0.20348"}


def test_systeminfo() -> None:
    kind = "answer of systeminfo"
    assert facts(SYSTEMINFO.format(dhcp="Yes"), kind) == {**SYSTEM, "network.dhcp_enabled": True}
    assert facts(SYSTEMINFO.format(dhcp="No"), kind) == {**SYSTEM, **STATIC}
    assert facts(SYSTEMINFO.format(dhcp="?"), kind) == SYSTEM
    assert one(SYSTEMINFO, kind).host == "WEB01"
    german = SYSTEMINFO.replace("Host Name:", "Hostname: ").replace("OS Name:", "Betriebssystemname:")
    german = german.replace("OS Version:", "Betriebssystemversion:").replace("N/A", "Nicht zutreffend")
    german = german.replace("DHCP Enabled", "DHCP aktiviert").format(dhcp="Nein")
    assert facts(german, kind) == {**SYSTEM, **STATIC}


def test_system_as_objects() -> None:
    row = {"CSName": "WEB01", "Caption": "Microsoft Windows Server 2022 Datacenter", "Version": "10.0.20348"}
    assert facts(row, "Windows system") == SYSTEM
    assert one(row, "Windows system").host == "WEB01"
    text = "OsName : Microsoft Windows Server 2022 Datacenter\nOsVersion : 10.0.20348\nCsName : WEB01\n"
    assert facts(text, "Windows system") == SYSTEM


# --- proxy and ports


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n", False),
        ("\nAktuelle WinHTTP-Proxyeinstellungen:\n\n    Direktzugriff (kein Proxyserver).\n", False),
        ("\nCurrent WinHTTP proxy settings:\n\n    Proxy Server(s) :  proxy:8080\n    Bypass List : (none)\n", True),
        ("\nParamètres de proxy WinHTTP actuels :\n\n    Serveur(s) proxy :  http=a.b:80;https=a.b:80\n", True),
    ],
)
def test_netsh_winhttp(text: str, proxy: bool) -> None:
    assert facts(text, "proxy of WinHTTP") == {"network.proxy": proxy}


@pytest.mark.parametrize(("address", "proxy"), [("proxy:8080", True), ("None", False), ("", None)])
def test_proxy_setting(address: str, proxy: bool | None) -> None:
    assert facts({"ProxyAddress": address, "ByPassList": ""}, "proxy of WinHTTP").get("network.proxy") is proxy


TEST = """
WARNING: TCP connect to (168.63.129.16 : 32526) failed

ComputerName     : 168.63.129.16
RemoteAddress    : 168.63.129.16
RemotePort       : {port}
InterfaceAlias   : Ethernet
TcpTestSucceeded : {answer}

"""


@pytest.mark.parametrize(
    ("port", "answer", "expected"),
    [
        (80, "True", {"network.port_80": True, "network.port_32526": False}),
        (32526, "False", {"network.port_32526": False}),
        (32526, "True", {"network.port_32526": True}),
        (443, "False", {"network.port_443": False, "network.port_32526": False}),
        (22, "False", {"network.port_32526": False}),
    ],
)
def test_test_net_connection(port: int, answer: str, expected: dict[str, bool]) -> None:
    assert facts(TEST.format(port=port, answer=answer), "Test-NetConnection") == expected


def test_ports_as_json_and_twice() -> None:
    row = {"ComputerName": "168.63.129.16", "RemotePort": 80, "TcpTestSucceeded": False,
           "RemoteAddress": {"IPAddressToString": "168.63.129.16"}}  # fmt: skip
    assert facts([row], "Test-NetConnection") == {"network.port_80": False}
    assert facts([row, {**row, "TcpTestSucceeded": True}], "Test-NetConnection") == {}
    assert facts("WARNUNG: TCP connect to (168.63.129.16 : 80) failed\nFalse\n", "Test-NetConnection") == {
        "network.port_80": False
    }


def test_the_warning_does_not_settle_what_two_tests_differ_on() -> None:
    finding = one(
        TEST.format(port=32526, answer="False") + TEST.format(port=32526, answer="True"), "Test-NetConnection"
    )
    assert "network.port_32526" not in finding.facts
    assert "different answers" in finding.notes[0]


@pytest.mark.parametrize(
    ("name", "address", "answer", "expected"),
    [
        ("contoso.blob.core.windows.net", "20.60.1.1", False, False),
        ("contoso.blob.core.windows.net", "20.60.1.1", True, True),
        ("contoso.blob.core.windows.net", "", False, None),  # the name is not known: mistyped?
        ("contoso.blob.core.windows.net", "10.0.0.9", False, None),  # a private endpoint of that account
        ("www.contoso.com", "20.60.1.1", False, None),
    ],
)
def test_storage(name: str, address: str, answer: bool, expected: bool | None) -> None:
    row = {"ComputerName": name, "RemoteAddress": address, "RemotePort": 443, "TcpTestSucceeded": answer}
    assert facts(row, "Test-NetConnection").get("network.storage_reachable") is expected


# --- antivirus, application control

PLUGIN = "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"
LOGS = "C:\\WindowsAzure\\Logs\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"


@pytest.mark.parametrize(
    ("paths", "off", "excluded"),
    [
        ([PLUGIN, LOGS], False, True),
        ([PLUGIN.lower() + "\\", "%SystemDrive%\\WindowsAzure"], False, True),
        (["c:\\packages", "C:\\WINDOWSAZURE\\Logs\\"], False, True),
        ([PLUGIN], False, None),
        (["C:\\Pack", "C:\\WindowsAzure"], False, None),
        ([PLUGIN + "\\*", LOGS], False, None),
        (["N/A: Must be an administrator to view exclusions"], False, None),
        (None, False, None),
        ([PLUGIN, LOGS], True, None),
    ],
)
def test_exclusions(paths: list[str] | None, off: bool, excluded: bool | None) -> None:
    kind = "Microsoft Defender Antivirus"
    row = {"ExclusionPath": paths, "ExclusionProcess": None, "DisableRealtimeMonitoring": off}
    assert facts(row, kind).get("windows.antivirus_excludes_backup") is excluded
    listed = f"ExclusionPath    : {{{', '.join(paths or [])}}}\nExclusionProcess :\nDisableRealtimeMonitoring : {off}\n"
    assert facts(listed, kind).get("windows.antivirus_excludes_backup") is excluded


def test_a_list_that_is_cut_off_proves_no_exclusion() -> None:
    text = "ExclusionPath    : {C:\\Packages, C:\\WindowsA...\nExclusionProcess :\n"
    assert facts(text, "Microsoft Defender Antivirus") == {}


@pytest.mark.parametrize(("mode", "at_work"), [("Normal", True), ("Passive Mode", False), ("Not running", False)])
def test_defender_at_work(mode: str, at_work: bool) -> None:
    got = facts({"AMRunningMode": mode, "AntivirusEnabled": True}, "Microsoft Defender Antivirus")
    assert ("windows.antivirus" in got) is at_work


@pytest.mark.parametrize(
    ("collections", "control"),
    [
        ('<RuleCollection Type="Exe" EnforcementMode="Enabled"><FilePathRule Id="1" /></RuleCollection>', "applocker"),
        ('<RuleCollection Type="Exe" EnforcementMode="NotConfigured"><FileHashRule /></RuleCollection>', "applocker"),
        ('<RuleCollection Type="Exe" EnforcementMode="AuditOnly"><FilePathRule Id="1" /></RuleCollection>', None),
        ('<RuleCollection Type="Exe" EnforcementMode="Enabled" />', None),
        ('<RuleCollection Type="Msi" EnforcementMode="Enabled"><FilePathRule Id="1" /></RuleCollection>', None),
        ("", None),
    ],
)
def test_applocker(collections: str, control: str | None) -> None:
    got = facts(f'<AppLockerPolicy Version="1">{collections}</AppLockerPolicy>', "policy of AppLocker")
    assert got.get("windows.app_control") == control


def test_finding_is_about_one_unnamed_vm() -> None:
    assert [f.vm for f in findings(ipconfig(), KIND)] == [None]
