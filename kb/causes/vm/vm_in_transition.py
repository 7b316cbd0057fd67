"""The VM was on its way from one power state to another when the backup asked for it."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import codes_that_say
from ...facts import error, vm
from ...sources import SIBLING, STATES
from ...steps.azure import PROPERTIES, SCHEDULE, VM_STATUSES

_CODES = codes_that_say("vm_state")
_COVERS = tuple(f"X.{code}" for code in _CODES)
_MOVING = vm.power_state.one_of("starting", "stopping", "deallocating")

CAUSE = Cause(
    id="vm-in-transition",
    title="The VM was being started or stopped when the backup ran",
    family="vm-transition",
    step=1,
    explanation=(
        "A VM can be backed up while it is Running, Stopped or Stopped (deallocated), but not on its way from one to "
        "the other. The backup met such a moment, as of an automatic shutdown."
    ),
    sources=(
        SIBLING.section("UserErrorVmNotInDesirableState"),
        SIBLING.section("VmNotInDesirableState"),
        STATES.section("Power states and billing"),
    ),
    codes=("agent",),
    rules=(
        confirms(_MOVING, error.code.one_of(*_CODES), covers=_COVERS),
        confirms(vm.changed_state_at_failure == True, error.code.one_of(*_CODES), covers=_COVERS),
        suggests(_MOVING),
        suggests(vm.changed_state_at_failure == True),
        # The state of now says nothing of then: only the activity log does.
        rules_out(vm.changed_state_at_failure == False, vm.power_state.one_of("running", "stopped", "deallocated")),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Wait until the VM is Running or Stopped, then start the backup again.",
                (
                    PROPERTIES,
                    VM_STATUSES,
                    Command("portal", "VM > Activity log"),
                ),
                covers=_COVERS,
            ),
            Step(
                "If an automatic start or shutdown falls together with the schedule of the backup, move one of them.",
                (Command("portal", "VM > Operations > Auto-shutdown"), SCHEDULE),
                effect="changes state",
                rights="Virtual Machine Contributor, or Backup Contributor on the vault",
                caution="Backups start within two hours of the scheduled time, and it holds for all VMs of the policy.",
                covers=_COVERS,
            ),
        ),
        verify=Step("The VM shows Running, Stopped or Stopped (deallocated).", (PROPERTIES, VM_STATUSES)),
    ),
    covers=_COVERS,
)
