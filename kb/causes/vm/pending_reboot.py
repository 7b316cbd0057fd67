"""The guest waits for a reboot."""

from ....engine.knowledge import Cause, Remedy, Step, suggests
from ...facts import vm
from ...sources import SEED
from ...steps.azure import AGENT_STATUSES
from ...steps.guest import ADMIN_OR_ROOT, PENDING_REBOOT, RESTART

CAUSE = Cause(
    id="pending-reboot",
    title="The guest waits for a reboot",
    family="vm-health",
    step=3,
    explanation=(
        "Between an installation and the reboot that completes it, services and drivers of the guest can be "
        "half replaced; agent and snapshot may then fail. It disturbs a backup, and seldom explains a "
        "failure alone."
    ),
    sources=(SEED.section("Step 1: Check Azure VM health", "step-1-check-azure-vm-health"),),
    hint_only=True,
    codes=("guest",),
    rules=(suggests(vm.pending_reboot == True, covers=("S1.3",)),),
    remedy=Remedy(
        steps=(
            Step(
                "Restart the VM in a maintenance window.",
                RESTART,
                effect="needs restart",
                rights=f"Virtual Machine Contributor, or {ADMIN_OR_ROOT}",
                caution="It interrupts what the VM serves. Let an installation or a backup that runs end first.",
                covers=("S1.3",),
            ),
        ),
        verify=Step(
            "No reboot is pending any more, and Azure shows the agent as Ready.",
            (*PENDING_REBOOT, AGENT_STATUSES),
        ),
    ),
    covers=("S1.3",),
)
