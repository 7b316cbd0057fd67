"""DHCP answers without option 245, the address of the host."""

from ....engine.knowledge import Cause, Command, Remedy, Step
from ...facts import error, network
from ...rules import explains
from ...sources import LINUX_EXTENSION, SEED, WALINUXAGENT, WINDOWS_AGENT
from ...steps.azure import AGENT_STATUSES
from ...steps.guest import ADMIN_OR_ROOT, LINUX, RESTART, WINDOWS
from ...steps.linux import RESTART_AGENT, ROOT

_LOOK = (
    Command(
        "powershell",
        r"Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Virtual Machine\Guest' | "
        "Select-Object DHCPStatus,DhcpWithFabricAddressTime",
        when=WINDOWS,
    ),
    Command(
        "bash",
        "sudo grep -rhE 'unknown-245|OPTION_245|dhcp-server-identifier|SERVER_ADDRESS' "
        "/var/lib/dhcp /var/lib/dhclient /run/systemd/netif/leases",
        when=LINUX,
    ),
)

CAUSE = Cause(
    id="dhcp-option-245",
    title="DHCP does not tell the guest its host's address (option 245)",
    family="snapshot-status-unavailable",
    step=3,
    explanation=(
        "Azure's DHCP server names the host in option 245. Where the answer lacks it, because something "
        "else answers or filters it, the guest does not find its host and no extension can be downloaded or "
        "run."
    ),
    sources=(
        SEED.section("The snapshot status can't be retrieved, or a snapshot can't be taken"),
        LINUX_EXTENSION.section("dhcpHandler.py"),
        WINDOWS_AGENT.section("Did not discover fabric address"),
        WALINUXAGENT.section("Protocol.EndpointDiscovery"),
    ),
    codes=("agent",),
    needs_agent=True,
    rules=(
        *explains(
            error.code == "ExtensionSnapshotFailedNoNetwork",
            network.dhcp_option_245 == False,
            network.dhcp_enabled == True,
            covers=("C.dhcp-245",),
        ),
    ),
    leads_to=("vmsnapshot-failed", "extension-failed"),
    remedy=Remedy(
        steps=(
            Step(
                "See who answers DHCP (in Azure that is 168.63.129.16), and with which options.",
                (*_LOOK, Command("powershell", "ipconfig /all", when=WINDOWS)),
                rights=ADMIN_OR_ROOT,
                caution="Lease files keep expired leases too: the last valid one counts.",
            ),
            Step(
                "Take away what answers instead of Azure, or filters it: a DHCP server of your own in the "
                "network, a guest firewall that blocks UDP 67 and 68, a capture adapter (see "
                "npcap-adapter).",
                (
                    Command("powershell", "Get-NetAdapter", when=WINDOWS),
                    Command("bash", "sudo iptables -S; sudo nft list ruleset", when=LINUX),
                ),
                rights=ADMIN_OR_ROOT,
                covers=("C.dhcp-245",),
            ),
            Step(
                "Restart the VM, so that it gets a new lease.",
                RESTART,
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution="Release no lease over RDP or SSH: it cuts your connection.",
            ),
            Step(
                "Linux, where the option cannot be had: set Protocol.EndpointDiscovery=static in "
                "/etc/waagent.conf, and restart the agent. It then uses 168.63.129.16.",
                (
                    Command("bash", "sudo grep -n EndpointDiscovery /etc/waagent.conf", effect="read-only"),
                    *RESTART_AGENT,
                ),
                effect="changes state",
                rights=ROOT,
                caution="It serves the agent; the backup extension still asks DHCP by itself.",
                when=LINUX,
            ),
        ),
        verify=Step("The lease carries option 245, and Azure shows the agent as Ready.", (*_LOOK, AGENT_STATUSES)),
    ),
    today="The document names only DHCP and a shutdown in RDP for a VM without network; network checks count too.",
    covers=("C.dhcp-245",),
)
