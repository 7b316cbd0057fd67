"""The Linux agent does not update itself."""

from ...authoring import *

_KEY_SINCE = AUTO_UPDATE_KEY.value
_LOOK = bash("grep -i AutoUpdate /etc/waagent.conf")

CAUSE = cause(
    __name__,
    "The Azure Linux Agent does not update itself",
    "With auto-update off, the part of the agent that handles extensions stays at its version until somebody "
    "updates it; it ages until the backup extension no longer works with it.",
    family="agent-outdated-linux",
    step=7,
    sources=(
        LINUX_AGENT_OLD,
        UPDATE_LINUX_AGENT.section("Ensure auto update is enabled"),
        WALINUXAGENT.section("AutoUpdate.UpdateToLatestVersion"),
    ),
    applies=LINUX,
    hint_only=True,
    codes=("answer", "UserErrorGuestAgentVersionUnsupported"),
    needs_agent=True,
    rules=(
        hints(agent.auto_update == False, agent.version < LINUX_AGENT_VERSION.value),
        hints(agent.auto_update == False, agent.latest == False),
    ),
    leads_to=("agent-outdated-linux",),
    today=f"Since agent {_KEY_SINCE} the key is AutoUpdate.UpdateToLatestVersion; where both are set, it overrides "
    "AutoUpdate.Enabled, which Microsoft's update guide still names.",
    remedy=(
        look("Look how it is set; the key that is not there counts as y.", _LOOK),
        change(
            "Switch auto-update on.",
            bash(
                "sudo sed -i.bak -e '$a AutoUpdate.UpdateToLatestVersion=y' "
                "-e '/^AutoUpdate.UpdateToLatestVersion *=/d' /etc/waagent.conf",
                when=agent.version >= _KEY_SINCE,
            ),
            bash(
                "sudo sed -i.bak -e '$a AutoUpdate.Enabled=y' -e '/^AutoUpdate.Enabled *=/d' /etc/waagent.conf",
                when=agent.version < _KEY_SINCE,
            ),
            caution="Some distributions switch it off on purpose (SUSE does): there, update the agent's package with "
            "the system instead. A tool that manages /etc/waagent.conf will set it back.",
        ),
        change("Restart the agent; it then looks for its newest version.", RESTART_AGENT_LINUX),
    ),
    verify=verify(
        "Auto-update is on, and after some hours the goal state agent is newer than the package.",
        _LOOK,
        how(agent.version, "bash"),
    ),
)
