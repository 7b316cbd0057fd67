"""Windows sends from an address that is not the primary one of the network interface in Azure."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...facts import derived, network, vm
from ...sources import MULTI_IP, WINDOWS_AGENT
from ...steps.azure import AGENT_READY
from ...steps.windows import ADMIN

_ADDRESSES = Command(
    "powershell",
    "Get-NetIPAddress -AddressFamily IPv4 | Select-Object InterfaceAlias,IPAddress,SkipAsSource",
    verified=False,
)

CAUSE = Cause(
    id="multi-ip-primary",
    title="The primary IP address in Windows is not the one in Azure",
    family="network-access",
    step=4,
    explanation=(
        "Of several addresses Windows takes the lowest as its primary one, whatever is set in Azure. Only the primary "
        "address in Azure may talk to Azure's services, so the agent reaches neither 168.63.129.16 nor storage."
    ),
    sources=(
        MULTI_IP.section("Cause and resolution"),
        WINDOWS_AGENT.section("Can't connect to WireServer IP (168.63.129.16)"),
    ),
    applies=vm.os_type == "windows",
    codes=("agent",),
    needs_agent=True,
    rules=(
        confirms(
            network.primary_ip_matches == False,
            derived.wireserver_blocked == True,
            derived.network_code == True,
        ),
        suggests(network.primary_ip_matches == False),
        rules_out(derived.wireserver_blocked == False),
    ),
    leads_to=("wireserver-blocked",),
    remedy=Remedy(
        steps=(
            Step(
                "Look which address is the primary one in Azure, and which ones Windows has on that adapter.",
                (
                    Command("portal", "VM > Networking > Network interface > IP configurations"),
                    _ADDRESSES,
                ),
            ),
            Step(
                "Have Windows send from Azure's primary address: allow it as a source, then bar the others.",
                (
                    Command(
                        "powershell",
                        "Set-NetIPAddress -IPAddress {private_ip} -InterfaceAlias {adapter} -SkipAsSource $false",
                    ),
                    Command(
                        "powershell",
                        "Get-NetIPAddress -InterfaceAlias {adapter} -AddressFamily IPv4 | "
                        "Where-Object IPAddress -ne {private_ip} | Set-NetIPAddress -SkipAsSource $true",
                        verified=False,
                    ),
                ),
                effect="changes state",
                rights=ADMIN,
                caution=(
                    "<private-ip> is the primary address in Azure. Have the serial console at hand: a mistake cuts "
                    "RDP. Partners that know the VM's connections by another address will see this one."
                ),
            ),
        ),
        verify=Step(
            "168.63.129.16 answers on ports 80 and 32526, and Azure shows the agent as Ready.",
            (
                Command("powershell", "Test-NetConnection 168.63.129.16 -Port 80"),
                Command("powershell", "Test-NetConnection 168.63.129.16 -Port 32526"),
                _ADDRESSES,
                *AGENT_READY,
            ),
        ),
    ),
)
