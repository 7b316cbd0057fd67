"""The Linux agent is not installed."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The Azure Linux Agent is not installed",
    "Without the agent nothing in the guest can install and start the snapshot extension. Marketplace images have "
    "the agent; a VM from an image of one's own may lack it.",
    family="agent-outdated-linux",
    step=5,
    sources=(
        SEED.section("UserErrorGuestAgentStatusUnavailable"),
        HEALTH_STEP_2,
        LINUX_AGENT.section("Troubleshoot a Not Ready status"),
        UPDATE_LINUX_AGENT.section("How to update the Azure Linux Agent on a VM"),
        AGENT_WINDOWS.section("Manual installation (AllowExtensionOperations)"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            derived.agent_present == False,
            VM_ON,
            because="the VM ran without an agent, which nothing removes by itself: none can answer or install anything",
            rival="agent-stopped-linux: there is nothing of it that could run",
        ),
        *(suggests(seen) for seen in (derived.agent_present == False, signs.told_agent_missing == True)),
        suggests(agent.service_state == "missing"),
        # Neither proves it: an agent can have come without a package, and run under a unit of another name.
        suggests(signs.debian_agent_unit_unknown == True, signs.debian_agent_package_unknown == True),
        suggests(signs.rpm_agent_unit_unknown == True, signs.rpm_agent_package_unknown == True),
        suggests(vm.provision_agent == False, AGENT_SILENT),
        hints(vm.provision_agent == False),
        hints(vm.custom_image == True, AGENT_SILENT),
        rules_out(derived.agent_present == True),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        change(
            "Install the agent's package.", INSTALL_AGENT_LINUX, caution=f"{INSTALL_CAUTION_LINUX} {RUN_COMMAND_LINUX}"
        ),
        change("Start the agent, and have it start with the machine.", START_AGENT_LINUX),
        ALLOW_EXTENSIONS,
    ),
    verify=verify(
        "`waagent --version` answers, and Azure shows the agent as Ready.", how(agent.version, "bash"), AGENT
    ),
)
