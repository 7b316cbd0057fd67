"""The Linux agent is older than the oldest supported version, or than what its distribution offers."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import agent, derived, error, vm
from ...limits import LINUX_AGENT_VERSION
from ...sources import AGENT_VERSIONS, PAGE_2025, SEED, UPDATE_LINUX_AGENT
from ...steps.azure import AGENT
from ...steps.linux import INSTALL_AGENT, INSTALL_CAUTION, RESTART_AGENT, ROOT

_CODE = "UserErrorGuestAgentVersionUnsupported"
_OLD = agent.version < LINUX_AGENT_VERSION.value

CAUSE = Cause(
    id="agent-outdated-linux",
    title="The Azure Linux Agent is out of date",
    family="agent-outdated-linux",
    step=1,
    explanation=(
        "Most failures of agent and extensions on Linux come from an outdated agent: Azure Backup can then not have "
        "the snapshot extension installed or started."
    ),
    sources=(
        SEED.section("The agent installed in the VM is out of date (for Linux VMs)", "solution"),
        PAGE_2025.section("The agent installed in the VM is out of date (for Linux VMs)"),
        AGENT_VERSIONS.section("Minimum supported version"),
        UPDATE_LINUX_AGENT.section("How to update the Azure Linux Agent on a VM"),
    ),
    applies=vm.os_type == "linux",
    codes=("agent", _CODE),
    needs_agent=True,
    rules=(
        confirms(_OLD, derived.agent_code == True, derived.agent_silent == True, covers=("S2.6",)),
        suggests(_OLD, covers=("S2.6",)),
        suggests(agent.latest == False, covers=("S2.6",)),
        confirms(_OLD, error.code == _CODE, covers=(f"X.{_CODE}",)),
        suggests(error.code == _CODE, covers=(f"X.{_CODE}",)),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Update the agent's package.",
                INSTALL_AGENT,
                effect="changes state",
                rights=ROOT,
                caution=INSTALL_CAUTION,
                covers=("C.agent-outdated-linux", "S2.6"),
            ),
            Step(
                "Restart the agent; have it come back after a crash, too (see linux-agent-not-autorestart).",
                RESTART_AGENT,
                effect="changes state",
                rights=ROOT,
                covers=("C.agent-outdated-linux",),
            ),
            Step(
                "If a test backup still fails, collect the logs for Microsoft's support.",
                (
                    Command(
                        "bash",
                        "sudo sh -c 'umask 077; tar czf /tmp/agent-logs.tgz "
                        "/var/lib/waagent/*.xml /var/log/waagent.log /var/log/azure/*'",
                    ),
                ),
                rights=ROOT,
                caution="The files can hold settings of extensions; pass them on to the support only.",
                covers=("C.agent-outdated-linux",),
            ),
            Step(
                "Where they say too little, set Logs.Verbose=y below 'Enable verbose logging (y|n)', and restart.",
                (
                    Command("bash", "sudo sed -i.bak 's/^#* *Logs.Verbose *=.*/Logs.Verbose=y/' /etc/waagent.conf"),
                    *RESTART_AGENT,
                ),
                effect="changes state",
                rights=ROOT,
                caution="Set it back to n afterwards: the log grows fast.",
                when=agent.verbose_logging != True,
                covers=("C.agent-outdated-linux",),
            ),
        ),
        verify=Step(
            f"The goal state agent is {LINUX_AGENT_VERSION.value} or newer, and Azure shows the agent as Ready.",
            (
                Command("portal", "VM > Settings > Properties: Agent status and Agent version"),
                AGENT,
                Command("bash", "waagent --version; ps -ef | grep -i '[w]aagent'"),
            ),
        ),
    ),
    today=(
        f"The document asks for the latest version; today {LINUX_AGENT_VERSION.value} is the oldest supported one, "
        "and the version of the goal state agent counts."
    ),
    covers=("S2.6", "C.agent-outdated-linux"),
)
