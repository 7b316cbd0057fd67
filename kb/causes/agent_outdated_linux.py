"""The Linux agent is older than the oldest supported version, or than what its distribution offers."""

from ...engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ..facts import agent, derived, vm
from ..limits import LINUX_AGENT_VERSION
from ..sources import AGENT_VERSIONS, PAGE_2025, SEED, UPDATE_LINUX_AGENT

FAMILY = "agent-outdated-linux"

DEBIAN = vm.distribution.one_of("ubuntu", "debian")
OTHERS = vm.distribution.none_of("ubuntu", "debian")
YUM = vm.distribution.one_of("rhel", "centos", "alma", "rocky", "oracle")
SUSE = vm.distribution.one_of("sles", "opensuse")
# The agent from the distribution's repository, installed or updated; other causes use it too.
_APT = "sudo apt-get -qq update && sudo apt-get install -y"
INSTALL = (
    Command("bash", f"{_APT} walinuxagent", when=vm.distribution == "ubuntu"),
    Command("bash", f"{_APT} waagent", when=vm.distribution == "debian"),
    Command("bash", "sudo yum install -y WALinuxAgent", when=YUM),
    Command("bash", "sudo zypper install -y python-azure-agent", when=SUSE),
    Command("bash", "sudo tdnf install -y WALinuxAgent", when=vm.distribution == "azurelinux", verified=False),
)
INSTALL_CAUTION = (
    "Install it from the distribution's repository only, not from the source on GitHub. If the repository has no "
    "newer one, ask the distribution's support; the newest version stands on "
    "https://github.com/Azure/WALinuxAgent/releases. Oracle Linux needs the repository ol<N>_addons."
)
RESTART = (
    Command("bash", "sudo systemctl restart walinuxagent", when=DEBIAN),
    Command("bash", "sudo systemctl restart waagent", when=OTHERS),
)
ROOT = "root in the guest"
OLD = agent.version < LINUX_AGENT_VERSION.value

CAUSE = Cause(
    id="agent-outdated-linux",
    title="The Azure Linux Agent is out of date",
    family=FAMILY,
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
    rules=(
        confirms(OLD, derived.agent_code == True, derived.vm_off == False, covers=("S2.6",)),
        suggests(OLD, covers=("S2.6",)),
        suggests(agent.latest == False, covers=("S2.6",)),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Update the agent's package.",
                INSTALL,
                effect="changes state",
                rights=ROOT,
                caution=INSTALL_CAUTION,
                covers=("C.agent-outdated-linux", "S2.6"),
            ),
            Step(
                "Restart the agent; have it come back after a crash, too (see linux-agent-not-autorestart).",
                RESTART,
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
                    *RESTART,
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
                Command("az", "az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent"),
                Command("bash", "waagent --version; ps -ef | grep -i [w]aagent"),
            ),
        ),
    ),
    today=(
        f"The document asks for the latest version; today {LINUX_AGENT_VERSION.value} is the oldest supported one, "
        "and the version of the goal state agent counts."
    ),
    covers=("S2.6", "C.agent-outdated-linux"),
)
