"""The Linux agent's service is not running."""

from ....engine.knowledge import Cause, Command, Remedy, Step, rules_out, suggests
from ...facts import agent, derived, vm
from ...rules import explains
from ...sources import LINUX_AGENT, PAGE_2025, SEED
from ...steps.azure import AGENT_STATUSES
from ...steps.linux import ROOT, RUN_COMMAND, START_AGENT

CAUSE = Cause(
    id="agent-stopped-linux",
    title="The Azure Linux Agent is not running",
    family="agent-outdated-linux",
    step=2,
    explanation="Azure Backup asks the agent to start the snapshot extension. A stopped agent cannot answer.",
    sources=(
        SEED.section("The agent installed in the VM is out of date (for Linux VMs)", "solution"),
        PAGE_2025.section("The agent installed in the VM is out of date (for Linux VMs)"),
        LINUX_AGENT.section("Troubleshooting checklist"),
    ),
    applies=vm.os_type == "linux",
    codes=("agent",),
    needs_agent=True,
    rules=(
        *explains(
            derived.agent_code == True,
            derived.agent_running == False,
            derived.agent_present == True,
            derived.vm_off == False,
            covers=("S2.5",),
        ),
        suggests(derived.agent_silent == True, covers=("E.UserErrorGuestAgentStatusUnavailable",)),
        suggests(agent.service_start_type.one_of("disabled", "masked")),
        suggests(agent.restart_tried == "helped", derived.agent_code == True),
        # One that runs now may have been started since the backup failed.
        rules_out(derived.agent_running == True, agent.restart_tried.one_of("not_tried", "no_change")),
        rules_out(derived.agent_present == False),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Start the agent, and have it start with the machine.",
                START_AGENT,
                effect="changes state",
                rights=ROOT,
                caution=RUN_COMMAND,
                covers=("C.agent-outdated-linux",),
            ),
            Step(
                "If it stops again, read why.",
                (Command("bash", "sudo tail -n 100 /var/log/waagent.log"),),
                rights=ROOT,
                covers=("C.agent-outdated-linux",),
            ),
        ),
        verify=Step(
            "The agent's process is there, and within five minutes Azure shows the agent as Ready.",
            (Command("bash", "ps -ef | grep -i '[w]aagent'"), AGENT_STATUSES),
        ),
    ),
    today="The document starts it with `service walinuxagent start`; systemctl is the current way.",
    covers=("S2.5",),
)
