"""The agent's process is there, and does nothing."""

from ...authoring import *

_STUCK = signs.agent_cannot_be_killed == True
_SERVICE = agent.service_state == "running"

CAUSE = cause(
    __name__,
    "The Linux agent hangs: its process is there and does nothing",
    "The service shows as running, yet the log has no new lines and Azure hears nothing: after an error of the "
    "network, say, it never retried for days. Only a restart of the agent, or of the machine where the process hangs "
    "in the kernel, brings it back.",
    sources=(WALINUXAGENT_ISSUES.section("110 (backups that fail), 461, 821, 2674"),),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            _SERVICE,
            AGENT_SILENT,
            agent.restart_tried == "helped",
            because="service up, Azure heard nothing, and a restart of the agent alone brought it back",
            rival="wireserver-blocked: a restart does not open a way to the host",
        ),
        suggests(_STUCK),
        suggests(signs.agent_waits_for_orphan == True),
        suggests(agent.restart_tried == "helped", AGENT_SILENT, derived.agent_running == True),
        hints(agent.restart_tried == "helped"),
        hints(signs.told_log_silent == True),
        hints(extensions.backup_started == False, derived.agent_running == True),
        rules_out(agent.alive_at_failure == True, AGENT_ANSWERS),
        # A process that hangs in the kernel cannot be ended: then a restart of the agent alone is in vain.
        rules_out(agent.restart_tried == "no_change", signs.agent_cannot_be_killed == False),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        look(
            "See when the log ends, and in which state the process is (D: it hangs in the kernel).",
            bash("sudo tail -n 3 /var/log/waagent.log", "ps -eo pid,stat,wchan:32,etime,cmd | grep '[w]aagent'"),
        ),
        change("Restart the agent, which is safe.", RESTART_AGENT_LINUX, caution=RUN_COMMAND_LINUX),
        restart(
            "If its process cannot be ended, restart the machine.",
            RESTART,
            rights=ADMIN_OR_ROOT,
            caution="What runs on the VM is interrupted: use a maintenance window.",
        ),
        change("Update the agent, so that it does not come back.", INSTALL_AGENT_LINUX, caution=INSTALL_CAUTION_LINUX),
    ),
    verify=verify(
        "The log has a heartbeat every half hour, and Azure shows the agent as Ready.", AGENT_LOG, AGENT_STATUSES
    ),
)
