"""Another product takes snapshots of the same disks at the same time."""

from ...authoring import *

_CODE = "ExtensionFailedSnapshotRateExceededError"
_OTHERS = disks.other_snapshots == True
_SNAPSHOTS = how(disks.other_snapshots, "portal", "az")

CAUSE = cause(
    __name__,
    "Another product takes snapshots of the same disks at the same time",
    "Azure Storage takes one snapshot of a disk in a minute. A snapshot of Site Recovery, of another backup product or "
    "of a script at the same minute makes it refuse the one of Azure Backup.",
    sources=(SELF_HELP.section("ExtensionFailedSnapshotRateExceededError"),),
    codes=(_CODE, "snapshot"),
    rules=(
        confirms(
            _OTHERS,
            error.code == _CODE,
            because="the code says that two snapshots met, and another one was taken at that time",
            rival="restore-point-concurrent: the platform refuses that with other words",
        ),
        suggests(_OTHERS),
        suggests(error.code == _CODE),
        hints(signs.snapshot_met_a_conflict == True),
        rules_out(disks.other_snapshots == False),
    ),
    remedy=(
        look("See which snapshots of the VM's disks were taken when, and by whom.", _SNAPSHOTS, VM_LOG),
        change(
            "Move one of the schedules, by 15 minutes at the least.",
            SCHEDULE,
            rights="Backup Contributor on the vault",
            caution="A backup starts within two hours of its scheduled time: leave room for that.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("No other snapshot falls into the time of the backup, which succeeds.", _SNAPSHOTS),
)
