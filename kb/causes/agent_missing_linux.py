"""The Linux agent is not installed."""

from ...engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ..facts import agent, derived, vm
from ..sources import AGENT_WINDOWS, LINUX_AGENT, SEED, UPDATE_LINUX_AGENT
from .agent_outdated_linux import DEBIAN, FAMILY, INSTALL, INSTALL_CAUTION, OTHERS, ROOT

# For a VM that Azure takes to be without an agent.
ALLOW_EXTENSIONS = Step(
    "Allow extension operations on the VM.",
    (
        Command(
            "az",
            "az vm update -g {resource_group} -n {vm} --set osProfile.allowExtensionOperations=true",
            verified=False,
        ),
        Command(
            "az-powershell",
            "$vm = Get-AzVM -ResourceGroupName {resource_group} -Name {vm}; "
            "$vm.OSProfile.AllowExtensionOperations = $true; $vm | Update-AzVM",
        ),
    ),
    effect="changes state",
    rights="Virtual Machine Contributor",
    caution="Some owners forbid extensions on purpose: ask first.",
    when=vm.extension_operations_allowed == False,
)

CAUSE = Cause(
    id="agent-missing-linux",
    title="The Azure Linux Agent is not installed",
    family=FAMILY,
    step=5,
    explanation=(
        "Without the agent nothing in the guest can install and start the snapshot extension. Marketplace images have "
        "the agent; a VM from an image of one's own may lack it."
    ),
    sources=(
        SEED.section("UserErrorGuestAgentStatusUnavailable"),
        SEED.section("Step 2: Check Azure VM guest agent service health"),
        LINUX_AGENT.section("Troubleshooting checklist"),
        UPDATE_LINUX_AGENT.section("How to update the Azure Linux Agent on a VM"),
        AGENT_WINDOWS.section("Manual installation (AllowExtensionOperations)"),
    ),
    applies=vm.os_type == "linux",
    rules=(
        confirms(
            derived.agent_present == False,
            derived.agent_code == True,
            derived.vm_off == False,
            covers=("E.UserErrorGuestAgentStatusUnavailable",),
        ),
        suggests(derived.agent_present == False, covers=("E.UserErrorGuestAgentStatusUnavailable",)),
        suggests(agent.service_state == "missing"),
        suggests(vm.custom_image == True, derived.agent_silent == True),
        rules_out(derived.agent_present == True),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Install the agent's package.",
                INSTALL,
                effect="changes state",
                rights=ROOT,
                caution=f"{INSTALL_CAUTION} Run Command needs the agent: use SSH or the serial console.",
            ),
            Step(
                "Start the agent, and have it start with the machine.",
                (
                    Command("bash", "sudo systemctl enable --now walinuxagent", when=DEBIAN),
                    Command("bash", "sudo systemctl enable --now waagent", when=OTHERS),
                ),
                effect="changes state",
                rights=ROOT,
            ),
            ALLOW_EXTENSIONS,
        ),
        verify=Step(
            "`waagent --version` answers, and Azure shows the agent as Ready.",
            (
                Command("bash", "waagent --version"),
                Command("az", "az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent"),
            ),
        ),
    ),
)
