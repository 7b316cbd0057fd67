"""What is done in a Linux guest; above all with its agent."""

from ..facts import agent, signs, vm
from .making import Commands, bash, change, how, look

RUN_COMMAND_LINUX = "Run Command needs a working agent: use SSH or the serial console."

# Debian's family calls the agent's service walinuxagent, the others call it waagent.
DEBIAN = vm.distribution.one_of("ubuntu", "debian")
OTHERS = vm.distribution.none_of("ubuntu", "debian")
# By package manager: yum (or dnf), and zypper.
YUM = vm.distribution.one_of("rhel", "centos", "alma", "rocky", "oracle")
SUSE = vm.distribution.one_of("sles", "opensuse")


def of_agent_unit(command: str) -> Commands:
    """A command on the agent's unit, which `{unit}` in it stands for, with either name of it."""
    return (
        *bash(command.replace("{unit}", "walinuxagent"), when=DEBIAN),
        *bash(command.replace("{unit}", "waagent"), when=OTHERS),
    )


START_AGENT_LINUX = of_agent_unit("sudo systemctl enable --now {unit}")
RESTART_AGENT_LINUX = of_agent_unit("sudo systemctl restart {unit}")

# Installs the agent, or updates it; each distribution has its own name for the package.
_APT = "sudo apt-get -qq update && sudo apt-get install -y"
INSTALL_AGENT_LINUX = (
    *bash(f"{_APT} walinuxagent", when=vm.distribution == "ubuntu"),
    *bash(f"{_APT} waagent", when=vm.distribution == "debian"),
    *bash("sudo yum install -y WALinuxAgent", when=YUM),
    *bash("sudo zypper install -y python-azure-agent", when=SUSE),
    *bash("sudo tdnf install -y WALinuxAgent", when=vm.distribution == "azurelinux", verified=False),
)
INSTALL_CAUTION_LINUX = (
    "Install it from the distribution's repository only, not from the source on GitHub. If the repository has no "
    "newer one, ask the distribution's support; the newest version stands on "
    "https://github.com/Azure/WALinuxAgent/releases. Oracle Linux needs the repository ol<N>_addons."
)

# A whole step.
SEE_AGENT_VERSIONS_LINUX = look(
    "Compare the versions of the package and of the goal state agent: where auto-update is off (see "
    "agent-autoupdate-off), switching it on is enough for the second.",
    how(agent.version, "bash"),
    how(agent.auto_update, "bash"),
)

# The backup extension's own words on freezing; it logs under a folder of its own.
FREEZE_LOG = bash(
    "sudo grep -rhE 'Failed to FI|Thawing' /var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux"
)
_TEMPLATE = "/var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-*/main/tempPlugin/vmbackup.conf"
# A whole step, for a mount point that cannot be repaired or unmounted.
SKIP_MOUNT = change(
    "If it cannot be unmounted, have the extension leave that mount point out: in /etc/azure/vmbackup.conf, under "
    "[SnapshotThread], set fsfreeze: True, MountsToSkip = (its path) and SafeFreezeWaitInSeconds=600.",
    bash(
        f"test -f /etc/azure/vmbackup.conf || sudo cp {_TEMPLATE} /etc/azure/",
        "sudo vi /etc/azure/vmbackup.conf",
        verified=False,
    ),
    caution="What is written there during the snapshot may then be inconsistent in the backup.",
)

# A whole step; for Microsoft's support.
COLLECT_AGENT_LOGS_LINUX = look(
    "If a test backup still fails, collect the logs for Microsoft's support.",
    bash(
        "sudo sh -c 'umask 077; tar czf /tmp/agent-logs.tgz "
        "/var/lib/waagent/*.xml /var/log/waagent.log /var/log/azure/*'"
    ),
    caution="The files can hold settings of extensions; pass them on to the support only.",
)

# A whole step; the agent then says more in its log.
VERBOSE_AGENT_LINUX = change(
    "Where they say too little, set Logs.Verbose=y below 'Enable verbose logging (y|n)', and restart.",
    bash("sudo sed -i.bak 's/^#* *Logs.Verbose *=.*/Logs.Verbose=y/' /etc/waagent.conf"),
    RESTART_AGENT_LINUX,
    caution="Set it back to n afterwards: the log grows fast.",
    when=agent.verbose_logging != True,
)

# A whole step; beside the Python of the system, never in its place.
INSTALL_PYTHON_LINUX = change(
    "Install a newer Python of the distribution beside the old one.",
    bash("sudo apt-get -qq update && sudo apt-get install -y python3", when=DEBIAN),
    bash("sudo yum install -y python3", when=YUM),
    bash("sudo zypper install -y python3", when=SUSE),
    caution="Never replace, remove or re-link the system's own Python: the package manager and other parts of "
    "the system need it. If the distribution has no newer one, it is too old for Azure Backup: "
    "upgrade the operating system.",
)

# A whole step; for an agent that is told to leave extensions alone.
ENABLE_EXTENSIONS_LINUX = change(
    "Set Extensions.Enabled=y, and restart the agent.",
    bash("sudo sed -i.bak 's/^Extensions.Enabled *=.*/Extensions.Enabled=y/' /etc/waagent.conf"),
    RESTART_AGENT_LINUX,
    caution="Some images and hardening rules switch extensions off on purpose: ask first. A tool that manages "
    "/etc/waagent.conf will set it back.",
    when=agent.extensions_enabled == False,
)

# A whole step; for what another extension left that the agent falls over.
SET_EXTENSION_UP_ANEW_LINUX = change(
    "If the agent's log names the state or the log folder of another extension: move its folder below "
    "/var/lib/waagent away, make a missing log folder anew, and restart the agent, which sets it up again.",
    RESTART_AGENT_LINUX,
    caution="A script extension can run its script again.",
    when=signs.extension_state_unreadable == True,
)
