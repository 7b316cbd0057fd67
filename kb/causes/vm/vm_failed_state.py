"""The VM is in a failed provisioning state."""

from ....engine.knowledge import Cause, Command, Remedy, Step
from ...facts import error, extensions, vm
from ...rules import explains
from ...sources import EXTENSION_TROUBLESHOOTING, SEED, SIBLING, STATES
from ...steps.azure import EXTENSIONS, PROVISIONING_STATE, REAPPLY

CAUSE = Cause(
    id="vm-failed-state",
    title="The VM is in a failed provisioning state",
    family="vm-provisioning",
    step=3,
    explanation=(
        "The last operation on the VM, often on one of its extensions, did not succeed. Azure Backup takes "
        "no snapshot of a VM in this state, even where the guest runs well."
    ),
    sources=(
        SEED.section("UserErrorVmProvisioningStateFailed"),
        STATES.section("Provisioning states"),
        SIBLING.section("UserErrorVmNotInDesirableState"),
        EXTENSION_TROUBLESHOOTING.section("VM Reapply"),
    ),
    codes=("agent",),
    rules=(
        *explains(
            error.code.one_of("UserErrorVmProvisioningStateFailed", "UserErrorVmNotInDesirableState"),
            vm.provisioning_state == "failed",
            covers=("W.1", "E.UserErrorVmProvisioningStateFailed", "X.UserErrorVmNotInDesirableState"),
        ),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Read which operation failed, and why: the code behind the state, and the activity log.",
                (*PROVISIONING_STATE, Command("portal", "VM > Activity log")),
                caution=(
                    "Solve first what the code names; AllocationFailed, for one, is about capacity in the "
                    "region. An operation that could not be carried out may have left the guest as it was."
                ),
            ),
            Step(
                "Repair or remove the failed extensions first (see extension-failed).",
                EXTENSIONS,
                when=extensions.failed.not_empty,
                covers=("S3.2",),
            ),
            Step(
                "Have Azure apply the VM's model again.",
                REAPPLY,
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution="In rare cases it restarts the VM.",
                covers=("E.UserErrorVmProvisioningStateFailed",),
            ),
            Step(
                "If the state remains Failed, move the VM to another host.",
                (
                    Command("portal", "VM > Help > Redeploy + reapply > Redeploy"),
                    Command("az", "az vm redeploy -g {resource_group} -n {vm}"),
                    Command("az-powershell", "Set-AzVM -ResourceGroupName {resource_group} -Name {vm} -Redeploy"),
                ),
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution=(
                    "The VM restarts, what stands on its temporary disk is lost, and dynamic addresses can "
                    "change: use a maintenance window."
                ),
            ),
        ),
        verify=Step("The provisioning state is Succeeded.", PROVISIONING_STATE),
    ),
    today=(
        "The document mixes power states with provisioning states; what disturbs a backup is a provisioning "
        "state of Failed or Updating."
    ),
    covers=("W.1", "E.UserErrorVmProvisioningStateFailed"),
)
