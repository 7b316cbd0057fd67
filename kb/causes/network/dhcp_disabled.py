"""DHCP is off in the guest, its address is typed in as static."""

from ...authoring import *

_DHCP = how(network.dhcp_enabled, "powershell", when=WINDOWS)
_OFF = network.dhcp_enabled == False

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
        # Many a VM with a typed-in address is backed up well for years: alone that proves nothing, with any code.
        confirms(
            _OFF,
            signs.no_dhcp_answer == True,
            AGENT_SILENT,
            because="the agent asked DHCP for its host, got no answer, and the adapter does not use DHCP",
            rival="dhcp-option-245: there DHCP is on; wireserver-blocked: there the host is known, and not reached",
        ),
        *(suggests(sign == True) for sign in (signs.no_dhcp_answer, signs.told_static_since)),
        hints(_OFF),
        hints(network.guest_static_ip == True),
        rules_out(network.dhcp_enabled == True),
        rules_out(AGENT_ANSWERS),  # with the address that it has, the agent has found its host
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
