"""DHCP answers without option 245, the address of the host."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "DHCP does not tell the guest its host's address (option 245)",
    "Azure's DHCP server names the host in option 245. Where the answer lacks it, because something else answers or "
    "filters it, the guest does not find its host and no extension can be downloaded or run.",
    family="snapshot-status-unavailable",
    step=3,
    sources=(
        NO_SNAPSHOT_STATUS,
        WINDOWS_AGENT.section("The Npcap loopback adapter is installed"),
        WALINUXAGENT.section("Protocol.EndpointDiscovery"),
    ),
    codes=("agent",),
    needs_agent=True,
    rules=(
        # The Linux extension uses a fixed address since 2018, and so does an agent that finds a route to the host: only
        # one that asks by DHCP, and gets no answer, stays silent for it.
        confirms(
            *(network.dhcp_option_245 == False, network.dhcp_enabled == True, derived.wireserver_blocked == False),
            *(signs.no_dhcp_answer == True, AGENT_SILENT),
            because="the lease had no address of the host, the agent asked for it in vain, and Azure heard nothing",
            rival="wireserver-blocked: both ports of the host answer",
        ),
        suggests(network.dhcp_option_245 == False, network.dhcp_enabled == True, AGENT_SILENT),
        suggests(signs.no_dhcp_answer == True, network.dhcp_enabled == True),
        *(hints(network.dhcp_option_245 == False), suggests(signs.host_looked_for_elsewhere == True)),
        rules_out(network.dhcp_option_245 == True),
        rules_out(AGENT_ANSWERS),
    ),
    leads_to=("agent-not-reporting", "vmsnapshot-failed", "extension-failed"),
    today="The document names only DHCP and a shutdown in RDP for a VM without network; network checks count too.",
    remedy=(
        look(
            "See who answers DHCP (in Azure that is 168.63.129.16), and with which options.",
            DHCP_LEASE,
            ps("ipconfig /all", when=WINDOWS),
            rights=ADMIN_OR_ROOT,
            caution="Lease files keep expired leases too: the last valid one counts.",
        ),
        look(
            "Take away what answers instead of Azure, or filters it: a DHCP server of your own in the network, a guest "
            "firewall that blocks UDP 67 and 68, a capture adapter (see npcap-adapter).",
            ps("Get-NetAdapter", when=WINDOWS),
            bash("sudo iptables -S; sudo nft list ruleset", when=LINUX),
            rights=ADMIN_OR_ROOT,
        ),
        restart(
            "Restart the VM, so that it gets a new lease.",
            RESTART,
            caution="Release no lease over RDP or SSH: it cuts your connection.",
        ),
        STATIC_ENDPOINT,
    ),
    verify=verify("The lease carries option 245, and Azure shows the agent as Ready.", DHCP_LEASE, AGENT_STATUSES),
)
