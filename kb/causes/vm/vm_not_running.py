"""The VM is off, so that its agent cannot answer."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The VM is not running",
    "The agent of a VM that is off cannot answer, so a backup that asks for it fails.",
    family="vm-health",
    step=1,
    sources=(
        HEALTH_STEP_1,
        MATRIX.section("Supported backup actions: Back up a VM that's shut down or offline"),
        FAQ.section("My VM is shut down. Will an on-demand or a scheduled backup work?"),
        STATES.section("Power states and billing"),
    ),
    codes=("snapshot", "AzureVmOffline", "ExtensionStuckInDeletionState"),
    phases=BOTH,
    needs_agent=True,
    rules=(
        confirms(
            derived.vm_off == True,
            error.code.one_of("UserErrorGuestAgentStatusUnavailable", "AzureVmOffline"),
            because="the VM was off at the failure, and these codes say that its agent was asked for in vain",
            rival="agent-stopped-*: on a VM that is off no agent runs, which is no fault of it",
        ),
        suggests(error.code == "AzureVmOffline"),
        # An internal error says nothing of the agent: a VM that is off is backed up without it.
        *(
            suggests(off, AGENT_CODE, error.code.none_of(*codes_that_say("internal")))
            for off in (derived.vm_off == True, signs.vm_off_told == True)
        ),
        suggests(signs.vm_off_told == True, derived.vm_off == True),
        hints(derived.vm_off == True),
        hints(signs.vm_off_told == True),
        suggests(derived.vm_off == True, error.code == "ExtensionStuckInDeletionState"),
        rules_out(VM_ON),
        # The codes of a VM in an undesirable state are not about this: Stopped is a state that allows backups.
    ),
    today="The document says that a stopped VM disturbs the backup; today a stopped VM is backed up, "
    "crash-consistently, so it explains only an unreachable agent.",
    remedy=(
        change(
            "Start the VM and wait until its agent is Ready.",
            START_VM,
            caution="If it is meant to stay off, leave it: its backup is then crash-consistent.",
        ),
    ),
    verify=verify("The VM shows Running and its agent Ready.", PROPERTIES, VM_STATUSES),
)
