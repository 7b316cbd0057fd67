"""WCF profiling in machine.config stops the agent."""

from ...authoring import *

_ON, _ENDS = windows.wcf_profiling == True, signs.agent_service_ended == True
_CONFIG = "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Config\\machine.config"
_TEST = how(windows.wcf_profiling, "powershell")

CAUSE = cause(
    __name__,
    "WCF profiling stops the agent",
    "A tool of Visual Studio writes itself into machine.config to trace calls of services (ServiceModelSink). Where "
    "that library is not there, the agent's services end as soon as they start.",
    family="agent-unresponsive-windows",
    step=9,
    sources=(
        WINDOWS_AGENT.section("Windows Azure Guest Agent service or the RdAgent service stops responding on startup"),
    ),
    applies=WINDOWS,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            *(_ON, _ENDS, derived.agent_running == False, VM_ON),
            because="profiling was on, Windows tells that the agent's service ended by itself, and it does not run",
            rival="agent-stopped-windows: nobody stopped it, it ends at each start",
        ),
        suggests(_ON, _ENDS),
        suggests(signs.told_wcf_profiling == True, signs.agent_does_not_start == True),
        suggests(_ON, AGENT_SILENT),
        # It stops some agents, and others not.
        hints(_ON),
        rules_out(windows.wcf_profiling == False),
    ),
    leads_to=("agent-corrupt-windows", "agent-stopped-windows", "agent-not-reporting"),
    remedy=(
        look("Find the two entries that name ServiceModelSink.", _TEST),
        change(
            "Copy the file, remove both entries from it, and restart the agent.",
            cmd(f"copy {_CONFIG} {_CONFIG}.bak"),
            RESTART_AGENT_WINDOWS,
            caution="Remove nothing else of those lines: every .NET program reads this file. Developers who trace "
            "calls can turn it on again for that time. In some cases it takes a restart of the VM.",
        ),
    ),
    verify=verify("No entry is left, and both services of the agent run.", _TEST, AGENT_WELL_WINDOWS),
)
