"""The VM is off, so that its agent cannot answer."""

from ....engine.knowledge import Cause, Remedy, Step, confirms, rules_out, suggests
from ...facts import derived, error
from ...sources import FAQ, MATRIX, SEED, STATES
from ...steps.azure import PROPERTIES, START_VM, VM_STATUSES

CAUSE = Cause(
    id="vm-not-running",
    title="The VM is not running",
    family="vm-health",
    step=1,
    explanation="The agent of a VM that is off cannot answer, so a backup that asks for it fails.",
    sources=(
        SEED.section("Step 1: Check Azure VM health", "step-1-check-azure-vm-health"),
        MATRIX.section("Back up a VM that's shut down or offline"),
        FAQ.section("Can I back up a VM that's shut down?"),
        STATES.section("Power states and billing"),
    ),
    codes=("snapshot", "AzureVmOffline", "ExtensionStuckInDeletionState"),
    needs_agent=True,
    rules=(
        confirms(
            derived.vm_off == True,
            error.code.one_of("UserErrorGuestAgentStatusUnavailable", "AzureVmOffline"),
            covers=("S1.1", "W.1", "X.AzureVmOffline"),
        ),
        suggests(derived.vm_off == True, derived.agent_code == True),
        suggests(derived.vm_off == True, error.code == "ExtensionStuckInDeletionState"),
        rules_out(derived.vm_off == False),
        # The codes of a VM in an undesirable state are not about this: Stopped is a state that allows backups.
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Start the VM and wait until its agent is Ready.",
                START_VM,
                effect="changes state",
                rights="Virtual Machine Contributor",
                caution="If it is meant to stay off, leave it: its backup is then crash-consistent.",
            ),
        ),
        verify=Step(
            "The VM shows Running and its agent Ready.",
            (PROPERTIES, VM_STATUSES),
        ),
    ),
    today=(
        "The document says that a stopped VM disturbs the backup; today a stopped VM is backed up, "
        "crash-consistently, so it explains only an unreachable agent."
    ),
    covers=("S1.1", "W.1"),
)
