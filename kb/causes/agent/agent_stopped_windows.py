"""The Windows agent's services are stopped, or hang."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...facts import agent, derived, vm
from ...rules import explains
from ...sources import PAGE_2025, SEED, WINDOWS_AGENT
from ...steps.azure import AGENT_READY
from ...steps.windows import ADMIN, RESTART_AGENT, RUN_COMMAND, SERVICES

CAUSE = Cause(
    id="agent-stopped-windows",
    title="The Azure guest agent is stopped, or hangs",
    family="agent-unresponsive-windows",
    step=1,
    explanation=(
        "Azure Backup asks the agent to start the snapshot extension. An agent whose services WindowsAzureGuestAgent "
        "and RdAgent do not both run cannot answer."
    ),
    sources=(
        SEED.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)", "solution"),
        SEED.section("Step 2: Check Azure VM guest agent service health"),
        PAGE_2025.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)"),
        WINDOWS_AGENT.section("Step 3: Check whether the Guest Agent services are running"),
    ),
    applies=vm.os_type == "windows",
    codes=("agent",),
    needs_agent=True,
    rules=(
        *explains(
            derived.agent_code == True,
            derived.agent_running == False,
            derived.agent_present == True,
            agent.service_state != "missing",
            derived.vm_off == False,
            covers=("S2.1", "W.2"),
        ),
        # RdAgent sends the heartbeats: without it Azure hears nothing, whatever the other service does.
        confirms(
            agent.rdagent_state == "stopped",
            agent.service_state != "missing",
            derived.agent_present == True,
            derived.agent_silent == True,
            derived.agent_code == True,
            covers=("W.2",),
        ),
        suggests(derived.agent_silent == True, covers=("E.UserErrorGuestAgentStatusUnavailable",)),
        suggests(agent.restart_tried == "helped", derived.agent_code == True),
        rules_out(agent.service_state == "missing"),
        rules_out(derived.agent_present == False),
        rules_out(
            agent.service_state == "running",
            agent.rdagent_state == "running",
            agent.restart_tried == "no_change",
        ),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Look whether both services are there and running (services.msc: RdAgent, Windows Azure Guest Agent).",
                (SERVICES,),
                caution="No such service: see agent-missing-windows. Still 'Stopping': see agent-corrupt-windows.",
                covers=("S2.1", "W.2", "C.agent-unresponsive-windows"),
            ),
            Step(
                "Have both services start with the machine, and restart them; also where they seem to run.",
                (
                    Command("powershell", "Set-Service RdAgent -StartupType Automatic"),
                    Command("powershell", "Set-Service WindowsAzureGuestAgent -StartupType Automatic"),
                    *RESTART_AGENT,
                ),
                effect="changes state",
                rights=ADMIN,
                caution=RUN_COMMAND,
                covers=("S2.1", "C.agent-unresponsive-windows"),
            ),
        ),
        verify=Step(
            "Both services are Running and Automatic, and within five minutes Azure shows the agent as Ready.",
            (SERVICES, *AGENT_READY),
            covers=("E.UserErrorGuestAgentStatusUnavailable",),
        ),
    ),
    today=(
        "The document speaks of the service 'Windows Azure VM Guest Agent'; it is called Windows Azure Guest Agent "
        "(WindowsAzureGuestAgent), and RdAgent belongs to it."
    ),
    covers=("S2.1", "W.2"),
)
