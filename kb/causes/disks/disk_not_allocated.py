"""A disk of the VM is not properly attached."""

from ...authoring import *

_CODE = "OperationNotAllowed.DisksNotAllocated"
_BAD = disks.failed == True
_LOOK = how(disks.failed, "portal", "az")

CAUSE = cause(
    __name__,
    "A disk of the VM is not properly attached",
    "A disk stands in a failed state, is still being detached, or belongs to another VM by now. Azure makes no restore "
    "point of a VM whose disks are not all allocated.",
    sources=(
        RESTORE_POINT_PAGE.section("disk(s) have not been allocated successfully"),
        VM_ERRORS.section("AttachDiskWhileBeingDetached"),
        VM_ERRORS.section("DiskProcessingError"),
    ),
    codes=(_CODE, "UserErrorVmProvisioningStateFailed", "snapshot"),
    rules=(
        confirms(
            _BAD,
            error.code == _CODE,
            because="the platform says it, and a disk is seen in such a state",
            rival="vm-failed-state: it may follow; the code names the disks",
        ),
        suggests(_BAD),
        suggests(error.code == _CODE),
        rules_out(disks.failed == False),
    ),
    leads_to=("vm-failed-state",),
    remedy=(
        look("See which disk is not in state 'Provisioning succeeded', or has toBeDetached.", _LOOK),
        TRY_AGAIN,
        restart(
            "If it stays so, have Azure apply the VM's model anew.",
            REAPPLY,
            caution="In rare cases it restarts the VM.",
        ),
        DETACH_DISK,
        EXCLUDE_DISK,
    ),
    verify=verify("Every disk is in state 'Provisioning succeeded', and a backup is complete.", _LOOK),
)
