"""The backup extension itself has failed."""

from ...engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ..codes import AGENT_CODES
from ..facts import derived, error, extensions
from ..rules import only_with
from ..sources import EXTENSION_TROUBLESHOOTING, SEED, SIBLING, VMSNAPSHOT
from ..steps.guest import LINUX, WINDOWS

_FOLDER = "Microsoft.Azure.RecoveryServices.VMSnapshot"
_PORTAL = "VM > Settings > Extensions + applications > "
_DELETE = "az vm extension delete -g {resource_group} --vm-name {vm} -n "
_REMOVE = "Remove-AzVMExtension -ResourceGroupName {resource_group} -VMName {vm} -Name "
_STATE = Command(
    "az", "az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent.extensionHandlers"
)
_FAILED = extensions.backup_state == "failed"

CAUSE = Cause(
    id="vmsnapshot-failed",
    title="The backup extension (VMSnapshot) has failed",
    family="backup-extension",
    step=1,
    explanation=(
        "The extension VMSnapshot (VMSnapshotLinux on Linux) takes the snapshot in the guest; a failed one "
        "has to be installed anew. Its absence is normal before the first backup, which installs it."
    ),
    sources=(
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        SEED.section("UserErrorVmProvisioningStateFailed"),
        SIBLING.section("ExtensionStuckInDeletionState"),
        VMSNAPSHOT.section("VMSnapshot extension"),
        EXTENSION_TROUBLESHOOTING.section("Troubleshoot VM extension failures"),
    ),
    rules=(
        confirms(
            _FAILED, derived.vm_off == False, error.code == "UserErrorVmProvisioningStateFailed", covers=("S4.1",)
        ),
        # With an agent that is silent, the extension's state says nothing about the extension.
        confirms(_FAILED, derived.agent_silent == False, error.code == "ExtensionOperationFailedForManagedDisks"),
        suggests(_FAILED, covers=("S4.1",)),
        only_with(*AGENT_CODES),
    ),
    leads_to=("extension-failed",),
    remedy=Remedy(
        steps=(
            Step(
                "Read why it failed: its message in Azure, and its log in the guest.",
                (
                    _STATE,
                    Command("bash", f"sudo grep -rh StatusCode /var/log/azure/{_FOLDER}Linux", when=LINUX),
                    Command(
                        "powershell",
                        rf"Get-ChildItem -Recurse C:\WindowsAzure\Logs\Plugins\{_FOLDER}",
                        when=WINDOWS,
                    ),
                ),
                caution="For a VM with managed disks the portal often does not show this extension: use the CLI.",
            ),
            Step(
                "Solve what the message names, then remove the extension. The next backup installs it again.",
                (
                    Command("portal", f"{_PORTAL}VMSnapshot > Uninstall", when=WINDOWS),
                    Command("portal", f"{_PORTAL}VMSnapshotLinux > Uninstall", when=LINUX),
                    Command("az", f"{_DELETE}VMSnapshot", when=WINDOWS),
                    Command("az", f"{_DELETE}VMSnapshotLinux", when=LINUX),
                    Command("az-powershell", f"{_REMOVE}VMSnapshot", when=WINDOWS),
                    Command("az-powershell", f"{_REMOVE}VMSnapshotLinux", when=LINUX),
                ),
                effect="changes state",
                rights="Virtual Machine Contributor",
                caution="No recovery point is lost. Not while a backup runs; the agent must be Ready.",
                covers=("S4.1",),
            ),
        ),
        verify=Step("After the next backup the extension is there again and Ready.", (_STATE,)),
    ),
    today=(
        "The document looks it up in the portal; today that shows it only for VMs without managed disks, so "
        "the instance view counts."
    ),
    covers=("S4.1",),
)
