"""DHCP is off in the guest, its address is typed in as static."""

from ...authoring import *

_DHCP = how(network.dhcp_enabled, "powershell", when=WINDOWS)
_CODE, _OFF = "ExtensionSnapshotFailedNoNetwork", network.dhcp_enabled == False

CAUSE = cause(
    __name__,
    "DHCP is off in the guest",
    "The guest learns the address of its host from DHCP. Where that is off, because a static address "
    "was typed in inside the guest, extensions may not be downloaded or run.",
    family="snapshot-status-unavailable",
    step=2,
    sources=(
        NO_SNAPSHOT_STATUS,
        HEALTH_STEP_4,
        NIC_ADDRESSES.section("Change IP address settings"),
        VMASSIST.section("DHCP check"),
    ),
    codes=("agent",),
    needs_agent=True,
    rules=(
        # With other codes of the agent, many a VM with a typed-in address is backed up well: a hint only.
        # Nor alone with this one: a VM with several addresses rightly has them typed in.
        confirms(_OFF, network.dhcp_option_245 == False, VM_ON, error.code == _CODE),
        suggests(_OFF),
        suggests(network.guest_static_ip == True),
    ),
    leads_to=("agent-not-reporting", "vmsnapshot-failed", "extension-failed"),
    today="The document names only DHCP and a shutdown in RDP for a VM without network; network checks count too.",
    remedy=(
        look(
            "Note address, gateway and DNS servers of the adapter with the primary address.",
            _DHCP,
            ps("ipconfig /all", when=WINDOWS),
            bash("ip -4 address; ip route; cat /etc/resolv.conf", when=LINUX),
            caution="Look at the Ethernet adapter only: VPN and tunnel adapters never use DHCP. A Windows "
            "VM with several addresses rightly has them typed in (see multi-ip-primary).",
        ),
        STATIC_ADDRESS,
        DHCP_ON_WINDOWS,
        DHCP_ON_LINUX,
    ),
    verify=verify(
        "The adapter uses DHCP and kept its address, and Azure shows the agent as Ready.",
        _DHCP,
        bash("ip -4 address", when=LINUX),
        AGENT_STATUSES,
    ),
)
