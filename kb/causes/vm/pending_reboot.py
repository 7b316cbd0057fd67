"""The guest waits for a reboot."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The guest waits for a reboot",
    "Between an installation and the reboot that completes it, services and drivers of the guest can be half replaced; "
    "agent and snapshot may then fail. It disturbs a backup, and seldom explains a failure alone.",
    family="vm-health",
    step=3,
    sources=(HEALTH_STEP_1,),
    hint_only=True,
    codes=("guest",),
    rules=(hints(vm.pending_reboot == True),),
    remedy=(
        restart(
            "Restart the VM in a maintenance window.",
            RESTART,
            rights=f"Virtual Machine Contributor, or {ADMIN_OR_ROOT}",
            caution="It interrupts what the VM serves. Let an installation or a backup that runs end first.",
        ),
    ),
    verify=verify("No reboot is pending any more, and Azure shows the agent as Ready.", PENDING_REBOOT, AGENT_STATUSES),
)
