"""The loopback adapter of Npcap keeps the Windows agent from finding its host."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import AGENT_CODES
from ...facts import derived, network, signs, vm
from ...rules import WITHOUT_AGENT, only_with
from ...sources import WINDOWS_AGENT
from ...steps.azure import AGENT_READY
from ...steps.windows import ADMIN, RESTART_AGENT, RUN_COMMAND

_ADAPTERS = Command("powershell", "Get-NetAdapter | Where-Object Name -like '*Npcap*'")

CAUSE = Cause(
    id="npcap-adapter",
    title="The Npcap loopback adapter confuses the Azure guest agent",
    family="network-access",
    step=3,
    explanation=(
        "The agent looks for the address of its host by DHCP. On the loopback adapter that Wireshark and Nmap install "
        "it gets an empty answer, finds no host, and cannot talk to Azure."
    ),
    sources=(WINDOWS_AGENT.section("The Npcap loopback adapter is installed"),),
    applies=vm.os_type == "windows",
    rules=(
        confirms(
            network.npcap_adapter == True,
            signs.npcap_adapter == True,
            derived.agent_silent == True,
            derived.network_code == True,
        ),
        suggests(network.npcap_adapter == True),
        suggests(signs.npcap_adapter == True),
        rules_out(network.npcap_adapter == False),
        rules_out(derived.agent_silent == False),
        WITHOUT_AGENT,
        only_with(*AGENT_CODES),
    ),
    leads_to=("agent-stopped-windows",),
    remedy=Remedy(
        steps=(
            Step(
                "Disable the adapter.",
                (_ADAPTERS, Command("powershell", 'Disable-NetAdapter -Name "Npcap Loopback Adapter"')),
                effect="changes state",
                rights=ADMIN,
                caution=(
                    "Wireshark and Nmap cannot capture loopback traffic then; Enable-NetAdapter undoes it. Disable no "
                    f"other adapter: that cuts the VM off. {RUN_COMMAND}"
                ),
            ),
            Step("Restart the agent.", RESTART_AGENT, effect="changes state", rights=ADMIN),
        ),
        verify=Step(
            "The adapter shows Disabled, and within five minutes Azure shows the agent as Ready.",
            (_ADAPTERS, *AGENT_READY),
        ),
    ),
)
