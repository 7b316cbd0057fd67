"""The agent is started with a Python that does not have the agent's modules, or that is not there."""

from ...authoring import *

_NOT_FOUND = signs.agent_modules_not_found == True
_NO_INTERPRETER = signs.agent_interpreter_missing == True
_NO_DISTRO = signs.agent_distro_missing == True
_LOOK = (
    *bash("head -n 1 /usr/sbin/waagent", "ls -l /usr/bin/python3* /usr/libexec/platform-python"),
    *of_agent_unit("systemctl cat {unit}"),
)

CAUSE = cause(
    __name__,
    "The agent is started with another Python than it was installed for",
    "The agent's package belongs to one Python of the system. Where the default Python was changed, the system was "
    "upgraded, or the agent was installed a second time, the Python that starts it does not find the agent's modules.",
    sources=(
        WALINUXAGENT_ISSUES.section("2310 (seen through a failed backup), 2728, 2802, 2126, 2699, 3207"),
        WALINUXAGENT.section("bin/waagent"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            _NOT_FOUND,
            derived.agent_running == False,
            because="the agent's start ends with this error, and the agent is down",
            rival="agent-stopped-linux: nobody stopped it, it cannot start",
        ),
        *(suggests(line) for line in (_NOT_FOUND, _NO_INTERPRETER, _NO_DISTRO)),
        hints(signs.agent_not_executed == True),
        # Its program may have been started by hand since: what counts is the failure.
        rules_out(agent.alive_at_failure == True),
    ),
    leads_to=("agent-crash-loop", "agent-stopped-linux", "agent-not-reporting"),
    remedy=(
        look("See which Python the agent's program and its unit name, and which are there.", _LOOK),
        change(
            "If the system's default Python was changed, set it back to the one that the distribution uses.",
            bash("sudo alternatives --config python3", when=YUM, verified=False),
            bash("sudo update-alternatives --config python3", when=DEBIAN, verified=False),
            rights=ROOT,
            caution="Never remove or replace the Python of the system. Ask who changed it, and why, first.",
        ),
        change("Install the agent's package anew.", INSTALL_AGENT_LINUX, caution=INSTALL_CAUTION_LINUX),
        change(
            "If the unit names a Python that does not fit, override it: 'systemctl edit' with an empty ExecStart= and "
            "a second one, as ExecStart=/usr/libexec/platform-python -u /usr/sbin/waagent -daemon.",
            of_agent_unit("sudo systemctl edit {unit}"),
            caution=RUN_COMMAND_LINUX,
        ),
        change("Restart the agent.", RESTART_AGENT_LINUX),
    ),
    verify=verify(
        "The version is printed, and Azure shows the agent as Ready.", how(agent.version, "bash"), AGENT_STATUSES
    ),
)
