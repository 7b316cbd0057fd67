"""The Python of the guest is too old for the Linux agent."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import agent, derived, network, vm
from ...limits import PYTHON, PYTHON_WITH_PROXY
from ...sources import MATRIX, SEED, VMASSIST, WALINUXAGENT
from ...steps.azure import AGENT_STATUSES
from ...steps.linux import DEBIAN, INSTALL_AGENT, INSTALL_CAUTION, OTHERS, RESTART_AGENT, ROOT, SUSE, YUM

_TOO_OLD = agent.python_version < PYTHON.value

CAUSE = Cause(
    id="python-too-old",
    title="Python is too old for the Azure Linux Agent",
    family="agent-outdated-linux",
    step=4,
    explanation=(
        f"Agent and backup extension are Python programs: below Python {PYTHON.value} they cannot run, and behind a "
        f"proxy Azure Backup asks for {PYTHON_WITH_PROXY.value}."
    ),
    sources=(
        SEED.section("Step 2: Check Azure VM guest agent service health"),
        MATRIX.section("Linux backup support"),
        WALINUXAGENT.section("Requirements"),
        VMASSIST.section("linux/vmassist.sh: never replace the system Python"),
    ),
    applies=vm.os_type == "linux",
    codes=("agent",),
    needs_agent=True,
    rules=(
        confirms(_TOO_OLD, derived.agent_code == True, derived.agent_silent == True, covers=("S2.7", "L.python")),
        suggests(_TOO_OLD, covers=("S2.7", "L.python")),
        suggests(agent.python_version < PYTHON_WITH_PROXY.value, network.proxy == True),
    ),
    leads_to=("agent-stopped-linux",),
    remedy=Remedy(
        steps=(
            Step(
                "Look which Python the agent uses, and which are installed.",
                (
                    Command("bash", "waagent --version; head -n 1 /usr/sbin/waagent; ls /usr/bin/python*"),
                    Command("bash", "systemctl cat walinuxagent | grep ExecStart", when=DEBIAN),
                    Command("bash", "systemctl cat waagent | grep ExecStart", when=OTHERS),
                ),
                covers=("S2.7",),
            ),
            Step(
                "Install a newer Python of the distribution beside the old one.",
                (
                    Command("bash", "sudo apt-get -qq update && sudo apt-get install -y python3", when=DEBIAN),
                    Command("bash", "sudo yum install -y python3", when=YUM),
                    Command("bash", "sudo zypper install -y python3", when=SUSE),
                ),
                effect="changes state",
                rights=ROOT,
                caution=(
                    "Never replace, remove or re-link the system's own Python: the package manager and other parts of "
                    "the system need it. If the distribution has no newer one, it is too old for Azure Backup: "
                    "upgrade the operating system."
                ),
                covers=("S2.7", "L.python"),
            ),
            Step(
                "Update the agent's package, so that the agent is set up for that Python.",
                INSTALL_AGENT,
                effect="changes state",
                rights=ROOT,
                caution=INSTALL_CAUTION,
            ),
            Step("Restart the agent.", RESTART_AGENT, effect="changes state", rights=ROOT),
        ),
        verify=Step(
            "The line 'Python:' shows the newer version, and Azure shows the agent as Ready.",
            (Command("bash", "waagent --version"), AGENT_STATUSES),
        ),
    ),
    today=f"The document asks for Python 2.6; where a proxy is configured it is {PYTHON_WITH_PROXY.value} today.",
    covers=("S2.7", "L.python"),
)
