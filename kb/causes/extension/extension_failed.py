"""An extension of the VM has failed."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "An extension of the VM has failed",
    "Azure Backup needs the VM's extensions in state 'Provisioning succeeded': one that has failed can "
    "keep the backup extension from being installed or run.",
    family="vm-provisioning",
    step=1,
    sources=(
        SEED.section("UserErrorVmProvisioningStateFailed"),
        HEALTH_STEP_3,
        EXTENSION_TROUBLESHOOTING.section("Troubleshoot VM extension failures"),
        RECORDINGS.section("VM instance views with a failed extension"),
    ),
    codes=("agent",),
    rules=(
        confirms(
            extensions.failed.not_empty,
            derived.extension_blamed == True,
            error.code == "UserErrorVmProvisioningStateFailed",
            because="the VM's own code blames an operation on an extension, and one has failed",
            rival="agent-not-reporting: an extension that timed out for want of an agent follows from that",
        ),
        suggests(extensions.failed.not_empty),
        # The platform names its own reason: an extension that failed long ago explains nothing.
        rules_out(derived.platform_refused == True),
    ),
    leads_to=("vm-failed-state",),
    today="The document expects the VM itself in a failed state; in recorded answers it stays Succeeded while "
    "an extension has failed.",
    remedy=(
        look(
            "Read why the extension failed: its message in Azure, and its log in the guest.",
            EXTENSIONS,
            az("az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.extensions"),
            bash("sudo ls -lR /var/log/azure", when=LINUX),
            ps(r"Get-ChildItem -Recurse C:\WindowsAzure\Logs\Plugins", when=WINDOWS),
        ),
        change(
            "Solve what the message names. What is not needed, or does not recover, remove; install it "
            "again afterwards if it is needed.",
            portal("VM > Settings > Extensions + applications > {extension} > Uninstall"),
            az("az vm extension delete -g {resource_group} --vm-name {vm} -n {extension}"),
            azps("Remove-AzVMExtension -ResourceGroupName {resource_group} -VMName {vm} -Name {extension}"),
            caution="What the extension does ends with it (monitoring, protection, domain, encryption): ask its owner, "
            "and keep its settings, since protected ones cannot be read back. Never remove AzureDiskEncryption from an "
            "encrypted VM. The agent must be Ready for the removal to end.",
        ),
        restart(
            "If the VM itself stays in state Failed, have Azure apply its model again (see vm-failed-state).",
            az("az vm reapply -g {resource_group} -n {vm}"),
            caution="In rare cases it restarts the VM.",
            when=vm.provisioning_state == "failed",
        ),
    ),
    verify=verify("Every extension shows 'Provisioning succeeded'.", EXTENSIONS),
)
