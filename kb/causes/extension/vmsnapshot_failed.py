"""The backup extension itself has failed."""

from ...authoring import *

_FOLDER, _FAILED = "Microsoft.Azure.RecoveryServices.VMSnapshot", extensions.backup_state == "failed"
_BY_EXTENSION = vm.provisioning_error.one_of("VMExtensionProvisioningError", "VMExtensionHandlerNonTransientError")
_STATE = error.code == "UserErrorVmProvisioningStateFailed"
_OTHERS_FINE = signs.other_extensions_fine_told == True

CAUSE = cause(
    __name__,
    "The backup extension (VMSnapshot) has failed",
    "The extension VMSnapshot (VMSnapshotLinux on Linux) takes the snapshot in the guest; where it has failed, "
    "something made it fail. Its absence is normal before the first backup, which installs it.",
    family="backup-extension",
    sources=(
        HEALTH_STEP_4,
        SEED.section("UserErrorVmProvisioningStateFailed"),
        SIBLING.section("ExtensionStuckInDeletionState"),
        VMSNAPSHOT.section("VMSnapshot extension"),
        RESTORE_POINT_SNAPSHOT.section("VSS writer failures (Windows)", "vss-writer-failures-windows"),
        EXTENSION_TROUBLESHOOTING.section("Troubleshooting extension failures"),
    ),
    codes=("extension",),
    rules=(
        confirms(
            _FAILED,
            AGENT_ANSWERS,
            error.code.one_of("UserErrorVmProvisioningStateFailed", "ExtensionOperationFailedForManagedDisks"),
            because="the extension that takes the snapshot was failed, and the code tells of an operation of it",
            rival="agent-not-reporting: with a silent agent the state would say nothing about the extension",
        ),
        suggests(_FAILED),
        # An extension failed, and it is none of those that the portal shows.
        *(suggests(_BY_EXTENSION, nothing, _STATE) for nothing in (extensions.failed.empty, _OTHERS_FINE)),
        # Of the extensions it is the one that the portal does not show: the error alone does not tell which it was.
        hints(_BY_EXTENSION, _STATE),
        rules_out(extensions.backup_state == "succeeded"),
        # With the other codes of the guest it reports a failed snapshot, and shows as failed for that reason only.
    ),
    leads_to=("extension-failed",),
    effect=True,
    today="The document looks it up in the portal; today that shows it only for VMs without managed disks, so "
    "the instance view counts.",
    remedy=(
        look(
            "Read why it failed: its message in Azure, and its log in the guest.",
            EXTENSION_HANDLERS,
            bash(f"sudo grep -rh StatusCode /var/log/azure/{_FOLDER}Linux", when=LINUX),
            ps(rf"Get-ChildItem -Recurse C:\WindowsAzure\Logs\Plugins\{_FOLDER}", when=WINDOWS),
            caution="For a VM with managed disks the portal often does not show this extension: use the CLI.",
        ),
        change(
            "Solve what the message names, then remove the extension. The next backup installs it again.",
            REMOVE_BACKUP_EXTENSION,
            caution=REMOVAL,
        ),
    ),
    verify=verify("After the next backup the extension is there again and Ready.", EXTENSION_HANDLERS),
)
