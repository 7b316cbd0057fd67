"""The Windows agent's services are stopped, or hang."""

from ...authoring import *

_SERVICE = agent.service_state != "missing"
_BOTH_RUN = (agent.service_state == "running", agent.rdagent_state == "running")
_DOWN = (derived.agent_running == False, derived.agent_present == True, _SERVICE)

CAUSE = cause(
    __name__,
    "The Azure guest agent is stopped, or hangs",
    "Azure Backup asks the agent to start the snapshot extension. An agent whose services WindowsAzureGuestAgent "
    "and RdAgent do not both run cannot answer.",
    family="agent-unresponsive-windows",
    sources=(
        WINDOWS_AGENT_SILENT,
        HEALTH_STEP_2,
        PAGE_2025.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)"),
        WINDOWS_AGENT.section("Step 3: Check whether the Guest Agent services are running"),
    ),
    applies=WINDOWS,
    codes=("answer",),
    needs_agent=True,
    rules=(
        *(
            confirms(
                *(*_DOWN, on),
                because="the service was down as the guest showed it, and a dead agent starts no snapshot extension",
                rival="agent-corrupt-windows: nothing shows why it would not start; where a line does, that is before",
            )
            for on in (VM_ON, AGENT_SILENT)
        ),
        confirms(
            *(agent.rdagent_state == "stopped", _SERVICE, derived.agent_present == True, AGENT_SILENT),
            because="RdAgent sends the heartbeats: it was down, and Azure hears nothing",
            rival="wireserver-blocked: that stops no service",
        ),
        suggests(derived.agent_down == True),
        suggests(agent.restart_tried == "helped"),
        hints(*_BOTH_RUN, AGENT_SILENT),  # they may hang: a restart tells
        rules_out(~_SERVICE),
        rules_out(derived.agent_present == False),
        rules_out(*_BOTH_RUN, agent.restart_tried == "no_change"),
    ),
    leads_to=("agent-not-reporting",),
    today="The document speaks of the service 'Windows Azure VM Guest Agent'; it is called Windows Azure Guest Agent "
    "(WindowsAzureGuestAgent), and RdAgent belongs to it.",
    remedy=(
        LOOK_AT_AGENT_SERVICES,
        change(
            "Have both services start with the machine, and restart them; also where they seem to run.",
            *(AUTOSTART_AGENT_WINDOWS, RESTART_AGENT_WINDOWS),
            caution=RUN_COMMAND_WINDOWS,
        ),
    ),
    verify=verify(
        "Both services are Running and Automatic, and within five minutes Azure shows the agent as Ready.",
        AGENT_WELL_WINDOWS,
    ),
)
