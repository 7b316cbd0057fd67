"""A file `disable_agent` makes the Linux agent sleep."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The Azure Linux Agent was switched off on purpose",
    "While the file disable_agent exists, the agent's service runs but sleeps and handles no extension. A VM that "
    "was created without agent or extension operations gets this file at its first boot.",
    family="agent-outdated-linux",
    step=6,
    sources=(
        SEED.section("UserErrorGuestAgentStatusUnavailable"),
        WALINUXAGENT.section("azurelinuxagent/daemon/main.py, pa/provision/default.py"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            agent.disabled_by_file == True,
            AGENT_SILENT,
            because="with the file there the agent has slept since its last start, and Azure hears nothing",
            rival="agent-stopped-linux: service and process run, they sleep",
        ),
        suggests(agent.disabled_by_file == True),
        suggests(signs.agent_disabled == True),
        suggests(vm.extension_operations_allowed == False),
        rules_out(agent.disabled_by_file == False, vm.extension_operations_allowed == True),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        look(
            "Look for the file; the log names it.",
            bash("sudo ls -l /var/lib/waagent/disable_agent", "sudo grep -i 'sleeping forever' /var/log/waagent.log"),
        ),
        change(
            "Remove it, and restart the agent.",
            bash("sudo rm -f /var/lib/waagent/disable_agent"),
            RESTART_AGENT_LINUX,
            caution="Somebody decided against the agent, here or when the VM was created: ask first. Where Lib.Dir in "
            f"waagent.conf differs, the log names the path. {RUN_COMMAND_LINUX}",
        ),
        ALLOW_EXTENSIONS,
    ),
    verify=verify(
        "The log no longer ends with 'sleeping forever', and Azure shows the agent as Ready.",
        bash("sudo tail -n 20 /var/log/waagent.log"),
        AGENT_STATUSES,
        how(vm.extension_operations_allowed, "az"),
    ),
)
