"""A file `disable_agent` makes the Linux agent sleep."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import AGENT_CODES
from ...facts import agent, derived, signs, vm
from ...rules import WITHOUT_AGENT, only_with
from ...sources import SEED, WALINUXAGENT
from ...steps.azure import AGENT_STATUSES, ALLOW_EXTENSIONS
from ...steps.linux import RESTART_AGENT, ROOT, RUN_COMMAND

CAUSE = Cause(
    id="linux-agent-disabled-file",
    title="The Azure Linux Agent was switched off on purpose",
    family="agent-outdated-linux",
    step=6,
    explanation=(
        "While the file disable_agent exists, the agent's service runs but sleeps and handles no extension. A VM that "
        "was created without agent or extension operations gets this file at its first boot."
    ),
    sources=(
        SEED.section("UserErrorGuestAgentStatusUnavailable"),
        WALINUXAGENT.section("azurelinuxagent/daemon/main.py, pa/provision/default.py"),
    ),
    applies=vm.os_type == "linux",
    rules=(
        confirms(agent.disabled_by_file == True, derived.agent_code == True, derived.agent_silent == True),
        suggests(agent.disabled_by_file == True),
        suggests(signs.agent_disabled == True),
        suggests(vm.extension_operations_allowed == False),
        rules_out(agent.disabled_by_file == False, vm.extension_operations_allowed == True),
        WITHOUT_AGENT,
        only_with(*AGENT_CODES),
    ),
    leads_to=("agent-stopped-linux",),
    remedy=Remedy(
        steps=(
            Step(
                "Look for the file; the log names it.",
                (
                    Command("bash", "sudo ls -l /var/lib/waagent/disable_agent"),
                    Command("bash", "sudo grep -i 'sleeping forever' /var/log/waagent.log"),
                ),
                rights=ROOT,
            ),
            Step(
                "Remove it, and restart the agent.",
                (Command("bash", "sudo rm -f /var/lib/waagent/disable_agent"), *RESTART_AGENT),
                effect="changes state",
                rights=ROOT,
                caution=(
                    "Somebody decided against the agent, here or when the VM was created: ask first. Where Lib.Dir in "
                    f"waagent.conf differs, the log names the path. {RUN_COMMAND}"
                ),
            ),
            ALLOW_EXTENSIONS,
        ),
        verify=Step(
            "The log no longer ends with 'sleeping forever', and Azure shows the agent as Ready.",
            (
                Command("bash", "sudo tail -n 20 /var/log/waagent.log"),
                AGENT_STATUSES,
                Command("az", "az vm show -g {resource_group} -n {vm} --query osProfile.allowExtensionOperations"),
            ),
        ),
    ),
)
