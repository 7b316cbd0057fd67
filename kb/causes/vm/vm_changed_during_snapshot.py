"""The VM was changed while the snapshot was taken."""

from ...authoring import *

_CODE = "ExtensionOperationInProgress"
_CHANGED = vm.model_changed_at_failure == True

CAUSE = cause(
    __name__,
    "The VM was changed while the snapshot was taken",
    "Azure makes a restore point only of a VM whose model stands still: where it is changed at that time, as by a disk "
    "that is attached or detached, Azure gives up, to keep the data whole. The next try succeeds.",
    sources=(
        RESTORE_POINT_PAGE.section("Changes were made to the Virtual Machine while the operation was in progress"),
        SELF_HELP.section("ExtensionOperationInProgress"),
    ),
    codes=(_CODE, "snapshot"),
    rules=(
        confirms(
            _CHANGED,
            error.code == _CODE,
            because="the platform says it, and the activity log has the change at that time",
            rival="vm-in-transition: there the power state changes, and not the model",
        ),
        suggests(_CHANGED),
        suggests(error.code == _CODE),
        hints(signs.changed_at_backup_told == True),
        # The platform's own words stand above an activity log that shows nothing.
        rules_out(vm.model_changed_at_failure == False, error.code != _CODE),
    ),
    remedy=(
        look(
            "See who changed the VM at the time of the failure: a pipeline, an automatic update, a policy's task, "
            "another product.",
            VM_LOG,
        ),
        TRY_AGAIN,
        change(
            "If it happens again, move the change, or the schedule of the backup.",
            SCHEDULE,
            rights="Backup Contributor on the vault",
            caution="Backups start within two hours of the scheduled time, and it holds for all VMs of the policy.",
        ),
    ),
    verify=verify("A backup is complete, and no change falls into its first hour.", BACKUP_JOBS),
)
