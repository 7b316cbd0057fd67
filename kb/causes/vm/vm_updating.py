"""The VM, or one of its extensions, is being changed."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The VM is being updated",
    "While Azure still carries out a change to the VM or to one of its extensions, a backup cannot have "
    "its own extension installed or run.",
    family="vm-provisioning",
    step=2,
    sources=(
        SEED.section("UserErrorVmProvisioningStateFailed"),
        HEALTH_STEP_1,
        STATES.section("Provisioning states"),
        EXTENSION_TROUBLESHOOTING.section("Trigger a new GoalState to the VM"),
    ),
    codes=("agent",),
    rules=(
        confirms(
            vm.provisioning_state.one_of("updating", "creating", "migrating"),
            error.code.one_of("UserErrorVmProvisioningStateFailed", *codes_that_say("vm_state")),
            because="the change was seen within half an hour of the failure, and the code is that of such a VM",
            rival="vm-failed-state: the state is not Failed",
        ),
        suggests(vm.provisioning_state.one_of("updating", "creating", "migrating")),
        suggests(extensions.in_transition.not_empty),
    ),
    today="The document calls Running, Stopped and Updating provisioning states; the first two are power "
    "states, and only Updating is in the way.",
    remedy=(
        look(
            "See what is being changed, and wait until it has ended.",
            portal("VM > Activity log"),
            az("az vm wait -g {resource_group} -n {vm} --updated"),
            EXTENSIONS,
        ),
        restart(
            "If the state does not change for hours, have Azure apply the VM's model again.",
            REAPPLY,
            caution="In rare cases it restarts the VM: use a maintenance window, and not while an update "
            "still makes progress.",
        ),
    ),
    verify=verify(
        "The provisioning state is Succeeded, and no extension is in transition.", PROVISIONING_STATE, EXTENSIONS
    ),
)
