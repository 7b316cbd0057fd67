"""The Windows agent is not installed."""

from ...authoring import *

_NO_SERVICE = agent.service_state == "missing"

CAUSE = cause(
    __name__,
    "The Azure guest agent is not installed",
    "Without the agent nothing in the guest can install and start the snapshot extension. Marketplace images have "
    "the agent; a VM from an image of one's own, or migrated to Azure, may lack it.",
    family="agent-unresponsive-windows",
    step=2,
    sources=(
        WINDOWS_AGENT_SILENT,
        HEALTH_STEP_2,
        AGENT_WINDOWS.section("Manual installation"),
        WINDOWS_AGENT.section("Step 3: Check whether the Guest Agent services are running"),
        WINDOWS_AGENT.section("Uninstall and reinstall Windows Guest Agent"),
    ),
    applies=WINDOWS,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            derived.agent_present == False,
            VM_ON,
            because="the VM ran without an agent, which nothing removes by itself: none can answer or install anything",
            rival="agent-corrupt-windows: there is nothing of it that could run",
        ),
        *(suggests(seen) for seen in (derived.agent_present == False, signs.told_agent_missing == True)),
        # No proof: an agent that came with the image is in no list of programs, and can have lost its services.
        suggests(_NO_SERVICE),
        suggests(signs.told_agent_absent == True),
        suggests(vm.provision_agent == False, AGENT_SILENT),
        *(hints(*seen) for seen in ((vm.custom_image == True, AGENT_SILENT), (vm.provision_agent == False,))),
        rules_out(~_NO_SERVICE),
        # With a half of it there, it is damaged.
        rules_out(derived.agent_present == True, agent.rdagent_state.one_of("running", "stopped")),
        rules_out(agent.installed == True, agent.in_programs == True),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        look(
            "Look whether anything of it is there: its services, its folder, its entry in Programs and Features.",
            AGENT_SERVICES,
            ps("Test-Path C:\\WindowsAzure\\Packages"),
            # Not further down: provisionVmAgent in older releases of the CLI, provisionVMAgent in newer ones.
            az("az vm show -g {resource_group} -n {vm} --query osProfile.windowsConfiguration"),
            caution="An agent that came with the image is not in Programs and Features. Where remains of one are "
            "found, remove them first (see agent-corrupt-windows).",
        ),
        INSTALL_AGENT_WINDOWS,
        ALLOW_EXTENSIONS,
    ),
    verify=verify(
        "The services RdAgent and WindowsAzureGuestAgent are there and run, and Azure shows the agent as Ready.",
        AGENT_WELL_WINDOWS,
    ),
)
