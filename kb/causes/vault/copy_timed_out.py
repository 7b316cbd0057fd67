"""The storage is too slow for the transfer of the backup to end in time."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import disks, error
from ...sources import OVERVIEW, SIBLING
from ...steps.azure import BACKUP_JOBS, SCHEDULE

_CODE = "CopyingVHDsFromBackUpVaultTakingLongTime"
_COVERS = (f"X.{_CODE}",)
_IOPS = (
    Command(
        "portal", "VM > Monitoring > Metrics > Data Disk IOPS Consumed Percentage, OS Disk IOPS Consumed Percentage"
    ),
    Command("az", "az monitor metrics list --resource {vm_id} --metrics 'Data Disk IOPS Consumed Percentage'"),
)

CAUSE = Cause(
    id="copy-timed-out",
    title="The storage is too slow for the transfer to end in time, or was so for a while",
    family="copy-to-vault",
    step=1,
    explanation=(
        "After the snapshot its data is copied. Storage that others keep busy, or a passing fault of it, delays that "
        "until the time for it is over. The snapshot itself was taken."
    ),
    sources=(
        SIBLING.section("CopyingVHDsFromBackUpVaultTakingLongTime"),
        OVERVIEW.section("Best practices"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(disks.throttled == True, error.code == _CODE, covers=_COVERS),
        # Without throttling, a passing fault of the storage remains, which nobody sees afterwards.
        suggests(error.code == _CODE, covers=_COVERS),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "See whether a disk, or its storage account, was at its limit during the transfer.",
                _IOPS,
                covers=_COVERS,
            ),
            Step(
                "Back up at a time when the disks are less busy; do not have many VMs of one storage account start "
                "together.",
                (SCHEDULE,),
                effect="changes state",
                rights="Backup Contributor on the vault",
                caution="The schedule holds for all VMs of the policy.",
                covers=_COVERS,
            ),
            Step(
                "Start the backup again: a passing fault of the storage is over by then.",
                (BACKUP_JOBS,),
                covers=_COVERS,
            ),
        ),
        verify=Step("The task 'Transfer data to vault' of the next backup succeeds.", (BACKUP_JOBS,)),
    ),
    covers=_COVERS,
)
