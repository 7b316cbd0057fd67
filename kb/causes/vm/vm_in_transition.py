"""The VM was on its way from one power state to another when the backup asked for it."""

from ...authoring import *

_NOT_DESIRABLE = codes_that_say("vm_state")
_CODES = (*_NOT_DESIRABLE, *codes_that_say("restarted"))
_MOVING = vm.power_state.one_of("starting", "stopping", "deallocating")

CAUSE = cause(
    __name__,
    "The VM was being started or stopped when the backup ran",
    "A VM can be backed up while it is Running, Stopped or Stopped (deallocated), but not on its way from one to "
    "the other. The backup met such a moment, as of an automatic shutdown.",
    family="vm-transition",
    sources=(
        SIBLING.section("UserErrorVmNotInDesirableState"),
        SIBLING.section("VmNotInDesirableState"),
        STATES.section("Power states and billing"),
    ),
    codes=("agent",),
    rules=(
        confirms(
            _MOVING,
            error.code.one_of(*_CODES),
            because="the VM was seen on its way within half an hour of the failure, and the code is that of such a VM",
            rival="vm-failed-state: that lasts; a state that passes was there",
        ),
        confirms(
            vm.changed_state_at_failure == True,
            error.code.one_of(*_CODES),
            because="the activity log has the change inside the failed job",
            rival="vm-failed-state: the change at that very time explains the code by itself",
        ),
        suggests(error.code == "UserErrorJobCancelledOnMachineReboot"),
        suggests(signs.vm_seen_between_states == True, error.code.one_of(*_NOT_DESIRABLE)),
        suggests(signs.auto_shutdown_told == True, error.code.one_of(*_NOT_DESIRABLE)),
        suggests(signs.restart_at_backup_told == True, error.code.one_of(*_NOT_DESIRABLE)),
        *(hints(told == True) for told in (signs.auto_shutdown_told, signs.restart_at_backup_told)),
        suggests(_MOVING),
        suggests(vm.changed_state_at_failure == True),
        # The state of now says nothing of then: only the activity log does.
        rules_out(vm.changed_state_at_failure == False, vm.power_state.one_of("running", "stopped", "deallocated")),
    ),
    remedy=(
        look(
            "Wait until the VM is Running or Stopped, then start the backup again.",
            PROPERTIES,
            VM_STATUSES,
            portal("VM > Activity log"),
        ),
        change(
            "If an automatic start or shutdown falls together with the schedule of the backup, move one of them.",
            portal("VM > Operations > Auto-shutdown"),
            SCHEDULE,
            rights="Virtual Machine Contributor, or Backup Contributor on the vault",
            caution="Backups start within two hours of the scheduled time, and it holds for all VMs of the policy.",
        ),
    ),
    verify=verify("The VM shows Running, Stopped or Stopped (deallocated).", PROPERTIES, VM_STATUSES),
)
