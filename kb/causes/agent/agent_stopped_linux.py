"""The Linux agent's service is not running."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The Azure Linux Agent is not running",
    "Azure Backup asks the agent to start the snapshot extension. A stopped agent cannot answer.",
    family="agent-outdated-linux",
    step=2,
    sources=(
        LINUX_AGENT_OLD,
        PAGE_2025.section("The agent installed in the VM is out of date (for Linux VMs)"),
        LINUX_AGENT.section("Troubleshooting checklist"),
    ),
    applies=LINUX,
    codes=("agent",),
    needs_agent=True,
    rules=(
        *explains(AGENT_CODE, derived.agent_running == False, derived.agent_present == True, VM_ON),
        suggests(AGENT_SILENT),
        suggests(agent.service_start_type.one_of("disabled", "masked")),
        suggests(agent.restart_tried == "helped", AGENT_CODE),
        # One that runs now may have been started since the backup failed.
        rules_out(derived.agent_running == True, agent.restart_tried.one_of("not_tried", "no_change")),
        rules_out(derived.agent_present == False),
    ),
    today="The document starts it with `service walinuxagent start`; systemctl is the current way.",
    remedy=(
        change("Start the agent, and have it start with the machine.", START_AGENT_LINUX, caution=RUN_COMMAND_LINUX),
        look("If it stops again, read why.", bash("sudo tail -n 100 /var/log/waagent.log")),
    ),
    verify=verify(
        "The agent's process is there, and within five minutes Azure shows the agent as Ready.",
        how(agent.process_running, "bash"),
        AGENT_STATUSES,
    ),
)
