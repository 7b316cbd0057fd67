"""The .NET Framework of the guest is too old for the Windows agent."""

from ...authoring import *

_TOO_OLD = agent.dotnet_version < DOTNET.value
_LOOK = ps("Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full'")

CAUSE = cause(
    __name__,
    "The .NET Framework is too old for the Azure guest agent",
    f"The agent is a .NET program: below .NET Framework {DOTNET.value} it cannot run, and so cannot talk to Azure "
    "Backup.",
    family="agent-unresponsive-windows",
    step=5,
    sources=(WINDOWS_AGENT_SILENT, AGENT_WINDOWS.section("Prerequisites")),
    applies=WINDOWS,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            _TOO_OLD,
            derived.agent_running == False,
            agent.restart_tried == "no_change",
            because="the agent's program cannot be loaded with this version, and its service does not start",
            rival="agent-stopped-windows: it was restarted in vain",
        ),
        *(suggests(each) for each in (_TOO_OLD, signs.dotnet_refused_agent == True, signs.told_dotnet_missing == True)),
        hints(agent.dotnet_version < DOTNET.seed),
        rules_out(_TOO_OLD, AGENT_ANSWERS),
        rules_out(agent.dotnet_version >= DOTNET.seed),
    ),
    leads_to=("agent-corrupt-windows", "agent-stopped-windows", "agent-not-reporting"),
    today=f"The document asks for .NET Framework {DOTNET.seed}; the agent of today needs {DOTNET.value}, so that a "
    "version between the two makes it likely only.",
    remedy=(
        look(
            f"Look which version is there: Release 378389 or higher is {DOTNET.seed} or newer; no such key means "
            "older than 4.",
            _LOOK,
        ),
        restart(
            "Download the offline installer of .NET Framework 4.8 from "
            "https://dotnet.microsoft.com/download/dotnet-framework, run it, and restart the VM.",
            cmd("ndp48-x86-x64-allos-enu.exe /passive /norestart", verified=False),
            caution="Other applications of the VM use the same .NET Framework: do it in a maintenance window, and "
            "check that they support 4.8. A Windows too old for 4.8 needs the newest version that it takes.",
        ),
        change(
            "If the agent does not come back with the VM, restart its services.", RESTART_AGENT_WINDOWS, rights=ADMIN
        ),
    ),
    verify=verify(
        f"The version is {DOTNET.seed} or newer, and Azure shows the agent as Ready.", _LOOK, AGENT_WELL_WINDOWS
    ),
)
