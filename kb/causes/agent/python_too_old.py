"""The Python of the guest is too old for the Linux agent."""

from ...authoring import *

_TOO_OLD = agent.python_version < PYTHON.value

CAUSE = cause(
    __name__,
    "Python is too old for the Azure Linux Agent",
    f"Agent and backup extension are Python programs: below Python {PYTHON.value} they cannot run, and behind a "
    f"proxy Azure Backup asks for {PYTHON_WITH_PROXY.value}.",
    family="agent-outdated-linux",
    step=4,
    sources=(
        HEALTH_STEP_2,
        MATRIX.section("Operating system support (Linux)"),
        WALINUXAGENT.section("Requirements"),
        VMASSIST.section("linux/vmassist.sh: never replace the system Python"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            _TOO_OLD,
            *(agent.service_state == "failed", derived.agent_running == False),
            because="the agent's program ended with an error, as each of its starts does under such a Python",
            rival="agent-stopped-linux: it was not stopped by anyone, it cannot start",
        ),
        suggests(_TOO_OLD),
        hints(agent.python_version < PYTHON_WITH_PROXY.value, network.proxy == True),
        rules_out(_TOO_OLD, AGENT_ANSWERS),
    ),
    leads_to=("agent-stopped-linux", "agent-not-reporting"),
    today=f"The document asks for Python 2.6; where a proxy is configured it is {PYTHON_WITH_PROXY.value} today.",
    remedy=(
        look(
            "Look which Python the agent uses, and which are installed.",
            bash("waagent --version; head -n 1 /usr/sbin/waagent; ls /usr/bin/python*"),
            of_agent_unit("systemctl cat {unit} | grep ExecStart"),
        ),
        INSTALL_PYTHON_LINUX,
        change(
            "Update the agent's package, so that the agent is set up for that Python.",
            INSTALL_AGENT_LINUX,
            caution=INSTALL_CAUTION_LINUX,
        ),
        change("Restart the agent.", RESTART_AGENT_LINUX),
    ),
    verify=verify(
        "The line 'Python:' shows the newer version, and Azure shows the agent as Ready.",
        how(agent.version, "bash"),
        AGENT_STATUSES,
    ),
)
