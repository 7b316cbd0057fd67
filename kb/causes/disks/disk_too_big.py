"""A disk is larger than Azure Backup takes."""

from ...authoring import *

_CODE = "UserErrorUnsupportedDiskSize"
_DISKS = how(disks.largest_gb, "az")

CAUSE = cause(
    __name__,
    "A disk is larger than Azure Backup supports",
    "Azure Backup takes disks only up to a size, and encrypted ones (Azure Disk Encryption) only up to "
    "4 TB. One larger disk makes the backup of the whole VM fail.",
    family="disk-size",
    sources=(
        SEED.section("UserErrorUnsupportedDiskSize"),
        PAGE_2025.section("UserErrorUnsupportedDiskSize"),
        MATRIX.section("Data disk size"),
        FAQ.section("Is 64 TB disk support for Azure Backup available in all regions?"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(error.code == _CODE, disks.largest_gb > DISK_SIZE.seed),
        *explains(error.code == _CODE, disks.largest_encrypted_gb > ENCRYPTED_DISK_SIZE.value),
        *explains(error.code == _CODE, disks.total_gb > TOTAL_DISK_SIZE.value),
        suggests(disks.largest_gb > DISK_SIZE.value),
        suggests(error.code == _CODE),
        rules_out(
            disks.largest_gb <= DISK_SIZE.seed,
            disks.largest_encrypted_gb <= ENCRYPTED_DISK_SIZE.value,
            disks.total_gb <= TOTAL_DISK_SIZE.value,
        ),
    ),
    today="The document prints 32 TB as the largest disk; today it is 64 TB, and 512 TB for a whole VM, "
    "depending on the region. Where the code names the size, a disk above 32 TB is taken for the cause.",
    remedy=(
        look(
            "Look which disks are too large: above 32 TB (32768 GiB), or above 4 TB (4096 GiB) when encrypted.",
            portal("VM {vm} > Settings > Disks"),
            _DISKS,
            how(disks.largest_encrypted_gb, "az"),
            caution="Disks of 32 to 64 TB are supported in more and more regions: ask Azure Support for "
            "yours before you move data.",
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
