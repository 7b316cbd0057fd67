"""A disk is larger than Azure Backup takes."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...facts import disks, error
from ...limits import DISK_SIZE, ENCRYPTED_DISK_SIZE, TOTAL_DISK_SIZE
from ...rules import explains
from ...sources import FAQ, MATRIX, PAGE_2025, SEED
from ...steps.guest import ADMIN_OR_ROOT

_CODE = "UserErrorUnsupportedDiskSize"
_DISKS = Command("az", "az disk list -g {resource_group} -o table")

CAUSE = Cause(
    id="disk-too-big",
    title="A disk is larger than Azure Backup supports",
    family="disk-size",
    step=1,
    explanation=(
        "Azure Backup takes disks only up to a size, and encrypted ones (Azure Disk Encryption) only up to "
        "4 TB. One larger disk makes the backup of the whole VM fail."
    ),
    sources=(
        SEED.section("UserErrorUnsupportedDiskSize"),
        PAGE_2025.section("UserErrorUnsupportedDiskSize"),
        MATRIX.section("Data disk size"),
        FAQ.section("Is 64 TB disk support for Azure Backup available in all regions?"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(error.code == _CODE, disks.largest_gb > DISK_SIZE.seed, covers=("L.disk-32TB",)),
        *explains(error.code == _CODE, disks.largest_encrypted_gb > ENCRYPTED_DISK_SIZE.value, covers=("L.enc-4TB",)),
        *explains(error.code == _CODE, disks.total_gb > TOTAL_DISK_SIZE.value),
        suggests(disks.largest_gb > DISK_SIZE.value),
        suggests(error.code == _CODE, covers=("E.UserErrorUnsupportedDiskSize",)),
        rules_out(
            disks.largest_gb <= DISK_SIZE.seed,
            disks.largest_encrypted_gb <= ENCRYPTED_DISK_SIZE.value,
            disks.total_gb <= TOTAL_DISK_SIZE.value,
        ),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Look which disks are too large: above 32 TB (32768 GiB), or above 4 TB (4096 GiB) when encrypted.",
                (
                    Command("portal", "VM {vm} > Settings > Disks"),
                    _DISKS,
                    Command("az", "az vm encryption show -g {resource_group} -n {vm}"),
                ),
                caution=(
                    "Disks of 32 to 64 TB are supported in more and more regions: ask Azure Support for "
                    "yours before you move data."
                ),
                covers=("L.disk-32TB", "L.enc-4TB"),
            ),
            Step(
                "Split the disk: create smaller disks, none above the limit, attach them, and copy the data "
                "in the guest.",
                (
                    Command("portal", "VM {vm} > Settings > Disks > Create and attach a new disk"),
                    Command(
                        "az",
                        "az vm disk attach -g {resource_group} --vm-name {vm} --name {disk} --new --size-gb 4095",
                    ),
                ),
                effect="changes state",
                rights=f"Virtual Machine Contributor; {ADMIN_OR_ROOT} for the copy",
                caution=(
                    "A disk cannot be made smaller. 4095 GiB is within every limit; new disks of an "
                    "encrypted VM have to be encrypted too."
                ),
                covers=("E.UserErrorUnsupportedDiskSize",),
            ),
            Step(
                "When the copy is checked, unmount the large disk in the guest and detach it from the VM.",
                (
                    Command("portal", "VM {vm} > Settings > Disks > Detach"),
                    Command("az", "az vm disk detach -g {resource_group} --vm-name {vm} --name {disk}"),
                ),
                effect="changes state",
                rights="Virtual Machine Contributor",
                caution="Keep the old disk until a backup has succeeded: deleting it cannot be undone.",
            ),
        ),
        verify=Step(
            "No disk of the VM is larger than the limit, and a backup gets past the disk check.",
            (_DISKS,),
        ),
    ),
    today=(
        "The document prints 32 TB as the largest disk; today it is 64 TB, and 512 TB for a whole VM, "
        "depending on the region. Where the code names the size, a disk above 32 TB is taken for the cause."
    ),
    covers=("E.UserErrorUnsupportedDiskSize", "L.disk-32TB", "L.enc-4TB"),
)
