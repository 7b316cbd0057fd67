"""A read-only lock keeps the snapshot from being taken."""

from ...authoring import *

_LOCKED = locks.readonly_on_vm == True
_CODES = ("UserErrorResourceIsInLockedState", "ScopeLocked.Write")

CAUSE = cause(
    __name__,
    "A read-only lock keeps the snapshot from being taken",
    "A lock of level ReadOnly on the VM, its resource group or the subscription lets nobody write there, Azure Backup "
    "included: its extension may not be installed or started. On the group of the restore points it refuses these too. "
    "A lock of level CanNotDelete on the VM does no harm.",
    sources=(
        SELF_HELP.section("UserErrorResourceIsInLockedState"),
        LOCKS.section("Considerations before applying your locks"),
        MATRIX.section("VM compute support: Back up Azure VMs with locks"),
    ),
    phases=BOTH,
    codes=(*_CODES, "ScopeLocked", "UserErrorStorageAccountIsLocked", "snapshot"),
    rules=(
        confirms(
            _LOCKED,
            error.code.one_of(*_CODES),
            because="the code says that a lock refused, and a lock that refuses writes reaches the VM",
            rival="rg-lock: a lock that only forbids deletion refuses no write",
        ),
        confirms(
            disks.unmanaged == True,
            _LOCKED,
            error.code == "UserErrorStorageAccountIsLocked",
            because="the snapshots of unmanaged disks lie in the account that the code calls locked",
            rival="Azure Files has the same code, and no unmanaged disks",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", *_CODES, "UserErrorStorageAccountIsLocked")),
            *(_LOCKED, disks.unmanaged == True),
            because="VMs of unmanaged disks with locks are not backed up, whatever has failed this time",
            rival="rg-lock: it forbids deletion, and this one is seen",
        ),
        suggests(_LOCKED),
        suggests(error.code.one_of(*_CODES)),
        suggests(signs.readonly_lock_told == True),
        rules_out(locks.readonly_on_vm == False),
    ),
    today="Microsoft's article on this code sends to the lock on the group of the restore points. The support matrix "
    "calls managed VMs with locks supported, of whichever level: with another code it is a sign only.",
    remedy=(
        look(
            "Look which locks of level ReadOnly hold the VM (on itself, its resource group or the subscription), and "
            "which hold the group of the restore points, AzureBackupRG_<region>_<n>.",
            *(READONLY_LOCKS, BACKUP_GROUP_LOCKS),
            caution="A lock may be set and removed by a schedule: compare with the time of the failure.",
        ),
        DELETE_READONLY_LOCK,
        TRY_AGAIN,
    ),
    verify=verify("No such lock is left on VM, group and subscription; a backup succeeds.", READONLY_LOCKS),
)
