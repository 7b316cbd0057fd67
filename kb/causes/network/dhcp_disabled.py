"""DHCP is off in the guest, its address is typed in as static."""

from ....engine.conditions import Condition
from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import derived, error, network, vm
from ...sources import NIC_ADDRESSES, SEED, VMASSIST
from ...steps.azure import AGENT_STATUSES
from ...steps.guest import ADMIN_OR_ROOT, LINUX, WINDOWS
from ...steps.linux import YUM

_DHCP = Command(
    "powershell", "Get-NetIPInterface -AddressFamily IPv4 | Select-Object InterfaceAlias,Dhcp", when=WINDOWS
)
_NMCLI = "sudo nmcli connection modify {adapter} ipv4.method auto ipv4.gateway '' ipv4.addresses ''"


def _in_guest(text: str, os: Condition, *commands: Command) -> Step:
    return Step(
        text,
        (Command("portal", "VM > Help > Serial console"), *commands),
        effect="needs restart",
        rights=ADMIN_OR_ROOT,
        caution=(
            "Done in the wrong order, or over RDP or SSH, it cuts your connection. DNS servers that were "
            "typed in are lost: set them in Azure on the network, or again in the guest."
        ),
        when=os,
        covers=("S4.5", "C.dhcp-245"),
    )


CAUSE = Cause(
    id="dhcp-disabled",
    title="DHCP is off in the guest",
    family="snapshot-status-unavailable",
    step=2,
    explanation=(
        "The guest learns the address of its host from DHCP. Where that is off, because a static address "
        "was typed in inside the guest, extensions may not be downloaded or run."
    ),
    sources=(
        SEED.section("The snapshot status can't be retrieved, or a snapshot can't be taken"),
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        NIC_ADDRESSES.section("Change IP address settings"),
        VMASSIST.section("DHCP check"),
    ),
    codes=("agent",),
    needs_agent=True,
    rules=(
        # With other codes of the agent, many a VM with a typed-in address is backed up well: a hint only.
        # Nor alone with this one: a VM with several addresses rightly has them typed in.
        confirms(
            network.dhcp_enabled == False,
            network.dhcp_option_245 == False,
            derived.vm_off == False,
            error.code == "ExtensionSnapshotFailedNoNetwork",
            covers=("S4.5", "C.dhcp-245"),
        ),
        suggests(network.dhcp_enabled == False, covers=("S4.5",)),
        suggests(network.guest_static_ip == True, covers=("S4.5",)),
    ),
    leads_to=("vmsnapshot-failed", "extension-failed"),
    remedy=Remedy(
        steps=(
            Step(
                "Note address, gateway and DNS servers of the adapter with the primary address.",
                (
                    _DHCP,
                    Command("powershell", "ipconfig /all", when=WINDOWS),
                    Command("bash", "ip -4 address; ip route; cat /etc/resolv.conf", when=LINUX),
                ),
                caution=(
                    "Look at the Ethernet adapter only: VPN and tunnel adapters never use DHCP. A Windows "
                    "VM with several addresses rightly has them typed in (see multi-ip-primary)."
                ),
            ),
            Step(
                "Set this address as static on the network interface in Azure, before anything else.",
                (
                    Command("portal", "VM > Networking > Network interface > IP configurations > Static"),
                    Command(
                        "az",
                        "az network nic ip-config update -g {resource_group} --nic-name {nic} -n {ip_config} "
                        "--private-ip-address {private_ip}",
                    ),
                    Command(
                        "az-powershell",
                        "$nic = Get-AzNetworkInterface -ResourceGroupName {resource_group} -Name {nic}; "
                        "$nic.IpConfigurations[0].PrivateIpAllocationMethod = 'Static'; "
                        "Set-AzNetworkInterface -NetworkInterface $nic",
                    ),
                ),
                effect="changes state",
                rights="Network Contributor",
                caution="Give the address that the guest has now: another one cuts it off. It belongs here only.",
                covers=("S4.5", "C.dhcp-245"),
            ),
            _in_guest(
                "Windows: then switch DHCP on in the guest, from the serial console.",
                WINDOWS,
                Command("powershell", "Set-NetIPInterface -InterfaceAlias {adapter} -Dhcp Enabled"),
                Command("powershell", "ipconfig /renew"),
            ),
            _in_guest(
                "Linux: then have the distribution's configuration use DHCP, from the serial console "
                "(netplan: dhcp4: true, and no addresses).",
                LINUX,
                Command("bash", "sudo netplan try", when=vm.distribution == "ubuntu", verified=False),
                Command("bash", f"{_NMCLI} && sudo nmcli connection up {{adapter}}", when=YUM, verified=False),
            ),
        ),
        verify=Step(
            "The adapter uses DHCP and kept its address, and Azure shows the agent as Ready.",
            (_DHCP, Command("bash", "ip -4 address", when=LINUX), AGENT_STATUSES),
        ),
    ),
    today="The document names only DHCP and a shutdown in RDP for a VM without network; network checks count too.",
    covers=("S4.5", "C.dhcp-245"),
)
