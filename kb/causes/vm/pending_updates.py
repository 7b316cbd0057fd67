"""Updates of the operating system are waiting."""

from ....engine.knowledge import Cause, Command, Remedy, Step, suggests
from ...facts import vm
from ...sources import SEED
from ...steps.guest import ADMIN_OR_ROOT, LINUX, PENDING_REBOOT, RESTART, WINDOWS
from ...steps.linux import DEBIAN, ROOT, SUSE, YUM
from ...steps.windows import ADMIN

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
    hint_only=True,
    codes=("guest",),
    rules=(suggests(vm.pending_updates == True, covers=("S1.2",)),),
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
                    Command("bash", "sudo apt-get update && sudo apt-get -y upgrade", when=DEBIAN),
                    Command("bash", "sudo dnf -y update", when=YUM),
                    Command("bash", "sudo zypper --non-interactive update", when=SUSE, verified=False),
                ),
                effect="needs restart",
                rights=ROOT,
                caution="Services restart. Do it in a maintenance window, and not while a backup runs.",
                when=LINUX,
                covers=("S1.2",),
            ),
            Step(
                "Windows: install the updates, and let an installation that runs end.",
                (Command("portal", "Windows guest > Settings > Windows Update"),),
                effect="needs restart",
                rights=ADMIN,
                caution="Do it in a maintenance window, and not while a backup runs.",
                when=WINDOWS,
                covers=("S1.2",),
            ),
            Step(
                "Restart the VM if the updates ask for it.",
                RESTART,
                effect="needs restart",
                rights=f"Virtual Machine Contributor, or {ADMIN_OR_ROOT}",
                caution="It interrupts what the VM serves.",
                covers=("S1.3",),
            ),
        ),
        verify=Step("No update and no reboot is pending.", (_UPDATES, *PENDING_REBOOT)),
    ),
    covers=("S1.2",),
)
