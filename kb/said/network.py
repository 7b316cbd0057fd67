"""How people put the causes of kb/causes/network/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "storage-unreachable": "cannot reach storage; storage account selected networks; blob.core.windows.net; "
    "blob.storage.azure.net; outbound blocked; 443 blocked; nsg blocks outbound; no network connectivity; "
    "upload timed out; storage service tag; private endpoint storage; RestrictedNetwork; "
    "outbound internet closed; just in time; upload to blob fails; storage firewall; storage account firewall; "
    "allow access from all networks; trusted microsoft services storage; whitelist storage",
    "wireserver-blocked": "168.63.129.16; wireserver; wire server; host ip blocked; port 80 32526; forced tunneling; "
    "no route to host; route table; iptables drop; goalstate unreachable; firewall blocks azure host; nva; "
    "second nic; 169.254.169.254; agent cannot reach fabric; connection to host address",
    "npcap-adapter": "npcap; wireshark; loopback adapter; nmap; packet capture installed",
    "multi-ip-primary": "secondary ip addresses; several ip configurations; source address wrong; primary ip; "
    "additional ips on nic; skipassource",
    "dhcp-disabled": "static ip in guest; static addresses inside windows; fixed ip in windows; dhcp off; "
    "dhcp client disabled; dhclient missing; "
    "ip configured inside; netplan static; no dhcp; dhcp service stopped; ifcfg static",
    "dhcp-option-245": "option 245; dhcp option; own dhcp server; dhcp relay; azure dhcp answer",
    "proxy-delay": "proxy of system account; bitsadmin proxy; localsystem proxy; wpad; delay in network calls; "
    "winhttp proxy; internet explorer proxy system",
    "strong-crypto": "SchUseStrongCrypto; tls 1.2; tls 1.0 disabled; secure channel; schannel; no secure network; "
    "could not create ssl/tls",
}
