"""Windows sends from an address that is not the primary one of the network interface in Azure."""

from ...authoring import *

_ADDRESSES = ps(
    "Get-NetIPAddress -AddressFamily IPv4 | Select-Object InterfaceAlias,IPAddress,SkipAsSource", verified=False
)

CAUSE = cause(
    __name__,
    "The primary IP address in Windows is not the one in Azure",
    "Of several addresses Windows takes the lowest as its primary one, whatever is set in Azure. Only the primary "
    "address in Azure may talk to Azure's services, so the agent reaches neither 168.63.129.16 nor storage.",
    family="network-access",
    step=4,
    sources=(
        MULTI_IP.section("Cause and resolution"),
        WINDOWS_AGENT.section("Can't connect to WireServer IP (168.63.129.16)"),
    ),
    applies=WINDOWS,
    codes=("agent",),
    needs_agent=True,
    rules=(
        confirms(
            network.primary_ip_matches == False,
            derived.wireserver_blocked == True,
            AGENT_SILENT,
            because="Windows sent from an address that may not talk to the host, and the host did not answer",
            rival="wireserver-blocked: the closed ports follow from the address, and are behind it",
        ),
        suggests(network.primary_ip_matches == False),
        rules_out(derived.wireserver_blocked == False),
        rules_out(AGENT_ANSWERS),
    ),
    leads_to=("wireserver-blocked",),
    remedy=(
        look(
            "Look which address is the primary one in Azure, and which ones Windows has on that adapter.",
            how(network.primary_ip_matches, "portal"),
            _ADDRESSES,
        ),
        change(
            "Have Windows send from Azure's primary address: allow it as a source, then bar the others.",
            ps("Set-NetIPAddress -IPAddress {private_ip} -InterfaceAlias {adapter} -SkipAsSource $false"),
            ps(
                "Get-NetIPAddress -InterfaceAlias {adapter} -AddressFamily IPv4 | "
                "Where-Object IPAddress -ne {private_ip} | Set-NetIPAddress -SkipAsSource $true",
                verified=False,
            ),
            caution="<private-ip> is the primary address in Azure. Have the serial console at hand: a mistake cuts "
            "RDP. Partners that know the VM's connections by another address will see this one.",
        ),
    ),
    verify=verify(
        "168.63.129.16 answers on ports 80 and 32526, and Azure shows the agent as Ready.",
        WIRESERVER_TEST,
        _ADDRESSES,
        AGENT_READY,
    ),
)
