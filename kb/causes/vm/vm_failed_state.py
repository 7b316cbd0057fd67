"""The VM is in a failed provisioning state."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The VM is in a failed provisioning state",
    "The last operation on the VM, often on one of its extensions, did not succeed. Azure Backup takes "
    "no snapshot of a VM in this state, even where the guest runs well.",
    family="vm-provisioning",
    step=3,
    sources=(
        SEED.section("UserErrorVmProvisioningStateFailed"),
        STATES.section("Provisioning states"),
        SIBLING.section("UserErrorVmNotInDesirableState"),
        EXTENSION_TROUBLESHOOTING.section("Trigger a new GoalState to the VM"),
    ),
    codes=("agent",),
    effect=True,
    rules=(
        confirms(
            vm.provisioning_state == "failed",
            error.code.one_of("UserErrorVmProvisioningStateFailed", "UserErrorVmNotInDesirableState"),
            because="the VM was in state Failed, which the code names as what stopped the backup",
            rival="extension-failed: a root, which stands before it",
        ),
        suggests(vm.provisioning_state == "failed"),
    ),
    today="The document mixes power states with provisioning states; what disturbs a backup is a provisioning "
    "state of Failed or Updating.",
    remedy=(
        look(
            "Read which operation failed, and why: the code behind the state, and the activity log.",
            PROVISIONING_STATE,
            portal("VM > Activity log"),
            caution="Solve first what the code names; AllocationFailed, for one, is about capacity in the "
            "region. An operation that could not be carried out may have left the guest as it was.",
        ),
        look(
            "Repair or remove the failed extensions first (see extension-failed).",
            EXTENSIONS,
            when=extensions.failed.not_empty,
        ),
        restart("Have Azure apply the VM's model again.", REAPPLY, caution="In rare cases it restarts the VM."),
        restart(
            "If the state remains Failed, move the VM to another host.",
            portal("VM > Help > Redeploy + reapply > Redeploy"),
            az("az vm redeploy -g {resource_group} -n {vm}"),
            azps("Set-AzVM -ResourceGroupName {resource_group} -Name {vm} -Redeploy"),
            caution="The VM restarts, what stands on its temporary disk is lost, and dynamic addresses can "
            "change: use a maintenance window.",
        ),
    ),
    verify=verify("The provisioning state is Succeeded.", PROVISIONING_STATE),
)
