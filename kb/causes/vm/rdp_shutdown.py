"""The VM was shut down from inside the guest, and Azure reports a wrong state."""

from ....engine.knowledge import Cause, Command, Remedy, Step, rules_out, suggests
from ...facts import derived, vm
from ...rules import explains
from ...sources import MATRIX, SEED, SIBLING, STATES
from ...steps.azure import START_VM, VM_STATUSES

CAUSE = Cause(
    id="rdp-shutdown",
    title="The VM was shut down from inside, and Azure shows a wrong state",
    family="snapshot-status-unavailable",
    step=1,
    explanation=(
        "A VM that was shut down inside RDP or a shell, not in the portal, can be reported in a wrong "
        "state. Azure Backup then waits for the agent of a machine that is off."
    ),
    sources=(
        SEED.section("The snapshot status can't be retrieved, or a snapshot can't be taken"),
        SIBLING.section("Troubleshoot VM snapshot issues"),
        STATES.section("Power states and billing"),
        MATRIX.section("Back up a VM that's shut down or offline"),
    ),
    codes=("agent",),
    needs_agent=True,
    rules=(
        *explains(
            derived.network_code == True,
            vm.shut_down_from_guest == True,
            vm.reported_state_correct == False,
            covers=("C.rdp-shutdown",),
        ),
        # Stopped without being deallocated is what a shutdown from inside leaves; Running after one is wrong.
        suggests(vm.shut_down_from_guest == True, vm.power_state.one_of("running", "stopped")),
        rules_out(vm.reported_state_correct == True),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Compare the state that Azure shows with what the machine really does.",
                (Command("portal", "VM > Overview, compared with VM > Help > Boot diagnostics"), VM_STATUSES),
                covers=("C.rdp-shutdown",),
            ),
            Step(
                "If they differ, stop the VM from the portal.",
                (
                    Command("portal", "VM > Overview > Stop"),
                    Command("az", "az vm deallocate -g {resource_group} -n {vm}"),
                    Command("az-powershell", "Stop-AzVM -ResourceGroupName {resource_group} -Name {vm}"),
                ),
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution=(
                    "Make sure that it really is off, else its users lose it. Its temporary disk is "
                    "emptied, and a dynamic public address can change."
                ),
                covers=("C.rdp-shutdown",),
            ),
            Step(
                "Start it again, if it is meant to run.",
                START_VM,
                effect="changes state",
                rights="Virtual Machine Contributor",
                caution="If it is meant to stay off, leave it: its backup is then crash-consistent.",
            ),
        ),
        verify=Step("The state that Azure shows is the real one.", (VM_STATUSES,)),
    ),
    today=(
        "A VM that Azure rightly shows as Stopped is backed up, crash-consistently; only a wrong state is "
        "in the way. The document names just this cause and DHCP for a VM without network; the network "
        "checks count too."
    ),
    covers=("C.rdp-shutdown",),
)
