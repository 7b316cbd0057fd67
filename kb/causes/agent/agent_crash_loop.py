"""The agent starts and ends again and again."""

from ...authoring import *

_LOOP = signs.agent_crash_loop == True

CAUSE = cause(
    __name__,
    "The Linux agent starts and ends again and again",
    "An agent that ends right after its start answers no order of Azure Backup. What ends it stands in its log or in "
    "the journal: a module that is missing, a full disk, a version that does not fit.",
    sources=(
        WALINUXAGENT.section("azurelinuxagent/ga/update.py, azurelinuxagent/daemon/main.py"),
        WALINUXAGENT_ISSUES.section("319, 763, 773, 804, 3123"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    effect=True,
    rules=(
        confirms(
            _LOOP,
            derived.agent_running == False,
            because="the log tells of starts that failed one after another, and the agent is down",
            rival="agent-stopped-linux: it is started, and ends by itself",
        ),
        *(suggests(sign == True) for sign in (signs.agent_crash_loop, signs.told_agent_loops)),
        rules_out(agent.alive_at_failure == True),
        rules_out(_LOOP, AGENT_ANSWERS),
    ),
    leads_to=("agent-stopped-linux", "agent-not-reporting"),
    remedy=(
        look("Read what ended the last starts.", AGENT_JOURNAL, AGENT_LOG),
        change(
            "If only the version that updated itself fails, let the one of the package run: stop the agent, move the "
            "folder of that version away, and start it.",
            of_agent_unit("sudo systemctl stop {unit}"),
            bash(
                "sudo mkdir -p /var/backups/waagent-versions && sudo mv /var/lib/waagent/WALinuxAgent-* "
                "/var/backups/waagent-versions/"
            ),
            START_AGENT_LINUX,
            caution=RUN_COMMAND_LINUX,
        ),
        change("Else update or install the agent's package anew.", INSTALL_AGENT_LINUX, caution=INSTALL_CAUTION_LINUX),
    ),
    verify=verify("The log has heartbeats again, and Azure shows the agent as Ready.", AGENT_LOG, AGENT_STATUSES),
)
