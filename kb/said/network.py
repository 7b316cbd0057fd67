"""How people put the causes of kb/causes/network/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "storage-unreachable": "cannot reach storage; storage account selected networks; blob.core.windows.net; "
    "blob.storage.azure.net; outbound blocked; 443 blocked; nsg blocks outbound; no network connectivity; "
    "upload timed out; storage service tag; private endpoint storage; RestrictedNetwork; outbound internet closed; "
    "just in time; upload to blob fails; storage firewall; storage account firewall; allow access from all networks; "
    "trusted microsoft services storage; whitelist storage; FailedRetryableSnapshotFailedNoNetwork; "
    "SnapshotFailedRestrictedNetwork; DenyAllOutbound; outbound internet rule; outgoing blocked; "
    "internet egress closed; no internet; default outbound access retired; nat gateway missing; port 443 outbound; "
    "https outbound 443; Test-NetConnection 443; TcpTestSucceeded False blob; blob endpoints; storage endpoints; "
    "azure firewall fqdn; fqdn filtering; application rule; AllowStorage; Storage service tag rule; service endpoint; "
    "wildcard whitelist blob; extension zip cannot be downloaded; package download failed; "
    "failed to download from all URIs; GetBlobProperties; blob dns; privatelink.blob.core.windows.net; "
    "name resolution blob; isolated subnet; air-gapped subnet",
    "wireserver-blocked": "168.63.129.16; wireserver; wire server; host ip blocked; port 80 32526; forced tunneling; "
    "no route to host; route table; iptables drop; goalstate unreachable; firewall blocks azure host; nva; "
    "second nic; 169.254.169.254; agent cannot reach fabric; connection to host address; magic ip; magic address; "
    "fabric address; fabric controller; 32526; hostgaplugin; HostGAPlugin; comp=versions; comp=goalstate; "
    "failed to fetch goal state; fetching the goal state failed; ProtocolNotFoundError; Protocol endpoint not found; "
    "WireServer is not responding; Errno 113; Errno 101; Errno 110; connection timed out wireserver; 0.0.0.0/0 route; "
    "udr; bgp default route; expressroute default route; virtual appliance; palo alto; fortigate route; "
    "azure firewall route; zscaler; firewalld; ufw; nftables; nft; iptables -P OUTPUT DROP; OUTPUT chain; "
    "ufw default deny; windows firewall outbound; guardicore; illumio; microsegmentation; HTTP_PROXY; http_proxy; "
    "https_proxy; no_proxy; HttpProxy.Host; proxy in waagent.conf; policy routing; two nics; secondary interface; "
    "rp_filter; No route exists to 168.63.129.16; imds",
    "npcap-adapter": "npcap; wireshark; loopback adapter; nmap; packet capture installed; Npcap Loopback Adapter; "
    "winpcap; winpcap mode; sniffer; packet sniffer; network sniffer; protocol analyzer; pentest tools; "
    "vulnerability scanner nessus; KM-TEST; km-test loopback; ms loopback; capture driver; Disable-NetAdapter npcap; "
    "fake adapter; virtual loopback; tcpdump windows",
    "multi-ip-primary": "secondary ip addresses; several ip configurations; source address wrong; primary ip; "
    "additional ips on nic; skipassource; SkipAsSource; many ip addresses one nic; multiple ip addresses; 8 ips; "
    "several ips on one adapter; many addresses on one adapter; ipconfig2; ipconfigurations; ipconfigs; "
    "second ip added; added secondary ip; lowest address; wrong source ip; source ip selection; Set-NetIPAddress; "
    "Get-NetIPAddress; netsh skipassource; ip per website; numerically lowest; primary address mismatch",
    "dhcp-disabled": "static ip in guest; static addresses inside windows; fixed ip in windows; dhcp off; "
    "dhcp client disabled; dhclient missing; ip configured inside; netplan static; no dhcp; dhcp service stopped; "
    "ifcfg static; DHCP Enabled No; ipconfig DHCP Enabled; ncpa.cpl; address typed in; manual ip; hard-coded ip; "
    "hardcoded address; BOOTPROTO=none; BOOTPROTO=static; BOOTPROTO; IPADDR; ifcfg-eth0; nmcli ipv4.method manual; "
    "ipv4.method; dhcp4 false; dhcp4: no; /etc/network/interfaces static; wicked static; dhcp client service; "
    "Dhcp service disabled; dhcpcd; DhcpError; Failed to send DHCP request; failed to receive dhcp response; "
    "after p2v static ip; EnableDHCP",
    "dhcp-option-245": "option 245; dhcp option; own dhcp server; dhcp relay; azure dhcp answer; unknown-245; "
    "option-245; unknown_245; infoblox; isc dhcp; kea; dnsmasq; rogue dhcp; dhcp server in vnet; windows dhcp role; "
    "lease file; dhclient.leases; lease without endpoint; a8:3f:81:10; a83f8110; dhcp snooping; dhcp filtered; "
    "udp 67 68 blocked; port 67; port 68; bootp; Protocol.EndpointDiscovery; lxd dhcp; virtualbox dhcp; "
    "hyper-v nested dhcp; pihole",
    "proxy-delay": "proxy of system account; bitsadmin proxy; localsystem proxy; wpad; delay in network calls; "
    "winhttp proxy; internet explorer proxy system; proxy; new proxy; proxy settings; DelayInNetwork; getieproxy; "
    "setieproxy; NO_PROXY; pac file; pac url; proxy.pac; autodetect; autodetection; auto-detect proxy; "
    "automatically detect settings; proxy of localsystem; system account proxy; S-1-5-18 internet settings; "
    "DefaultConnectionSettings; netsh winhttp; proxy script; proxy timeout; bluecoat; squid; proxy bypass list; "
    "proxy gpo",
    "strong-crypto": "SchUseStrongCrypto; tls 1.2; tls 1.0 disabled; secure channel; schannel; no secure network; "
    "could not create ssl/tls; SystemDefaultTlsVersions; NoSecureNetwork; tls 1.1; tls12; iis crypto; nartac; "
    "cipher suites; cipher suite order; old protocols disabled; ssl 3.0; tls 1.0 retirement; strong cryptography; "
    "SSL/TLS secure channel; schannel 36871; schannel 36874; schannel 36887; SCHANNEL\\Protocols; SecurityProtocol; "
    "WinHTTP DefaultSecureProtocols; weak ciphers; tls handshake; strong ciphers; Wow6432Node .NETFramework; "
    "2008 r2 tls; curves; ecdhe",
}
