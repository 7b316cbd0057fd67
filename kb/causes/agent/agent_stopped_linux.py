"""The Linux agent's service is not running."""

from ...authoring import *

_DOWN = (derived.agent_running == False, derived.agent_present == True)

CAUSE = cause(
    __name__,
    "The Azure Linux Agent is not running",
    "Azure Backup asks the agent to start the snapshot extension. A stopped agent cannot answer.",
    family="agent-outdated-linux",
    step=2,
    sources=(
        LINUX_AGENT_OLD,
        PAGE_2025.section("The agent installed in the VM is out of date (for Linux VMs)"),
        LINUX_AGENT.section("Troubleshoot a Not Ready status"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        *(
            confirms(
                *(*_DOWN, on),
                because="service or process was down in the guest, and a dead agent starts no snapshot extension",
                rival="agent-missing-linux: the agent is there. What keeps it down (Python, a full disk) is before it",
            )
            for on in (VM_ON, AGENT_SILENT)
        ),
        suggests(derived.agent_down == True),
        hints(agent.service_start_type.one_of("disabled", "masked")),
        # A restart brings back one that hangs, too.
        hints(agent.restart_tried == "helped"),
        # One that runs now may have been started since; but where Azure still hears nothing, it was not that.
        rules_out(derived.agent_running == True, AGENT_SILENT),
        rules_out(derived.agent_running == True, agent.restart_tried.one_of("not_tried", "no_change")),
        rules_out(agent.alive_at_failure == True),
        rules_out(derived.agent_present == False),
    ),
    leads_to=("agent-not-reporting",),
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
