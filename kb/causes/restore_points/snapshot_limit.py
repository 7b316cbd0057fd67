"""A disk has as many snapshots as its storage admits."""

from ...authoring import *

_CODE, _POINTS = "ExtensionFailedSnapshotLimitReachedError", "VMRestorePointClientError.SnapshotLimit"
_UNMANAGED = disks.unmanaged == True
_BLOBS = "az storage blob list --account-name {storage_account} -c vhds --auth-mode login"
_LIST = az(f"{_BLOBS} --include s --query '[?snapshot].[name,snapshot]' -o table", f"{_BLOBS} --include sd -o table")

CAUSE = cause(
    __name__,
    "A disk has more snapshots than its storage admits",
    "Each disk may have only so many snapshots at a time. Old ones that nobody deleted, those that soft delete "
    "keeps, and those that Azure Site Recovery takes all count.",
    sources=(
        SIBLING.section("ExtensionFailedSnapshotLimitReachedError"),
        LINUX_EXTENSION.section("ExtensionErrorCodeHelper.py"),
    ),
    codes=("snapshot", _CODE, _POINTS),
    rules=(
        confirms(
            disks.leftover_snapshots == True,
            error.code == _CODE,
            because="the code says that the limit is exceeded, and old snapshots fill it",
            rival="rpc-limit: that is about restore points, and has a code of its own",
        ),
        # The code says so itself; without leftovers, Site Recovery may have taken the snapshots.
        suggests(error.code == _CODE),
        *(suggests(seen == True) for seen in (disks.leftover_snapshots, signs.snapshot_count_exceeded)),
        *(hints(_UNMANAGED, error.code == _POINTS), hints(signs.snapshot_met_a_conflict == True)),
    ),
    remedy=(
        look(
            "See who takes snapshots of the VM's disks, and how many there are.",
            how(disks.leftover_snapshots),
            rights="Reader on the subscription",
            caution="With managed disks Azure Backup's own are its restore points: see rpc-limit.",
        ),
        look(
            "Unmanaged disks: list the snapshots of their blobs, those too that soft delete keeps.",
            _LIST,
            rights="Storage Blob Data Reader on the storage account",
            when=_UNMANAGED,
        ),
        destroy(
            "Unmanaged disks: delete snapshots that nobody needs.",
            portal("Storage account > Containers > vhds > (the disk) > Snapshots > Delete"),
            az(
                "az storage blob delete --account-name {storage_account} -c vhds -n {disk} "
                "--snapshot {snapshot} --auth-mode login"
            ),
            rights="Storage Blob Data Contributor on the storage account",
            caution="Delete snapshots only, never a disk's blob. Ask whose they are: another backup may need them.",
            when=_UNMANAGED,
        ),
        SHORTER_SOFT_DELETE,
        look("If Azure Site Recovery replicates the VM too, let it run at another time than the backup."),
    ),
    verify=verify("Fewer snapshots are listed, and the next backup succeeds.", how(disks.leftover_snapshots)),
)
