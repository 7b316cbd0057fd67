"""The storage is too slow for the transfer of the backup to end in time."""

from ...authoring import *

_CODE = "CopyingVHDsFromBackUpVaultTakingLongTime"
_CODES = (_CODE, "DiffCopyFailedToTransferData")
_IOPS = (*how(disks.throttled, "portal"), *how(disks.throttled, "az"))

CAUSE = cause(
    __name__,
    "The storage is too slow for the transfer to end in time, or was so for a while",
    "After the snapshot its data is copied. Storage that others keep busy, or a passing fault of it, delays that "
    "until the time for it is over. The snapshot itself was taken.",
    family="copy-to-vault",
    sources=(SIBLING.section("CopyingVHDsFromBackUpVaultTakingLongTime"), OVERVIEW.section("Best practices")),
    codes=_CODES,
    rules=(
        confirms(
            disks.throttled == True,
            disks.unmanaged == True,
            error.code.one_of(*_CODES),
            because="the storage account was at its limit while data was copied out of it, and the code is about that",
            rival="a passing fault of the storage: it leaves no account at its limit",
        ),
        # The limit of a managed disk is that of its VM: the copy reads the snapshot, and much writing is high-churn.
        suggests(disks.throttled == True, error.code == "DiffCopyFailedToTransferData"),
        # Without throttling, a passing fault of the storage remains, which nobody sees afterwards.
        suggests(error.code == _CODE),
    ),
    remedy=(
        look("See whether a disk, or its storage account, was at its limit during the transfer.", _IOPS),
        change(
            "Back up at a time when the disks are less busy; do not have many VMs of one storage account start "
            "together.",
            SCHEDULE,
            rights="Backup Contributor on the vault",
            caution="The schedule holds for all VMs of the policy.",
        ),
        look("Start the backup again: a passing fault of the storage is over by then.", BACKUP_JOBS),
    ),
    verify=verify("The task 'Transfer data to vault' of the next backup succeeds.", BACKUP_JOBS),
)
