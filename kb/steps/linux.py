"""What is done in a Linux guest; above all with its agent."""

from ...engine.knowledge import Command, Step
from ..facts import vm

ROOT = "root in the guest"
RUN_COMMAND = "Run Command needs a working agent: use SSH or the serial console."

# Debian's family calls the agent's service walinuxagent, the others call it waagent.
DEBIAN = vm.distribution.one_of("ubuntu", "debian")
OTHERS = vm.distribution.none_of("ubuntu", "debian")
# By package manager: yum (or dnf), and zypper.
YUM = vm.distribution.one_of("rhel", "centos", "alma", "rocky", "oracle")
SUSE = vm.distribution.one_of("sles", "opensuse")

START_AGENT = (
    Command("bash", "sudo systemctl enable --now walinuxagent", when=DEBIAN),
    Command("bash", "sudo systemctl enable --now waagent", when=OTHERS),
)
RESTART_AGENT = (
    Command("bash", "sudo systemctl restart walinuxagent", when=DEBIAN),
    Command("bash", "sudo systemctl restart waagent", when=OTHERS),
)

# Installs the agent, or updates it; each distribution has its own name for the package.
_APT = "sudo apt-get -qq update && sudo apt-get install -y"
INSTALL_AGENT = (
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

# The backup extension's own words on freezing; it logs under a folder of its own.
FREEZE_LOG = Command(
    "bash", "sudo grep -rhE 'Failed to FI|Thawing' /var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux"
)
_TEMPLATE = "/var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-*/main/tempPlugin/vmbackup.conf"
# A whole step, for a mount point that cannot be repaired or unmounted.
SKIP_MOUNT = Step(
    "If it cannot be unmounted, have the extension leave that mount point out: in /etc/azure/vmbackup.conf, under "
    "[SnapshotThread], set fsfreeze: True, MountsToSkip = (its path) and SafeFreezeWaitInSeconds=600.",
    (
        Command("bash", f"test -f /etc/azure/vmbackup.conf || sudo cp {_TEMPLATE} /etc/azure/", verified=False),
        Command("bash", "sudo vi /etc/azure/vmbackup.conf", verified=False),
    ),
    effect="changes state",
    rights=ROOT,
    caution="What is written there during the snapshot may then be inconsistent in the backup.",
    covers=("X.UserErrorFsFreezeFailed",),
)
