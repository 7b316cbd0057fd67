"""An extension of the VM has failed."""

from ....engine.knowledge import Cause, Command, Remedy, Step
from ...facts import error, extensions, vm
from ...rules import explains
from ...sources import EXTENSION_TROUBLESHOOTING, RECORDINGS, SEED
from ...steps.azure import EXTENSIONS
from ...steps.guest import LINUX, WINDOWS

CAUSE = Cause(
    id="extension-failed",
    title="An extension of the VM has failed",
    family="vm-provisioning",
    step=1,
    explanation=(
        "Azure Backup needs the VM's extensions in state 'Provisioning succeeded': one that has failed can "
        "keep the backup extension from being installed or run."
    ),
    sources=(
        SEED.section("UserErrorVmProvisioningStateFailed"),
        SEED.section("Step 3: Check Azure VM extension health"),
        EXTENSION_TROUBLESHOOTING.section("Troubleshoot VM extension failures"),
        RECORDINGS.section("VM instance views with a failed extension"),
    ),
    codes=("agent",),
    rules=(
        *explains(
            error.code == "UserErrorVmProvisioningStateFailed",
            extensions.failed.not_empty,
            covers=("S3.1", "E.UserErrorVmProvisioningStateFailed"),
        ),
    ),
    leads_to=("vm-failed-state",),
    remedy=Remedy(
        steps=(
            Step(
                "Read why the extension failed: its message in Azure, and its log in the guest.",
                (
                    *EXTENSIONS,
                    Command(
                        "az",
                        "az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.extensions",
                    ),
                    Command("bash", "sudo ls -lR /var/log/azure", when=LINUX),
                    Command(
                        "powershell",
                        r"Get-ChildItem -Recurse C:\WindowsAzure\Logs\Plugins",
                        when=WINDOWS,
                    ),
                ),
                covers=("S3.1",),
            ),
            Step(
                "Solve what the message names. What is not needed, or does not recover, remove; install it "
                "again afterwards if it is needed.",
                (
                    Command("portal", "VM > Settings > Extensions + applications > {extension} > Uninstall"),
                    Command("az", "az vm extension delete -g {resource_group} --vm-name {vm} -n {extension}"),
                    Command(
                        "az-powershell",
                        "Remove-AzVMExtension -ResourceGroupName {resource_group} -VMName {vm} -Name {extension}",
                    ),
                ),
                effect="changes state",
                rights="Virtual Machine Contributor",
                caution=(
                    "What the extension does ends with it (monitoring, protection, domain, encryption): ask "
                    "its owner, and keep its settings, since protected ones cannot be read back. Never "
                    "remove AzureDiskEncryption from an encrypted VM. The agent must be Ready for the "
                    "removal to end."
                ),
                covers=("S3.2", "E.UserErrorVmProvisioningStateFailed"),
            ),
            Step(
                "If the VM itself stays in state Failed, have Azure apply its model again (see vm-failed-state).",
                (Command("az", "az vm reapply -g {resource_group} -n {vm}"),),
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution="In rare cases it restarts the VM.",
                when=vm.provisioning_state == "failed",
            ),
        ),
        verify=Step("Every extension shows 'Provisioning succeeded'.", EXTENSIONS),
    ),
    today=(
        "The document expects the VM itself in a failed state; in recorded answers it stays Succeeded while "
        "an extension has failed."
    ),
    covers=("S3.1", "S3.2", "E.UserErrorVmProvisioningStateFailed"),
)
