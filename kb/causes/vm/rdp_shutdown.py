"""The VM was shut down from inside the guest, and Azure reports a wrong state."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The VM was shut down from inside, and Azure shows a wrong state",
    "A VM that was shut down inside RDP or a shell, not in the portal, can be reported in a wrong "
    "state. Azure Backup then waits for the agent of a machine that is off.",
    family="snapshot-status-unavailable",
    step=1,
    sources=(
        NO_SNAPSHOT_STATUS,
        SIBLING.section("Troubleshoot VM snapshot issues"),
        STATES.section("Power states and billing"),
        MATRIX.section("Supported backup actions: Back up a VM that's shut down or offline"),
    ),
    codes=("agent",),
    needs_agent=True,
    rules=(
        confirms(
            vm.shut_down_from_guest == True,
            vm.reported_state_correct == False,
            NETWORK_CODE,
            because="the machine was off and Azure took it for running, so it waited for an agent that cannot answer",
            rival="vm-not-running: that is shown as it is, and is backed up without the agent",
        ),
        suggests(vm.shut_down_from_guest == True, vm.reported_state_correct == False),
        # Stopped without being deallocated is what a shutdown from inside leaves, and is right; Running is wrong.
        suggests(vm.shut_down_from_guest == True, vm.power_state == "running"),
        hints(vm.shut_down_from_guest == True, vm.power_state == "stopped"),
        rules_out(vm.reported_state_correct == True),
    ),
    leads_to=("agent-not-reporting",),
    today="A VM that Azure rightly shows as Stopped is backed up, crash-consistently; only a wrong state is in the "
    "way. The document names just this cause and DHCP for a VM without network; the network checks count too.",
    remedy=(
        look(
            "Compare the state that Azure shows with what the machine really does.",
            how(vm.reported_state_correct, "portal"),
            VM_STATUSES,
        ),
        restart(
            "If they differ, stop the VM from the portal.",
            portal("VM > Overview > Stop"),
            az("az vm deallocate -g {resource_group} -n {vm}"),
            azps("Stop-AzVM -ResourceGroupName {resource_group} -Name {vm}"),
            caution="Make sure that it really is off, else its users lose it. Its temporary disk is "
            "emptied, and a dynamic public address can change.",
        ),
        change(
            "Start it again, if it is meant to run.",
            START_VM,
            caution="If it is meant to stay off, leave it: its backup is then crash-consistent.",
        ),
    ),
    verify=verify("The state that Azure shows is the real one.", VM_STATUSES),
)
