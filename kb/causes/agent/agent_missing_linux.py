"""The Linux agent is not installed."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import codes_that_say
from ...facts import agent, derived, error, vm
from ...sources import AGENT_WINDOWS, LINUX_AGENT, SEED, UPDATE_LINUX_AGENT
from ...steps.azure import AGENT, ALLOW_EXTENSIONS
from ...steps.linux import INSTALL_AGENT, INSTALL_CAUTION, ROOT, RUN_COMMAND, START_AGENT

CAUSE = Cause(
    id="agent-missing-linux",
    title="The Azure Linux Agent is not installed",
    family="agent-outdated-linux",
    step=5,
    explanation=(
        "Without the agent nothing in the guest can install and start the snapshot extension. Marketplace images have "
        "the agent; a VM from an image of one's own may lack it."
    ),
    sources=(
        SEED.section("UserErrorGuestAgentStatusUnavailable"),
        SEED.section("Step 2: Check Azure VM guest agent service health"),
        LINUX_AGENT.section("Troubleshooting checklist"),
        UPDATE_LINUX_AGENT.section("How to update the Azure Linux Agent on a VM"),
        AGENT_WINDOWS.section("Manual installation (AllowExtensionOperations)"),
    ),
    applies=vm.os_type == "linux",
    codes=("agent",),
    needs_agent=True,
    rules=(
        confirms(
            derived.agent_present == False,
            derived.agent_code == True,
            derived.vm_off == False,
            covers=("E.UserErrorGuestAgentStatusUnavailable",),
        ),
        confirms(
            derived.agent_present == False,
            error.code.one_of(*codes_that_say("agent_absent")),
            derived.vm_off == False,
            covers=("X.VmNotInDesirableState", "X.AzureVmOffline"),
        ),
        suggests(derived.agent_present == False, covers=("E.UserErrorGuestAgentStatusUnavailable",)),
        suggests(agent.service_state == "missing"),
        suggests(vm.custom_image == True, derived.agent_silent == True),
        rules_out(derived.agent_present == True),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Install the agent's package.",
                INSTALL_AGENT,
                effect="changes state",
                rights=ROOT,
                caution=f"{INSTALL_CAUTION} {RUN_COMMAND}",
            ),
            Step(
                "Start the agent, and have it start with the machine.",
                START_AGENT,
                effect="changes state",
                rights=ROOT,
            ),
            ALLOW_EXTENSIONS,
        ),
        verify=Step(
            "`waagent --version` answers, and Azure shows the agent as Ready.",
            (Command("bash", "waagent --version"), AGENT),
        ),
    ),
)
