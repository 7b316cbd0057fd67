"""Disks are left out of the backup, and the list of those that are to be taken came empty."""

from ...authoring import *

_EMPTY = extensions.backup_code == "FailedInvalidDataDiskLunList"

CAUSE = cause(
    __name__,
    "Selective disk backup sends an empty list of disks",
    "Disks of the VM are left out of its backup, and Azure sends the extension no list of those that are to be taken. "
    "A VM with a disk that only the host can snapshot (Ultra, Premium SSD v2, Write Accelerator, the state of a "
    "Trusted Launch VM) cannot be backed up then; with other disks the guest takes the snapshot.",
    sources=(LINUX_EXTENSION.section("main/freezesnapshotter.py"),),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _EMPTY,
            AGENT_CODE,
            because="the extension itself reports that the list of disks that Azure sent was empty",
            rival="disk-kind-unsupported: there the kind of disk is refused, whichever disks are left out",
        ),
        suggests(_EMPTY),
        suggests(signs.disk_list_empty == True),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look("See which disks are left out, and which are taken.", how(disks.excluded, "portal", "az")),
        change(
            "Set the disks anew: back up all of them, or give the whole list of those that are to be taken.",
            az(
                "az backup protection update-for-vm -g {vault_resource_group} -v {vault} -c {vm} -i {vm} "
                "--disk-list-setting resetexclusionsettings"
            ),
            rights="Backup Contributor on the vault",
            caution="All disks are then in the next backup: it becomes larger. A list of LUNs replaces the old one: "
            "give each disk that is wanted.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("A backup of the VM is complete, and its recovery point has the disks that are wanted.", BACKUP_JOBS),
)
