"""The .NET Framework of the guest is too old for the Windows agent."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import agent, derived, vm
from ...limits import DOTNET
from ...sources import AGENT_WINDOWS, SEED
from ...steps.azure import AGENT_READY
from ...steps.windows import ADMIN, RESTART_AGENT, SERVICES

_LOOK = Command("powershell", "Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full'")

CAUSE = Cause(
    id="dotnet-too-old",
    title="The .NET Framework is too old for the Azure guest agent",
    family="agent-unresponsive-windows",
    step=5,
    explanation=(
        f"The agent is a .NET program: below .NET Framework {DOTNET.value} it cannot run, and so cannot talk to Azure "
        "Backup."
    ),
    sources=(
        SEED.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)", "solution"),
        AGENT_WINDOWS.section("Prerequisites"),
    ),
    applies=vm.os_type == "windows",
    codes=("agent",),
    needs_agent=True,
    rules=(
        confirms(
            agent.dotnet_version < DOTNET.value,
            derived.agent_code == True,
            derived.agent_silent == True,
            covers=("L.dotnet", "C.agent-unresponsive-windows"),
        ),
        suggests(agent.dotnet_version < DOTNET.seed, covers=("L.dotnet", "C.agent-unresponsive-windows")),
    ),
    leads_to=("agent-stopped-windows",),
    remedy=Remedy(
        steps=(
            Step(
                f"Look which version is there: Release 378389 or higher is {DOTNET.seed} or newer; no such key means "
                "older than 4.",
                (_LOOK,),
                covers=("L.dotnet",),
            ),
            Step(
                "Download the offline installer of .NET Framework 4.8 from "
                "https://dotnet.microsoft.com/download/dotnet-framework, run it, and restart the VM.",
                (Command("cmd", "ndp48-x86-x64-allos-enu.exe /passive /norestart", verified=False),),
                effect="needs restart",
                rights=ADMIN,
                caution=(
                    "Other applications of the VM use the same .NET Framework: do it in a maintenance window, and "
                    "check that they support 4.8. A Windows too old for 4.8 needs the newest version that it takes."
                ),
                covers=("L.dotnet", "C.agent-unresponsive-windows"),
            ),
            Step(
                "If the agent does not come back with the VM, restart its services.",
                RESTART_AGENT,
                effect="changes state",
                rights=ADMIN,
            ),
        ),
        verify=Step(
            f"The version is {DOTNET.seed} or newer, and Azure shows the agent as Ready.",
            (_LOOK, SERVICES, *AGENT_READY),
        ),
    ),
    today=(
        f"The document asks for .NET Framework {DOTNET.seed}; the agent of today needs {DOTNET.value}, so that a "
        "version between the two makes it likely only."
    ),
    covers=("L.dotnet",),
)
