"""Updates of the operating system are waiting."""

from ...engine.knowledge import Cause, Command, Remedy, Step, suggests
from ..codes import AGENT_CODES
from ..facts import vm
from ..rules import only_with
from ..sources import SEED
from .pending_reboot import LINUX, LOOK, RESTART, WINDOWS

_APT = vm.distribution.one_of("ubuntu", "debian")
_DNF = vm.distribution.one_of("rhel", "centos", "alma", "rocky", "oracle")
_ZYPPER = vm.distribution.one_of("sles", "opensuse")
_UPDATES = Command("portal", "VM > Operations > Updates")

CAUSE = Cause(
    id="pending-updates",
    title="Updates of the operating system are pending",
    family="vm-health",
    step=2,
    explanation=(
        "Updates that are half installed, or hold fixes that the agent needs, can keep agent or snapshot "
        "from working. Nearly every VM has updates waiting, so this is a hint and never the proof."
    ),
    sources=(SEED.section("Step 1: Check Azure VM health", "step-1-check-azure-vm-health"),),
    rules=(
        suggests(vm.pending_updates == True, covers=("S1.2",)),
        only_with(*AGENT_CODES),
    ),
    leads_to=("pending-reboot",),
    remedy=Remedy(
        steps=(
            Step(
                "Let Azure list what is missing.",
                (_UPDATES, Command("az", "az vm assess-patches -g {resource_group} -n {vm}")),
                effect="changes state",
                rights="Virtual Machine Contributor",
                caution="The assessment runs in the guest and needs a working agent; without it, look in the guest.",
            ),
            Step(
                "Linux: install the updates.",
                (
                    Command("bash", "sudo apt-get update && sudo apt-get -y upgrade", when=_APT),
                    Command("bash", "sudo dnf -y update", when=_DNF),
                    Command("bash", "sudo zypper --non-interactive update", when=_ZYPPER, verified=False),
                ),
                effect="needs restart",
                rights="root in the guest",
                caution="Services restart. Do it in a maintenance window, and not while a backup runs.",
                when=LINUX,
                covers=("S1.2",),
            ),
            Step(
                "Windows: install the updates, and let an installation that runs end.",
                (Command("portal", "Windows guest > Settings > Windows Update"),),
                effect="needs restart",
                rights="administrator in the guest",
                caution="Do it in a maintenance window, and not while a backup runs.",
                when=WINDOWS,
                covers=("S1.2",),
            ),
            Step(
                "Restart the VM if the updates ask for it.",
                RESTART,
                effect="needs restart",
                rights="Virtual Machine Contributor, or administrator (root) in the guest",
                caution="It interrupts what the VM serves.",
                covers=("S1.3",),
            ),
        ),
        verify=Step("No update and no reboot is pending.", (_UPDATES, *LOOK)),
    ),
    covers=("S1.2",),
)
