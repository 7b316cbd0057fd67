"""The Linux agent ends at its start since the file of its configuration is missing or empty."""

from ...authoring import *

_REINSTALL = "sudo apt-get install --reinstall -y -o Dpkg::Options::=--force-confmiss"
_MISSING = signs.agent_config_missing == True
_NOT_THERE = signs.agent_config_not_there == True

CAUSE = cause(
    __name__,
    "The Linux agent finds no configuration file",
    "The agent ends at its start where waagent.conf is not there, or is empty: after an upgrade or a clean-up took it "
    "away, with a tool that writes it anew and fails, or where the agent does not know the distribution any more and "
    "looks in /etc while the image keeps the file elsewhere.",
    sources=(
        WALINUXAGENT.section("azurelinuxagent/common/conf.py, azurelinuxagent/common/osutil/default.py"),
        WALINUXAGENT_ISSUES.section("532, 541, 549, 934"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            *(_MISSING, derived.agent_running == False),
            because="the agent's start ends with this error, and the agent is down",
            rival="agent-stopped-linux: nobody stopped it, it cannot start",
        ),
        suggests(_MISSING),
        # Of one path: an image may keep the file elsewhere, and where no agent is, none is. It establishes nothing.
        suggests(_NOT_THERE, derived.agent_running == False, derived.agent_present == True),
        hints(_NOT_THERE),
        # Its file may have been put back since: what counts is the failure.
        rules_out(agent.alive_at_failure == True),
    ),
    leads_to=("agent-crash-loop", "agent-stopped-linux", "agent-not-reporting"),
    remedy=(
        look(
            "See whether the file is there, and what names the system.",
            bash("sudo ls -l /etc/waagent.conf /usr/share/oem/waagent.conf"),
            how(vm.distribution, "bash"),
        ),
        change(
            "Put the file of the agent's package back.",
            bash(f"{_REINSTALL} walinuxagent", when=vm.distribution == "ubuntu", verified=False),
            bash(f"{_REINSTALL} waagent", when=vm.distribution == "debian", verified=False),
            bash("sudo yum reinstall -y WALinuxAgent", when=YUM),
            bash("sudo zypper install -y --force python3-azure-agent", when=SUSE, verified=False),
            caution=f"A tool that manages /etc/waagent.conf writes its own again: mend it there. {RUN_COMMAND_LINUX}",
        ),
        change(
            "If the image keeps the file elsewhere and the agent no longer looks there, link the file until an agent "
            "that knows the system is there.",
            bash("sudo ln -s /usr/share/oem/waagent.conf /etc/waagent.conf", verified=False),
        ),
        change("Start the agent.", START_AGENT_LINUX),
    ),
    verify=verify("The agent stays up, and Azure shows it as Ready.", AGENT_LOG, AGENT_STATUSES),
)
