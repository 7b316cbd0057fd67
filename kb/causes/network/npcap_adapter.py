"""The loopback adapter of Npcap keeps the Windows agent from finding its host."""

from ...authoring import *

_ADAPTERS = how(network.npcap_adapter, "powershell")

CAUSE = cause(
    __name__,
    "The Npcap loopback adapter confuses the Azure guest agent",
    "The agent looks for the address of its host by DHCP. On the loopback adapter that Wireshark and Nmap install "
    "it gets an empty answer, finds no host, and cannot talk to Azure.",
    family="network-access",
    step=3,
    sources=(WINDOWS_AGENT.section("The Npcap loopback adapter is installed"),),
    applies=WINDOWS,
    codes=("agent",),
    needs_agent=True,
    rules=(
        confirms(
            network.npcap_adapter == True,
            signs.npcap_adapter == True,
            AGENT_SILENT,
            because="the agent looked for its host on that adapter, found none, and Azure heard nothing",
            rival="wireserver-blocked: the log names the adapter, and no refused connection",
        ),
        suggests(signs.npcap_adapter == True),
        # With Wireshark alone the agent works well on most machines.
        hints(network.npcap_adapter == True),
        rules_out(network.npcap_adapter == False),
        rules_out(AGENT_ANSWERS),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        change(
            "Disable the adapter.",
            _ADAPTERS,
            ps('Disable-NetAdapter -Name "Npcap Loopback Adapter"'),
            caution="Wireshark and Nmap cannot capture loopback traffic then; Enable-NetAdapter undoes it. Disable no "
            f"other adapter: that cuts the VM off. {RUN_COMMAND_WINDOWS}",
        ),
        change("Restart the agent.", RESTART_AGENT_WINDOWS),
    ),
    verify=verify(
        "The adapter shows Disabled, and within five minutes Azure shows the agent as Ready.", _ADAPTERS, AGENT_READY
    ),
)
