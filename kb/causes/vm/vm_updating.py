"""The VM, or one of its extensions, is being changed."""

from ....engine.knowledge import Cause, Command, Remedy, Step, suggests
from ...facts import error, extensions, vm
from ...rules import explains
from ...sources import EXTENSION_TROUBLESHOOTING, SEED, STATES
from ...steps.azure import EXTENSIONS, PROVISIONING_STATE, REAPPLY

CAUSE = Cause(
    id="vm-updating",
    title="The VM is being updated",
    family="vm-provisioning",
    step=2,
    explanation=(
        "While Azure still carries out a change to the VM or to one of its extensions, a backup cannot have "
        "its own extension installed or run."
    ),
    sources=(
        SEED.section("UserErrorVmProvisioningStateFailed"),
        SEED.section("Step 1: Check Azure VM health", "step-1-check-azure-vm-health"),
        STATES.section("Provisioning states"),
        EXTENSION_TROUBLESHOOTING.section("VM Reapply"),
    ),
    codes=("agent",),
    rules=(
        *explains(
            error.code == "UserErrorVmProvisioningStateFailed",
            vm.provisioning_state.one_of("updating", "creating", "migrating"),
            covers=("S1.1", "W.1", "E.UserErrorVmProvisioningStateFailed"),
        ),
        suggests(extensions.in_transition.not_empty),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "See what is being changed, and wait until it has ended.",
                (
                    Command("portal", "VM > Activity log"),
                    Command("az", "az vm wait -g {resource_group} -n {vm} --updated"),
                    *EXTENSIONS,
                ),
                covers=("S1.1", "E.UserErrorVmProvisioningStateFailed"),
            ),
            Step(
                "If the state does not change for hours, have Azure apply the VM's model again.",
                REAPPLY,
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution=(
                    "In rare cases it restarts the VM: use a maintenance window, and not while an update "
                    "still makes progress."
                ),
            ),
        ),
        verify=Step(
            "The provisioning state is Succeeded, and no extension is in transition.",
            (*PROVISIONING_STATE, *EXTENSIONS),
        ),
    ),
    today=(
        "The document calls Running, Stopped and Updating provisioning states; the first two are power "
        "states, and only Updating is in the way."
    ),
    covers=("S1.1", "W.1", "E.UserErrorVmProvisioningStateFailed"),
)
