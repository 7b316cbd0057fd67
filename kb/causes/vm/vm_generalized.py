"""The VM is generalized."""

from ...authoring import *

_CODE = "OperationNotAllowed.Generalized"
_LOOK = (*how(vm.generalized, "portal"), *VM_STATUSES)

CAUSE = cause(
    __name__,
    "The VM is generalized",
    "The VM was prepared as the model of an image (sysprep, or the mark that it is generalized). Azure does not run "
    "such a VM again, and makes no restore points of it.",
    sources=(
        VM_ERRORS.section("Operation is not allowed since the VM is generalized"),
        MATRIX_2026.section("Supported restore methods"),
    ),
    phases=BOTH,
    codes=(_CODE, "snapshot", "agent"),
    rules=(
        confirms(
            vm.generalized == True,
            error.code == _CODE,
            because="the platform refuses for it, and a VM does not become whole again",
            rival="vm-not-running: a stopped VM is backed up all the same",
        ),
        suggests(vm.generalized == True),
        suggests(error.code == _CODE),
        rules_out(vm.generalized == False),
    ),
    remedy=(
        look("Make sure of it: the VM has the status OSState/generalized.", _LOOK),
        change(
            "Make a new VM from its image, or from its disk, and protect that one.",
            portal("Images, or Disks > Create VM"),
            rights="Virtual Machine Contributor on the resource group",
            caution="What was generalized cannot be undone. Its name, accounts and settings are lost.",
        ),
        change(
            "Stop the protection of this VM, and keep its recovery points.",
            STOP_PROTECTION,
            caution="Recovery points that are kept are paid for until someone deletes them.",
        ),
    ),
    verify=verify("The new VM is in the vault, and its first backup is complete.", BACKUP_JOBS),
)
