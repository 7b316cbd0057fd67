"""The backup extension itself has failed."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import derived, error, extensions
from ...sources import EXTENSION_TROUBLESHOOTING, SEED, SIBLING, VMSNAPSHOT
from ...steps.azure import EXTENSION_HANDLERS
from ...steps.guest import LINUX, REMOVE_BACKUP_EXTENSION, WINDOWS

_FOLDER = "Microsoft.Azure.RecoveryServices.VMSnapshot"
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
    codes=("extension",),
    rules=(
        confirms(
            _FAILED, derived.vm_off == False, error.code == "UserErrorVmProvisioningStateFailed", covers=("S4.1",)
        ),
        # With an agent that is silent, the extension's state says nothing about the extension.
        confirms(_FAILED, derived.agent_silent == False, error.code == "ExtensionOperationFailedForManagedDisks"),
        suggests(_FAILED, covers=("S4.1",)),
        # With the other codes of the guest it reports a failed snapshot, and shows as failed for that reason only.
    ),
    leads_to=("extension-failed",),
    remedy=Remedy(
        steps=(
            Step(
                "Read why it failed: its message in Azure, and its log in the guest.",
                (
                    EXTENSION_HANDLERS,
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
                REMOVE_BACKUP_EXTENSION,
                effect="changes state",
                rights="Virtual Machine Contributor",
                caution="No recovery point is lost. Not while a backup runs; the agent must be Ready.",
                covers=("S4.1",),
            ),
        ),
        verify=Step("After the next backup the extension is there again and Ready.", (EXTENSION_HANDLERS,)),
    ),
    today=(
        "The document looks it up in the portal; today that shows it only for VMs without managed disks, so "
        "the instance view counts."
    ),
    covers=("S4.1",),
)
