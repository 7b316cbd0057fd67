"""An extension of the VM has failed."""

from ...authoring import *

_CODE = "UserErrorVmProvisioningStateFailed"
# Codes behind a failed state that name an extension (Understand common error messages, 2025-05-20).
_BY_EXTENSION = ("VMExtensionProvisioningError", "VMExtensionHandlerNonTransientError")

CAUSE = cause(
    __name__,
    "An extension of the VM has failed",
    "Azure begins a restore point only when all extensions of the VM are provisioned: one that has failed can put the "
    "VM into the failed state, and keep the backup extension from being installed or run.",
    family="vm-provisioning",
    step=1,
    sources=(
        SEED.section("UserErrorVmProvisioningStateFailed"),
        HEALTH_STEP_3,
        EXTENSION_TROUBLESHOOTING.section("Troubleshooting extension failures"),
        RECORDINGS.section("VM instance views with a failed extension"),
        RESTORE_POINT_SNAPSHOT.section("Important"),
    ),
    codes=("agent",),
    rules=(
        confirms(
            extensions.failed.not_empty,
            vm.provisioning_error.one_of(*_BY_EXTENSION),
            AGENT_ANSWERS,
            error.code == _CODE,
            because="the platform names a failed extension as what put the VM into the state that the code tells of",
            rival="agent-not-reporting: the agent answers, so the extension was run, and failed by itself",
        ),
        *(suggests(sign) for sign in (extensions.failed.not_empty, signs.other_extension_failed == True)),
        hints(vm.provisioning_error.one_of(*_BY_EXTENSION)),
        # Or the state has a reason of the platform's own: an extension that failed at another time did not make it.
        *(rules_out(sign) for sign in (extensions.failed.empty, derived.platform_refused == True)),
    ),
    leads_to=("vm-failed-state",),
    effect=True,
    today="The document expects the VM itself in a failed state; in recorded answers it stays Succeeded while "
    "an extension has failed. One that failed long before, while backups completed, explains nothing.",
    remedy=(
        look(
            "Read why the extension failed: its message in Azure, and its log in the guest.",
            EXTENSIONS,
            how(signs.other_extension_failed, "az"),
            bash("sudo ls -lR /var/log/azure", when=LINUX),
            ps(r"Get-ChildItem -Recurse C:\WindowsAzure\Logs\Plugins", when=WINDOWS),
        ),
        KEEP_DISK_ENCRYPTION,
        REMOVE_EXTENSION,
        restart(
            "If the VM itself stays in state Failed, have Azure apply its model again (see vm-failed-state).",
            az("az vm reapply -g {resource_group} -n {vm}"),
            caution="In rare cases it restarts the VM.",
            when=vm.provisioning_state == "failed",
        ),
    ),
    verify=verify("Every extension shows 'Provisioning succeeded'.", EXTENSIONS),
)
