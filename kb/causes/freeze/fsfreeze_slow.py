"""Freezing the file systems takes longer than it may."""

from ...authoring import *

_SLOW = signs.freeze_too_slow == True
_CODE = "UserErrorFsFreezeTimeout"

CAUSE = cause(
    __name__,
    "Freezing the file systems takes longer than it may",
    "Before a file system is frozen, all that waits to be written has to reach the disk. With much writing and slow "
    "disks that takes longer than the 66 seconds that the extension waits.",
    family="filesystem-freeze",
    step=4,
    sources=(SELF_HELP.section(_CODE), LINUX_EXTENSION.section("main/fsfreezer.py: SafeFreezeWaitInSeconds")),
    applies=LINUX,
    codes=("mounts", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            _SLOW,
            disks.throttled == True,
            because="the freeze ran out of its time, and the disks were at their limit",
            rival="fs-stays-frozen: there the freeze never ends, and the VM hangs",
        ),
        suggests(_SLOW),
        suggests(error.code == _CODE),
        suggests(extensions.backup_code == "FailedRetryableFsFreezeTimeout"),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "See how long the freeze took, and what wrote meanwhile.",
            bash(f"sudo grep -h freezeTimeTaken {EXTENSION_FOLDER}/extension.log"),
            portal("VM > Monitoring > Metrics: OS Disk and Data Disk IOPS Consumed Percentage"),
        ),
        change(
            "Back up at a quieter time.",
            SCHEDULE,
            rights="Backup Contributor on the vault",
            caution="The schedule of a policy holds for all of its VMs.",
        ),
        change(
            "Under [SnapshotThread] set SafeFreezeWaitInSeconds higher, as 180. Do not raise 'timeout': that is how "
            "long file systems stay frozen.",
            VMBACKUP_CONF,
            caution=f"Programs that write wait as long. {CONF_CAUTION}",
        ),
    ),
    verify=verify(
        "freezeTimeTaken is far below the limit.",
        bash(f"sudo grep -h freezeTimeTaken {EXTENSION_FOLDER}/extension.log"),
    ),
)
