"""A disk is larger than Azure Backup takes."""

from ...authoring import *

_CODE = "UserErrorUnsupportedDiskSize"
_DISKS = how(disks.largest_gb, "az")
_LARGE, _ENCRYPTED = disks.largest_gb > DISK_SIZE.value, disks.largest_encrypted_gb > ENCRYPTED_DISK_SIZE.value
_TOGETHER = disks.total_gb > TOTAL_DISK_SIZE.value
_BECAUSE = "a size does not shrink: the disk was above the limit at the failure, and the code names the size"
_RIVAL = "none: no other cause is known for this code"

CAUSE = cause(
    __name__,
    "A disk is larger than Azure Backup supports",
    "Azure Backup takes disks only up to a size, and encrypted ones (Azure Disk Encryption) only up to "
    "4 TB. One larger disk makes the backup of the whole VM fail.",
    family="disk-size",
    sources=(
        SEED.section("UserErrorUnsupportedDiskSize"),
        PAGE_2025.section("UserErrorUnsupportedDiskSize"),
        MATRIX.section("VM storage support: Data disk size"),
        FAQ_2025_12.section("Is 64 TB disk support for Azure Backup available in all regions?"),
    ),
    codes=(_CODE,),
    phases=BOTH,
    rules=(
        *(confirms(size, because=_BECAUSE, rival=_RIVAL) for size in (_LARGE, _ENCRYPTED, _TOGETHER)),
        hints(disks.largest_gb > DISK_SIZE.seed),
        rules_out(~_LARGE, ~_ENCRYPTED, ~_TOGETHER),
    ),
    today="The document prints 32 TB as the largest disk; today it is 64 TB in all regions, and 512 TB for a whole VM. "
    "The 4 TB of encrypted disks stand in the troubleshooting page alone.",
    remedy=(
        look(
            "Look which disks are too large: above 64 TB (65536 GiB), together above 512 TB (524288 GiB), or above "
            "4 TB (4096 GiB) with Azure Disk Encryption.",
            portal("VM {vm} > Settings > Disks"),
            _DISKS,
            how(disks.largest_encrypted_gb, "az"),
            caution="Where none is, move no data: the disks may have been changed since; else ask Azure Support.",
        ),
        change(
            "Split the disk: create smaller disks, none above the limit, attach them, and copy the data in the guest.",
            portal("VM {vm} > Settings > Disks > Create and attach a new disk"),
            az("az vm disk attach -g {resource_group} --vm-name {vm} --name {disk} --new --size-gb 4095"),
            rights=f"Virtual Machine Contributor; {ADMIN_OR_ROOT} for the copy",
            caution="A disk cannot be made smaller. 4095 GiB is within every limit; new disks of an "
            "encrypted VM have to be encrypted too.",
        ),
        change(
            "When the copy is checked, unmount the large disk in the guest and detach it from the VM.",
            portal("VM {vm} > Settings > Disks > Detach"),
            az("az vm disk detach -g {resource_group} --vm-name {vm} --name {disk}"),
            caution="Keep the old disk until a backup has succeeded: deleting it cannot be undone.",
        ),
    ),
    verify=verify("No disk of the VM is larger than the limit, and a backup gets past the disk check.", _DISKS),
)
