"""The Windows agent is not installed."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import codes_that_say
from ...facts import agent, derived, error, vm
from ...sources import AGENT_WINDOWS, SEED, WINDOWS_AGENT
from ...steps.azure import AGENT_READY, ALLOW_EXTENSIONS
from ...steps.windows import INSTALL_AGENT, SERVICES

_NO_SERVICE = agent.service_state == "missing"

CAUSE = Cause(
    id="agent-missing-windows",
    title="The Azure guest agent is not installed",
    family="agent-unresponsive-windows",
    step=2,
    explanation=(
        "Without the agent nothing in the guest can install and start the snapshot extension. Marketplace images have "
        "the agent; a VM from an image of one's own, or migrated to Azure, may lack it."
    ),
    sources=(
        SEED.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)", "solution"),
        SEED.section("Step 2: Check Azure VM guest agent service health"),
        AGENT_WINDOWS.section("Manual installation"),
        WINDOWS_AGENT.section("Step 3: Check whether the Guest Agent services are running"),
        WINDOWS_AGENT.section("Uninstall and reinstall Windows Guest Agent"),
    ),
    applies=vm.os_type == "windows",
    codes=("agent",),
    needs_agent=True,
    rules=(
        confirms(
            derived.agent_present == False,
            derived.agent_code == True,
            derived.vm_off == False,
            covers=("S2.3", "E.UserErrorGuestAgentStatusUnavailable"),
        ),
        confirms(
            derived.agent_present == False,
            error.code.one_of(*codes_that_say("agent_absent")),
            derived.vm_off == False,
            covers=("X.VmNotInDesirableState", "X.AzureVmOffline"),
        ),
        suggests(derived.agent_present == False, covers=("S2.3",)),
        # No proof: an agent that came with the image is in no list of programs, and can have lost its services.
        suggests(_NO_SERVICE, covers=("C.agent-unresponsive-windows",)),
        suggests(vm.custom_image == True, derived.agent_silent == True, covers=("S2.3",)),
        suggests(vm.provision_agent == False, derived.agent_silent == True),
        rules_out(~_NO_SERVICE),
        rules_out(agent.installed == True, agent.in_programs == True),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Look whether anything of it is there: its services, its folder, its entry in Programs and Features.",
                (
                    SERVICES,
                    Command("powershell", "Test-Path C:\\WindowsAzure\\Packages"),
                    # Not further down: provisionVmAgent in older releases of the CLI, provisionVMAgent in newer ones.
                    Command("az", "az vm show -g {resource_group} -n {vm} --query osProfile.windowsConfiguration"),
                ),
                caution=(
                    "An agent that came with the image is not in Programs and Features. Where remains of one are "
                    "found, remove them first (see agent-corrupt-windows)."
                ),
                covers=("S2.3", "C.agent-unresponsive-windows"),
            ),
            INSTALL_AGENT,
            ALLOW_EXTENSIONS,
        ),
        verify=Step(
            "The services RdAgent and WindowsAzureGuestAgent are there and run, and Azure shows the agent as Ready.",
            (SERVICES, *AGENT_READY),
            covers=("C.agent-unresponsive-windows",),
        ),
    ),
    covers=("S2.3",),
)
