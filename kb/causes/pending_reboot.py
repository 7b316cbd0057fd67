"""The guest waits for a reboot."""

from ...engine.knowledge import Cause, Command, Remedy, Step, suggests
from ..codes import AGENT_CODES
from ..facts import vm
from ..rules import only_with
from ..sources import SEED

LINUX, WINDOWS = vm.os_type == "linux", vm.os_type == "windows"
RESTART = (
    Command("portal", "VM > Overview > Restart"),
    Command("az", "az vm restart -g {resource_group} -n {vm}"),
    Command("az-powershell", "Restart-AzVM -ResourceGroupName {resource_group} -Name {vm}"),
    Command("bash", "sudo reboot", when=LINUX),
    Command("powershell", "Restart-Computer", when=WINDOWS),
)
_KEYS = r"HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion"
LOOK = (
    Command("bash", "test -f /var/run/reboot-required && echo pending || needs-restarting -r", when=LINUX),
    Command(
        "powershell",
        rf"Test-Path '{_KEYS}\WindowsUpdate\Auto Update\RebootRequired',"
        rf"'{_KEYS}\Component Based Servicing\RebootPending'",
        when=WINDOWS,
        verified=False,
    ),
)

CAUSE = Cause(
    id="pending-reboot",
    title="The guest waits for a reboot",
    family="vm-health",
    step=3,
    explanation=(
        "Between an installation and the reboot that completes it, services and drivers of the guest can be "
        "half replaced; agent and snapshot may then fail. It disturbs a backup, and seldom explains a "
        "failure alone."
    ),
    sources=(SEED.section("Step 1: Check Azure VM health", "step-1-check-azure-vm-health"),),
    rules=(
        suggests(vm.pending_reboot == True, covers=("S1.3",)),
        only_with(*AGENT_CODES),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Restart the VM in a maintenance window.",
                RESTART,
                effect="needs restart",
                rights="Virtual Machine Contributor, or administrator (root) in the guest",
                caution="It interrupts what the VM serves. Let an installation or a backup that runs end first.",
                covers=("S1.3",),
            ),
        ),
        verify=Step(
            "No reboot is pending any more, and Azure shows the agent as Ready.",
            (
                *LOOK,
                Command(
                    "az",
                    "az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent.statuses",
                ),
            ),
        ),
    ),
    covers=("S1.3",),
)
