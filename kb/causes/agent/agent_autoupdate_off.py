"""The Linux agent does not update itself."""

from ....engine.knowledge import Cause, Command, Remedy, Step, suggests
from ...facts import agent, vm
from ...limits import AUTO_UPDATE_KEY, LINUX_AGENT_VERSION
from ...sources import SEED, UPDATE_LINUX_AGENT, WALINUXAGENT
from ...steps.linux import RESTART_AGENT, ROOT

_KEY_SINCE = AUTO_UPDATE_KEY.value
_LOOK = Command("bash", "grep -i AutoUpdate /etc/waagent.conf")

CAUSE = Cause(
    id="agent-autoupdate-off",
    title="The Azure Linux Agent does not update itself",
    family="agent-outdated-linux",
    step=7,
    explanation=(
        "With auto-update off, the part of the agent that handles extensions stays at its version until somebody "
        "updates it; it ages until the backup extension no longer works with it."
    ),
    sources=(
        SEED.section("The agent installed in the VM is out of date (for Linux VMs)", "solution"),
        UPDATE_LINUX_AGENT.section("Ensure auto update is enabled"),
        WALINUXAGENT.section("AutoUpdate.UpdateToLatestVersion"),
    ),
    applies=vm.os_type == "linux",
    hint_only=True,
    codes=("agent", "UserErrorGuestAgentVersionUnsupported"),
    needs_agent=True,
    rules=(
        suggests(agent.auto_update == False, agent.version < LINUX_AGENT_VERSION.value),
        suggests(agent.auto_update == False, agent.latest == False),
    ),
    leads_to=("agent-outdated-linux",),
    remedy=Remedy(
        steps=(
            Step("Look how it is set; the key that is not there counts as y.", (_LOOK,)),
            Step(
                "Switch auto-update on.",
                (
                    Command(
                        "bash",
                        "sudo sed -i.bak -e '$a AutoUpdate.UpdateToLatestVersion=y' "
                        "-e '/^AutoUpdate.UpdateToLatestVersion *=/d' /etc/waagent.conf",
                        when=agent.version >= _KEY_SINCE,
                    ),
                    Command(
                        "bash",
                        "sudo sed -i.bak -e '$a AutoUpdate.Enabled=y' -e '/^AutoUpdate.Enabled *=/d' /etc/waagent.conf",
                        when=agent.version < _KEY_SINCE,
                    ),
                ),
                effect="changes state",
                rights=ROOT,
                caution=(
                    "Some distributions switch it off on purpose (SUSE does): there, update the agent's package with "
                    "the system instead. A tool that manages /etc/waagent.conf will set it back."
                ),
            ),
            Step(
                "Restart the agent; it then looks for its newest version.",
                RESTART_AGENT,
                effect="changes state",
                rights=ROOT,
            ),
        ),
        verify=Step(
            "Auto-update is on, and after some hours the goal state agent is newer than the package.",
            (_LOOK, Command("bash", "waagent --version")),
        ),
    ),
    today=(
        f"Since agent {_KEY_SINCE} the key is AutoUpdate.UpdateToLatestVersion; where both are set, it overrides "
        "AutoUpdate.Enabled, which Microsoft's update guide still names."
    ),
)
